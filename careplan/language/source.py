"""Sources: a document's name and its text, out of the bytes of a file.

A document is UTF-8 text of at most one megabyte.  Bytes that are not are answered
with a diagnostic; no encoding is ever guessed and no byte is replaced.
"""

from __future__ import annotations

from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.value import dataclass

MOST_BYTES = 1_000_000
BYTE_ORDER_MARK = "\ufeff"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document: its name as the user gave it, and its text."""

    name: str
    text: str

    def lines(self) -> tuple[str, ...]:
        """List the lines without their ends, as TOML and `Span` count them.

        Only a line feed ends a line; `str.splitlines` would also break at characters
        that may stand inside a text.
        """
        return tuple(line.removesuffix("\r") for line in self.text.split("\n"))


def read_source(name: str, data: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Decode the bytes of the file `name`; a leading byte order mark is dropped."""
    if len(data) > MOST_BYTES:
        return None, (_too_large(name, len(data)),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(name, data, error.start),)
    return Source(name=name, text=text.removeprefix(BYTE_ORDER_MARK)), ()


def _too_large(name: str, size: int) -> Diagnostic:
    return Diagnostic(
        code="too-large",
        message=f"the file has {size:,} bytes; {MOST_BYTES:,} is the most",
        primary=Label(place=Place(file=name)),
    )


def _not_utf8(name: str, data: bytes, start: int) -> Diagnostic:
    before = data[:start].decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    position = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    if data.startswith(UTF_16_MARKS):
        advice = "it looks like UTF-16; save it as UTF-8"
    else:
        advice = "save it as UTF-8"
    return Diagnostic(
        code="not-utf8",
        message=f"the file is not UTF-8 text: byte {start + 1} is {data[start]:#04x}",
        primary=Label(place=Place(file=name, position=position)),
        help=(advice,),
    )
