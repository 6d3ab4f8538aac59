"""`careplan record`: what became of one occurrence."""

from __future__ import annotations

from datetime import date, datetime

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, start
from careplan.model.ledger import DONE, MISSED, Verb


@click.command(
    "record",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan record a17.toml session-3 done",
        "careplan record a17.toml session-3 done --on 2026-03-12T10:30",
        "careplan record a17.toml evaluation-1 done --result eligible",
        "careplan record a17.toml session-4 missed --by JP",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@click.argument("outcome", metavar="done|missed", type=click.Choice((DONE, MISSED)))
@click.option(
    "--on", type=start, metavar="WHEN", help="When it was done, if not as planned."
)
@click.option(
    "--result", metavar="RESULT", help="What was found, of an activity's own."
)
@enters
def command(
    *,
    enrolment: str,
    name: str,
    outcome: str,
    on: date | datetime | None,
    result: str | None,
    manner: Manner,
) -> int:
    """Record what became of one occurrence.

    NAME is what `careplan show` prints beside a date.  A fact is never refused for
    breaking a rule of the program, only if nothing is called so or it lies in the
    future; what was done too early or too late is kept, with a warning.
    """
    if outcome == MISSED and (on is not None or result is not None):
        raise click.UsageError("what was missed has no --on and no --result")
    said: dict[str, object] = {"occurrence": name, "result": result or outcome}
    if on is not None:
        said["on"] = on
    return enter(enrolment, manner, Verb.RECORD, lambda _: said)
