"""Busy times agree with readers that share no code with them.

python-dateutil expands the same rules, and `ical` reads the same calendars.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from careplan.language.checks.rrule import problem_of
from careplan.language.findings import UnreadableError
from careplan.language.recurrences import recurrence
from careplan.model.zone import zone
from tests.bad_plans.test_recurrence_oracle import texts
from tests.calendar.busy import FIRST, LAST, ZONE, calendar, event, spans


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Draw a rule with an interval, an end, clock times, another first weekday."""
    more = {
        "INTERVAL": st.integers(1, 5),
        "COUNT": st.integers(1, 20),
        "UNTIL": st.dates(date(2000, 1, 1), date(2030, 1, 1)).map("{:%Y%m%d}".format),
        "WKST": st.sampled_from(["MO", "SU", "WE"]),
        "BYHOUR": st.sampled_from(["6", "20,8"]),
    }
    names = draw(st.lists(st.sampled_from(sorted(more)), max_size=3, unique=True))
    assume(not {"COUNT", "UNTIL"} <= set(names))
    return ";".join((draw(texts()), *(f"{name}={draw(more[name])}" for name in names)))


# Python-dateutil goes on to the year 9999 where a rule never matches: few, then.
@settings(deadline=None, max_examples=40)
@given(rules(), st.dates(date(1999, 1, 1), date(2027, 1, 1)), st.integers(0, 23))
def test_a_repetition_is_expanded_as_dateutil_does(
    text: str, day: date, hour: int
) -> None:
    """But for the start, which counts whether the rule matches it or not."""
    try:
        assume(problem_of(recurrence(text)) is None)
    except UnreadableError:
        assume(False)  # noqa: FBT003 - how Hypothesis wants it
    # Of a week between two years each has its own reading.
    assume("BYWEEKNO" not in text)
    start = datetime.combine(day, time(hour))
    # A last day that has no time is a whole day; dateutil ends it as it begins.
    whole = re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235959", text)
    repeated = rrulestr(whole, dtstart=start)
    expanded = takewhile(lambda wall: wall.date() < LAST, repeated)
    expected = list(expanded)
    assume("COUNT" not in text or expected[:1] == [start])
    first = f"DTSTART:{start:%Y%m%dT%H%M%S}Z"
    found = spans(calendar(event(first, "DURATION:PT1M", f"RRULE:{text}")))
    assert [begin for begin, _ in found if FIRST <= begin.date() < LAST] == [
        wall.replace(tzinfo=UTC)
        for wall in sorted({start, *expected})
        if wall.date() >= FIRST
    ]


SAMPLES = {
    "weekly over both changes, with exceptions": (
        "DTSTART;TZID=Europe/London:20260302T173000",
        "DTEND;TZID=Europe/London:20260302T183000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261130T173000Z",
        "EXDATE;TZID=Europe/London:20260309T173000,20260504T173000",
        "RDATE;TZID=Europe/London:20260505T173000",
    ),
    "every other day in another zone": (
        "DTSTART;TZID=America/New_York:20260301T233000",
        "DURATION:PT45M",
        "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=40",
    ),
    "the last Friday of each month": (
        "DTSTART:20260130T090000Z",
        "DTEND:20260130T170000Z",
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=20",
    ),
    "nights": (
        "DTSTART;TZID=Europe/London:20260310T220000",
        "DURATION:PT8H",
        "RRULE:FREQ=DAILY;COUNT=5",
    ),
    "whole days": (
        "DTSTART;VALUE=DATE:20260228",
        "DTEND;VALUE=DATE:20260302",
        "RRULE:FREQ=YEARLY;COUNT=5",
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_calendar_is_read_as_another_reader_does(name: str) -> None:
    """`ical`, the reader of Home Assistant; whole days in the person's zone."""
    text = calendar(
        "PRODID:-//example//EN",
        event(*SAMPLES[name], "DTSTAMP:20260101T000000Z", "SUMMARY:x"),
    )
    (other,) = IcsCalendarStream.from_ics(text).calendars
    expected = sorted(
        (_instant(each.start), _instant(each.end)) for each in other.timeline
    )
    assert spans(text) == expected


def test_a_moved_and_a_cancelled_time_are_read_as_another_reader_does() -> None:
    """Of a weekly series, one is two days later and one is off."""
    stamp = "DTSTAMP:20260101T000000Z"
    weekly = event(
        "DTSTART;TZID=Europe/London:20260302T173000",
        "DTEND;TZID=Europe/London:20260302T183000",
        "RRULE:FREQ=WEEKLY;COUNT=8",
        "EXDATE;TZID=Europe/London:20260323T173000",
        stamp,
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/London:20260330T173000",
        "DTSTART;TZID=Europe/London:20260401T120000",
        "DTEND;TZID=Europe/London:20260401T130000",
        stamp,
    )
    text = calendar("PRODID:-//example//EN", weekly, moved)
    (other,) = IcsCalendarStream.from_ics(text).calendars
    expected = sorted(
        (_instant(each.start), _instant(each.end)) for each in other.timeline
    )
    assert len(expected) == 7
    assert spans(text) == expected


def _instant(when: date) -> datetime:
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(), zone(ZONE))
    return when.astimezone(UTC)
