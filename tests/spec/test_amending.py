"""A plan goes on by another version of its program.

What is past, recorded or arranged stays, and what comes counts on from there.
"""

from __future__ import annotations

from tests.spec.plan import (
    amend,
    begin,
    end,
    extend,
    legal,
    move,
    pin,
    planned,
    record,
    undo,
)
from tests.spec.test_worked_example import SESSIONS, SITE

LONGER = SESSIONS.replace("count = 4", "count = 6").replace('"Session"', '"Longer"')
WALKS = """
    [activities.walk]
    kind = "session"
    title = "Walk"
    at = "10:00"

    [[phases]]
    id = "f"
    length = "4 weeks"
    schedule = [{ activity = "walk", on = ["tue", "fri"] }]
"""
OFTEN = WALKS.replace('["tue", "fri"]', '["tue", "thu", "fri"]')
SELDOM = WALKS.replace('["tue", "fri"]', '["tue"]')
MONDAY = "2026-03-16T00:00:00Z"


def test_the_worked_example() -> None:
    """The weekly step has six instead of four: two added, two moved, twelve stay."""
    plan = amend("effective = 2026-04-08", at="2026-03-20T00:00:00Z")
    before = legal(SESSIONS, site=SITE)
    after = legal(SESSIONS, site=SITE, plan=plan, versions={1: LONGER})
    assert after.agenda()[:12] == before.agenda()[:12]
    assert after.agenda()[12:] == [
        "Tue 28 Apr 10:00 taper/visit-5",
        "Tue 5 May 10:00 taper/visit-6",
        "Tue 19 May 10:00 taper/visit-7",
        "Tue 2 Jun 10:00 taper/visit-8",
    ]
    assert after.identities()[:14] == before.identities()
    titles = [one.activity.title for one in after.schedule.occurrences]
    assert titles == ["Session"] * 10 + ["Longer"] * 6


def test_undone_it_was_never_there() -> None:
    """The entry no longer counts, and the first version holds again."""
    plan = amend(at=MONDAY) + undo(1)
    there = legal(WALKS, plan=plan, versions={1: OFTEN})
    assert there.schedule == legal(WALKS).schedule


def test_an_undone_one_that_nobody_can_read_is_passed_over() -> None:
    """No date rests on it."""
    assert legal(WALKS, plan=amend(at=MONDAY)).schedule == legal(WALKS).schedule


class TestCadence:
    """The fifth session stays the fifth, whatever the new cadence."""

    def test_more_often(self) -> None:
        """Four were had; nothing is added to the weeks that are over."""
        found = legal(WALKS, plan=amend(at=MONDAY), versions={1: OFTEN})
        assert found.agenda() == [
            "Tue 3 Mar 10:00 f/walk-1",
            "Fri 6 Mar 10:00 f/walk-2",
            "Tue 10 Mar 10:00 f/walk-3",
            "Fri 13 Mar 10:00 f/walk-4",
            "Tue 17 Mar 10:00 f/walk-5",
            "Thu 19 Mar 10:00 f/walk-6",
            "Fri 20 Mar 10:00 f/walk-7",
            "Tue 24 Mar 10:00 f/walk-8",
            "Thu 26 Mar 10:00 f/walk-9",
            "Fri 27 Mar 10:00 f/walk-10",
        ]

    def test_less_often(self) -> None:
        """The third and the fourth had, there are two more in the weeks that come."""
        found = legal(WALKS, plan=amend(at=MONDAY), versions={1: SELDOM})
        assert found.agenda()[4:] == [
            "Tue 17 Mar 10:00 f/walk-5",
            "Tue 24 Mar 10:00 f/walk-6",
        ]

    def test_a_count_is_how_many_there_are_in_all(self) -> None:
        """Five of them: four were had."""
        five = SELDOM.replace('on = ["tue"]', 'on = ["tue"], count = 5').replace(
            'length = "4 weeks"\n', ""
        )
        found = legal(WALKS, plan=amend(at=MONDAY), versions={1: five})
        assert found.agenda()[4:] == ["Tue 17 Mar 10:00 f/walk-5"]

    def test_companions_of_what_was_had_besides_are_still_to_come(self) -> None:
        """The fourth session is none of the new version's, its call is on Monday."""
        calls = """
            [activities.call]
            kind = "coaching"
            title = "Call"

            [[schedule]]
            activity = "call"
            each = "walk"
            offset = "3 days"
        """
        found = legal(
            WALKS + calls, plan=amend(at=MONDAY), versions={1: SELDOM + calls}
        )
        assert found.days("call") == (
            "Fri 6 Mar, Mon 9 Mar, Fri 13 Mar, Mon 16 Mar, Fri 20 Mar, Fri 27 Mar"
        )


