"""What the dates of the benchmark's plans cost anybody: plain arithmetic, nothing else.

For every occurrence its day, from the start of its phase and the weekday; the wall
time there made an instant by `zoneinfo`; its end, so many minutes later as they pass;
the two days of its window; and all of them sorted by instant.  It looks at no closed
day and no gap, keeps no trace and no names, and cannot say why a date is what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAYS_A_WEEK = 7


class Part(NamedTuple):
    """A phase of so many weeks and what happens in it, on which weekdays and when."""

    weeks: int
    weekdays: Sequence[int]
    clock: time
    duration: timedelta
    window: timedelta


class Dates(NamedTuple):
    """One occurrence's dates: `begins` in UTC, `ends` on the wall of the zone."""

    begins: datetime
    day: date
    clock: time
    ends: datetime
    earliest: date
    latest: date


def bare_dates(parts: Iterable[Part], start: date, zone: ZoneInfo) -> list[Dates]:
    """Give the dates of parts that follow one another."""
    found = []
    for part in parts:
        for week in range(part.weeks):
            for weekday in part.weekdays:
                ahead = (weekday - start.weekday()) % DAYS_A_WEEK
                day = start + timedelta(days=week * DAYS_A_WEEK + ahead)
                found.append(dates_on(day, part, zone))
        start += timedelta(weeks=part.weeks)
    return sorted(found)


def dates_on(day: date, part: Part, zone: ZoneInfo) -> Dates:
    """Give the dates of one occurrence."""
    begins = datetime.combine(day, part.clock, zone).astimezone(UTC)
    ends = (begins + part.duration).astimezone(zone)
    earliest, latest = day - part.window, day + part.window
    return Dates(begins, day, part.clock, ends, earliest, latest)
