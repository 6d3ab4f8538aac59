"""Labels: names laid over the slots in order; the last goes on."""

from __future__ import annotations

from tests.spec.plan import legal


def test_labels_follow_the_slots_and_the_last_goes_on() -> None:
    """Two dose steps, then the last for ever."""
    assert legal("""
    [[schedule]]
    activity = "pill"
    every = "1 day"
    count = 4
    labels = ["half", "whole"]
    """).labels() == ["half", "whole", "whole", "whole"]


def test_without_labels_there_are_none() -> None:
    """Nothing was named."""
    assert legal('[[schedule]]\nactivity = "pill"').labels() == [""]


def test_a_dropped_slot_keeps_its_label() -> None:
    """Module 2 fell on a closed day: the next is still module 3."""
    assert legal(
        """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 3
    if_closed = "drop"
    labels = ["one", "two", "three"]
    """,
        site="closed = [2026-03-10]",
    ).labels() == ["one", "three"]


def test_a_slid_slot_takes_its_label_along() -> None:
    """A series that slides delivers every module."""
    assert legal(
        """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 3
    if_closed = "slide"
    labels = ["one", "two", "three"]
    """,
        site="closed = [2026-03-10]",
    ).labels() == ["one", "two", "three"]


def test_an_excepted_slot_has_no_label() -> None:
    """What is excepted is not counted, so module 2 is on the day after."""
    assert legal("""
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 2
    except = [2026-03-10]
    labels = ["one", "two"]
    """).labels() == ["one", "two"]


def test_each_cycle_begins_its_labels_again() -> None:
    """Day 1 and Day 8 of every cycle."""
    assert legal("""
    [[phases]]
    id = "c"
    length = "2 weeks"
    repeat = 2
    schedule = [{ activity = "visit", days = [1, 8], labels = ["D1", "D8"] }]
    """).labels() == ["D1", "D8", "D1", "D8"]


def test_companions_are_labelled_parent_after_parent() -> None:
    """One form a visit: the first, the second, and so on."""
    assert legal("""
    [[schedule]]
    activity = "visit"
    days = [1, 3, 5]

    [[schedule]]
    activity = "form"
    each = "visit"
    which = [1, 3]
    offset = "1 day"
    labels = ["baseline", "after"]
    """).labels() == ["", "baseline", "", "", "after"]


def test_each_time_of_day_is_a_slot() -> None:
    """Morning and evening have labels of their own."""
    assert legal("""
    [[schedule]]
    activity = "pill"
    every = "1 day"
    count = 3
    at = ["08:00", "20:00"]
    labels = ["one", "two", "three"]
    """).labels() == ["one", "two", "three"]


def test_companions_in_several_days_begin_their_labels_under_each_parent() -> None:
    """Days 1 and 2 after each visit; or every other day, twice."""
    parents = """
    [[schedule]]
    activity = "visit"
    days = [1, 8]

    [[schedule]]
    activity = "note"
    each = "visit"
    labels = ["one", "two"]
    """
    for position in ("days = [2, 3]", 'every = "2 days"\nfirst = "1 day"\ncount = 2'):
        assert legal(parents + position).labels() == ["", "one", "two"] * 2
