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

from careplan.model.amount import DAYS_A_WEEK, Amount, Duration, Period, Unit
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
    if len(amounts) == 1:
        return moved(moment, amounts[0], is_open)
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
    day = next_day(_add_months(moment.day, months), days)
    if business:
        day = _add_business_days(day, business, is_open)
    reached = Moment(day=day, clock=moment.clock, zone=moment.zone)
    return _add_minutes(reached, minutes) if timed else reached


def moved(moment: Moment, amount: Amount, is_open: BusinessDays) -> Moment:
    """Add one amount, as `displaced` does."""
    if isinstance(amount, Duration):
        return _add_minutes(moment, amount.minutes)
    day = moved_day(moment.day, amount, is_open)
    return Moment(day=day, clock=moment.clock, zone=moment.zone)


def moved_day(day: date, period: Period, is_open: BusinessDays) -> date:
    """Add one period to a date.  Raises OutOfCalendarError."""
    if period.unit is Unit.DAY:
        return next_day(day, period.number)
    if period.unit is Unit.WEEK:
        return next_day(day, period.number * DAYS_A_WEEK)
    if period.unit is Unit.BUSINESS_DAY:
        return _add_business_days(day, period.number, is_open)
    return _add_months(day, _months(period))


def shifted(
    moment: Moment, amounts: tuple[Amount, ...], is_open: BusinessDays
) -> Moment:
    """Add amounts one after another, left to right, as an anchor expression does."""
    for amount in amounts:
        moment = moved(moment, amount, is_open)
    return moment


def next_day(day: date, days: int = 1) -> date:
    """Give the date so many days on (or back).  Raises OutOfCalendarError."""
    reached = day + timedelta(days)
    if not FIRST_YEAR <= reached.year <= LAST_YEAR:
        raise OutOfCalendarError
    return reached


def days_through(first: date, last: date) -> list[date]:
    """List the days from the first to the last, both included."""
    return [next_day(first, n) for n in range((last - first).days + 1)]


def real_time(moment: Moment) -> tuple[Moment, Moment | None]:
    """Give the moment that exists, and the one asked for if the clocks skip it.

    The offset before the change holds: 02:30 in the lost hour is 03:30 (RFC 5545
    §3.3.5).
    """
    if moment.clock is None:
        return moment, None
    wall = moment.instant.astimezone(zone(moment.zone))
    if wall.time() == moment.clock and wall.date() == moment.day:
        return moment, None
    return Moment(day=wall.date(), clock=wall.time(), zone=moment.zone), moment


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


def _add_business_days(day: date, number: int, is_open: BusinessDays) -> date:
    step = 1 if number > 0 else -1
    for _ in range(abs(number)):
        day = next_day(day, step)
        while not is_open(day):
            day = next_day(day, step)
    return day


def _add_minutes(moment: Moment, minutes: int) -> Moment:
    if moment.clock is None:
        raise UntimedError
    reached = at_instant(moment.instant + timedelta(minutes=minutes), moment.zone)
    check_year(reached.day.year)
    return reached
