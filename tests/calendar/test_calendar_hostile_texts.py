"""No text that anybody writes can add to a calendar, or keep it from being read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from careplan.audience import text
from careplan.calendar.readback import verify
from careplan.calendar.writer import write
from careplan.model.kind import Kind
from careplan.model.stream import Entry
from tests.calendar.samples import NOW, SOON, STREAM, entry, habit, issue

HOSTILE = st.lists(
    st.characters(codec=None)
    | st.sampled_from('\r\n\x00\\,;:"\u202e\u200d\ufeff\u2028👩\u0301 ')
    | st.sampled_from(["\r\nBEGIN:VEVENT\r\n", "\r\n ", "\nATTENDEE:mailto:x@y.z"]),
    max_size=300,
).map("".join)


def _hostile(words: str) -> Entry:
    return entry(
        title=text.line(words) or "Appointment",
        description=text.paragraphs(words) or None,
        location=text.line(words) or None,
        kind=Kind.SESSION,
        alarms=(replace(SOON, text=text.line(words) or "Reminder"),),
    )


@settings(deadline=None, max_examples=60)
@given(HOSTILE)
@example("\r\nATTENDEE:mailto:x@y.example\r\nEND:VEVENT\r\nBEGIN:VEVENT")
@example("x" * 10_000)
@example("👩\u200d👩\u200d👧" * 900)
@example("\\n\\N\\,\\;\\\\")
@example("\x85\x00\x1b]8;;https://evil.example\x07")
def test_no_text_ever_becomes_a_property(words: str) -> None:
    """RFC 5545 §3.1, §3.3.11: lines of 75 octets, whole characters, nothing added."""
    made = issue(_hostile(words))

    data = write(made, stream=STREAM)

    assert verify(data, made, stream=STREAM) == ()
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    names = {
        re.split(b"[:;]", line)[0].decode() for line in lines if line[:1] not in b" "
    }
    assert names <= set(
        "BEGIN END VERSION PRODID CALSCALE NAME X-WR-CALNAME DESCRIPTION X-WR-CALDESC"
        " TZID DTSTART DTEND RRULE TZOFFSETFROM TZOFFSETTO TZNAME UID DTSTAMP CREATED"
        " LAST-MODIFIED SEQUENCE STATUS TRANSP CLASS SUMMARY LOCATION ACTION COLOR"
        " X-APPLE-CALENDAR-COLOR TRIGGER".split()
    )
    assert lines.count(b"BEGIN:VEVENT") == 1


def test_the_same_issue_is_the_same_bytes() -> None:
    first = issue(*habit(60), entry())
    again = issue(
        *habit(60), entry(), memory=first.memory, now=NOW + timedelta(days=300)
    )

    assert write(first, stream=STREAM) == write(again, stream=STREAM)
