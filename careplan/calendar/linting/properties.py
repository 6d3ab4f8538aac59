"""Rules about any property: which there are, how often, of which type and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careplan.calendar.linting.components import Component
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.rule import Fault, Rule, at, name_of
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.vocabulary import (
    ALARM,
    COLOURS,
    COMPONENTS,
    EVENT,
    NEEDS_VALUE,
    NUMBERS,
    ONCE,
    PROPERTIES,
    WORDS,
)

_PEOPLE = ("ORGANIZER", "ATTENDEE")
_MEDIA = ("ATTACH", "IMAGE")
_STATES = (
    "ACKNOWLEDGED",
    "X-APPLE-DEFAULT-ALARM",
    "X-APPLE-LOCAL-DEFAULT-ALARM",
    "X-MOZ-LASTACK",
    "X-WR-ALARMUID",
)
_SNOOZED = "X-MOZ-SNOOZE"
_EXTENSION = "X-"
# Apple adds how much it shows through.
_HEXADECIMAL = re.compile(r"#(?:[0-9A-Fa-f]{2}){3,4}")
_TEN_DIGITS = 10


def _unknown(component: Component, _: Survey) -> Iterator[Fault]:
    if component.name not in COMPONENTS:
        return
    for name, lines in component.lines.items():
        if name not in PROPERTIES and not name.startswith(_EXTENSION):
            for line in lines:
                yield Fault(
                    line.number,
                    "no property has this name",
                    "names of one's own begin with `X-`",
                )


def _repeated(component: Component, _: Survey) -> Iterator[Fault]:
    once = ONCE.get(component.name, ())
    for name, lines in component.lines.items():
        if len(lines) > 1 and name in once:
            for line in lines[1:]:
                yield Fault(line.number, f"{name_of(line)} stands here once more")


def _untyped(component: Component, _: Survey) -> Iterator[Fault]:
    for name, types in NEEDS_VALUE.items():
        for line in component.all(name):
            if line.parameters.get("VALUE", "").upper() not in types:
                yield Fault(
                    line.number,
                    f"`{name}` does not say its type",
                    f"write `{name};VALUE={types[0]}`",
                )
    for line in component.all("LINK"):
        if "LINKREL" not in line.parameters:
            yield Fault(line.number, "`LINK` does not say its relation")


def _words(component: Component, _: Survey) -> Iterator[Fault]:
    for (of, name), words in WORDS.items():
        if component.name == of:
            for line in component.all(name):
                yield from _word(line, words, has_own=name in ("CLASS", "ACTION"))


def _word(line: Line, words: tuple[str, ...], *, has_own: bool) -> Iterator[Fault]:
    is_own = has_own and line.value.upper().startswith(_EXTENSION)
    if line.value not in words and not is_own:
        yield at(
            line,
            f"this is no word for {name_of(line)}",
            "it is one of " + ", ".join(f"`{word}`" for word in words),
        )


def _numbers(component: Component, _: Survey) -> Iterator[Fault]:
    for name, (low, high) in NUMBERS.items():
        for line in component.all(name):
            digits = line.value
            is_short = len(digits) <= _TEN_DIGITS
            is_number = digits.isascii() and digits.isdigit() and is_short
            if not is_number or not low <= int(digits) <= high:
                yield at(
                    line,
                    f"this is no number for `{name}`",
                    f"it runs from {low} to {high:,}",
                )


def _place(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all("GEO"):
        parts = line.value.split(";", maxsplit=2)
        limits = (90.0, 180.0)
        if len(parts) != len(limits) or not all(
            _is_degrees(part, limit) for part, limit in zip(parts, limits, strict=True)
        ):
            yield at(line, "this is no place on the globe", "write `51.5;-0.12`")


def _is_degrees(text: str, limit: float) -> bool:
    digits = text.removeprefix("-").removeprefix("+").replace(".", "", 1)
    return digits.isascii() and digits.isdigit() and abs(float(text)) <= limit


def _colour(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all("COLOR"):
        if line.value.lower() not in COLOURS:
            yield at(line, "this is no colour of CSS3", "write a name, as `teal`")
    for line in component.all("X-APPLE-CALENDAR-COLOR"):
        if _HEXADECIMAL.fullmatch(line.value) is None:
            yield at(line, "this is no colour in Apple's way", "write `#008080`")


def _people(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all(*_PEOPLE):
        yield Fault(
            line.number,
            f"{name_of(line)} makes the appointment a meeting",
            "leave people out of it",
        )


def _media(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all(*_MEDIA):
        yield Fault(
            line.number,
            "most calendar programs drop what is attached",
            "put a link into `DESCRIPTION`",
        )


def _state(component: Component, _: Survey) -> Iterator[Fault]:
    for name, lines in component.lines.items():
        if name in _STATES or name.startswith(_SNOOZED):
            for line in lines:
                yield Fault(
                    line.number,
                    "this is what one program remembers for itself",
                    "leave it out",
                )
    for line in component.all("RELATED-TO"):
        if line.parameters.get("RELTYPE", "").upper() == "SNOOZE":
            yield Fault(line.number, "this alarm was put off by a program's user")


RULES = (
    Rule(code="ics-unknown-property", check=_unknown),
    Rule(code="ics-repeated-property", check=_repeated),
    Rule(code="ics-untyped-property", check=_untyped),
    Rule(code="ics-unknown-word", of=(EVENT, "VTODO", "VJOURNAL", ALARM), check=_words),
    Rule(code="ics-bad-number", of=(EVENT, "VTODO", "VJOURNAL", ALARM), check=_numbers),
    Rule(code="ics-bad-place", of=(EVENT, "VTODO"), check=_place),
    Rule(code="ics-colour", of=("VCALENDAR", EVENT, "VTODO"), check=_colour),
    Rule(code="ics-people", of=(EVENT, ALARM), check=_people),
    Rule(code="ics-attachment", of=(EVENT, ALARM), check=_media),
    Rule(code="ics-client-state", of=(EVENT, ALARM), check=_state),
)
