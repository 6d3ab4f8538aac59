from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from careplan.calendar.readback import number_of, verify
from careplan.calendar.writer import EmptyCalendarError, size_warnings, write
from careplan.model.amount import Duration, Period, Unit
from careplan.model.diagnostic import Severity
from careplan.model.enrolment import Client, Via
from careplan.model.moment import Moment, at_instant
from careplan.model.register import Issue
from careplan.model.stream import Alarm, Standing
from tests.calendar.samples import (
    DAY_BEFORE,
    NOW,
    SOON,
    STREAM,
    entry,
    habit,
    issue,
    moment,
)

HEAD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//careplan//careplan//EN
CALSCALE:GREGORIAN
NAME:Care plan
X-WR-CALNAME:Care plan
"""
FIRST_ISSUE = """\
DESCRIPTION:Issue 1 of 2026-03-01 09:00 UTC. Of several files the one with
  the highest issue number is the newest.
X-WR-CALDESC:Issue 1 of 2026-03-01 09:00 UTC. Of several files the one wit
 h the highest issue number is the newest.
COLOR:steelblue
X-APPLE-CALENDAR-COLOR:#4682B4
"""
LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
END:VTIMEZONE
"""


def _text(made: Issue) -> str:
    """Write, verify, and give the file with plain line ends."""
    data = write(made, stream=STREAM)
    assert verify(data, made, stream=STREAM) == ()
    return data.decode().replace("\r\n", "\n")


def _event(made: Issue) -> str:
    (event,) = re.findall(r"BEGIN:VEVENT\n.*?END:VEVENT\n", _text(made), re.DOTALL)
    return str(event)


def test_a_whole_calendar() -> None:
    """Every byte of a calendar with a session, its alarms, and its instructions."""
    session = entry(
        description="Nothing to eat for 4 hours before.\nDo not drive; rest, please.",
        alarms=(DAY_BEFORE, SOON),
    )

    assert (
        _text(issue(session))
        == HEAD
        + FIRST_ISSUE
        + LONDON
        + """\
BEGIN:VEVENT
UID:59fc9ede-a1a2-5935-8996-8831c63df3ad
DTSTAMP:20260301T090000Z
CREATED:20260301T090000Z
LAST-MODIFIED:20260301T090000Z
SEQUENCE:0
DTSTART;TZID=Europe/London:20260303T100000
DTEND;TZID=Europe/London:20260303T110000
STATUS:CONFIRMED
TRANSP:OPAQUE
CLASS:PRIVATE
SUMMARY:Appointment
DESCRIPTION:Nothing to eat for 4 hours before.\\nDo not drive\\; rest\\, plea
 se.
BEGIN:VALARM
UID:fb0822d1-b502-5f8b-b790-91408a417133
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-P1D
END:VALARM
BEGIN:VALARM
UID:c7755100-fe68-5549-b711-94621f32c1dc
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-PT1H30M
END:VALARM
END:VEVENT
END:VCALENDAR
"""
    )


def test_a_second_issue_says_which_file_is_the_newest() -> None:
    """CREATED stays; SEQUENCE, DTSTAMP and LAST-MODIFIED rise together."""
    first = issue(entry())
    moved = entry(
        day=date(2026, 3, 10), location="2 High Street", link="https://x.example/a%2Cb"
    )
    second = issue(moved, memory=first.memory, now=NOW + timedelta(days=1))

    assert "DESCRIPTION:Issue 2 of 2026-03-02 09:00 UTC. Of several" in _text(second)
    assert (
        _event(second)
        == """\
BEGIN:VEVENT
UID:59fc9ede-a1a2-5935-8996-8831c63df3ad
DTSTAMP:20260302T090000Z
CREATED:20260301T090000Z
LAST-MODIFIED:20260302T090000Z
SEQUENCE:1
DTSTART;TZID=Europe/London:20260310T100000
DTEND;TZID=Europe/London:20260310T110000
STATUS:CONFIRMED
TRANSP:OPAQUE
CLASS:PRIVATE
SUMMARY:Appointment
LOCATION:2 High Street
URL:https://x.example/a%2Cb
END:VEVENT
"""
    )


def test_a_removed_entry_is_cancelled_in_every_way_a_client_may_look_for() -> None:
    """STATUS, title, TRANSP, SEQUENCE; no alarm."""
    first = issue(entry(alarms=(SOON,)), entry(2, date(2026, 3, 6)))
    second = issue(
        entry(2, date(2026, 3, 6)), memory=first.memory, now=NOW + timedelta(days=1)
    )

    assert """\
SEQUENCE:1
DTSTART;TZID=Europe/London:20260303T100000
DTEND;TZID=Europe/London:20260303T110000
STATUS:CANCELLED
TRANSP:TRANSPARENT
CLASS:PRIVATE
SUMMARY:Cancelled: Appointment
END:VEVENT
""" in _text(second)


