"""Text in columns of a terminal, where some characters take two cells and some none.

The text has been made fit for a terminal already; here it is only filled and wrapped.
"""

from __future__ import annotations

from careplan.render.plain import width

WIDTH = 80


def padded(text: str, columns: int) -> str:
    """Fill up with blanks on the right."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """Break at blanks so that each line fits; a longer word is broken anywhere."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer) <= columns:
            lines[-1] = longer
            continue
        pieces = _pieces(word, columns)
        lines = lines + pieces if lines[-1] else pieces
    return lines


def indented(text: str, *, first: str, rest: str, columns: int = WIDTH) -> list[str]:
    """Wrap a paragraph behind a first indent, and another for its further lines."""
    room = columns - max(width(first), width(rest))
    lines = wrapped(text, room)
    return [first + lines[0], *(rest + line for line in lines[1:])]


def _pieces(word: str, columns: int) -> list[str]:
    pieces = [""]
    for character in word:
        if width(pieces[-1] + character) > columns:
            pieces.append("")
        pieces[-1] += character
    return pieces
