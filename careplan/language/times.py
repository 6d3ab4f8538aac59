"""Clock times and opening hours as people write them: `18:00`, `09:00-12:30`.

Times have two digits for the hour and go to the minute; a day ends at 23:59.
"""

from __future__ import annotations

import re
from datetime import time

from careplan.language.findings import UnreadableError

CLOCK = r"([01][0-9]|2[0-3]):([0-5][0-9])"
ONE_DIGIT = r"[0-9]:[0-5][0-9]"

Interval = tuple[time, time]


def clock(text: str) -> time:
    """Read a time of day, hour and minute.

    clock = hour ":" minute
    """
    return _clock(text, 0)


def intervals(text: str) -> tuple[Interval, ...]:
    """Read the hours of a day, in order.

    hours    = interval { "," interval }
    interval = clock "-" clock
    """
    found: list[Interval] = []
    position = 0
    for piece in text.split(","):
        found.append(_interval(piece, position))
        position += len(piece) + 1
    return tuple(found)


def nightly(text: str) -> Interval:
    """Read hours that may go on past midnight.

    interval = clock "-" clock
    """
    start, end = _stretch(text, 0)
    if end == start:
        raise UnreadableError("bad-time", "{} is no time at all", text)
    return start, end


def _interval(piece: str, position: int) -> Interval:
    start, end = _stretch(piece, position)
    if end <= start:
        raise UnreadableError(
            "bad-time",
            "{} ends before it begins",
            piece.strip(),
            span=(position, position + len(piece)),
            advice="hours lie within one day; a day ends at 23:59",
        )
    return start, end


def _stretch(piece: str, position: int) -> Interval:
    opens, dash, closes = piece.partition("-")
    if not dash:
        raise UnreadableError(
            "bad-time",
            "{} does not say from when to when",
            piece.strip(),
            span=(position, position + len(piece)),
            advice="for example `09:00-17:00`",
        )
    return _clock(opens, position), _clock(closes, position + len(opens) + 1)


def _clock(text: str, position: int) -> time:
    word = text.strip()
    found = re.fullmatch(CLOCK, word)
    if found is not None:
        return time(int(found[1]), int(found[2]))
    start = position + len(text) - len(text.lstrip())
    raise UnreadableError(
        "bad-time",
        "{} is no time of day",
        word,
        span=(start, start + len(word)),
        advice=f"write `0{word}`"
        if re.fullmatch(ONE_DIGIT, word)
        else "times run from `00:00` to `23:59`",
        echoes=True,
    )