class TestWhatStays:
    """Done, pinned, moved and past occurrences never move."""

    def test_recorded_and_confirmed_ones_keep_their_titles(self) -> None:
        """A day early, and on a Friday that the new version does not have."""
        plan = (
            record("f/walk-4", "done", on="2026-03-12", at="2026-03-12T12:00:00Z")
            + pin("f/walk-8", at="2026-03-13T00:00:00Z")
            + move("f/walk-6", "2026-03-21", at="2026-03-13T00:00:00Z")
            + amend(at=MONDAY)
        )
        other = SELDOM.replace('"Walk"', '"Stroll"')
        found = legal(WALKS, plan=plan, versions={4: other})
        said = zip(found.agenda(), found.schedule.occurrences, strict=True)
        assert [f"{line} {one.activity.title}" for line, one in said] == [
            "Tue 3 Mar 10:00 f/walk-1 Walk",
            "Fri 6 Mar 10:00 f/walk-2 Walk",
            "Tue 10 Mar 10:00 f/walk-3 Walk",
            "Thu 12 Mar 10:00 f/walk-4 Walk",
            "Tue 17 Mar 10:00 f/walk-5 Stroll",
            "Sat 21 Mar 10:00 f/walk-6 Walk",
            "Fri 27 Mar 10:00 f/walk-8 Walk",
        ]

    def test_what_lies_before_the_first_day_is_held(self) -> None:
        """It is planned as before, and a plan that ends takes it along."""
        plan = amend("effective = 2026-03-23", at=MONDAY)
        found = legal(WALKS, plan=plan, versions={1: SELDOM})
        assert found.agenda()[4:] == [
            "Tue 17 Mar 10:00 f/walk-5",
            "Fri 20 Mar 10:00 f/walk-6",
            "Tue 24 Mar 10:00 f/walk-7",
        ]
        over = legal(
            WALKS, plan=plan + end("2026-03-18", at=MONDAY), versions={1: SELDOM}
        )
        assert over.agenda()[4:] == ["Tue 17 Mar 10:00 f/walk-5"]

    def test_a_later_amendment_lets_go_of_it(self) -> None:
        """The second one speaks from a day before the first one would have."""
        plan = amend("effective = 2026-03-23", at=MONDAY)
        plan += amend("effective = 2026-03-19", at=MONDAY)
        found = legal(WALKS, plan=plan, versions={1: OFTEN, 2: SELDOM})
        assert found.agenda()[4:] == [
            "Tue 17 Mar 10:00 f/walk-5",
            "Tue 24 Mar 10:00 f/walk-6",
        ]

    def test_one_that_was_confirmed_and_does_not_happen(self) -> None:
        """The plan ended before it; a new version does not bring it back."""
        plan = pin("f/walk-8") + end("2026-03-18") + amend(at=MONDAY)
        found = legal(WALKS, plan=plan, versions={3: OFTEN})
        assert found.agenda()[4:] == ["Tue 17 Mar 10:00 f/walk-5"]

    def test_a_chain_goes_on_from_the_last_one(self) -> None:
        """Every ten days instead of every week, counted from what was done last."""
        chain = WALKS.replace(
            'on = ["tue", "fri"]', 'every = "7 days", counted_from = "previous"'
        )
        late = record("f/walk-2", "done", on="2026-03-11", at="2026-03-12T00:00:00Z")
        found = legal(
            chain,
            plan=late + amend(at="2026-03-13T00:00:00Z"),
            versions={2: chain.replace("7 days", "10 days")},
        )
        assert found.agenda() == [
            "Mon 2 Mar 10:00 f/walk-1",
            "Wed 11 Mar 10:00 f/walk-2",
            "Sat 21 Mar 10:00 f/walk-3",
        ]


