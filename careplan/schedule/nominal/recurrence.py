"""RFC 5545 recurrence rules, for what the other positions do not say.

Expanded by python-dateutil on the naive wall clock, from the anchor with the rule's
time as DTSTART, and never further than the phase or ten years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from careplan.model.amount import Period, Unit
from careplan.model.moment import Moment, at_instant
from careplan.schedule.arithmetic import displaced

TEN_YEARS = Period(number=10, unit=Unit.YEAR)
END_OF_DAY = "T235959"

TIMED = re.compile(r"\b(BYHOUR|BYMINUTE|BYSECOND)=|=HOURLY\b")
HOURLY = re.compile(r"=HOURLY\b")


def recurring_days(
    rrule: str, anchor: Moment, clock: time | None, bound: date | None
) -> Iterator[Moment]:
    """Give the moments of a rule, DTSTART among them only if the rule matches it.

    A moment is timed only if the rule itself names hours or minutes.  `bound` is the
    first day that no longer counts.  Days that do not exist are skipped, not clamped
    (RFC 5545 §3.3.10).
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - few plans need it

    start = datetime.combine(anchor.day, clock or anchor.clock or time())
    bound = bound or displaced(anchor, (TEN_YEARS,), lambda _: True).day
    timed = TIMED.search(rrule) is not None
    for wall in rrulestr(_on_the_wall(rrule, anchor.zone), dtstart=start):
        if wall.date() >= bound:
            return
        yield Moment(
            day=wall.date(), clock=wall.time() if timed else None, zone=anchor.zone
        )


def without_count(rrule: str) -> str:
    """Take COUNT away: a series that slides goes on until it has delivered it."""
    parts = rrule.split(";")
    return ";".join(part for part in parts if not part.startswith("COUNT="))


def _on_the_wall(rrule: str, zone: str) -> str:
    parts = dict(part.split("=", 1) for part in rrule.split(";"))
    if "UNTIL" in parts:
        parts["UNTIL"] = _local_until(parts["UNTIL"], zone)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _local_until(until: str, zone: str) -> str:
    """Read a UTC UNTIL on the local wall; a mere date includes its whole day."""
    if until.endswith("Z"):
        instant = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return f"{at_instant(instant, zone).wall:%Y%m%dT%H%M%S}"
    return until if "T" in until else until + END_OF_DAY
