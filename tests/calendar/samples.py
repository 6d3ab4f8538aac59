"""Entries and issues for the tests of the calendar room."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from careplan.calendar.series import runs
from careplan.issue.revision import revise
from careplan.model.amount import Duration, Period, Unit
from careplan.model.diagnostic import Place
from careplan.model.enrolment import Privacy, Stream
from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.profile import profile_of
from careplan.model.register import Issue, StreamRegister, Versions
from careplan.model.stream import Alarm, Entry

ENROLMENT = "6f0c2a5e-3b1d-4c8e-9f00-5d2a7b1c4e90"
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LONDON = "Europe/London"
STREAM = Stream(role="patient", privacy=Privacy.DISCREET, place=Place(file="a17.toml"))
DAY_BEFORE = Alarm(
    id="before-1-day", lead=Period(number=1, unit=Unit.DAY), text="Reminder"
)
SOON = Alarm(id="before-90-min", lead=Duration(minutes=90), text="Reminder")


def moment(day: date, clock: time | None = time(10), zone: str = LONDON) -> Moment:
    wall = Moment(day=day, clock=clock, zone=zone)
    return wall if clock is None else at_instant(wall.instant, zone)


def entry(
    number: int = 1,
    day: date = date(2026, 3, 3),
    clock: time | None = time(10),
    *,
    zone: str = LONDON,
    minutes: int = 60,
    rule: str = "session",
    **parts: Any,  # noqa: ANN401 - any field of an entry
) -> Entry:
    start = moment(day, clock, zone)
    ends = start
    if clock is not None:
        ends = at_instant(start.instant + timedelta(minutes=minutes), zone)
    return Entry(
        **{
            "key": f"foundation:1~1/{rule}#{number}.0",
            "name": f"foundation/{rule}-{number}",
            "kind": Kind.SESSION,
            "title": "Appointment",
            "start": start,
            "ends": ends,
            **parts,
        }
    )


def habit(
    days: int,
    clock: time | None = time(7, 30),
    *,
    first: date = date(2026, 3, 2),
    every: int = 1,
    without: tuple[int, ...] = (),
    **parts: Any,  # noqa: ANN401 - any field of an entry
) -> tuple[Entry, ...]:
    """Give a habit's entries, one a step; `without` leaves out some ordinals."""
    return tuple(
        entry(
            number,
            first + timedelta(days=every * (number - 1)),
            clock,
            rule="habit",
            minutes=5,
            **{
                "kind": Kind.HABIT,
                "title": "Reminder",
                "blocks_time": False,
                "may_be_series": True,
                **parts,
            },
        )
        for number in range(1, days + 1)
        if number not in without
    )


def issue(
    *entries: Entry,
    memory: StreamRegister | None = None,
    now: datetime = NOW,
    stream: Stream = STREAM,
) -> Issue:
    return revise(
        runs(entries, profile_of(stream)),
        memory,
        enrolment_id=ENROLMENT,
        role="patient",
        now=now,
        versions=Versions(careplan="0.1.0", tzdata="2026.6", holidays="0.109"),
    )
