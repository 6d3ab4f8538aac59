"""Other days for one occurrence: which are legal, and what each would move."""

from __future__ import annotations

from datetime import date

import pytest

from careplan.model.alternative import Alternatives
from careplan.schedule.holidays import public_holidays
from careplan.schedule.questions.alternatives import alternatives
from tests.spec.plan import add, begin, end, opened, pause, record

SESSIONS = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"
    min_gap = "48 h"

    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [
      { activity = "visit", on = ["tue", "fri"] },
      { activity = "call", each = "visit", offset = "1 day" },
      { activity = "note", each = "visit", offset = "-1 day" },
    ]
"""
CHAIN = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 4
    counted_from = "previous"
"""
CLINIC = 'open = "mon-fri"'


def asked(
    snippet: str,
    name: str,
    *,
    plan: str = "",
    site: str = "",
    first: date | None = None,
    last: date | None = None,
) -> Alternatives | None:
    program, enrolment, where = opened(snippet, plan=plan, site=site)
    return alternatives(
        program,
        enrolment,
        site=where,
        busy=None,
        holidays=public_holidays,
        name=name,
        first=first,
        last=last,
    )


def told(found: Alternatives | None) -> list[str]:
    """List the days tried: `2026-03-10 10:00: call-1 -> 2026-03-11`, or why not."""
    assert found is not None
    return [
        f"{one.moment}: "
        + (
            one.refusal
            or ", ".join(f"{move.name} -> {move.after}" for move in one.moves)
            or "-"
        )
        for one in found.tried
    ]


def test_the_days_between_its_neighbours_are_tried_the_best_first() -> None:
    """Legal ones by what they move and how near they are; then the others, and why."""
    assert told(asked(SESSIONS, "f/visit-3", site=CLINIC)) == [
        "2026-03-10 10:00: -",
        "2026-03-09 10:00: note-3 -> 2026-03-08, call-3 -> 2026-03-10",
        "2026-03-11 10:00: note-3 -> 2026-03-10, call-3 -> 2026-03-12",
        "2026-03-07 10:00: the site is closed on a Saturday",
        "2026-03-08 10:00: the site is closed on a Sunday",
        "2026-03-12 10:00: closer than 48 h to visit-4",
    ]


def test_days_beyond_its_neighbours_are_tried_only_if_asked_for() -> None:
    """The order of a rule's own occurrences is kept."""
    found = asked(SESSIONS, "visit-3", first=date(2026, 3, 5), last=date(2026, 3, 7))
    assert told(found) == [
        "2026-03-05 10:00: closer than 48 h to visit-2",
        "2026-03-06 10:00: visit-2 is already on that day",
        "2026-03-07 10:00: closer than 48 h to visit-2",
    ]


def test_it_cannot_pass_another_of_its_rule() -> None:
    """Far enough from all others, and before the second all the same."""
    found = asked(
        CHAIN.replace('counted_from = "previous"', ""),
        "visit-3",
        first=date(2026, 3, 4),
        last=date(2026, 3, 4),
    )
    assert told(found) == ["2026-03-04: it would pass visit-2"]


def test_one_day_of_a_range_may_be_given_alone() -> None:
    """From a day on, or up to a day."""
    found = asked(CHAIN, "visit-4", first=date(2026, 4, 4))
    assert told(found) == ["2026-04-04: -", "2026-04-05: -", "2026-04-06: -"]
    found = asked(CHAIN, "visit-4", last=date(2026, 3, 17))
    assert told(found) == ["2026-03-17: -"]


def test_the_rest_of_a_chain_follows() -> None:
    """Each counts from the one before, so all that come later move."""
    found = asked(CHAIN, "visit-2", first=date(2026, 3, 10), last=date(2026, 3, 10))
    assert told(found) == ["2026-03-10: visit-3 -> 2026-03-17, visit-4 -> 2026-03-24"]


def test_only_the_days_of_its_window_are_tried() -> None:
    """A day either side."""
    found = asked(CHAIN + 'window = "1 day"\n', "visit-4")
    assert [line.partition(":")[0] for line in told(found)] == [
        "2026-03-23",
        "2026-03-22",
        "2026-03-24",
    ]


def test_a_companion_stays_on_its_side_of_its_parent() -> None:
    """What is asked for after the visit cannot come before it."""
    found = asked(SESSIONS, "f/call-1", first=date(2026, 3, 2), last=date(2026, 3, 3))
    assert told(found) == [
        "2026-03-03: -",
        "2026-03-02: it would pass visit-1, which it counts from",
    ]


OPERATIONS = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"

    [activities.call]
    kind = "session"
    title = "Call"
    at = "08:00"

    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [{ activity = "visit", days = [3, 10] }, { activity = "call", day = 4 }]

    [[phases]]
    id = "g"
    length = "4 weeks"
