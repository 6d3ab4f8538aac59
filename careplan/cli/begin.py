"""`careplan begin`: a phase begins anew, or an optional one for the first time."""

from __future__ import annotations

from datetime import date

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import day, examples, file_argument
from careplan.model.ledger import Verb


@click.command(
    "begin",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan begin a17.toml foundation --on 2026-05-04 --dry-run",
        "careplan begin a17.toml foundation --on 2026-05-04 --reason 'worse again'",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("phase", metavar="PHASE")
@click.option(
    "--on", type=day, required=True, metavar="DATE", help="The first day of the phase."
)
@enters
def command(*, enrolment: str, phase: str, on: date, manner: Manner) -> int:
    """Begin a phase on a day, and those after it, as a new run.

    What is not done from that day on is withdrawn; what the phases give anew is called
    after the run (foundation~2/session-1).  An optional phase begins only so.
    """
    said: dict[str, object] = {"phase": phase, "on": on}
    return enter(enrolment, manner, Verb.BEGIN, lambda _: said)
