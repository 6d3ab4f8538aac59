"""Actual dates: what rests on an occurrence counts from when it really happened."""

from __future__ import annotations

from datetime import date, timedelta

from careplan.model.diagnostic import Severity
from tests.spec.plan import days, legal, planned, problems, record, undo

WEEKLY = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 4
"""
CHAIN = WEEKLY + 'counted_from = "previous"\n'
TIMED = '[activities.visit]\nkind = "session"\ntitle = "Visit"\nat = "10:00"\n'
CALLS = """
    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"
"""


def test_what_was_done_stands_where_it_was_done() -> None:
    """The second visit was given a day late; a grid leaves the others alone."""
    found = legal(WEEKLY, plan=record("visit-2", on="2026-03-10"))
    assert found.agenda() == [
        "Mon 2 Mar visit-1",
        "Tue 10 Mar visit-2",
        "Mon 16 Mar visit-3",
        "Mon 23 Mar visit-4",
    ]
    assert found.states() == ["visit-2 done"]


def test_a_chain_counts_from_the_actual_date() -> None:
    """Given a day late, the third and fourth are a week after that."""
    assert (
        days(CHAIN, plan=record("visit-2", on="2026-03-10"))
        == "Mon 2 Mar, Tue 10 Mar, Tue 17 Mar, Tue 24 Mar"
    )


def test_a_chain_counts_from_an_early_date_too() -> None:
    """Given three days early, everything after it comes earlier."""
    assert (
        days(CHAIN, plan=record("visit-2", on="2026-03-06"))
        == "Mon 2 Mar, Fri 6 Mar, Fri 13 Mar, Fri 20 Mar"
    )


def test_companions_follow_the_actual_date() -> None:
    """The call after the late second visit is a day after it was given."""
    found = legal(WEEKLY + CALLS, plan=record("visit-2", on="2026-03-12"))
    assert found.days("call") == "Tue 3 Mar, Fri 13 Mar, Tue 17 Mar, Tue 24 Mar"


TESTS_BEFORE = """
    [activities.operation]
    kind = "session"
    title = "Operation"
    at = "10:00"

    [[schedule]]
    activity = "operation"
    day = 10

    [[schedule]]
    activity = "review"
    each = "operation"
    offset = "-3 days"

    [[schedule]]
    activity = "form"
    from = "operation - 1 day"

    [[schedule]]
    activity = "call"
    each = "operation"
    offset = "2 days"
