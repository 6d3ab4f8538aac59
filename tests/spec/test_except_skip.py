"""Exceptions: dates on which nothing happens, and days of other activities."""

from __future__ import annotations

from tests.spec.plan import legal


def test_an_excepted_date_is_left_out_and_told() -> None:
    """No walk on 4 March."""
    found = legal("""
    [[schedule]]
    activity = "walk"
    every = "1 day"
    until = "2026-03-05"
    except = [2026-03-04, 2026-07-01]
    """)
    assert found.days() == "Mon 2 Mar, Tue 3 Mar, Thu 5 Mar"
    assert found.lost() == ["Wed 4 Mar walk: an excepted date"]


def test_an_exception_is_of_the_nominal_date() -> None:
    """The visit due on Friday moves to Thursday; excepting Thursday changes nothing.

    Excepting Friday does: the first is then a week later.
    """
    rule = """
    [[schedule]]
    activity = "visit"
    on = "fri"
    count = 1
    """
    site = "closed = [2026-03-06]"
    assert legal(rule + "except = [2026-03-05]", site=site).days() == "Thu 5 Mar"
    assert legal(rule + "except = [2026-03-06]", site=site).days() == "Fri 13 Mar"


def test_days_of_another_activity_are_skipped_where_that_was_placed() -> None:
    """Home practice on every day but class days, also a class that moved."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 2

    [[schedule]]
    activity = "walk"
    every = "1 day"
    until = "2026-03-10"
    skip_days_of = ["visit"]
    """,
        site="closed = [2026-03-10]",
    )
    assert found.days("visit") == "Tue 3 Mar, Mon 9 Mar"
    assert found.days("walk") == (
        "Mon 2 Mar, Wed 4 Mar, Thu 5 Mar, Fri 6 Mar, Sat 7 Mar, Sun 8 Mar, Tue 10 Mar"
    )
    assert found.lost() == [
        "Tue 3 Mar walk: a day of visit",
        "Mon 9 Mar walk: a day of visit",
    ]


def test_days_of_several_activities_in_any_phase_are_skipped() -> None:
    """Neither on class days nor on the retreat, which lasts three days."""
    found = legal("""
    [[phases]]
    id = "course"
    length = "1 week"
    schedule = [
      { activity = "visit", day = 2 },
      { activity = "stay", day = 4, duration = "3 days" },
      { activity = "walk", every = "1 day", skip_days_of = ["visit", "stay"] },
    ]
    """)
    assert found.days("walk") == "Mon 2 Mar, Wed 4 Mar, Sun 8 Mar"
    assert found.lost()[1] == "Thu 5 Mar walk: a day of visit or stay"


def test_a_dropped_occurrence_makes_no_day_to_skip() -> None:
    """The class on the closed day was left out, so there is practice."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 1
    if_closed = "drop"

    [[schedule]]
    activity = "walk"
    every = "1 day"
    count = 2
    skip_days_of = ["visit"]
    """,
        site="closed = [2026-03-03]",
    )
    assert found.days("walk") == "Mon 2 Mar, Tue 3 Mar"
