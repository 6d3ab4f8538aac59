"""Personal documents: which of them a report must not quote.

What kind of file a file is decides how it is read; whether it may be shown is another
question.  An enrolment with a slip of the pen may pass for a program, and then what
stands in it is still about a person.  In doubt less is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from careplan.model.diagnostic import Path

# What only an enrolment has at its top, and what is a person's wherever it stands.
_AT_THE_TOP = frozenset(
    "start timezone person team choices calendars ledger pin".split()
)
_SAID_OF_A_PERSON = frozenset(("name", "email", "phone"))
_ANYWHERE = _SAID_OF_A_PERSON | frozenset(("person", "team", "medicines"))
# The ids of these are the author's own words: a telephone call, a team.
_OWN_WORDS = frozenset(("activities", "roles"))
_ID = 2
_OF_A_CASE = 3

_WORDS = "|".join(sorted(_ANYWHERE))
_IN_TEXT = re.compile(
    rf"""(?:\b|["'])(?:{_WORDS})["']?\s*=|^\s*\[[\s\["']*(?:[\w."'-]+\.)?["']?"""
    rf"""(?:{_WORDS}|choices|calendars|ledger|pin)\b""",
    re.MULTILINE,
)
_PROGRAM_HEADER = re.compile(
    r"^\s*\[+\s*(program|activities|phases|schedule|roles|case)\b", re.MULTILINE
)
_HEADER = re.compile(r"^\s*\[", re.MULTILINE)
_TOP_IN_TEXT = re.compile(
    rf"^\s*[\"']?(?:program|{'|'.join(sorted(_AT_THE_TOP))})\b", re.MULTILINE
)


def is_of_a_person(tables: object, *, is_site: bool, is_cases: bool) -> bool:
    """Say whether a document that is no enrolment speaks of a person all the same."""
    keys = tuple(_keys(tables, ()))
    top = _AT_THE_TOP - {"timezone"} if is_site else _AT_THE_TOP
    if any(len(path) == 1 and path[0] in top for path in keys):
        return True
    return any(_names_somebody(path, is_cases=is_cases) for path in keys)


def may_be_of_a_person(broken: str) -> bool:
    """Say the same of a text that is no TOML: yes, unless it looks like a program."""
    if _PROGRAM_HEADER.search(broken) is None or _IN_TEXT.search(broken):
        return True
    first = _HEADER.search(broken)
    return _TOP_IN_TEXT.search(broken, 0, first.start() if first else 0) is not None


def _names_somebody(path: Path, *, is_cases: bool) -> bool:
    """Judge by a key; the people of cases are made up, and cases have names."""
    if is_cases:
        return path[-1] in _SAID_OF_A_PERSON and len(path) > _OF_A_CASE
    is_own_word = len(path) == _ID and path[0] in _OWN_WORDS
    return path[-1] in _ANYWHERE and not is_own_word


def _keys(value: object, path: Path) -> Iterator[Path]:
    """List the paths of all keys, of tables within tables and lists, too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _keys(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _keys(inner, (*path, number))
