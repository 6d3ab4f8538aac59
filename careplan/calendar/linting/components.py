"""The components of any calendar, with what is wrong with how they are put together.

A line that closes the wrong component closes those left open in it; so one mistake is
told once, and what follows is still read.
"""

from __future__ import annotations

from collections.abc import Iterable

from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.notes import Notes
from careplan.calendar.linting.vocabulary import INSIDE

DEEPEST = 8
CALENDAR = "VCALENDAR"
_NONE: list[Line] = []
_TOO_DEEP = f"parts are nested more than {DEEPEST} deep here"


class Component:
    """A component: its lines by name, and the parts in it, in order."""

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

    def all(self, *names: str) -> list[Line]:
        """Give every line of some names."""
        if len(names) == 1:
            # By far the most frequent question.
            return self.lines.get(names[0], _NONE)
        return [line for name in names for line in self.lines.get(name, ())]

    def value(self, name: str) -> str:
        """Give the first value of a name; empty without such a line."""
        lines = self.lines.get(name)
        return lines[0].value if lines else ""

    def word(self, name: str) -> str:
        """Give a value in capitals; empty without such a line."""
        return self.value(name).upper()

    def named(self, name: str) -> list[Component]:
        """Give the parts of one name directly inside."""
        return [part for part in self.parts if part.name == name]


def calendars(lines: Iterable[Line], notes: Notes) -> list[Component]:
    """Read the calendars of a file."""
    root = Component("", 1)
    inside = [root]
    too_deep = 0
    for line in lines:
        if line.name == "BEGIN" and len(inside) > DEEPEST:
            too_deep += 1
            notes.add("ics-too-deep", line.number, _TOO_DEEP)
        elif too_deep:
            too_deep -= line.name == "END"
        elif line.name == "BEGIN":
            _begin(line, inside, notes)
        elif line.name == "END":
            _end(line, inside, notes)
        elif len(inside) == 1:
            notes.add("ics-outside", line.number, "this stands outside of a calendar")
        else:
            _put(line, inside[-1], notes)
    if notes.has("ics-too-full"):
        # Where reading stopped, the component it stopped in is not known whole.
        for outer in inside[1:-1][:1]:
            outer.parts.pop()
        return root.named(CALENDAR)
    for left in inside[1:]:
        notes.add(
            "ics-unclosed", left.number, "the file ends before this component does"
        )
    return root.named(CALENDAR)


def _begin(line: Line, inside: list[Component], notes: Notes) -> None:
    name = line.value.upper()
    outer = inside[-1]
    if name not in INSIDE.get(outer.name, (name,)):
        notes.add(
            "ics-misplaced-component",
            line.number,
            "this component does not belong here",
        )
    component = Component(name, line.number)
    outer.parts.append(component)
    inside.append(component)


def _end(line: Line, inside: list[Component], notes: Notes) -> None:
    name = line.value.upper()
    open_names = [component.name for component in inside[1:]]
    if name not in open_names:
        notes.add("ics-unclosed", line.number, "this ends what did not begin before it")
        return
    while inside[-1].name != name:
        left = inside.pop()
        notes.add(
            "ics-unclosed",
            left.number,
            "this component does not end before the one around it",
        )
    inside.pop()


def _put(line: Line, component: Component, notes: Notes) -> None:
    if component.parts:
        notes.add(
            "ics-property-after-part",
            line.number,
            "a property stands behind the parts of its component",
        )
    component.lines.setdefault(line.name, []).append(line)
