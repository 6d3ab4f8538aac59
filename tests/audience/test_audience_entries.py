from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from careplan.model.amount import Duration, Period, Unit
from careplan.model.enrolment import Privacy
from careplan.model.kind import Kind
from careplan.model.moment import Moment
from careplan.model.program import Reminder
from careplan.model.schedule import State
from careplan.model.stream import Alarm, Entry, Standing
from tests.audience.samples import (
    ENROLMENT,
    LONDON,
    PROGRAM,
    activity,
    moment,
    occurrence,
    said,
    stream,
)

DAY_BEFORE = Reminder(lead=Period(number=1, unit=Unit.DAY))
TWO_HOURS = Reminder(lead=Duration(minutes=120), text="Companion there? Room ready?")


def test_the_patient_in_full() -> None:
    """Everything: title and label, instructions, link, the emergency line, place."""
    session = activity(reminders=(DAY_BEFORE, TWO_HOURS))

    assert said(
        occurrence(session, label="Module 1"), to=stream(privacy=Privacy.FULL)
    ) == (
        Entry(
            key="foundation:1~1/session#1.0",
            name="foundation/session-1",
            kind=Kind.SESSION,
            title="Ketamine session: Module 1",
            description=(
                "Set an intention.\n\nhttps://clinic.example/a17?x=1%2C2\n\n"
                "In an emergency call 112."
            ),
            location="Clinic, 2 High Street",
            link="https://clinic.example/a17?x=1%2C2",
            start=moment(),
            ends=moment(clock=time(20)),
            alarms=(
                Alarm(
                    id="before-1-day",
                    lead=Period(number=1, unit=Unit.DAY),
                    text="Ketamine session: Module 1",
                ),
                Alarm(
                    id="before-2-h",
                    lead=Duration(minutes=120),
                    text="Companion there? Room ready?",
                ),
            ),
        ),
    )