class TestPhases:
    """Lengths and runs that entries brought."""

    def test_an_extension_stays_unless_the_version_changes_the_length(self) -> None:
        """Five weeks were said; a new length of three weeks is the last word."""
        plan = extend('phase = "f"\nlength = "5 weeks"') + amend(at=MONDAY)
        kept = legal(WALKS, plan=plan, versions={2: SELDOM})
        assert kept.phases() == ["f: Mon 2 Mar .. Mon 6 Apr"]
        short = SELDOM.replace("4 weeks", "3 weeks")
        said = legal(WALKS, plan=plan, versions={2: short})
        assert said.phases() == ["f: Mon 2 Mar .. Mon 23 Mar"]

    def test_a_run_goes_on_by_the_new_version(self) -> None:
        """Its first phase is there under the same id."""
        plan = begin("f", "2026-03-16", at=MONDAY) + amend(at="2026-03-22T00:00:00Z")
        found = legal(WALKS, plan=plan, versions={2: SELDOM})
        assert found.agenda()[4:] == [
            "Tue 17 Mar 10:00 f~2/walk-1",
            "Fri 20 Mar 10:00 f~2/walk-2",
            "Tue 24 Mar 10:00 f~2/walk-3",
            "Tue 31 Mar 10:00 f~2/walk-4",
            "Tue 7 Apr 10:00 f~2/walk-5",
        ]

    def test_a_run_that_is_begun_since_is_the_new_versions(self) -> None:
        """It has all its sessions, before the day the version was effective too."""
        plan = amend("effective = 2026-03-30", at=MONDAY)
        plan += begin("f", "2026-03-23", at=MONDAY)
        found = legal(WALKS, plan=plan, versions={1: SELDOM})
        assert found.agenda()[6:] == [
            "Tue 24 Mar 10:00 f~2/walk-1",
            "Tue 31 Mar 10:00 f~2/walk-2",
            "Tue 7 Apr 10:00 f~2/walk-3",
            "Tue 14 Apr 10:00 f~2/walk-4",
        ]

    def test_a_run_needs_the_phase_it_began_with(self) -> None:
        """A version without that phase cannot be gone on by."""
        plan = begin("f", "2026-03-16", at=MONDAY) + amend(at=MONDAY)
        other = WALKS.replace('id = "f"', 'id = "g"')
        assert planned(WALKS, plan=plan, versions={2: other}).problems() == [
            (
                "unknown-phase: phase `f` was begun anew, and this program has no such"
                " phase"
            )
        ]

    def test_all_branches_of_the_new_version_have_their_names(self) -> None:
        """What only some people have is counted, too; the names of old stay."""
        more = (
            WALKS
            + """
            [[schedule]]
            activity = "walk"
            day = 25
            when = { arm = "b" }
        """
        )
        found = legal(
            WALKS, plan='facts = { arm = "a" }' + amend(at=MONDAY), versions={1: more}
        )
        assert found.agenda() == legal(WALKS).agenda()

    def test_phases_of_the_old_version_are_told_with_its_runs(self) -> None:
        """A phase that was before the run is not in the new version."""
        two = WALKS + '[[phases]]\nid = "g"\nlength = "1 week"\n'
        two += 'schedule = [{ activity = "walk", on = ["tue"] }]\n'
        only = two.replace('id = "f"', 'id = "e"')
        plan = begin("g", "2026-03-16", at=MONDAY) + amend(at=MONDAY)
        found = legal(two, plan=plan, versions={2: only})
        assert found.phases() == [
            "f: Mon 2 Mar .. Mon 16 Mar",
            "g: Mon 16 Mar .. Mon 23 Mar",
        ]