"""


def test_what_came_before_something_late_had_its_day() -> None:
    """Two days late: the tests before it go to no day that was past by then."""
    found = legal(TESTS_BEFORE, plan=record("operation-1", on="2026-03-13"))
    assert found.agenda() == [
        "Sun 8 Mar review-1",
        "Tue 10 Mar form-1",
        "Fri 13 Mar 10:00 operation-1",
        "Sun 15 Mar call-1",
    ]


def test_nor_was_it_another_day_because_it_was_some_hours_late() -> None:
    """Three hours: everything else stays, to the day."""
    found = legal(TESTS_BEFORE, plan=record("operation-1", on="2026-03-11T13:00:00"))
    assert found.days("review") == "Sun 8 Mar"
    assert found.days("call") == "Fri 13 Mar"


def test_what_came_before_something_late_stays_whatever_comes_later() -> None:
    """The record is undone, and made again for another day."""
    found = legal(
        TESTS_BEFORE,
        plan=record("operation-1", on="2026-03-13")
        + undo(1)
        + record("operation-1", on="2026-03-16"),
    )
    assert found.days("review") == "Sun 8 Mar"
    assert found.days("call") == "Wed 18 Mar"


def test_an_anchor_is_the_actual_date() -> None:
    """The note two weeks after the second visit counts from when it was given."""
    found = legal(
        WEEKLY
        + """
    [[schedule]]
    activity = "note"
    from = "visit[2] + 2 weeks"
    """,
        plan=record("visit-2", on="2026-03-12"),
    )
    assert found.days("note") == "Thu 26 Mar"


def test_the_first_and_last_are_those_that_really_come_first_and_last() -> None:
    """The third visit was given after the planned fourth, so it is the last."""
    found = legal(
        WEEKLY
        + """
    [[schedule]]
    activity = "note"
    from = "visit.last + 1 day"
    """,
        plan=record("visit-3", on="2026-03-27"),
    )
    assert found.days("note") == "Sat 28 Mar"


def test_what_follows_the_plan_counts_from_the_nominal_date() -> None:
    """A form that is due a day after the planned visit, whenever it was."""
    found = legal(
        WEEKLY
        + """
    [[schedule]]
    activity = "form"
    each = "visit"
    offset = "1 day"
    follows = "planned"
    """,
        plan=record("visit-2", on="2026-03-12"),
    )
    assert found.days("form") == "Tue 3 Mar, Tue 10 Mar, Tue 17 Mar, Tue 24 Mar"


def test_a_day_alone_keeps_the_planned_time() -> None:
    """Done on the 10th, and nobody wrote down when: at 10:00, as planned."""
    assert (
        days(TIMED + WEEKLY, plan=record("visit-2", on="2026-03-10"))
        == "Mon 2 Mar 10:00, Tue 10 Mar 10:00, Mon 16 Mar 10:00, Mon 23 Mar 10:00"
    )


def test_no_day_at_all_is_as_planned() -> None:
    """Recorded without a date: done when it was planned."""
    found = legal(TIMED + WEEKLY, plan=record("visit-2"))
    assert found.days() == legal(TIMED + WEEKLY).days()
    assert found.states() == ["visit-2 done"]


def test_hours_count_from_the_actual_time() -> None:
    """A form 24 h after the visit, which began an hour and a half late."""
    found = legal(
        TIMED
        + WEEKLY
        + """
    [[schedule]]
    activity = "form"
    each = "visit"
    offset = "24 h"
    """,
        plan=record("visit-2", on="2026-03-09T11:30:00"),
    )
    assert found.days("form").split(", ")[1] == "Tue 10 Mar 11:30"


def test_the_window_of_what_was_done_is_as_computed() -> None:
    """Done outside its window: it is kept, and both its window and a warning say so."""
    found = planned(
        WEEKLY + 'window = "2 days"\n', plan=record("visit-2", on="2026-03-13")
    )
    assert found.windows()[1] == "Fri 13 Mar [Sat 7 Mar .. Wed 11 Mar]"
    assert found.problems() == [
        (
            "deviation: `visit-2` was done on Fri 13 Mar 2026, after Wed 11 Mar 2026,"
            " the latest allowed"
        )
    ]
    assert found.complaints[0].severity is Severity.WARNING


def test_what_was_done_before_it_might_be_is_told_beyond_its_grace() -> None:
    """Four days sooner than four weeks after the first are tolerated, five are not."""
    rule = """
    [[schedule]]
    activity = "visit"
    days = [1, 40]
    not_before = "start + 28 days"
    grace = "4 days"
    """
    early = record("visit-1", on="2026-03-26")
    assert planned(rule, plan=early).problems() == []
    early = record("visit-1", on="2026-03-25")
    assert planned(rule, plan=early).problems() == [
        (
            "deviation: `visit-1` was done on Wed 25 Mar 2026, before Thu 26 Mar 2026,"
            " the earliest allowed"
        )
    ]


def test_what_was_done_too_soon_is_told_once_for_every_rule() -> None:
    """The first is named, the others stand below, and no more than twenty of them."""
    rule = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    min_gap = "5 days"

    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 30
    """
    entries = [
        record(f"visit-{number}", on=f"{day}", at="2027-01-01T00:00:00Z")
        for number in range(2, 27)
        for day in [date(2026, 3, 2) + timedelta(days=4 * (number - 1))]
    ]
    first = record("visit-1", at="2027-01-01T00:00:00Z")
    found = planned(rule, plan=first + "".join(entries))
    assert found.problems() == [
        "deviation: `visit-2` was done on Fri 6 Mar 2026, closer than 5 days to visit-1"
    ]
    told = found.complaints[0].help
    assert len(told) == 21
    assert told[0] == (
        "`visit-3` was done on Tue 10 Mar 2026, closer than 5 days to visit-2"
    )
    assert told[-1] == "and 4 more"


