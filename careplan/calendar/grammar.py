"""The grammar of a content line (RFC 5545 §3.1), whoever wrote the line.

What a line is made of, and nothing of what it means.  Whoever reads lines decides what
to do with one that is none: a seal refuses the file, a linter notes it and reads on.
"""

from __future__ import annotations

import re

# Name, parameters and value.  Possessive throughout: a line may be as long as a file.
CONTENT_LINE = re.compile(
    r"([A-Za-z0-9-]++)"
    r'((?:;[A-Za-z0-9-]++=(?:"[^"]*+"|[^";:,]*+)(?:,(?:"[^"]*+"|[^";:,]*+))*+)*+)'
    r":(.*+)",
    re.DOTALL,
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]++)=((?:"[^"]*+"|[^";:])*+)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def parameters(text: str) -> list[tuple[str, str]]:
    """Take a line's parameters apart: names in capitals, contents without quotes."""
    return [
        (name.upper(), content.replace('"', ""))
        for name, content in _PARAMETER.findall(text)
    ]


def unescaped(value: str) -> str:
    r"""Read a value as TEXT (RFC 5545 §3.3.11).

    A backslash before anything else goes away: `\a` is an `a`.
    """
    return _ESCAPE.sub(_unescape, value) if "\\" in value else value


def _unescape(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
