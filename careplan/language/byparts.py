"""The BY parts of a recurrence rule (RFC 5545 §3.3.10), asked about day after day.

The grammar of the parts is judged before (`recurrences`).  Nothing is expanded here:
whoever asks decides which days to ask about, and counts how many.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS_A_WEEK = 7
_LEAP_YEAR, _YEAR = 366, 365
# A week belongs to the year that holds its fourth day (RFC 5545 §3.3.10, ISO 8601).
_FOURTH = 3
_NAMING_DAYS = frozenset(("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"))


def parts_of(text: str) -> dict[str, str]:
    """Take a rule apart, its names and values in capitals."""
    pieces = (piece.partition("=") for piece in text.upper().split(";"))
    return {name: value for name, _, value in pieces}


class ByParts:
    """Which days the parts of one rule let through.

    What no part says is taken from the day the rule starts on: its weekday, its day of
    the month, its month.
    """

    __slots__ = (
        "_in_month",
        "_month_days",
        "_months",
        "_weekdays",
        "_weeks",
        "_year_days",
        "frequency",
        "positions",
        "week_starts",
    )

    def __init__(self, parts: Mapping[str, str], start: date) -> None:
        """Read the parts; `positions` (BYSETPOS) is for the caller to obey."""
        self.frequency = parts.get("FREQ", "")
        self.positions = tuple(sorted(_numbers(parts, "BYSETPOS")))
        self.week_starts = WEEKDAYS.index(parts.get("WKST", "MO"))
        self._months = _numbers(parts, "BYMONTH")
        self._month_days = _numbers(parts, "BYMONTHDAY")
        self._year_days = _numbers(parts, "BYYEARDAY")
        self._weeks = _numbers(parts, "BYWEEKNO")
        self._in_month = self.frequency == "MONTHLY" or bool(self._months)
        days = parts["BYDAY"].split(",") if parts.get("BYDAY") else []
        self._weekdays: dict[int, set[int]] = {}
        for day in days:
            numbers = self._weekdays.setdefault(WEEKDAYS.index(day[-2:]), set())
            numbers.add(int(day[:-2] or 0))
        if not _NAMING_DAYS & parts.keys():
            self._take_from(start)

    def _take_from(self, start: date) -> None:
        match self.frequency:
            case "YEARLY":
                self._months = self._months or frozenset((start.month,))
                self._month_days = frozenset((start.day,))
            case "MONTHLY":
                self._month_days = frozenset((start.day,))
            case "WEEKLY":
                self._weekdays = {start.weekday(): {0}}
            case _:
                pass

    def __contains__(self, day: date) -> bool:
        """Say whether every part lets the day through."""
        return (
            (not self._weekdays or self._is_weekday(day))
            and (not self._months or day.month in self._months)
            and (
                not self._month_days
                or _among(self._month_days, day.day, _days_of(day.year, day.month))
            )
            and (not self._year_days or _among(self._year_days, *_in_year(day)))
            and (not self._weeks or _among(self._weeks, *self._week(day)))
        )

    def in_month(self, year: int, month: int) -> Iterable[int]:
        """List the days of a month worth asking about, in order."""
        if self._months and month not in self._months:
            return ()
        last = _days_of(year, month)
        if not self._month_days:
            return range(1, last + 1)
        numbers = (n if n > 0 else last + 1 + n for n in self._month_days)
        return sorted({number for number in numbers if 1 <= number <= last})

    def _is_weekday(self, day: date) -> bool:
        numbers = self._weekdays.get(day.weekday())
        if numbers is None or 0 in numbers:
            return numbers is not None
        place, total = (
            (day.day, _days_of(day.year, day.month))
            if self._in_month
            else _in_year(day)
        )
        forward = (place - 1) // DAYS_A_WEEK + 1
        backward = -((total - place) // DAYS_A_WEEK + 1)
        return forward in numbers or backward in numbers

    def _week(self, day: date) -> tuple[int, int]:
        """Give the number of the day's week, and how many weeks its year has."""
        into = (day.weekday() - self.week_starts) % DAYS_A_WEEK
        fourth = day + timedelta(days=_FOURTH - into)
        number, length = _in_year(fourth)
        rest = (length - number) // DAYS_A_WEEK
        week = (number - 1) // DAYS_A_WEEK + 1
        return week, week + rest


def _in_year(day: date) -> tuple[int, int]:
    length = _LEAP_YEAR if isleap(day.year) else _YEAR
    return day.timetuple().tm_yday, length


def _days_of(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _numbers(parts: Mapping[str, str], name: str) -> frozenset[int]:
    value = parts.get(name)
    return frozenset(map(int, value.split(",")) if value else ())


def _among(wanted: frozenset[int], number: int, last: int) -> bool:
    """Say whether a number, from 1 or back from `last`, is among the wanted ones."""
    return number in wanted or number - last - 1 in wanted
