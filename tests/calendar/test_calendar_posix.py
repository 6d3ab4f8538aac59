from __future__ import annotations

from datetime import timedelta

import pytest

from careplan.calendar.posix import (
    DayOfYear,
    NthWeekday,
    PosixRule,
    Shift,
    UnreadableRuleError,
    read,
)
from careplan.model.zone import footer, zone_names


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def test_two_offsets_and_when_they_change() -> None:
    assert read("CET-1CEST,M3.5.0,M10.5.0/3") == PosixRule(
        name="CET",
        offset=hours(1),
        shifts=(
            Shift(
                name="CEST",
                offset=hours(2),
                day=NthWeekday(month=3, nth=5, weekday=0),
                at=hours(2),
            ),
            Shift(
                name="CET",
                offset=hours(1),
                day=NthWeekday(month=10, nth=5, weekday=0),
                at=hours(3),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "name", "offset"),
    [
        ("JST-9", "JST", hours(9)),
        ("<+0545>-5:45", "+0545", hours(5.75)),
        ("<-03>3", "-03", hours(-3)),
        ("LMT0:01:15", "LMT", -timedelta(minutes=1, seconds=15)),
    ],
)
def test_one_offset_for_ever(text: str, name: str, offset: timedelta) -> None:
    assert read(text) == PosixRule(name=name, offset=offset, shifts=None)


@pytest.mark.parametrize(
    ("text", "ahead", "first", "at", "second", "back_at"),
    [
        (
            "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
            hours(11),
            NthWeekday(month=10, nth=1, weekday=0),
            hours(2),
            NthWeekday(month=4, nth=1, weekday=0),
            hours(2),
        ),
        (
            "IST-1GMT0,M10.5.0,M3.5.0/1",
            hours(0),
            NthWeekday(month=10, nth=5, weekday=0),
            hours(2),
            NthWeekday(month=3, nth=5, weekday=0),
            hours(1),
        ),
        (
            "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
            hours(-1),
            NthWeekday(month=3, nth=5, weekday=0),
            hours(-1),
            NthWeekday(month=10, nth=5, weekday=0),
            hours(0),
        ),
        (
            "EET-2EEST,J60/50,300/1:30:15",
            hours(3),
            DayOfYear(day=60, counts_leap_day=False),
            hours(50),
            DayOfYear(day=300, counts_leap_day=True),
            timedelta(hours=1, minutes=30, seconds=15),
        ),
    ],
)
def test_every_form_of_a_change_is_read(  # noqa: PLR0917 - as many as matter
    text: str,
    ahead: timedelta,
    first: NthWeekday | DayOfYear,
    at: timedelta,
    second: NthWeekday | DayOfYear,
    back_at: timedelta,
) -> None:
    """RFC 8536 §3.3.1: half hours, negative daylight time, times beyond the day."""
    rule = read(text)

    assert rule.shifts is not None
    assert [(shift.offset, shift.day, shift.at) for shift in rule.shifts] == [
        (ahead, first, at),
        (rule.offset, second, back_at),
    ]


@pytest.mark.parametrize("text", ["", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "5"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(UnreadableRuleError):
        read(text)


def test_the_rule_of_every_zone_is_read() -> None:
    assert all(read(footer(name)) for name in zone_names())
