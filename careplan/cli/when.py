"""`careplan when`: on which days one occurrence may be."""

from __future__ import annotations

from datetime import date

import click

from careplan.cli.boundary import DONE, FAILED
from careplan.cli.given import Given, begins
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.naming import named, undated
from careplan.cli.options import day, examples, file_argument, style_option
from careplan.cli.output import JSON, complain, dumped, result
from careplan.cli.plans import open_plan
from careplan.render.alternatives import document
from careplan.render.alternatives import other_days as told
from careplan.render.undated import document as without_days
from careplan.render.undated import told as without_date
from careplan.workspace.arranging import other_days
from careplan.workspace.plan import scheduled
from careplan.workspace.seeing import view_of

MOST_DAYS = 366


@click.command(
    "when",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan when a17.toml session-5",
        "careplan when a17.toml session-5 --from 2026-03-16 --to 2026-03-31",
    ),
)
@file_argument("plan", "PLAN")
@click.argument("name", metavar="NAME")
@click.option("--from", "first", type=day, metavar="DATE", help="The first day tried.")
@click.option("--to", "last", type=day, metavar="DATE", help="The last day tried.")
@begins(previews=True)
@style_option("text", JSON)
def command(
    *,
    plan: str,
    name: str,
    first: date | None,
    last: date | None,
    given: Given,
    style: str,
) -> int:
    """List the days on which one occurrence may be, and what each would move.

    NAME is what `careplan show` prints beside a date. Without --from and --to the days
    of its window are tried, or two weeks on a side that is open. Nothing is changed.
    Exit code 1 says that no day is legal, or that it has no date at all.
    """
    _check_range(first, last)
    opened, found = scheduled(*open_plan(plan, given))
    code = complain(found, style=style)
    if opened is None:
        return code
    view = view_of(*opened)
    nowhere = undated(view.schedule, name)
    if nowhere is not None:
        said = without_days(nowhere) | {"stands": None, "is_over": False, "days": []}
        result(dumped(said) if style == JSON else without_date(view, nowhere))
        return FAILED
    occurrence = named(view.schedule, name)
    tried = other_days(opened[0], name=occurrence.name, first=first, last=last)
    if tried is None:
        raise AssertionError(occurrence.name)
    if style == JSON:
        result(dumped(document(occurrence, tried)))
    else:
        result(told(view, occurrence, tried))
    return DONE if any(one.refusal is None for one in tried.tried) else FAILED


def _check_range(first: date | None, last: date | None) -> None:
    if first is None or last is None:
        return
    if last < first:
        raise click.UsageError("--to lies before --from")
    if (last - first).days >= MOST_DAYS:
        raise click.UsageError("a year is the most that can be tried")
