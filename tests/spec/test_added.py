"""What happens once more than the program says, longer than it says, or no more."""

from __future__ import annotations

from tests.spec.plan import (
    add,
    end,
    extend,
    legal,
    move,
    omit,
    pin,
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

    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [
      { activity = "visit", on = ["tue", "fri"] },
      { activity = "call", each = "visit", offset = "1 day" },
      { activity = "walk", every = "1 day" },
      { activity = "pill", every = "1 day" },
    ]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "note" }]
"""
USUAL = "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Tue 10 Mar 10:00, Fri 13 Mar 10:00"


class TestAdd:
    """One more, known by the number of its entry."""

    def test_it_is_there_and_has_a_name_of_its_own(self) -> None:
        """The fifth visit, and no companion: no rule gives it."""
        found = legal(TWICE, plan=add("visit", "2026-03-18"))
        assert found.days("visit") == f"{USUAL}, Wed 18 Mar 10:00"
        (one,) = (o for o in found.schedule.occurrences if o.key.rule == "+visit")
        assert (one.name, one.running) == ("visit-5", "visit-5")
        assert one.key.text == ":1~1/+visit#1.0"
        assert len(found.days("call").split(", ")) == 4

    def test_two_are_two(self) -> None:
        """Each by its own entry, wherever they are."""
        plan = add("visit", "2026-03-18") + add("visit", "2026-03-16")
        found = legal(TWICE, plan=plan)
        assert [
            (one.running, one.key.ordinal)
            for one in found.schedule.occurrences
            if one.key.rule == "+visit"
        ] == [("visit-6", 2), ("visit-5", 1)]

    def test_it_has_the_time_that_is_said(self) -> None:
        """Else that of the activity, and what has none is a whole day."""
        found = legal(TWICE, plan=add("visit", "2026-03-18T15:30:00"))
        assert found.days("visit").endswith("Wed 18 Mar 15:30")
        assert legal(TWICE, plan=add("form", "2026-03-18")).days("form") == "Wed 18 Mar"

    def test_a_period_has_its_days(self) -> None:
        """From its first day on, also if somebody names a time."""
        stay = (
            '[activities.stay]\nkind = "period"\ntitle = "Stay"\nduration = "3 days"\n'
            + TWICE
        )
        found = legal(stay, plan=add("stay", "2026-03-18T15:30:00"))
        (one,) = (o for o in found.schedule.occurrences if o.activity.id == "stay")
        assert (found.spell(one.placed), found.spell(one.ends)) == (
            "Wed 18 Mar",
            "Fri 20 Mar",
        )
        assert legal(stay, plan=add("stay", "2026-03-18")).days("stay") == (
            "Wed 18 Mar .. Fri 20 Mar"
        )

    def test_a_time_that_the_clocks_skip_leaves_a_note(self) -> None:
        """01:30 does not exist in London on 29 March."""
        found = legal(TWICE, plan=add("visit", "2026-03-29T01:30:00"))
        assert found.trace("visit-5") == [
            (
                "note: Sun 29 Mar 01:30 (the clocks skip Sun 29 Mar 2026 01:30;"
                " Sun 29 Mar 2026 02:30 stands for it)"
            ),
            "added: Sun 29 Mar 02:30 (by entry 1 of the ledger)",
            "placed: Sun 29 Mar 02:30",
        ]

    def test_what_moves_later_keeps_clear_of_it(self) -> None:
        """The Friday is closed, and Thursday is a day after the added one."""
        site = "closed = [2026-03-13]"
        found = legal(TWICE, site=site, plan=add("visit", "2026-03-12"))
        assert found.days("visit") == (
            "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Tue 10 Mar 10:00, Thu 12 Mar 10:00,"
            " Sat 14 Mar 10:00"
        )

    def test_it_is_recorded_moved_left_out_and_taken_back_like_any_other(self) -> None:
        """By the name it was given."""
        one = add("visit", "2026-03-18")
        done = legal(TWICE, plan=one + record("visit-5", on="2026-03-19"))
        assert done.days("visit").endswith("Thu 19 Mar 10:00")
        moved = legal(TWICE, plan=one + move("visit-5", "2026-03-20"))
        assert moved.days("visit").endswith("Fri 20 Mar 10:00")
        assert moved.trace("visit-5")[-2:] == [
            "placed: Wed 18 Mar 10:00",
            "moved: Fri 20 Mar 10:00 (by entry 2 of the ledger)",
        ]
        for entry in (omit("visit-5"), undo(1)):
            assert legal(TWICE, plan=one + entry).days("visit") == USUAL


class TestExtend:
    """A phase goes on; so do its patterns, and what follows begins later."""

    def test_patterns_fill_the_longer_phase(self) -> None:
        """Three weeks: two more visits with their calls, and the note a week later."""
        found = legal(TWICE, plan=extend('phase = "f"\nlength = "3 weeks"'))
        assert found.days("visit") == f"{USUAL}, Tue 17 Mar 10:00, Fri 20 Mar 10:00"
        assert found.days("note") == "Mon 23 Mar"

    def test_names_that_were_given_stay(self) -> None:
        """The fifth visit is new, whatever was called visit-5 in a later phase."""
        later = TWICE.replace(
            '{ activity = "note" }', '{ activity = "visit", on = ["tue"] }'
        )
        found = legal(later, plan=extend('phase = "f"\nlength = "3 weeks"'))
        assert [
            (one.name, one.running)
            for one in found.schedule.occurrences
            if one.activity.id == "visit"
        ][3:] == [
            ("f/visit-4", "visit-4"),
            ("f/visit-5", "visit-6"),
            ("f/visit-6", "visit-7"),
            ("g/visit-1", "visit-5"),
        ]

    def test_the_horizon_moves_on(self) -> None:
        """What goes on is planned further ahead; taking it back undoes that."""
        open_ended = """
        [[schedule]]
        activity = "visit"
        every = "1 week"
        open_ended = true
        """
        plan = "horizon = 2026-03-10\n"
        further = extend("horizon = 2026-03-24")
        assert legal(open_ended, plan=plan).days() == "Mon 2 Mar, Mon 9 Mar"
        found = legal(open_ended, plan=plan + further)
        assert found.days() == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"
        found = legal(open_ended, plan=plan + further + undo(1))
        assert found.days() == "Mon 2 Mar, Mon 9 Mar"


class TestEnd:
    """After the last day nothing is left but medicines."""

    def test_what_comes_after_is_cancelled_but_medicines(self) -> None:
        """The visit of the last day itself is held."""
        found = legal(TWICE, plan=end("2026-03-10"))
        assert (
            found.days("visit") == "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Tue 10 Mar 10:00"
        )
        assert found.days("note") == ""
        assert found.days("walk").endswith("Tue 10 Mar")
        assert found.days("pill").endswith("Sun 15 Mar")
        assert found.notices() == [
            "8 occurrences are cancelled: the plan ends with Tue 10 Mar 2026"
        ]

    def test_a_medicine_ends_by_an_entry_of_its_own(self) -> None:
        """Nothing else does, nor does it come back with a later end of all."""
        found = legal(TWICE, plan=end("2026-03-05", "pill"))
        assert found.days("pill") == "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar, Thu 5 Mar"
        assert found.days("visit") == USUAL
        assert found.notices() == [
            "10 occurrences are cancelled: pill ends with Thu 5 Mar 2026"
        ]
        found = legal(TWICE, plan=end("2026-03-05", "pill") + end("2026-03-10"))
        assert found.days("pill").endswith("Thu 5 Mar")

    def test_what_is_past_or_recorded_stays(self) -> None:
        """Written down on the 12th: the plan has ended with the 9th."""
        at = "2026-03-12T12:00:00Z"
        plan = record("f/visit-3", on="2026-03-11", at=at) + end("2026-03-09", at=at)
        found = legal(TWICE, plan=plan)
        assert found.days("visit") == USUAL.replace(", Fri 13 Mar 10:00", "").replace(
            "Tue 10", "Wed 11"
        )

    def test_what_was_added_ends_as_well(self) -> None:
        """But for a medicine, and what was added before the end."""
        plan = add("visit", "2026-03-18") + add("call", "2026-03-09")
        found = legal(TWICE, plan=plan + add("pill", "2026-03-18") + end("2026-03-10"))
        assert "Wed 18" not in found.days("visit")
        assert "Mon 9 Mar" in found.days("call")
        assert found.days("pill").endswith("Wed 18 Mar")

    def test_what_was_confirmed_ends_as_well(self) -> None:
        """Nobody comes any more."""
        found = legal(TWICE, plan=pin("f/visit-4") + end("2026-03-10"))
        assert "Fri 13" not in found.days("visit")

    def test_taking_it_back_goes_on(self) -> None:
        """Somebody changed their mind."""
        assert legal(TWICE, plan=end("2026-03-10") + undo(1)).days() == (
            legal(TWICE).days()
        )

    def test_a_later_entry_wins(self) -> None:
        """First the tenth, then the sixth."""
        found = legal(TWICE, plan=end("2026-03-10") + end("2026-03-06"))
        assert found.days("visit") == "Tue 3 Mar 10:00, Fri 6 Mar 10:00"


def test_nothing_of_this_moves_what_was_done() -> None:
    """Whatever is added, extended or ended."""
    done = record("f/visit-1", on="2026-03-04", at="2026-03-05T00:00:00Z")
    for entry in (
        add("visit", "2026-03-18"),
        extend('phase = "f"\nlength = "3 weeks"'),
        end("2026-03-10"),
    ):
        found = legal(TWICE, plan=done + entry)
        assert found.days("visit").startswith("Wed 4 Mar 10:00, Fri 6 Mar 10:00")
    assert problems(TWICE, plan=done) == []
