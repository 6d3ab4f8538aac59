"""Tapers: steps in order, each with its own distance."""

from __future__ import annotations

from tests.spec.plan import agenda, days, legal


def test_a_later_step_begins_one_of_its_own_intervals_after_the_last_slot() -> None:
    """Weekly x4, then every 2 weeks x2: two weeks lie between the 4th and the 5th."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        taper = [{ every = "1 week", count = 4 }, { every = "2 weeks", count = 2 }]
    """)
        == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar, Mon 6 Apr, Mon 20 Apr"
    )


def test_a_weekday_is_kept_through_all_steps() -> None:
    """A taper on Tuesdays from a Monday has Tuesdays only."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        on = "tue"
        taper = [{ every = "1 week", count = 2 }, { every = "2 weeks", count = 2 }]
    """)
        == "Tue 3 Mar, Tue 10 Mar, Tue 24 Mar, Tue 7 Apr"
    )


def test_first_moves_the_whole_taper() -> None:
    """With `first = "1 week"` the first of the taper comes a week after the anchor."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        first = "1 week"
        taper = [{ every = "1 week", count = 2 }, { every = "1 month", count = 1 }]
    """)
        == "Mon 9 Mar, Mon 16 Mar, Thu 16 Apr"
    )


def test_a_step_may_end_on_a_date() -> None:
    """Weekly until 17 March, then every 2 weeks twice."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        taper = [
          { every = "1 week", until = "2026-03-17" },
          { every = "2 weeks", count = 2 },
        ]
    """)
        == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 30 Mar, Mon 13 Apr"
    )


def test_a_first_step_that_is_over_before_it_began_gives_nothing() -> None:
    """If weekly visits had to end before the start, the next step starts there."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        taper = [
          { every = "1 week", until = "2026-03-01" },
          { every = "2 weeks", count = 2 },
        ]
    """)
        == "Mon 2 Mar, Mon 16 Mar"
    )


def test_pattern_steps_last_so_many_weeks() -> None:
    """Three times a week for a week, twice for a week, then once."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        taper = [
          { on = ["mon", "wed", "fri"], weeks = 1 },
          { on = ["mon", "thu"], weeks = 1 },
          { on = "wed", weeks = 1 },
        ]
    """)
        == "Mon 2 Mar, Wed 4 Mar, Fri 6 Mar, Mon 9 Mar, Thu 12 Mar, Wed 18 Mar"
    )


def test_an_interval_step_after_weekdays_counts_from_the_last_of_them() -> None:
    """After Tuesday and Friday for 2 weeks, weekly means a week after that Friday."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        taper = [{ on = ["tue", "fri"], weeks = 1 }, { every = "1 week", count = 2 }]
    """)
        == "Tue 3 Mar, Fri 6 Mar, Fri 13 Mar, Fri 20 Mar"
    )


def test_weekdays_after_an_interval_step_begin_one_interval_after_its_last() -> None:
    """Weekly on Mondays twice; the step on Wednesdays begins the Monday after."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        taper = [{ every = "1 week", count = 2 }, { on = "wed", weeks = 2 }]
    """)
        == "Mon 2 Mar, Mon 9 Mar, Wed 18 Mar, Wed 25 Mar"
    )


def test_a_taper_phase_ends_with_its_last_step() -> None:
    """The last step is every 2 weeks, so the phase ends 2 weeks after its last slot."""
    assert legal("""
        [[phases]]
        id = "t"
        schedule = [{ activity = "visit", taper = [
          { every = "1 week", count = 2 }, { every = "2 weeks", count = 1 },
        ] }]
    """).phases() == ["t: Mon 2 Mar .. Mon 6 Apr"]


def test_a_taper_phase_that_ends_with_weekdays_ends_with_their_last_week() -> None:
    """One week of Tuesdays from a Monday ends on the Monday after."""
    assert legal("""
        [[phases]]
        id = "t"
        schedule = [{ activity = "visit", taper = [{ on = "tue", weeks = 1 }] }]
    """).phases() == ["t: Mon 2 Mar .. Mon 9 Mar"]


def test_a_taper_may_count_in_hours() -> None:
    """Every 6 h twice, then every 12 h twice, from 08:00."""
    assert agenda(
        """
        [[schedule]]
        activity = "pill"
        taper = [{ every = "6 h", count = 2 }, { every = "12 h", count = 2 }]
    """,
        start="2026-03-02T08:00:00",
    ) == [
        "Mon 2 Mar 08:00 pill-1",
        "Mon 2 Mar 14:00 pill-2",
        "Tue 3 Mar 02:00 pill-3",
        "Tue 3 Mar 14:00 pill-4",
    ]


def test_a_taper_may_go_from_hours_to_days_and_back() -> None:
    """Twice 12 h apart; daily at 08:00 twice; 12 h after that."""
    assert agenda(
        """
        [[schedule]]
        activity = "pill"
        at = "08:00"
        taper = [
          { every = "12 h", count = 2 },
          { every = "1 day", count = 2 },
          { every = "12 h", count = 1 },
        ]
    """
    ) == [
        "Mon 2 Mar 08:00 pill-1",
        "Mon 2 Mar 20:00 pill-2",
        "Tue 3 Mar 08:00 pill-3",
        "Wed 4 Mar 08:00 pill-4",
        "Wed 4 Mar 20:00 pill-5",
    ]


def test_a_chained_taper_counts_each_distance_from_where_the_one_before_went() -> None:
    """A visit that moved from Monday to Tuesday takes all later ones with it."""
    assert (
        days(
            """
        [[schedule]]
        activity = "visit"
        counted_from = "previous"
        if_closed = "next"
        taper = [{ every = "1 week", count = 2 }, { every = "2 weeks", count = 2 }]
    """,
            site="closed = [2026-03-09]",
        )
        == "Mon 2 Mar, Tue 10 Mar, Tue 24 Mar, Tue 7 Apr"
    )


def test_exceptions_use_up_the_count_of_a_step() -> None:
    """A step's count is of slots: the excepted one is not made up for."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        except = [2026-03-09]
        taper = [{ every = "1 week", count = 3 }, { every = "2 weeks", count = 1 }]
    """)
        == "Mon 2 Mar, Mon 16 Mar, Mon 30 Mar"
    )
