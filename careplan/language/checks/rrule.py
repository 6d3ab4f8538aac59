"""Recurrence texts whose grammar is right: whether RFC 5545 lets them mean anything.

Decoding has read the parts one by one (`language.recurrences`); this looks at them
together.  dateutil searches to the year 9999 for a day that does not exist, so rules
that match nothing are refused here; nothing is expanded and dateutil is not imported.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from careplan.model.value import dataclass

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SUB_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_DAYS_A_WEEK = 7
_LEAP_YEAR, _YEAR = 366, 365
_MOST_IN_A_MONTH = 5
# 28 December lies in the last week of its year (ISO 8601).
_IN_LAST_WEEK = (12, 28)
# Weekdays and leap years together come round after 28 years (none of 1900 or 2100
# lies among these), so a rule that matches none of these days matches none at all.
_FIRST_YEAR, _LAST_YEAR = 2001, 2028


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, which characters of the text say so, and what would be right."""

    message: str
    within: tuple[int, int]
    help: tuple[str, ...] = ()


def problem_of(text: str) -> Problem | None:
    """Say why a recurrence rule gives no day, or None if it gives some."""
    parts = _parts(text)
    for name, message, advice in _senseless(parts):
        found = re.search(rf"(?i)\b{name}=[^;]*", text)
        within = found.span() if found else (0, len(text))
        return Problem(message=message, within=within, help=advice)
    by_parts = any(name.startswith("BY") for name in parts)
    if by_parts and not _Filter(parts).is_ever_right():
        message = "no day of any year matches"
        return Problem(message=message, within=(0, len(text)))
    return None


def count_of(text: str) -> int | None:
    """Give the rule's own COUNT, if it has one."""
    count = _parts(text).get("COUNT", "")
    return int(count) if re.fullmatch("[0-9]{1,9}", count) else None


def _parts(text: str) -> dict[str, str]:
    pieces = (piece.partition("=") for piece in text.upper().split(";"))
    return {name: value for name, _, value in pieces}


def _senseless(
    parts: Mapping[str, str],
) -> list[tuple[str, str, tuple[str, ...]]]:
    """List parts that RFC 5545 §3.3.10, or this language, gives no meaning together."""
    frequency = parts.get("FREQ", "")
    byday = parts.get("BYDAY", "")
    found: list[tuple[str, str, tuple[str, ...]]] = []
    if frequency in _SUB_DAY:
        advice = 'count elapsed time by `every`, for example `every = "8 h"`'
        message = f"`{frequency}` counts in less than a day"
        found.append(("FREQ", message, (advice,)))
    if "BYSECOND" in parts:
        message = "`BYSECOND` sets seconds, and times of day here are whole minutes"
        found.append(("BYSECOND", message, ()))
    if "BYSETPOS" in parts and sum(name.startswith("BY") for name in parts) == 1:
        message = (
            "`BYSETPOS` chooses among the days of other BY parts, and none is given"
        )
        found.append(("BYSETPOS", message, ()))
    if "BYWEEKNO" in parts and re.search("[0-9]", byday):
        message = "a numbered weekday such as `2TU` has no meaning beside `BYWEEKNO`"
        found.append(("BYDAY", message, ()))
    found += _senseless_weekdays(parts)
    if frequency == "DAILY" and byday and _interval(parts) % _DAYS_A_WEEK == 0:
        message = "the weekday stays the same every 7 days, so `BYDAY` fits all or none"
        found.append(("BYDAY", message, ("write `FREQ=WEEKLY` with `BYDAY`",)))
    return found


