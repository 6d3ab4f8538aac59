"""A point on somebody's calendar: a civil day, perhaps with a clock time there.

Two moments of one zone compare as the wall calendar reads; `instant` is the only
door to elapsed time.  A wall time the zone skips is read with the offset before the
change, one that happens twice is the first (RFC 5545 §3.3.5), unless `clock.fold`
says it is the second.
"""

from __future__ import annotations

from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta

from careplan.model.value import dataclass
from careplan.model.zone import zone

MIDNIGHT = time()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day in the zone `zone`; `clock` is None for something that has no time."""

    day: date
    clock: time | None = None
    zone: str
    # A moment is sorted, measured and compared by its instant again and again, and
    # asking a zone costs more than all the rest of that: it remembers the answer.
    _instant: datetime | None = field(
        default=None, init=False, compare=False, repr=False
    )

    def __str__(self) -> str:
        """Write the day and, if any, the clock time: `2026-03-02 10:00`."""
        return f"{self.day}" if self.clock is None else f"{self.day} {self.clock:%H:%M}"

    @property
    def is_timed(self) -> bool:
        """Say whether the moment has a clock time."""
        return self.clock is not None

    @property
    def wall(self) -> datetime:
        """The naive wall time; midnight for a whole day."""
        return datetime.combine(self.day, self.clock or MIDNIGHT)

    @property
    def instant(self) -> datetime:
        """The moment in UTC; the day's first wall midnight for a whole day."""
        instant = self._instant
        if instant is None:
            clock = self.clock or MIDNIGHT
            wall = datetime.combine(self.day, clock, zone(self.zone))
            instant = wall.astimezone(UTC)
            object.__setattr__(self, "_instant", instant)
        return instant

    def is_before(self, other: Moment) -> bool:
        """Say whether it comes first: by the clock if both have one, else by day."""
        if self.clock is None or other.clock is None:
            return self.day < other.day
        return self.instant < other.instant

    def in_zone(self, name: str) -> Moment:
        """Read the same instant on another zone's wall; whole days stay as they are."""
        if name == self.zone or self.clock is None:
            return Moment(day=self.day, clock=self.clock, zone=name)
        return at_instant(self.instant, name)


def at_instant(instant: datetime, name: str) -> Moment:
    """Read an aware instant on the wall of the zone `name`, to the minute or second."""
    wall = instant.astimezone(zone(name))
    return Moment(day=wall.date(), clock=wall.time(), zone=name)


def is_skipped(moment: Moment) -> bool:
    """Say whether the wall time does not exist, as in the hour lost in spring."""
    return moment.is_timed and at_instant(moment.instant, moment.zone) != moment


def is_repeated(moment: Moment) -> bool:
    """Say whether the wall time happens twice, as in the hour gained in autumn."""
    if moment.clock is None:
        return False
    wall = datetime.combine(moment.day, moment.clock, zone(moment.zone))
    first, second = wall.replace(fold=0), wall.replace(fold=1)
    return first.utcoffset() != second.utcoffset() and not is_skipped(moment)


def days_between(first: Moment, second: Moment) -> int:
    """Count civil days from the first moment's date to the second's."""
    return (second.day - first.day).days


def elapsed(first: Moment, second: Moment) -> timedelta:
    """Measure the time that really passes from the first moment to the second."""
    return second.instant - first.instant
