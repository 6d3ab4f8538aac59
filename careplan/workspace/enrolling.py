"""Enrolments made of answers: the text of a new file, and the one a bare program needs.

Both go through the language like any file a person wrote, so an answer is checked in
the same way and with the same words wherever it was given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from careplan.issue.identity import bare_enrolment_id
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.model.enrolment import Pin
from careplan.model.program import Program, Status
from careplan.model.value import dataclass
from careplan.model.wording import spell_day

COMMAND_LINE = "command line"
_HEADER = """\
# One person's part in a program.  `careplan fields` lists all that can stand here.
"""
# What TOML does not let stand in a text as it is.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NOBODY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person says when a plan begins.

    `choices` are (activity or PHASE/RULE, key, words), `anchors` (name, dates).
    """

    start: date | datetime
    timezone: str
    horizon: date | None = None
    alias: str | None = None
    site: str | None = None
    choices: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    anchors: tuple[tuple[str, tuple[date | datetime, ...]], ...] = ()

    def sited(self, site: str | None) -> Answers:
        """Say the same with the site named otherwise."""
        return replace(self, site=site)


def enrolment_text(answers: Answers, *, identity: str, program: str, pin: Pin) -> str:
    """Write a new enrolment; `program` and the site are relative to its folder."""
    pinned = f"version = {_toml(pin.version)}, sha256 = {_toml(pin.sha256)}"
    lines = [
        f"id = {_toml(identity)}",
        f"program = {_toml(program)}",
        f"pin = {{ {pinned} }}",
        *_beginning(answers),
        *([] if answers.site is None else [f"site = {_toml(answers.site)}"]),
        *([] if answers.alias is None else _table("person", {"alias": answers.alias})),
        *_tables(answers),
        *_table("calendars.patient", {"privacy": "discreet"}),
    ]
    return _HEADER + "\n".join(lines) + "\n"


def bare_source(answers: Answers, program: Program | None) -> Source:
    """Write what stands for an enrolment where there is only a program."""
    identity = _NOBODY
    if program is not None:
        identity = bare_enrolment_id(
            program.id, program.version, answers.start, answers.timezone
        )
    lines = [
        f"id = {_toml(identity)}",
        'program = "program.toml"',
        *_beginning(answers),
        *_tables(answers),
    ]
    return Source(name=COMMAND_LINE, text="\n".join(lines) + "\n")


def enrolling_problems(program: Program, today: date) -> tuple[Diagnostic, ...]:
    """Say why nobody can be enrolled on this program, or should not be unawares."""
    if program.status is not Status.ACTIVE:
        return (
            Diagnostic(
                code="not-active",
                message=f"nobody is enrolled on a program that is {_state(program)}",
                primary=Label(place=_key(program, "status")),
                help=("its author sets `status` to `active` when it may be used",),
            ),
        )
    if program.review_by is None or program.review_by >= today:
        return ()
    return (
        Diagnostic(
            code="review-overdue",
            message=f"the program was due for review by {spell_day(program.review_by)}",
            severity=Severity.WARNING,
            primary=Label(place=_key(program, "review_by")),
            help=("ask its author whether it still holds",),
        ),
    )


def _beginning(answers: Answers) -> list[str]:
    horizon = answers.horizon
    return [
        f"start = {_toml(answers.start)}",
        f"timezone = {_toml(answers.timezone)}",
        *([] if horizon is None else [f"horizon = {_toml(horizon)}"]),
    ]


def _tables(answers: Answers) -> list[str]:
    lines: list[str] = []
    targets: dict[str, dict[str, object]] = {}
    for target, key, words in answers.choices:
        targets.setdefault(target, {})[key] = _one_or_many(words)
    for target, chosen in targets.items():
        lines += _table(f"choices.{_name(target)}", chosen)
    if answers.anchors:
        dates = {name: _one_or_many(dates) for name, dates in answers.anchors}
        lines += _table("anchors", dates)
    return lines


def _table(header: str, values: Mapping[str, object]) -> list[str]:
    lines = (f"{_name(key)} = {_toml(value)}" for key, value in values.items())
    return ["", f"[{header}]", *lines]


def _one_or_many(values: tuple[object, ...]) -> object:
    return values[0] if len(values) == 1 else values


def _toml(value: object) -> str:
    """Write a value on one line, as people do."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f'"{_ESCAPED.sub(_escape, str(value))}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def _name(key: str) -> str:
    """Write a key; a plain word needs no quotes."""
    return key if _BARE_KEY.fullmatch(key) else _toml(key)


def _state(program: Program) -> str:
    return "a draft" if program.status is Status.DRAFT else "retired"


def _key(program: Program, key: str) -> Place:
    return Place(file=program.place.file, path=("program", key))
