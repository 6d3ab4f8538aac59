"""Anchor expressions as people write them: `session[3] + 1 day - 2 h`.

Reading one says how it is built; which phase or rule a name means is found out later,
when all names of a program are known.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from careplan.language.amounts import amount
from careplan.language.dates import looks_like_a_date, moment
from careplan.language.findings import UnreadableError
from careplan.language.ordinals import MOST_ORDINAL
from careplan.language.suggest import advice
from careplan.model.amount import Amount

SUFFIXES = ("start", "end", "first", "last")

NAME = r"[A-Za-z][A-Za-z0-9_-]*"
REFERENCE = rf"(?:({NAME})\s*/\s*)?({NAME})(?:\[([^\]]*)\]|\.({NAME}))?"
SIGN = r"\s([+-])\s"


class Word(NamedTuple):
    """A word of an expression and where in the text it stands."""

    text: str
    span: tuple[int, int]


class Reference(NamedTuple):
    """A name, perhaps with a phase before it and one `[n]` or `.word` after it."""

    name: Word
    phase: Word | None = None
    number: int | None = None
    suffix: Word | None = None


class Written(NamedTuple):
    """An expression as read; `text` is how it was written."""

    base: Reference | date | datetime
    text: str
    shifts: tuple[Amount, ...] = ()


def expression(text: str) -> Written:
    """Read an anchor expression.

    expression = base { ( " + " | " - " ) amount }
    base       = date | date-time | reference
    """
    pieces = re.split(SIGN, text)
    base = _base(pieces[0], text)
    shifts: list[Amount] = []
    position = len(pieces[0])
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        # The sign stands between one blank and another.
        position += 3
        shifts.append(_shift(sign, piece, position))
        position += len(piece)
    return Written(base=base, shifts=tuple(shifts), text=text.strip())


def fixed(when: date | datetime) -> Written:
    """Take a TOML date for an expression."""
    text = when.isoformat(sep=" ") if isinstance(when, datetime) else when.isoformat()
    return Written(base=when, text=text)


def reference(text: str) -> Reference:
    """Read a name and what hangs on it.

    reference = [ phase "/" ] name [ "[" number "]" | "." word ]
    word      = "start" | "end" | "first" | "last"
    """
    bare = text.strip()
    before = len(text) - len(text.lstrip())
    found = re.fullmatch(REFERENCE, bare)
    if found is None:
        raise _no_expression(bare, (before, before + len(bare)))
    suffix = _word(found, 4, before)
    if suffix is not None and suffix.text not in SUFFIXES:
        raise UnreadableError(
            "bad-expression",
            "{} cannot follow a name",
            suffix.text,
            span=suffix.span,
            advice=advice(suffix.text, SUFFIXES),
        )
    name = _word(found, 2, before)
    if name is None:
        raise _no_expression(bare, (before, before + len(bare)))
    return Reference(
        phase=_word(found, 1, before),
        name=name,
        number=_number(found, before),
        suffix=suffix,
    )


def _base(text: str, whole: str) -> Reference | date | datetime:
    if looks_like_a_date(text.strip()):
        return moment(text)
    if "+" in text:
        start = text.index("+")
        raise UnreadableError(
            "bad-expression",
            "{} does not stand alone",
            "+",
            span=(start, start + 1),
            advice="put a blank on both sides: `session[3] + 1 day`",
        )
    if not whole.strip():
        raise _no_expression(whole, (0, len(whole)))
    return reference(text)


def _shift(sign: str, text: str, position: int) -> Amount:
    if text.strip().startswith(("+", "-")):
        start = position + len(text) - len(text.lstrip())
        raise UnreadableError(
            "bad-expression",
            "{} follows another sign",
            text.strip()[0],
            span=(start, start + 1),
        )
    try:
        found = amount(text)
    except UnreadableError as error:
        raise error.moved(position) from None
    return found.times(-1) if sign == "-" else found


def _number(found: re.Match[str], before: int) -> int | None:
    digits = found[3]
    if digits is None:
        return None
    bare = digits.strip()
    is_number = (
        bare.isascii() and bare.isdigit() and len(bare) <= len(str(MOST_ORDINAL))
    )
    if is_number and 1 <= int(bare) <= MOST_ORDINAL:
        return int(bare)
    raise UnreadableError(
        "bad-expression",
        "{} is no number of an occurrence",
        digits,
        span=(before + found.start(3), before + found.end(3)),
        advice=f"occurrences are counted from 1 to {MOST_ORDINAL:,};"
        " the last one is `.last`",
    )


def _word(found: re.Match[str], group: int, before: int) -> Word | None:
    if found[group] is None:
        return None
    start, end = found.span(group)
    return Word(text=found[group], span=(before + start, before + end))


def _no_expression(text: str, span: tuple[int, int]) -> UnreadableError:
    return UnreadableError(
        "bad-expression",
        "{} says no point to count from",
        text,
        span=span,
        advice="for example `start`, `foundation.end`, `session[3] + 1 day`"
        " or `2026-03-02`",
    )
