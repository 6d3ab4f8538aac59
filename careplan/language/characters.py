"""Characters no text of a plan may hold, because they make it lie when shown.

Control characters can end a line of a calendar file or drive a terminal; directional
overrides and isolates make a line read otherwise than it is stored (Unicode TR 36
§2.5); line and paragraph separators and byte order marks are line ends and blanks
nobody sees.  Joiners and directional marks stay: names and emoji need them.
"""

from __future__ import annotations

FREE_IN_TEXTS = "\n\t"
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = frozenset("\u2028\u2029\ufeff")

_NAMES = {
    "\x00": "a NUL character",
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a carriage return",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark",
}


def first_forbidden(text: str, *, free: str = FREE_IN_TEXTS) -> int | None:
    """Find the first character that may not stand in a text; most have none."""
    if text.isprintable():
        return None
    for index, character in enumerate(text):
        if is_forbidden(character) and character not in free:
            return index
    return None


def is_forbidden(character: str) -> bool:
    """Say whether a character is a control (Cc), a bidi control or unseen."""
    code = ord(character)
    is_control = code < 0x20 or 0x7F <= code <= 0x9F  # noqa: PLR2004 - C0, DEL and C1
    return is_control or character in BIDI or character in UNSEEN


def described(character: str) -> str:
    """Name a character one cannot see."""
    if character in _NAMES:
        return _NAMES[character]
    name = "a directional control" if character in BIDI else "a control character"
    return f"{name} (U+{ord(character):04X})"
