"""`careplan add`: an activity happens once more than the program says."""

from __future__ import annotations

from datetime import date, datetime

import click

from careplan.cli.entering import Manner, enter, enters, exception
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, start
from careplan.model.ledger import Verb


@click.command(
    "add",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan add a17.toml coaching 2026-04-02T16:00",
        "careplan add a17.toml session 2026-04-03 --override --reason 'a relapse'",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("activity", metavar="ACTIVITY")
@click.argument("on", metavar="WHEN", type=start)
@click.option("--override", is_flag=True, help="Add it although it breaks a rule.")
@enters
def command(
    *,
    enrolment: str,
    activity: str,
    on: date | datetime,
    override: bool,
    manner: Manner,
) -> int:
    """Let an activity happen once more, on a day or at a time.

    On a day without a time it has that of the activity.  Where it would break a rule of
    the program it is not added; an exception is entered with --override and a --reason.
    """
    said: dict[str, object] = {"activity": activity, "on": on}
    said |= exception(manner, override=override)
    return enter(enrolment, manner, Verb.ADD, lambda _: said)
