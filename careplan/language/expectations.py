"""Expected dates as the cases of a program write them.

A day, perhaps a clock time, perhaps a window in brackets; or a period from its first
to its last day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from careplan.language.dates import moment
from careplan.language.findings import UnreadableError

When = date | datetime

SHAPE = r"([^\[\].]+?)(?:\s*\[([^\[\].]*)\.\.([^\[\].]*)\]|\s*\.\.([^\[\].]+))?\s*"


class Dated(NamedTuple):
    """What one expected text says; None is what it does not say."""

    day: date
    clock: time | None = None
    earliest: When | None = None
    latest: When | None = None
    last: date | None = None


def dated(text: str) -> Dated:
    """Read an expected date.

    expected = moment [ "[" [ moment ] ".." [ moment ] "]" ] | date ".." date
    """
    found = re.fullmatch(SHAPE, text)
    if found is None:
        raise UnreadableError(
            "bad-date",
            "{} is no expected date",
            text,
            span=(0, len(text)),
            advice="for example `2026-03-02 10:00`, `2026-03-02 [2026-03-01 ..]`"
            " or `2026-03-02 .. 2026-03-08`",
        )
    first = moment(found[1], found.start(1))
    if found[4] is not None:
        return Dated(day=_day(first), last=_last(found, first))
    return Dated(
        day=_day(first),
        clock=first.time() if isinstance(first, datetime) else None,
        earliest=_side(found, 2),
        latest=_side(found, 3),
    )


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when


def _side(found: re.Match[str], group: int) -> When | None:
    text = found[group]
    return moment(text, found.start(group)) if text and text.strip() else None


def _last(found: re.Match[str], first: When) -> date:
    last = moment(found[4], found.start(4))
    if isinstance(first, datetime) or isinstance(last, datetime):
        message = "a period has no clock times, but {} does"
    elif last < first:
        message = "the period {} ends before it begins"
    else:
        return last
    raise UnreadableError("bad-date", message, found[0].strip(), span=found.span())
