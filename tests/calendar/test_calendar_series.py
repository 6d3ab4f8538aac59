from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careplan.calendar.instances import instances, zone_written
from careplan.calendar.series import runs
from careplan.model.enrolment import Client, Via
from careplan.model.kind import Kind
from careplan.model.profile import PROFILES
from careplan.model.stream import Entry
from tests.calendar.samples import LONDON, SOON, entry, habit, moment

ANY = PROFILES[Client.ANY, Via.FILE]


def _told(entries: tuple[Entry, ...]) -> list[str]:
    """Say the runs in a line each: start, and FREQ with COUNT."""
    return [
        f"{each.start}"
        + (f" {each.repeat.frequency} {each.repeat.count}" if each.repeat else "")
        for each in runs(entries, ANY)
    ]


def test_a_habit_is_told_in_runs_of_seven_weeks() -> None:
    """Proton takes no COUNT over 49."""
    assert _told(habit(100)) == [
        "2026-03-02 07:30 DAILY 49",
        "2026-04-20 07:30 DAILY 49",
        "2026-06-08 07:30 DAILY 2",
    ]


def test_a_weekly_one_is_a_run_too() -> None:
    assert _told(habit(5, every=7)) == ["2026-03-02 07:30 WEEKLY 5"]


def test_a_run_has_the_key_and_name_of_its_first() -> None:
    first, *_ = habit(3)
    (run,) = runs(habit(3), ANY)

    assert replace(run, repeat=None) == first


def test_a_left_out_day_splits_only_its_own_run() -> None:
    """The UIDs of all later runs stay: blocks are counted by ordinal."""
    before, after = runs(habit(147), ANY), runs(habit(147, without=(60,)), ANY)

    assert [each.key for each in before] == [
        f"foundation:1~1/habit#{number}.0" for number in (1, 50, 99)
    ]
    assert [each.key for each in after] == [
        f"foundation:1~1/habit#{number}.0" for number in (1, 50, 61, 99)
    ]


def test_a_single_one_stays_single() -> None:
    assert _told(habit(1)) == ["2026-03-02 07:30"]
    assert _told(habit(3, every=3)) == [
        "2026-03-02 07:30",
        "2026-03-05 07:30",
        "2026-03-08 07:30",
    ]


def test_a_run_keeps_one_step() -> None:
    days = (*habit(2), *habit(10, every=7, first=date(2026, 3, 10))[2:4])

    assert _told(days) == ["2026-03-02 07:30 DAILY 2", "2026-03-24 07:30 WEEKLY 2"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Form"},
        {"description": "Slowly."},
        {"kind": Kind.MEDICATION},
        {"alarms": (SOON,)},
        {"clock": time(8)},
    ],
)
def test_a_run_ends_where_anything_changes(change: dict[str, object]) -> None:
    days = habit(6)
    other = habit(6, **{"clock": time(7, 30), **change})  # type: ignore[arg-type]

    told = runs((*days[:3], *other[3:]), ANY)

    assert [each.repeat and each.repeat.count for each in told] == [3, 3]


def test_a_run_ends_where_the_length_changes() -> None:
    days = habit(6)
    longer = (replace(day, ends=moment(day.start.day, time(7, 45))) for day in days[3:])

    told = runs((*days[:3], *longer), ANY)

    assert [each.repeat and each.repeat.count for each in told] == [3, 3]


def test_each_time_of_day_is_a_series_of_its_own() -> None:
    morning = habit(3)
    evening = tuple(
        replace(each, key=each.key.replace(".0", ".1")) for each in habit(3, time(19))
    )

    assert _told((*morning, *evening)) == [
        "2026-03-02 07:30 DAILY 3",
        "2026-03-02 19:00 DAILY 3",
    ]


def test_the_reminders_of_a_habit_are_a_series_of_their_own() -> None:
    reminders = tuple(
        replace(each, key=f"{each.key}>reminder/after-1-h", title="Done?")
        for each in habit(3, time(8, 30))
    )

    assert _told((*habit(3), *reminders)) == [
        "2026-03-02 07:30 DAILY 3",
        "2026-03-02 08:30 DAILY 3",
    ]


