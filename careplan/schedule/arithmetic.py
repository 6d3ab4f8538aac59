"""Moving a moment by amounts of time.

Nominal amounts move the date and keep the wall clock; elapsed ones move the instant
and let the wall clock read what it will (RFC 5545 §3.3.6).  Where several amounts
are added at once the months come first, so that a day of the month is clamped once,
from the base date, and never from a date that was itself clamped.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from careplan.model.amount import Amount, Duration, Period, Unit
from careplan.model.moment import Moment, at_instant
from careplan.model.zone import zone

# Far enough from the calendar's own ends that nothing overflows before it is checked:
# no amount that a program can name is longer than a hundred years.
FIRST_YEAR, LAST_YEAR = 1800, 2300
MONTHS_A_YEAR = 12
BusinessDays = Callable[[date], bool]


class OutOfCalendarError(Exception):
    """A date far outside any plan's lifetime was asked for."""


class UntimedError(Exception):
    """Hours or minutes were added to a day that has no clock time."""


def displaced(
    moment: Moment, amounts: tuple[Amount, ...], is_open: BusinessDays
) -> Moment:
    """Add amounts together: months, then days, then business days, then minutes.

    `is_open` says which dates are business days; the moment's own day is not counted.
    Raises OutOfCalendarError and UntimedError.
    """
    months = days = business = minutes = 0
    timed = False
    for amount in amounts:
        if isinstance(amount, Duration):
            minutes, timed = minutes + amount.minutes, True
        elif (whole := amount.days) is not None:
            days += whole
        elif amount.unit is Unit.BUSINESS_DAY:
            business += amount.number
        else:
            months += _months(amount)
    day = _add_days(_add_months(moment.day, months), days)
    if business:
        day = _add_business_days(day, business, is_open)
    reached = Moment(day=day, clock=moment.clock, zone=moment.zone)
    return _add_minutes(reached, minutes) if timed else reached


def shifted(
    moment: Moment, amounts: tuple[Amount, ...], is_open: BusinessDays
) -> Moment:
    """Add amounts one after another, left to right, as an anchor expression does."""
    for amount in amounts:
        moment = displaced(moment, (amount,), is_open)
    return moment


def next_day(day: date, days: int = 1) -> date:
    """Give the date so many days on (or back).  Raises OutOfCalendarError."""
    return _add_days(day, days)


def real_time(moment: Moment) -> tuple[Moment, Moment | None]:
    """Give the moment that exists, and the one asked for if the clocks skip it.

    The offset before the change holds: 02:30 in the lost hour is 03:30 (RFC 5545
    §3.3.5).
    """
    if moment.clock is None:
        return moment, None
    wall = datetime.combine(moment.day, moment.clock, zone(moment.zone))
    if wall.utcoffset() == wall.replace(fold=1 - wall.fold).utcoffset():
        return moment, None  # no change of the clocks is near, the usual case
    exists = at_instant(moment.instant, moment.zone)
    return (moment, None) if exists == moment else (exists, moment)


def check_year(year: int) -> None:
    """Refuse years in which no plan can lie.  Raises OutOfCalendarError."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfCalendarError


def _months(period: Period) -> int:
    return period.number * (MONTHS_A_YEAR if period.unit is Unit.YEAR else 1)


def _add_months(day: date, months: int) -> date:
    if not months:
        return day
    year, month = divmod(
        day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR
    )
    check_year(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_days(day: date, days: int) -> date:
    reached = day + timedelta(days=days)
    check_year(reached.year)
    return reached


def _add_business_days(day: date, number: int, is_open: BusinessDays) -> date:
    step = 1 if number > 0 else -1
    for _ in range(abs(number)):
        day = _add_days(day, step)
        while not is_open(day):
            day = _add_days(day, step)
    return day


def _add_minutes(moment: Moment, minutes: int) -> Moment:
    if moment.clock is None:
        raise UntimedError
    reached = at_instant(moment.instant + timedelta(minutes=minutes), moment.zone)
    check_year(reached.day.year)
    return reached
