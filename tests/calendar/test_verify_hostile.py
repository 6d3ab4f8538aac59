"""A calendar meant to harm is answered soon, and no text of one is ever shown."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careplan.calendar.linting import shown
from careplan.calendar.linting.masking import masked
from careplan.calendar.linting.vocabulary import COMPONENTS, PARAMETERS, SHOWN
from careplan.model.enrolment import Client
from tests.calendar.linted import GOOD, linted, on_disk
from tests.laws.mangling import mangled

# Processor time on a slow machine; most of these would take minutes without a limit.
SOON = 20.0
MEGABYTES = 20_000_000
LOCAL = "DTSTART;TZID=Europe/London:"
TODAY = f"{LOCAL}20260302T100000"
LONG_AGO = f"{LOCAL}19000101T100000"
END = "DTEND;TZID=Europe/London:20260302T110000"


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def calendar(*parts: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nNAME:x\r\n"
    return f"{head}{''.join(parts)}END:VCALENDAR\r\n"


def zone(*lines: str, name: str = "Europe/London") -> str:
    part = ("BEGIN:STANDARD", "DTSTART:19700101T000000", *lines)
    ends = ("TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:STANDARD")
    described = ("BEGIN:VTIMEZONE", f"TZID:{name}", *part, *ends, "END:VTIMEZONE", "")
    return "\r\n".join(described)


def many(number: int, *lines: str) -> str:
    return "".join(event(f"UID:{n}", *lines) for n in range(number))


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "ordinary events": (
        calendar(many(140_000, TODAY, END, "SUMMARY:Meet me at the corner")),
        "ics-too-full",
    ),
    "brackets": ("BEGIN:VCALENDAR\r\n" + "BEGIN:X\r\n" * 2_000_000, "ics-too-deep"),
    "events in events": (
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 1_000_000,
        "ics-misplaced-component",
    ),
    "calendars": ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" * 60_000, "ics-no-event"),
    "a line of folds": (calendar(event("SUMMARY:a" + "\r\n b" * 5_000_000)), ""),
    "a long line": (calendar(event("SUMMARY:" + "a,\\\\n<b " * 700_000)), ""),
    "a long UID": (calendar(event("UID:" + "a" * 19_000_000)), "ics-long-uid"),
    "NUL": (b"\0" * MEGABYTES, "ics-no-calendar"),
    "lines of NUL": (b"\0\r\n" * 6_000_000, "ics-no-calendar"),
    "no text": (b"\xff" * MEGABYTES, "ics-not-utf8"),
    "empty lines": (b"\n" * MEGABYTES, "ics-no-calendar"),
    "CR alone": (calendar(event(*("X-A:1",) * 90_000)).replace("\r\n", "\r"), ""),
    "properties": (calendar(event(*("FOO:1",) * 90_000)), "ics-unknown-property"),
    "parameters": (calendar(event("DTSTART" + ";A=1" * 1_500_000 + ":2026")), ""),
    "an open quote": (calendar(event("DTSTART" + ';A="b' * 3_999_999)), "ics-no-start"),
    "commas": (calendar(event("RDATE:" + "," * 19_000_000)), "ics-too-full"),
    "left out": (
        calendar(
            event("DTSTART:20260101T000000Z", "EXDATE:" + "20260101," * 2_000_000)
        ),
        "ics-too-full",
    ),
    "rules without end": (
        calendar(zone(), many(12_000, LONG_AGO, "RRULE:FREQ=DAILY")),
        "ics-endless-rule",
    ),
    "rules of a day that never comes": (
        calendar(
            zone(),
            many(12_000, LONG_AGO, "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"),
        ),
        "ics-hard-rule",
    ),
    "a huge count": (
        calendar(event(TODAY, "RRULE:FREQ=DAILY;COUNT=" + "9" * 1_900)),
        "ics-long-rule",
    ),
    "a huge rule": (
        calendar(event(TODAY, "RRULE:FREQ=DAILY;COUNT=" + "9" * 9_000_000)),
        "ics-bad-rule",
    ),
    "a zone of dates": (
        calendar(zone(*("RDATE:20250101T000000",) * 50_000), many(9_000, TODAY)),
        "ics-zone-dates",
    ),
    "a zone that changes daily": (
        calendar(
            zone("RRULE:FREQ=DAILY"),
            many(9_000, TODAY, "DTEND;TZID=Europe/London:99991231T000000"),
        ),
        "ics-zone-rule",
    ),
    "moved dates": (
        calendar(
            zone(),
            *(
                event(f"UID:{n}", LONG_AGO, "RRULE:FREQ=DAILY")
                + event(f"UID:{n}", TODAY, "RECURRENCE-ID:19000102T100000Z")
                for n in range(9_000)
            ),
        ),
        "ics-outlook-moved",
    ),
    "many moved dates of one event": (
        calendar(
            event("UID:1", "DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY"),
            *(
                event("UID:1", "DTSTART:20270101T000000Z", f"RECURRENCE-ID:{n}T000000Z")
                for n in range(20_260_101, 20_279_999)
            ),
        ),
        "ics-outlook-moved",
    ),
    "zones": (
        calendar(*(zone(name=f"Europe/A{n}") for n in range(12_000))),
        "ics-zone-name",
    ),
    "a zone's name of many parts": (
        calendar(event("DTSTART;TZID=" + "a/" * 9_000_000 + ":20260302T100000")),
        "ics-no-zone",
    ),
    "alarms": (
        calendar(event("BEGIN:VALARM\r\nEND:VALARM\r\n" * 30_000)),
        "ics-alarm-incomplete",
    ),
    "numbers": (
        calendar(event("SEQUENCE:" + "9" * 9_000_000, "GEO:" + "9" * 9_000_000 + ";0")),
        "ics-bad-number",
    ),
    "lengths": (
        calendar(event("DTSTART:20260101T000000Z", "DURATION:PT" + "9H" * 9_000_000)),
        "ics-bad-length",
    ),
    "tags": (calendar(event("SUMMARY:" + "<a " * 2_000_000)), "ics-long-text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_calendar_is_answered_soon(name: str) -> None:
    made, expected = HOSTILE[name]
    data = made if isinstance(made, bytes) else made.encode()
    before = time.process_time()
    is_of_outlook = expected.startswith("ics-outlook")
    found = linted(data, Client.OUTLOOK if is_of_outlook else Client.GOOGLE)
    text = shown(data, found)
    assert time.process_time() - before < SOON
    codes = {one.code for one in found}
    assert len(found) == len({(one.code, one.message) for one in found})
    assert codes
    assert expected in codes | {""}
    assert len(text) < len(found) * 1_010 + 100_002


@given(mangled(st.just(GOOD)))
def test_whatever_is_in_a_file_is_answered(text: str) -> None:
    data = on_disk(text) if "\r" not in text else text.encode(errors="replace")
    for client in Client:
        found = linted(data, client)
        assert shown(data, found).count("\n") <= data.count(b"\n") + data.count(b"\r")


@given(st.binary(max_size=200))
def test_whatever_bytes_are_given_are_answered(data: bytes) -> None:
    found = linted(data)
    assert found
    shown(data, found)


KNOWN = {*SHOWN, *PARAMETERS, *COMPONENTS, "DATE", "DATE-TIME", "DURATION", "URI"}
KNOWN |= {"START", "END"}
LINES = st.text() | mangled(st.sampled_from(GOOD.split("\n")))


@given(LINES)
def test_a_masked_line_shows_nothing_but_known_names(line: str) -> None:
    drawn = masked(line)
    assert len(drawn) == min(len(line), 1_000)
    words = re.findall(r"[A-Za-z0-9-]+", drawn)
    assert {word.upper() for word in words} <= KNOWN
    assert re.fullmatch(r"[A-Za-z0-9;=:•-]*", drawn)


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("BEGIN:VEVENT", "BEGIN:VEVENT"),
        ("BEGIN:JOHN", "BEGIN:••••"),
        ("SUMMARY;LANGUAGE=en:Mr. A", "SUMMARY;LANGUAGE=••:•••••"),
        ("DTSTART;VALUE=DATE:20260302", "DTSTART;VALUE=DATE:••••••••"),
        ('ATTENDEE;CN="A: B";X-NAME=c:d', "ATTENDEE;CN=••••••;••••••=•:•"),
        ("DR-SMITH:call", "•••••••••••••"),
        (" folded: text", "•••••••••••••"),
        ("SUMMARY", "•••••••"),
        ('SUMMARY;CN="open', "SUMMARY;CN=•••••"),
    ],
)
def test_a_line_is_masked(line: str, drawn: str) -> None:
    assert masked(line) == drawn
