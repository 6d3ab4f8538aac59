"""Shapes of the week: weekdays, clock times, and tables of them by weekday."""

from __future__ import annotations

import re
from datetime import time
from typing import TypeVar

from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.field import Shape, shape
from careplan.language.schema.forms import Form
from careplan.language.schema.lists import joined
from careplan.language.schema.plain import small, spoken
from careplan.language.schema.row import wrong_type
from careplan.language.times import CLOCK, clock
from careplan.language.weekdays import PATTERN, WORDS, weekdays
from careplan.model.diagnostic import Part
from careplan.model.position import Weekday
from careplan.model.program import Times

T = TypeVar("T")

MONTH = "month"
_PADDED = rf"\s*{CLOCK}\s*"
_NO_ALIGNMENT = "weeks?|weekly|months|monthly|calendar (?:week|month)"

Alignment = tuple[tuple[Weekday, ...], bool]


def by_weekday(
    item: Shape[T], value: dict[str, object], spot: Spot
) -> tuple[tuple[Weekday, T], ...] | None:
    """Read a table whose keys are weekdays or ranges of them, in the week's order."""
    if not value:
        raise UnreadableError("empty-list", f"{spot.name} names no weekday")
    found: dict[Weekday, T] = {}
    named: set[Weekday] = set()
    whole = True
    for key, one in value.items():
        below = spot.under(key)
        read_one = item.read(one, below)
        days = _weekdays_of(key, below)
        for day in days:
            if day in named:
                message = f"`{day.name.lower()}` is named twice"
                below.error("bad-weekday", message, part=Part.KEY)
            named.add(day)
            if read_one is not None:
                found[day] = read_one
        whole = whole and bool(days) and read_one is not None
    return tuple(sorted(found.items(), key=_weekday)) if whole else None


def weekday_form(form: Form) -> Form:
    """Let something stand, or a table of it by weekday."""
    return forms.any_of(form, forms.by_key(form, forms.whole(PATTERN)))


def _alignment(value: object, spot: Spot) -> Alignment | None:
    """Read `align`: the weekdays, and whether it is the month instead."""
    if value == MONTH:
        return (), True
    if isinstance(value, str) and re.fullmatch(_NO_ALIGNMENT, value.strip().lower()):
        raise UnreadableError(
            "bad-weekday",
            "{} is no weekday",
            value,
            span=(0, len(value)),
            advice="calendar weeks are `mon`, months of the calendar `month`",
        )
    days = WEEKDAYS.read(value, spot)
    return None if days is None else (days, False)


def _clock(value: object, spot: Spot) -> tuple[time, ...]:
    if isinstance(value, str):
        return (clock(small(value, spot, "a time of day", "bad-time")),)
    if not isinstance(value, time):
        raise wrong_type(value, spot, "a time of day such as `18:00`")
    if value.second or value.microsecond:
        raise UnreadableError("bad-time", "{} is finer than a minute", str(value))
    return (value,)


def _times(value: object, spot: Spot) -> Times | None:
    if isinstance(value, dict):
        by_day = by_weekday(CLOCKS, value, spot)
        return None if by_day is None else Times(by_weekday=by_day)
    daily = CLOCKS.read(value, spot)
    return None if daily is None else Times(daily=daily)


def _weekday(item: tuple[Weekday, object]) -> int:
    return item[0]


def _weekdays_of(key: str, spot: Spot) -> tuple[Weekday, ...]:
    try:
        return weekdays(small(key, spot, "weekdays", "bad-weekday"))
    except UnreadableError as error:
        spot.unreadable(error, Part.KEY)
        return ()


WEEKDAYS = joined(
    spoken(
        "weekdays",
        "bad-weekday",
        weekdays,
        form=forms.any_of(forms.words(*WORDS), forms.like(PATTERN)),
    ),
    "weekdays",
    repeated="bad-weekday",
)
ALIGNMENT = shape(
    "weekdays or `month`",
    _alignment,
    form=forms.any_of(forms.words(*WORDS, MONTH), WEEKDAYS.form),
)

CLOCKS = joined(
    shape("a time of day", _clock, form=forms.any_of(forms.like(_PADDED), forms.CLOCK)),
    "one or more times of day",
    repeated="bad-time",
)
TIMES = shape(
    "times of day, or a table of them by weekday",
    _times,
    form=weekday_form(CLOCKS.form),
)
