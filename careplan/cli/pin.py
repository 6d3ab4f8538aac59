"""`careplan pin`: one occurrence is confirmed where it is."""

from __future__ import annotations

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument
from careplan.model.ledger import Verb


@click.command(
    "pin",
    cls=HelpfulCommand,
    epilog=examples("careplan pin a17.toml session-5 --reason 'room booked'"),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@enters
def command(*, enrolment: str, name: str, manner: Manner) -> int:
    """Keep one occurrence where it is, because others rely on it.

    Whatever moves the rest of the plan, it stays; only an entry that names it moves it.
    """
    return enter(enrolment, manner, Verb.PIN, lambda _: {"occurrence": name})
