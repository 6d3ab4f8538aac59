"""Companions: one for every occurrence of a parent."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, legal

SESSIONS = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"

    [[schedule]]
    activity = "visit"
    on = ["tue", "fri"]
    count = 4
"""


def test_every_parent_gets_a_companion() -> None:
    """A call on the day after each session."""
    found = legal(
        SESSIONS
        + """
    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"
    """
    )
    assert found.days("call") == "Wed 4 Mar, Sat 7 Mar, Wed 11 Mar, Sat 14 Mar"


def test_a_companion_without_a_position_is_on_its_parents_day() -> None:
    """A form for each session is due on the day of the session, at no time."""
    found = legal(
        SESSIONS
        + """
    [[schedule]]
    activity = "form"
    each = "visit"
    """
    )
    assert found.days("form") == "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar"


def test_a_companion_in_hours_keeps_its_parents_time() -> None:
    """Observation ends two hours after each session."""
    found = legal(
        SESSIONS
        + """
    [[schedule]]
    activity = "note"
    each = "visit"
    which = [1, 2]
    offset = "2 h"
    """
    )
    assert found.days("note") == "Tue 3 Mar 12:00, Fri 6 Mar 12:00"


@pytest.mark.parametrize(
    ("which", "dates"),
    [
        ("[1, 3]", "Tue 3 Mar, Tue 10 Mar"),
        ('[2, "last"]', "Fri 6 Mar, Fri 13 Mar"),
        ('"3-last"', "Tue 10 Mar, Fri 13 Mar"),
        ('"2-3"', "Fri 6 Mar, Tue 10 Mar"),
        ('"every 2nd"', "Fri 6 Mar, Fri 13 Mar"),
        ("[4, 9]", "Fri 13 Mar"),
    ],
)
def test_which_picks_parents_by_their_number(which: str, dates: str) -> None:
    """Forms at some of the sessions only."""
    found = legal(
        SESSIONS
        + f"""
    [[schedule]]
    activity = "form"
    each = "visit"
    which = {which}
    """
    )
    assert found.days("form") == dates


def test_a_companion_follows_its_parent_wherever_that_lands() -> None:
    """The session moves from a closed Friday to Thursday, and the call with it."""
    assert agenda(
        """
    [[schedule]]
    activity = "visit"
    on = "fri"
    count = 1

    [[schedule]]
    activity = "note"
    each = "visit"
    offset = "1 day"
    """,
        site="closed = [2026-03-06]",
    ) == ["Thu 5 Mar visit-1", "Fri 6 Mar note-1"]


def test_a_companion_that_follows_the_plan_stays_with_the_nominal_date() -> None:
    """With `follows = "planned"` it counts from the Friday that was closed."""
    assert agenda(
        """
    [[schedule]]
    activity = "visit"
    on = "fri"
    count = 1

    [[schedule]]
    activity = "note"
    each = "visit"
    offset = "1 day"
    follows = "planned"
    """,
        site="closed = [2026-03-06]",
    ) == ["Thu 5 Mar visit-1", "Sat 7 Mar note-1"]


def test_a_companion_of_a_companion_follows_both() -> None:
    """A form the day after each call, which is the day after each session."""
    found = legal(
        SESSIONS
        + """
    [[schedule]]
    activity = "call"
    each = "visit"
    which = [1, 2]
    offset = "1 day"

    [[schedule]]
    activity = "form"
    each = "call"
    offset = "1 day"
    """
    )
    assert found.days("form") == "Thu 5 Mar, Sun 8 Mar"
    assert [key for key in found.identities() if "form" in key] == [
        ":1~1/visit#1.0>:1~1/call#1.0>:1~1/form#1.0",
        ":1~1/visit#2.0>:1~1/call#1.0>:1~1/form#1.0",
    ]


def test_several_companions_under_each_parent() -> None:
    """After each session a call on the next day and a week later."""
    found = legal(
        SESSIONS
        + """
    [[schedule]]
    activity = "note"
    each = "visit"
    which = [1, 2]
    offset = ["1 day", "1 week"]
    labels = ["next day", "week after"]
    """
    )
    assert [line for line in found.agenda() if "note" in line] == [
        "Wed 4 Mar note-1",
        "Sat 7 Mar note-2",
        "Tue 10 Mar note-3",
        "Fri 13 Mar note-4",
    ]
    labels = [label for label in found.labels() if label]
    assert labels == ["next day", "next day", "week after", "week after"]


