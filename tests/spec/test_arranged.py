"""What somebody arranged: an occurrence moved, left out, or confirmed where it is."""

from __future__ import annotations

import pytest

from tests.spec.plan import (
    assign,
    decide,
    legal,
    move,
    omit,
    pin,
    planned,
    problems,
    record,
    undo,
)

TWICE = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"
    min_gap = "48 h"
    choose = ["on", "at"]

    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [
      { activity = "visit", on = ["tue", "fri"] },
      { activity = "call", each = "visit", offset = "1 day" },
    ]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "note" }]
"""
USUAL = "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Tue 10 Mar 10:00, Fri 13 Mar 10:00"
BEFORE = "2026-03-01T00:00:00Z"
WEEKLY = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 4
"""


class TestMove:
    """One goes elsewhere, its companions with it; everything else stays."""

    def test_the_others_stay_and_companions_follow(self) -> None:
        """The second visit on Thursday: its call on Friday."""
        found = legal(TWICE, plan=move("f/visit-2", "2026-03-05"))
        assert found.days("visit") == USUAL.replace("Fri 6", "Thu 5")
        assert found.days("call") == "Wed 4 Mar, Fri 6 Mar, Wed 11 Mar, Sat 14 Mar"
        assert found.days("note") == "Mon 16 Mar"

    def test_a_day_keeps_the_time_and_a_time_is_one(self) -> None:
        """Ten o'clock as planned; or eleven."""
        found = legal(TWICE, plan=move("f/visit-2", "2026-03-05T11:00:00"))
        assert found.days("visit") == USUAL.replace("Fri 6 Mar 10", "Thu 5 Mar 11")

    def test_it_keeps_its_name_and_what_it_is(self) -> None:
        """Moved past the next one it is still the second."""
        there = move("f/visit-2", "2026-03-12", override=True)
        found = planned(TWICE, plan=there)
        visits = [
            one for one in found.schedule.occurrences if one.activity.id == "visit"
        ]
        assert [one.name for one in visits] == [
            "f/visit-1",
            "f/visit-3",
            "f/visit-2",
            "f/visit-4",
        ]

    def test_the_trace_tells_who_said_so(self) -> None:
        """The rule names one day, an entry another."""
        found = legal(TWICE, plan=move("f/visit-2", "2026-03-05"))
        assert found.trace("f/visit-2") == [
            "anchor: Mon 2 Mar (phase)",
            "nominal: Fri 6 Mar 10:00",
            "moved: Thu 5 Mar 10:00 (by entry 1 of the ledger)",
            "placed: Thu 5 Mar 10:00",
        ]

    def test_a_time_that_the_clocks_skip_leaves_a_note(self) -> None:
        """01:30 does not exist in London on 29 March."""
        found = legal(TWICE, plan=move("f/visit-4", "2026-03-29T01:30:00"))
        assert found.trace("f/visit-4")[2:] == [
            (
                "note: Sun 29 Mar 01:30 (the clocks skip Sun 29 Mar 2026 01:30;"
                " Sun 29 Mar 2026 02:30 stands for it)"
            ),
            "moved: Sun 29 Mar 02:30 (by entry 1 of the ledger)",
            "placed: Sun 29 Mar 02:30",
        ]

    def test_what_moves_later_keeps_clear_of_it(self) -> None:
        """The Friday after is closed: not to Thursday, 24 hours after the moved one."""
        site = "closed = [2026-03-13]"
        assert legal(TWICE, site=site).days("visit") == USUAL.replace(
            "Fri 13", "Thu 12"
        )
        found = legal(TWICE, site=site, plan=move("f/visit-3", "2026-03-11"))
        assert found.days("visit") == (
            "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Wed 11 Mar 10:00, Sat 14 Mar 10:00"
        )

    def test_an_exception_is_in_nobodys_way(self) -> None:
        """By agreement a day before the next one, which stays all the same."""
        there = move("f/visit-2", "2026-03-09", override=True)
        done = record("f/visit-2", at="2026-03-09T12:00:00Z")
        for plan in (there, there + pin("f/visit-2"), there + done):
            found = planned(TWICE, plan=plan)
            assert found.days("visit") == (
                "Tue 3 Mar 10:00, Mon 9 Mar 10:00, Tue 10 Mar 10:00, Fri 13 Mar 10:00"
            )
            assert found.problems() == [
                (
                    "deviation: `f/visit-3` is planned for Tue 10 Mar 2026 10:00,"
                    " closer than 48 h to f/visit-2"
                )
            ]

    def test_the_reason_is_told_to_whoever_asks_why(self) -> None:
        """An exception has to have one."""
        there = """
[[ledger]]
at = 2026-03-01T00:00:00Z
verb = "move"
occurrence = "f/visit-2"
to = 2026-03-09
override = true
reason = "agreed"
"""
        found = planned(TWICE, plan=there)
        assert found.trace("f/visit-2")[2:] == [
            "moved: Mon 9 Mar 10:00 (by entry 1 of the ledger)",
            "reason: (agreed)",
            "placed: Mon 9 Mar 10:00",
        ]

    def test_in_a_chain_it_carries_the_rest(self) -> None:
        """Each visit a week after the one before."""
        chain = WEEKLY + 'counted_from = "previous"'
        found = legal(chain, plan=move("visit-2", "2026-03-11"))
        assert found.days() == "Mon 2 Mar, Wed 11 Mar, Wed 18 Mar, Wed 25 Mar"

    def test_a_later_entry_wins(self) -> None:
        """Moved twice; then the second move is taken back."""
        twice = move("f/visit-2", "2026-03-05") + move("f/visit-2", "2026-03-07")
        assert "Sat 7 Mar" in legal(TWICE, plan=twice).days("visit")
        assert "Thu 5 Mar" in legal(TWICE, plan=twice + undo(2)).days("visit")

    def test_nothing_else_that_is_past_moves(self) -> None:
        """A chain is carried on from now on: the visit of last week stays."""
        chain = WEEKLY + 'counted_from = "previous"'
        late = move("visit-1", "2026-03-04", at="2026-03-12T00:00:00Z")
        assert legal(chain, plan=late).days() == (
            "Wed 4 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"
        )

    def test_what_was_dropped_has_a_date_again(self) -> None:
        """Dropped for a holiday, and then given on another day."""
        rule = WEEKLY + 'if_closed = "drop"'
        site = "closed = [2026-03-09]"
        found = legal(rule, site=site, plan=move("visit-2", "2026-03-10"))
        assert found.days() == "Mon 2 Mar, Tue 10 Mar, Mon 16 Mar, Mon 23 Mar"

    def test_days_of_a_flexible_week_stay_chosen(self) -> None:
        """Monday and Thursday; the Thursday moves to Friday, and Monday stays."""
        rule = """
        [[phases]]
        id = "f"
        length = "2 weeks"
        schedule = [{ activity = "visit", times_a_week = 2 }]
        """
        found = legal(rule, plan=move("f/visit-2", "2026-03-06"))
        assert found.days() == "Mon 2 Mar, Fri 6 Mar, Mon 9 Mar, Thu 12 Mar"


