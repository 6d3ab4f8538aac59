"""`set`: another date for an anchor, a fact, a choice; what is over stays."""

from __future__ import annotations

from tests.spec.plan import assign, days, legal, problems, record

BEFORE_DUE = """
    [anchors.due-date]
    title = "Due date"

    [[schedule]]
    activity = "visit"
    from = "due-date"
    offset = ["-4 weeks", "-2 weeks", "0 days"]
    window = ["0 days", "6 days"]
"""
DUE = "[anchors]\ndue-date = 2026-04-20\n"
TENTH = "2026-04-10T12:00:00Z"


def test_a_redated_anchor_moves_what_counts_from_it() -> None:
    """Corrected before anything happened: everything moves."""
    plan = DUE + assign("due-date", "2026-04-27", at="2026-03-01T12:00:00Z")
    assert days(BEFORE_DUE, plan=plan) == "Mon 30 Mar, Mon 13 Apr, Mon 27 Apr"


def test_what_is_done_keeps_its_date_and_its_window() -> None:
    """The first visit was before the correction; the others are not."""
    plan = DUE + record("visit-1", on="2026-03-24", at="2026-03-24T12:00:00Z")
    plan += assign("due-date", "2026-04-27", at="2026-03-24T13:00:00Z")
    assert legal(BEFORE_DUE, plan=plan).windows() == [
        "Tue 24 Mar [Mon 23 Mar .. Sun 29 Mar]",
        "Mon 13 Apr [Mon 13 Apr .. Sun 19 Apr]",
        "Mon 27 Apr [Mon 27 Apr .. Sun 3 May]",
    ]


def test_what_is_past_stays_where_it_was() -> None:
    """Corrected on 10 April: the first two visits are over, recorded or not."""
    plan = DUE + assign("due-date", "2026-04-27", at=TENTH)
    assert days(BEFORE_DUE, plan=plan) == "Mon 23 Mar, Mon 6 Apr, Mon 27 Apr"


def test_an_anchor_nobody_dated_may_be_set() -> None:
    """The enrolment began without a due date."""
    optional = BEFORE_DUE.replace(
        "[anchors.due-date]", "[anchors.due-date]\noptional = true"
    )
    assert legal(optional).days() == ""
    plan = assign("due-date", "2026-04-20", at="2026-03-10T12:00:00Z")
    assert days(optional, plan=plan) == "Mon 23 Mar, Mon 6 Apr, Mon 20 Apr"


MANY = """
    [anchors.restart]
    title = "Restart"
    optional = true
    many = true

    [[schedule]]
    id = "first-restart"
    activity = "visit"
    from = "restart[1] + 1 day"

    [[schedule]]
    id = "second-restart"
    activity = "visit"
    from = "restart[2] + 1 day"
"""


def test_an_anchor_of_many_dates_gets_one_more() -> None:
    """Two restarts, told one after the other."""
    plan = assign("restart", "2026-03-10", at="2026-03-10T12:00:00Z")
    assert legal(MANY, plan=plan).days() == "Wed 11 Mar"
    plan += assign("restart", "2026-04-10", at="2026-04-10T12:00:00Z")
    assert legal(MANY, plan=plan).days() == "Wed 11 Mar, Sat 11 Apr"


def test_one_of_many_dates_may_be_corrected() -> None:
    """The first restart was a day earlier than told, and is not over yet."""
    plan = assign("restart", "2026-03-10", at="2026-03-08T12:00:00Z")
    plan += assign("restart[1]", "2026-03-09", at="2026-03-08T13:00:00Z")
    assert legal(MANY, plan=plan).days() == "Tue 10 Mar"


def test_a_date_cannot_leave_one_out() -> None:
    """There is no second restart before the first."""
    plan = assign("restart[2]", "2026-03-10", at="2026-03-08T12:00:00Z")
    assert problems(MANY, plan=plan) == [
        "unknown-anchor: there is no date 2 of this anchor, nor one before it"
    ]


def test_the_start_itself_may_move() -> None:
    """Told on the Sunday before: a week later."""
    rule = '[[schedule]]\nactivity = "visit"\ndays = [1, 8]\n'
    plan = assign("start", "2026-03-09", at="2026-03-01T12:00:00Z")
    assert days(rule, plan=plan) == "Mon 9 Mar, Mon 16 Mar"


WEEKLY = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"
    choose = ["on", "at"]

    [[schedule]]
    activity = "visit"
    on = ["tue", "fri"]
    count = 4
"""


def test_a_choice_holds_from_then_on() -> None:
    """After the first week the person has time on Mondays and Thursdays."""
    plan = assign("visit.on", '"mon, thu"', at="2026-03-07T12:00:00Z")
    found = legal(WEEKLY, plan=plan)
    assert found.days() == (
        "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Mon 9 Mar 10:00, Thu 12 Mar 10:00"
    )


def test_a_chosen_time_leaves_the_chosen_weekdays_alone() -> None:
    """First the days, then the time."""
    plan = assign("visit.on", '"mon, thu"', at="2026-03-01T12:00:00Z")
    plan += assign("visit.at", '"17:30"', at="2026-03-04T12:00:00Z")
    assert days(WEEKLY, plan=plan) == (
        "Mon 2 Mar 10:00, Thu 5 Mar 17:30, Mon 9 Mar 17:30, Thu 12 Mar 17:30"
    )


def test_several_times_may_be_chosen() -> None:
    """Twice a day: each is one."""
    plan = assign("visit.at", '"09:00, 17:00"', at="2026-03-01T12:00:00Z")
    assert days(WEEKLY, plan=plan) == (
        "Tue 3 Mar 09:00, Tue 3 Mar 17:00, Fri 6 Mar 09:00, Fri 6 Mar 17:00"
    )


def test_a_fact_may_be_learnt_later() -> None:
    """The arm was drawn on the first day."""
    rule = '[[schedule]]\nactivity = "visit"\nday = 8\nwhen = { arm = "a" }\n'
    plan = assign("arm", '"a"', at="2026-03-02T12:00:00Z")
    assert days(rule, plan=plan) == "Mon 9 Mar"


def test_a_fact_that_no_rule_mentions_changes_nothing() -> None:
    """Not even what is past."""
    plan = assign("shoe-size", '"42"', at="2026-03-07T12:00:00Z")
    assert legal(WEEKLY, plan=plan).agenda() == legal(WEEKLY).agenda()
