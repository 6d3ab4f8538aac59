"""`careplan pause`: the plan stands still for a while."""

from __future__ import annotations

from datetime import date

import click

from careplan.cli.entering import Manner, enter, enters, exception
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import day, examples, file_argument
from careplan.model.ledger import Rest, Verb


@click.command(
    "pause",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan pause a17.toml 2026-03-16 2026-03-22 --dry-run",
        "careplan pause a17.toml 2026-03-16 2026-03-22 --reason 'on holiday'",
        "careplan pause a17.toml 2026-03-16 2026-03-22 --rest drop --habits",
        "careplan pause a17.toml 2026-03-16 2026-04-05 --override --reason 'ill'",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("first", metavar="FROM", type=day)
@click.argument("last", metavar="UNTIL", type=day)
@click.option(
    "--rest",
    type=click.Choice([Rest.SLIDE.value, Rest.DROP.value]),
    default=Rest.SLIDE.value,
    show_default=True,
    help="What would be in between comes after it (slide), or is left out (drop).",
)
@click.option("--habits", is_flag=True, help="Habits stand still as well.")
@click.option("--override", is_flag=True, help="Pause although it breaks a rule.")
@enters
def command(
    *,
    enrolment: str,
    first: date,
    last: date,
    rest: str,
    habits: bool,
    override: bool,
    manner: Manner,
) -> int:
    """Let the plan stand still from one day to another, both included.

    Weekday patterns take the next slots after it; what counts from the start or from a
    phase is as many days later; what counts from a named date stays.  What is past,
    recorded, moved or confirmed stays, and medicines go on.

    Where a gap would be longer than an activity's `max_gap` the plan goes on; an
    exception is entered with --override and a --reason.
    """
    if last < first:
        raise click.UsageError("UNTIL is before FROM; both days are part of the pause")
    said: dict[str, object] = {"from": first, "until": last, "rest": rest}
    if habits:
        said["habits"] = True
    said |= exception(manner, override=override)
    return enter(enrolment, manner, Verb.PAUSE, lambda _: said)
