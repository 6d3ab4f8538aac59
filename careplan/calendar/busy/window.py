"""The time a plan is about: nothing else of a calendar need be understood.

A repetition may have no end, and where a plan will end is not known before it is
scheduled; so this is drawn generously, once, by whoever reads the calendar.  A lazy
one would ask the calendar while dates are chosen, and find out then that it cannot
be read.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from careplan.model.value import dataclass

EARLIEST = datetime.min  # noqa: DTZ901 - a wall time, as all are here
_A_DAY = timedelta(days=1)
# How far a wall clock can be from UTC, in any zone a calendar can describe.
_ZONES = _A_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From `begins` up to `ends`, in UTC; a wall time is judged with a day to spare."""

    begins: datetime
    ends: datetime

    @classmethod
    def around(cls, first: date, last: date) -> Window:
        """Draw it round the days of somebody whose zone does not matter."""
        midnight = datetime.min.time()
        return cls(
            begins=datetime.combine(first, midnight) - _A_DAY,
            ends=datetime.combine(last, midnight) + 2 * _A_DAY,
        )

    @property
    def before(self) -> datetime:
        """The first wall time that is of no interest any more."""
        return self.ends + _ZONES

    def since(self, length: timedelta) -> datetime:
        """Give the first wall time at which something so long may reach into it."""
        reach = self.begins - _ZONES
        return reach - length if length < reach - EARLIEST else EARLIEST

    def holds(self, start: datetime, end: datetime) -> bool:
        """Say whether any time between two instants lies in it."""
        return start < self.ends and end > self.begins
