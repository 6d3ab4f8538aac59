"""Masking: a document about a person, with its keys and headers but no values.

Every character of a value or a comment becomes a dot, one for one, so lines and
columns stay where they are.  What might be either is masked: a broken document shows
less, never more.
"""

from __future__ import annotations

import re

from careplan.language.tokens import BASIC, LITERAL, pieces

DOT = "•"
_KEEPS = frozenset("[]{},\r\n\t ")
_GAP = r"[ \t]*+"
_BARE = r"[A-Za-z0-9_-]++"
_PART = f"(?:{_BARE}|{BASIC}|{LITERAL})"
_MORE = rf"(?:{_GAP}\.{_GAP}{_PART})*+{_GAP}"
# A header begins with a bare word: a list on a line of its own is not taken for one.
_HEADER = re.compile(rf"\[\[?{_GAP}{_BARE}{_MORE}\]\]?(?={_GAP}(?:#|\r?\n|\Z))")
_KEY = re.compile(f"{_PART}{_MORE}=")


def masked(text: str) -> str:
    """Replace all values and comments of a TOML text by dots."""
    found: list[str] = []
    brackets: list[str] = []
    shown_to, key_next = 0, True
    for piece in pieces(text):
        token, start = piece.group(), piece.start()
        if start >= shown_to and key_next:
            known = _known(text, start, is_statement=not brackets)
            if known is not None:
                shown_to, key_next = known.end(), False
        if start < shown_to:
            found.append(token)
            continue
        found.append(token if token in _KEEPS else _dots(token))
        key_next = _expects_key(token, brackets, key_next=key_next)
    return "".join(found)


def _known(text: str, start: int, *, is_statement: bool) -> re.Match[str] | None:
    """Match a key with its equals sign, or, between statements, a header."""
    header = _HEADER.match(text, start) if is_statement else None
    return header or _KEY.match(text, start)


def _expects_key(piece: str, brackets: list[str], *, key_next: bool) -> bool:
    """Say whether a key may follow a token, and keep the open brackets."""
    match piece:
        case "[" | "{":
            brackets.append(piece)
            return piece == "{"
        case "]" | "}":
            if brackets:
                brackets.pop()
            return False
        case ",":
            return brackets[-1:] == ["{"]
        case "\n":
            return key_next or not brackets
        case " " | "\t" | "\r":
            return key_next
        case _:
            return False


def _dots(token: str) -> str:
    return "".join(each if each in "\r\n\t " else DOT for each in token)
