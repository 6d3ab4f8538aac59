"""Rules about texts and links (RFC 5545 §3.3.11): what every program shows alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import is_normalized

from careplan.calendar.grammar import unescaped
from careplan.calendar.linting.components import CALENDAR, Component
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.rule import Fault, Rule, at, name_of
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.vocabulary import ALARM, EVENT, TASKS, TEXTS

# What Proton takes (its constants), in characters.
LONGEST = {"SUMMARY": 255, "LOCATION": 255, "DESCRIPTION": 3_000}

_ESCAPED = re.compile(r"\\[nN\\,;]")
_SEPARATOR = re.compile("[,;]")
_BEFORE_ESCAPE = re.compile(r"\\\\(?:[nN]|\\[,;])")
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|html|i|li|p|span|strong|table|u|ul)(?:\s[^<>]*+)?/?>",
    re.IGNORECASE,
)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:[!-~]++")
_HTTPS = re.compile(r"https://[^/@,;]++(?:/[^,;]*+)?", re.IGNORECASE)
_WITH_TEXTS = (CALENDAR, EVENT, ALARM, *TASKS)


def _texts(component: Component) -> Iterator[Line]:
    return iter(component.all(*TEXTS))


def _escapes(component: Component, _: Survey) -> Iterator[Fault]:
    for line in _texts(component):
        if "\\" in _ESCAPED.sub("", line.value):
            yield at(
                line,
                "a backslash in this text escapes nothing",
                "escapes are `\\n`, `\\,`, `\\;` and `\\\\`",
            )


def _unescaped(component: Component, _: Survey) -> Iterator[Fault]:
    for line in _texts(component):
        text = line.value
        if _SEPARATOR.search(_ESCAPED.sub("", text) if "\\" in text else text):
            yield at(
                line,
                "a comma or semicolon in this text is not escaped",
                "write `\\,` and `\\;`",
            )


def _backslash(component: Component, _: Survey) -> Iterator[Fault]:
    for line in _texts(component):
        if _BEFORE_ESCAPE.search(line.value):
            yield at(
                line,
                "some programs misread a backslash before n, a comma or a semicolon",
                "keep backslashes out of texts",
            )


def _length(component: Component, _: Survey) -> Iterator[Fault]:
    for name, most in LONGEST.items():
        for line in component.all(name):
            if len(line.value) <= most:
                continue
            if len(_ESCAPED.sub("-", line.value)) > most:
                yield at(line, f"`{name}` has more than {most:,} characters")


def _markup(component: Component, _: Survey) -> Iterator[Fault]:
    for line in _texts(component):
        if "<" in line.value and _TAG.search(line.value):
            yield at(line, "most programs show the tags in this text", "write no HTML")
    for line in component.all("X-ALT-DESC"):
        yield Fault(line.number, "hardly any program reads a text in HTML")


def _blank(component: Component, _: Survey) -> Iterator[Fault]:
    for line in _texts(component):
        if not line.value.strip():
            yield at(line, f"{name_of(line)} is empty", "leave it out")
        elif line.value[-1] in " \t":
            yield at(line, "some programs strip the blanks at the end of this text")


def _composed(component: Component, _: Survey) -> Iterator[Fault]:
    for line in _texts(component):
        if not line.value.isascii() and not is_normalized("NFC", line.value):
            yield at(
                line,
                "letters and their accents stand apart in this text",
                "write it in Unicode's normal form C",
            )


def _no_title(event: Component, _: Survey) -> Iterator[Fault]:
    if "SUMMARY" not in event.lines:
        yield Fault(event.number, "this event has no title", "write a `SUMMARY`")


def _links(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all("URL"):
        if _URI.fullmatch(line.value) is None:
            yield at(line, "this is no link", "write all of it, with blanks as `%20`")


def _doubtful_links(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all("URL"):
        if _URI.fullmatch(line.value) and _HTTPS.fullmatch(line.value) is None:
            yield at(
                line,
                "this link is not https, names a user, or has a comma or semicolon",
                "write `https://`, and commas as `%2C`",
            )


def _conferences(event: Component, _: Survey) -> Iterator[Fault]:
    told = unescaped(event.value("DESCRIPTION") + event.value("LOCATION"))
    for line in event.all("CONFERENCE"):
        if line.value not in told:
            yield Fault(
                line.number,
                "hardly any program shows where to join",
                "repeat it in `DESCRIPTION` or `LOCATION`",
            )


def _styled(event: Component, _: Survey) -> Iterator[Fault]:
    plain = event.first("DESCRIPTION")
    for line in event.all("STYLED-DESCRIPTION"):
        if plain is None:
            yield Fault(
                line.number,
                "no program is known to show this text",
                "say it in `DESCRIPTION` as well",
            )
        elif not _is_derived(line) and not _is_derived(plain):
            yield Fault(
                plain.number,
                "of two texts neither says that it was made from the other",
                "write `DESCRIPTION;DERIVED=TRUE`",
            )


def _is_derived(line: Line) -> bool:
    return line.parameters.get("DERIVED", "").upper() == "TRUE"


def _categories(event: Component, _: Survey) -> Iterator[Fault]:
    lines = event.all("CATEGORIES")
    for line in lines[1:]:
        yield Fault(line.number, "`CATEGORIES` stands here once more", "use one line")
    for line in lines:
        if "\\," in line.value:
            yield at(line, "a category has a comma, at which some programs split it")


RULES = (
    Rule(code="ics-bad-escape", of=_WITH_TEXTS, check=_escapes),
    Rule(code="ics-unescaped", of=_WITH_TEXTS, check=_unescaped),
    Rule(code="ics-backslash", of=_WITH_TEXTS, check=_backslash),
    Rule(code="ics-long-text", of=(EVENT,), check=_length),
    Rule(code="ics-markup", of=_WITH_TEXTS, check=_markup),
    Rule(code="ics-blank-text", of=_WITH_TEXTS, check=_blank),
    Rule(code="ics-not-composed", of=_WITH_TEXTS, check=_composed),
    Rule(code="ics-no-title", of=(EVENT,), check=_no_title),
    Rule(code="ics-bad-link", of=(CALENDAR, EVENT, *TASKS), check=_links),
    Rule(code="ics-doubtful-link", of=(EVENT, *TASKS), check=_doubtful_links),
    Rule(code="ics-conference", of=(EVENT,), check=_conferences),
    Rule(code="ics-styled-text", of=(EVENT,), check=_styled),
    Rule(code="ics-categories", of=(EVENT, *TASKS), check=_categories),
)
