"""How far apart two moments are, start to start, against an amount.

Days compare dates, hours compare elapsed time, and equal is enough on either side.  A
whole day has no hour to measure from, so beside one a day counts 24 h.
"""

from __future__ import annotations

from datetime import timedelta

from careplan.model.amount import Amount, Duration
from careplan.model.moment import Moment, days_between, elapsed
from careplan.schedule.arithmetic import BusinessDays, displaced

A_DAY = timedelta(days=1)


def is_far_enough(
    first: Moment, second: Moment, gap: Amount, is_open: BusinessDays
) -> bool:
    """Say whether the second moment lies at least so much after the first."""
    return _excess(first, second, gap, is_open) >= timedelta(0)


def is_near_enough(
    first: Moment, second: Moment, gap: Amount, is_open: BusinessDays
) -> bool:
    """Say whether the second moment lies at most so much after the first."""
    return _excess(first, second, gap, is_open) <= timedelta(0)


def _excess(
    first: Moment, second: Moment, gap: Amount, is_open: BusinessDays
) -> timedelta:
    """Measure by how much the distance is more than the gap."""
    if not isinstance(gap, Duration):
        day = Moment(day=first.day, zone=first.zone)
        return second.day - displaced(day, (gap,), is_open).day
    if first.is_timed and second.is_timed:
        return elapsed(first, second) - timedelta(minutes=gap.minutes)
    return days_between(first, second) * A_DAY - timedelta(minutes=gap.minutes)
