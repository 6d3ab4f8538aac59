"""Dates: the years a plan may lie in, and dates written inside a text.

Programmes are about living people, so years outside 1900 to 2200 are slips of the
pen; refusing them here keeps every later sum of days within what a calendar holds.
A date-time in a plan is a wall time of its zone and carries no offset.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from careplan.language.findings import UnreadableError

FIRST_YEAR = 1900
LAST_YEAR = 2200

MOMENT = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2})(?::00)?)?"


def is_in_range(day: date) -> bool:
    """Say whether a plan may speak of this date."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def looks_like_a_date(text: str) -> bool:
    """Say whether a text sets out to be a date rather than a name."""
    return re.match(r"[0-9]{3,}-", text) is not None


def moment(text: str, position: int = 0) -> date | datetime:
    """Read a date, or a date and a wall time, at `position` of a longer text.

    moment = year "-" month "-" day [ ( " " | "T" ) hour ":" minute [ ":00" ] ]
    """
    word = text.strip()
    start = position + len(text) - len(text.lstrip())
    span = (start, start + len(word))
    if re.fullmatch(MOMENT, word) is None:
        raise UnreadableError(
            "bad-date",
            "{} is no date",
            word,
            span=span,
            advice="dates look like `2026-03-02` or `2026-03-02 10:00`",
        )
    try:
        found = _made(word)
    except ValueError:
        raise UnreadableError(
            "bad-date", "{} is not in the calendar", word, span=span
        ) from None
    if not is_in_range(found):
        raise UnreadableError(
            "bad-date",
            f"{{}} is not between {FIRST_YEAR} and {LAST_YEAR}",
            word,
            span=span,
        )
    return found


def _made(word: str) -> date | datetime:
    if ":" in word:
        return datetime.fromisoformat(word)
    return date.fromisoformat(word)
