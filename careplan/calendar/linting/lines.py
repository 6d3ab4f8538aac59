"""The content lines of any calendar, with what is wrong with their bytes.

Where `contentlines` refuses, this notes and reads on: a linter's work begins where a
strict reader's ends.  Every line keeps the number of the physical line it begins on.
Nothing is guessed about the encoding: bytes that are no UTF-8 are read as marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from careplan.calendar.contentlines import LONGEST_LINE
from careplan.calendar.grammar import CONTENT_LINE, parameters
from careplan.calendar.linting.notes import Notes

# Some seven thousand appointments with all they say, in two or three seconds.
MOST_LINES = 100_000

_PHYSICAL = re.compile(rb"([^\r\n]*+)(\r\r\n|\r\n|\n|\r|\Z)")
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
# C1 controls, separators, the byte order mark, bidi controls.
_UNSEEN = re.compile("[\x80-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_FOLDS = (b" ", b"\t")
_CRLF = b"\r\n"
_ENDS = {
    b"\n": "a line ends with LF alone",
    b"\r": "a line ends with CR alone",
    b"\r\r\n": "a line ends with CR CR LF",
    b"": "the last line does not end",
}
_NO_PARAMETERS: dict[str, str] = {}


class Line(NamedTuple):
    """A content line; `column` is where its value begins, if on its first line.

    Names are in capitals, parameters without their quotes.
    """

    number: int
    name: str
    parameters: dict[str, str]
    value: str
    column: int = 1


def content_lines(data: bytes, notes: Notes) -> Iterator[Line]:
    """Give the lines that are content lines, and note what is wrong with the others."""
    if data.startswith(_UTF_16):
        notes.add("ics-not-utf8", 1, "this is UTF-16 text, not UTF-8")
        return
    if data.startswith(_UTF_8_MARK):
        notes.add("ics-byte-order-mark", 1, "the file begins with a byte order mark")
        data = data.removeprefix(_UTF_8_MARK)
    for number, parts in _unfolded(data, notes):
        line = _content(number, parts, notes)
        if line is not None:
            yield line


def physical_lines(data: bytes, numbers: frozenset[int]) -> dict[int, str]:
    """Give some lines as they stand in the file, without their ends."""
    last = max(numbers, default=0)
    shown: dict[int, str] = {}
    for number, found in enumerate(_PHYSICAL.finditer(data), 1):
        if number > last:
            break
        if number in numbers:
            text = found[1].removeprefix(_UTF_8_MARK if number == 1 else b"")
            shown[number] = text.decode("utf-8", errors="replace")
    return shown


def _unfolded(data: bytes, notes: Notes) -> Iterator[tuple[int, list[bytes]]]:
    """Gather what was folded (RFC 5545 §3.1), each with the number of its first."""
    begun, parts = 0, [b""]
    for number, found in enumerate(_PHYSICAL.finditer(data), 1):
        text, end = found[1], found[2]
        if not end and not text:
            break
        if number > MOST_LINES:
            notes.add(
                "ics-too-full",
                number,
                f"the file has more than {MOST_LINES:,} lines, and only those before"
                " this one were looked at",
            )
            break
        _note_bytes(number, text, end, notes)
        if text[:1] in _FOLDS and begun:
            parts.append(text[1:])
            continue
        if begun:
            yield begun, parts
        begun, parts = number, [text]
    if begun:
        yield begun, parts


def _note_bytes(number: int, text: bytes, end: bytes, notes: Notes) -> None:
    if end != _CRLF:
        notes.add("ics-line-end", number, _ENDS[end])
    if len(text) > LONGEST_LINE:
        notes.add(
            "ics-long-line", number, f"a line has more than {LONGEST_LINE} octets"
        )
    if _CONTROL.search(text):
        notes.add("ics-control-character", number, "a line has a control character")


def _content(number: int, parts: list[bytes], notes: Notes) -> Line | None:
    text = _decoded(number, parts, notes)
    if not text.isascii() and _UNSEEN.search(text):
        notes.add(
            "ics-unseen-character",
            number,
            "a text has a character that is not seen, or turns the text round",
        )
    found = CONTENT_LINE.fullmatch(text)
    if found is None:
        if text.strip():
            notes.add("ics-no-content-line", number, "this is no content line")
        else:
            notes.add("ics-blank-line", number, "a line is empty")
        return None
    name, said, value = found.groups()
    column = len(text) - len(value) + 1
    is_first = len(parts) == 1 or column <= len(parts[0])
    return Line(
        number,
        name.upper(),
        dict(parameters(said)) if said else _NO_PARAMETERS,
        value,
        column if is_first else 1,
    )


def _decoded(number: int, parts: list[bytes], notes: Notes) -> str:
    whole = parts[0] if len(parts) == 1 else b"".join(parts)
    try:
        text = whole.decode("utf-8")
    except UnicodeDecodeError:
        notes.add("ics-not-utf8", number, "a line is not UTF-8 text")
        return whole.decode("utf-8", errors="replace")
    if len(parts) > 1 and not whole.isascii() and not all(map(_is_whole, parts)):
        notes.add("ics-split-character", number, "a line is folded within a character")
    return text


def _is_whole(part: bytes) -> bool:
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