def _senseless_weekdays(
    parts: Mapping[str, str],
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Refuse numbered weekdays that dateutil reads otherwise than the RFC, or not."""
    days = parts["BYDAY"].split(",") if parts.get("BYDAY") else []
    numbers = [int(day[:-2] or 0) for day in days]
    by_month = parts.get("FREQ") == "MONTHLY" or "BYMONTH" in parts
    if by_month and any(abs(number) > _MOST_IN_A_MONTH for number in numbers):
        # dateutil looks past the end of the year for it, and fails.
        message = "no month has more than 5 of one weekday"
        return [("BYDAY", message, ())]
    if any(numbers) and not all(numbers):
        # The RFC means either; dateutil takes only days that are both.
        message = "`BYDAY` mixes numbered weekdays such as `2TU` with plain ones"
        return [("BYDAY", message, ("write a rule for each of the two",))]
    return []


def _interval(parts: Mapping[str, str]) -> int:
    return int(parts.get("INTERVAL", "1"))


class _Filter:
    """The BY parts of a rule, asked about one day after another."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._frequency = parts.get("FREQ", "")
        self._months = _numbers(parts, "BYMONTH")
        self._month_days = _numbers(parts, "BYMONTHDAY")
        self._year_days = _numbers(parts, "BYYEARDAY")
        self._weeks = _numbers(parts, "BYWEEKNO")
        self._positions = _numbers(parts, "BYSETPOS")
        self._in_month = self._frequency == "MONTHLY" or bool(self._months)
        days = parts["BYDAY"].split(",") if parts.get("BYDAY") else []
        self._weekdays = tuple(
            (int(day[:-2] or 0), _WEEKDAYS.index(day[-2:])) for day in days
        )

        self._imply(parts)

    def _imply(self, parts: Mapping[str, str]) -> None:
        """Take from a start what no part says: its weekday, or its day of the month."""
        if {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & parts.keys():
            return
        if self._frequency == "WEEKLY":
            self._weekdays = ((0, 0),)
        elif self._frequency != "DAILY":
            self._month_days = (1,)

    def is_ever_right(self) -> bool:
        """Say whether any day matches, whatever the start and the interval are."""
        sizes: dict[tuple[int, int], int] = {}
        day, end = date(_FIRST_YEAR, 1, 1), date(_LAST_YEAR, 12, 31)
        while day <= end:
            if self._is_right(day):
                if not self._positions:
                    return True
                period = self._period(day)
                sizes[period] = sizes.get(period, 0) + 1
            day += timedelta(days=1)
        most = max(sizes.values(), default=0)
        return any(abs(position) <= most for position in self._positions)

    def _is_right(self, day: date) -> bool:
        last = monthrange(day.year, day.month)[1]
        of_year = day.timetuple().tm_yday
        length = _LEAP_YEAR if isleap(day.year) else _YEAR
        return (
            (not self._months or day.month in self._months)
            and _among(self._month_days, day.day, last)
            and _among(self._year_days, of_year, length)
            and (not self._weeks or _among(self._weeks, *_week(day)))
            and self._is_weekday(day, last, of_year, length)
        )

    def _is_weekday(self, day: date, last: int, of_year: int, length: int) -> bool:
        if not self._weekdays:
            return True
        place, total = (day.day, last) if self._in_month else (of_year, length)
        forward = (place - 1) // _DAYS_A_WEEK + 1
        backward = -((total - place) // _DAYS_A_WEEK + 1)
        return any(
            weekday == day.weekday() and number in (0, forward, backward)
            for number, weekday in self._weekdays
        )

    def _period(self, day: date) -> tuple[int, int]:
        match self._frequency:
            case "YEARLY":
                return day.year, 0
            case "MONTHLY":
                return day.year, day.month
            case "WEEKLY":
                year, week, _ = day.isocalendar()
                return year, week
            case _:
                return day.year, day.timetuple().tm_yday


def _numbers(parts: Mapping[str, str], name: str) -> tuple[int, ...]:
    value = parts.get(name)
    return tuple(int(number) for number in value.split(",")) if value else ()


def _among(wanted: tuple[int, ...], number: int, last: int) -> bool:
    """Say whether a number, from 1 or back from `last`, is among the wanted ones."""
    return not wanted or number in wanted or number - last - 1 in wanted


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return week, date(year, *_IN_LAST_WEEK).isocalendar().week
