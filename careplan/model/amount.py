"""Amounts of time, of two kinds that never mix.

A `Period` is nominal: "1 month", "7 days", "2 business days" move a date on the
calendar and leave the clock time alone.  A `Duration` is elapsed: "46 h" is 46
hours on a stop watch, whatever the clocks on the wall do meanwhile.
"""

from __future__ import annotations

from enum import StrEnum

from careplan.model.value import dataclass

MINUTES_AN_HOUR = 60
DAYS_A_WEEK = 7


class Unit(StrEnum):
    """The units a period counts in."""

    DAY = "day"
    BUSINESS_DAY = "business day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A signed number of calendar units (RFC 5545 §3.3.6, nominal duration)."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        """Spell the period as the language does: `1 week`, `-3 days`."""
        return _counted(self.number, self.unit.value)

    def times(self, factor: int) -> Period:
        """Multiply; months stay months, so nothing is clamped on the way."""
        return Period(number=self.number * factor, unit=self.unit)

    @property
    def days(self) -> int | None:
        """The length in days, or None where the calendar decides."""
        match self.unit:
            case Unit.DAY:
                return self.number
            case Unit.WEEK:
                return self.number * DAYS_A_WEEK
            case _:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A signed number of elapsed minutes (RFC 5545 §3.3.6, exact duration)."""

    minutes: int

    def __str__(self) -> str:
        """Spell the duration as the language does: `2 h`, `90 min`."""
        if self.minutes and self.minutes % MINUTES_AN_HOUR == 0:
            return f"{self.minutes // MINUTES_AN_HOUR} h"
        return f"{self.minutes} min"

    def times(self, factor: int) -> Duration:
        """Multiply."""
        return Duration(minutes=self.minutes * factor)


Amount = Period | Duration


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if abs(number) == 1 else f"{number} {noun}s"
