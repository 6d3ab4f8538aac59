"""Text as every calendar program reads it alike (RFC 5545 §3.3.11).

The one place where text is cleaned: everything an entry says passes through here
once.  It changes nothing a person would miss, and judges no content.
"""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import quote, urlsplit

from careplan.language.checks.lengths import (
    LONGEST_DESCRIPTION,
    LONGEST_LINE,
    LONGEST_LOCATION,
    LONGEST_TITLE,
)

TITLE_LIMIT = LONGEST_TITLE
LOCATION_LIMIT = LONGEST_LOCATION
DESCRIPTION_LIMIT = LONGEST_DESCRIPTION
LINE_LIMIT = LONGEST_LINE
_CUT = "…"

_LINE_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# Controls but LF, the byte order mark, bidi marks, embeddings, overrides and
# isolates, lone surrogates, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\u061c\u200e\u200f\u202a-\u202e"
    "\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_URL_SAFE = ":/?#[]@!$&'()*+=%~"


def line(text: str, limit: int = TITLE_LIMIT) -> str:
    """Clean a text that stands on one line."""
    return _cut(whole_line(text), limit)


def whole_line(text: str) -> str:
    """Clean a text that stands on one line, however long it is."""
    return " ".join(_plain(text).split())


def paragraphs(text: str, limit: int = DESCRIPTION_LIMIT) -> str:
    """Clean a text of several lines; no line ends in blanks."""
    lines = (each.rstrip() for each in _plain(text).split("\n"))
    return _cut("\n".join(lines).strip(), limit)


def link(text: str) -> str | None:
    """Clean a link; None unless it is a plain https address without credentials.

    Commas, semicolons and everything outside ASCII are percent-encoded: Ruby's
    reader splits a URL at them.
    """
    if _FORBIDDEN.search(text) or len(text.split()) != 1:
        return None
    try:
        parts = urlsplit(text.strip())
        is_plain = parts.scheme == "https" and "@" not in parts.netloc
        host = parts.hostname or ""
    except ValueError:
        return None
    if not (is_plain and host and host.isascii()):
        return None
    return quote(text.strip(), safe=_URL_SAFE)


def _plain(text: str) -> str:
    # Some readers (node-ical, ics, Ruby's) take a literal backslash before n, comma or
    # semicolon for an escape, so no text holds one.
    text = _LINE_BREAKS.sub("\n", text.replace("\t", " ")).replace("\\", "/")
    return normalize("NFC", _FORBIDDEN.sub("", text))


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: limit - len(_CUT)].rstrip("\u200d \n") + _CUT
