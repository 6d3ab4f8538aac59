"""The extent of a table: the lines from its header, or its bracket, to its last key.

A place that means a whole rule is shown whole, whether the rule stands in one line or
under a header of its own.  Comments behind the last key belong to what follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from careplan.language.document import parse
from careplan.language.source import Source
from careplan.language.spans import Spans
from careplan.model.diagnostic import Part, Path, Place

MOST_LINES = 12


class Page:
    """A document's text, its places, and what TOML makes of it, each when asked for."""

    def __init__(self, *, file: str, text: str) -> None:
        """Take the text; nothing is read yet."""
        self._source = Source(name=file, text=text)
        self.spans = Spans(text)

    @cached_property
    def _tables(self) -> object:
        return parse(self._source)[0]

    def extent(self, place: Place) -> tuple[int, int]:
        """Give the first and the last line of a place, of a long one a dozen."""
        span = self.spans.find(place)
        last = span.end_line
        if not self.spans.is_inline(place.path):
            inside = _paths(self._value(place.path), place.path)
            last = max((last, *map(self._last_line, inside)))
        return span.line, min(last, span.line + MOST_LINES - 1)

    def _last_line(self, path: Path) -> int:
        return self.spans.find(Place(file=self._source.name, path=path)).end_line

    def _value(self, path: Path) -> object:
        value = self._tables
        for step in path:
            match value, step:
                case dict(), str() if step in value:
                    value = value[step]
                case list(), int() if step < len(value):
                    value = value[step]
                case _:
                    return None
        return value


def is_rule(place: Place) -> bool:
    """Say whether a place means a whole rule."""
    *_, table, number = ("", "", *place.path)
    return table == "schedule" and isinstance(number, int) and place.part is Part.VALUE


def _paths(value: object, path: Path) -> Iterator[Path]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from ((*path, key), *_paths(inner, (*path, key)))
        case list():
            for number, inner in enumerate(value):
                yield from _paths(inner, (*path, number))
        case _:
            return
