"""Chains: `counted_from = "previous"` counts from where the one before went."""

from __future__ import annotations

import pytest

from tests.spec.plan import days, legal, move, problems, record

WEEKLY = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 4
    if_closed = "next"
"""


def test_on_a_grid_a_move_leaves_the_others_where_they_were() -> None:
    """The second Monday is closed; the third is still a Monday."""
    assert (
        days(WEEKLY, site="closed = [2026-03-09]")
        == "Mon 2 Mar, Tue 10 Mar, Mon 16 Mar, Mon 23 Mar"
    )


def test_in_a_chain_a_move_carries_the_rest() -> None:
    """The second went to Tuesday, so the third and fourth are Tuesdays too."""
    assert (
        days(WEEKLY + 'counted_from = "previous"', site="closed = [2026-03-09]")
        == "Mon 2 Mar, Tue 10 Mar, Tue 17 Mar, Tue 24 Mar"
    )


def test_a_link_of_a_chain_tells_what_it_counts_from() -> None:
    """Each from the one before: where that was placed, or when it was done."""
    chain = WEEKLY + 'counted_from = "previous"'
    found = legal(
        chain, site="closed = [2026-03-09]", plan=record("visit-3", on="2026-03-18")
    )
    assert found.trace("visit-1")[:2] == [
        "anchor: Mon 2 Mar (phase)",
        "nominal: Mon 2 Mar",
    ]
    assert found.trace("visit-3")[:3] == [
        "anchor: Mon 2 Mar (phase)",
        "link: Tue 10 Mar",
        "nominal: Tue 17 Mar",
    ]
    assert found.trace("visit-4")[1:3] == ["link: Wed 18 Mar", "nominal: Wed 25 Mar"]


@pytest.mark.parametrize(
    ("position", "third"),
    [
        ('offset = "0, 5, 10 days"', "Mon 9 Mar"),
        ("days = [1, 6, 11]", "Mon 9 Mar"),
        ('taper = [{ every = "5 days", count = 4 }]', "Mon 9 Mar"),
        ('every = "5 days"\non = ["mon"]\ncount = 4', "Mon 9 Mar"),
    ],
)
def test_every_position_that_chains_tells_its_links(position: str, third: str) -> None:
    """The second one is on a closed Saturday or Monday, or as it was to be."""
    found = legal(
        f'[[schedule]]\nactivity = "visit"\n{position}\ncounted_from = "previous"\n'
        'if_closed = "next"',
        site='open = "mon-fri"',
    )
    assert f"link: {third}" in found.trace("visit-3")


def test_in_a_chain_months_count_from_the_one_before() -> None:
    """Monthly after an injection given on 1 March comes 1 April, not 31 March."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    every = "1 month"
    count = 3
    if_closed = "next"
    counted_from = "previous"
    """,
            start="2026-01-31",
            site="closed = [2026-02-28]",
        )
        == "Sat 31 Jan, Sun 1 Mar, Wed 1 Apr"
    )


def test_of_a_list_of_offsets_each_difference_counts_from_the_one_before() -> None:
    """Offsets 0, 7 and 21 days: the second moved by a day, the third with it."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    offset = ["0 days", "7 days", "21 days"]
    if_closed = "next"
    counted_from = "previous"
    """,
            site="closed = [2026-03-09]",
        )
        == "Mon 2 Mar, Tue 10 Mar, Tue 24 Mar"
    )


def test_of_a_list_of_days_too() -> None:
    """Days 1, 8 and 15: the second moved by a day, the third with it."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    days = [1, 8, 15]
    if_closed = "next"
    counted_from = "previous"
    """,
            site="closed = [2026-03-09]",
        )
        == "Mon 2 Mar, Tue 10 Mar, Tue 17 Mar"
    )


def test_of_offsets_in_hours_the_elapsed_difference_counts() -> None:
    """0 and 26 hours after 10:00, the first moved to Tuesday: Wednesday 12:00."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    offset = ["0 h", "26 h"]
    if_closed = "next"
    counted_from = "previous"
    """,
            start="2026-03-02T10:00:00",
            site="closed = [2026-03-02]",
        )
        == "Tue 3 Mar 10:00, Wed 4 Mar 12:00"
    )


def test_a_chain_in_hours_counts_from_the_moment_before() -> None:
    """Every 36 h, the second moved by a day: the third 36 h after that."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    every = "36 h"
    count = 3
    if_closed = "next"
    counted_from = "previous"
    """,
            start="2026-03-02T10:00:00",
            site="closed = [2026-03-03]",
        )
        == "Mon 2 Mar 10:00, Wed 4 Mar 22:00, Fri 6 Mar 10:00"
    )


def test_a_chain_on_weekdays_takes_the_weekday_of_the_week_that_then_begins() -> None:
    """Moved from Monday to Wednesday, a week later begins on a Wednesday."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    on = "mon"
    count = 3
    if_closed = "next"
    counted_from = "previous"
    """,
            site="closed = [2026-03-09, 2026-03-10]",
        )
        == "Mon 2 Mar, Wed 11 Mar, Mon 23 Mar"
    )


def test_a_chain_on_weekdays_never_aims_at_the_same_day_again() -> None:
    """Every day on a Sunday: moved back to Saturday, the next is a Sunday later."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    every = "1 day"
    on = "sun"
    count = 2
    if_closed = "previous"
    counted_from = "previous"
    """,
            site='open = "mon-sat"',
        )
        == "Sat 7 Mar, Sat 14 Mar"
    )


def test_a_dropped_link_counts_from_its_planned_date() -> None:
    """The second was left out; the third is two weeks after the first."""
    assert (
        days(
            WEEKLY.replace("next", "drop") + 'counted_from = "previous"',
            site="closed = [2026-03-09]",
        )
        == "Mon 2 Mar, Mon 16 Mar, Mon 23 Mar"
    )


def test_a_gap_in_a_chain_carries_the_rest_too() -> None:
    """Every 2 days with 72 h between: each counts from the one before, as placed."""
    assert (
        days("""
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"
    min_gap = "72 h"

    [[schedule]]
    activity = "visit"
    every = "2 days"
    count = 3
    counted_from = "previous"
    """)
        == "Mon 2 Mar 10:00, Thu 5 Mar 10:00, Sun 8 Mar 10:00"
    )


def test_companions_follow_a_chain() -> None:
    """The day after each link, wherever it went."""
    found = legal(
        WEEKLY
        + """counted_from = "previous"

    [[schedule]]
    activity = "note"
    each = "visit"
    offset = "1 day"
    """,
        site="closed = [2026-03-09]",
    )
    assert found.days("note") == "Tue 3 Mar, Wed 11 Mar, Wed 18 Mar, Wed 25 Mar"


def test_a_chains_phase_ends_after_its_last_link() -> None:
    """The last visit moved to Tuesday 17 March; the phase ends a week after."""
    assert legal(
        """
    [[phases]]
    id = "f"

    [[phases.schedule]]
    activity = "visit"
    every = "1 week"
    count = 3
    if_closed = "next"
    counted_from = "previous"
    """,
        site="closed = [2026-03-09]",
    ).phases() == ["f: Mon 2 Mar .. Tue 24 Mar"]


TWO_CHAINS = """
    [[phases]]
    id = "f"

    [[phases.schedule]]
    activity = "visit"
    every = "2 weeks"
    count = 2
    counted_from = "previous"
    if_closed = "next"

    [[phases]]
    id = "g"
    schedule = [{ activity = "visit", every = "1 week", count = 2 }]
