"""Moving a moment by amounts of time.

Nominal amounts move the date and keep the wall clock; elapsed ones move the instant
and let the wall clock read what it will (RFC 5545 §3.3.6).  Where several amounts
are added at once the months come first, so that a day of the month is clamped once,
from the base date, and never from a date that was itself clamped.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from careplan.model.amount import Amount, Duration, Period, Unit
from careplan.model.moment import Moment, at_instant

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
    periods = [amount for amount in amounts if isinstance(amount, Period)]
    day = _add_months(moment.day, _months(periods))
    day = _add_days(day, sum(period.days or 0 for period in periods))
    business = sum(
        period.number for period in periods if period.unit is Unit.BUSINESS_DAY
    )
    day = _add_business_days(day, business, is_open)
    reached = Moment(day=day, clock=moment.clock, zone=moment.zone)
    minutes = [amount.minutes for amount in amounts if isinstance(amount, Duration)]
    return _add_minutes(reached, sum(minutes)) if minutes else reached


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


def _months(periods: list[Period]) -> int:
    return sum(
        period.number * (MONTHS_A_YEAR if period.unit is Unit.YEAR else 1)
        for period in periods
        if period.unit in (Unit.MONTH, Unit.YEAR)
    )


def _add_months(day: date, months: int) -> date:
    if not months:
        return day
    year, month = divmod(
        day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR
    )
    _check_year(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_days(day: date, days: int) -> date:
    try:
        reached = day + timedelta(days=days)
    except OverflowError:
        raise OutOfCalendarError from None
    _check_year(reached.year)
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
    try:
        reached = at_instant(moment.instant + timedelta(minutes=minutes), moment.zone)
    except OverflowError:
        raise OutOfCalendarError from None
    _check_year(reached.day.year)
    return reached


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfCalendarError
