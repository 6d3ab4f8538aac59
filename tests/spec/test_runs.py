"""A phase begins anew, and those after it: a run of its own."""

from __future__ import annotations

import pytest

from tests.spec.plan import (
    add,
    assign,
    begin,
    decide,
    end,
    extend,
    legal,
    move,
    omit,
    pause,
    pin,
    planned,
    problems,
    record,
    undo,
)

TWO = """
    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"

    [[schedule]]
    activity = "note"
    day = 10

    [[schedule]]
    activity = "review"
    from = "2026-05-01"

    [[schedule]]
    id = "after-review"
    activity = "form"
    from = "review + 3 days"

    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [{ activity = "visit", on = ["tue", "fri"] }]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "visit", day = 1 }]
"""
EARLY = "2026-03-01T00:00:00Z"
AGAIN = begin("f", "2026-03-16", at="2026-03-12T12:00:00Z")


class TestBegin:
    """What is not done from the day on is withdrawn; the run gives the rest."""

    def test_a_phase_and_those_after_it_are_a_new_run(self) -> None:
        """The first run's last day was Sunday; `start` and `phase` mean the run's."""
        found = legal(TWO, plan=AGAIN)
        assert found.agenda() == [
            "Tue 3 Mar f/visit-1",
            "Wed 4 Mar call-1",
            "Fri 6 Mar f/visit-2",
            "Sat 7 Mar call-2",
            "Tue 10 Mar f/visit-3",
            "Wed 11 Mar call-3",
            "Wed 11 Mar note-1",
            "Fri 13 Mar f/visit-4",
            "Sat 14 Mar call-4",
            "Tue 17 Mar f~2/visit-1",
            "Wed 18 Mar call-6",
            "Fri 20 Mar f~2/visit-2",
            "Sat 21 Mar call-7",
            "Tue 24 Mar f~2/visit-3",
            "Wed 25 Mar call-8",
            "Wed 25 Mar note-2",
            "Fri 27 Mar f~2/visit-4",
            "Sat 28 Mar call-9",
            "Mon 30 Mar g~2/visit-1",
            "Tue 31 Mar call-10",
            "Fri 1 May review-1",
            "Mon 4 May after-review-1",
        ]
        assert found.phases() == [
            "f: Mon 2 Mar .. Mon 16 Mar",
            "f: Mon 16 Mar .. Mon 30 Mar",
            "g: Mon 30 Mar .. Mon 6 Apr",
        ]

    def test_what_it_is_says_the_run_and_never_changes(self) -> None:
        """The first run keeps its keys; what counts from a named date has no other."""
        before, after = legal(TWO).identities(), legal(TWO, plan=AGAIN).identities()
        kept = [key for key in before if "f:" in key or "/review" in key]
        assert [key for key in after if "~2/" not in key and "/note" not in key] == [
            key for key in kept if "g:" not in key
        ] + [":1~1/after-review#1.0"]
        assert "f:1~2/visit#1.0" in after
        assert "f:1~2/visit#1.0>:1~2/call#1.0" in after

    def test_a_phase_that_is_going_on_is_cut(self) -> None:
        """On the Wednesday of its second week, after three of its four."""
        found = legal(TWO, plan=begin("f", "2026-03-11", at="2026-03-11T08:00:00Z"))
        assert found.days("visit") == (
            "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar, Tue 17 Mar, Fri 20 Mar,"
            " Tue 24 Mar, Wed 25 Mar"
        )
        assert found.days("call").startswith("Wed 4 Mar, Sat 7 Mar, Sat 14 Mar")
        assert found.phases()[:2] == [
            "f: Mon 2 Mar .. Wed 11 Mar",
            "f: Wed 11 Mar .. Wed 25 Mar",
        ]

    def test_what_is_done_stays_whenever_it_was(self) -> None:
        """Entered late: the first run's visit of that day had taken place.

        The new one's gives way to it.
        """
        entries = record("f/visit-4", at="2026-03-13T18:00:00Z") + begin(
            "f", "2026-03-13", at="2026-03-15T12:00:00Z"
        )
        found = legal(TWO, plan=entries)
        assert "f/visit-4 done" in found.states()
        assert found.days("visit").startswith(
            "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar, Sat 14 Mar, Tue 17 Mar"
        )

    def test_what_is_not_done_is_withdrawn_even_if_it_is_past(self) -> None:
        """Nobody had recorded it, and the run began on that day."""
        found = legal(TWO, plan=begin("f", "2026-03-10", at="2026-03-15T12:00:00Z"))
        assert found.agenda()[4:7] == [
            "Tue 10 Mar f~2/visit-1",
            "Wed 11 Mar call-6",
            "Fri 13 Mar f~2/visit-2",
        ]

    def test_the_earlier_run_can_still_be_recorded(self) -> None:
        """And moved or left out, as what is past."""
        entries = (
            AGAIN
            + record("f/visit-4", "missed", at="2026-03-16T12:00:00Z")
            + record("f~2/visit-1", at="2026-03-18T12:00:00Z")
            + move("f/visit-3", "2026-03-11", at="2026-03-18T12:00:00Z")
            + omit("f/visit-2", at="2026-03-18T12:00:00Z")
        )
        found = legal(TWO, plan=entries)
        assert found.states() == ["f/visit-4 missed", "f~2/visit-1 done"]
        assert found.days("visit").startswith("Tue 3 Mar, Wed 11 Mar, Fri 13 Mar")

    def test_a_third_run_follows_a_second(self) -> None:
        """Only of the second phase; the names say so."""
        entries = AGAIN + begin("g", "2026-03-24", at="2026-03-20T12:00:00Z")
        found = legal(TWO, plan=entries)
        assert found.agenda()[-6:] == [
            "Sat 21 Mar call-7",
            "Tue 24 Mar g~3/visit-1",
            "Wed 25 Mar call-11",
            "Thu 2 Apr note-3",
            "Fri 1 May review-1",
            "Mon 4 May after-review-1",
        ]

    def test_taken_back_it_restores_every_date(self) -> None:
        """An undo gives what was."""
        assert legal(TWO, plan=AGAIN + undo(1)).agenda() == legal(TWO).agenda()

    def test_what_was_arranged_for_the_earlier_run_is_withdrawn(self) -> None:
        """Moved, confirmed or added: from the day on only what is done stays."""
        entries = (
            pin("g/visit-1")
            + add("visit", "2026-03-26")
            + move("f/visit-4", "2026-03-15")
            + extend('phase = "f"\nlength = "3 weeks"')
            + begin("f", "2026-03-16", at="2026-03-12T12:00:00Z")
        )
        found = legal(TWO, plan=entries)
        assert found.days("visit") == (
            "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Sun 15 Mar, Tue 17 Mar, Fri 20 Mar,"
            " Tue 24 Mar, Fri 27 Mar, Mon 30 Mar"
        )

    def test_what_is_arranged_in_the_run_holds(self) -> None:
        """A slide, a pause, a pin."""
        entries = (
            AGAIN
            + move("f~2/visit-1", "2026-03-19", rest="slide", at="2026-03-13T12:00:00Z")
            + pause("2026-03-23", "2026-03-29", at="2026-03-14T12:00:00Z")
        )
        found = legal(TWO, plan=entries)
        assert found.days("visit") == (
            "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar, Thu 19 Mar, Fri 20 Mar,"
            " Tue 31 Mar, Fri 3 Apr, Mon 6 Apr"
        )

    def test_the_start_stays_that_of_the_run(self) -> None:
        """Set later, it is the first run's, which is over."""
        entries = AGAIN + assign("start", "2026-03-09", at="2026-03-13T12:00:00Z")
        assert legal(TWO, plan=entries).agenda() == legal(TWO, plan=AGAIN).agenda()


class TestNames:
    """A name means this run's, and only where it has none what was given before."""

    PROGRAM = """
        [[phases]]
        id = "f"
        length = "2 weeks"
        schedule = [{ activity = "visit", on = ["tue"] }]

        [[phases]]
        id = "g"
        length = "2 weeks"
        schedule = [
          { activity = "note", from = "f/visit.last + 4 weeks" },
          { activity = "form", from = "f.end + 3 weeks" },
          { activity = "visit", day = 2 },
        ]
    """

    def test_of_a_phase_before_the_run(self) -> None:
        """The last visit of the first phase, and its end, are the earlier ones."""
        found = legal(self.PROGRAM, plan=begin("g", "2026-03-30"))
        assert found.days("note") == "Tue 7 Apr"
        assert found.days("form") == "Mon 6 Apr"

    def test_of_a_phase_of_the_run(self) -> None:
        """The last visit of the run."""
        found = legal(self.PROGRAM, plan=begin("f", "2026-03-30"))
        assert found.days("note") == "Tue 5 May"
        assert found.days("form") == "Mon 4 May"

    def test_previous_is_the_last_before_the_phase_of_whatever_run(self) -> None:
        """It counts from the visit of the earlier run."""
        program = """
            [[phases]]
            id = "f"
            length = "1 week"
            schedule = [{ activity = "visit", day = 3 }]

            [[phases]]
            id = "g"
            length = "4 weeks"
            schedule = [{ activity = "visit", from = "previous + 2 weeks" }]
        """
        found = legal(program, plan=begin("g", "2026-03-09"))
        assert found.agenda() == ["Wed 4 Mar f/visit-1", "Wed 18 Mar g~2/visit-1"]


