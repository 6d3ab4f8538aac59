from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from careplan.calendar.contentlines import UnreadableCalendarError, read
from careplan.calendar.readback import verify
from careplan.calendar.writer import write
from careplan.model.register import Issue
from tests.calendar.samples import DAY_BEFORE, SOON, STREAM, entry, habit, issue

UID = "59fc9ede-a1a2-5935-8996-8831c63df3ad"


def _issue() -> Issue:
    return issue(
        entry(
            description="Rest, please",
            location="2 High Street",
            link="https://x.example/",
            alarms=(DAY_BEFORE, SOON),
        ),
        entry(2, date(2026, 4, 2), clock=None),
        *habit(20, first=date(2026, 3, 20)),
    )


def test_what_was_written_is_what_was_issued() -> None:
    made = _issue()

    assert verify(write(made, stream=STREAM), made, stream=STREAM) == ()


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("SEQUENCE:0", "SEQUENCE:1", f"{UID}: sequence is read otherwise than issued"),
        (
            "CREATED:20260301",
            "CREATED:20260302",
            f"{UID}: stamps is read otherwise than issued",
        ),
        (
            "20260303T100000",
            "20260303T101500",
            f"{UID}: instances is read otherwise than issued",
        ),
        (
            "20260303T110000",
            "20260303T111500",
            f"{UID}: instances is read otherwise than issued",
        ),
        (
            "SUMMARY:Appointment",
            "SUMMARY:Form",
            f"{UID}: title is read otherwise than issued",
        ),
        (
            "Rest\\, please",
            "Rest please",
            f"{UID}: description is read otherwise than issued",
        ),
        ("2 High", "3 High", f"{UID}: location is read otherwise than issued"),
        ("x.example", "y.example", f"{UID}: link is read otherwise than issued"),
        (
            "STATUS:CONFIRMED",
            "STATUS:CANCELLED",
            f"{UID}: status is read otherwise than issued",
        ),
        ("OPAQUE", "TRANSPARENT", f"{UID}: transparency is read otherwise than issued"),
        (
            "CLASS:PRIVATE\r\n",
            "",
            f"{UID}: classification is read otherwise than issued",
        ),
        ("-P1D", "-P2D", f"{UID}: alarms is read otherwise than issued"),
        ("-P1D", "-PT24H", f"{UID}: alarms is read otherwise than issued"),
        (
            "DESCRIPTION:Reminder",
            "DESCRIPTION:Now",
            f"{UID}: alarms is read otherwise than issued",
        ),
        ("-P1D", "P1D", "there is a `P1D` that is never written"),
        (
            "UID:59fc",
            "UID:59fd",
            "the UIDs are not those of the issue, each once and in order",
        ),
        (
            "VERSION:2.0\r\n",
            "VERSION:2.0\r\nMETHOD:PUBLISH\r\n",
            "METHOD stands in a VCALENDAR",
        ),
        (
            "STATUS:CONFIRMED",
            "STATUS:CONFIRMED\r\nATTENDEE:mailto:x@y.example",
            "ATTENDEE stands in a VEVENT",
        ),
        ("ACTION:DISPLAY", "ACTION:DISPLAY\r\nREPEAT:1", "REPEAT stands in a VALARM"),
        (
            "END:VCALENDAR",
            "BEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR",
            "there is a VTODO",
        ),
        (
            "Europe/London:20260303T100000",
            "Asia/Tokyo:20260303T100000",
            "DTSTART and DTEND are of different sorts",
        ),
        (";TZID=Europe/London:2026", ":2026", "a time has no zone"),
        (
            "TZOFFSETTO:+0000",
            "TZOFFSETTO:+0030",
            "the VTIMEZONE and the zone's name disagree",
        ),
        (
            "TZOFFSETTO:+0000",
            "TZOFFSETTO:0000",
            "there is a `0000` that is never written",
        ),
        (
            "DTSTART:19701025T020000",
            "DTSTART:19701026T020000",
            "a VTIMEZONE does not start on its own rule",
        ),
        (
            "TZID:Europe/London",
            "TZID:Europe/Atlantis",
            "a VTIMEZONE is of no zone or stands twice",
        ),
        ("BEGIN:DAYLIGHT", "BEGIN:STANDARD", "content line 26 ends amiss"),
        ("DAYLIGHT", "STANDARD", "a VTIMEZONE is not one STANDARD and one DAYLIGHT"),
        (
            "RRULE:FREQ=DAILY;COUNT=20",
            "RRULE:FREQ=DAILY;UNTIL=20260501T000000Z",
            "there is a `FREQ=DAILY;UNTIL=20260501T000000Z` that is never written",
        ),
        (
            "DTEND;VALUE=DATE:20260403",
            "DTEND;VALUE=DATE:20260433",
            "there is no day `20260433`",
        ),
        ("20260303T110000", "20260303T250000", "there is no time `20260303T250000`"),
        ("TZNAME:GMT\r\n", "", None),
        ("TZOFFSETFROM:+0100\r\n", "", "a STANDARD has no TZOFFSETFROM"),
    ],
)
def test_every_difference_is_found(
    before: str, after: str, problem: str | None
) -> None:
    """A wrong byte is a wrong time in somebody's calendar."""
    made = _issue()
    data = write(made, stream=STREAM)
    assert before.encode() in data
    limit = -1 if before in (";TZID=Europe/London:2026", "DAYLIGHT") else 1

    problems = verify(
        data.replace(before.encode(), after.encode(), limit), made, stream=STREAM
    )

    assert problems[:1] == (() if problem is None else (problem,))


