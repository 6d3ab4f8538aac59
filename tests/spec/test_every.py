"""Fixed intervals: anchor + (first + n x every)."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, days


@pytest.mark.parametrize(
    ("every", "dates"),
    [
        ("1 day", "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar"),
        ("10 days", "Mon 2 Mar, Thu 12 Mar, Sun 22 Mar"),
        ("2 weeks", "Mon 2 Mar, Mon 16 Mar, Mon 30 Mar"),
        ("1 month", "Mon 2 Mar, Thu 2 Apr, Sat 2 May"),
        ("1 year", "Mon 2 Mar, Tue 2 Mar 2027, Thu 2 Mar 2028"),
        ("3 business days", "Mon 2 Mar, Thu 5 Mar, Tue 10 Mar"),
    ],
)
def test_an_interval_may_be_of_any_unit(every: str, dates: str) -> None:
    """The first is on the anchor, each other one interval later."""
    assert (
        days(f"""
        [[schedule]]
        activity = "note"
        every = "{every}"
        count = 3
    """)
        == dates
    )


def test_months_count_from_the_anchor_and_never_from_a_clamped_date() -> None:
    """Monthly from 31 August returns to the 31st after every shorter month."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        every = "1 month"
        count = 7
    """,
            start="2026-08-31",
        )
        == "Mon 31 Aug, Wed 30 Sep, Sat 31 Oct, Mon 30 Nov, Thu 31 Dec,"
        " Sun 31 Jan 2027, Sun 28 Feb 2027"
    )


def test_first_moves_the_first_and_with_it_all_others() -> None:
    """With `first = "1 week"` monthly injections count from a week after the start."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        every = "1 month"
        first = "1 week"
        count = 3
    """,
            start="2026-01-31",
        )
        == "Sat 7 Feb, Sat 7 Mar, Tue 7 Apr"
    )


def test_first_in_months_is_added_to_the_interval_before_anything_is_clamped() -> None:
    """One month, then two, after 31 January: the end of February, then 31 March."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        every = "1 month"
        first = "1 month"
        count = 2
    """,
            start="2026-01-31",
        )
        == "Sat 28 Feb, Tue 31 Mar"
    )


def test_a_week_beginning_before_the_months_are_added_is_never_clamped_twice() -> None:
    """Months are added to the anchor, the week of `first` only afterwards."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        every = "1 month"
        first = "1 day"
        count = 3
    """,
            start="2026-01-31",
        )
        == "Sun 1 Feb, Sun 1 Mar, Wed 1 Apr"
    )


def test_every_two_weeks_on_weekdays_means_the_first_week_of_each_two() -> None:
    """Every 2 weeks on Tuesday and Friday: both in one week, then a week off."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        every = "2 weeks"
        on = ["tue", "fri"]
        count = 4
    """)
        == "Tue 3 Mar, Fri 6 Mar, Tue 17 Mar, Fri 20 Mar"
    )


def test_the_first_seven_days_of_a_month_hold_its_weekday() -> None:
    """Every month on Wednesday: the first Wednesday from the day of the month on."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        every = "1 month"
        on = "wed"
        count = 3
    """)
        == "Wed 4 Mar, Wed 8 Apr, Wed 6 May"
    )


def test_weekdays_of_periods_that_overlap_are_given_once() -> None:
    """Every 3 days on any weekday cannot give one day twice."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        every = "3 days"
        on = ["mon", "thu"]
        count = 4
    """)
        == "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar, Thu 12 Mar"
    )


def test_first_in_hours_gives_every_day_the_anchors_time_and_that_much_more() -> None:
    """Two hours after a start at 10:00, every day, is 12:00."""
    assert agenda(
        """
        [[schedule]]
        activity = "note"
        every = "1 day"
        first = "2 h"
        count = 2
    """,
        start="2026-03-02T10:00:00",
    ) == ["Mon 2 Mar 12:00 note-1", "Tue 3 Mar 12:00 note-2"]


def test_until_is_inclusive_by_date() -> None:
    """Weekly until 16 March has a last one on 16 March."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        every = "1 week"
        until = "2026-03-16"
    """)
        == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar"
    )


def test_until_is_inclusive_by_moment_if_it_has_a_time() -> None:
    """Until noon on 3 March: the tablet at 08:00 yes, that at 20:00 no more."""
    assert (
        days("""
        [[schedule]]
        activity = "pill"
        every = "1 day"
        at = ["08:00", "20:00"]
        until = "2026-03-03T12:00"
    """)
        == "Mon 2 Mar 08:00, Mon 2 Mar 20:00, Tue 3 Mar 08:00"
    )


def test_an_until_that_rests_on_an_occurrence_and_days_is_a_date() -> None:
    """Until the day after the visit at 10:00 includes that day's evening."""
    assert agenda("""
        [[schedule]]
        activity = "visit"
        at = "10:00"

        [[schedule]]
        activity = "pill"
        every = "1 day"
        at = "20:00"
        until = "visit + 1 day"
    """) == [
        "Mon 2 Mar 10:00 visit-1",
        "Mon 2 Mar 20:00 pill-1",
        "Tue 3 Mar 20:00 pill-2",
    ]


def test_the_earliest_of_several_ends_wins() -> None:
    """Count 10, until 20 March, 2 weeks: the two weeks end first."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        every = "5 days"
        count = 10
        until = "2026-03-20"
        weeks = 2
    """)
        == "Mon 2 Mar, Sat 7 Mar, Thu 12 Mar"
    )


def test_the_first_may_come_after_business_days() -> None:
    """The second business day after the 6th of each month, a Friday in March."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    every = "1 month"
    first = "2 business days"
    count = 3
    """,
            "2026-03-06",
            site='open = "mon-fri"',
        )
        == "Tue 10 Mar, Wed 8 Apr, Fri 8 May"
    )
