"""Starts tried one after another, to find those from which nobody can be scheduled.

The program is read once; only the start changes from one schedule to the next.  What
keeps many starts from working is one cause, told of the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.value import dataclass
from careplan.schedule.compile import compile_schedule
from careplan.schedule.holidays import public_holidays
from careplan.workspace.plan import Plan
from careplan.workspace.site import read_site

NO_PLACE = "UTC"

Tried = tuple[date, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What keeps starts from working: how it shows on the first, and all of them.

    `starts` are the days, each with the sentence that is true of it.
    """

    diagnostic: Diagnostic
    starts: tuple[tuple[date, str], ...]

    @property
    def days(self) -> tuple[date, ...]:
        """List the starts in order."""
        return tuple(day for day, _ in self.starts)


def zone_for(given: str | None, site: str | None) -> str:
    """Choose the zone to try in: the one given, else the site's, else UTC."""
    if given is not None:
        return given
    value = None if site is None else read_site(site)[0].value
    if value is None or value.timezone is None:
        return NO_PLACE
    return value.timezone


def try_starts(plan: Plan, days: Iterable[date]) -> Iterator[Tried]:
    """Schedule the plan from each day; give the day and what is wrong with it."""
    for day in days:
        _, found = compile_schedule(
            plan.program,
            replace(plan.enrolment, start=day),
            site=plan.site,
            holidays=public_holidays,
        )
        yield day, tuple(one for one in found if one.severity is Severity.ERROR)


def causes_of(tried: Iterable[Tried]) -> tuple[Cause, ...]:
    """Put together what is wrong at one place for one reason, in the order found."""
    first: dict[tuple[str, Label | None], Diagnostic] = {}
    starts: dict[tuple[str, Label | None], dict[date, str]] = {}
    for day, found in tried:
        for one in found:
            cause = (one.code, one.primary)
            first.setdefault(cause, one)
            starts.setdefault(cause, {}).setdefault(day, one.message)
    return tuple(
        Cause(diagnostic=one, starts=tuple(starts[cause].items()))
        for cause, one in first.items()
    )
