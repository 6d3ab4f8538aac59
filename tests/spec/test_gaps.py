"""Gaps: occurrences of an activity keep `min_gap`, in whatever phase they are."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, days, legal, planned, problems, record


def with_gap(gap: str, rest: str, at: str = "10:00") -> str:
    """Describe the visit with a gap and, if any, a time, and add rules."""
    time = f'at = "{at}"' if at else ""
    return f"""
    [activities.visit]
    kind = "session"
    title = "Visit"
    min_gap = "{gap}"
    {time}
    {rest}
    """


TUE_THU_FRI = """
    [[schedule]]
    activity = "visit"
    on = ["tue", "thu", "fri"]
    count = 3
"""


def test_one_too_close_takes_the_first_later_day_that_is_far_enough() -> None:
    """48 h between: Friday is too close to Thursday, Saturday is not."""
    found = legal(with_gap("48 h", TUE_THU_FRI))
    assert found.days() == "Tue 3 Mar 10:00, Thu 5 Mar 10:00, Sat 7 Mar 10:00"
    assert found.trace("visit-3")[2:] == [
        "gap: Fri 6 Mar 10:00 (closer than 48 h to the one on Thu 5 Mar 2026 10:00)",
        "placed: Sat 7 Mar 10:00",
    ]


def test_the_later_day_must_be_open() -> None:
    """The weekend is closed: Monday."""
    assert (
        days(with_gap("48 h", TUE_THU_FRI), site='open = "mon-fri"')
        == "Tue 3 Mar 10:00, Thu 5 Mar 10:00, Mon 9 Mar 10:00"
    )


def test_the_later_day_must_lie_inside_the_window() -> None:
    """No tolerance: then there is no legal date, and the reasons are told."""
    found = planned(
        with_gap("48 h", TUE_THU_FRI + 'window = "1 day"'), site='open = "mon-fri"'
    )
    assert found.problems() == [
        (
            "no-legal-date: there is no legal date for number 3 of `visit`, nominally"
            " Fri 6 Mar 2026 10:00"
        )
    ]
    assert found.complaints[0].help == (
        "tried Fri 6 Mar 2026: closer than 48 h to the one on Thu 5 Mar 2026 10:00",
        "tried Sat 7 Mar 2026: the site is closed on a Saturday",
        "the nearest open day is Mon 9 Mar 2026, outside the bounds",
    )


def test_without_a_window_the_later_day_is_as_late_as_the_gap_wants() -> None:
    """Only the bounds say how late: a dose of 4 April follows one of 7 March by 28."""
    rule = """
    [[schedule]]
    activity = "visit"
    offset = ["0 days", "{}"]
    """
    assert days(with_gap("10 days", rule.format("4 days"), at="")) == (
        "Mon 2 Mar, Thu 12 Mar"
    )
    assert days(with_gap("10 days", rule.format("3 days"), at="")) == (
        "Mon 2 Mar, Thu 12 Mar"
    )
    bounded = rule.format("3 days") + 'not_after = "start + 9 days"\n'
    assert len(problems(with_gap("10 days", bounded, at=""))) == 1


def test_a_dose_given_late_moves_the_next_ones_only_as_far_as_it_must() -> None:
    """Two, four and six months, four weeks apart: the second was six weeks late."""
    rule = """
    [[schedule]]
    activity = "visit"
    offset = ["2 months", "4 months", "6 months"]
    not_after = "start + 8 months"
    """
    given = record("visit-1", on="2027-02-10", at="2027-02-10T12:00:00Z")
    given += record("visit-2", on="2027-04-15", at="2027-04-15T12:00:00Z")
    found = legal(
        with_gap("4 weeks", rule, at=""), "2026-10-31", "Europe/London", plan=given
    )
    assert found.days() == "Wed 10 Feb 2027, Thu 15 Apr 2027, Thu 13 May 2027"


WEEKLY = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 3
    """


