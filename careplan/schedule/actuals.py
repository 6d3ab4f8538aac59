"""When something happened, as somebody wrote it down: by the day, the time, or not.

A day alone is read with the clock time that was planned, and no day at all means as
planned.  Whether it may have happened then is not asked: it did.
"""

from __future__ import annotations

from datetime import datetime

from careplan.model.ledger import Record
from careplan.model.moment import Moment
from careplan.schedule.arithmetic import real_time
from careplan.schedule.progress import Draft


def actual_moment(
    record: Record, draft: Draft, zone: str
) -> tuple[Moment, Moment | None]:
    """Give the moment a record speaks of, and the one it names if the clocks skip it.

    `zone` is the person's.
    """
    planned = draft.stands or draft.nominal
    on = record.on
    if on is None:
        return planned, None
    if isinstance(on, datetime):
        return real_time(Moment(day=on.date(), clock=on.time(), zone=zone))
    there = planned.in_zone(zone)
    return real_time(Moment(day=on, clock=there.clock, zone=zone))
