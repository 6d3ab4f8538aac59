"""Spans: where in the text a path of keys and indexes lies.

The index is built only when something is to be reported, over text that `tomllib`
has accepted, so it looks for places and judges nothing; on other text it stops where
it loses its way.  One pass, no recursion, time linear in the text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import NamedTuple

from careplan.language.tokens import BLANKS, KEY_PART, SCALAR, TEXT
from careplan.model.diagnostic import Part, Path, Place
from careplan.model.value import dataclass

Extent = tuple[int, int]

# What one character of a text's value may be written as; the first kinds write none.
_NOTHING = r"\\[ \t]*\r?\n[ \t\r\n]*"
_CHARACTER = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|\r\n|."


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text: lines and columns count characters from 1, the end is open."""

    line: int
    column: int
    end_line: int
    end_column: int


class Mark(NamedTuple):
    """Where one thing stands: its value, and what a table or a key has besides."""

    value: Extent
    key: Extent | None = None
    header: Extent | None = None


class Spans:
    """Finds the places of a text; the index waits for the first question."""

    def __init__(self, text: str) -> None:
        """Take the text; nothing is read yet."""
        self._text = text
        self._marks: dict[Path, Mark] | None = None
        self._starts = [0]
        self._starts.extend(found.end() for found in re.finditer("\n", text))

    def find(self, place: Place) -> Span:
        """Give the span of a place, or of the nearest thing round it that stands."""
        if place.position is not None:
            return self._at_position(*place.position)
        path = place.path
        mark = self._mark(path)
        while mark is None and path:
            path = path[:-1]
            mark = self._mark(path)
        if mark is None:
            return self._span((0, 0))
        if path != place.path:
            return self._span(mark.header or mark.value)
        return self._span(self._extent(mark, place))

    def is_inline(self, path: Path) -> bool:
        """Say whether a table or list is written as a value, not under headers."""
        mark = self._mark(path)
        return mark is not None and mark.header is None

    def _mark(self, path: Path) -> Mark | None:
        if self._marks is None:
            self._marks = index(self._text)
        return self._marks.get(path)

    def _extent(self, mark: Mark, place: Place) -> Extent:
        match place.part:
            case Part.KEY:
                extent = mark.key or mark.value
            case Part.HEADER:
                extent = mark.header or mark.value
            case Part.VALUE:
                extent = mark.value
        if place.within is None:
            return extent
        return self._within(extent, place.within)

    def _within(self, extent: Extent, within: Extent) -> Extent:
        """Select characters of a text's value among those it is written with."""
        start, end = extent
        offsets = _offsets(self._text[start:end])
        last = len(offsets) - 1
        first, second = (min(max(n, 0), last) for n in within)
        return start + offsets[first], start + offsets[max(first, second)]

    def _span(self, extent: Extent) -> Span:
        line, column = self._point(extent[0])
        end_line, end_column = self._point(extent[1])
        return Span(line=line, column=column, end_line=end_line, end_column=end_column)

    def _point(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def _at_position(self, line: int, column: int) -> Span:
        start = self._starts[min(line, len(self._starts)) - 1] + column - 1
        start = min(start, len(self._text))
        end = (
            start + 1
            if self._text[start : start + 1] not in {"", "\r", "\n"}
            else start
        )
        return self._span((start, end))


def index(text: str) -> dict[Path, Mark]:
    """Mark everything in a document that has a path."""
    reader = _Reader(text)
    try:
        while reader.has_more():
            reader.statement()
    except _LostError:
        pass
    return reader.marks


class _LostError(ValueError):
    """The text is not what tomllib accepts; what is marked so far stays."""


class _Open:
    """A bracket that waits for its end; `count` is how many elements it has so far."""

    __slots__ = ("closing", "count", "key", "path", "start")

    def __init__(
        self, path: Path, key: Extent | None, start: int, bracket: str
    ) -> None:
        self.path = path
        self.key = key
        self.start = start
        self.closing = "]" if bracket == "[" else "}"
        self.count = 0


class _Reader:
    """Reads a document statement by statement, marking as it goes."""

    def __init__(self, text: str) -> None:
        self.marks: dict[Path, Mark] = {}
        self._text = text
        self._at = 0
        self._table: Path = ()
        self._lengths: dict[Path, int] = {}
        self._blanks = re.compile(BLANKS)
        self._part = re.compile(KEY_PART)
        self._value = re.compile(f"{TEXT}|{SCALAR}", re.DOTALL)

    def has_more(self) -> bool:
        self._skip_blanks()
        return self._at < len(self._text)

    def statement(self) -> None:
        if self._peek() == "[":
            self._header()
        else:
            self._pair(self._table)

    def _header(self) -> None:
        start = self._at
        is_entry = self._text.startswith("[[", start)
        self._at += 2 if is_entry else 1
        parts = self._parts()
        self._take("]]" if is_entry else "]")
        whole = (start, self._at)
        path: Path = ()
        for name, key in parts:
            path = self._latest((*path, name))
            self.marks.setdefault(path, Mark(value=whole, key=key, header=whole))
        name, key = parts[-1]
        if is_entry:
            self._entry(parts, key, whole)
        else:
            # `[a]` after `[a.b]`: its own header is the better place.
            self.marks[path] = Mark(value=whole, key=key, header=whole)
            self._table = path

    def _entry(
        self, parts: list[tuple[str, Extent]], key: Extent, whole: Extent
    ) -> None:
        path: Path = ()
        for name, _ in parts[:-1]:
            path = self._latest((*path, name))
        array = (*path, parts[-1][0])
        self.marks.setdefault(array, Mark(value=whole, key=key, header=whole))
        number = self._lengths.get(array, 0)
        self._lengths[array] = number + 1
        self._table = (*array, number)
        self.marks[self._table] = Mark(value=whole, key=key, header=whole)

    def _latest(self, path: Path) -> Path:
        """Step into the last entry where a name stands for a list of tables."""
        length = self._lengths.get(path)
        return path if length is None else (*path, length - 1)

    def _pair(self, table: Path) -> None:
        """Mark a key, the tables its dots imply, and its value, however deep."""
        opened: list[_Open] = []
        self._begin(*self._key(table), opened)
        while opened:
            self._skip_blanks()
            inner = opened[-1]
            following = self._peek()
            if following == inner.closing:
                self._at += 1
                opened.pop()
                self._mark(inner.path, inner.key, inner.start)
            elif following == ",":
                self._at += 1
            elif inner.closing == "]":
                inner.count += 1
                self._begin((*inner.path, inner.count - 1), None, opened)
            else:
                self._begin(*self._key(inner.path), opened)

    def _begin(self, path: Path, key: Extent | None, opened: list[_Open]) -> None:
        start = self._at
        bracket = self._peek()
        if bracket in {"[", "{"}:
            opened.append(_Open(path, key, start, bracket))
            self._at += 1
        else:
            self._match(self._value)
            self._mark(path, key, start)

    def _mark(self, path: Path, key: Extent | None, start: int) -> None:
        self.marks[path] = Mark(value=(start, self._at), key=key)

    def _key(self, table: Path) -> tuple[Path, Extent]:
        parts = self._parts()
        self._take("=")
        self._skip_blanks()
        path = table
        for name, key in parts:
            path = (*path, name)
            self.marks.setdefault(path, Mark(value=key, key=key))
        return path, parts[-1][1]

    def _parts(self) -> list[tuple[str, Extent]]:
        parts: list[tuple[str, Extent]] = []
        while not parts or self._peek() == ".":
            if parts:
                self._at += 1
            self._skip_blanks()
            start = self._at
            word = self._match(self._part)
            parts.append((_spelled(word), (start, self._at)))
            self._skip_blanks()
        return parts

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise _LostError
        self._at = found.end()
        return found[0]

    def _take(self, word: str) -> None:
        if not self._text.startswith(word, self._at):
            raise _LostError
        self._at += len(word)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip_blanks(self) -> None:
        self._match(self._blanks)


def _spelled(word: str) -> str:
    """Give the key a piece of text stands for."""
    if word[0] == "'":
        return word[1:-1]
    if word[0] != '"' or "\\" not in word:
        return word.strip('"')
    return "".join(
        _unescaped(found[0]) for found in re.finditer(_CHARACTER, word[1:-1])
    )


_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def _unescaped(character: str) -> str:
    if len(character) == 1:
        return character
    letter = character[1]
    if letter in "uU":
        code = int(character[2:] or "0", 16)
        if code > sys.maxunicode:
            raise _LostError
        return chr(code)
    return _ESCAPES.get(letter, letter)


def _offsets(written: str) -> list[int]:
    """Say where each character of a text's value is written, and where it ends."""
    quote = written[:1]
    if quote not in {'"', "'"}:
        return list(range(len(written) + 1))
    width = 3 if written.startswith(quote * 3) and len(written) > 5 else 1  # noqa: PLR2004 - two times three quotes
    begin, end = width, len(written) - width
    if width > 1:
        first = re.match(r"\r?\n", written[width:])
        begin += first.end() if first else 0
    character = _CHARACTER if quote == '"' else r"\r\n|."
    nothing = _NOTHING if quote == '"' and width > 1 else r"(?!)"
    scanner = re.compile(f"({nothing})|(?:{character})", re.DOTALL)
    found = scanner.finditer(written, begin, end)
    return [one.start() for one in found if one[1] is None] + [end]
