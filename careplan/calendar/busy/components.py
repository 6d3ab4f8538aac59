"""The lines of a calendar that speak of time, in the components they stand in.

Lines are found by their names, so no text is ever taken out of the file.  Folded
values are joined (RFC 5545 §3.1); a fold within a name is not looked for, since
nobody's program makes one.  What a line's value means is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from careplan.calendar.busy.trouble import (
    AGAIN,
    DEEPEST,
    FEWER,
    MOST_COMPONENTS,
    LineError,
    TooFullError,
    UnusableError,
)

_NAMES = (
    b"BEGIN END UID STATUS TRANSP DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE"
    b" RECURRENCE-ID FREEBUSY TZID TZOFFSETFROM TZOFFSETTO"
)
# Possessive repeats: a value may be folded a million times.
_LINE = re.compile(
    rb"^(%s)(?=[;:])((?:.*+)(?:\n[ \t].*+)*+)" % b"|".join(_NAMES.split()),
    re.IGNORECASE | re.MULTILINE,
)
_FOLD = re.compile(rb"\r?\n[ \t]")
_CONTENT = r'(?:"[^"]*+"|[^";:]++)*+'
_PARTS = re.compile(rf'((?:;[^=;:"]*+={_CONTENT})*+):(.*+)', re.DOTALL)
_PARAMETER = re.compile(rf';([^=;:"]*+)=({_CONTENT})')
_NO_PARAMETERS: dict[str, str] = {}

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CALENDAR = "VCALENDAR"
_KEPT = frozenset(
    (
        (_CALENDAR, "VEVENT"),
        (_CALENDAR, "VFREEBUSY"),
        (_CALENDAR, "VTIMEZONE"),
        (_CALENDAR, "VTIMEZONE", "STANDARD"),
        (_CALENDAR, "VTIMEZONE", "DAYLIGHT"),
    )
)


class Line(NamedTuple):
    """A line by its number in the file; what follows the name as it stands there."""

    number: int
    rest: bytes

    def parts(self) -> tuple[dict[str, str], str]:
        """Give the parameters and the value.  Raises LineError."""
        text = _FOLD.sub(b"", self.rest).decode("utf-8", errors="replace")
        if text.startswith(":"):
            return _NO_PARAMETERS, text[1:].strip()
        found = _PARTS.fullmatch(text)
        if found is None:
            raise LineError(self.number, "this line has no value", AGAIN)
        parameters = {
            name.upper(): value.strip('"')
            for name, value in _PARAMETER.findall(found[1])
        }
        return parameters, found[2].strip()

    def value(self) -> str:
        """Give the value alone.  Raises LineError."""
        return self.parts()[1]


class Component:
    """A component that speaks of time: its lines by name, and the parts in it."""

    __slots__ = ("lines", "name", "number", "parts")

    def __init__(self, name: str, number: int) -> None:
        """Begin on a line."""
        self.name = name
        self.number = number
        self.lines: dict[str, list[Line]] = {}
        self.parts: list[Component] = []

    def first(self, name: str) -> Line | None:
        """Give the first line of a name, or None."""
        lines = self.lines.get(name)
        return lines[0] if lines else None

    def needed(self, name: str, lacking: str) -> Line:
        """Give the first line of a name.  Raises LineError, worded so, without one."""
        line = self.first(name)
        if line is None:
            raise LineError(self.number, lacking, AGAIN)
        return line

    def all(self, name: str) -> list[Line]:
        """Give every line of a name."""
        return self.lines.get(name, [])

    def word(self, name: str) -> str:
        """Give a word in capitals, empty without such a line."""
        line = self.first(name)
        return line.value().upper() if line else ""


def read(data: bytes) -> list[Component]:
    """List the appointments, free-busy tables and zones.  Raises UnusableError."""
    kept: list[Component] = []
    path: tuple[str, ...] = ()
    inner: list[Component | None] = []
    begun: list[int] = []
    number = 0
    for number, name, rest in _lines(data):
        line = Line(number, rest)
        if name == "BEGIN":
            path = _stepped_in(path, line)
            begun.append(number)
            inner.append(_kept(path, line, inner, kept))
        elif name == "END":
            path = _stepped_out(path, line)
            begun.pop()
            inner.pop()
        elif inner and inner[-1] is not None:
            inner[-1].lines.setdefault(name, []).append(line)
    if path:
        raise UnusableError(begun[0], "the file ends before this calendar does", AGAIN)
    if not number:
        raise UnusableError(1, "this is no iCalendar file", AGAIN)
    return kept


def _lines(data: bytes) -> Iterator[tuple[int, str, bytes]]:
    """Give number, name and rest of each line whose name is known."""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    number, at = 1, 0
    for found in _LINE.finditer(data):
        number += data.count(b"\n", at, found.start())
        at = found.start()
        yield number, found[1].decode("ascii").upper(), found[2]


def _stepped_in(path: tuple[str, ...], line: Line) -> tuple[str, ...]:
    inside = (*path, line.value().upper())
    if inside[0] != _CALENDAR:
        raise UnusableError(line.number, "this stands outside of a calendar", AGAIN)
    if len(inside) > DEEPEST:
        raise TooFullError(
            line.number, f"parts are nested more than {DEEPEST} deep here", AGAIN
        )
    return inside


def _stepped_out(path: tuple[str, ...], line: Line) -> tuple[str, ...]:
    if not path or path[-1] != line.value().upper():
        raise UnusableError(
            line.number, "this ends what did not begin before it", AGAIN
        )
    return path[:-1]


def _kept(
    path: tuple[str, ...],
    line: Line,
    inner: list[Component | None],
    kept: list[Component],
) -> Component | None:
    """Keep a component of those that count, in the one round it if it is a part."""
    if path not in _KEPT:
        return None
    component = Component(path[-1], line.number)
    outer = inner[-1]
    among = kept if outer is None else outer.parts
    among.append(component)
    if len(among) > MOST_COMPONENTS:
        raise TooFullError(
            line.number, f"there are more than {MOST_COMPONENTS:,} appointments", FEWER
        )
    return component
