"""Numbers of days and of occurrences: `1-21`, `-7 to -1`; `3-last`, `every 2nd`.

Day numbers follow the trials' custom (CDISC): Day 1 is the anchor's day, the day
before it is Day -1, and there is no Day 0, so a range across it has none either.
"""

from __future__ import annotations

import re

from careplan.language.findings import UnreadableError
from careplan.model.program import Which

MOST_DAY = 36_525
MOST_DAYS = 10_000
MOST_ORDINAL = 10_000
LAST = "last"

DAYS = r"\s*(-?[0-9]+)(?:\s*(?:-|to)\s*(-?[0-9]+))?\s*"
RANGE = r"\s*([0-9]+)(?:\s*(?:-|to)\s*([0-9]+|last))?\s*"
EVERY = r"\s*every\s+([0-9]+)(?:st|nd|rd|th)?\s*"


def study_days(text: str) -> tuple[int, ...]:
    """Read day numbers.

    days = range { "," range }
    range = [ "-" ] number [ ( "-" | "to" ) [ "-" ] number ]
    """
    days: list[int] = []
    position = 0
    for piece in text.split(","):
        days.extend(_days(piece, position))
        position += len(piece) + 1
        if len(days) > MOST_DAYS:
            raise UnreadableError(
                "too-many-occurrences", f"{{}} names more than {MOST_DAYS:,} days", text
            )
    return tuple(days)


def check_study_day(day: int, quoted: str, span: tuple[int, int] | None) -> int:
    """Give a day number back; refuse Day 0 and numbers past a hundred years."""
    if day == 0:
        raise UnreadableError(
            "day-zero",
            "there is no Day {}",
            quoted,
            span=span,
            advice="the anchor's day is Day 1 and the day before it Day -1;"
            ' to count from 0 use `offset = "0 days"`',
        )
    if abs(day) > MOST_DAY:
        raise UnreadableError(
            "bad-number", "day {} is more than a hundred years away", quoted, span=span
        )
    return day


def which(text: str) -> Which:
    """Read which occurrences of a parent get a companion.

    which = "last" | number | number "-" ( number | "last" ) | "every" number "nd"
    """
    if text.strip() == LAST:
        return Which(last=True)
    every = re.fullmatch(EVERY, text)
    if every is not None:
        return Which(every=_ordinal(every[1], every.span(1)))
    found = re.fullmatch(RANGE, text)
    if found is None:
        raise _no_which(text)
    first = _ordinal(found[1], found.span(1))
    if found[2] is None:
        return Which(numbers=(first,))
    if found[2] == LAST:
        return Which(ranges=((first, None),))
    last = _ordinal(found[2], found.span(2))
    if last < first:
        raise _backwards("bad-number", text, (found.start(1), found.end(2)))
    return Which(ranges=((first, last),))


def check_ordinal(number: int, quoted: str, span: tuple[int, int] | None) -> int:
    """Give an ordinal back; refuse those before the first and beyond any series."""
    if not 1 <= number <= MOST_ORDINAL:
        raise UnreadableError(
            "bad-number",
            "{} is no number of an occurrence",
            quoted,
            span=span,
            advice=f"occurrences are counted from 1 to {MOST_ORDINAL:,}",
        )
    return number


def _days(piece: str, position: int) -> tuple[int, ...]:
    found = re.fullmatch(DAYS, piece)
    if found is None:
        raise UnreadableError(
            "bad-number",
            "{} is no day number and no range of days",
            piece.strip(),
            span=(position, position + len(piece)),
            advice="for example `8`, `1-21` or `-7 to -1`",
        )
    first = _day(found[1], position + found.start(1))
    if found[2] is None:
        return (first,)
    last = _day(found[2], position + found.start(2))
    if last < first:
        span = (position + found.start(1), position + found.end(2))
        raise _backwards("bad-number", piece.strip(), span)
    return tuple(day for day in range(first, last + 1) if day != 0)


def _day(digits: str, start: int) -> int:
    span = (start, start + len(digits))
    return check_study_day(_bounded(digits, MOST_DAY), digits, span)


def _ordinal(digits: str, span: tuple[int, int]) -> int:
    return check_ordinal(_bounded(digits, MOST_ORDINAL), digits, span)


def _bounded(digits: str, most: int) -> int:
    """Read digits, but no further than what is refused anyway (CVE-2020-10735)."""
    return int(digits) if len(digits) <= len(str(most)) + 1 else most + 1


def _backwards(code: str, quoted: str, span: tuple[int, int]) -> UnreadableError:
    return UnreadableError(code, "the range {} runs backwards", quoted, span=span)


def _no_which(text: str) -> UnreadableError:
    return UnreadableError(
        "bad-number",
        "{} does not say which occurrences",
        text,
        span=(0, len(text)),
        advice='for example `[1, 12, "last"]`, `"3-last"` or `"every 2nd"`',
    )