def test_in_a_chain_the_next_window_counts_from_the_actual_date() -> None:
    """Three weeks apart, give or take two: the third from when the second was."""
    assert legal(
        """
    [[schedule]]
    activity = "visit"
    every = "3 weeks"
    count = 3
    window = "2 days"
    counted_from = "previous"
    """,
        plan=record("visit-2", on="2026-03-25"),
    ).windows() == [
        "Mon 2 Mar [Sat 28 Feb .. Wed 4 Mar]",
        "Wed 25 Mar [Sat 21 Mar .. Wed 25 Mar]",
        "Wed 15 Apr [Mon 13 Apr .. Fri 17 Apr]",
    ]


def test_a_gap_is_kept_to_the_actual_date() -> None:
    """The second visit was given on the day before the third, which must wait."""
    found = legal(
        TIMED + 'min_gap = "48 h"\n' + WEEKLY,
        plan=record("visit-2", on="2026-03-15T10:00:00"),
    )
    assert found.moved() == ["Mon 16 Mar 10:00 -> Tue 17 Mar 10:00"]


def test_what_was_done_may_lie_on_a_closed_day() -> None:
    """A fact is never refused for breaking a rule."""
    assert (
        days(
            WEEKLY,
            plan=record("visit-2", on="2026-03-08"),
            site='open = "mon-fri"',
        )
        == "Mon 2 Mar, Sun 8 Mar, Mon 16 Mar, Mon 23 Mar"
    )


def test_what_was_dropped_may_have_been_done_all_the_same() -> None:
    """The site was closed, but the visit was given somewhere else."""
    found = legal(
        WEEKLY + 'if_closed = "drop"\n',
        plan=record("visit-2", on="2026-03-09"),
        site="closed = [2026-03-09]",
    )
    assert found.days() == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"


def test_a_phase_that_ends_with_its_last_visit_waits_for_it() -> None:
    """A chain was carried on by two days, and the next phase with it."""
    assert legal(
        """
    [[phases]]
    id = "f"
    schedule = [
      { activity = "visit", every = "1 week", count = 2, counted_from = "previous" },
    ]

    [[phases]]
    id = "g"
    length = "1 week"
    """,
        plan=record("visit-1", on="2026-03-04"),
    ).phases() == ["f: Mon 2 Mar .. Wed 18 Mar", "g: Wed 18 Mar .. Wed 25 Mar"]


def test_names_stay_with_what_they_name() -> None:
    """The third visit was given before the second, and is still the third."""
    found = legal(
        WEEKLY,
        plan=record("visit-3", on="2026-03-05") + record("visit-2", on="2026-03-20"),
    )
    assert found.agenda() == [
        "Mon 2 Mar visit-1",
        "Thu 5 Mar visit-3",
        "Fri 20 Mar visit-2",
        "Mon 23 Mar visit-4",
    ]


def test_the_running_number_names_it_too() -> None:
    """`visit-3` through the program is the first of the second phase."""
    phases = """
    [[phases]]
    id = "a"
    schedule = [{ activity = "visit", days = [1, 3] }]

    [[phases]]
    id = "b"
    schedule = [{ activity = "visit", days = [1, 3] }]
    """
    for name in ("visit-3", "b/visit-1"):
        found = legal(phases, plan=record(name, on="2026-03-06"))
        assert found.states() == ["b/visit-1 done"]


def test_a_time_that_the_clocks_skip_leaves_a_note() -> None:
    """01:30 on 29 March does not exist in London; 02:30 stands for it."""
    found = legal(
        TIMED + WEEKLY,
        start="2026-03-23",
        plan=record("visit-1", on="2026-03-29T01:30:00"),
    )
    assert found.trace("visit-1")[-2:] == [
        (
            "note: Sun 29 Mar 01:30 (the clocks skip Sun 29 Mar 2026 01:30;"
            " Sun 29 Mar 2026 02:30 stands for it)"
        ),
        "actual: Sun 29 Mar 02:30",
    ]


def test_the_trace_tells_what_was_planned_and_what_happened() -> None:
    """The story of a date ends with what became of it."""
    found = legal(WEEKLY, plan=record("visit-2", on="2026-03-10"))
    assert found.trace("visit-2") == [
        "anchor: Mon 2 Mar (phase)",
        "nominal: Mon 9 Mar",
        "placed: Mon 9 Mar",
        "actual: Tue 10 Mar",
    ]


