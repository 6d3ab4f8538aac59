"""Recurrence texts whose grammar is right: whether RFC 5545 lets them mean anything.

Decoding has read the parts one by one (`language.recurrences`); this looks at them
together.  dateutil searches to the year 9999 for a day that does not exist, so rules
that match nothing are refused here; nothing is expanded and dateutil is not imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from careplan.language.byparts import DAYS_A_WEEK, ByParts, parts_of
from careplan.model.value import dataclass

_SUB_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_MOST_IN_A_MONTH = 5
# Weekdays and leap years together come round after 28 years (none of 1900 or 2100
# lies among these), so a rule that matches none of these days matches none at all.
_FIRST_DAY, _LAST_DAY = date(2001, 1, 1), date(2028, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, which characters of the text say so, and what would be right."""

    message: str
    within: tuple[int, int]
    help: tuple[str, ...] = ()


def problem_of(text: str) -> Problem | None:
    """Say why a recurrence rule gives no day, or None if it gives some."""
    parts = parts_of(text)
    for name, message, advice in _senseless(parts):
        found = re.search(rf"(?i)\b{name}=[^;]*", text)
        within = found.span() if found else (0, len(text))
        return Problem(message=message, within=within, help=advice)
    by_parts = any(name.startswith("BY") for name in parts)
    if by_parts and not _is_ever_right(ByParts(parts, _FIRST_DAY)):
        message = "no day of any year matches"
        return Problem(message=message, within=(0, len(text)))
    return None


def count_of(text: str) -> int | None:
    """Give the rule's own COUNT, if it has one."""
    count = parts_of(text).get("COUNT", "")
    return int(count) if re.fullmatch("[0-9]{1,9}", count) else None


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
    if frequency == "DAILY" and byday and _interval(parts) % DAYS_A_WEEK == 0:
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


def _is_ever_right(days: ByParts) -> bool:
    """Say whether any day matches, whatever the start and the interval are."""
    sizes: dict[tuple[int, int], int] = {}
    day = _FIRST_DAY
    while day <= _LAST_DAY:
        if day in days:
            if not days.positions:
                return True
            period = _period(days.frequency, day)
            sizes[period] = sizes.get(period, 0) + 1
        day += timedelta(days=1)
    most = max(sizes.values(), default=0)
    return any(abs(position) <= most for position in days.positions)


def _period(frequency: str, day: date) -> tuple[int, int]:
    match frequency:
        case "YEARLY":
            return day.year, 0
        case "MONTHLY":
            return day.year, day.month
        case "WEEKLY":
            year, week, _ = day.isocalendar()
            return year, week
        case _:
            return day.year, day.timetuple().tm_yday