class TestOmit:
    """One is left out, its companions with it; nothing is renumbered."""

    def test_it_and_its_companions_are_left_out(self) -> None:
        """The others keep their names."""
        found = legal(TWICE, plan=omit("f/visit-2"))
        names = [one.name for one in found.schedule.occurrences]
        assert names == [
            "f/visit-1",
            "f/call-1",
            "f/visit-3",
            "f/call-3",
            "f/visit-4",
            "f/call-4",
            "g/note-1",
        ]
        assert found.notices() == [
            "1 occurrence is cancelled: left out by an entry of the ledger"
        ]

    def test_it_counts_in_numbers_and_nothing_rests_on_it(self) -> None:
        """A note after the second visit is left out, with a notice."""
        rule = WEEKLY + '\n[[schedule]]\nactivity = "note"\nfrom = "visit[2] + 1 day"\n'
        found = legal(rule, plan=omit("visit-2"))
        assert found.days("note") == ""
        assert "note is left out: visit 2 was cancelled" in found.notices()

    def test_moving_it_or_taking_that_back_brings_it_back(self) -> None:
        """Left out, and agreed upon again."""
        gone = omit("f/visit-2")
        assert legal(TWICE, plan=gone + undo(1)).days("visit") == USUAL
        found = legal(TWICE, plan=gone + move("f/visit-2", "2026-03-05"))
        assert found.days("visit") == USUAL.replace("Fri 6", "Thu 5")

    def test_it_may_have_been_done_all_the_same(self) -> None:
        """A fact is a fact."""
        found = legal(TWICE, plan=omit("f/visit-2") + record("f/visit-2"))
        assert found.days("visit") == USUAL

    def test_a_moved_one_can_be_left_out(self) -> None:
        """The later entry wins."""
        plan = move("f/visit-2", "2026-03-05") + omit("f/visit-2")
        assert "f/visit-2" not in [
            one.name for one in legal(TWICE, plan=plan).schedule.occurrences
        ]


