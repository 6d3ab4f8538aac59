"""Gates: what waits for a result is confirmed by it, or cancelled, never by time."""

from __future__ import annotations

import pytest

from tests.spec.plan import legal, record

GATED = """
    [activities.review]
    kind = "evaluation"
    title = "Review"
    at = "10:00"
    results = { eligible = "opens", "more tests" = "waits", ineligible = "closes" }

    [[phases]]
    id = "a"
    length = "1 week"
    schedule = [
      { activity = "review" },
      { activity = "note", from = "review + 3 days", when = { review = "ineligible" } },
    ]

    [[phases]]
    id = "b"
    length = "1 week"
    requires = ["review"]
    schedule = [
      { activity = "visit", days = [1, 3] },
      { activity = "call", each = "visit", offset = "1 day" },
      { activity = "pill", every = "1 day", count = 1 },
    ]
"""
NOON = "2026-03-02T12:00:00Z"


def test_without_a_result_all_is_to_be_confirmed() -> None:
    """Nobody has seen the patient yet."""
    assert legal(GATED).provisional() == [
        "b/visit-1",
        "b/call-1",
        "b/visit-2",
        "b/call-2",
    ]


def test_an_opening_result_confirms_and_moves_nothing() -> None:
    """Eligible: the same dates, and none in doubt."""
    found = legal(GATED, plan=record("review-1", "eligible", at=NOON))
    assert found.provisional() == []
    assert found.days() == legal(GATED).days()


def test_that_it_was_done_opens_no_gate_that_has_results() -> None:
    """The review took place; what it found is not known yet."""
    found = legal(GATED, plan=record("review-1", at=NOON))
    assert len(found.provisional()) == 4


def test_a_result_that_waits_opens_nothing() -> None:
    """More tests are needed first."""
    found = legal(GATED, plan=record("review-1", "more tests", at=NOON))
    assert len(found.provisional()) == 4


def test_a_result_may_follow_one_that_waits() -> None:
    """The tests are back: eligible."""
    plan = record("review-1", "more tests", at=NOON)
    plan += record("review-1", "eligible", at="2026-03-05T12:00:00Z")
    assert legal(GATED, plan=plan).provisional() == []


def test_a_closing_result_cancels_what_waits_but_no_medicine() -> None:
    """Ineligible: no visits and no calls, a letter instead; the tablet goes on."""
    found = legal(GATED, plan=record("review-1", "ineligible", at=NOON))
    assert found.agenda() == [
        "Mon 2 Mar 10:00 a/review-1",
        "Thu 5 Mar a/note-1",
        "Mon 9 Mar b/pill-1",
    ]
    assert found.notices() == [
        "2 occurrences are cancelled: review was recorded as ineligible"
    ]


def test_what_was_past_when_the_gate_closed_stays() -> None:
    """Found out on the Tuesday after the first visit: only the second is cancelled."""
    plan = record("review-1", "ineligible", at="2026-03-10T12:00:00Z")
    found = legal(GATED, plan=plan)
    assert found.days("visit") == "Mon 9 Mar"


REPEATED = """
    [activities.review]
    kind = "evaluation"
    title = "Review"
    at = "10:00"
    results = { fine = "opens", again = "waits", bad = "closes" }

    [[schedule]]
    activity = "review"
    every = "1 week"
    count = 3

    [[schedule]]
    activity = "visit"
    every = "2 days"
    count = 5
    requires = ["review"]
"""


@pytest.mark.parametrize(("result", "left"), [("again", ["visit-5"]), ("bad", [])])
def test_what_was_confirmed_and_is_past_stays_confirmed(
    result: str, left: list[str]
) -> None:
    """A week of visits on a good result; the next result is none, or a bad one."""
    found = legal(
        REPEATED,
        plan=record("review-1", "fine", at=NOON)
        + record("review-2", result, at="2026-03-09T12:00:00Z"),
    )
    assert found.provisional() == left
    assert found.days("visit").startswith("Mon 2 Mar, Wed 4 Mar, Fri 6 Mar, Sun 8 Mar")


def test_a_gate_asks_for_the_next_result_that_is_not_recorded() -> None:
    """The first result left it open, so it is the second that is waited for."""
    found = legal(REPEATED, plan=record("review-1", "again", at=NOON))
    (gate,) = found.schedule.gates
    assert gate.asked is not None
    assert gate.asked.name == "review-2"


