"""A calendar meant to harm is answered soon by a diagnostic."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careplan.calendar.busy import LARGEST
from careplan.calendar.busy.trouble import MOST_COMPONENTS
from tests.calendar.busy import calendar, event, read, said
from tests.laws.mangling import mangled

START, HOUR = "DTSTART:20260306T100000Z", "DURATION:PT1H"
STARTS_LONG_AGO = "DTSTART:19000101T100000Z"
NONE, FULL, BAD = "", "busy-too-full", "busy-unreadable"
# Processor time on a slow machine; without its limit each would take minutes or more.
SOON = 20.0


def many(number: int, *lines: str) -> str:
    return calendar(*(event(*lines, uid=str(n)) for n in range(number)))


def one(*lines: str) -> str:
    return calendar(event(START, HOUR, *lines))


def zones(number: int) -> str:
    described = (
        "\n".join(
            (
                *("BEGIN:VTIMEZONE", f"TZID:z{n}", "BEGIN:STANDARD"),
                *("DTSTART:19700101T000000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=3"),
                *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"),
                *("END:STANDARD", "END:VTIMEZONE"),
            )
        )
        for n in range(number)
    )
    events = (event(f"DTSTART;TZID=z{n}:20260306T100000", HOUR) for n in range(number))
    return calendar(*described, *events)


HOSTILE: dict[str, tuple[str, str]] = {
    "a million brackets": ("BEGIN:VCALENDAR\n" + "BEGIN:X\n" * 600_000, FULL),
    "appointments in appointments": (
        "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 300_000,
        FULL,
    ),
    "parts nobody knows": (calendar("BEGIN:A\nEND:A\n" * 100_000), NONE),
    "too many appointments": (many(MOST_COMPONENTS + 1, START, HOUR), FULL),
    "parts of a zone": (
        calendar("BEGIN:VTIMEZONE", *["BEGIN:STANDARD\nEND:STANDARD"] * 100_000),
        FULL,
    ),
    "a month that never has it": (
        many(
            9_000,
            STARTS_LONG_AGO,
            HOUR,
            "RRULE:FREQ=MONTHLY;COUNT=9999;BYMONTH=2;BYMONTHDAY=30",
        ),
        FULL,
    ),
    "a place that never comes": (one("RRULE:FREQ=WEEKLY;BYSETPOS=2,3,366"), NONE),
    "every second": (many(9_000, START, HOUR, "RRULE:FREQ=SECONDLY"), BAD),
    "every second, said otherwise": (
        one(
            "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))),
            "RRULE:FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))),
        ),
        BAD,
    ),
    "from 1900 on": (
        many(9_000, STARTS_LONG_AGO, HOUR, "RRULE:FREQ=DAILY;COUNT=9999"),
        FULL,
    ),
    "a rule of a million weekdays": (
        one("RRULE:FREQ=YEARLY;BYDAY=" + "MO," * 900_000 + "MO"),
        BAD,
    ),
    "a million dates": (
        one("RDATE:" + "20260306T100000Z," * 250_000 + "20260306"),
        FULL,
    ),
    "a million commas": (one("RDATE:" + "," * 4_000_000), FULL),
    "a million left out": (one("EXDATE:" + "20260306T100000Z," * 100_000), BAD),
    "a line of a million folds": (one("RDATE:2" + "\r\n " * 1_500_000), BAD),
    "a million parameters": (one("RDATE" + ";A=1" * 1_000_000 + ":20260306"), NONE),
    "a quote that never closes": (one("RDATE" + ';A="b' * 900_001 + ":20260306"), BAD),
    "a zone's name of a million parts": (
        calendar(event("DTSTART;TZID=" + "a/" * 2_000_000 + ":20260306T100000", HOUR)),
        BAD,
    ),
    "thousands of zones": (zones(9_000), FULL),
    "ten thousand years long": (
        calendar(event("DTSTART:00010101", "DTEND:99991231", "RRULE:FREQ=DAILY")),
        FULL,
    ),
    "bytes of no text": ("\x00\xff" * 1_500_000, BAD),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_calendar_is_answered_soon(name: str) -> None:
    text, expected = HOSTILE[name]
    data = text.encode()
    assert len(data) <= LARGEST
    before = time.process_time()
    _, complaints = read(data)
    assert time.process_time() - before < SOON
    assert {each.code for each in complaints} - {"too-many-problems"} == (
        {expected} if expected else set()
    )


REPEATED = (
    "there are more than 100,000 appointments within reach of the plan, repeated ones"
    " counted each time"
)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            many(MOST_COMPONENTS + 1),
            3 + 3 * MOST_COMPONENTS,
            "there are more than 20,000 appointments",
        ),
        (
            many(28, START, HOUR, "RRULE:FREQ=DAILY"),
            3 + 6 * 27,
            REPEATED,
        ),
        (
            many(500, START, HOUR, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
            3 + 6 * 136,
            "the repetitions up to this appointment are too many to follow",
        ),
    ],
)
def test_a_limit_names_itself_and_what_would_be_right(
    text: str, line: int, message: str
) -> None:
    fewer = "export only the calendar that counts, and only the years of the plan"
    assert said(text) == [f"{line} busy-too-full: {message}; {fewer}"]


SAMPLE = calendar(
    *("BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:16010101T020000"),
    *("TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"),
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    *("END:STANDARD", "END:VTIMEZONE"),
    event(
        "DTSTART;TZID=Ours:20260303T100000",
        "DTEND;TZID=Ours:20260303T110000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=9",
        "EXDATE;TZID=Ours:20260310T100000",
        "RDATE;VALUE=PERIOD:20260311T100000Z/PT1H",
    ),
    event("RECURRENCE-ID:20260317T090000Z", START, "DURATION:P1DT1H"),
    event("DTSTART;VALUE=DATE:20260305", "RRULE:FREQ=YEARLY;UNTIL=20300305", uid="2"),
    *("BEGIN:VFREEBUSY", "FREEBUSY:20260306T100000Z/PT1H", "END:VFREEBUSY"),
)


@settings(deadline=None)
@given(mangled(st.just(SAMPLE)))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never an exception, and what is said is of a line of the file."""
    data = text.encode("utf-8", errors="replace")
    busy, complaints = read(data)
    assert list(busy.starts) == sorted(busy.starts)
    for each in complaints:
        assert each.primary is not None
        assert each.primary.place.position is not None
        assert 1 <= each.primary.place.position[0] <= data.count(b"\n") + 1
