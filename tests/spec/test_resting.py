"""A move never passes the occurrence that a rule counts from."""

from __future__ import annotations

from tests.spec.plan import agenda, planned

WEEKDAYS = 'open = "mon-fri"'
OPERATION = """
    [[schedule]]
    activity = "visit"
    day = 1
    at = "10:00"
"""


def test_what_follows_is_never_given_before() -> None:
    """A check on the day after an operation on Friday waits for Monday."""
    check = (
        OPERATION
        + """
    [[schedule]]
    activity = "review"
    each = "visit"
    offset = "1 day"
    at = "09:00"
    """
    )
    assert agenda(check, "2026-03-06", site=WEEKDAYS) == [
        "Fri 6 Mar 10:00 visit-1",
        "Mon 9 Mar 09:00 review-1",
    ]


def test_the_same_day_will_do_if_the_hour_is_later() -> None:
    """Friday afternoon is after Friday morning, and nearer than Monday."""
    check = (
        OPERATION
        + """
    [[schedule]]
    activity = "review"
    from = "visit"
    offset = "1 day"
    at = "17:00"
    """
    )
    assert agenda(check, "2026-03-06", site=WEEKDAYS) == [
        "Fri 6 Mar 10:00 visit-1",
        "Fri 6 Mar 17:00 review-1",
    ]


def test_what_precedes_is_never_given_after() -> None:
    """A call on the Sunday before a visit on Monday is not moved to that Monday."""
    call = (
        OPERATION
        + """
    [[schedule]]
    activity = "call"
    from = "visit"
    offset = "-1 day"
    if_closed = "next"
    at = "12:00"
    """
    )
    assert planned(call, "2026-03-09", site=WEEKDAYS).problems() == [
        (
            "no-legal-date: there is no legal date for number 1 of `call`, nominally"
            " Sun 8 Mar 2026 12:00"
        )
    ]


def test_amounts_added_to_the_occurrence_leave_room() -> None:
    """Five days after Friday the 6th, moved back, is still after Friday the 6th."""
    review = (
        OPERATION
        + """
    [[schedule]]
    activity = "review"
    from = "visit + 8 days"
    if_closed = "previous"
    """
    )
    assert agenda(review, "2026-03-06", site=WEEKDAYS) == [
        "Fri 6 Mar 10:00 visit-1",
        "Fri 13 Mar review-1",
    ]


def test_the_start_is_no_occurrence() -> None:
    """Day 1 on a closed Saturday is given on the Friday before, as nearest says."""
    assert agenda(OPERATION, "2026-03-07", site=WEEKDAYS) == ["Fri 6 Mar 10:00 visit-1"]
