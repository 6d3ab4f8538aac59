"""How far apart two points surely are, without knowing any date.

Amounts become ranges of minutes, wide enough for every month and every clock change;
two anchor expressions can be compared if they rest on the same base.  Nothing here
guesses: what cannot be known is None.
"""

from __future__ import annotations

from datetime import date, datetime, time

from careplan.model.amount import Amount, Duration, Period, Unit
from careplan.model.anchor import Expression, Fixed, PhaseStart, Start
from careplan.model.value import dataclass

MINUTES_A_DAY = 1440
# 28 to 31 days a month, but 365 or 366 a year: long runs of months stay narrow.
_MONTH_AVERAGE = 30.436875
_MONTH_DRIFT = 3
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From `low` to `high` minutes, both possible."""

    low: int
    high: int

    def __add__(self, other: Range) -> Range:
        """Add two distances."""
        return Range(low=self.low + other.low, high=self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        """Subtract one distance from another, independently of it."""
        return Range(low=self.low - other.high, high=self.high - other.low)


NOTHING = Range(low=0, high=0)


def minutes(amount: Amount | None) -> Range | None:
    """Give an amount in minutes; None for business days, which the site decides."""
    if amount is None:
        return NOTHING
    if isinstance(amount, Duration):
        return Range(low=amount.minutes, high=amount.minutes)
    if amount.days is not None:
        return days(amount.days)
    count = months(amount)
    if count is None:
        return None
    middle = abs(count) * _MONTH_AVERAGE
    low, high = int(middle) - _MONTH_DRIFT, int(middle) + _MONTH_DRIFT
    low, high = (max(low, 28), high) if count else (0, 0)
    return days(low, high) if count >= 0 else days(-high, -low)


def months(amount: Amount | None) -> int | None:
    """Give an amount in whole months, or None if it does not count in months."""
    match amount:
        case Period(unit=Unit.MONTH):
            return amount.number
        case Period(unit=Unit.YEAR):
            return amount.number * _MONTHS_A_YEAR
        case _:
            return None


def days(low: int, high: int | None = None) -> Range:
    """Give a number of days, or a range of them, in minutes."""
    top = low if high is None else high
    return Range(low=low * MINUTES_A_DAY, high=top * MINUTES_A_DAY)


def shift(expression: Expression) -> Range | None:
    """Sum up what an expression adds to its base."""
    total: Range | None = NOTHING
    for amount in expression.shifts:
        step = minutes(amount)
        total = None if step is None or total is None else total + step
    return total


def between(first: Expression, second: Expression, *, top_level: bool) -> Range | None:
    """Say how far the second expression lies after the first; None if unknown.

    For a rule of no phase (`top_level`) the words `phase` and `start` mean the same.
    """
    one, other = shift(first), shift(second)
    if one is None or other is None:
        return None
    match first.base, second.base:
        case Fixed(when=early), Fixed(when=late):
            gap = wall(late) - wall(early)
            whole = gap.days * MINUTES_A_DAY + gap.seconds // 60
            return Range(low=whole, high=whole) + (other - one)
        case Start() | PhaseStart(), Start() | PhaseStart() if top_level:
            return other - one
        case _:
            return other - one if first.base == second.base else None


def wall(when: date | datetime) -> datetime:
    """Read a date as its midnight."""
    return when if isinstance(when, datetime) else datetime.combine(when, time())
