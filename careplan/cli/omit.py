"""`careplan omit`: one occurrence is left out."""

from __future__ import annotations

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument
from careplan.model.ledger import Verb


@click.command(
    "omit",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan omit a17.toml session-4",
        "careplan omit a17.toml session-4 --dry-run",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@enters
def command(*, enrolment: str, name: str, manner: Manner) -> int:
    """Leave one occurrence out, and its companions with it; the others stay.

    Nothing is renumbered.  `careplan undo` brings it back, and so does `careplan move`.
    """
    return enter(enrolment, manner, Verb.OMIT, lambda _: {"occurrence": name})