class TestPin:
    """What others rely on stays, whatever moves the rest."""

    def test_another_start_moves_the_others(self) -> None:
        """A week later; the second, now due on the confirmed day, gives way to it."""
        later = pin("f/visit-4") + assign("start", "2026-03-09", at=BEFORE)
        found = legal(TWICE, plan=later)
        assert [
            (one.name, found.spell(one.placed))
            for one in found.schedule.occurrences
            if one.activity.id == "visit"
        ] == [
            ("f/visit-1", "Tue 10 Mar 10:00"),
            ("f/visit-4", "Fri 13 Mar 10:00"),
            ("f/visit-2", "Sun 15 Mar 10:00"),
            ("f/visit-3", "Tue 17 Mar 10:00"),
        ]

    def test_another_time_of_day_is_for_the_others(self) -> None:
        """Chosen anew, and the confirmed one stays at ten."""
        found = legal(
            TWICE, plan=pin("f/visit-3") + assign("visit.at", '"11:00"', at=BEFORE)
        )
        assert found.days("visit") == (
            "Tue 3 Mar 11:00, Fri 6 Mar 11:00, Tue 10 Mar 10:00, Fri 13 Mar 11:00"
        )
        assert found.trace("f/visit-3")[-2:] == [
            "pinned: Tue 10 Mar 10:00 (by entry 1 of the ledger)",
            "placed: Tue 10 Mar 10:00",
        ]

    def test_a_companion_stays_where_its_parent_goes_elsewhere(self) -> None:
        """The call was confirmed for Saturday; the visit goes to Thursday."""
        rule = TWICE.replace(
            'offset = "1 day" }', 'offset = "1 day", window = "0 days" }'
        )
        found = planned(rule, plan=pin("f/call-2") + move("f/visit-2", "2026-03-05"))
        assert found.days("call").split(", ")[1] == "Sat 7 Mar"
        assert found.problems() == [
            (
                "deviation: `f/call-2` is planned for Sat 7 Mar 2026,"
                " after Fri 6 Mar 2026, the latest allowed"
            )
        ]

    @pytest.mark.parametrize("fate", [omit("f/visit-2"), record("f/visit-2", "missed")])
    def test_a_companion_stays_whatever_becomes_of_its_parent(self, fate: str) -> None:
        """Left out or missed: what was confirmed with others is not taken away."""
        assert "Sat 7 Mar" in legal(TWICE, plan=pin("f/call-2") + fate).days("call")
        assert "Sat 7 Mar" not in legal(TWICE, plan=fate).days("call")

    def test_what_does_not_happen_cannot_be_confirmed(self) -> None:
        """It was dropped."""
        rule = WEEKLY + 'if_closed = "drop"'
        assert problems(rule, site="closed = [2026-03-09]", plan=pin("visit-2")) == [
            (
                "unknown-occurrence: this does not happen in the plan, so it cannot be"
                " confirmed"
            )
        ]


GATED = """
    [activities.review]
    kind = "evaluation"
    title = "Review"
    at = "10:00"
    results = { fine = "opens", bad = "closes" }

    [[schedule]]
    activity = "review"

    [[schedule]]
    activity = "visit"
    every = "1 week"
    first = "1 week"
    count = 3
    requires = ["review"]

    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"
    requires = ["review"]
"""
NOON = "2026-03-02T12:00:00Z"


@pytest.mark.parametrize(
    "entry", [move("visit-2", "2026-03-17"), pin("visit-2"), pin("call-2")]
)
class TestGates:
    """Nobody's arrangement opens a gate, or keeps one open."""

    def test_what_waits_still_waits(self, entry: str) -> None:
        """To be confirmed, wherever it is."""
        assert len(legal(GATED, plan=entry).provisional()) == 6

    def test_a_closing_result_cancels_it(self, entry: str) -> None:
        """And its companions."""
        closed = record("review-1", "bad", at=NOON)
        assert legal(GATED, plan=entry + closed).days() == "Mon 2 Mar 10:00"


def test_what_is_over_is_not_arranged_any_more() -> None:
    """Neither moved, nor left out, nor confirmed."""
    for entry in (move("f/visit-1", "2026-03-04"), omit("f/visit-1"), pin("f/visit-1")):
        assert problems(TWICE, plan=record("f/visit-1") + entry) == [
            "contradictory-record: this is over: what became of it is recorded"
        ]


def test_an_entry_names_something() -> None:
    """There are four visits."""
    assert problems(TWICE, plan=omit("f/visit-5")) == [
        "unknown-occurrence: the plan has nothing of this name"
    ]


def test_what_was_arranged_in_a_branch_that_is_left_stays() -> None:
    """A visit of the quick pace was confirmed; then the slow one is decided on."""
    snippet = """
    [decisions.pace]
    question = "Which pace?"
    options = ["slow", "quick"]

    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 2
    when = { pace = "quick" }
    """
    quick, slow = (decide("pace", pace, at=BEFORE) for pace in ("quick", "slow"))
    found = legal(snippet, plan=quick + pin("visit-2") + slow)
    assert found.days() == "Mon 9 Mar"