def test_what_was_done_under_a_gate_that_closed_stays() -> None:
    """A visit that took place is a fact."""
    plan = record("b/visit-1", at="2026-03-09T18:00:00Z")
    plan += record("review-1", "ineligible", at="2026-03-09T20:00:00Z")
    found = legal(GATED, plan=plan)
    assert found.days("visit") == "Mon 9 Mar"
    assert found.states() == ["a/review-1 done", "b/visit-1 done"]


def test_a_gate_without_results_opens_when_it_is_done() -> None:
    """An interview has nothing to find; it has to take place."""
    gated = GATED.replace(
        'results = { eligible = "opens", "more tests" = "waits",', "#"
    )
    gated = gated.replace(', when = { review = "ineligible" }', "")
    assert len(legal(gated).provisional()) == 4
    assert legal(gated, plan=record("review-1", at=NOON)).provisional() == []


def test_the_latest_result_of_several_counts() -> None:
    """Eligible at first, no longer so at the second review."""
    twice = GATED.replace(
        '{ activity = "review" }', '{ activity = "review", days = [1, 4] }'
    ).replace("review + 3", "review.last + 3")
    plan = record("review-1", "eligible", at=NOON)
    assert legal(twice, plan=plan).provisional() == []
    plan += record("review-2", "ineligible", at="2026-03-05T12:00:00Z")
    assert legal(twice, plan=plan).days("visit") == ""


def test_several_gates_must_all_open() -> None:
    """The call is a gate too, and nobody has made it."""
    both = GATED.replace('requires = ["review"]', 'requires = ["review", "form"]')
    both += '\n[[schedule]]\nactivity = "form"\n'
    plan = record("review-1", "eligible", at=NOON)
    assert len(legal(both, plan=plan).provisional()) == 4
    plan += record("form-1", at=NOON)
    assert legal(both, plan=plan).provisional() == []


def test_a_gate_for_which_nothing_waits_any_more_is_not_told() -> None:
    """The only visit took place all the same; nobody need be asked for the result."""
    found = legal(
        """
        [[schedule]]
        activity = "review"

        [[schedule]]
        activity = "visit"
        day = 8
        requires = ["review"]
        """,
        plan=record("visit-1", at="2026-03-09T20:00:00Z"),
    )
    assert found.states() == ["visit-1 done"]
    assert found.schedule.gates == ()


def test_a_companion_waits_for_its_own_parent_and_a_rule_for_the_next_result() -> None:
    """The first phase measures, too; the call follows what the second one measures."""
    found = legal(
        """
    [activities.review]
    kind = "evaluation"
    title = "Review"
    results = { high = "waits", well = "opens" }

    [[phases]]
    id = "a"
    schedule = [{ activity = "review", days = [1, 3] }]

    [[phases]]
    id = "b"
    length = "2 weeks"
    schedule = [
      { activity = "review", every = "1 week" },
      { activity = "call", each = "review", when = { review = "high" } },
      { activity = "visit", day = 9, when = { review = "high" } },
    ]
    """
    )
    assert found.notices() == [
        "b/call waits for the result of review (b/review-1, Thu 5 Mar 2026)",
        "b/visit waits for the result of review (a/review-1, Mon 2 Mar 2026)",
    ]


def test_what_a_closed_gate_cancels_waits_for_no_decision_any_more() -> None:
    """Neither a rule nor a phase that some other answer would still have to open."""
    more = """
    [decisions.pace]
    question = "Which pace?"
    options = ["slow", "quick"]

    [[phases]]
    id = "c"
    length = "1 week"
    schedule = [
      { activity = "visit" },
      { activity = "walk", every = "1 day", when = { pace = "quick" } },
    ]

    [[phases]]
    id = "d"
    when = { pace = "slow" }
    schedule = [{ activity = "visit", day = 1 }]
    """
    assert "phase d, c/walk wait for pace" in legal(GATED + more).notices()
    closed = record("review-1", "ineligible", on="2026-03-02T10:00:00", at=NOON)
    assert "wait" not in "".join(legal(GATED + more, plan=closed).notices())
