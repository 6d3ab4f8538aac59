"""Day numbers: the anchor's day is Day 1, and there is no Day 0 (CDISC)."""

from __future__ import annotations

from tests.spec.plan import agenda, days


def test_day_1_is_the_anchors_own_day() -> None:
    """Day 1 is the start and Day 8 a week later."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        days = [8, 1, 15]
    """)
        == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar"
    )


def test_day_minus_1_is_the_day_before_day_1() -> None:
    """There is no Day 0: Day -1 is the eve of Day 1."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        days = "-2 to -1"
    """)
        == "Sat 28 Feb, Sun 1 Mar"
    )


def test_a_range_that_passes_day_1_has_no_day_0() -> None:
    """Days -2 to 2 are four days."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        days = [-2, -1, 1, 2]
    """)
        == "Sat 28 Feb, Sun 1 Mar, Mon 2 Mar, Tue 3 Mar"
    )


def test_day_numbers_count_from_the_phase_in_each_cycle() -> None:
    """Day 1 and Day 8 of a three-week cycle come again in the next cycle."""
    assert agenda("""
        [[phases]]
        id = "c"
        length = "3 weeks"
        repeat = 2
        schedule = [{ activity = "note", days = [1, 8] }]
    """) == [
        "Mon 2 Mar c/note-1",
        "Mon 9 Mar c/note-2",
        "Mon 23 Mar c/note-3",
        "Mon 30 Mar c/note-4",
    ]


def test_a_day_beyond_the_length_of_its_phase_is_kept() -> None:
    """A check on Day 36 of a four-week phase is on Day 36 all the same."""
    assert agenda("""
        [[phases]]
        id = "f"
        length = "4 weeks"
        schedule = [{ activity = "note", day = 36 }]
    """) == ["Mon 6 Apr f/note-1"]
