"""The tolerated range round a nominal date, and the target inside it.

The window stays round the nominal date whatever the target is.
Days and longer give civil dates, hours and minutes give moments, and both ends count.
"""

from __future__ import annotations

from datetime import datetime, time

from careplan.model.amount import Amount, Duration
from careplan.model.anchor import Expression
from careplan.model.moment import Moment
from careplan.model.program import Window
from careplan.model.schedule import Bounds
from careplan.model.value import dataclass
from careplan.model.wording import spell_moment
from careplan.schedule.arithmetic import (
    BusinessDays,
    UntimedError,
    moved,
    moved_day,
)

LAST_MINUTE = time(23, 59, 59)
ANYWHERE = Bounds(earliest=None, latest=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The `not_before` and `not_after` moments of a rule, already read."""

    not_before: tuple[Moment, ...] = ()
    not_after: tuple[Moment, ...] = ()

    def with_grace(self, grace: Amount, is_open: BusinessDays) -> Limits:
        """Let the `not_before` moments begin that much sooner."""
        sooner = grace.times(-1)
        not_before = tuple(moved(moment, sooner, is_open) for moment in self.not_before)
        return Limits(not_before=not_before, not_after=self.not_after)


def limit_of(expression: Expression, moment: Moment) -> Moment:
    """Read a limit as a day, unless it names a time itself or counts in hours.

    "4 weeks after dose 1" is a date, even though dose 1 had a time.
    """
    elapsed = any(isinstance(shift, Duration) for shift in expression.shifts)
    if elapsed or not expression.shifts:
        return moment
    return Moment(day=moment.day, zone=moment.zone)


def bounds_of(
    nominal: Moment, window: Window | None, limits: Limits, is_open: BusinessDays
) -> Bounds:
    """Intersect the window round a nominal moment with the limits.

    Raises UntimedError for a window in hours round a day without a time.
    """
    if window is None and not limits.not_before and not limits.not_after:
        return ANYWHERE
    low = high = None
    if window is not None:
        low = _side(nominal, window.low, is_open)
        high = _side(nominal, window.high, is_open)
    if not limits.not_before and not limits.not_after:
        return Bounds(earliest=low, latest=high)
    earliest = (*((low,) if low else ()), *limits.not_before)
    latest = (*((high,) if high else ()), *limits.not_after)
    return Bounds(
        earliest=max(earliest, key=_beginning) if earliest else None,
        latest=min(latest, key=_ending) if latest else None,
    )


def target_of(nominal: Moment, limits: Limits, *, hourly: bool) -> Moment:
    """Give the moment to aim at: the latest `not_before`, if the nominal is earlier.

    What counts in hours takes its very moment; anything else keeps its own time.
    """
    if not limits.not_before:
        return nominal
    latest = max(limits.not_before, key=_beginning)
    if not nominal.is_before(latest):
        return nominal
    clock = (latest.clock if hourly else None) or nominal.clock
    return Moment(day=latest.day, clock=clock, zone=nominal.zone)


def outside(moment: Moment, bounds: Bounds) -> str | None:
    """Say how a moment lies outside the bounds, or None if it is inside."""
    if bounds.earliest is not None and moment.is_before(bounds.earliest):
        return f"before {spell_moment(bounds.earliest)}, the earliest allowed"
    if bounds.latest is not None and bounds.latest.is_before(moment):
        return f"after {spell_moment(bounds.latest)}, the latest allowed"
    return None


def _side(
    nominal: Moment, tolerance: Amount | None, is_open: BusinessDays
) -> Moment | None:
    if tolerance is None:
        return None
    if isinstance(tolerance, Duration):
        if nominal.clock is None:
            raise UntimedError
        return moved(nominal, tolerance, is_open)
    return Moment(day=moved_day(nominal.day, tolerance, is_open), zone=nominal.zone)


def _beginning(moment: Moment) -> datetime:
    return moment.wall


def _ending(moment: Moment) -> datetime:
    return datetime.combine(moment.day, moment.clock or LAST_MINUTE)
