"""`careplan enrol`: one person begins a program."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import click

from careplan import files
from careplan.cli.boundary import DONE
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
from careplan.render.plain import plain
from careplan.workspace.beginning import begin
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.found import Found

VERSION = 1


@click.command(
    "enrol",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan enrol plans/ketamine.toml -o a17.toml --start 2026-03-02 \\",
        "    --timezone Europe/London --choose session.on=mon,thu",
    ),
)
@file_argument("program", "PROGRAM")
@file_option("-o", "--output", metavar="FILE", text="The new file.", required=True)
@begins(required=True)
@click.option("--alias", metavar="WORD", help="What staff calendars call the person.")
@click.option("--id", "identity", type=click.UUID, help="Instead of a random id.")
@now_option
@style_option("text", JSON)
def command(
    *,
    program: str,
    output: str,
    given: Given,
    alias: str | None,
    identity: UUID | None,
    now: datetime | None,
    style: str,
) -> int:
    """Start one person's plan: write an enrolment file.

    The enrolment names PROGRAM with the hash of its content, so the program must lie in
    the enrolment's folder or below.  Nobody but you can read the new file, and no file
    is ever replaced.
    """
    path = Path(output)
    loaded, found = _program(program)
    answers = given.answers(alias)
    if loaded is None or answers is None:
        return complain(found, style=style, outcome=NOTHING_WRITTEN)
    with files.locked(path) as taken:
        if taken is not None:
            return refuse(taken, style=style)
        data, found = begin(
            loaded,
            answers,
            output=path,
            identity=str(identity or uuid4()),
            today=clock(now).date(),
        )
        code = complain(found, style=style, outcome=NOTHING_WRITTEN)
        if data is None:
            return code
        trouble = files.create(files.Target(path=path, data=data))
    if trouble is not None:
        return refuse(trouble, style=style)
    _tell(output, style)
    return DONE


def _program(name: str) -> tuple[Loaded | None, Found]:
    if name == files.STANDARD_INPUT:
        raise click.UsageError("an enrolment names a file; `-` has no name")
    loaded, found = load(name)
    if loaded is not None and loaded.kind is not Kind.PROGRAM:
        raise click.UsageError(f"`{name}` is not a program but {loaded.kind}")
    return loaded, found


def _tell(output: str, style: str) -> None:
    if style == JSON:
        result(dumped({"version": VERSION, "written": [output]}))
        return
    result(f"{plain(output)}\n")
    note(f"next: careplan show {plain(output)}")
