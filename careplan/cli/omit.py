"""`careplan omit`: one occurrence is left out."""

from __future__ import annotations

import click

from careplan.cli.entering import Manner, enter, enters, exception
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument
from careplan.model.ledger import Verb


@click.command(
    "omit",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan omit a17.toml session-4",
        "careplan omit a17.toml session-4 --dry-run",
        "careplan omit a17.toml session-4 --override --reason 'in hospital'",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@click.option(
    "--override", is_flag=True, help="Leave it out although it breaks a rule."
)
@enters
def command(*, enrolment: str, name: str, override: bool, manner: Manner) -> int:
    """Leave one occurrence out, and its companions with it; the others stay.

    Nothing is renumbered.  `careplan undo` brings it back, and so does `careplan move`.

    Where the gap would be longer than the activity's `max_gap` it is not left out; an
    exception is entered with --override and a --reason.
    """
    said = {"occurrence": name} | exception(manner, override=override)
    return enter(enrolment, manner, Verb.OMIT, lambda _: said)
