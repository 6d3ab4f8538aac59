"""Elapsed time: hours and minutes pass on a stop watch, whatever the clocks do."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, days, legal, problems


def test_hours_after_a_timed_anchor() -> None:
    """Two hours and 90 minutes after 10:00."""
    assert (
        days(
            """
    [[schedule]]
    activity = "note"
    offset = ["2 h", "90 min"]
    """,
            start="2026-03-02T10:00:00",
        )
        == "Mon 2 Mar 11:30, Mon 2 Mar 12:00"
    )


def test_hours_pass_midnight() -> None:
    """Thirty hours after 20:00 is two nights on."""
    assert (
        days(
            '[[schedule]]\nactivity = "note"\noffset = "30 h"',
            start="2026-03-02T20:00:00",
        )
        == "Wed 4 Mar 02:00"
    )


def test_46_hours_after_13_over_a_spring_change_is_noon() -> None:
    """From Saturday 13:00, 46 hours later is Monday 12:00."""
    assert (
        days(
            '[[schedule]]\nactivity = "note"\noffset = "46 h"',
            start="2026-03-28T13:00:00",
        )
        == "Mon 30 Mar 12:00"
    )


@pytest.mark.parametrize(
    ("zone", "start", "dates"),
    [
        (
            "Europe/London",
            "2026-03-28T18:00:00",
            "Sat 28 Mar 18:00, Sun 29 Mar 03:00, Sun 29 Mar 11:00",
        ),
        (
            "America/New_York",
            "2026-10-31T18:00:00",
            "Sat 31 Oct 18:00, Sun 1 Nov 01:00, Sun 1 Nov 09:00",
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-03T18:00:00",
            "Sat 3 Oct 18:00, Sun 4 Oct 02:30, Sun 4 Oct 10:30",
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-04T18:00:00",
            "Sat 4 Apr 18:00, Sun 5 Apr 01:30, Sun 5 Apr 09:30",
        ),
    ],
)
def test_every_8_hours_across_a_clock_change(zone: str, start: str, dates: str) -> None:
    """Doses stay 8 hours apart, so their clock times move with the change."""
    assert (
        days(
            '[[schedule]]\nactivity = "pill"\nevery = "8 h"\ncount = 3',
            start=start,
            zone=zone,
        )
        == dates
    )


def test_an_hour_that_happens_twice_holds_both_its_doses() -> None:
    """Every 30 minutes from 00:30 in October: 01:00 and 01:30 come twice, in order."""
    found = legal(
        '[[schedule]]\nactivity = "pill"\nevery = "30 min"\ncount = 6',
        start="2026-10-25T00:30:00",
    )
    assert found.agenda() == [
        "Sun 25 Oct 00:30 pill-1",
        "Sun 25 Oct 01:00 pill-2",
        "Sun 25 Oct 01:30 pill-3",
        "Sun 25 Oct 01:00 pill-4",
        "Sun 25 Oct 01:30 pill-5",
        "Sun 25 Oct 02:00 pill-6",
    ]
    instants = [one.placed.instant for one in found.schedule.occurrences]
    assert [f"{instant:%H:%M}" for instant in instants] == [
        "23:30",
        "00:00",
        "00:30",
        "01:00",
        "01:30",
        "02:00",
    ]


def test_hours_from_the_second_of_two_equal_times() -> None:
    """An hour after the second 01:30 is 02:30, an hour before it is the first."""
    found = legal(
        """
    [[schedule]]
    activity = "pill"
    every = "1 h"
    count = 3

    [[schedule]]
    activity = "note"
    from = "pill[3]"
    offset = ["-1 h", "1 h"]
    """,
        start="2026-10-25T00:30:00",
    )
    notes = [one for one in found.schedule.occurrences if one.rule.id == "note"]
    assert [f"{one.placed} {one.placed.instant:%H:%M}" for one in notes] == [
        "2026-10-25 01:30 00:30",
        "2026-10-25 02:30 02:30",
    ]


def test_every_8_hours_starts_at_the_anchors_time() -> None:
    """The start says 06:00; `at` does not matter then."""
    assert (
        days(
            """
    [[schedule]]
    activity = "pill"
    at = "09:00"
    every = "8 h"
    count = 2
    """,
            start="2026-03-02T06:00:00",
        )
        == "Mon 2 Mar 06:00, Mon 2 Mar 14:00"
    )


def test_every_8_hours_starts_at_the_rules_time_where_the_anchor_has_none() -> None:
    """The start is a day, so the first dose is at 09:00."""
    assert (
        days("""
    [[schedule]]
    activity = "pill"
    at = "09:00"
    every = "8 h"
    count = 3
    """)
        == "Mon 2 Mar 09:00, Mon 2 Mar 17:00, Tue 3 Mar 01:00"
    )


def test_first_in_hours_moves_a_series_in_hours() -> None:
    """Every 8 hours, the first 2 hours after the infusion began."""
    assert (
        days(
            """
    [[schedule]]
    activity = "pill"
    every = "8 h"
    first = "2 h"
    count = 2
    """,
            start="2026-03-02T06:00:00",
        )
        == "Mon 2 Mar 08:00, Mon 2 Mar 16:00"
    )


@pytest.mark.parametrize(
    "rule",
    [
        'offset = "2 h"',
        'offset = "2 h"\nat = "09:00"',
        'every = "8 h"\ncount = 2',
        'every = "1 day"\nfirst = "2 h"\ncount = 2',
        'every = "1 week"\non = "tue"\nfirst = "2 h"\ncount = 2',
        'taper = [{ every = "8 h", count = 2 }]',
        'taper = [{ every = "1 day", count = 2 }, { every = "8 h", count = 2 }]',
        'every = "48 h"\ncount = 3\nall_day = true',
    ],
)
def test_hours_from_a_day_without_a_time_are_an_error(rule: str) -> None:
    """Nobody knows when two hours after a day are."""
    assert problems(f'[[schedule]]\nactivity = "pill"\n{rule}') == [
        (
            "untimed-anchor: `phase` counts hours or minutes from something that has no"
            " clock time"
        )
    ]


def test_hours_in_an_expression_need_a_time_too() -> None:
    """Two hours before a visit that has no time."""
    assert problems("""
    [[schedule]]
    activity = "visit"

    [[schedule]]
    activity = "note"
    from = "visit - 2 h"
    """) == [
        (
            "untimed-anchor: `visit - 2 h` counts hours or minutes from something that"
            " has no clock time"
        )
    ]


def test_hours_after_a_parent_need_a_time_too() -> None:
    """Two hours after each visit that has no time."""
    assert problems("""
    [[schedule]]
    activity = "visit"
    days = [1, 2]

    [[schedule]]
    activity = "note"
    each = "visit"
    offset = "2 h"
    """) == [
        (
            "untimed-anchor: `each visit` counts hours or minutes from something that"
            " has no clock time"
        )
    ]


def test_an_all_day_chain_in_hours_loses_its_time_and_says_so() -> None:
    """Each link would count hours from a whole day."""
    assert problems(
        """
    [[schedule]]
    activity = "note"
    every = "48 h"
    count = 3
    all_day = true
    counted_from = "previous"
    """,
        start="2026-03-02T10:00:00",
    ) == [
        (
            "untimed-anchor: `phase` counts hours or minutes from something that has no"
            " clock time"
        )
    ]


class TestElapsedClock:
    """`clock = "elapsed"` counts a day as 24 hours."""

    def test_a_day_is_24_hours(self) -> None:
        """Daily at 10:00, after the change in March at 11:00."""
        assert (
            days(
                """
        [[schedule]]
        activity = "pill"
        every = "1 day"
        count = 2
        clock = "elapsed"
        """,
                start="2026-03-28T10:00:00",
            )
            == "Sat 28 Mar 10:00, Sun 29 Mar 11:00"
        )

    def test_so_is_an_offset(self) -> None:
        """One day after 10:00 over the change is 11:00, one week 11:00 too."""
        assert (
            days(
                """
        [[schedule]]
        activity = "pill"
        offset = ["1 day", "1 week"]
        clock = "elapsed"
        """,
                start="2026-03-28T10:00:00",
            )
            == "Sun 29 Mar 11:00, Sat 4 Apr 11:00"
        )

    def test_so_is_a_taper(self) -> None:
        """Daily twice, then every 2 days, all by the stop watch."""
        assert (
            days(
                """
        [[schedule]]
        activity = "pill"
        first = "1 day"
        taper = [
          { every = "1 day", count = 2 },
          { every = "2 days", count = 1 },
          { on = "mon", weeks = 1 },
        ]
        at = "08:00"
        clock = "elapsed"
        """,
                start="2026-03-27T10:00:00",
            )
            == "Sat 28 Mar 10:00, Sun 29 Mar 11:00, Tue 31 Mar 11:00, Mon 6 Apr 08:00"
        )

    def test_so_is_the_beginning_of_a_series(self) -> None:
        """The first a day later, by the stop watch."""
        assert (
            days(
                """
        [[schedule]]
        activity = "pill"
        every = "1 day"
        first = "1 day"
        count = 1
        clock = "elapsed"
        """,
                start="2026-03-28T10:00:00",
            )
            == "Sun 29 Mar 11:00"
        )

    def test_months_weekdays_and_day_numbers_stay_on_the_calendar(self) -> None:
        """A month has no fixed number of hours, and a Tuesday is a Tuesday."""
        assert agenda(
            """
        [[schedule]]
        id = "monthly"
        activity = "pill"
        offset = "1 month"
        at = "08:00"
        clock = "elapsed"

        [[schedule]]
        id = "weekday"
        activity = "note"
        on = "tue"
        weeks = 1
        at = "08:00"
        clock = "elapsed"
        """,
            start="2026-03-28T10:00:00",
        ) == ["Tue 31 Mar 08:00 weekday-1", "Tue 28 Apr 08:00 monthly-1"]
