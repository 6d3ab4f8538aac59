"""`careplan move`: another date for one occurrence."""

from __future__ import annotations

from datetime import date, datetime

import click

from careplan.cli.entering import Manner, enter, enters, exception
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, start
from careplan.model.ledger import Rest, Verb


@click.command(
    "move",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan move a17.toml session-3 2026-03-11",
        "careplan move a17.toml session-3 2026-03-11T09:00 --dry-run",
        "careplan move a17.toml session-3 2026-03-12 --rest slide",
        "careplan move a17.toml session-3 2026-03-12 --override --reason 'by request'",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@click.argument("to", metavar="WHEN", type=start)
@click.option(
    "--rest",
    type=click.Choice([Rest.KEEP.value, Rest.SLIDE.value]),
    help="What becomes of those after it: they stay (keep), or follow (slide).",
)
@click.option("--override", is_flag=True, help="Move it although it breaks a rule.")
@enters
def command(
    *,
    enrolment: str,
    name: str,
    to: date | datetime,
    rest: str | None,
    override: bool,
    manner: Manner,
) -> int:
    """Move one occurrence; the others stay, and its companions go with it.

    With --rest slide those after it follow: on the next slots of their weekdays, or as
    many days later; phases after them begin later.  Where each counts from the one
    before it, they always follow.

    On a day without a time it keeps its own.  Where it would break a rule of the
    program it is not moved; `careplan when` lists the days that are free.  An exception
    is entered with --override and a --reason.
    """
    said: dict[str, object] = {"occurrence": name, "to": to}
    if rest is not None:
        said["rest"] = rest
    said |= exception(manner, override=override)
    return enter(enrolment, manner, Verb.MOVE, lambda _: said)
