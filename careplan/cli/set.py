"""`careplan set`: a date, a fact or a choice that is different from now on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import day_or_time, examples, file_argument
from careplan.model.ledger import Keep, Verb
from careplan.schedule.ledger.revising import START
from careplan.workspace.plan import Plan

_TIMEZONE = "timezone"


@click.command(
    "set",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan set a17.toml due-date 2026-09-01",
        "careplan set a17.toml start 2026-03-09 --dry-run",
        "careplan set a17.toml arm b",
        "careplan set a17.toml session.on mon,thu",
        "careplan set a17.toml taper/session.at 17:30",
        "careplan set a17.toml timezone America/New_York --keep clock",
        "careplan set a17.toml calendars.coach.privacy busy",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="VALUE")
@click.option(
    "--keep",
    type=click.Choice([Keep.CLOCK.value, Keep.INSTANT.value]),
    help="With `timezone`: what stays of the times.",
)
@enters
def command(
    *, enrolment: str, name: str, value: str, keep: str | None, manner: Manner
) -> int:
    """Give something another value from now on.

    NAME is an anchor of the program (`restart[2]` is its second date, `restart` one
    more), `start`, a choice (`session.on`, `taper/session.at`), `timezone`, what a
    calendar is (`calendars.coach.privacy`), or else a fact.  What is past or recorded
    stays where it is.

    In another time zone --keep clock leaves 19:00 at 19:00 there, as for a habit;
    --keep instant leaves it when it was, as for a clinic that keeps its hours, and
    tells it in the new zone.  What is chosen afterwards is read in the new zone.
    """
    _check_keep(name, keep)

    def say(plan: Plan) -> Mapping[str, object]:
        kept = {} if keep is None else {"keep": keep}
        return {"name": name, "value": _value(plan, name, value), **kept}

    return enter(enrolment, manner, Verb.SET, say)


def _check_keep(name: str, keep: str | None) -> None:
    """Ask what the person means: the two give different dates, and none is usual."""
    if name == _TIMEZONE and keep is None:
        raise click.UsageError(
            "say what stays of the times: --keep clock, and 19:00 is 19:00 in the new"
            " zone; or --keep instant, and it is when it was, told in the new zone"
        )
    if name != _TIMEZONE and keep is not None:
        raise click.UsageError("--keep is for `timezone`")


def _value(plan: Plan, name: str, text: str) -> str | date:
    """Read a date where one is wanted; elsewhere what looks like one is a text."""
    dated = (START, *(anchor.id for anchor in plan.program.anchors))
    is_consent = name.startswith("calendars.") and name.endswith(".consent")
    if name.partition("[")[0] not in dated and not is_consent:
        return text
    when = day_or_time(text)
    if when is None:
        raise click.UsageError(f"`{name}` is a date; write 2026-03-02")
    return when
