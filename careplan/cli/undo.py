"""`careplan undo`: an entry of the ledger no longer counts."""

from __future__ import annotations

from collections.abc import Mapping

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument
from careplan.model.ledger import Undo, Verb
from careplan.workspace.plan import Plan


@click.command(
    "undo",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan undo a17.toml",
        "careplan undo a17.toml 7 --reason 'it was session 4'",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("entry", metavar="[ENTRY]", type=click.IntRange(min=1), required=False)
@enters
def command(*, enrolment: str, entry: int | None, manner: Manner) -> int:
    """Take back an entry, the last one if none is named; nothing is deleted.

    ENTRY is the number that `careplan history` shows.  An undo can be undone, too, by
    its own number.
    """

    def say(plan: Plan) -> Mapping[str, object]:
        return {"entry": _last(plan) if entry is None else entry}

    return enter(enrolment, manner, Verb.UNDO, say)


def _last(plan: Plan) -> int:
    """Find the last entry; after an undo whoever means another one has to name it."""
    ledger = plan.enrolment.ledger
    if not ledger:
        raise click.UsageError("the ledger has no entry yet")
    last = ledger[-1]
    return last.act.entry if isinstance(last.act, Undo) else last.number
