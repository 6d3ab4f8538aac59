"""Cycles: a phase that is repeated, each cycle from the end of the one before."""

from __future__ import annotations

import pytest

from tests.spec.plan import legal

MONTHLY = """
    [[phases]]
    id = "m"
    length = "1 month"
    repeat = 4
    schedule = [{ activity = "note", day = 1 }]
"""


@pytest.mark.parametrize(
    ("start", "days"),
    [
        ("2028-01-31", "Mon 31 Jan, Tue 29 Feb, Fri 31 Mar, Sun 30 Apr"),
        ("2026-08-31", "Mon 31 Aug, Wed 30 Sep, Sat 31 Oct, Mon 30 Nov"),
    ],
)
def test_cycles_of_a_month_keep_the_day_of_the_month(start: str, days: str) -> None:
    """The 31st comes back after a short month: nothing counts from a clamped date."""
    assert legal(MONTHLY, start).days() == days


def test_aligned_cycles_count_from_their_own_start() -> None:
    """A month from a Monday, on to the next Monday, and so on."""
    aligned = MONTHLY.replace("repeat = 4", 'repeat = 3\n    align = "mon"')
    assert legal(aligned, "2026-03-02").phases() == [
        "m: Mon 2 Mar .. Mon 6 Apr",
        "m 2: Mon 6 Apr .. Mon 11 May",
        "m 3: Mon 11 May .. Thu 11 Jun",
    ]


def test_a_slide_in_one_cycle_moves_the_later_ones_as_far() -> None:
    """A lost Tuesday prolongs the first of three cycles by a day."""
    slid = """
    [[phases]]
    id = "c"
    length = "2 days"
    repeat = 3
    schedule = [{ activity = "visit", every = "1 day", if_closed = "slide" }]
    """
    found = legal(slid, "2026-03-02", site="closed = [2026-03-03]")
    assert found.days() == (
        "Mon 2 Mar, Wed 4 Mar, Thu 5 Mar, Fri 6 Mar, Sat 7 Mar, Sun 8 Mar"
    )


@pytest.mark.parametrize("position", ["days = [1, 8, 15]", 'offset = "0, 1, 2 weeks"'])
def test_weeks_end_a_list_too(position: str) -> None:
    """Two weeks hold the first two of three weekly dates."""
    rule = f"""
    [[schedule]]
    activity = "note"
    {position}
    weeks = 2
    """
    assert legal(rule, "2026-03-02").days() == "Mon 2 Mar, Mon 9 Mar"


def test_align_makes_the_weeks_those_of_the_calendar() -> None:
    """Every second week on Monday and Thursday, counted from the first Monday."""
    rule = """
    [[schedule]]
    activity = "visit"
    every = "2 weeks"
    on = ["mon", "thu"]
    align = "mon"
    count = 4
    """
    assert legal(rule, "2026-03-04").days() == (
        "Mon 9 Mar, Thu 12 Mar, Mon 23 Mar, Thu 26 Mar"
    )


def test_a_skipped_hour_is_told() -> None:
    """02:15 does not exist on Lord Howe on 4 October 2026: 02:45 stands for it."""
    rule = """
    [[schedule]]
    activity = "walk"
    every = "1 day"
    at = "02:15"
    count = 3
    """
    found = legal(rule, "2026-10-03", "Australia/Lord_Howe")
    assert found.days() == "Sat 3 Oct 02:15, Sun 4 Oct 02:45, Mon 5 Oct 02:15"
    assert found.notices() == [
        "walk: the clocks skip Sun 4 Oct 2026 02:15; Sun 4 Oct 2026 02:45 stands for it"
    ]
