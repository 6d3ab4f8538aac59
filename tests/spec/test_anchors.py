"""Anchor expressions: every form, and what a name means where it stands."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, days, legal

TWO_PHASES = """
    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [{ activity = "visit", on = ["tue", "fri"], at = "10:00" }]

    [[phases]]
    id = "g"
    length = "2 weeks"
    schedule = [{ activity = "visit", on = "wed", at = "10:00" }]
"""


@pytest.mark.parametrize(
    ("anchor", "date"),
    [
        ("start", "Mon 2 Mar"),
        ("start + 3 days", "Thu 5 Mar"),
        ("start + 1 month - 1 day", "Wed 1 Apr"),
        ("start - 2 business days", "Thu 26 Feb"),
        ("2026-04-01", "Wed 1 Apr"),
        ("2026-04-01 + 1 week", "Wed 8 Apr"),
        ("f.start", "Mon 2 Mar"),
        ("f.end", "Mon 16 Mar"),
        ("g.start", "Mon 16 Mar"),
        ("g.end", "Mon 30 Mar"),
        ("visit[1]", "Tue 3 Mar"),
        ("visit[5]", "Wed 18 Mar"),
        ("visit.first", "Tue 3 Mar"),
        ("visit.last", "Wed 25 Mar"),
        ("f/visit.last", "Fri 13 Mar"),
        ("g/visit[1]", "Wed 18 Mar"),
        ("visit.last + 1 year", "Thu 25 Mar 2027"),
    ],
)
def test_every_form_of_an_expression(anchor: str, date: str) -> None:
    """A note counts from a date, a start, an end, or an occurrence."""
    found = legal(
        f"""
    [[schedule]]
    activity = "note"
    from = "{anchor}"
    {TWO_PHASES}
    """
    )
    assert found.days("note") == date


def test_amounts_are_applied_from_left_to_right() -> None:
    """31 January plus a month is clamped before a day is taken away."""
    assert (
        days(
            """
    [[schedule]]
    activity = "note"
    from = "start + 1 month - 1 day"
    """,
            start="2026-01-31",
        )
        == "Fri 27 Feb"
    )
    assert (
        days(
            """
    [[schedule]]
    activity = "note"
    from = "start - 1 day + 1 month"
    """,
            start="2026-01-31",
        )
        == "Sat 28 Feb"
    )


def test_an_expression_in_hours_keeps_time() -> None:
    """A note two hours before the last visit; one a day and an hour after a moment."""
    found = legal(
        f"""
    [[schedule]]
    activity = "note"
    from = "visit.last - 2 h"

    [[schedule]]
    id = "later"
    activity = "form"
    from = "2026-04-01T08:30 + 1 day + 1 h"
    {TWO_PHASES}
    """
    )
    assert found.days("note") == "Wed 25 Mar 08:00"
    assert found.days("form") == "Thu 2 Apr 09:30"


def test_an_anchor_in_days_from_an_occurrence_has_no_time() -> None:
    """The day after the visit at 10:00 is a whole day."""
    found = legal(
        f"""
    [[schedule]]
    activity = "note"
    from = "visit[1] + 1 day"
    {TWO_PHASES}
    """
    )
    assert found.days("note") == "Wed 4 Mar"


def test_a_name_alone_means_the_only_occurrence() -> None:
    """There is one review, so `review` says which."""
    assert agenda("""
    [[schedule]]
    activity = "review"
    day = 3

    [[schedule]]
    activity = "note"
    from = "review + 1 day"
    """) == ["Wed 4 Mar review-1", "Thu 5 Mar note-1"]


def test_a_rule_may_be_named_by_its_id() -> None:
    """`second` is one rule of two for the same activity."""
    assert agenda("""
    [[schedule]]
    activity = "form"
    day = 3

    [[schedule]]
    id = "second"
    activity = "form"
    day = 10

    [[schedule]]
    activity = "note"
    from = "second + 1 day"
    """) == ["Wed 4 Mar form-1", "Wed 11 Mar second-1", "Thu 12 Mar note-1"]


def test_an_occurrence_stands_for_where_it_was_placed() -> None:
    """The visit moves to Tuesday; what counts from it follows, unless it says not."""
    assert agenda(
        """
    [[schedule]]
    activity = "visit"

    [[schedule]]
    activity = "note"
    from = "visit + 1 week"

    [[schedule]]
    activity = "form"
    from = "visit + 1 week"
    follows = "planned"
    """,
        site="closed = [2026-03-02, 2026-03-01]",
    ) == ["Tue 3 Mar visit-1", "Mon 9 Mar form-1", "Tue 10 Mar note-1"]


def test_first_and_last_skip_what_was_dropped_but_numbers_do_not() -> None:
    """Of three visits the first was dropped: `.first` is the second, `[2]` too."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 3
    if_closed = "drop"

    [[schedule]]
    activity = "note"
    from = "visit.first"

    [[schedule]]
    activity = "form"
    from = "visit[2]"

    [[schedule]]
    activity = "walk"
    from = "visit[1]"
    """,
        site="closed = [2026-03-03]",
    )
    assert found.agenda() == [
        "Tue 10 Mar visit-2",
        "Tue 10 Mar note-1",
        "Tue 10 Mar form-1",
        "Tue 17 Mar visit-3",
    ]
    assert found.notices() == ["walk is left out: visit 1 was dropped"]


def test_if_all_were_dropped_there_is_no_last_one() -> None:
    """The only visit was dropped, so nothing can count from the last one."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    if_closed = "drop"

    [[schedule]]
    activity = "note"
    from = "visit.last"
    """,
        site="closed = [2026-03-02]",
    )
    assert found.agenda() == []
    assert found.notices() == ["note is left out: no visit is left"]


def test_what_rests_on_something_left_out_is_left_out_too() -> None:
    """No first visit, no note after it, no form after the note: two notices."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    if_closed = "drop"

    [[schedule]]
    activity = "note"
    from = "visit"

    [[schedule]]
    activity = "form"
    from = "note"
    """,
        site="closed = [2026-03-02]",
    )
    assert found.notices() == [
        "note is left out: visit 1 was dropped",
        "form is left out: there is no note",
    ]


def test_a_name_means_this_cycle_where_its_phase_schedules_it() -> None:
    """In each cycle the note counts from the second visit of that cycle."""
    found = legal("""
    [[phases]]
    id = "c"
    length = "2 weeks"
    repeat = 2
    schedule = [
      { activity = "visit", on = "wed" },
      { activity = "note", from = "visit[2] + 1 day" },
    ]
    """)
    assert found.days("note") == "Thu 12 Mar, Thu 26 Mar"


def test_a_name_means_the_whole_program_where_its_phase_does_not_schedule_it() -> None:
    """A later phase's `visit[3]` is the third of all visits, those of c included."""
    found = legal("""
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 3
    schedule = [{ activity = "visit", on = "wed" }]

    [[phases]]
    id = "d"
    length = "1 week"
    schedule = [{ activity = "note", from = "visit[3] + 1 day" }]
    """)
    assert found.days("note") == "Thu 19 Mar"


