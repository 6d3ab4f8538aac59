"""The values of a calendar, read as strictly as RFC 5545 §3.3 writes them.

What is read is handed on as `busy` knows it: a wall time and its zone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from careplan.calendar.busy.trouble import LineError
from careplan.calendar.busy.values import Length, When, read_length, read_when
from careplan.calendar.linting.lines import Line

_TIME = re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?")
_LENGTH = re.compile(
    r"P(?:[0-9]+W|[0-9]+D(?:T[0-9]+[HMS][0-9HMS]*)?|T[0-9]+[HMS][0-9HMS]*)"
)


def when(line: Line) -> When | None:
    """Read a time or a day, None if it is none."""
    return read(line.value, line.parameters.get("TZID"))


@lru_cache(maxsize=1024)  # several rules ask about one line after another
def read(text: str, zone: str | None) -> When | None:
    """Read a text as a time or a day, None if it is none."""
    if _TIME.fullmatch(text) is None:
        return None
    try:
        return read_when(text, zone, 0)
    except LineError:
        return None


def is_utc(line: Line) -> bool:
    """Say whether a time is written in UTC."""
    return line.value.endswith("Z")


def length(text: str) -> Length | None:
    """Read a length without a sign, None if it is none (RFC 5545 §3.3.6)."""
    if _LENGTH.fullmatch(text) is None:
        return None
    try:
        return read_length(text, 0)
    except LineError:
        return None