def test_a_provisional_entry_is_tentative() -> None:
    made = issue(
        entry(title="To be confirmed: Appointment", standing=Standing.TENTATIVE)
    )

    assert "STATUS:TENTATIVE\nTRANSP:OPAQUE\n" in _event(made)


def test_a_period_ends_on_the_day_after_its_last() -> None:
    """RFC 5545 §3.6.1: DTEND is exclusive; whole days have no zone to define."""
    period = entry(clock=None, ends=moment(date(2026, 3, 5), None), blocks_time=False)

    assert (
        _text(issue(period))
        == HEAD
        + FIRST_ISSUE
        + """\
BEGIN:VEVENT
UID:59fc9ede-a1a2-5935-8996-8831c63df3ad
DTSTAMP:20260301T090000Z
CREATED:20260301T090000Z
LAST-MODIFIED:20260301T090000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20260303
DTEND;VALUE=DATE:20260306
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PRIVATE
SUMMARY:Appointment
END:VEVENT
END:VCALENDAR
"""
    )


def test_a_habit_is_one_event_with_a_rule() -> None:
    made = issue(*habit(49))

    assert """\
DTSTART;TZID=Europe/London:20260302T073000
DTEND;TZID=Europe/London:20260302T073500
RRULE:FREQ=DAILY;COUNT=49
""" in _event(made)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "start", "end"),
    [
        # The hour that happens twice: the first one, and the second.
        ("Europe/London", date(2026, 10, 25), time(1, 30), "T003000Z", "T013000Z"),
        (
            "Europe/London",
            date(2026, 10, 25),
            time(1, 30, fold=1),
            "T013000Z",
            "T023000Z",
        ),
        # It ends in that hour.
        ("Europe/London", date(2026, 10, 25), time(0, 30), "T233000Z", "T003000Z"),
        # A rule that is not written, and a zone that needs none.
        ("Asia/Jerusalem", date(2026, 6, 1), time(10), "T070000Z", "T080000Z"),
        ("UTC", date(2026, 6, 1), time(10), "T100000Z", "T110000Z"),
    ],
)
def test_what_readers_disagree_about_is_written_in_utc(
    zone: str, day: date, clock: time, start: str, end: str
) -> None:
    when = Moment(day=day, clock=clock, zone=zone)
    made = issue(
        replace(
            entry(zone=zone),
            start=when,
            ends=at_instant(when.instant + timedelta(hours=1), zone),
        )
    )

    lines = re.findall("^(?:DTSTART|DTEND).*$", _text(made), re.MULTILINE)

    assert [line[-8:] for line in lines] == [start, end]
    assert "VTIMEZONE" not in _text(made)


def test_each_zone_in_use_is_defined_once_and_no_other() -> None:
    made = issue(
        entry(1),
        entry(2, date(2026, 3, 4), zone="Asia/Tokyo"),
        entry(3, date(2026, 3, 5)),
        entry(4, date(2026, 3, 6), zone="Asia/Jerusalem"),
    )

    assert re.findall("^TZID:(.*)$", _text(made), re.MULTILINE) == [
        "Asia/Tokyo",
        "Europe/London",
    ]


def test_a_bare_programs_file_has_no_number() -> None:
    made = issue(entry())

    data = write(made, stream=STREAM, is_remembered=False)

    assert b"Made without memory: it cannot be updated by a later file." in (
        data.replace(b"\r\n ", b"")
    )
    assert verify(data, made, stream=STREAM) == ()
    assert number_of(data) is None
    assert number_of(write(made, stream=STREAM)) == 1
    assert number_of(b"no calendar") is None


def test_an_alarm_of_24_hours_is_not_one_of_a_day() -> None:
    """RFC 5545 §3.3.6: over a change of the clock they differ."""
    alarms = (
        Alarm(id="a", lead=Duration(minutes=1440), text="Reminder"),
        Alarm(id="b", lead=Period(number=2, unit=Unit.WEEK), text="Reminder"),
        Alarm(id="c", lead=Duration(minutes=1), text="Reminder"),
        Alarm(id="d", lead=Duration(minutes=2 * 1440 - 540), text="Reminder"),
    )

    triggers = re.findall(
        "^TRIGGER:(.*)$", _event(issue(entry(alarms=alarms))), re.MULTILINE
    )

    assert triggers == ["-PT24H", "-P14D", "-PT1M", "-PT39H"]


def test_an_alarm_a_month_ahead_is_refused() -> None:
    """It has no length; the audience makes an entry of it."""
    month = Alarm(id="a", lead=Period(number=1, unit=Unit.MONTH), text="Reminder")

    with pytest.raises(ValueError, match="`1 month` is no lead"):
        write(issue(entry(alarms=(month,))), stream=STREAM)


def test_a_calendar_without_events_is_not_written() -> None:
    """RFC 5545 §3.6; Proton and Thunderbird report an error."""
    made = replace(issue(entry()), issued=())

    with pytest.raises(EmptyCalendarError):
        write(made, stream=STREAM)