def test_a_phase_before_the_name_means_all_its_cycles() -> None:
    """`c/visit.last` is the last visit of the last cycle."""
    found = legal("""
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 3
    schedule = [
      { activity = "visit", on = "wed" },
    ]

    [[schedule]]
    activity = "note"
    from = "c/visit.last"
    """)
    assert found.days("note") == "Wed 18 Mar"


def test_the_start_and_end_of_a_repeated_phase_are_its_first_and_last() -> None:
    """`c.start` is where cycle 1 begins, `c.end` where cycle 3 ends."""
    found = legal("""
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 3
    schedule = [{ activity = "visit", on = "wed" }]

    [[schedule]]
    activity = "note"
    from = "c.start"

    [[schedule]]
    activity = "form"
    from = "c.end"
    """)
    assert found.days("note") == "Mon 2 Mar"
    assert found.days("form") == "Mon 23 Mar"


class TestPrevious:
    """`previous`: the last occurrence of the activity before this phase."""

    def test_it_is_the_last_one_of_the_phases_before(self) -> None:
        """Boosters are one and two months after the last visit of the course."""
        found = legal(f"""
        {TWO_PHASES}
        [[phases]]
        id = "boosters"
        schedule = [{{ activity = "visit", from = "previous", offset = "1, 2 months" }}]
        """)
        assert found.agenda()[-2:] == [
            "Sat 25 Apr boosters/visit-1",
            "Mon 25 May boosters/visit-2",
        ]

    def test_in_a_later_cycle_it_is_that_of_the_cycle_before(self) -> None:
        """Each cycle's visit is five days after the one of the cycle before."""
        found = legal("""
        [[phases]]
        id = "a"
        length = "1 week"
        schedule = [{ activity = "visit", day = 2 }]

        [[phases]]
        id = "c"
        length = "1 week"
        repeat = 2
        schedule = [{ activity = "visit", from = "previous", offset = "8 days" }]
        """)
        assert found.days() == "Tue 3 Mar, Wed 11 Mar, Thu 19 Mar"

    def test_it_skips_what_was_dropped(self) -> None:
        """The last visit was dropped, so the one before it counts."""
        found = legal(
            """
        [[phases]]
        id = "a"
        length = "2 weeks"
        schedule = [{ activity = "visit", on = "tue", if_closed = "drop" }]

        [[phases]]
        id = "b"
        length = "2 weeks"
        schedule = [{ activity = "visit", from = "previous", offset = "3 weeks" }]
        """,
            site="closed = [2026-03-10]",
        )
        assert found.days() == "Tue 3 Mar, Tue 24 Mar"

    def test_a_phase_that_lies_later_in_time_is_not_before(self) -> None:
        """The follow-up a year on stands first in the file but comes after."""
        found = legal("""
        [[phases]]
        id = "course"
        length = "1 week"
        schedule = [{ activity = "visit", day = 2 }]

        [[phases]]
        id = "follow-up"
        from = "start + 1 year"
        length = "1 week"
        schedule = [{ activity = "visit", day = 1 }]

        [[phases]]
        id = "booster"
        from = "course.end"
        length = "1 week"
        schedule = [{ activity = "visit", from = "previous", offset = "1 week" }]
        """)
        assert found.days() == "Tue 3 Mar, Tue 10 Mar, Tue 2 Mar 2027"

    def test_before_the_first_phase_there_is_none(self) -> None:
        """A rule that counts from the one before is left out where there is none."""
        found = legal("""
        [[phases]]
        id = "a"
        length = "1 week"
        schedule = [{ activity = "visit", from = "previous", offset = "1 week" }]
        """)
        assert found.agenda() == []
        assert found.notices() == ["visit is left out: nothing comes before"]


