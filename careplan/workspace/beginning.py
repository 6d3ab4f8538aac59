"""The beginning of a plan: a new enrolment, tried out before anything is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from careplan import files
from careplan.language.document import parse
from careplan.language.source import read_source
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Pin
from careplan.model.program import Program
from careplan.model.schedule import Schedule
from careplan.model.value import dataclass
from careplan.workspace.answers import Answers
from careplan.workspace.documents import Loaded
from careplan.workspace.enrolling import advised, enrolling_problems, enrolment_text
from careplan.workspace.found import Found, found
from careplan.workspace.plan import Plan, open_enrolment, scheduled
from careplan.workspace.programs import read_program


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A new enrolment: what shall stand in which file, and the plan it makes."""

    path: Path
    data: bytes
    plan: Plan
    schedule: Schedule


def enrollable(loaded: Loaded, today: date) -> tuple[Program | None, Found]:
    """Read a program, and say why nobody can be enrolled on it if that is so."""
    program, result = read_program(loaded)
    if program is None:
        return None, result
    head = loaded.tables.get("program")
    says_status = isinstance(head, dict) and "status" in head
    problems = enrolling_problems(program, today, says_status=says_status)
    return program, result + found(*problems)


def begin(
    program: Loaded, version: str, answers: Answers, *, output: Path, identity: str
) -> tuple[Beginning | None, Found]:
    """Write the enrolment in memory, open it and date it; it is given if all is right.

    Nothing is written to the disk.
    """
    named, result = _related(answers, program, output.parent)
    if named is None:
        return None, result
    text = enrolment_text(
        named[1],
        identity=identity,
        program=named[0],
        pin=Pin(version=version, sha256=program.digest),
    )
    # A file name of bytes that are no UTF-8 cannot be written into a document.
    data = text.encode("utf-8", errors="replace")
    source, diagnostics = read_source(str(output), data)
    tables, syntax = (None, ()) if source is None else parse(source)
    if source is None or tables is None:
        return None, result + found(*diagnostics, *syntax)
    loaded = Loaded(name=source.name, data=data, source=source, tables=tables)
    opened, trouble = scheduled(*open_enrolment(loaded))
    result += advised(trouble)
    if opened is None:
        return None, result
    begun = Beginning(path=output, data=data, plan=opened[0], schedule=opened[1])
    return begun, result


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