def test_a_daily_companion_ends_by_its_own_count() -> None:
    """Three days of a form after each session."""
    found = legal(
        SESSIONS
        + """
    [[schedule]]
    activity = "walk"
    each = "visit"
    which = [1]
    every = "1 day"
    count = 3
    """
    )
    assert found.days("walk") == "Tue 3 Mar, Wed 4 Mar, Thu 5 Mar"


def test_day_numbers_under_a_parent_count_its_day_as_day_1() -> None:
    """Day 2 of each session is the day after; Day -1 the eve."""
    found = legal(
        SESSIONS
        + """
    [[schedule]]
    activity = "note"
    each = "visit"
    which = [2]
    days = [-1, 2]
    """
    )
    assert found.days("note") == "Thu 5 Mar, Sat 7 Mar"


def test_parents_mean_those_of_the_same_phase_and_cycle() -> None:
    """In each cycle the form goes with that cycle's visit, and no other."""
    found = legal("""
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 2
    schedule = [
      { activity = "visit", day = 2 },
      { activity = "form", each = "visit", offset = "1 day" },
    ]

    [[phases]]
    id = "d"
    length = "1 week"
    schedule = [{ activity = "visit", day = 1 }]
    """)
    assert found.agenda() == [
        "Tue 3 Mar c/visit-1",
        "Wed 4 Mar c/form-1",
        "Tue 10 Mar c/visit-2",
        "Wed 11 Mar c/form-2",
        "Mon 16 Mar d/visit-1",
    ]


def test_parents_mean_the_whole_program_where_the_phase_has_none() -> None:
    """A form of no phase goes with the visits of every phase, in order of time."""
    found = legal("""
    [[phases]]
    id = "a"
    length = "1 week"
    schedule = [{ activity = "visit", day = 2 }]

    [[phases]]
    id = "b"
    length = "1 week"
    schedule = [{ activity = "visit", day = 3 }]

    [[schedule]]
    activity = "form"
    each = "visit"
    which = ["last"]
    """)
    assert found.agenda() == [
        "Tue 3 Mar a/visit-1",
        "Wed 11 Mar form-1",
        "Wed 11 Mar b/visit-1",
    ]


def test_parents_may_be_named_by_phase_and_by_rule() -> None:
    """Only phase b's visits; only the rule called `long`."""
    found = legal("""
    [[phases]]
    id = "a"
    length = "1 week"
    schedule = [{ activity = "visit", id = "long", day = 2 }]

    [[phases]]
    id = "b"
    length = "1 week"
    schedule = [{ activity = "visit", day = 3 }]

    [[schedule]]
    activity = "form"
    each = "b/visit"

    [[schedule]]
    activity = "note"
    each = "long"
    """)
    assert found.agenda() == [
        "Tue 3 Mar note-1",
        "Tue 3 Mar a/long-1",
        "Wed 11 Mar form-1",
        "Wed 11 Mar b/visit-1",
    ]


def test_the_companion_of_a_dropped_parent_is_left_out_and_a_notice_says_so() -> None:
    """Session 2 falls on a closed day and is dropped: no call goes with it."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    on = "fri"
    count = 3
    if_closed = "drop"

    [[schedule]]
    activity = "note"
    each = "visit"
    offset = "1 day"
    labels = ["first", "second", "third"]
    """,
        site="closed = [2026-03-13]",
    )
    assert found.agenda() == [
        "Fri 6 Mar visit-1",
        "Sat 7 Mar note-1",
        "Fri 20 Mar visit-3",
        "Sat 21 Mar note-2",
    ]
    # Labels lie over the parents' slots, so the third note still says `third`.
    assert found.labels() == ["", "first", "", "third"]
    assert found.notices() == ["note of visit 2 is left out: visit 2 was dropped"]


def test_a_companion_of_parents_that_are_not_there_is_mentioned() -> None:
    """There is no fifth visit in two weeks of two."""
    found = legal("""
    [[phases]]
    id = "p"
    length = "2 weeks"
    schedule = [
      { activity = "visit", on = ["tue", "fri"] },
      { activity = "form", each = "visit", which = [5], offset = "1 day" },
    ]
    """)
    assert found.days("form") == ""
    assert found.notices() == ["form gives nothing: visit has none that `which` names"]
