"""RFC 5545 recurrence rules (§3.3.10): whether a text is one, part by part.

Only the grammar and the ranges are judged here; expanding is the engine's.  Refused
beyond the RFC: frequencies finer than an hour, a DTSTART (the anchor is it), and
counts and intervals no programme has.
"""

from __future__ import annotations

import re
from datetime import datetime

from careplan.language.dates import FIRST_YEAR, LAST_YEAR
from careplan.language.findings import UnreadableError
from careplan.language.suggest import advice

FREQUENCIES = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# The grammar knows HOURLY, the checks refuse it: nobody is told to write it.
OFFERED = FREQUENCIES[1:]
TOO_FINE = ("SECONDLY", "MINUTELY")
DAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
MOST_COUNT = 10_000
MOST_INTERVAL = 1_000

# Part, smallest and largest number, and whether it may be counted from the end.
NUMBERS: dict[str, tuple[int, int, bool]] = {
    "COUNT": (1, MOST_COUNT, False),
    "INTERVAL": (1, MOST_INTERVAL, False),
    "BYSECOND": (0, 59, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
SINGLE = ("COUNT", "INTERVAL")

# The table of §3.3.10: where a part has no meaning.
NEVER_WITH: dict[str, tuple[str, ...]] = {
    "BYWEEKNO": ("HOURLY", "DAILY", "WEEKLY", "MONTHLY"),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYMONTHDAY": ("WEEKLY",),
}
ORDINALS_WITH = ("MONTHLY", "YEARLY")
PARTS = ("FREQ", "UNTIL", "BYDAY", "WKST", *NUMBERS)


def recurrence(text: str) -> str:
    """Read a rule, give it back in capitals.

    rule = part { ";" part }
    part = name "=" value { "," value }
    """
    parts: dict[str, str] = {}
    position = 0
    for piece in text.split(";"):
        name, value = _part(piece, position)
        if name in parts:
            raise _bad(f"`{name}` stands twice in {{}}", text, position, piece)
        _check(name, value, position + len(name) + 1)
        parts[name] = value
        position += len(piece) + 1
    if "FREQ" not in parts:
        raise _bad("{} does not say `FREQ`", text, 0, text)
    if "COUNT" in parts and "UNTIL" in parts:
        raise _bad("{} has both `COUNT` and `UNTIL`", text, 0, text)
    _check_together(parts, text)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _part(piece: str, position: int) -> tuple[str, str]:
    name, equals, value = piece.upper().partition("=")
    if name in PARTS and equals:
        return name, value
    if name == "RRULE:FREQ":
        raise _bad("{} is not part of the rule", "RRULE:", position, "RRULE:")
    if not equals:
        raise _bad("{} is no part of a rule", piece, position, piece)
    raise UnreadableError(
        "bad-rrule",
        "{} is no part of a rule",
        name,
        span=(position, position + len(name)),
        advice="the anchor is the start of the rule"
        if name == "DTSTART"
        else advice(name, PARTS),
    )


def _check(name: str, value: str, position: int) -> None:
    match name:
        case "FREQ":
            _frequency(value, position)
        case "UNTIL":
            _until(value, position)
        case "WKST":
            _matching(DAY, value, value, position, "{} is no weekday")
        case "BYDAY":
            _each(rf"(?:[+-]?[1-9][0-9]?)?{DAY}", value, position)
        case _:
            _in_range(name, value, position)


def _check_together(parts: dict[str, str], text: str) -> None:
    frequency = parts["FREQ"]
    for name in parts:
        if frequency in NEVER_WITH.get(name, ()):
            raise _bad(f"{{}} cannot use `{name}` with `{frequency}`", text, 0, text)
    numbered = any(letter.isdigit() for letter in parts.get("BYDAY", ""))
    if numbered and frequency not in ORDINALS_WITH:
        raise _bad(f"{{}} cannot number weekdays with `{frequency}`", text, 0, text)


def _frequency(value: str, position: int) -> None:
    if value in FREQUENCIES:
        return
    if value in TOO_FINE:
        help_ = 'count in minutes with `every = "15 min"`'
    else:
        help_ = advice(value, OFFERED)
    raise UnreadableError(
        "bad-rrule",
        "{} is no frequency of appointments",
        value,
        span=(position, position + len(value)),
        advice=help_,
    )


def _until(value: str, position: int) -> None:
    _matching(
        r"[0-9]{8}(?:T[0-9]{6}Z?)?", value, value, position, "{} is no date of a rule"
    )
    try:
        day = datetime.strptime(value[:8], "%Y%m%d")  # noqa: DTZ007 - a civil day
        if len(value) > len("20260302"):
            datetime.strptime(value[9:15], "%H%M%S")  # noqa: DTZ007 - a clock time
    except ValueError:
        raise _bad("{} is not in the calendar", value, position, value) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _bad(
            f"{{}} is not between {FIRST_YEAR} and {LAST_YEAR}", value, position, value
        )


def _each(pattern: str, value: str, position: int) -> None:
    for item in value.split(","):
        _matching(pattern, item, item, position, "{} is no weekday")
        position += len(item) + 1


def _in_range(name: str, value: str, position: int) -> None:
    low, high, signed = NUMBERS[name]
    items = [value] if name in SINGLE else value.split(",")
    for item in items:
        digits = item.lstrip("+-") if signed else item
        known = re.fullmatch("[+-]?[0-9]{1,5}", item) and digits.isdigit()
        if not known or not low <= int(digits) <= high:
            raise _bad(
                f"{{}} is no `{name}`: it runs from {low} to {high:,}",
                item,
                position,
                item,
            )
        position += len(item) + 1


def _matching(
    pattern: str, value: str, quoted: str, position: int, message: str
) -> None:
    if re.fullmatch(pattern, value) is None:
        raise _bad(message, quoted, position, value)


def _bad(message: str, quoted: str, position: int, selected: str) -> UnreadableError:
    return UnreadableError(
        "bad-rrule",
        message,
        quoted,
        span=(position, position + len(selected)),
        advice='for example `"FREQ=MONTHLY;BYDAY=2TU"`',
    )
