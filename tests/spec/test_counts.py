"""`count`: what counts towards it, and what does not."""

from __future__ import annotations

from tests.spec.plan import legal

DAILY = """
    [[schedule]]
    activity = "walk"
    every = "1 day"
    count = 3
"""


def test_excepted_and_skipped_slots_do_not_count() -> None:
    """Three walks are delivered although 3 March is excepted."""
    assert legal(DAILY + "except = [2026-03-03]").days() == (
        "Mon 2 Mar, Wed 4 Mar, Thu 5 Mar"
    )
    skipping = """
    [[schedule]]
    activity = "note"
    day = 2
    """
    found = legal(DAILY + 'skip_days_of = ["note"]' + skipping)
    assert found.days("walk") == "Mon 2 Mar, Wed 4 Mar, Thu 5 Mar"


def test_dropped_ones_count() -> None:
    """Three Tuesdays, one of them dropped, are two."""
    assert (
        legal(
            """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 3
    if_closed = "drop"
    """,
            site="closed = [2026-03-10]",
        ).days()
        == "Tue 3 Mar, Tue 17 Mar"
    )


def test_slid_ones_do_not_count() -> None:
    """Three Tuesdays, one of them slid over, are three."""
    assert (
        legal(
            """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 3
    if_closed = "slide"
    """,
            site="closed = [2026-03-10]",
        ).days()
        == "Tue 3 Mar, Tue 17 Mar, Tue 24 Mar"
    )


def test_each_time_of_day_is_one() -> None:
    """Five doses at two times of day end in the morning of the third day."""
    assert (
        legal("""
    [[schedule]]
    activity = "pill"
    every = "1 day"
    count = 5
    at = ["08:00", "20:00"]
    """).days()
        == "Mon 2 Mar 08:00, Mon 2 Mar 20:00, Tue 3 Mar 08:00, Tue 3 Mar 20:00,"
        " Wed 4 Mar 08:00"
    )


def test_it_holds_for_lists_too() -> None:
    """The first two of four days."""
    assert (
        legal('[[schedule]]\nactivity = "note"\ndays = [1, 2, 5, 9]\ncount = 2').days()
        == "Mon 2 Mar, Tue 3 Mar"
    )


def test_it_holds_in_each_cycle() -> None:
    """Two walks in each of two weeks."""
    assert (
        legal("""
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 2
    schedule = [{ activity = "walk", every = "1 day", count = 2 }]
    """).days()
        == "Mon 2 Mar, Tue 3 Mar, Mon 9 Mar, Tue 10 Mar"
    )
