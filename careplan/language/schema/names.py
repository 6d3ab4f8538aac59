"""Names: the ids authors give to things, and names that are free texts.

An id stays for ever and is typed at the shell, so it is short, plain and never one of
the words an anchor expression uses for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.field import shape
from careplan.language.schema.row import wrong_type
from careplan.model.diagnostic import Part

Naming = Callable[[str], None]

LONGEST_ID = 64
ID_PATTERN = r"[a-z][a-z0-9-]*"
RESERVED = ("start", "phase", "previous", "first", "last")


def check_id(name: str) -> None:
    """Refuse what cannot be an id.  Raises UnreadableError."""
    if re.fullmatch(ID_PATTERN, name) is None:
        plain = "-".join(re.findall("[a-z0-9]+", name.lower())).lstrip("0123456789-")
        raise UnreadableError(
            "bad-id",
            "{} is no id: lower-case letters, digits and hyphens, a letter first",
            name,
            advice=f"try `{plain[:LONGEST_ID]}`" if plain else "",
            echoes=True,
        )
    if len(name) > LONGEST_ID:
        message = f"{{}} is too long for an id: {LONGEST_ID} characters is the most"
        raise UnreadableError("bad-id", message, name)
    if name in RESERVED:
        message = "{} means something in expressions and cannot be an id"
        raise UnreadableError("bad-id", message, name)


def check_path(name: str) -> None:
    """Refuse what is neither an id nor `PHASE/RULE`.  Raises UnreadableError."""
    before, slash, after = name.partition("/")
    check_id(before)
    if slash:
        check_id(after)


def check_free(name: str) -> None:
    """Refuse a name that says nothing.  Raises UnreadableError."""
    if not name.strip():
        raise UnreadableError("empty-text", "a name is empty")
    if "\n" in name or "\t" in name:
        raise UnreadableError("control-character", "{} is not one line", name)


def is_named(naming: Naming, name: str, spot: Spot, *, part: Part = Part.KEY) -> bool:
    """Say whether a key is a good name, and at the key what is wrong with it."""
    try:
        naming(name)
    except UnreadableError as error:
        spot.unreadable(error, part=part)
        return False
    return True


def pattern_of(naming: Naming) -> str:
    """Describe good names by a regular expression, as well as one can."""
    return _PATTERNS[naming]


def _id(value: object, spot: Spot) -> str:
    if not isinstance(value, str):
        raise wrong_type(value, spot, AN_ID.words)
    check_id(value)
    return value


_PATTERNS: dict[Naming, str] = {
    check_id: forms.whole(ID_PATTERN),
    check_path: forms.whole(f"{ID_PATTERN}(/{ID_PATTERN})?"),
    check_free: r"\S",
}

AN_ID = shape(
    "an id",
    _id,
    form={
        **forms.like(ID_PATTERN),
        "maxLength": LONGEST_ID,
        "not": {"enum": list(RESERVED)},
    },
)
