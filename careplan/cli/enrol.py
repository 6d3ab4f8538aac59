"""`careplan enrol`: one person begins a program."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from careplan import files
from careplan.cli import terminal
from careplan.cli.boundary import DONE, FAILED
from careplan.cli.given import Given, begins
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    file_option,
    now_option,
    style_option,
)
from careplan.cli.output import (
    JSON,
    NOTHING_WRITTEN,
    complain,
    dumped,
    note,
    refuse,
    result,
)
from careplan.cli.people import people
from careplan.model.program import Program
from careplan.render.plain import plain
from careplan.workspace.answers import OUTPUT, START, KeyPath
from careplan.workspace.beginning import Beginning, begin, enrollable
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.found import Found, found
from careplan.workspace.questions import Question, needs

if TYPE_CHECKING:
    from careplan.cli.dialogue import Begin

VERSION = 1


@click.command(
    "enrol",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan enrol plans/ketamine.toml",
        "careplan enrol plans/ketamine.toml -o a17.toml --start 2026-03-02 \\",
        "    --timezone Europe/London --choose session.on=mon,thu",
    ),
)
@file_argument("program", "PROGRAM")
@file_option("-o", "--output", metavar="FILE", text="The new file.")
@begins()
@people
@click.option("--id", "identity", type=click.UUID, help="Instead of a random id.")
@now_option
@style_option("text", JSON)
def command(
    *,
    program: str,
    output: str | None,
    given: Given,
    identity: UUID | None,
    now: datetime | None,
    style: str,
) -> int:
    """Start one person's plan: write an enrolment file.

    On a terminal what the options do not say is asked for, until the plan can begin; in
    a script the file, the start, the zone and what the program counts from must be
    said.

    The enrolment names PROGRAM with the hash of its content, so the program must lie in
    the enrolment's folder or below.  Nobody but you can read the new file, and no file
    is ever replaced.
    """
    if output == files.STANDARD_INPUT:
        raise click.UsageError("an enrolment is kept in a file; `-` has no name")
    given = given if output is None else given.put(OUTPUT, output)
    loaded, about = _program(program)
    value = None
    if loaded is not None:
        value, about = enrollable(loaded, clock(now).date())
    if loaded is None or value is None:
        return complain(about, style=style, outcome=NOTHING_WRITTEN)
    begun = partial(_begun, loaded, value, identity or uuid4())
    missing = tuple(one for one in needs(value) if not given.says(one.path))
    if not missing:
        new, trouble = begun(given)
        code = complain(about + trouble, style=style, outcome=NOTHING_WRITTEN)
        return code if new is None or code else _write(new, style)
    if not (about.has_errors or terminal.is_there()):
        raise click.UsageError(_missing(missing))
    code = complain(about, style=style, outcome=NOTHING_WRITTEN)
    if code:
        return code
    new = _asked(value, given, begun, clock(now), about)
    if new is not None:
        return _write(new, style)
    note(NOTHING_WRITTEN)
    return FAILED


def _begun(
    loaded: Loaded, program: Program, identity: UUID, given: Given
) -> tuple[Beginning | None, Found]:
    """Make the plan of these answers, in memory."""
    answers, output = given.answers(), Path(str(given.value(OUTPUT)))
    if answers is None:
        raise LookupError(START)
    with files.locked(output) as trouble:
        if trouble is not None:
            return None, found(trouble)
        return begin(
            loaded, program.version, answers, output=output, identity=str(identity)
        )


def _asked(
    program: Program, given: Given, begun: Begin, now: datetime, told: Found
) -> Beginning | None:
    """Ask for the rest; whoever breaks off is told what came of it."""
    from careplan.cli.dialogue import Dialogue  # noqa: PLC0415 - a script asks nothing

    dialogue = Dialogue(
        program=program, given=given, begun=begun, now=now, told=told.diagnostics
    )
    try:
        return dialogue.held()
    except (KeyboardInterrupt, click.Abort):
        note("", NOTHING_WRITTEN)
        # Click answers an interrupt with a line of its own, an abort without.
        raise click.Abort from None


def _write(begun: Beginning, style: str) -> int:
    with files.locked(begun.path) as locked:
        target = files.Target(path=begun.path, data=begun.data)
        trouble = locked or files.create(target)
    if trouble is not None:
        return refuse(trouble, style=style)
    _tell(str(begun.path), style)
    return DONE


def _missing(questions: tuple[Question, ...]) -> str:
    """Name the options that would answer, all at once."""
    named = ", ".join(_option(one.path) for one in questions)
    return f"Missing option{'s' if len(questions) > 1 else ''}: {named}"


def _option(path: KeyPath) -> str:
    match path:
        case ("anchors", name):
            return f"--anchor {name}=DATE"
        case ("facts", name):
            return f"--fact {name}=VALUE"
        case _:
            return f"--{path[-1]}"


def _program(name: str) -> tuple[Loaded | None, Found]:
    if name == files.STANDARD_INPUT:
        raise click.UsageError("an enrolment names a file; `-` has no name")
    loaded, about = load(name)
    if loaded is not None and loaded.kind is not Kind.PROGRAM:
        raise click.UsageError(f"`{name}` is not a program but {loaded.kind}")
    return loaded, about


def _tell(output: str, style: str) -> None:
    if style == JSON:
        result(dumped({"version": VERSION, "written": [output]}))
        return
    result(f"{plain(output)}\n")
    note(f"next: careplan show {plain(output)}")
