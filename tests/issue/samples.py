"""Entries, memories and issues for the tests of identity, register and revision."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from careplan.issue.revision import revise
from careplan.model.amount import Period, Unit
from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.register import Issue, StreamRegister, Versions
from careplan.model.stream import Alarm, Entry

ENROLMENT = "6f0c2a5e-3b1d-4c8e-9f00-5d2a7b1c4e90"
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
VERSIONS = Versions(careplan="0.1.0", tzdata="2026.6", holidays="0.109")
LONDON = "Europe/London"


def entry(
    number: int,
    day: date = date(2026, 3, 3),
    clock: time | None = time(10),
    *,
    kind: Kind = Kind.SESSION,
    title: str = "Appointment",
) -> Entry:
    start = Moment(day=day, clock=clock, zone=LONDON)
    ends = start
    if clock is not None:
        ends = at_instant(start.instant + timedelta(hours=1), LONDON)
    return Entry(
        key=f"foundation:1~1/session#{number}.0",
        name=f"foundation/session-{number}",
        kind=kind,
        title=title,
        start=start,
        ends=ends,
        alarms=(
            Alarm(
                id="before-1-day",
                lead=Period(number=1, unit=Unit.DAY),
                text="Reminder",
            ),
        ),
    )


def issue(
    entries: tuple[Entry, ...],
    memory: StreamRegister | None = None,
    *,
    now: datetime = NOW,
    role: str = "patient",
    versions: Versions = VERSIONS,
) -> Issue:
    return revise(
        entries,
        memory,
        enrolment_id=ENROLMENT,
        role=role,
        now=now,
        versions=versions,
    )
