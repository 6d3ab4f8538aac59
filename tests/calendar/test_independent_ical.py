"""A parser that shares no code with the writer reads the same.

`ical` is Home Assistant's strict parser: it refuses control characters, zones without
definition, and whatever it finds malformed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from careplan.audience import text
from careplan.calendar.instances import instances
from careplan.calendar.writer import write
from careplan.model.amount import Duration, Period, Unit
from careplan.model.moment import Moment
from careplan.model.register import Issue, Issued
from careplan.model.stream import Alarm, Entry
from tests.calendar.samples import DAY_BEFORE, NOW, SOON, STREAM, entry, habit, issue

Said = tuple[object, ...]


def _read(made: Issue) -> list[Said]:
    """Let the other parser say every instance of every event."""
    stream = IcsCalendarStream.from_ics(write(made, stream=STREAM).decode())
    (calendar,) = stream.calendars
    return sorted(
        (said for event in calendar.events for said in _instances(event)), key=repr
    )


def _instances(event: Event) -> list[Said]:
    length = event.end - event.start
    return [
        (
            event.uid,
            _utc(start),
            _utc(start + length),
            event.summary,
            event.description,
            event.location,
            str(event.url) if event.url else None,
            event.status and event.status.value.lower(),
            event.sequence,
            event.dtstamp,
            event.last_modified,
            event.created,
            event.transparency,
            tuple(
                (alarm.trigger, alarm.description, alarm.action)
                for alarm in event.alarm
            ),
        )
        for start in event.as_rrule() or [event.start]
    ]


def _expected(made: Issue) -> list[Said]:
    return sorted(
        (said for issued in made.issued for said in _issued(issued)), key=repr
    )


def _issued(issued: Issued) -> list[Said]:
    said = issued.entry
    return [
        (
            issued.uid,
            _instant(start),
            _instant(ends) if ends.is_timed else ends.day + timedelta(days=1),
            said.title,
            said.description,
            said.location,
            said.link,
            said.standing.value,
            issued.sequence,
            issued.stamp,
            issued.stamp,
            issued.created,
            "OPAQUE" if said.blocks_time else "TRANSPARENT",
            tuple((_trigger(each), each.text, "DISPLAY") for each in said.alarms),
        )
        for start, ends in instances(said)
    ]


def _trigger(alarm: Alarm) -> timedelta:
    if isinstance(alarm.lead, Duration):
        return timedelta(minutes=-alarm.lead.minutes)
    assert alarm.lead.days is not None
    return timedelta(days=-alarm.lead.days)


def _instant(moment: Moment) -> date:
    return _utc(moment.instant) if moment.is_timed else moment.day


def _utc(when: date) -> date:
    return when.astimezone(NOW.tzinfo) if isinstance(when, datetime) else when


def test_a_year_of_sessions_and_habits_is_read_the_same() -> None:
    """Both changes of the clock, a whole day, every text, a tombstone, a move."""
    sessions = [
        entry(
            number,
            date(2026, 3, 3) + timedelta(days=14 * number),
            description="Nothing to eat for 4 hours before;\nrest, please.",
            location="2 High Street",
            link="https://x.example/a%2Cb",
            alarms=(DAY_BEFORE, SOON),
        )
        for number in range(1, 26)
    ]
    days = habit(300, alarms=(SOON,))
    whole = entry(90, date(2026, 5, 1), None)
    first = issue(*sessions, *days, whole)
    moved = replace(sessions[0], start=sessions[1].start, ends=sessions[1].ends)

    second = issue(
        moved,
        *sessions[2:],
        *days,
        whole,
        memory=first.memory,
        now=NOW + timedelta(days=1),
    )

    assert _read(first) == _expected(first)
    assert _read(second) == _expected(second)


@pytest.mark.parametrize(
    "zone", ["Australia/Lord_Howe", "Europe/Dublin", "Asia/Jerusalem", "Asia/Kathmandu"]
)
def test_a_habit_in_an_awkward_zone_is_read_the_same(zone: str) -> None:
    made = issue(*habit(400, time(1, 30), zone=zone))

    assert _read(made) == _expected(made)


WORDS = st.text(st.characters(codec="utf-8"), max_size=120)


@settings(deadline=None, max_examples=40)
@given(
    WORDS,
    WORDS,
    st.sampled_from(
        ["Europe/London", "America/New_York", "America/Nuuk", "Pacific/Chatham", "UTC"]
    ),
    st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    st.integers(0, 47).map(lambda half: time(half // 2, 30 * (half % 2))),
    st.lists(st.integers(1, 28 * 1440), max_size=5, unique=True),
)
def test_any_event_is_read_the_same(  # noqa: PLR0917 - as many as matter
    title: str,
    description: str,
    zone: str,
    day: date,
    clock: time,
    leads: list[int],
) -> None:
    session: Entry = entry(
        1,
        day,
        clock,
        zone=zone,
        title=text.line(title) or "Appointment",
        description=text.paragraphs(description) or None,
        alarms=tuple(
            Alarm(
                id=f"before-{lead}",
                lead=Duration(minutes=lead)
                if lead % 3
                else Period(number=lead % 28 + 1, unit=Unit.DAY),
                text=text.line(title) or "Reminder",
            )
            for lead in leads
        ),
    )
    made = issue(session)

    assert _read(made) == _expected(made)
