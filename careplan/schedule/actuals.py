"""When something happened or is to be, as written down: by the day, the time, or not.

A day alone is read with the clock time that was planned, and no day at all means as
planned.  Whether it may be then is not asked here.
"""

from __future__ import annotations

from datetime import date, datetime

from careplan.model.moment import Moment
from careplan.schedule.arithmetic import real_time
from careplan.schedule.progress import Draft


def spoken_moment(
    on: date | None, draft: Draft, zone: str
) -> tuple[Moment, Moment | None]:
    """Give the moment an entry speaks of, and the one it names if the clocks skip it.

    `zone` is the person's.
    """
    planned = draft.stands or draft.nominal
    if on is None:
        return planned, None
    if isinstance(on, datetime):
        return real_time(Moment(day=on.date(), clock=on.time(), zone=zone))
    there = planned.in_zone(zone)
    return real_time(Moment(day=on, clock=there.clock, zone=zone))
