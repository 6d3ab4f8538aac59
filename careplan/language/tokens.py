"""The pieces TOML text is made of, as regular expressions.

They are greedy without backtracking (possessive), so that scanning is linear in the
text whatever it holds.  They tell where a piece ends, not whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MULTILINE_BASIC = r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})'
MULTILINE_LITERAL = r"'''(?:[^']++|'(?!''))*+'''(?:'{0,2})"
BASIC = r'"(?:[^"\\\n]++|\\[^\n])*+"'
LITERAL = r"'[^'\n]*+'"
COMMENT = r"#[^\n]*+"
BARE_KEY = r"[A-Za-z0-9_-]++"

TEXT = f"(?:{MULTILINE_BASIC}|{MULTILINE_LITERAL}|{BASIC}|{LITERAL})"
KEY_PART = f"(?:{BARE_KEY}|{BASIC}|{LITERAL})"
BLANKS = rf"(?:[ \t\r\n]++|{COMMENT})*+"
SCALAR = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9][^\s,\]}#]*+|[^\s,\]}#]++)"
PIECE = f"(?:{COMMENT}|{TEXT}|{BARE_KEY}|.)"


def pieces(text: str) -> Iterator[re.Match[str]]:
    """Split any text into comments, strings, words and single characters."""
    return re.finditer(PIECE, text, re.DOTALL)
