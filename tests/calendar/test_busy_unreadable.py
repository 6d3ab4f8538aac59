"""A stranger's calendar that cannot be read: each fault by the number of its line."""

from __future__ import annotations

import pytest

from tests.calendar.busy import calendar, event, read, said, spans, utc

START, HOUR = "DTSTART:20260306T100000Z", "DURATION:PT1H"
AGAIN = "export the calendar again as an iCalendar file"
FEWER = "export only the calendar that counts, and only the years of the plan"
NO_TIME = "this is no time of any calendar; a time looks like `20260302T100000`"
NOT_FOLLOWED = (
    "this repetition cannot be followed; write the repetition otherwise, or its dates"
    " one by one"
)
NO_ZONE = (
    "this is in a time zone that nobody knows and the file does not describe; export"
    " the calendar with its time zones, or with times in UTC"
)
NO_OFFSET = f"this is no offset from UTC; {AGAIN}"
OBSERVANCE = (
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
)


WITHIN_A_DAY = (
    "this repeats within a day, or more than 24 times a day; write such times as"
    " appointments of their own, or leave them out"
)
LEFT_OUT = "the times that are left out here cannot be followed; write them one by one"
AT_ONCE = (
    "this changes all later times of a series at once; end the series before it, and"
    " begin another"
)


