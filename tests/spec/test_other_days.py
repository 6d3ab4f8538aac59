"""Other days for one occurrence: which are legal, and what each would move."""

from __future__ import annotations

from datetime import date

from careplan.model.alternative import Alternatives
from careplan.schedule.holidays import public_holidays
from careplan.schedule.questions.alternatives import alternatives
from tests.spec.plan import opened, record

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