def test_a_large_calendar_is_warned_of() -> None:
    """Google loses events from a million bytes or a thousand events on, silently."""
    made = issue(entry())
    many = replace(made, issued=made.issued * 801)

    assert size_warnings(b"x" * 800_000, made) == ()
    found = size_warnings(b"x" * 800_001, many)
    assert {each.severity for each in found} == {Severity.WARNING}
    assert [each.message for each in found] == [
        f"the calendar has {size}; some calendar programs lose what is beyond {most}"
        for size, most in (("800,001 bytes", "1,000,000"), ("801 events", "1,000"))
    ]


COLOURS = ("COLOR:steelblue", "X-APPLE-CALENDAR-COLOR:#4682B4")
REFRESH = ("REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H")
GOOGLES = ("X-WR-TIMEZONE:Europe/London",)
PUBLISH = ("METHOD:PUBLISH",)
LOCAL, UTC = "DTSTART;TZID=Europe/London:20260331T100000", "DTSTART:20260331T090000Z"
PRIVATE = "CLASS:PRIVATE"
BOTH = ("TRIGGER:-P1D", "TRIGGER:-PT1H30M")
# On the day after a change the same time of the day before is 24 hours before.
ONE = ("TRIGGER:-PT24H",)
GONE, STAYS = ("STATUS:CANCELLED",), ("STATUS:CONFIRMED",)
FREE = ("STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE")
TABLE: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "any file": (COLOURS, (LOCAL, PRIVATE, *BOTH), GONE),
    "any feed": (COLOURS + REFRESH, (LOCAL, *BOTH), GONE),
    "google file": (GOOGLES, (LOCAL, PRIVATE), STAYS),
    "google feed": (GOOGLES + REFRESH, (LOCAL,), GONE),
    "apple file": (COLOURS, (LOCAL, *BOTH), GONE),
    "apple feed": (COLOURS + REFRESH, (LOCAL, *BOTH), GONE),
    "outlook file": (PUBLISH, (UTC, PRIVATE, *ONE), FREE),
    "outlook feed": (PUBLISH + REFRESH, (UTC, PRIVATE), FREE),
    "thunderbird file": (COLOURS[:1], (LOCAL, PRIVATE, *BOTH), GONE),
    "thunderbird feed": (COLOURS[:1] + REFRESH, (LOCAL, PRIVATE, *BOTH), GONE),
}


def test_the_table_names_every_client_and_way() -> None:
    assert set(TABLE) == {f"{client} {via}" for client in Client for via in Via}


@pytest.mark.parametrize("whom", TABLE)
def test_every_client_is_written_for_as_it_needs(whom: str) -> None:
    """Its head, an appointment with two alarms, and one that was cancelled."""
    client, via = whom.split()
    to = replace(STREAM, client=Client(client), via=Via(via))
    later = entry(2, date(2026, 3, 31), alarms=(DAY_BEFORE, SOON))
    first = issue(entry(), later, stream=to)
    made = issue(later, memory=first.memory, stream=to)

    data = write(made, stream=to)

    assert verify(data, made, stream=to) == ()
    head, gone, kept = data.decode().split("BEGIN:VEVENT\r\n")
    habits = "METHOD", "X-WR-TIMEZONE", "COLOR", "X-APPLE", "REFRESH", "X-PUBLISHED"
    assert (
        _lines(head, *habits),
        _lines(kept, "DTSTART", "CLASS", "TRIGGER"),
        _lines(gone, "STATUS", "X-MICROSOFT", "TRIGGER"),
    ) == TABLE[whom]
    assert ("CLASS" in gone) == ("CLASS" in kept)


def _lines(component: str, *names: str) -> tuple[str, ...]:
    return tuple(line for line in component.split("\r\n") if line.startswith(names))


def test_a_day_before_keeps_its_clock_time_where_all_is_in_utc() -> None:
    """The clocks go forward in the night before: only 23 hours pass."""
    to = replace(STREAM, client=Client.OUTLOOK)
    made = issue(entry(1, date(2026, 3, 29), alarms=(DAY_BEFORE,)), stream=to)

    data = write(made, stream=to)

    assert verify(data, made, stream=to) == ()
    assert b"DTSTART:20260329T090000Z\r\n" in data
    assert b"TRIGGER:-PT23H\r\n" in data


def test_a_series_in_utc_ends_where_the_clocks_change() -> None:
    """And where the alarm of its first day is on the other side of a change."""
    to = replace(STREAM, client=Client.OUTLOOK)
    days = habit(4, first=date(2026, 3, 27), alarms=(DAY_BEFORE,))
    made = issue(*days, stream=to)

    data = write(made, stream=to)

    assert verify(data, made, stream=to) == ()
    found = _lines(data.decode(), "DTSTART", "RRULE", "TRIGGER")
    assert found == (
        "DTSTART:20260327T073000Z",
        "RRULE:FREQ=DAILY;COUNT=2",
        "TRIGGER:-PT24H",
        "DTSTART:20260329T063000Z",
        "TRIGGER:-PT23H",
        "DTSTART:20260330T063000Z",
        "TRIGGER:-PT24H",
    )
