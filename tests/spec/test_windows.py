"""Windows: tolerated earliest and latest round the nominal date, and the target."""

from __future__ import annotations

from tests.spec.plan import legal, problems

DATED = """
    [[schedule]]
    activity = "visit"
    day = 8
"""


def test_one_amount_is_as_much_on_both_sides() -> None:
    """Three days either side, both ends included."""
    assert legal(DATED + 'window = "3 days"').windows() == [
        "Mon 9 Mar [Fri 6 Mar .. Thu 12 Mar]"
    ]


def test_two_amounts_are_the_two_sides() -> None:
    """A day before to four days after."""
    assert legal(DATED + 'window = ["-1 day", "4 days"]').windows() == [
        "Mon 9 Mar [Sun 8 Mar .. Fri 13 Mar]"
    ]


def test_one_side_may_be_left_open() -> None:
    """No earlier than the day before; as late as need be."""
    assert legal(DATED + 'window = { earliest = "-1 day" }').windows() == [
        "Mon 9 Mar [Sun 8 Mar .. ]"
    ]


def test_without_a_window_both_sides_are_open() -> None:
    """Nothing is said, so nothing is bounded."""
    assert legal(DATED).windows() == ["Mon 9 Mar [ .. ]"]


def test_a_window_in_days_is_civil_dates_even_round_a_time() -> None:
    """A session at 10:00 with two days' tolerance may be at any time of those days."""
    assert legal(DATED + 'at = "10:00"\nwindow = "2 days"').windows() == [
        "Mon 9 Mar 10:00 [Sat 7 Mar .. Wed 11 Mar]"
    ]


def test_a_window_in_hours_is_moments() -> None:
    """A sample three minutes either side of 07:30."""
    assert legal(DATED + 'at = "07:30"\nwindow = "3 min"').windows() == [
        "Mon 9 Mar 07:30 [Mon 9 Mar 07:27 .. Mon 9 Mar 07:33]"
    ]


def test_a_window_in_hours_is_elapsed_time_over_a_clock_change() -> None:
    """Two hours round 02:00 on the day the clocks go forward in London."""
    assert legal(
        """
    [[schedule]]
    activity = "visit"
    at = "02:00"
    window = "2 h"
    """,
        start="2026-03-29",
    ).windows() == ["Sun 29 Mar 02:00 [Sat 28 Mar 23:00 .. Sun 29 Mar 04:00]"]


def test_a_window_in_hours_needs_a_time() -> None:
    """Three minutes round a whole day mean nothing; that is said once a rule."""
    assert problems("""
    [[schedule]]
    activity = "visit"
    days = [1, 8]
    window = "3 min"
    """) == [
        (
            "untimed-anchor: the window of `visit` counts hours or minutes, but its"
            " occurrences have no clock time"
        )
    ]


def test_a_window_in_months_is_clamped_as_dates_are() -> None:
    """A month before 31 March is the end of February."""
    assert legal(
        """
    [[schedule]]
    activity = "visit"
    window = ["-1 month", "0 days"]
    """,
        start="2026-03-31",
    ).windows() == ["Tue 31 Mar [Sat 28 Feb .. Tue 31 Mar]"]


def test_a_window_in_business_days_skips_closed_days() -> None:
    """Two working days after Maundy Thursday end on the Wednesday after Easter."""
    assert legal(
        """
    [[schedule]]
    activity = "visit"
    window = ["0 days", "2 business days"]
    """,
        start="2026-04-02",
        site='open = "mon-fri"\nholidays = "GB-ENG"',
    ).windows() == ["Thu 2 Apr [Thu 2 Apr .. Wed 8 Apr]"]


def test_limits_and_window_are_intersected() -> None:
    """The later of the earliest and the earlier of the latest."""
    assert legal(
        DATED
        + 'window = "5 days"\n'
        + 'not_before = ["start + 3 days", "2026-03-07"]\n'
        + 'not_after = ["2026-03-12", "2026-03-30"]'
    ).windows() == ["Mon 9 Mar [Sat 7 Mar .. Thu 12 Mar]"]


def test_a_date_before_the_limit_aims_at_the_latest_limit() -> None:
    """Dose 3 aims at the later of its limits; the window stays round the nominal."""
    found = legal(
        DATED
        + 'at = "10:00"\nwindow = "7 days"\n'
        + 'not_before = ["2026-03-10", "2026-03-12", "2026-03-11"]'
    )
    assert found.windows() == ["Thu 12 Mar 10:00 [Thu 12 Mar .. Mon 16 Mar]"]
    assert found.trace("visit-1") == [
        "anchor: Mon 2 Mar (phase)",
        "nominal: Mon 9 Mar 10:00",
        "target: Thu 12 Mar 10:00 (not before `2026-03-12`)",
        "placed: Thu 12 Mar 10:00",
    ]


