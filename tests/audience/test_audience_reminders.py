from __future__ import annotations

from datetime import date, time

import pytest

from careplan.model.amount import Amount, Duration, Period, Unit
from careplan.model.enrolment import Privacy, Reminding
from careplan.model.kind import Kind
from careplan.model.program import Reminder
from careplan.model.stream import Alarm, Entry
from tests.audience.samples import activity, moment, occurrence, said, stream

HOUR = Duration(minutes=60)


def days(number: int) -> Period:
    return Period(number=number, unit=Unit.DAY)


def before(lead: Amount) -> Reminder:
    return Reminder(lead=lead)


def _alarms(entry: Entry) -> list[tuple[str, str]]:
    return [(alarm.id, str(alarm.lead)) for alarm in entry.alarms]


def test_the_authors_order_is_the_order_of_importance() -> None:
    (entry,) = said(
        occurrence(activity(reminders=(before(HOUR), before(days(2)), before(days(1)))))
    )

    assert _alarms(entry) == [
        ("before-1-h", "1 h"),
        ("before-2-days", "2 days"),
        ("before-1-day", "1 day"),
    ]


def test_one_moment_rings_once() -> None:
    """24 hours before is the same moment as the day before, in most weeks."""
    (entry,) = said(
        occurrence(
            activity(reminders=(before(days(1)), before(Duration(minutes=1440))))
        )
    )

    assert _alarms(entry) == [("before-1-day", "1 day")]


def test_after_the_end_is_an_entry_of_its_own() -> None:
    """Outlook would ring two hours *before* for an alarm after the start."""
    after = Reminder(
        lead=Duration(minutes=120), after=True, text="No driving until tomorrow"
    )

    session, reminder = said(
        occurrence(activity(reminders=(after,))), to=stream(privacy=Privacy.FULL)
    )

    assert session.alarms == ()
    assert reminder == Entry(
        key="foundation:1~1/session#1.0>reminder/after-2-h",
        name="foundation/session-1 reminder",
        kind=Kind.REMINDER,
        title="No driving until tomorrow",
        start=moment(clock=time(22)),
        ends=moment(clock=time(22, 5)),
        blocks_time=False,
        alarms=(
            Alarm(
                id="start",
                lead=Duration(minutes=1),
                text="No driving until tomorrow",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("role", "privacy", "title"),
    [
        ("patient", Privacy.FULL, "Reminder: Ketamine session"),
        ("patient", Privacy.DISCREET, "Reminder"),
        ("patient", Privacy.BUSY, "Busy"),
        ("coach", Privacy.FULL, "A17: Reminder: Ketamine session"),
        ("coach", Privacy.DISCREET, "A17: Reminder"),
    ],
)
def test_a_reminder_entry_says_no_more_than_its_stream(
    role: str, privacy: Privacy, title: str
) -> None:
    after = Reminder(lead=HOUR, after=True)

    entries = said(
        occurrence(activity(roles=("coach",), reminders=(after,))),
        to=stream(role, privacy),
    )

    assert entries[1].title == title
    assert entries[1].description is None


def test_a_long_reminder_is_whole_in_the_description() -> None:
    words = "Do not drive until tomorrow. " * 12
    after = Reminder(lead=HOUR, after=True, text=words)

    _, reminder = said(
        occurrence(activity(reminders=(after,))), to=stream(privacy=Privacy.FULL)
    )

    assert len(reminder.title) == 255
    assert reminder.description == words.strip()


def test_what_cannot_be_an_alarm_becomes_an_entry() -> None:
    """More than five, more than 28 days, months, business days: none is lost."""
    reminders = (
        *(before(days(number)) for number in (1, 2, 3, 4, 5)),
        before(HOUR),
        before(days(29)),
        before(Period(number=2, unit=Unit.MONTH)),
        before(Period(number=6, unit=Unit.BUSINESS_DAY)),
    )

    found = said(occurrence(activity(reminders=reminders), moment(date(2026, 3, 30))))

    assert [(entry.name, str(entry.start)) for entry in found] == [
        ("foundation/session-1 reminder", "2026-01-30 18:00"),
        ("foundation/session-1 reminder", "2026-03-01 18:00"),
        ("foundation/session-1 reminder", "2026-03-20 18:00"),
        ("foundation/session-1 reminder", "2026-03-30 17:00"),
        ("foundation/session-1", "2026-03-30 18:00"),
    ]
    assert [len(entry.alarms) for entry in found] == [1, 1, 1, 1, 5]


@pytest.mark.parametrize(
    ("reminders", "alarms"),
    [
        (Reminding.ALARMS, [("foundation/session-1", 1), ("after", 1)]),
        (Reminding.EVENTS, [("before", 0), ("foundation/session-1", 0), ("after", 0)]),
        (Reminding.BOTH, [("before", 0), ("foundation/session-1", 1), ("after", 1)]),
    ],
)
def test_the_stream_says_how_to_remind(
    reminders: Reminding, alarms: list[tuple[str, int]]
) -> None:
    """Nothing rings twice."""
    session = activity(reminders=(before(HOUR), Reminder(lead=HOUR, after=True)))

    found = said(occurrence(session), to=stream(reminders=reminders))

    assert [
        (
            entry.key.partition("reminder/")[2].partition("-")[0] or entry.name,
            len(entry.alarms),
        )
        for entry in found
    ] == alarms


@pytest.mark.parametrize(
    ("reminder", "expected"),
    [
        (before(days(1)), Duration(minutes=15 * 60)),
        (before(Period(number=1, unit=Unit.WEEK)), Duration(minutes=159 * 60)),
        (before(HOUR), HOUR),
    ],
)
def test_nobody_is_woken_at_midnight_for_a_whole_day(
    reminder: Reminder, expected: Amount
) -> None:
    """A day before an untimed day rings at nine the morning before."""
    (entry,) = said(occurrence(activity(reminders=(reminder,)), moment(clock=None)))

    assert [alarm.lead for alarm in entry.alarms] == [expected]


@pytest.mark.parametrize(
    ("reminder", "expected"),
    [
        (Reminder(lead=days(1), after=True), "2026-03-04 09:00"),
        (Reminder(lead=HOUR, after=True), "2026-03-03 01:00"),
        (before(Period(number=1, unit=Unit.MONTH)), "2026-02-03 09:00"),
    ],
)
def test_entries_for_a_whole_day_have_an_hour(
    reminder: Reminder, expected: str
) -> None:
    found = said(occurrence(activity(reminders=(reminder,)), moment(clock=None)))

    assert [str(each.start) for each in found if each.start.is_timed] == [expected]


def test_without_a_duration_afterwards_counts_from_the_start() -> None:
    """Not from the quarter of an hour that a calendar shows."""
    after = Reminder(lead=HOUR, after=True)

    session, reminder = said(occurrence(activity(reminders=(after,)), hours=0))

    assert (str(session.ends), str(reminder.start)) == (
        "2026-03-03 18:15",
        "2026-03-03 19:00",
    )


def test_after_a_period_counts_from_its_last_day() -> None:
    after = Reminder(lead=days(1), after=True)

    _, reminder = said(
        occurrence(
            activity(Kind.PERIOD, reminders=(after,)),
            moment(clock=None),
            ends=moment(date(2026, 3, 10), None),
        )
    )

    assert str(reminder.start) == "2026-03-11 09:00"


def test_the_reminders_of_a_habit_may_be_a_series_too() -> None:
    habit = activity(Kind.HABIT, reminders=(Reminder(lead=HOUR, after=True),))

    assert [entry.may_be_series for entry in said(occurrence(habit))] == [True, True]