def test_what_took_place_on_the_day_of_the_next_makes_that_a_day_later() -> None:
    """The second of 9 March was only done on the 16th, when the third was due."""
    late = record("visit-2", on="2026-03-16", at="2026-03-16T20:00:00Z")
    found = legal(WEEKLY, plan=late)
    assert found.days() == "Mon 2 Mar, Mon 16 Mar, Tue 17 Mar"
    assert found.moved() == ["Mon 16 Mar -> Tue 17 Mar"]
    assert "gap: Mon 16 Mar (`visit` is already on that day)" in found.trace("visit-3")


def test_what_took_place_too_early_does_not_drive_away_what_was_before_it() -> None:
    """Nobody recorded the first; it is over, and the second has its own reasons."""
    early = record("visit-2", on="2026-03-05", at="2026-03-05T20:00:00Z")
    found = legal(with_gap("5 days", WEEKLY, at=""), plan=early)
    assert found.days() == "Mon 2 Mar, Thu 5 Mar, Mon 16 Mar"


def test_what_counts_in_hours_stays_beside_what_took_place_that_day() -> None:
    """Every 36 hours: the second was given late, the third keeps its hour."""
    rule = """
    [[schedule]]
    activity = "visit"
    at = "08:00"
    every = "36 h"
    count = 3
    """
    late = record("visit-2", on="2026-03-05T07:00:00", at="2026-03-05T08:00:00Z")
    assert legal(rule, plan=late).days() == (
        "Mon 2 Mar 08:00, Thu 5 Mar 07:00, Thu 5 Mar 08:00"
    )


def test_equal_is_enough() -> None:
    """Two days between Tuesday and Thursday are two days."""
    assert (
        days(with_gap("2 days", TUE_THU_FRI, at=""))
        == "Tue 3 Mar, Thu 5 Mar, Sat 7 Mar"
    )


def test_days_compare_dates_whatever_the_time() -> None:
    """Late on Tuesday and early on Thursday are two days apart, but not 48 hours."""
    rule = """
    [[schedule]]
    activity = "visit"
    at = { tue = "18:00", thu = "09:00", fri = "09:00" }
    on = ["tue", "thu"]
    count = 2
    """
    assert days(with_gap("2 days", rule)) == "Tue 3 Mar 18:00, Thu 5 Mar 09:00"
    assert days(with_gap("48 h", rule)) == "Tue 3 Mar 18:00, Fri 6 Mar 09:00"


def test_hours_are_elapsed_time_so_spring_is_an_hour_short() -> None:
    """From Saturday 10:00 to Monday 10:00 are only 47 hours when clocks go forward."""
    rule = """
    [[schedule]]
    activity = "visit"
    every = "2 days"
    count = 2
    """
    assert (
        days(with_gap("48 h", rule), start="2026-03-28")
        == "Sat 28 Mar 10:00, Tue 31 Mar 10:00"
    )
    assert (
        days(with_gap("2 days", rule), start="2026-03-28")
        == "Sat 28 Mar 10:00, Mon 30 Mar 10:00"
    )
    assert (
        days(with_gap("48 h", rule), start="2026-10-24")
        == "Sat 24 Oct 10:00, Mon 26 Oct 10:00"
    )


def test_a_whole_day_counts_24_hours_a_day() -> None:
    """Without a time there is no hour to measure from: also in spring 48 hours."""
    rule = """
    [[schedule]]
    activity = "visit"
    every = "2 days"
    count = 2
    """
    assert (
        days(with_gap("48 h", rule, at=""), start="2026-03-28")
        == "Sat 28 Mar, Mon 30 Mar"
    )
    assert (
        days(with_gap("49 h", rule, at=""), start="2026-03-28")
        == "Sat 28 Mar, Tue 31 Mar"
    )


