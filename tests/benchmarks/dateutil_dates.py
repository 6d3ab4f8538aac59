"""The same dates by python-dateutil, as anybody would write them who knows it well.

Each phase is a recurrence rule on its weekdays; the rest is what `bare_dates` does.  It
keeps no trace and no names either.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import WEEKLY, rrule

from tests.benchmarks.bare_dates import Dates, Part, dates_on


def dateutil_dates(parts: Iterable[Part], start: date, zone: ZoneInfo) -> list[Dates]:
    """Give the dates of parts that follow one another."""
    found = []
    for part in parts:
        end = start + relativedelta(weeks=part.weeks)
        rule = rrule(
            WEEKLY,
            dtstart=datetime.combine(start, part.clock),
            until=datetime.combine(end, part.clock) - timedelta(days=1),
            byweekday=part.weekdays,
        )
        found += [dates_on(moment.date(), part, zone) for moment in rule]
        start = end
    return sorted(found)
