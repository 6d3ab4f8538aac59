"""Provisional: what stands under a gate whose result nobody has recorded."""

from __future__ import annotations

from tests.spec.plan import legal

GATED = """
    [activities.review]
    kind = "evaluation"
    title = "Review"
    results = { eligible = "opens", ineligible = "closes" }

    [[phases]]
    id = "a"
    length = "1 week"
    schedule = [{ activity = "review", day = 1 }, { activity = "visit", day = 2 }]

    [[phases]]
    id = "b"
    length = "1 week"
    requires = ["review"]
    schedule = [
      { activity = "visit", day = 1 },
      { activity = "pill", every = "1 day", count = 1 },
    ]

    [[phases]]
    id = "c"
    length = "1 week"
    schedule = [{ activity = "visit", day = 1 }]
"""


def test_a_phases_gate_holds_for_it_and_for_every_later_phase() -> None:
    """Before the evaluation all is planned; after it nothing is confirmed."""
    assert legal(GATED).provisional() == ["b/visit-1", "c/visit-1"]


def test_medicines_are_never_provisional() -> None:
    """They stop only by their own entry, so no gate makes them doubtful."""
    assert "b/pill-1" not in legal(GATED).provisional()


def test_a_rules_gate_holds_for_the_rule() -> None:
    """Only the second visit waits for the review."""
    assert legal("""
    [[schedule]]
    activity = "review"

    [[schedule]]
    activity = "visit"
    day = 2

    [[schedule]]
    id = "gated"
    activity = "visit"
    day = 3
    requires = ["review"]
    """).provisional() == ["gated-1"]


def test_companions_share_their_parents_fate_but_medicines_do_not() -> None:
    """The call after a doubtful visit is doubtful; the tablet before it is not."""
    assert legal("""
    [[schedule]]
    activity = "review"

    [[schedule]]
    activity = "visit"
    day = 2
    requires = ["review"]

    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"

    [[schedule]]
    activity = "form"
    each = "call"

    [[schedule]]
    activity = "pill"
    each = "visit"
    """).provisional() == ["visit-1", "call-1", "form-1"]


def test_rules_of_no_phase_stand_under_no_phases_gate() -> None:
    """A walk of the whole plan is not in doubt because a phase is."""
    assert legal('[[schedule]]\nactivity = "walk"\n' + GATED).provisional() == [
        "b/visit-1",
        "c/visit-1",
    ]


def test_dates_do_not_depend_on_a_gate() -> None:
    """What is provisional has the date it would have anyway."""
    open_ = GATED.replace('requires = ["review"]', "")
    assert legal(GATED).agenda() == legal(open_).agenda()