def zone(*lines: str) -> str:
    """Describe a zone, and an appointment in it."""
    body = "\r\n".join(("BEGIN:VTIMEZONE", "TZID:Ours", *lines, "END:VTIMEZONE"))
    return f"{body}\r\n{event('DTSTART;TZID=Ours:20260306T100000', HOUR)}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (event(HOUR), f"3 this appointment has no beginning; {AGAIN}"),
        (event("DTSTART:soon", HOUR), f"5 {NO_TIME}"),
        (event("DTSTART:20260230T100000", HOUR), f"5 {NO_TIME}"),
        (event("DTSTART:20260306T250000", HOUR), f"5 {NO_TIME}"),
        (event("DTSTART:20260306T1000", HOUR), f"5 {NO_TIME}"),
        (event("DTSTART:2026-03-06T10:00:00", HOUR), f"5 {NO_TIME}"),
        (event("DTSTART:٢٠٢٦٠٣٠٦", HOUR), f"5 {NO_TIME}"),
        (event('DTSTART;X="open', HOUR), f"5 this line has no value; {AGAIN}"),
        (
            event(START, "DURATION:an hour"),
            "6 this is no length of time; a length looks like `PT1H30M`",
        ),
        (
            event(START, "DURATION:-PT1H"),
            "6 this is no length of time; a length looks like `PT1H30M`",
        ),
        (
            event(START, "DURATION:PT"),
            "6 this is no length of time; a length looks like `PT1H30M`",
        ),
        (
            event(START, "DTEND:20260306T095900Z"),
            f"6 this ends before it begins; {AGAIN}",
        ),
        (
            event(START, "DTEND;TZID=Asia/Tokyo:20260306T115900"),
            f"6 this ends before it begins; {AGAIN}",
        ),
        (
            event("DTSTART;VALUE=DATE:20260306", "DTEND;VALUE=DATE:20200306"),
            f"6 this ends before it begins; {AGAIN}",
        ),
        (
            event(START, "DTEND;VALUE=DATE:20260307"),
            f"6 this ends at a clock time, or begins at one; {AGAIN}",
        ),
        (event("DTSTART;TZID=Mars/Base:20260306T100000", HOUR), f"5 {NO_ZONE}"),
        (event(f"DTSTART;TZID={'a/' * 999}b:20260306T100000"), f"5 {NO_ZONE}"),
        (event(f"DTSTART;TZID=Europe/{'a' * 999}:20260306T100000"), f"5 {NO_ZONE}"),
        (event(START, HOUR, "RRULE:WEEKLY"), f"7 {NOT_FOLLOWED}"),
        (event(START, HOUR, "RRULE:FREQ=WEEKLY;BYDAY=2TU"), f"7 {NOT_FOLLOWED}"),
        (event(START, HOUR, "RRULE:FREQ=WEEKLY;SKIP=OMIT"), f"7 {NOT_FOLLOWED}"),
        (
            event(START, HOUR, f"RRULE:FREQ=YEARLY;BYMONTHDAY={'1,' * 1000}1"),
            f"7 {NOT_FOLLOWED}",
        ),
        (event(START, HOUR, "RRULE:FREQ=WEEKLY;UNTIL=ever"), f"7 {NO_TIME}"),
        (
            event(START, HOUR, "RRULE:FREQ=HOURLY"),
            f"7 {WITHIN_A_DAY}",
        ),
        (
            event(START, HOUR, f"RRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE={'1,' * 12}2"),
            f"7 {WITHIN_A_DAY}",
        ),
        (
            event(START, HOUR, "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"),
            f"8 {LEFT_OUT}",
        ),
        (
            event(START, HOUR, "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T100000Z"),
            f"7 {AT_ONCE}",
        ),
        (event(START, HOUR, "RDATE:20260307T100000Z,"), f"7 {NO_TIME}"),
        (event(START, HOUR, "EXDATE:never"), f"7 {NO_TIME}"),
        (event(START, HOUR, "RDATE;VALUE=PERIOD:20260307T100000Z"), f"7 {NO_TIME}"),
        (
            "BEGIN:VFREEBUSY\r\nFREEBUSY:20260307T100000Z/P\r\nEND:VFREEBUSY",
            "4 this is no length of time; a length looks like `PT1H30M`",
        ),
        (zone(), f"3 this time zone has no offset; {AGAIN}"),
        (
            zone().replace("TZID:Ours", 'TZID;X="'),
            f"4 this line has no value; {AGAIN}",
        ),
        (
            zone("BEGIN:STANDARD", "TZOFFSETFROM:+0100", "END:STANDARD"),
            f"5 this time zone does not say all it must; {AGAIN}",
        ),
        (
            zone(*OBSERVANCE).replace("TZOFFSETTO:+0100", "TZOFFSETTO:+1"),
            f"8 {NO_OFFSET}",
        ),
        (
            zone(*OBSERVANCE).replace("TZOFFSETTO:+0100", "TZOFFSETTO:+2400"),
            f"8 {NO_OFFSET}",
        ),
        (
            zone(*OBSERVANCE[:-1], "RRULE:FREQ=SECONDLY", OBSERVANCE[-1]),
            f"9 {WITHIN_A_DAY}",
        ),
    ],
)
def test_what_is_wrong_on_a_line(body: str, expected: str) -> None:
    number, _, message = expected.partition(" ")
    assert said(calendar(body)) == [f"{number} busy-unreadable: {message}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", f"1 busy-unreadable: this is no iCalendar file; {AGAIN}"),
        ("<html>", f"1 busy-unreadable: this is no iCalendar file; {AGAIN}"),
        (
            calendar().encode("utf-16"),
            f"1 busy-unreadable: this is no iCalendar file; {AGAIN}",
        ),
        (
            "BEGIN:VEVENT\nEND:VEVENT\n",
            f"1 busy-unreadable: this stands outside of a calendar; {AGAIN}",
        ),
        (
            "UID:1\nEND:VCALENDAR\n",
            f"2 busy-unreadable: this ends what did not begin before it; {AGAIN}",
        ),
        (
            calendar("BEGIN:VEVENT", START, "END:VTODO"),
            f"5 busy-unreadable: this ends what did not begin before it; {AGAIN}",
        ),
        (
            calendar(event(START, HOUR)) + "\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
            f"10 busy-unreadable: the file ends before this calendar does; {AGAIN}",
        ),
        (
            calendar(*["BEGIN:X"] * 8),
            f"10 busy-too-full: parts are nested more than 8 deep here; {AGAIN}",
        ),
    ],
)
def test_what_ends_the_reading(text: str | bytes, expected: str) -> None:
    assert said(text) == [expected]


