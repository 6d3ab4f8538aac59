"""What a plan begins with, said by options: words become answers, or a usage error.

What is said of people and what is known of them is never repeated in an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from careplan.cli.options import day, day_or_time, file_option, place, start
from careplan.language.schema.names import ID_PATTERN

if TYPE_CHECKING:
    from careplan.workspace.answers import Said

_Function = TypeVar("_Function", bound=Callable[..., object])


def beginning(
    function: _Function, *, otherwise: str = "", previews: bool = False
) -> _Function:
    """Add what a plan begins with: start, zone, site, choices, anchors, facts.

    `otherwise` says what holds without a zone; `previews` adds results.
    """
    options = _beginning(otherwise)
    if previews:
        options = (*options, _previewing())
    for option in reversed(options):
        function = option(function)
    return function


def _previewing() -> Callable[[_Function], _Function]:
    return click.option(
        "--result",
        "results",
        multiple=True,
        type=result,
        metavar="ACTIVITY=RESULT",
        help="A result to take for granted: evaluation=eligible.",
    )


def _beginning(otherwise: str) -> tuple[Callable[[_Function], _Function], ...]:
    zone = "The person's time zone, as Europe/London"
    return (
        click.option(
            "--start",
            type=start,
            metavar="DATE",
            help="The first day, as 2026-03-02, or with a time: 2026-03-02T10:00.",
        ),
        click.option(
            "--timezone",
            type=place,
            metavar="ZONE",
            shell_complete=_zones,
            help=f"{zone}; without it {otherwise}." if otherwise else f"{zone}.",
        ),
        click.option(
            "--horizon",
            type=day,
            metavar="DATE",
            help="The last day that open-ended rules are planned for: 2027-03-02.",
        ),
        file_option("--site", metavar="FILE", text="When the clinic is open."),
        click.option(
            "--choose",
            "choices",
            multiple=True,
            type=choice,
            metavar="ACTIVITY.KEY=WORDS",
            help="What the person chooses: session.on=mon,thu, session.at=19:00.",
        ),
        click.option(
            "--decide",
            "decisions",
            multiple=True,
            type=decision,
            metavar="NAME=OPTION",
            help="What is decided from the start: response=partial.",
        ),
        click.option(
            "--anchor",
            "anchors",
            multiple=True,
            type=anchor,
            metavar="NAME=DATE",
            help="The date of a named anchor: due-date=2026-09-01.",
        ),
        click.option(
            "--fact",
            "facts",
            multiple=True,
            type=fact,
            metavar="NAME=VALUE",
            help="What is known and decides branches: arm=a.",
        ),
    )


def choice(text: str) -> Said:
    """Split `session.on=mon,thu` into activity or PHASE/RULE, key and words."""
    left, _, words = text.partition("=")
    target, _, key = left.strip().rpartition(".")
    chosen = tuple(word.strip() for word in words.split(",") if word.strip())
    if not target or not key or not chosen:
        raise click.BadParameter(f"`{text}` is no choice; write session.on=mon,thu")
    return ("choices", target, key), chosen


def anchor(text: str) -> Said:
    """Split `due-date=2026-09-01` into the anchor's name and its dates."""
    name, _, words = text.partition("=")
    dates = [day_or_time(word.strip()) for word in words.split(",")]
    known = tuple(day for day in dates if day is not None)
    if not name.strip() or len(known) < len(dates):
        raise click.BadParameter(f"`{text}` is no anchor; write due-date=2026-09-01")
    return ("anchors", name.strip()), known


def fact(text: str) -> Said:
    """Split `arm=a` into the fact's name and value, of which nothing is repeated."""
    return _named(text, "facts", "write NAME=VALUE, such as arm=a")


def decision(text: str) -> Said:
    """Split `response=partial` into the decision's name and the option taken."""
    return _named(text, "decisions", "write NAME=OPTION, such as response=partial")


def result(text: str) -> tuple[str, str]:
    """Split `evaluation=eligible` into the activity and its result."""
    name, _, value = text.partition("=")
    if re.fullmatch(ID_PATTERN, name.strip()) is None or not value.strip():
        raise click.BadParameter("write ACTIVITY=RESULT: evaluation=eligible")
    return name.strip(), value.strip()


def _named(text: str, table: str, advice: str) -> Said:
    """Split at the first `=`; what is not so written may be anything, and is not shown.

    Only an id is a name: others would stand as keys in reports, which hide values only.
    """
    name, _, value = text.partition("=")
    if re.fullmatch(ID_PATTERN, name.strip()) is None or not value.strip():
        raise click.BadParameter(advice)
    return (table, name.strip()), value.strip()


def _zones(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the places that begin so."""
    from careplan.model.zone import zone_names  # noqa: PLC0415 - rarely needed

    del ctx, param
    begun = incomplete.lower()
    names = (name for name in zone_names() if name.lower().startswith(begun))
    return list(names)