"""


@pytest.mark.parametrize(
    ("site", "plan", "second", "after"),
    [
        ("", "", "Mon 16 Mar", "Mon 30 Mar"),
        ("", record("visit-2", on="2026-03-21"), "Sat 21 Mar", "Sat 4 Apr"),
        ("", record("visit-2", on="2026-03-13"), "Fri 13 Mar", "Fri 27 Mar"),
        ("", record("visit-2", "missed"), "Mon 16 Mar", "Mon 30 Mar"),
        ("closed = [2026-03-16]", "", "Tue 17 Mar", "Tue 31 Mar"),
        ("", move("visit-2", "2026-03-20"), "Fri 20 Mar", "Fri 3 Apr"),
    ],
)
def test_what_follows_a_chain_keeps_its_last_interval(
    site: str, plan: str, second: str, after: str
) -> None:
    """The next phase begins where a third one would be, wherever the second went."""
    found = legal(TWO_CHAINS, site=site, plan=plan)
    assert found.days().split(", ")[1:3] == [second, after]


def test_what_follows_a_list_that_chains_begins_after_its_last() -> None:
    """The second day went two days on, and the day after it is the next phase's."""
    assert legal(
        """
    [[phases]]
    id = "f"
    schedule = [{ activity = "visit", days = [1, 8], counted_from = "previous" }]

    [[phases]]
    id = "g"
    length = "1 week"
    """,
        plan=record("visit-2", on="2026-03-11"),
    ).phases() == ["f: Mon 2 Mar .. Thu 12 Mar", "g: Thu 12 Mar .. Thu 19 Mar"]


def test_a_late_one_of_a_grid_leaves_the_next_phase_where_it_is() -> None:
    """Days 1 and 8 of a grid end the phase with day 8, whenever that was given."""
    assert legal(
        """
    [[phases]]
    id = "f"
    schedule = [{ activity = "visit", days = [1, 8] }]

    [[phases]]
    id = "g"
    length = "1 week"
    """,
        plan=record("visit-2", on="2026-03-11"),
    ).phases() == ["f: Mon 2 Mar .. Tue 10 Mar", "g: Tue 10 Mar .. Tue 17 Mar"]


@pytest.mark.parametrize(
    ("position", "dates"),
    [
        ('every = "1 week"\ncount = 3', "Mon 2 Mar, Mon 16 Mar, Mon 23 Mar"),
        ('offset = "0, 7, 14, 21 days"', "Mon 2 Mar, Mon 16 Mar, Mon 23 Mar"),
        ("days = [1, 8, 15, 22]", "Mon 2 Mar, Mon 16 Mar, Mon 23 Mar"),
        (
            'taper = [{ every = "1 week", count = 4 }]',
            "Mon 2 Mar, Mon 16 Mar, Mon 23 Mar",
        ),
    ],
)
def test_a_chain_goes_on_from_a_date_that_is_left_out(
    position: str, dates: str
) -> None:
    """The second is excepted, and the third a week after where that would have been."""
    rule = '[[schedule]]\nactivity = "visit"\ncounted_from = "previous"\n'
    assert days(f"{rule}{position}\nexcept = [2026-03-09]") == dates


def test_weekdays_are_no_chain() -> None:
    """Each is fixed by itself: the same with `counted_from`, neighbours included."""
    rule = """
    [[schedule]]
    activity = "visit"
    on = ["tue", "thu"]
    count = 4
    if_closed = "next"
    """
    site = "closed = [2026-03-05]"
    assert (
        days(rule, site=site)
        == days(rule + 'counted_from = "previous"', site=site)
        == "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Thu 12 Mar"
    )
    site = "closed = [2026-03-03, 2026-03-04]"
    assert (
        problems(rule, site=site)
        == problems(rule + 'counted_from = "previous"', site=site)
        == [
            (
                "no-legal-date: there is no legal date for number 1 of `visit`,"
                " nominally Tue 3 Mar 2026"
            )
        ]
    )