"""


@pytest.mark.parametrize(
    ("rule", "day", "refusal"),
    [
        ('from = "visit[2]"', 11, "it would pass visit-2, which it counts from"),
        (
            'from = "visit[2] + 1 week"',
            11,
            "it would pass visit-2, which it counts from",
        ),
        ('from = "visit.last"', 11, "it would pass visit-2, which it counts from"),
        ('from = "visit.first"', 11, None),
        ('from = "visit.first"', 4, "it would pass visit-1, which it counts from"),
        ('from = "f/visit[1]"', 4, "it would pass visit-1, which it counts from"),
        ('from = "previous"', 5, "call-1 is already on that day"),
        ('from = "previous"', 4, "it would pass call-1, which it counts from"),
        ('from = "f.start"', 4, None),
        ("", 4, None),
    ],
)
def test_it_stays_on_its_side_of_what_its_rule_counts_from(
    rule: str, day: int, refusal: str | None
) -> None:
    """A check-up after an operation is never in the morning before it."""
    snippet = f"""{OPERATIONS}
    [[phases.schedule]]
    activity = "call"
    id = "check"
    offset = "16 days"
    {rule}
    """
    when = date(2026, 3, day)
    found = asked(snippet, "check-1", first=when, last=when)
    assert found is not None
    assert [one.refusal for one in found.tried] == [refusal]


def test_what_comes_before_stays_before() -> None:
    """A preparation two days before the only visit, which it may not pass either."""
    snippet = """
    [[schedule]]
    activity = "visit"
    day = 8

    [[schedule]]
    activity = "call"
    from = "visit"
    offset = "-2 days"
    """
    first, last = date(2026, 3, 8), date(2026, 3, 9)
    assert told(asked(snippet, "call-1", first=first, last=last)) == [
        "2026-03-08: -",
        "2026-03-09: it would pass visit-1, which it counts from",
    ]


def test_who_follows_the_planned_date_is_held_to_that() -> None:
    """The visit was a week late; the call counts from the day it was planned for."""
    snippet = """
    [[schedule]]
    activity = "visit"
    day = 8

    [[schedule]]
    activity = "call"
    from = "visit"
    follows = "planned"
    offset = "2 days"
    """
    late = record("visit-1", on="2026-03-16")
    first, last = date(2026, 3, 8), date(2026, 3, 9)
    assert told(asked(snippet, "call-1", plan=late, first=first, last=last)) == [
        "2026-03-09: -",
        "2026-03-08: it would pass visit-1, which it counts from",
    ]


def test_what_no_rule_gives_any_more_counts_from_nothing() -> None:
    """One that was added, and one that a run before this one left behind."""
    snippet = OPERATIONS + "schedule = [{ activity = 'note', from = 'visit[2]' }]"
    day = date(2026, 3, 2)
    found = asked(
        snippet, "call-2", plan=add("call", "2026-03-20"), first=day, last=day
    )
    assert told(found) == ["2026-03-02 08:00: -"]
    again = begin("f", "2026-03-12", at="2026-03-12T00:00:00Z")
    found = asked(snippet, "f/visit-1", plan=again, first=day, last=day)
    assert told(found) == ["2026-03-02 10:00: -"]


def test_what_it_would_make_impossible_is_no_legal_day() -> None:
    """The call after it must be made that very week, and the clinic would be closed."""
    snippet = SESSIONS.replace(
        'offset = "1 day" }', 'offset = "1 day", if_closed = "fail" }', 1
    )
    found = asked(
        snippet,
        "f/visit-4",
        site=CLINIC,
        first=date(2026, 3, 13),
        last=date(2026, 3, 13),
    )
    assert found is not None
    assert [one.refusal for one in found.tried] == [None]
    found = asked(
        snippet.replace('["tue", "fri"]', '["tue", "thu"]'),
        "f/visit-4",
        site=CLINIC,
        first=date(2026, 3, 13),
        last=date(2026, 3, 13),
    )
    assert told(found) == [
        (
            "2026-03-13 10:00: there is no legal date for the `f/call` of visit 4,"
            " nominally Sat 14 Mar 2026"
        )
    ]


def test_what_a_rule_did_not_place_and_other_rules_leave_it_free() -> None:
    """A slot skipped has no day to keep clear of, nor has another rule an order."""
    snippet = """
    [[schedule]]
    activity = "visit"
    id = "tuesdays"
    on = "tue"
    weeks = 3
    if_closed = "drop"

    [[schedule]]
    activity = "visit"
    id = "extra"
    day = 10
    """
    site = f"{CLINIC}\nclosed = [2026-03-17]"
    first, last = date(2026, 3, 2), date(2026, 3, 4)
    found = asked(snippet, "extra-1", site=site, first=first, last=last)
    assert told(found) == [
        "2026-03-04: -",
        "2026-03-02: -",
        "2026-03-03: tuesdays-1 is already on that day",
    ]


def test_what_would_no_longer_happen_is_told() -> None:
    """The note is left out where its visit lies beyond the end it must not pass."""
    snippet = """
    [[schedule]]
    activity = "visit"
    day = 3

    [[schedule]]
    activity = "note"
    every = "1 week"
    until = "visit + 1 week"
    """
    found = asked(snippet, "visit-1", first=date(2026, 2, 28), last=date(2026, 2, 28))
    assert told(found) == ["2026-02-28: note-2 -> None"]


def test_a_day_on_which_nothing_takes_place_is_not_legal() -> None:
    """What is moved into a pause that leaves things out would vanish."""
    plan = pause("2026-03-10", "2026-03-11", said='rest = "drop"') + end("2026-03-24")
    first, last = date(2026, 3, 8), date(2026, 3, 10)
    found = asked(CHAIN, "visit-2", plan=plan, first=first, last=last)
    still = "the plan stands still from Tue 10 Mar 2026 to Wed 11 Mar 2026"
    assert told(found)[-1] == f"2026-03-10: {still}"
    first, last = date(2026, 3, 24), date(2026, 3, 25)
    found = asked(CHAIN, "visit-4", plan=plan, first=first, last=last)
    assert told(found) == [
        "2026-03-24: -",
        "2026-03-25: the plan ends with Tue 24 Mar 2026",
    ]
    added = plan + add("call", "2026-03-12")
    first, last = date(2026, 3, 10), date(2026, 3, 11)
    found = asked(CHAIN, "call-1", plan=added, first=first, last=last)
    assert told(found) == ["2026-03-11: -", "2026-03-10: -"]


def test_what_is_over_cannot_be_moved() -> None:
    """Done or missed, nothing is tried."""
    for result in ("done", "missed"):
        found = asked(CHAIN, "visit-2", plan=record("visit-2", result))
        assert found is not None
        assert (found.is_over, found.tried) == (True, ())


def test_nothing_is_called_so() -> None:
    """Nor is there anything to try for what was left out."""
    assert asked(CHAIN, "visit-9") is None
    dropped = CHAIN + 'if_closed = "drop"\n'
    assert asked(dropped, "visit-2", site="closed = [2026-03-09]") is None


WEEKLY = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"
    max_gap = "8 days"

    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 4
"""


