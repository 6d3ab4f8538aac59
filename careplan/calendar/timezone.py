"""Time zones as a calendar file says them: one or two yearly onsets (RFC 5545 §3.6.5).

A VTIMEZONE here is one STANDARD and at most one DAYLIGHT, each beginning on the n-th
or last weekday of a month at a time of that day: the one form every reader reads
alike (Outlook reads no other, MS-OXCICAL 2.1.3.1.1.19).  Rules of another form (a
change at "26 o'clock", on the 60th day of the year) and years in which the law is
another are not said; a moment they touch is not exact, and is written in UTC.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

from careplan.calendar.posix import NthWeekday, Shift, read
from careplan.model.moment import Moment, is_repeated, is_skipped
from careplan.model.value import dataclass
from careplan.model.zone import footer, zone

FIRST_YEAR = 1970
_UTC = "UTC"
_LAST = 5
_SUNDAY_OF_POSIX_AND_ISO = 6
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Onset:
    """When an observance begins each year; `nth` is -1 for the last, Monday is 0."""

    month: int
    nth: int
    weekday: int
    clock: time

    def on(self, year: int) -> datetime:
        """Give this year's onset, in the wall time before the change."""
        if self.nth > 0:
            first = date(year, self.month, 1)
            ahead = (self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1)
            return datetime.combine(first + ahead * _DAY, self.clock)
        after = date(year + self.month // 12, self.month % 12 + 1, 1)
        back = (after.weekday() - 1 - self.weekday) % 7 + 1
        return datetime.combine(after - back * _DAY, self.clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observance:
    """An offset and, unless it holds for ever, when the clock goes to it."""

    name: str
    offset_from: timedelta
    offset_to: timedelta
    onset: Onset | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRule:
    """A VTIMEZONE's body; daylight time is the one further ahead, as readers expect.

    Dublin's tzdata calls summer the standard and winter a negative daylight time.
    """

    standard: Observance
    daylight: Observance | None

    def offset_at(self, wall: datetime) -> timedelta:
        """Give the offset of a naive wall time, as a reader of the file finds it."""
        if self.daylight is None:
            return self.standard.offset_to
        return max(
            (onset, offset)
            for onset, offset in _onsets(self, wall.year)
            if onset <= wall
        )[1]


@cache
def rule_of(name: str) -> ZoneRule | None:
    """Give what a file can say of the zone, or None if it must not name it."""
    if name == _UTC:
        return None
    rule = read(footer(name))
    if rule.shifts is None:
        fixed = Observance(
            name=rule.name, offset_from=rule.offset, offset_to=rule.offset, onset=None
        )
        return ZoneRule(standard=fixed, daylight=None)
    ahead, back = rule.shifts
    first, second = _observance(ahead, back), _observance(back, ahead)
    if first is None or second is None:
        return None
    standard, daylight = sorted((first, second), key=lambda each: each.offset_to)
    return ZoneRule(standard=standard, daylight=daylight)


@cache
def is_exact(moment: Moment) -> bool:
    """Say whether the moment may be written as wall time with the zone's name.

    It may if whoever looks the name up and whoever reads the VTIMEZONE find the same
    instant, and the wall time happens exactly once.  Whole days have no zone.
    """
    if moment.clock is None:
        return True
    rule = rule_of(moment.zone)
    if rule is None or moment.day.year <= FIRST_YEAR:
        return False
    if is_repeated(moment) or is_skipped(moment):
        return False
    wall = moment.wall
    return wall.replace(tzinfo=zone(moment.zone)).utcoffset() == rule.offset_at(wall)


@cache
def _onsets(rule: ZoneRule, year: int) -> tuple[tuple[datetime, timedelta], ...]:
    """List the onsets that can be the last one before a wall time of the year."""
    return tuple(
        (observance.onset.on(each), observance.offset_to)
        for each in (year - 1, year)
        for observance in (rule.standard, rule.daylight)
        if observance is not None and observance.onset is not None
    )


def _observance(to: Shift, before: Shift) -> Observance | None:
    onset = _onset(to)
    if onset is None:
        return None
    return Observance(
        name=to.name, offset_from=before.offset, offset_to=to.offset, onset=onset
    )


def _onset(shift: Shift) -> Onset | None:
    if not isinstance(shift.day, NthWeekday) or not timedelta() <= shift.at < _DAY:
        return None
    minutes, seconds = divmod(int(shift.at.total_seconds()), 60)
    return Onset(
        month=shift.day.month,
        nth=-1 if shift.day.nth == _LAST else shift.day.nth,
        weekday=(shift.day.weekday + _SUNDAY_OF_POSIX_AND_ISO) % 7,
        clock=time(minutes // 60, minutes % 60, seconds),
    )
