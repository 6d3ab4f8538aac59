"""Weekdays as people write them: `tue`, `mon-fri`, `mon, wed, fri`.

A range may run over the end of the week (`sat-mon`).  The words are fixed: three
letters, lower case, English.
"""

from __future__ import annotations

from careplan.language.findings import UnreadableError
from careplan.language.suggest import did_you_mean, nearest
from careplan.model.amount import DAYS_A_WEEK
from careplan.model.position import Weekday

WORDS: dict[str, Weekday] = {day.name.lower(): day for day in Weekday}

# What people call several days at once, and how it is written.
SEVERAL = {
    "weekday": "mon-fri",
    "weekdays": "mon-fri",
    "workdays": "mon-fri",
    "weekend": "sat-sun",
    "weekends": "sat-sun",
    "daily": "mon-sun",
    "all": "mon-sun",
}

_DAY = rf"\s*(?:{'|'.join(WORDS)})\s*"
_ITEM = f"{_DAY}(?:-{_DAY})?"
PATTERN = f"{_ITEM}(?:,{_ITEM})*"


def weekdays(text: str) -> tuple[Weekday, ...]:
    """Read weekdays in the order written.

    weekdays = item { "," item }
    item     = day [ "-" day ]
    day      = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"
    """
    days: list[Weekday] = []
    position = 0
    for item in text.split(","):
        days.extend(_item(item, position))
        position += len(item) + 1
    return tuple(days)


def _item(item: str, position: int) -> tuple[Weekday, ...]:
    first, dash, last = item.partition("-")
    start = _day(first, position)
    if not dash:
        return (start,)
    end = _day(last, position + len(first) + 1)
    length = (end - start) % DAYS_A_WEEK
    return tuple(Weekday((start + n) % DAYS_A_WEEK) for n in range(length + 1))


def _day(text: str, position: int) -> Weekday:
    word = text.strip()
    if word in WORDS:
        return WORDS[word]
    several = SEVERAL.get(word.lower())
    # `Monday` and `Tues` begin like the word they stand for.
    begins = word[:3].lower()
    meant = several or (begins if begins in WORDS else nearest(word, WORDS))
    start = position + len(text) - len(text.lstrip())
    raise UnreadableError(
        "bad-weekday",
        "{} is no weekday",
        word,
        span=(start, start + len(word)),
        advice=did_you_mean(meant)
        or "weekdays are mon, tue, wed, thu, fri, sat and sun",
    )