def test_the_patient_discreetly() -> None:
    """The neutral title and instructions, and nothing else."""
    session = activity(reminders=(DAY_BEFORE, TWO_HOURS))

    assert said(occurrence(session, label="Module 1")) == (
        Entry(
            key="foundation:1~1/session#1.0",
            name="foundation/session-1",
            kind=Kind.SESSION,
            title="Appointment",
            description="Do not drive until tomorrow.",
            start=moment(),
            ends=moment(clock=time(20)),
            alarms=(
                Alarm(
                    id="before-1-day",
                    lead=Period(number=1, unit=Unit.DAY),
                    text="Reminder",
                ),
                Alarm(id="before-2-h", lead=Duration(minutes=120), text="Reminder"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (Kind.SESSION, "Appointment"),
        (Kind.CHECK_IN, "Appointment"),
        (Kind.MEASURE, "Busy"),
        (Kind.MEDICATION, "Busy"),
        (Kind.PERIOD, "Busy"),
    ],
)
def test_a_busy_stream_says_that_time_is_taken(kind: Kind, title: str) -> None:
    (entry,) = said(
        occurrence(activity(kind, neutral="Neutral word")),
        to=stream(privacy=Privacy.BUSY),
    )

    assert (entry.title, entry.description, entry.location, entry.link) == (
        title,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("role", "privacy", "title"),
    [
        ("patient", Privacy.FULL, "Ketamine session"),
        ("companion", Privacy.FULL, "Ketamine session"),
        ("companion", Privacy.DISCREET, "Appointment"),
        ("coach", Privacy.FULL, "A17: Ketamine session"),
        ("coach", Privacy.DISCREET, "A17: Appointment"),
        ("coach", Privacy.BUSY, "Appointment"),
    ],
)
def test_staff_see_the_alias(role: str, privacy: Privacy, title: str) -> None:
    (entry,) = said(
        occurrence(activity(roles=("companion", "coach"))), to=stream(role, privacy)
    )

    assert entry.title == title


def test_without_an_alias_nothing_stands_for_it() -> None:
    nobody = replace(ENROLMENT, person=None)

    (entry,) = said(
        occurrence(activity(roles=("coach",))), to=stream("coach"), enrolment=nobody
    )

    assert entry.title == "Appointment"


def test_staff_are_not_told_whom_to_call() -> None:
    (entry,) = said(
        occurrence(activity(roles=("coach",), link=None)),
        to=stream("coach", Privacy.FULL),
    )

    assert entry.description == "Set an intention."


def test_a_medicine_in_full_says_not_to_change_it() -> None:
    medicine = activity(
        Kind.MEDICATION, title="Examplin", instructions=None, link="http://plain"
    )

    (entry,) = said(occurrence(medicine), to=stream(privacy=Privacy.FULL))

    assert (entry.title, entry.description, entry.link) == (
        "Examplin",
        "Do not drive until tomorrow.\n\nNever change a medicine on your own.",
        None,
    )


def test_long_instructions_never_push_out_the_emergency_line() -> None:
    endless = activity(instructions="Breathe. " * 1000, link=None)

    (entry,) = said(occurrence(endless), to=stream(privacy=Privacy.FULL))

    assert entry.description is not None
    assert len(entry.description) <= 3000
    assert entry.description.endswith("…\n\nIn an emergency call 112.")


def test_a_role_sees_only_what_names_it() -> None:
    """The coach has a calendar, and this session is not in it."""
    alone = activity(roles=())
    together = activity(id="call", kind=Kind.COACHING, roles=("coach",))

    seen = said(occurrence(alone), occurrence(together), to=stream("coach"))

    assert [entry.name for entry in seen] == ["foundation/call-1"]


def test_a_provisional_one_is_tentative_and_promises_nothing() -> None:
    session = activity(
        roles=("coach",),
        reminders=(DAY_BEFORE, Reminder(lead=TWO_HOURS.lead, after=True)),
    )

    for role, privacy, title in (
        ("patient", Privacy.FULL, "To be confirmed: Ketamine session"),
        ("patient", Privacy.BUSY, "To be confirmed: Appointment"),
        ("coach", Privacy.DISCREET, "A17: To be confirmed: Appointment"),
    ):
        (entry,) = said(
            occurrence(session, state=State.PROVISIONAL), to=stream(role, privacy)
        )

        assert (entry.title, entry.description, entry.alarms) == (title, None, ())
        assert (entry.standing, entry.blocks_time) == (Standing.TENTATIVE, True)


@pytest.mark.parametrize("state", [State.DONE, State.MISSED])
def test_what_is_past_stays_as_it_was(state: State) -> None:
    session = activity()

    assert said(occurrence(session, state=state)) == said(occurrence(session))


@pytest.mark.parametrize(
    "occurrences", [(), (occurrence(activity(), state=State.CANCELLED),)]
)
def test_a_calendar_is_never_empty(occurrences: tuple[object, ...]) -> None:
    """RFC 5545 §3.6: at least one component; so there is a notice on the first day."""
    timed = replace(ENROLMENT, start=datetime(2026, 3, 2, 8, 30))  # noqa: DTZ001

    assert (
        said(*occurrences)  # type: ignore[arg-type]
        == said(enrolment=timed)
        == (
            Entry(
                key="notice",
                name="notice",
                kind=Kind.PERIOD,
                title="Nothing is planned in this calendar",
                start=moment(date(2026, 3, 2), None),
                ends=moment(date(2026, 3, 2), None),
                blocks_time=False,
            ),
        )
    )


def test_without_a_duration_something_timed_takes_a_quarter_of_an_hour() -> None:
    """RFC 5545 §3.6.1: an event ends after it starts."""
    (entry,) = said(occurrence(activity(Kind.TASK), hours=0))

    assert (entry.start, entry.ends) == (moment(), moment(clock=time(18, 15)))


def test_a_period_ends_on_its_last_day() -> None:
    (entry,) = said(
        occurrence(
            activity(Kind.PERIOD),
            moment(clock=None),
            ends=moment(date(2026, 3, 20), None),
        )
    )

    assert (entry.start, entry.ends) == (
        moment(clock=None),
        moment(date(2026, 3, 20), None),
    )


def test_a_time_on_a_wall_that_skips_it_is_written_as_people_will_read_it() -> None:
    """02:30 on 29 March 2026 does not exist in Prague; the clock will show 03:30."""
    skipped = Moment(
        day=date(2026, 3, 29), clock=time(2, 30, 0, 7), zone="Europe/Prague"
    )

    (entry,) = said(occurrence(activity(), skipped))

    assert (str(entry.start), str(entry.ends)) == (
        "2026-03-29 03:30",
        "2026-03-29 05:30",
    )


def test_the_end_is_told_on_the_clock_of_the_start() -> None:
    ends = Moment(day=date(2026, 3, 3), clock=time(20), zone="Europe/Prague")

    (entry,) = said(occurrence(activity(), ends=ends))

    assert entry.ends == Moment(day=date(2026, 3, 3), clock=time(19), zone=LONDON)


def test_a_text_that_is_nothing_after_cleaning_falls_back_to_the_kind() -> None:
    bare = activity(
        neutral="\u202e",
        title="\x00",
        location="\ufeff",
        neutral_instructions=" ",
        instructions=None,
        link=None,
    )
    quiet = replace(PROGRAM, urgent=None)

    for privacy in (Privacy.DISCREET, Privacy.FULL):
        (entry,) = said(occurrence(bare), to=stream(privacy=privacy), program=quiet)

        assert (entry.title, entry.description, entry.location) == (
            "Appointment",
            None,
            None,
        )


def test_an_hour_within_the_hour_that_happens_twice_is_an_hour() -> None:
    """01:30 to 01:30 on 25 October 2026, in London."""
    start = moment(date(2026, 10, 25), time(1, 30))

    (entry,) = said(occurrence(activity(), start, hours=1))

    assert entry.ends.instant - entry.start.instant == timedelta(hours=1)