def test_a_target_has_the_time_of_its_own_weekday() -> None:
    """Moved from Monday to a Thursday limit, it takes Thursday's time."""
    assert (
        legal(
            DATED + 'at = { mon = "09:00", thu = "15:00" }\nnot_before = "2026-03-12"'
        ).days()
        == "Thu 12 Mar 15:00"
    )


def test_a_limit_in_days_from_an_occurrence_is_a_date() -> None:
    """Four weeks after dose 1 at 16:00 may be in the morning of that day."""
    found = legal("""
    [[schedule]]
    activity = "review"
    at = "16:00"

    [[schedule]]
    activity = "visit"
    day = 8
    at = "09:00"
    not_before = "review + 1 week"
    """)
    assert found.windows()[1] == "Mon 9 Mar 09:00 [Mon 9 Mar .. ]"


def test_a_limit_with_a_time_is_a_moment() -> None:
    """Not before the review at 16:00: a visit at 09:00 that day waits for tomorrow."""
    found = legal("""
    [[schedule]]
    activity = "review"
    day = 8
    at = "16:00"

    [[schedule]]
    activity = "visit"
    day = 8
    at = "09:00"
    not_before = "review"
    """)
    assert found.agenda() == ["Mon 9 Mar 16:00 review-1", "Tue 10 Mar 09:00 visit-1"]
    assert found.windows()[1] == "Tue 10 Mar 09:00 [Mon 9 Mar 16:00 .. ]"


def test_a_limit_in_hours_is_a_moment() -> None:
    """Not before 46 hours after the review."""
    found = legal("""
    [[schedule]]
    activity = "review"
    at = "16:00"

    [[schedule]]
    activity = "visit"
    day = 3
    at = "15:00"
    not_before = "review + 46 h"
    """)
    assert found.windows()[1] == "Wed 4 Mar 15:00 [Wed 4 Mar 14:00 .. ]"


def test_what_counts_in_hours_aims_at_the_limit_itself() -> None:
    """Two hours after the review, but not before 20:00, is 20:00."""
    found = legal("""
    [[schedule]]
    activity = "review"
    at = "16:00"

    [[schedule]]
    activity = "note"
    from = "review + 2 h"
    not_before = ["2026-03-02T20:00", "2026-03-02"]
    """)
    assert found.agenda()[1] == "Mon 2 Mar 20:00 note-1"


def test_what_counts_in_hours_keeps_its_time_if_the_limit_has_none() -> None:
    """Not before Thursday: 18:00 on Thursday."""
    found = legal("""
    [[schedule]]
    activity = "review"
    at = "16:00"

    [[schedule]]
    activity = "note"
    from = "review + 2 h"
    not_before = "2026-03-05"
    """)
    assert found.agenda()[1] == "Thu 5 Mar 18:00 note-1"


def test_a_limit_without_a_window_leaves_the_other_side_open() -> None:
    """Not after Friday: any earlier day would do."""
    assert legal(DATED + 'not_after = "2026-03-13T12:00"').windows() == [
        "Mon 9 Mar [ .. Fri 13 Mar 12:00]"
    ]


def test_a_slot_after_its_last_permitted_day_moves_back_into_it() -> None:
    """Day 8 would be Monday, the last permitted day is Friday: Friday."""
    assert legal(DATED + 'not_after = "2026-03-06"').moved() == [
        "Mon 9 Mar -> Fri 6 Mar"
    ]


def test_limits_that_contradict_each_other_leave_no_legal_date() -> None:
    """Not before Wednesday and not after Tuesday: nothing is possible, and said so."""
    assert problems(DATED + 'not_before = "2026-03-11"\nnot_after = "2026-03-10"') == [
        (
            "no-legal-date: there is no legal date for number 1 of `visit`, nominally"
            " Mon 9 Mar 2026"
        )
    ]


def test_all_limits_of_a_list_must_hold() -> None:
    """Three weeks after the visit, two business days after the call, before the form.

    The visit is on the 2nd and the call on the 20th: the 24th, not the 23rd.  The form
    is on the 27th, and a week before it is the 20th.
    """
    rules = """
    [[schedule]]
    activity = "visit"

    [[schedule]]
    activity = "call"
    day = 19

    [[schedule]]
    activity = "form"
    day = 26

    [[schedule]]
    activity = "review"
    day = 8
    not_before = ["visit + 3 weeks", "call + 2 business days"]
    not_after = ["form", "form - {}"]
    """
    found = legal(rules.format("2 days"))
    assert found.agenda()[2] == "Tue 24 Mar review-1"
    assert found.windows()[2] == "Tue 24 Mar [Tue 24 Mar .. Wed 25 Mar]"
    assert problems(rules.format("1 week")) == [
        (
            "no-legal-date: there is no legal date for number 1 of `review`, nominally"
            " Mon 9 Mar 2026"
        )
    ]
