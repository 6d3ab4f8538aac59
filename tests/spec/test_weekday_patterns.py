"""Weekday patterns: every such weekday of each week from the anchor."""

from __future__ import annotations

from tests.spec.plan import days, legal


def test_a_pattern_gives_every_such_weekday() -> None:
    """Tuesday and Friday for two weeks are four sessions."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        on = ["tue", "fri"]
        weeks = 2
    """)
        == "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar"
    )


def test_weeks_are_counted_from_the_anchor_and_not_from_monday() -> None:
    """From a Thursday, the first week's Tuesday is the one that follows."""
    assert (
        days(
            """
        [[schedule]]
        activity = "visit"
        on = ["tue", "fri"]
        weeks = 2
    """,
            start="2026-03-05",
        )
        == "Fri 6 Mar, Tue 10 Mar, Fri 13 Mar, Tue 17 Mar"
    )


def test_the_anchors_own_weekday_counts() -> None:
    """A plan that starts on a Tuesday has its first Tuesday session that day."""
    assert (
        days(
            """
        [[schedule]]
        activity = "visit"
        on = "tue"
        count = 2
    """,
            start="2026-03-03",
        )
        == "Tue 3 Mar, Tue 10 Mar"
    )


def test_first_moves_the_beginning_of_a_pattern() -> None:
    """With `first = "1 week"` the Mondays begin a week after the start."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        on = "mon"
        first = "1 week"
        count = 2
    """)
        == "Mon 9 Mar, Mon 16 Mar"
    )


def test_a_range_of_weekdays_is_every_day_of_it() -> None:
    """`mon-fri` leaves out the weekend."""
    assert (
        days(
            """
        [[schedule]]
        activity = "visit"
        on = "mon-fri"
        count = 6
    """,
            start="2026-03-05",
        )
        == "Thu 5 Mar, Fri 6 Mar, Mon 9 Mar, Tue 10 Mar, Wed 11 Mar, Thu 12 Mar"
    )


def test_a_pattern_phase_ends_where_its_next_slot_would_be() -> None:
    """After eight Tuesday and Friday sessions the next phase begins on a Tuesday."""
    found = legal("""
        [[phases]]
        id = "f"
        schedule = [{ activity = "visit", on = ["tue", "fri"], count = 8 }]

        [[phases]]
        id = "g"
        schedule = [{ activity = "note" }]
    """)
    assert found.days("visit") == (
        "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar, Tue 17 Mar, Fri 20 Mar,"
        " Tue 24 Mar, Fri 27 Mar"
    )
    assert found.phases() == [
        "f: Mon 2 Mar .. Tue 31 Mar",
        "g: Tue 31 Mar .. Wed 1 Apr",
    ]
