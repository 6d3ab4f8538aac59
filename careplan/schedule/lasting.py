"""How long an occurrence lasts, from its first moment or day to its last.

A calendar needs an end after the start; what an end means for open hours or for the
next phase is decided elsewhere.
"""

from __future__ import annotations

from careplan.model.amount import Duration, Period
from careplan.model.moment import Moment
from careplan.model.program import Activity
from careplan.schedule.arithmetic import moved, moved_day, next_day

# Something with a clock time and no duration lasts a quarter of an hour: an event
# without an end is drawn as nothing, or as a whole day.
UNSPOKEN_DURATION = Duration(minutes=15)


def ends_of(activity: Activity, start: Moment) -> Moment:
    """Give the end: for whole days the last day, otherwise the moment it is over."""
    duration = activity.duration
    if isinstance(duration, Period):
        after = moved_day(start.day, duration, lambda _: True)
        return Moment(day=next_day(after, -1), zone=start.zone)
    if start.clock is None:
        return start
    return moved(start, duration or UNSPOKEN_DURATION, lambda _: True)
