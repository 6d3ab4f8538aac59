"""The values of a calendar: times, lengths, periods (RFC 5545 §3.3).

A time is read as it stands on its wall; which instant that is, the zones say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from careplan.calendar.busy.components import Component, Line
from careplan.calendar.busy.trouble import Effort, LineError

_TIME = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?"
)
_LENGTH = re.compile(
    r"\+?P(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?"
    r"(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})S)?)?"
)
_LAST_SECOND = 59
# Some programs write the first or the last year there is for "always"; within these no
# sum of a time and a length leaves the calendar.
_FIRST_YEAR, _LAST_YEAR = 2, 2500
_A_WEEK = 7
UTC_ZONE = "UTC"


class When(NamedTuple):
    """A wall time in `zone`, or in no zone; or a whole day.  `line` is where it stands.

    A whole day is its midnight, and of no zone.
    """

    wall: datetime
    zone: str | None
    is_day: bool
    line: int


class Length(NamedTuple):
    """A length: days on the calendar, then time that passes (RFC 5545 §3.3.6)."""

    days: timedelta
    exact: timedelta


NO_LENGTH = Length(days=timedelta(), exact=timedelta())


def when(line: Line) -> When:
    """Read a line with one time.  Raises LineError."""
    parameters, value = line.parts()
    return read_when(value, parameters.get("TZID"), line.number)


def whens(line: Line, effort: Effort) -> Iterator[When]:
    """Read a line with a list of times.  Raises LineError."""
    parameters, value = line.parts()
    effort.step(value.count(",") + 1)
    for one in value.split(","):
        yield read_when(one, parameters.get("TZID"), line.number)


def periods(line: Line, effort: Effort) -> Iterator[tuple[When, When | Length]]:
    """Read a line with a list of periods, each with its end or length."""
    parameters, value = line.parts()
    zone = parameters.get("TZID")
    effort.step(value.count(",") + 1)
    for one in value.split(","):
        start, _, end = one.partition("/")
        yield (
            read_when(start, zone, line.number),
            read_length(end, line.number)
            if "P" in end.upper()
            else read_when(end, zone, line.number),
        )


def are_periods(line: Line) -> bool:
    """Say whether a line of dates lists periods.  Raises LineError."""
    return line.parts()[0].get("VALUE", "").upper() == "PERIOD"


def length(line: Line) -> Length:
    """Read a line with a length.  Raises LineError."""
    return read_length(line.value(), line.number)


def read_when(text: str, zone: str | None, line: int) -> When:
    """Read a time or a day.  Raises LineError."""
    found = _TIME.fullmatch(text.strip().upper())
    if found is None:
        raise _no_time(line)
    *digits, is_utc = found.groups(default="")
    year, month, day, hour, minute, second = (int(part or 0) for part in digits)
    year = min(max(year, _FIRST_YEAR), _LAST_YEAR)
    try:
        # A leap second is the one before it: a calendar here has none.
        second = min(second, _LAST_SECOND)
        wall = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a wall
    except ValueError:
        raise _no_time(line) from None
    is_day = not digits[3]
    if is_utc:
        zone = UTC_ZONE
    return When(wall=wall, zone=None if is_day else zone, is_day=is_day, line=line)


def read_length(text: str, line: int) -> Length:
    """Read a length.  Raises LineError."""
    found = _LENGTH.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()):
        advice = "a length looks like `PT1H30M`"
        raise LineError(line, "this is no length of time", advice)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return Length(
        days=timedelta(days=weeks * _A_WEEK + days),
        exact=timedelta(hours=hours, minutes=minutes, seconds=seconds),
    )


def uid_of(component: Component) -> str:
    """Give what a calendar knows the component by; empty if it says nothing."""
    line = component.first("UID")
    return line.value() if line else ""


def _no_time(line: int) -> LineError:
    return LineError(
        line, "this is no time of any calendar", "a time looks like `20260302T100000`"
    )
