"""Periods: a duration in days is from the first to the last day."""

from __future__ import annotations

import pytest

from tests.spec.plan import days, legal


@pytest.mark.parametrize(
    ("duration", "dates"),
    [
        ("1 day", "Mon 2 Mar"),
        ("3 days", "Mon 2 Mar .. Wed 4 Mar"),
        ("2 weeks", "Mon 2 Mar .. Sun 15 Mar"),
        ("1 month", "Mon 2 Mar .. Wed 1 Apr"),
        ("84 days", "Mon 2 Mar .. Sun 24 May"),
    ],
)
def test_a_duration_in_days_lasts_from_the_first_to_the_last_day(
    duration: str, dates: str
) -> None:
    """A course of 84 days ends on its 84th."""
    assert days(f'[[schedule]]\nactivity = "stay"\nduration = "{duration}"') == dates


def test_a_period_has_no_time_whatever_the_activity_says() -> None:
    """A course of a week has no clock time."""
    assert (
        days('[[schedule]]\nactivity = "stay"\nduration = "1 week"\nat = "10:00"')
        == "Mon 2 Mar .. Sun 8 Mar"
    )


def test_a_period_set_off_by_hours_begins_on_that_day() -> None:
    """No driving for a day, from 20 hours after 10:00."""
    assert (
        days(
            """
    [[schedule]]
    activity = "stay"
    duration = "1 day"
    offset = "20 h"
    """,
            start="2026-03-02T10:00:00",
        )
        == "Tue 3 Mar"
    )


def test_a_duration_in_hours_keeps_its_time() -> None:
    """An infusion of 26 hours is no period of days."""
    found = legal('[[schedule]]\nactivity = "visit"\nduration = "26 h"\nat = "10:00"')
    one = found.schedule.occurrences[0]
    assert (str(one.placed), str(one.ends)) == ("2026-03-02 10:00", "2026-03-03 12:00")


def test_a_duration_in_hours_is_elapsed_time() -> None:
    """Two hours from 00:30 in the night of the change end at 03:30."""
    found = legal(
        '[[schedule]]\nactivity = "visit"\nduration = "2 h"\nat = "00:30"',
        start="2026-03-29",
    )
    assert str(found.schedule.occurrences[0].ends) == "2026-03-29 03:30"