def test_a_name_that_is_none_is_refused() -> None:
    """Nothing in the plan is called so."""
    assert problems(WEEKLY, plan=record("visit-5")) == [
        "unknown-occurrence: the plan has nothing of this name"
    ]


def test_nobody_can_record_what_has_not_happened_yet() -> None:
    """Written on Monday about Tuesday."""
    entry = record("visit-2", on="2026-03-10", at="2026-03-09T12:00:00Z")
    assert problems(WEEKLY, plan=entry) == [
        "record-ahead: this was recorded before it can have happened"
    ]


def test_nor_record_without_a_date_what_is_planned_for_later() -> None:
    """Without `on` it was done as planned, which is not yet."""
    entry = record("visit-2", at="2026-03-05T12:00:00Z")
    assert problems(WEEKLY, plan=entry) == [
        "record-ahead: this was recorded before it can have happened"
    ]


def test_the_day_itself_is_not_ahead() -> None:
    """Written in the morning, of a whole day."""
    entry = record("visit-2", on="2026-03-09", at="2026-03-09T06:00:00Z")
    assert problems(WEEKLY, plan=entry) == []


def test_who_names_a_day_says_nothing_of_its_time() -> None:
    """Written at eight of something planned for ten: it was done today, and earlier."""
    entry = record("visit-2", on="2026-03-09", at="2026-03-09T08:00:00Z")
    assert problems(TIMED + WEEKLY, plan=entry) == []


def test_nobody_can_miss_what_is_still_to_come() -> None:
    """Written on Monday about Tuesday of next week."""
    entry = record("visit-3", "missed", at="2026-03-09T12:00:00Z")
    found = planned(WEEKLY, plan=entry).complaints
    assert [(one.code, one.help) for one in found] == [
        (
            "record-ahead",
            (
                "it is planned for Mon 16 Mar 2026",
                "nobody can have missed it before that",
            ),
        )
    ]


def test_the_same_twice_is_told_as_that() -> None:
    """Nothing to be undone: one of them is enough."""
    found = planned(WEEKLY, plan=record("visit-2") + record("visit-2")).complaints
    assert [(one.code, one.message, one.help) for one in found] == [
        (
            "contradictory-record",
            "this is recorded already",
            ("entry 1 says the same, so this one can be left out",),
        )
    ]


def test_done_twice_is_a_contradiction() -> None:
    """Two entries about one visit."""
    plan = record("visit-2", on="2026-03-09") + record("visit-2", on="2026-03-10")
    assert problems(WEEKLY, plan=plan) == [
        "contradictory-record: this is recorded already, and otherwise"
    ]


def test_missed_and_done_is_a_contradiction() -> None:
    """It cannot be both."""
    plan = record("visit-2", "missed") + record("visit-2")
    assert problems(WEEKLY, plan=plan) == [
        "contradictory-record: this is recorded already, and otherwise"
    ]


def test_a_result_must_be_one_of_the_activitys() -> None:
    """A visit has no results but done and missed."""
    assert problems(WEEKLY, plan=record("visit-2", "fine")) == [
        "unknown-result: this is none of the activity's results"
    ]


FLEXIBLE = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    min_gap = "48 h"

    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [{ activity = "visit", times_a_week = 2 }]
"""


def test_a_flexible_week_keeps_what_was_done_in_it() -> None:
    """Monday was done on Monday, and Thursday is still the day to go with it."""
    found = legal(FLEXIBLE, plan=record("f/visit-1", on="2026-03-02"))
    assert found.days() == legal(FLEXIBLE).days()


def test_the_rest_of_a_flexible_week_keeps_its_gap_to_what_was_done() -> None:
    """Monday's visit was on Wednesday, so Thursday is too close."""
    found = legal(FLEXIBLE, plan=record("f/visit-1", on="2026-03-04"))
    assert found.agenda() == [
        "Wed 4 Mar f/visit-1",
        "Fri 6 Mar f/visit-2",
        "Mon 9 Mar f/visit-3",
        "Thu 12 Mar f/visit-4",
    ]
