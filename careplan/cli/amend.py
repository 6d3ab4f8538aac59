"""`careplan amend`: the plan goes on by another version of its program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from careplan import files
from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import day, examples, file_argument, file_option
from careplan.cli.output import NOTHING_WRITTEN, complain, refuse
from careplan.model.diagnostic import Diagnostic
from careplan.model.ledger import Verb
from careplan.workspace.amending import text_in_force
from careplan.workspace.beginning import enrollable
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.found import Found
from careplan.workspace.plan import Plan


@click.command(
    "amend",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan amend a17.toml --to plans/ketamine-1.1.0.toml --dry-run",
        "careplan amend a17.toml --to plans/ketamine-1.1.0.toml \\",
        "    --effective 2026-04-08 --reason 'a longer taper'",
        "careplan amend a17.toml --to plans/ketamine.toml \\",
        "    --was plans/ketamine-1.0.0.toml",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@file_option("--to", metavar="PROGRAM", text="The new version.", required=True)
@click.option(
    "--effective",
    type=day,
    metavar="DATE",
    help="The first day it speaks for; by default today.",
)
@file_option(
    "--was",
    metavar="PROGRAM",
    text="Where the earlier version lies, if its file holds the new one now.",
)
@enters
def command(
    *,
    enrolment: str,
    to: str,
    effective: date | None,
    was: str | None,
    manner: Manner,
) -> int:
    """Go on by another version of the program.

    What is done, moved, confirmed or past stays as it is, and so does all that is
    planned before the day the new version is effective.  The rest is planned anew, and
    keeps its names and its place in the calendars.

    All versions stay readable: where a program was changed in its file, --was names
    the file that the earlier version was saved in.
    """
    loaded, about = _version(to)
    if loaded is None:
        return complain(about, style=manner.style, outcome=NOTHING_WRITTEN)
    program, about = enrollable(loaded, manner.now.date())
    code = complain(about, style=manner.style, outcome=NOTHING_WRITTEN)
    if program is None or code:
        return code
    folder = files.followed(Path(enrolment)).parent
    said: dict[str, object] = {}
    for key, name in (("program", to), ("was", was)):
        path = None if name is None else files.relate(name, folder)
        if isinstance(path, Diagnostic):
            return refuse(path, style=manner.style)
        if path is not None:
            said[key] = path
    said |= {"version": program.version, "sha256": loaded.digest}
    if effective is not None:
        said["effective"] = effective

    def say(plan: Plan) -> Mapping[str, object]:
        # Where the plan goes by it already, `was` lies before what is in force.
        known = text_in_force(plan.enrolment).sha256 == loaded.digest
        return {key: one for key, one in said.items() if key != "was" or not known}

    return enter(enrolment, manner, Verb.AMEND, say, was=was)


def _version(name: str) -> tuple[Loaded | None, Found]:
    if name == files.STANDARD_INPUT:
        raise click.UsageError("an entry names a file; `-` has no name")
    loaded, about = load(name)
    if loaded is not None and loaded.kind is not Kind.PROGRAM:
        raise click.UsageError(f"`{name}` is not a program but {loaded.kind}")
    return loaded, about
