"""The instances of an entry: one, or those of a run, as moments on the wall.

How their times may be written is decided here once for all of them: the first and
the last hour of a series have one DTSTART.
"""

from __future__ import annotations

from datetime import timedelta

from careplan.calendar.timezone import is_exact
from careplan.model.moment import Moment, elapsed
from careplan.model.profile import Profile
from careplan.model.stream import Entry, Frequency

Instance = tuple[Moment, Moment]

STEPS = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


def instances(entry: Entry) -> tuple[Instance, ...]:
    """List start and end of each instance: the same clock times, days apart."""
    if entry.repeat is None:
        return ((entry.start, entry.ends),)
    step = STEPS[entry.repeat.frequency]
    return tuple(
        (_later(entry.start, number * step), _later(entry.ends, number * step))
        for number in range(entry.repeat.count)
    )


def zone_written(entry: Entry, profile: Profile) -> str | None:
    """Give the zone whose wall time the file shows, or None if it shows UTC.

    Wall time only if every instance's start and end is exact.
    """
    zone = entry.start.zone
    if profile.in_utc or not entry.start.is_timed or entry.ends.zone != zone:
        return None
    is_wall = all(is_exact(moment) for both in instances(entry) for moment in both)
    return zone if is_wall else None


def days_before(days: int, start: Moment) -> Moment:
    """Give the same clock time so many days before, be there one, two or none."""
    return _later(start, -timedelta(days=days))


def minutes_of_days(days: int, start: Moment) -> int:
    """Say how many minutes pass from that clock time to the start."""
    return elapsed(days_before(days, start), start) // timedelta(minutes=1)


def _later(moment: Moment, by: timedelta) -> Moment:
    return Moment(day=moment.day + by, clock=moment.clock, zone=moment.zone)