class TestOptional:
    """An optional phase is entered only so."""

    PROGRAM = """
        [[phases]]
        id = "f"
        length = "2 weeks"
        requires = ["review"]
        schedule = [
          { activity = "review", day = 1 },
          { activity = "visit", on = ["tue"] },
          { activity = "pill", every = "1 week", count = 6 },
        ]

        [[phases]]
        id = "crisis"
        optional = true
        from = "start + 1 day"
        length = "1 week"
        schedule = [{ activity = "visit", on = ["mon", "wed", "fri"] }]

        [[phases]]
        id = "another"
        optional = true
        schedule = [{ activity = "walk" }]

        [[phases]]
        id = "g"
        length = "1 week"
        schedule = [{ activity = "visit", on = ["tue"] }]
    """

    def test_it_happens_from_the_day_on_and_then_what_follows_it(self) -> None:
        """Its own `from` does not count; the gate before it holds for it, too."""
        found = legal(self.PROGRAM, plan=begin("crisis", "2026-03-11"))
        assert found.days("visit") == (
            "Tue 3 Mar, Tue 10 Mar, Wed 11 Mar, Fri 13 Mar, Mon 16 Mar, Tue 24 Mar"
        )
        assert "crisis~2/visit-1 provisional" in found.states()
        assert found.days("walk") == ""

    def test_a_medicine_that_is_not_given_again_goes_on(self) -> None:
        """Its phase is not gone through anew: nothing takes it away."""
        usual = legal(self.PROGRAM).days("pill")
        assert usual == "Mon 2 Mar, Mon 9 Mar"
        found = legal(self.PROGRAM, plan=begin("g", "2026-03-05"))
        assert found.days("pill") == usual

    def test_a_medicine_that_goes_on_ends_by_its_own_entry(self) -> None:
        """As in the first run."""
        entries = begin("g", "2026-03-05") + end("2026-03-05", "pill")
        assert legal(self.PROGRAM, plan=entries).days("pill") == "Mon 2 Mar"

    def test_one_that_is_given_again_is_given_once(self) -> None:
        """It begins with the run."""
        found = legal(self.PROGRAM, plan=begin("f", "2026-03-05"))
        assert found.days("pill") == "Mon 2 Mar, Thu 5 Mar, Thu 12 Mar"


@pytest.mark.parametrize("decided", ["", decide("response", "no", at=EARLY)])
def test_a_phase_of_a_branch_not_taken_cannot_be_begun(decided: str) -> None:
    """Undecided, or decided otherwise."""
    program = """
        [decisions.response]
        question = "?"
        options = ["yes", "no"]

        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [{ activity = "note" }]

        [[phases]]
        id = "g"
        when = { response = "yes" }
        schedule = [{ activity = "form" }]
    """
    found = planned(program, plan=decided + begin("g", "2026-03-20"))
    assert found.problems() == [
        "unknown-phase: phase `g` does not happen in the branches taken"
    ]


def test_entries_of_a_run_that_is_not_there_name_nothing() -> None:
    """There is no third one."""
    entries = AGAIN + record("f~3/visit-1", at="2026-03-18T12:00:00Z")
    assert problems(TWO, plan=entries) == [
        "unknown-occurrence: the plan has nothing of this name"
    ]
