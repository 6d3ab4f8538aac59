"""Quiet hours: nothing rings in them, nothing is lost, and medicines are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careplan.audience.quiet import put_off
from careplan.model.amount import Duration, Period, Unit
from careplan.model.enrolment import Client, Reminding
from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.program import Reminder
from careplan.model.quiet import Quiet
from careplan.model.stream import Entry
from tests.audience.samples import activity, moment, occurrence, said, stream

NIGHT = Quiet(time(22), time(7))
HOUR = Duration(minutes=60)
A_DAY = Period(number=1, unit=Unit.DAY)
QUIET = replace(stream(), quiet=NIGHT)


def before(lead: Duration | Period) -> Reminder:
    return Reminder(lead=lead)


def alarms(*entries: Entry) -> list[str]:
    return [f"{alarm.lead}" for entry in entries for alarm in entry.alarms]


@pytest.mark.parametrize(
    ("at", "reminder", "rings"),
    [
        (time(10), before(HOUR), ["1 h"]),
        (time(8), before(HOUR), ["1 h"]),
        # Half past six is in the night: at ten the evening before.
        (time(7, 30), before(HOUR), ["570 min"]),
        (time(6), before(A_DAY), ["32 h"]),
        (time(22), before(A_DAY), ["1 day"]),
        (time(23), before(HOUR), ["1 h"]),
    ],
)
def test_what_would_ring_at_night_rings_before_it(
    at: time, reminder: Reminder, rings: list[str]
) -> None:
    session = activity(reminders=(reminder,))
    found = said(occurrence(session, moment(clock=at)), to=QUIET)
    assert alarms(*found) == rings


def test_what_comes_afterwards_waits_until_the_night_is_over() -> None:
    """Its own alarm rings a minute ahead of it, and that is at seven."""
    session = activity(reminders=(Reminder(lead=HOUR, after=True),))
    _, after = sorted(
        said(occurrence(session, moment(clock=time(21))), to=QUIET),
        key=lambda one: one.start.instant,
    )
    assert (str(after.start), after.title) == ("2026-03-04 07:01", "Reminder")


def test_an_entry_at_the_end_of_the_night_rings_after_it() -> None:
    """At seven it would ring a minute before, which is still night."""
    to = replace(QUIET, client=Client.OUTLOOK)
    leads = (before(Duration(minutes=15)), before(HOUR))
    session = activity(reminders=leads)
    first, second = said(occurrence(session, moment(clock=time(8))), to=to)
    assert (str(first.start), first.title) == (
        "2026-03-03 07:01",
        "Reminder: 08:00 today",
    )
    assert alarms(first, second) == ["1 min", "15 min", "1 h"]


def test_a_medicine_says_now() -> None:
    """An hour before a dose at midnight is no time to be put off."""
    dose = activity(kind=Kind.MEDICATION, reminders=(before(HOUR),))
    found = said(occurrence(dose, moment(clock=time(0))), to=QUIET)
    assert alarms(*found) == ["1 h"]


def test_two_that_come_together_ring_once() -> None:
    """Both would ring at night, and now ring at ten in the evening."""
    leads = (before(HOUR), before(Duration(minutes=90)))
    found = said(occurrence(activity(reminders=leads), moment(clock=time(7))), to=QUIET)
    assert alarms(*found) == ["9 h"]


def test_an_entry_is_put_off_like_an_alarm() -> None:
    to = replace(QUIET, client=Client.GOOGLE, reminders=Reminding.ALARMS)
    session = activity(reminders=(before(HOUR),))
    first, _ = said(occurrence(session, moment(clock=time(7, 30))), to=to)
    assert (str(first.start), first.title) == (
        "2026-03-02 22:00",
        "Reminder: 07:30 tomorrow",
    )


CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    CLOCKS,
    st.tuples(CLOCKS, CLOCKS).filter(lambda both: both[0] != both[1]),
    st.booleans(),
)
def test_it_is_never_quiet_when_it_rings(
    day: date,
    clock: time,
    hours: tuple[time, time],
    is_after: bool,  # noqa: FBT001 - drawn
) -> None:
    """Before comes no later, after no earlier; within a day, and only if it must."""
    quiet = Quiet(*hours)
    wall = Moment(day=day, clock=clock, zone="Europe/London")
    when = at_instant(wall.instant, "Europe/London")
    there = put_off(when, quiet, "America/New_York", is_after=is_after)
    here = at_instant(when.instant, "America/New_York")
    rings = at_instant(there.instant, "America/New_York").clock
    assert here.clock is not None
    assert rings is not None
    assert there == when or not quiet.holds(rings) or rings == quiet.begins
    assert (
        (there.instant >= when.instant) if is_after else (there.instant <= when.instant)
    )
    if not quiet.holds(here.clock):
        assert there == when
