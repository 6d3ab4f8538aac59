"""The clock times of a day: at which moments a rule happens on a date.

What the clocks skip stands for a moment that exists.  Which dates a rule has is said
elsewhere.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from careplan.model.moment import Moment
from careplan.schedule.arithmetic import real_time
from careplan.schedule.units import Unit


class ClockTime(NamedTuple):
    """A moment, its place in `at`, and the wall time that the clocks skip, if so."""

    time_index: int
    moment: Moment
    skipped: Moment | None = None


def clock_times(unit: Unit, day: date) -> tuple[ClockTime, ...]:
    """Give the moments of a date: by the clock, but known by their place in `at`."""
    clocks = unit.times.on(day)
    if not clocks:
        return (ClockTime(0, Moment(day=day, zone=unit.zone)),)
    if len(clocks) == 1:
        moment = Moment(day=day, clock=clocks[0], zone=unit.zone)
        return (ClockTime(0, *real_time(moment)),)
    return tuple(
        ClockTime(index, *real_time(Moment(day=day, clock=clock, zone=unit.zone)))
        for clock, index in sorted((clock, n) for n, clock in enumerate(clocks))
    )
