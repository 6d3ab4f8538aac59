"""Hearing: the words somebody answered with, made the value of a key, or refused.

The file's own readers take them, and then the checks of the plan that the answers so
far make; so nothing is accepted here that the file would not be.
"""

from __future__ import annotations

import re

from careplan.language.checks import check_enrolment
from careplan.language.dates import moment
from careplan.language.decode import decode_enrolment
from careplan.language.findings import Findings, Spot, UnreadableError
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.model.program import Program
from careplan.workspace.answers import Answers, KeyPath, Value
from careplan.workspace.enrolling import COMMAND_LINE, bare_source
from careplan.workspace.questions import Question, Takes

_BETWEEN_WORDS = re.compile(r"[,\s]+")


def heard(question: Question, text: str) -> tuple[Value | None, tuple[Diagnostic, ...]]:
    """Read an answer by itself; None with what is wrong with it.

    What was typed may be repeated: whoever reads the complaint has just typed it.
    """
    findings = Findings(COMMAND_LINE)
    spot = Spot(findings, question.path, f"`{question.path[-1]}`")
    try:
        value = _value(question.takes, text)
    except UnreadableError as error:
        spot.unreadable(error)
        return None, findings.all()
    question.shape.read(list(value) if isinstance(value, tuple) else value, spot)
    return (None if findings.has_errors() else value), findings.all()


def objections(
    program: Program, answers: Answers, path: KeyPath
) -> tuple[Diagnostic, ...]:
    """Say why an answer does not fit the program or the answers before it."""
    enrolment, found = decode_enrolment(bare_source(answers, program))
    if enrolment is not None:
        found += check_enrolment(program, enrolment)
    return tuple(one for one in found if _is_about(one, path))


def _is_about(one: Diagnostic, path: KeyPath) -> bool:
    if one.severity is not Severity.ERROR or one.primary is None:
        return False
    return one.primary.place.path[: len(path)] == path


def _value(takes: Takes, text: str) -> Value:
    match takes:
        case Takes.TEXT:
            return text
        case Takes.DATE:
            return moment(text)
        case Takes.DATES:
            return tuple(moment(part) for part in text.split(","))
        case Takes.WORDS:
            return tuple(word for word in _BETWEEN_WORDS.split(text) if word)
