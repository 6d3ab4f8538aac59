r"""Text fit for a terminal: nothing in it moves the cursor or turns a line round.

Control, escape, format (bidirectional, zero-width) and separator characters are
shown as TOML writes them, `\\u001B`, but for the joiners that make one picture or one
syllable of several characters; tabs become blanks; widths are terminal cells.
"""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

TAB = 4
_UNSAFE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_JOINERS = "\u200c\u200d"
_LAST_SHORT = 0xFFFF


def plain(text: str) -> str:
    """Escape a text for one line of a terminal, tabs and line ends included."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown(character) for character in text)


def shown(character: str) -> str:
    """Escape one character if a terminal would obey it instead of showing it."""
    if category(character) not in _UNSAFE or character in _JOINERS:
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= _LAST_SHORT else f"\\U{code:08X}"


def width(text: str) -> int:
    """Count the terminal cells of a text that has been escaped."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def drawn(line: str) -> tuple[str, ...]:
    """Give what to draw for each character of a source line, tabs in their columns."""
    pieces: list[str] = []
    column = 0
    for character in line:
        piece = " " * (TAB - column % TAB) if character == "\t" else shown(character)
        pieces.append(piece)
        column += width(piece)
    return tuple(pieces)