def test_a_whole_day_and_a_time_compare_by_days() -> None:
    """A visit without a time on Monday and one at 08:00 on Wednesday: 48 hours."""
    rules = """
    [[schedule]]
    id = "early"
    activity = "visit"

    [[schedule]]
    activity = "visit"
    day = 3
    at = "08:00"
    """
    assert days(with_gap("48 h", rules, at="")) == "Mon 2 Mar, Wed 4 Mar 08:00"


@pytest.mark.parametrize(
    ("gap", "second"), [("1 month", "Thu 2 Apr"), ("20 business days", "Mon 30 Mar")]
)
def test_a_gap_may_be_of_any_unit(gap: str, second: str) -> None:
    """A month, or so many working days, after the first."""
    rule = """
    [[schedule]]
    activity = "visit"
    offset = ["0 days", "4 weeks"]
    """
    assert days(with_gap(gap, rule, at="")) == f"Mon 2 Mar, {second}"


def test_gaps_are_kept_across_phases() -> None:
    """The last of one phase on Friday, the first of the next on Saturday: 48 h."""
    rules = """
    [[phases]]
    id = "f"
    length = "5 days"
    schedule = [{ activity = "visit", on = ["tue", "fri"] }]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "visit", day = 1 }]
    """
    assert agenda(with_gap("48 h", rules)) == [
        "Tue 3 Mar 10:00 f/visit-1",
        "Fri 6 Mar 10:00 f/visit-2",
        "Sun 8 Mar 10:00 g/visit-1",
    ]


def test_gaps_are_kept_between_rules_in_the_order_of_time() -> None:
    """The rule that stands later in the file is placed first if it is due first."""
    rules = """
    [[schedule]]
    id = "second"
    activity = "visit"
    day = 3

    [[schedule]]
    id = "early"
    activity = "visit"
    day = 2
    """
    assert agenda(with_gap("2 days", rules)) == [
        "Tue 3 Mar 10:00 early-1",
        "Thu 5 Mar 10:00 second-1",
    ]


def test_gaps_are_kept_to_what_was_moved_and_not_to_what_was_planned() -> None:
    """Tuesday's visit went to Wednesday, so Thursday's must go to Friday."""
    assert (
        days(
            with_gap(
                "2 days",
                """
    [[schedule]]
    activity = "visit"
    on = ["tue", "thu"]
    count = 2
    if_closed = "next"
    """,
                at="",
            ),
            site="closed = [2026-03-03]",
        )
        == "Wed 4 Mar, Fri 6 Mar"
    )


def test_a_move_for_a_closed_day_keeps_the_gap_too() -> None:
    """Thursday is closed: Wednesday is too close to Tuesday, Friday is not."""
    found = legal(
        with_gap(
            "2 days",
            """
    [[schedule]]
    activity = "visit"
    on = ["tue", "thu"]
    count = 2
    """,
            at="",
        ),
        site="closed = [2026-03-05]",
    )
    assert found.days() == "Tue 3 Mar, Fri 6 Mar"
    assert found.trace("visit-2")[2:] == [
        "closed: Thu 5 Mar (a closed day of the site)",
        "tried: Wed 4 Mar (closer than 2 days to the one on Tue 3 Mar 2026)",
        "placed: Fri 6 Mar",
    ]


def test_if_only_too_close_days_are_left_the_first_later_one_is_taken() -> None:
    """`previous` finds Wednesday open but too close: then later, on Friday."""
    found = legal(
        with_gap(
            "2 days",
            """
    [[schedule]]
    activity = "visit"
    on = ["tue", "thu"]
    count = 2
    if_closed = "previous"
    """,
            at="",
        ),
        site="closed = [2026-03-05]",
    )
    assert found.days() == "Tue 3 Mar, Fri 6 Mar"
    assert found.trace("visit-2")[2:] == [
        "closed: Thu 5 Mar (a closed day of the site)",
        "tried: Wed 4 Mar (closer than 2 days to the one on Tue 3 Mar 2026)",
        "placed: Fri 6 Mar",
    ]


