"""`careplan set`: a date, a fact or a choice that is different from now on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import day_or_time, examples, file_argument
from careplan.model.ledger import Verb
from careplan.schedule.revising import START
from careplan.workspace.plan import Plan


@click.command(
    "set",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan set a17.toml due-date 2026-09-01",
        "careplan set a17.toml start 2026-03-09 --dry-run",
        "careplan set a17.toml arm b",
        "careplan set a17.toml session.on mon,thu",
        "careplan set a17.toml taper/session.at 17:30",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="VALUE")
@enters
def command(*, enrolment: str, name: str, value: str, manner: Manner) -> int:
    """Give something another value from now on.

    NAME is an anchor of the program (`restart[2]` is its second date, `restart` one
    more), `start`, a choice (`session.on`, `taper/session.at`), or else a fact.  What
    is past or recorded stays where it is.
    """

    def say(plan: Plan) -> Mapping[str, object]:
        return {"name": name, "value": _value(plan, name, value)}

    return enter(enrolment, manner, Verb.SET, say)


def _value(plan: Plan, name: str, text: str) -> str | date:
    """Read a date where one is wanted; elsewhere what looks like one is a text."""
    dated = (START, *(anchor.id for anchor in plan.program.anchors))
    if name.partition("[")[0] not in dated:
        return text
    when = day_or_time(text)
    if when is None:
        raise click.UsageError(f"`{name}` is a date; write 2026-03-02")
    return when
