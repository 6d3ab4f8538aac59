"""At most one occurrence of an activity a day, unless the rule says otherwise."""

from __future__ import annotations

import pytest

from tests.spec.plan import days, legal, planned, problems, record


def test_two_rules_that_put_one_activity_on_one_day_are_an_error() -> None:
    """Both rules are named, with their places."""
    found = planned("""
    [[schedule]]
    id = "early"
    activity = "visit"
    day = 8

    [[schedule]]
    id = "second"
    activity = "visit"
    offset = "1 week"
    """)
    assert found.problems() == [
        "same-day: `visit` would happen twice on Mon 9 Mar 2026"
    ]
    complaint = found.complaints[0]
    assert complaint.primary is not None
    assert complaint.primary.place.path == ("schedule", 1)
    assert [label.place.path for label in complaint.related] == [("schedule", 0)]
    assert found.agenda() == ["Mon 9 Mar early-1"]


def test_two_rules_that_meet_often_are_told_of_once() -> None:
    """One cause, one diagnostic."""
    assert problems("""
    [[schedule]]
    activity = "visit"
    every = "1 day"
    count = 10

    [[schedule]]
    id = "weekly"
    activity = "visit"
    on = ["tue", "fri"]
    count = 3
    """) == [
        "same-day: `visit` would happen twice on Tue 3 Mar 2026 and on 2 other days"
    ]


def test_one_rule_may_meet_itself() -> None:
    """Aligned to Mondays, Days 2 and 4 fall on the same Monday."""
    found = planned("""
    [[schedule]]
    activity = "visit"
    days = [2, 4]
    align = "mon"
    """)
    assert found.problems() == [
        "same-day: `visit` would happen twice on Mon 9 Mar 2026"
    ]
    assert found.complaints[0].related == ()


def test_several_times_of_a_rule_are_several_a_day() -> None:
    """Morning and evening."""
    assert (
        days("""
    [[schedule]]
    activity = "visit"
    at = ["08:00", "20:00"]
    """)
        == "Mon 2 Mar 08:00, Mon 2 Mar 20:00"
    )


def test_rules_that_count_in_hours_stand_beside_each_other() -> None:
    """Samples before and after a dose, by two rules."""
    assert (
        days(
            """
    [[schedule]]
    id = "before"
    activity = "note"
    offset = "-30 min"

    [[schedule]]
    id = "after"
    activity = "note"
    offset = "1, 2 h"
    """,
            start="2026-03-02T10:00:00",
        )
        == "Mon 2 Mar 09:30, Mon 2 Mar 11:00, Mon 2 Mar 12:00"
    )


def test_but_not_at_the_same_moment() -> None:
    """Two rules that give 12:00 are an error."""
    assert problems(
        """
    [[schedule]]
    id = "one"
    activity = "note"
    offset = "2 h"

    [[schedule]]
    id = "other"
    activity = "note"
    offset = "120 min"
    """,
        start="2026-03-02T10:00:00",
    ) == ["same-day: `note` would happen twice on Mon 2 Mar 2026"]


def test_a_rule_of_one_a_day_stands_beside_no_other() -> None:
    """A loading dose on the first day of a thrice-daily rule: whichever comes first."""
    rules = """
    [[schedule]]
    activity = "pill"
    at = ["08:00", "14:00"]

    [[schedule]]
    id = "loading"
    activity = "pill"
    at = "{}"
    """
    for clock, often in (("06:00", "3 times"), ("20:00", "twice")):
        assert problems(rules.format(clock)) == [
            f"same-day: `pill` would happen {often} on Mon 2 Mar 2026"
        ]


def test_a_day_is_counted_once_however_many_fall_on_it() -> None:
    """Four times the first of March, and twice the first of April."""
    rule = """
    [[schedule]]
    activity = "visit"
    days = "{}"
    align = "month"
    """
    assert problems(rule.format("1-4"), start="2026-03-13") == [
        "same-day: `visit` would happen 4 times on Sun 1 Mar 2026"
    ]
    assert problems(rule.format("1-4, 20, 21"), start="2026-03-13") == [
        ("same-day: `visit` would happen 4 times on Sun 1 Mar 2026 and on 1 other day")
    ]


def test_one_that_was_dropped_leaves_its_day_free() -> None:
    """The other rule's visit, moved there, may have it."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 1
    at = "07:00"
    if_closed = "drop"

    [[schedule]]
    id = "other"
    activity = "visit"
    day = 3
    at = "10:00"
    if_closed = "previous"
    """,
            site='hours = { mon-tue = "09:00-17:00", thu-fri = "09:00-17:00" }',
        )
        == "Tue 3 Mar 10:00"
    )


@pytest.mark.parametrize("position", ['every = "1 day"', 'on = "mon-fri"'])
def test_where_no_other_day_is_free_it_stays_beside_a_fact(position: str) -> None:
    """The first was given on the second's day, and the third has the day after.

    The plan keeps its dates: whether the second took place too is to be recorded.
    """
    rule = f'[[schedule]]\nactivity = "visit"\n{position}\ncount = 4'
    found = planned(rule, plan=record("visit-1", on="2026-03-03"))
    assert found.problems() == [
        (
            "deviation: `visit-2` is planned for Tue 3 Mar 2026, `visit` is already on"
            " that day"
        )
    ]
    assert found.agenda() == [
        "Tue 3 Mar visit-1",
        "Tue 3 Mar visit-2",
        "Wed 4 Mar visit-3",
        "Thu 5 Mar visit-4",
    ]
    assert found.trace("visit-2")[2:] == [
        "gap: Tue 3 Mar (`visit` is already on that day)",
        "note: (no other day is free: what became of it has to be recorded)",
        "placed: Tue 3 Mar",
    ]
    both = record("visit-1", on="2026-03-03") + record("visit-2", "missed")
    assert legal(rule, plan=both).states() == ["visit-1 done", "visit-2 missed"]


def test_what_has_no_date_because_of_a_fact_is_named() -> None:
    """The calls after the visits are two days later, and one meets the other rule's."""
    rules = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 4
    counted_from = "previous"

    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"

    [[schedule]]
    id = "other"
    activity = "call"
    from = "start"
    offset = "10 days"
    """
    legal(rules)
    found = planned(rules, plan=record("visit-1", on="2026-03-04"))
    assert found.problems() == [
        "same-day: `call` would happen twice on Thu 12 Mar 2026"
    ]
    assert found.complaints[0].help[-1] == (
        "settle `other-1`: `omit` it, or `move` it with `--override`"
    )