def test_every_day_tried_on_both_ways_is_told() -> None:
    """Wednesday too close, Friday and the rest of the window closed."""
    found = planned(
        with_gap(
            "2 days",
            """
    [[schedule]]
    activity = "visit"
    on = ["tue", "thu"]
    count = 2
    if_closed = "previous"
    window = "1 day"
    """,
            at="",
        ),
        site="closed = [2026-03-05, 2026-03-06]",
    )
    assert found.complaints[0].help == (
        "tried Wed 4 Mar 2026: closer than 2 days to the one on Tue 3 Mar 2026",
        "tried Thu 5 Mar 2026: a closed day of the site",
        "tried Fri 6 Mar 2026: a closed day of the site",
        "the nearest open day is Sat 7 Mar 2026, outside the bounds",
    )


def test_no_day_is_told_twice() -> None:
    """Closed, and then too close on all the days up to the limit."""
    found = planned(
        with_gap(
            "20 days",
            """
    [[schedule]]
    activity = "visit"
    offset = ["0 days", "3 days"]
    if_closed = "next"
    not_after = "2026-03-11"
    """,
            at="",
        ),
        site="closed = [2026-03-05]",
    )
    assert found.complaints[0].help == (
        "tried Thu 5 Mar 2026: a closed day of the site",
        *(
            f"tried {day} Mar 2026: closer than 20 days to the one on Mon 2 Mar 2026"
            for day in ("Fri 6", "Sat 7", "Sun 8", "Mon 9", "Tue 10", "Wed 11")
        ),
        "the nearest open day is Sun 22 Mar 2026, outside the bounds",
    )


def test_the_one_after_counts_as_much_as_the_one_before() -> None:
    """Monday's visit went to Wednesday; Tuesday's must keep clear of it."""
    rules = """
    [[schedule]]
    id = "early"
    activity = "visit"
    not_before = "2026-03-04"

    [[schedule]]
    id = "second"
    activity = "visit"
    day = 2
    """
    found = legal(with_gap("2 days", rules, at=""))
    assert found.agenda() == ["Wed 4 Mar early-1", "Fri 6 Mar second-1"]
    assert found.trace("second-1")[2] == (
        "gap: Tue 3 Mar (closer than 2 days to the one on Wed 4 Mar 2026)"
    )


def test_a_dropped_one_keeps_no_gap() -> None:
    """The visit that was left out is no reason to move another."""
    assert (
        days(
            with_gap(
                "2 days",
                """
    [[schedule]]
    activity = "visit"
    on = ["tue", "wed"]
    count = 2
    if_closed = "drop"
    """,
                at="",
            ),
            site="closed = [2026-03-03]",
        )
        == "Wed 4 Mar"
    )


@pytest.mark.parametrize("policy", ["drop", "fail", "next", "previous", "nearest"])
def test_a_gap_moves_later_whatever_is_done_about_closed_days(policy: str) -> None:
    """`if_closed` is about closed days; being too close is not being closed."""
    rule = f"""
    [[schedule]]
    activity = "visit"
    on = ["tue", "wed"]
    count = 2
    if_closed = "{policy}"
    """
    assert days(with_gap("2 days", rule, at="")) == "Tue 3 Mar, Thu 5 Mar"


def test_what_counts_in_hours_is_never_moved_by_a_gap() -> None:
    """A second visit 30 h after the first, 48 h apart: an error, not another day."""
    rules = """
    [[schedule]]
    id = "early"
    activity = "visit"

    [[schedule]]
    activity = "visit"
    from = "early + 30 h"
    """
    found = planned(with_gap("48 h", rules))
    assert found.problems() == [
        (
            "no-legal-date: there is no legal date for number 1 of `visit`, nominally"
            " Tue 3 Mar 2026 16:00"
        )
    ]
    assert found.complaints[0].help == (
        "tried Tue 3 Mar 2026: closer than 48 h to the one on Mon 2 Mar 2026 10:00",
        "the nearest legal day is Wed 4 Mar 2026",
    )
