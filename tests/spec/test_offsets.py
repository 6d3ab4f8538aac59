"""Offsets: signed distances from the anchor."""

from __future__ import annotations

from tests.spec.plan import agenda, days, legal

CLINIC = 'open = "mon-fri"\nholidays = "GB-ENG"'


def test_without_a_position_it_happens_on_the_anchor_itself() -> None:
    """A first visit that says nothing else is on the day the plan starts."""
    assert agenda("""
        [[schedule]]
        activity = "note"
    """) == ["Mon 2 Mar note-1"]


def test_an_offset_in_days_counts_from_the_day_after() -> None:
    """Seven days after a Monday is the next Monday."""
    assert agenda("""
        [[schedule]]
        activity = "note"
        offset = "7 days"
    """) == ["Mon 9 Mar note-1"]


def test_a_negative_offset_counts_back() -> None:
    """A baseline form two weeks before the start lies in February."""
    assert agenda("""
        [[schedule]]
        activity = "note"
        offset = "-2 weeks"
    """) == ["Mon 16 Feb note-1"]


def test_several_offsets_are_dated_in_order_of_time() -> None:
    """Follow-ups written out of order are still numbered by their dates."""
    assert agenda("""
        [[schedule]]
        activity = "note"
        offset = ["2 weeks", "-1 day", "3 days"]
    """) == ["Sun 1 Mar note-1", "Thu 5 Mar note-2", "Mon 16 Mar note-3"]


def test_one_unit_serves_many_numbers() -> None:
    """`7-9 months` is one date in each of those months."""
    assert (
        days("""
        [[schedule]]
        activity = "note"
        offset = "7-9 months"
    """)
        == "Fri 2 Oct, Mon 2 Nov, Wed 2 Dec"
    )


def test_months_clamp_to_the_end_of_a_shorter_month() -> None:
    """One month after 31 January is 28 February."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        offset = "1, 2, 3 months"
    """,
            start="2026-01-31",
        )
        == "Sat 28 Feb, Tue 31 Mar, Thu 30 Apr"
    )


def test_a_year_after_a_leap_day_is_the_end_of_february() -> None:
    """29 February has its anniversary on the 28th, and four years on the 29th."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        offset = "1, 4 years"
    """,
            start="2028-02-29",
        )
        == "Wed 28 Feb 2029, Sun 29 Feb 2032"
    )


def test_business_days_are_monday_to_friday_where_no_site_says_more() -> None:
    """Two business days after a Friday is Tuesday."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        offset = ["2 business days", "-1 business day"]
    """,
            start="2026-03-06",
        )
        == "Thu 5 Mar, Tue 10 Mar"
    )


def test_business_days_leave_out_holidays_whatever_the_activity_heeds() -> None:
    """The next working day after Maundy Thursday is the Tuesday after Easter."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        offset = "1 business day"
    """,
            start="2026-04-02",
            site=CLINIC,
        )
        == "Tue 7 Apr"
    )


def test_business_days_are_the_days_on_which_the_site_is_open() -> None:
    """Where the clinic is open on Tuesdays and Saturdays only, those are counted."""
    assert (
        days(
            """
        [[schedule]]
        activity = "note"
        offset = "3 business days"
    """,
            site='open = ["tue", "sat"]\nclosed = [2026-03-07]',
        )
        == "Sat 14 Mar"
    )


def test_a_day_offset_never_inherits_a_time() -> None:
    """The day after a session at 18:00 is a whole day, unless a time is given."""
    assert agenda("""
        [activities.visit]
        kind = "session"
        title = "Visit"
        at = "18:00"

        [[schedule]]
        activity = "visit"

        [[schedule]]
        activity = "note"
        from = "visit"
        offset = "1 day"

        [[schedule]]
        activity = "call"
        from = "visit"
        offset = "1 day"
        at = "09:30"
    """) == ["Mon 2 Mar 18:00 visit-1", "Tue 3 Mar note-1", "Tue 3 Mar 09:30 call-1"]


def test_hours_and_days_may_stand_in_one_list() -> None:
    """Half an hour before, and the next day: only the first has a time."""
    assert agenda(
        """
        [[schedule]]
        activity = "note"
        offset = ["1 day", "-30 min"]
    """,
        start="2026-03-02T10:00:00",
    ) == ["Mon 2 Mar 09:30 note-1", "Tue 3 Mar note-2"]


def test_business_days_count_wherever_an_amount_may_stand() -> None:
    """A phase of five of them, a start two after it, an end, and a limit."""
    found = legal(
        """
    [[phases]]
    id = "a"
    length = "5 business days"
    schedule = [{ activity = "walk", every = "1 day" }]

    [[phases]]
    id = "b"
    from = "a.end + 2 business days"
    schedule = [
      { activity = "note", every = "3 days", until = "phase + 4 business days" },
      { activity = "form", day = 1, not_before = "phase + 1 business day" },
    ]
    """,
        start="2026-03-31",
        site='holidays = "GB-ENG"',
    )
    assert found.phases() == [
        "a: Tue 31 Mar .. Thu 9 Apr",
        "b: Mon 13 Apr .. Sun 19 Apr",
    ]
    assert found.days("form") == "Tue 14 Apr"
    assert found.days("note") == "Mon 13 Apr, Thu 16 Apr"