def test_whole_days_are_a_run_over_any_change() -> None:
    assert _told(habit(40, None)) == ["2026-03-02 DAILY 40"]


def test_what_may_not_be_a_series_stays_as_it_is() -> None:
    sessions = tuple(entry(number, date(2026, 3, number)) for number in (1, 2, 3))
    strange = replace(sessions[0], key="notice", may_be_series=True)

    assert runs((*sessions, strange), ANY) == (sessions[0], strange, *sessions[1:])


def test_the_hours_of_a_change_stand_alone() -> None:
    """01:30 is skipped on 29 March and happens twice on 25 October."""
    assert _told(habit(5, time(1, 30), first=date(2026, 3, 27))) == [
        "2026-03-27 01:30 DAILY 2",
        "2026-03-29 02:30",
        "2026-03-30 01:30 DAILY 2",
    ]
    assert _told(habit(5, time(1, 30), first=date(2026, 10, 23))) == [
        "2026-10-23 01:30 DAILY 2",
        "2026-10-25 01:30",
        "2026-10-26 01:30 DAILY 2",
    ]


def test_a_night_that_is_an_hour_longer_stands_alone() -> None:
    """RFC 5545 §3.8.5.3 gives every instance the same exact duration."""
    nights = tuple(
        replace(
            each,
            ends=moment(each.start.day + timedelta(days=1), time(6)),
        )
        for each in habit(4, time(22), first=date(2026, 10, 22))
    )

    assert _told(nights) == [
        "2026-10-22 22:00 DAILY 2",
        "2026-10-24 22:00",
        "2026-10-25 22:00",
    ]


def test_in_utc_a_run_ends_at_every_change_of_offset() -> None:
    """Jerusalem's rule cannot be written; 27 March 2026 its clock goes forward."""
    days = habit(6, first=date(2026, 3, 25), zone="Asia/Jerusalem")

    assert _told(days) == ["2026-03-25 07:30 DAILY 2", "2026-03-27 07:30 DAILY 4"]
    assert {zone_written(each, ANY) for each in runs(days, ANY)} == {None}


def test_a_run_is_on_the_wall_or_in_utc_but_not_both() -> None:
    """Istanbul's rule of today, +03 for ever, holds from 27 March 2016 on."""
    days = habit(10, first=date(2016, 3, 24), zone="Europe/Istanbul")

    told = runs(days, ANY)

    assert _told(days) == ["2016-03-24 07:30 DAILY 3", "2016-03-27 07:30 DAILY 7"]
    assert [zone_written(each, ANY) for each in told] == [None, "Europe/Istanbul"]


def test_an_end_in_another_zone_is_written_in_utc() -> None:
    odd = replace(entry(), ends=moment(date(2026, 3, 3), time(12), "Europe/Prague"))

    assert zone_written(odd, ANY) is None
    assert zone_written(entry(), ANY) == LONDON


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(
        ["Europe/London", "Asia/Jerusalem", "Australia/Lord_Howe", "America/Nuuk"]
    ),
    st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    st.integers(0, 47).map(lambda half: time(half // 2, 30 * (half % 2))),
    st.integers(1, 120),
    st.sets(st.integers(1, 120), max_size=5),
    st.sampled_from([1, 7]),
)
def test_runs_say_exactly_what_the_days_said(  # noqa: PLR0917 - as many as matter
    zone: str,
    first: date,
    clock: time,
    days: int,
    without: set[int],
    every: int,
) -> None:
    """Whatever the zone and the hour: no instance more, less, or elsewhere."""
    single = habit(
        days, clock, first=first, every=every, without=tuple(without), zone=zone
    )

    told = runs(single, ANY)

    assert sorted(
        (start.instant, ends.instant) for run in told for start, ends in instances(run)
    ) == [(each.start.instant, each.ends.instant) for each in single]
    assert all(run.repeat is None or 2 <= run.repeat.count <= 49 for run in told)
    assert {run.key for run in told} <= {each.key for each in single}