def test_an_anchors_time_drops_what_lies_earlier_that_day() -> None:
    """Who starts at 10:00 takes no tablet at 08:00 that morning; nor does it count."""
    found = legal(
        """
    [[schedule]]
    activity = "pill"
    every = "1 day"
    at = ["08:00", "20:00"]
    count = 3
    """,
        start="2026-03-02T10:00:00",
    )
    assert found.days() == "Mon 2 Mar 20:00, Tue 3 Mar 08:00, Tue 3 Mar 20:00"
    assert found.lost() == [
        "Mon 2 Mar 08:00 pill: before the time the rule counts from"
    ]


def test_a_time_equal_to_the_anchors_is_not_earlier() -> None:
    """Who starts at 08:00 takes the tablet at 08:00."""
    assert (
        days(
            """
    [[schedule]]
    activity = "pill"
    every = "1 day"
    at = "08:00"
    count = 1
    """,
            start="2026-03-02T08:00:00",
        )
        == "Mon 2 Mar 08:00"
    )


def test_what_counts_back_in_hours_from_a_time_is_kept() -> None:
    """Fasting begins six hours before a start at 10:00, so it lies earlier that day."""
    assert (
        days(
            """
    [[schedule]]
    activity = "note"
    offset = "-6 h"
    """,
            start="2026-03-02T10:00:00",
        )
        == "Mon 2 Mar 04:00"
    )


def test_days_away_from_a_timed_anchor_keep_their_own_time() -> None:
    """A start at 10:00 says nothing about 08:00 two days later, or the day before."""
    assert (
        days(
            """
    [[schedule]]
    activity = "note"
    at = "08:00"
    days = [-1, 3]
    """,
            start="2026-03-02T10:00:00",
        )
        == "Sun 1 Mar 08:00, Wed 4 Mar 08:00"
    )


def test_an_occurrence_does_not_cut_its_day_short() -> None:
    """On the morning of a session at 10:00 one may be weighed at 07:30."""
    assert (
        days("""
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"

    [[schedule]]
    activity = "visit"

    [[schedule]]
    activity = "note"
    from = "visit"
    at = "07:30"
    """)
        == "Mon 2 Mar 07:30, Mon 2 Mar 10:00"
    )