def test_a_day_that_would_make_a_gap_too_long_is_not_legal() -> None:
    """Eight days from the one before, and to the one after."""
    found = asked(WEEKLY, "visit-2", first=date(2026, 3, 7), last=date(2026, 3, 11))
    far = "lie farther apart than the 8 days that `visit` may"
    assert told(found) == [
        "2026-03-09 10:00: -",
        "2026-03-08 10:00: -",
        "2026-03-10 10:00: -",
        (
            "2026-03-07 10:00: visit-2 on Sat 7 Mar 2026 and visit-3 on"
            f" Mon 16 Mar 2026 {far}"
        ),
        (
            "2026-03-11 10:00: visit-1 on Mon 2 Mar 2026 and visit-2 on"
            f" Wed 11 Mar 2026 {far}"
        ),
    ]


def test_a_day_on_which_it_would_be_too_often_is_not_legal() -> None:
    """Twice in six days at most: Wednesday, Friday and Monday are too many."""
    snippet = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    min_gap = "2 days"
    open = "mon-fri"

    [[phases]]
    id = "f"
    length = "3 weeks"

    [[phases.schedule]]
    activity = "visit"
    times_a_week = 2
    at_most = { count = 2, per = "6 days" }
    """
    site = "closed = [2026-03-12]"
    day = date(2026, 3, 11)
    assert told(asked(snippet, "visit-3", site=site, first=day, last=day)) == [
        (
            "2026-03-11: f/visit-3 on Wed 11 Mar 2026, f/visit-4 on Fri 13 Mar 2026 and"
            " f/visit-5 on Mon 16 Mar 2026 lie within 6 days, in which `visit` may"
            " happen twice"
        )
    ]


def test_the_rest_of_a_chain_must_have_a_place() -> None:
    """The second call would fall on a closed day, and may not move."""
    snippet = """
    [[schedule]]
    activity = "visit"
    day = 14

    [[schedule]]
    activity = "call"
    from = "visit"
    offset = "1, 7 days"
    counted_from = "previous"
    if_closed = "fail"
    """
    first, last = date(2026, 3, 16), date(2026, 3, 18)
    site = "closed = [2026-03-23]"
    found = asked(snippet, "call-1", site=site, first=first, last=last)
    assert told(found) == [
        "2026-03-16: -",
        "2026-03-18: call-2 -> 2026-03-24",
        (
            "2026-03-17: there is no legal date for number 2 of `call`, nominally Mon"
            " 23 Mar 2026"
        ),
    ]
