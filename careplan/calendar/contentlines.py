"""Content lines read back: a small strict reader of the files written here.

It shares no code with the library that wrote them, and takes a fraction of the time
of a general parser, so every export can afford to be read back.  It refuses what some
calendar program would: it is no reader for other people's calendars.
"""

from __future__ import annotations

import re
from dataclasses import field

from careplan.model.value import dataclass

LONGEST_LINE = 75
_END = b"\r\n"
_NO_PARAMETERS: dict[str, str] = {}
_LINE = re.compile(
    r"(?P<name>[A-Z][A-Z0-9-]*)(?P<parameters>(?:;[A-Z-]+=[^\";:,=]+)*)"
    r":(?P<value>.*)"
)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029]")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}


class UnreadableCalendarError(ValueError):
    """Not a calendar every program reads; the message says where it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One unfolded content line; the value is as it stands in the file."""

    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as TEXT (RFC 5545 §3.3.11)."""
        if "\\" not in self.value:
            return self.value
        return _ESCAPE.sub(_unescape, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A component: its lines by name, and the components in it, in order.

    Both are filled while the file is read, and by nobody else.
    """

    name: str
    lines: dict[str, Line] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def named(self, name: str) -> list[Component]:
        """List the components of one name directly inside."""
        return [part for part in self.parts if part.name == name]

    def value(self, name: str) -> str | None:
        """Give a line's raw value, or None where there is no such line."""
        line = self.lines.get(name)
        return None if line is None else line.value

    def text(self, name: str) -> str | None:
        """Give a line's TEXT, or None where there is no such line."""
        line = self.lines.get(name)
        return None if line is None else line.text


def read(data: bytes) -> Component:
    """Read one calendar.  Raises UnreadableCalendarError."""
    root = Component(name="")
    open_parts = [root]
    for number, text in enumerate(_unfolded(data), 1):
        found = _LINE.fullmatch(text)
        if found is None:
            raise UnreadableCalendarError(f"content line {number} is none")
        name, value = found["name"], found["value"]
        match name:
            case "BEGIN":
                part = Component(name=value)
                open_parts[-1].parts.append(part)
                open_parts.append(part)
            case "END":
                if open_parts.pop().name != value:
                    raise UnreadableCalendarError(f"content line {number} ends amiss")
            case _:
                _put(open_parts[-1], name, found["parameters"], value)
    if len(open_parts) != 1 or [part.name for part in root.parts] != ["VCALENDAR"]:
        raise UnreadableCalendarError("it is not exactly one calendar")
    return root.parts[0]


def _put(component: Component, name: str, parameters: str, value: str) -> None:
    """Keep a line; no property written here may occur twice."""
    if name in component.lines or not component.name:
        raise UnreadableCalendarError(f"{name} stands twice or outside a component")
    pairs = _pairs(parameters) if parameters else _NO_PARAMETERS
    component.lines[name] = Line(parameters=pairs, value=value)


def _pairs(parameters: str) -> dict[str, str]:
    pairs = (pair.split("=") for pair in parameters.split(";")[1:])
    return {key: content for key, content in pairs}  # noqa: C416 - `dict()` wants tuples


def _unfolded(data: bytes) -> list[str]:
    """Check the lines' bytes and join what was folded (RFC 5545 §3.1).

    All at once, since this is most of the reading; a fold within a character is
    refused, as some readers do.
    """
    lines = data.split(_END)
    if lines.pop():
        raise UnreadableCalendarError("its last line does not end")
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE:
        raise UnreadableCalendarError(f"a line has {longest} octets")
    try:
        text = b"\n".join(lines).decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableCalendarError("it is not UTF-8") from None
    if _CONTROL.search(text) or text.count("\n") != max(len(lines) - 1, 0):
        raise UnreadableCalendarError("a line has a control character")
    return text.replace("\n ", "").split("\n")


def _unescape(found: re.Match[str]) -> str:
    try:
        return _ESCAPES[found[1]]
    except KeyError:
        raise UnreadableCalendarError(f"there is an escape `{found[0]}`") from None