def test_a_file_that_was_cut_off_is_no_calendar() -> None:
    """What is missing might have been taken."""
    whole = calendar(event(START, HOUR), event(START, HOUR)).encode()
    for length in (60, 90, len(whole) - 5):
        assert [one.code for one in read(whole[:length])[1]] == ["busy-unreadable"]


def test_everything_is_said_at_once_and_each_cause_once() -> None:
    """Three appointments in a zone nobody knows are one fault."""
    mars = event("DTSTART;TZID=Mars/Base:20260306T100000", HOUR)
    ours = zone("BEGIN:STANDARD", "TZOFFSETFROM:+0100", "END:STANDARD")
    text = calendar(
        mars, mars, event("DTSTART:soon", HOUR), mars, ours, ours.split("\r\n", 6)[6]
    )
    assert said(text) == [
        f"5 busy-unreadable: {NO_ZONE}",
        f"15 busy-unreadable: {NO_TIME}",
        f"25 busy-unreadable: this time zone does not say all it must; {AGAIN}",
    ]


def test_a_thousand_faults_are_enough() -> None:
    found = read(calendar(*[event("DTSTART:soon")] * 1500))[1]
    assert [one.code for one in found] == ["busy-unreadable"] * 1000 + [
        "too-many-problems"
    ]


def test_lines_are_counted_as_they_stand_in_the_file() -> None:
    """Folded ones, empty ones, and after a byte order mark."""
    text = calendar("X-A:b\r\n c\r\n\td", "", event("SUMMARY:a\r\n b", "DTSTART:soon"))
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode()):
        assert said(data) == [f"11 busy-unreadable: {NO_TIME}"]
    assert said(text.replace("\r\n", "\n")) == [f"11 busy-unreadable: {NO_TIME}"]


def test_nothing_that_stands_there_is_repeated() -> None:
    """Neither in what is kept nor in what is told."""
    private = "Oncology-Ward"
    text = calendar(
        event(f"SUMMARY:{private}", START, HOUR, uid=private),
        event(f"DTSTART;TZID={private}:20260306T100000", HOUR),
        event(START, f"RRULE:{private}", uid=private),
        event(f"DTSTART:{private}", f"LOCATION:{private}"),
        f"BEGIN:{private}",
        "END:VTODO",
    )
    whole = text.replace("END:VTODO", f"END:{private}")
    for each in (text, whole):
        assert private not in repr(read(each))
    assert len(said(whole)) == 3


def test_several_calendars_in_one_file_are_read() -> None:
    """A file may hold several calendars, one after another (RFC 5545 §3.4)."""
    first = calendar(event(START, HOUR))
    second = calendar(event(START.replace("0306", "0307"), HOUR))
    assert spans(first + second) == [
        (utc(2026, 3, 6, 10), utc(2026, 3, 6, 11)),
        (utc(2026, 3, 7, 10), utc(2026, 3, 7, 11)),
    ]
    assert spans(calendar()) == []


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
def test_the_ends_of_the_calendar_are_no_trouble(year: str) -> None:
    """Some programs write the first or the last year there is for "always"."""
    far = f"{year}1231T235959Z"
    always = event(f"DTSTART:{far}", "RRULE:FREQ=DAILY;COUNT=2", HOUR)
    until = event(START, HOUR, f"RRULE:FREQ=YEARLY;UNTIL={far}", uid="2")
    left_out = event(START, HOUR, f"EXDATE:{far}", f"RDATE:{far}", uid="3")
    moved = event(START, HOUR, f"RECURRENCE-ID:{far}", uid="3")
    found = spans(calendar(always, until, left_out, moved))
    assert found[0] == (utc(2026, 3, 6, 10), utc(2026, 3, 6, 11))
    assert len(found) == (10 if year == "9999" else 1)
    for_ever = calendar(event("DTSTART:00000101T000000", f"DTEND:{far}"))
    assert len(spans(for_ever)) == (1 if year == "9999" else 0)
