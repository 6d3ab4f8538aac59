"""The beginning of a plan: a new enrolment, tried out before anything is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from careplan import files
from careplan.language.document import parse
from careplan.language.source import read_source
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Pin
from careplan.workspace.documents import Loaded
from careplan.workspace.enrolling import (
    Answers,
    advised,
    enrolling_problems,
    enrolment_text,
)
from careplan.workspace.found import Found, found
from careplan.workspace.plan import open_enrolment, scheduled
from careplan.workspace.programs import read_program


def begin(
    program: Loaded, answers: Answers, *, output: Path, identity: str, today: date
) -> tuple[bytes | None, Found]:
    """Write the enrolment in memory, open it and date it; its bytes if all is right."""
    value, result = read_program(program)
    if value is None:
        return None, result
    head = program.tables.get("program")
    says_status = isinstance(head, dict) and "status" in head
    result += found(*enrolling_problems(value, today, says_status=says_status))
    named, trouble = _related(answers, program, output.parent)
    result += trouble
    if named is None or result.has_errors:
        return None, result
    text = enrolment_text(
        named[1],
        identity=identity,
        program=named[0],
        pin=Pin(version=value.version, sha256=program.digest),
    )
    # A file name of bytes that are no UTF-8 cannot be written into a document.
    data = text.encode("utf-8", errors="replace")
    source, diagnostics = read_source(str(output), data)
    tables, syntax = (None, ()) if source is None else parse(source)
    if source is None or tables is None:
        return None, result + found(*diagnostics, *syntax)
    loaded = Loaded(name=source.name, data=data, source=source, tables=tables)
    plan, trouble = open_enrolment(loaded)
    _, trouble = scheduled(plan, trouble)
    result += advised(trouble)
    return (None if result.has_errors else data), result


def _related(
    answers: Answers, program: Loaded, folder: Path
) -> tuple[tuple[str, Answers] | None, Found]:
    """Name the program and the site as the new file will."""
    name = files.relate(program.name, folder)
    site = None if answers.site is None else files.relate(answers.site, folder)
    problems = [one for one in (name, site) if isinstance(one, Diagnostic)]
    if isinstance(name, Diagnostic) or isinstance(site, Diagnostic):
        return None, found(*problems)
    return (name, answers.sited(site)), Found()