def test_an_unused_zone_is_found() -> None:
    made = issue(entry(clock=None))
    with_zone = write(issue(entry()), stream=STREAM)
    start, end = with_zone.index(b"BEGIN:VTIMEZONE"), with_zone.index(b"BEGIN:VEVENT")
    data = write(made, stream=STREAM).replace(
        b"BEGIN:VEVENT", with_zone[start:end] + b"BEGIN:VEVENT"
    )

    assert verify(data, made, stream=STREAM) == (
        "the zones defined are not those used",
    )


def test_an_event_that_is_missing_or_doubled_is_found() -> None:
    made = issue(entry(), entry(2, date(2026, 3, 6)))
    one = write(issue(entry()), stream=STREAM)
    event = one[one.index(b"BEGIN:VEVENT") : one.index(b"END:VCALENDAR")]
    twice = one.replace(event, event * 2)

    for data in (one, twice):
        assert verify(data, made, stream=STREAM) == (
            "the UIDs are not those of the issue, each once and in order",
        )


def test_runs_in_utc_and_of_whole_days_are_expanded() -> None:
    walks = (
        replace(each, key=each.key.replace("habit", "walk"))
        for each in habit(30, None, every=7)
    )
    made = issue(*habit(60, first=date(2026, 3, 1), zone="Asia/Jerusalem"), *walks)

    assert verify(write(made, stream=STREAM), made, stream=STREAM) == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "its last line does not end"),
        (b"", "content line 1 is none"),
        (b"X:" + b"y" * 74 + b"\r\n", "a line has 76 octets"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\r\n", "a line has a control character"),
        (b"X:\x00\r\n", "a line has a control character"),
        (b"X:\xff\r\n", "it is not UTF-8"),
        ("X:\ufeff\r\n".encode(), "a line has a control character"),
        (b"X:\xc3\r\n \xbc\r\n", "it is not UTF-8"),
        (b"no colon\r\n", "content line 1 is none"),
        (b"VERSION:2.0\r\n", "VERSION stands twice or outside a component"),
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
            "VERSION stands twice or outside a component",
        ),
        (b"BEGIN:VCALENDAR\r\n", "it is not exactly one calendar"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "it is not exactly one calendar"),
        (b"END:VCALENDAR\r\n", "content line 1 ends amiss"),
        (
            b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            "it is not exactly one calendar",
        ),
    ],
)
def test_bytes_that_some_reader_refuses_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableCalendarError) as caught:
        read(data)

    assert str(caught.value) == reason


def test_parameters_folds_and_escapes_are_undone() -> None:
    found = read(b"BEGIN:VCALENDAR\r\nX-A;B=c;D=e:h\\n\r\n  \\, i\r\nEND:VCALENDAR\r\n")

    line = found.lines["X-A"]
    assert line.parameters == {"B": "c", "D": "e"}
    assert (line.value, line.text) == ("h\\n \\, i", "h\n , i")
    assert found.text("X-B") is None


def test_an_escape_nobody_knows_is_refused() -> None:
    made = issue(entry())
    data = write(made, stream=STREAM).replace(b"Appointment", b"Appoint\\ment")

    assert verify(data, made, stream=STREAM) == ("there is an escape `\\m`",)
