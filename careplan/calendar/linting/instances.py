"""The instances of an event in anybody's calendar: when each begins and ends.

Each has the first one's clock time and the first one's exact duration (RFC 5545
§3.8.5.3).  What cannot be followed has none, and so is like nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from careplan.calendar.busy.components import Line as BusyLine
from careplan.calendar.busy.recurring import recurring, rule_of, until_of
from careplan.calendar.busy.trouble import CalendarError
from careplan.calendar.busy.values import When
from careplan.calendar.linting.components import Component
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.values import length, when

# No run is longer than 49; a file that says more says something else.
_MOST_INSTANCES = 1_000
_TEN_YEARS = timedelta(days=3_660)

# Begin and end in UTC, or as midnights of whole days; and whether they are that.
Instance = tuple[datetime, datetime, bool]


def instances(event: Component, survey: Survey) -> tuple[Instance, ...] | None:
    """Give start and end of each date, None if that cannot be said."""
    line, end = event.first("DTSTART"), event.first("DTEND")
    begins = None if line is None else when(line)
    ends = None if end is None else when(end)
    if begins is None:
        return None
    first = _instant(begins, survey)
    last = first if ends is None else _instant(ends, survey)
    if first is None or last is None:
        return None
    lasts = last - first
    size = length(event.value("DURATION"))
    if ends is None and size is not None:
        lasts = size.days + size.exact
    starts = (
        _instant(begins._replace(wall=wall), survey)
        for wall in walls(event, begins, survey)
    )
    return tuple(
        (each, each + lasts, begins.is_day) for each in starts if each is not None
    )


def _instant(moment: When, survey: Survey) -> datetime | None:
    return moment.wall if moment.is_day else survey.instant(moment)


def walls(event: Component, begins: When, survey: Survey) -> Iterator[datetime]:
    """Give each date by the clock on the wall, the first one first."""
    yield begins.wall
    for line in event.all("RRULE"):
        try:
            busy = BusyLine(line.number, f":{line.value}".encode())
            rule, until = rule_of(busy), until_of(busy)
            last = None if until is None else _instant(until, survey)
            found = recurring(
                rule,
                begins.wall,
                since=begins.wall,
                before=begins.wall + _TEN_YEARS,
                effort=survey.share.effort,
            )
            for wall in islice(found, _MOST_INSTANCES):
                there = _instant(begins._replace(wall=wall), survey)
                if last is not None and there is not None and there > last:
                    break
                yield wall
        except CalendarError:
            return
