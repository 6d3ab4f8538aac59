"""`careplan decide`: an answer to a question of the program."""

from __future__ import annotations

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument
from careplan.model.ledger import Verb


@click.command(
    "decide",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan decide a17.toml response partial",
        "careplan decide a17.toml response partial --dry-run",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("decision", metavar="DECISION")
@click.argument("option", metavar="OPTION")
@enters
def command(*, enrolment: str, decision: str, option: str, manner: Manner) -> int:
    """Take a decision that the program asks for; a later one wins.

    What is past or recorded stays as it is; the branch that follows is planned.
    """
    said = {"decision": decision, "option": option}
    return enter(enrolment, manner, Verb.DECIDE, lambda _: said)
