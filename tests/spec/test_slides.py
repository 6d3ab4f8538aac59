"""One is moved and the rest follows; and a plan that stands still for a while.

The dates of the worked example, and what a slide and a pause mean for every kind of
rule.  Monday 2 March is the start; the pause is the week from Monday 16 March.
"""

from __future__ import annotations

import pytest

from tests.spec.plan import (
    assign,
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
from tests.spec.test_worked_example import CHECK_IN, SESSIONS, SITE

BOTH = CHECK_IN + SESSIONS
SLIDE = move("foundation/visit-3", "2026-03-12T10:00:00", rest="slide")
PAUSE = pause("2026-03-16", "2026-03-22")
SHORT = pause("2026-03-16", "2026-03-18")
SLID = (
    "Thu 12 Mar, Tue 17 Mar, Fri 20 Mar, Tue 24 Mar, Fri 27 Mar, Tue 31 Mar,"
    " Tue 7 Apr, Tue 14 Apr, Tue 21 Apr, Tue 28 Apr, Tue 12 May, Tue 26 May"
)
PAUSED = (
    "Tue 10 Mar, Fri 13 Mar, Tue 24 Mar, Fri 27 Mar, Tue 31 Mar, Thu 2 Apr,"
    " Tue 7 Apr, Tue 14 Apr, Tue 21 Apr, Tue 28 Apr, Tue 12 May, Tue 26 May"
)


def sessions(plan: str) -> str:
    """Give the sessions of the worked example without their time, which is ten."""
    found = legal(BOTH, site=SITE, plan=plan).days("visit")
    return found.replace(" 10:00", "").removeprefix("Tue 3 Mar, Fri 6 Mar, ")


def phase(rules: str, length: str = "6 weeks") -> str:
    """Write a phase with these rules, and one after it that begins with a form."""
    return f"""
        [[phases]]
        id = "p"
        length = "{length}"
        schedule = [{rules}]

        [[phases]]
        id = "q"
        schedule = [{{ activity = "form", day = 1 }}]
    """


class TestSlide:
    """`rest = "slide"` works on slots, not on placed dates."""

    def test_the_worked_example(self) -> None:
        """Session 4 would be a day after: it takes the next slot, and so do the rest.

        The last slot of the phase moves by four days, and so the taper by a week.
        """
        assert sessions(SLIDE) == SLID

    def test_what_comes_later_in_the_ledger_leaves_it_so(self) -> None:
        """Records, facts and choices between and after them; the fourth as planned."""
        entries = (
            record("foundation/visit-1", at="2026-03-03T12:00:00Z")
            + record("foundation/visit-3", at="2026-03-12T12:00:00Z")
            + record("foundation/visit-4", at="2026-03-17T12:00:00Z")
            + assign("visit.at", '"10:00"', at="2026-03-22T00:00:00Z")
            + pin("foundation/visit-8", at="2026-03-29T00:00:00Z")
        )
        program = BOTH.replace('min_gap = "48 h"', 'min_gap = "48 h"\nchoose = ["at"]')
        found = legal(program, site=SITE, plan=SLIDE + entries).days("visit")
        assert found.replace(" 10:00", "").endswith(SLID)

    def test_moved_again_without_the_rest_leaves_the_rest_there(self) -> None:
        """The third goes to Friday; from the fourth on nothing moves."""
        again = move("foundation/visit-3", "2026-03-13", at="2026-03-02T00:00:00Z")
        assert sessions(SLIDE + again) == SLID.replace("Thu 12", "Fri 13")

    def test_left_out_it_leaves_the_rest_there(self) -> None:
        """It is not there, and the fourth is still on Tuesday."""
        entries = SLIDE + omit("foundation/visit-3", at="2026-03-02T00:00:00Z")
        assert sessions(entries) == SLID.removeprefix("Thu 12 Mar, ")

    def test_taken_back_it_restores_every_date(self) -> None:
        """An undo gives what was."""
        assert sessions(SLIDE + undo(1)) == sessions("")

    def test_to_an_earlier_day_the_rest_takes_the_slots_after_it(self) -> None:
        """From Sunday on: the Tuesday it had is the next one's; nothing else begins."""
        program = SESSIONS.replace('min_gap = "48 h"', "")
        there = move("foundation/visit-3", "2026-03-08", rest="slide")
        found = legal(program, plan=there)
        assert found.days().startswith(
            "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Sun 8 Mar 10:00, Tue 10 Mar 10:00,"
            " Fri 13 Mar 10:00"
        )
        assert found.phases()[1].startswith("taper: Mon 30 Mar")

    def test_another_time_of_the_same_day_moves_nothing_else(self) -> None:
        """Eleven o'clock instead of ten."""
        there = move("foundation/visit-3", "2026-03-10T11:00:00", rest="slide")
        usual = legal(SESSIONS).days()
        wanted = usual.replace("Tue 10 Mar 10:00", "Tue 10 Mar 11:00")
        assert legal(SESSIONS, plan=there).days() == wanted

    @pytest.mark.parametrize(
        ("rule", "to", "wanted", "form"),
        [
            (
                'every = "3 days", count = 4',
                "2026-03-07",
                "Mon 2 Mar, Sat 7 Mar, Tue 10 Mar, Fri 13 Mar",
                "Wed 15 Apr",
            ),
            (
                'every = "3 days", count = 4',
                "2026-03-04",
                "Mon 2 Mar, Wed 4 Mar, Sat 7 Mar, Tue 10 Mar",
                "Mon 13 Apr",
            ),
            (
                'offset = "3, 10, 20 days"',
                "2026-03-14",
                "Thu 5 Mar, Sat 14 Mar, Tue 24 Mar",
                "Wed 15 Apr",
            ),
            (
                'every = "2 weeks", on = ["tue"]',
                "2026-03-20",
                "Tue 3 Mar, Fri 20 Mar, Tue 31 Mar",
                "Mon 13 Apr",
            ),
            (
                'every = "1 week", on = ["tue", "fri"], count = 4',
                "2026-03-11",
                "Tue 3 Mar, Wed 11 Mar, Fri 13 Mar, Tue 17 Mar",
                "Fri 17 Apr",
            ),
            (
                'rrule = "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5"',
                "2026-03-13",
                "Tue 3 Mar, Fri 13 Mar, Tue 17 Mar, Thu 19 Mar, Tue 24 Mar",
                "Mon 20 Apr",
            ),
            (
                'every = "5 days", counted_from = "previous", count = 4',
                "2026-03-09",
                "Mon 2 Mar, Mon 9 Mar, Sat 14 Mar, Thu 19 Mar",
                "Mon 13 Apr",
            ),
            (
                'every = "12 h", count = 4, at = "08:00"',
                "2026-03-02T22:00:00",
                "Mon 2 Mar 08:00, Mon 2 Mar 22:00, Tue 3 Mar 10:00, Tue 3 Mar 22:00",
                "Mon 13 Apr",
            ),
            (
                (
                    'taper = [{ every = "1 week", count = 2 },'
                    ' { every = "2 weeks", count = 2 }]'
                ),
                "2026-03-11",
                "Mon 2 Mar, Wed 11 Mar, Wed 25 Mar, Wed 8 Apr",
                "Wed 15 Apr",
            ),
            (
                (
                    'taper = [{ on = ["mon", "thu"], weeks = 1 },'
                    ' { every = "1 week", count = 2 }]'
                ),
                "2026-03-07",
                "Mon 2 Mar, Sat 7 Mar, Sat 14 Mar, Sat 21 Mar",
                "Wed 15 Apr",
            ),
            (
                "times_a_week = 2, weeks = 2",
                "2026-03-06",
                "Mon 2 Mar, Fri 6 Mar, Mon 9 Mar, Thu 12 Mar",
                "Mon 13 Apr",
            ),
        ],
    )
    def test_every_kind_of_rule(
        self, rule: str, to: str, wanted: str, form: str
    ) -> None:
        """The second is moved; then the others, and the form of the next phase."""
        program = phase(f'{{ activity = "visit", {rule} }}')
        found = legal(program, plan=move("p/visit-2", to, rest="slide"))
        assert (found.days("visit"), found.days("form")) == (wanted, form)

    def test_several_times_a_day(self) -> None:
        """What is left of the day, and the next days, follow; nothing comes twice."""
        program = phase(
            '{ activity = "visit", on = ["tue"], at = ["09:00", "17:00"], count = 4 }'
        )
        there = move("p/visit-1", "2026-03-03T12:00:00", rest="slide")
        assert legal(program, plan=there).days("visit") == (
            "Tue 3 Mar 12:00, Tue 3 Mar 17:00, Tue 10 Mar 09:00, Tue 10 Mar 17:00"
        )
        there = move("p/visit-3", "2026-03-04T12:00:00", rest="slide")
        assert legal(program, plan=there).days("visit") == (
            "Tue 3 Mar 09:00, Tue 3 Mar 17:00, Wed 4 Mar 12:00, Tue 10 Mar 17:00"
        )
        there = move("p/visit-2", "2026-03-10T10:00:00", rest="slide")
        assert legal(program, plan=there).days("visit") == (
            "Tue 3 Mar 09:00, Tue 10 Mar 10:00, Tue 10 Mar 17:00, Tue 17 Mar 09:00"
        )

    def test_companions_follow_and_carry_nothing(self) -> None:
        """A call moved by hand, with the rest: there is none."""
        program = phase(
            '{ activity = "visit", on = ["tue"], count = 3 },'
            ' { activity = "call", each = "visit", offset = "1 day" }'
        )
        there = move("p/call-1", "2026-03-05", rest="slide")
        assert legal(program, plan=there).days("call") == (
            "Thu 5 Mar, Wed 11 Mar, Wed 18 Mar"
        )
        there = move("p/visit-1", "2026-03-05", rest="slide")
        assert legal(program, plan=there).days("call") == (
            "Fri 6 Mar, Wed 11 Mar, Wed 18 Mar"
        )

    def test_a_chain_carries_the_rest_and_cannot_keep_it(self) -> None:
        """`keep` is refused, and the move with it."""
        program = phase(
            '{ activity = "visit", every = "5 days", counted_from = "previous",'
            " count = 3 }"
        )
        there = move("p/visit-2", "2026-03-09", rest="keep")
        assert problems(program, plan=there) == [
            (
                "breaks-a-rule: each of these counts from the one before it, so the"
                " rest moves along"
            )
        ]

    def test_a_longer_phase_gains_no_sessions_but_habits(self) -> None:
        """The habit goes on to the form, and the medicine as well."""
        program = phase(
            '{ activity = "visit", on = ["tue"] }, { activity = "walk", every = "1 day"'
            ' }, { activity = "pill", on = ["mon"] }',
            length="2 weeks",
        )
        found = legal(program, plan=move("p/visit-2", "2026-03-17", rest="slide"))
        assert found.days("visit") == "Tue 3 Mar, Tue 17 Mar"
        assert found.days("form") == "Mon 16 Mar"
        found = legal(program, plan=move("p/visit-1", "2026-03-12", rest="slide"))
        assert found.days("visit") == "Thu 12 Mar, Tue 17 Mar"
        assert found.days("form") == "Mon 23 Mar"
        assert found.days("walk").endswith("Sun 22 Mar")
        assert found.days("pill") == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar"


class TestPause:
    """Both days included: patterns lose their slots, all else is as much later."""

    def test_the_worked_example(self) -> None:
        """Good Friday moves to the nearest open day, the check-in by the week."""
        assert sessions(PAUSE) == PAUSED
        found = legal(BOTH, site=SITE, plan=PAUSE)
        assert found.days("check-in") == "Mon 13 Apr"

    def test_the_trace_tells_of_it(self) -> None:
        """For what is later, and for the turn that passed on."""
        found = legal(BOTH, site=SITE, plan=PAUSE)
        still = "the plan stands still from Mon 16 Mar 2026 to Sun 22 Mar 2026"
        assert f"note: ({still})" in found.trace("check-in-1")
        assert found.trace("foundation/visit-5") == [
            "anchor: Mon 2 Mar (phase)",
            "nominal: Tue 24 Mar 10:00",
            f"note: ({still})",
            f"slid: Tue 17 Mar 10:00 ({still})",
            f"slid: Fri 20 Mar 10:00 ({still})",
            "placed: Tue 24 Mar 10:00",
        ]

    def test_what_comes_later_in_the_ledger_leaves_it_so(self) -> None:
        """Records and facts before, in and after the pause."""
        entries = (
            record("foundation/visit-4", at="2026-03-13T12:00:00Z")
            + record("foundation/visit-5", at="2026-03-24T12:00:00Z")
            + record("foundation/visit-6", at="2026-03-27T12:00:00Z")
            + omit("taper/visit-6", at="2026-04-20T12:00:00Z")
        )
        assert sessions(PAUSE + entries) == PAUSED.removesuffix(", Tue 26 May")

    def test_dropped_is_what_is_in_it_and_nothing_moves(self) -> None:
        """Two sessions are not given; the day-36 check-in stays."""
        drop = pause("2026-03-16", "2026-03-22", said='rest = "drop"')
        found = legal(BOTH, site=SITE, plan=drop)
        assert len(found.schedule.occurrences) == 15 - 2
        assert found.days("check-in") == "Tue 7 Apr"
        assert found.notices() == [
            (
                "2 occurrences are cancelled: the plan stands still from Mon 16 Mar"
                " 2026 to Sun 22 Mar 2026"
            )
        ]

    def test_of_what_is_past_nothing_moves(self) -> None:
        """Entered on the Wednesday: Tuesday's session had its day."""
        late = pause("2026-03-16", "2026-03-22", at="2026-03-18T09:00:00Z")
        assert sessions(late) == (
            "Tue 10 Mar, Fri 13 Mar, Tue 17 Mar, Tue 24 Mar, Fri 27 Mar, Tue 31 Mar,"
            " Tue 7 Apr, Tue 14 Apr, Tue 21 Apr, Tue 28 Apr, Tue 12 May, Tue 26 May"
        )

    def test_what_is_confirmed_in_it_stays_and_takes_no_slot(self) -> None:
        """The sixth on the Friday in it; the fifth, seventh and eighth go on."""
        assert sessions(pin("foundation/visit-6") + PAUSE).startswith(
            "Tue 10 Mar, Fri 13 Mar, Fri 20 Mar, Tue 24 Mar, Fri 27 Mar, Tue 31 Mar,"
            " Tue 7 Apr"
        )

    def test_two_that_touch_are_one(self) -> None:
        """Two weeks in all, whichever was entered first."""
        later = pause("2026-03-20", "2026-03-29")
        both = sessions(PAUSE + later)
        assert both == sessions(later + PAUSE)
        assert both == (
            "Tue 10 Mar, Fri 13 Mar, Tue 31 Mar, Thu 2 Apr, Tue 7 Apr, Fri 10 Apr,"
            " Tue 14 Apr, Tue 21 Apr, Tue 28 Apr, Tue 5 May, Tue 19 May, Tue 2 Jun"
        )

    def test_two_apart_count_both(self) -> None:
        """A later one moves what is after it once more."""
        later = pause("2026-04-13", "2026-04-19")
        assert sessions(PAUSE + later) == (
            "Tue 10 Mar, Fri 13 Mar, Tue 24 Mar, Fri 27 Mar, Tue 31 Mar, Thu 2 Apr,"
            " Tue 7 Apr, Tue 21 Apr, Tue 28 Apr, Tue 5 May, Tue 19 May, Tue 2 Jun"
        )

    def test_taken_back_it_restores_every_date(self) -> None:
        """An undo gives what was."""
        assert sessions(PAUSE + undo(1)) == sessions("")

    @pytest.mark.parametrize(
        ("days", "wanted"),
        [
            (("2026-02-25", "2026-03-01"), "Mon 2 Mar, Thu 5 Mar"),
            (("2026-02-25", "2026-03-05"), "Fri 6 Mar, Mon 9 Mar"),
            (("2026-03-02", "2026-03-02"), "Tue 3 Mar, Fri 6 Mar"),
            (("2027-03-02", "2027-03-02"), "Mon 2 Mar, Thu 5 Mar"),
        ],
    )
    def test_at_the_start_it_counts_from_there(
        self, days: tuple[str, str], wanted: str
    ) -> None:
        """Before the start, and after the end, there is nothing that could be later."""
        program = phase('{ activity = "visit", every = "3 days", count = 2 }')
        assert legal(program, plan=pause(*days)).days("visit") == wanted

    @pytest.mark.parametrize(
        ("rule", "wanted"),
        [
            ('on = ["mon"], until = "2026-03-30"', "2, 9, 23, 30 Mar"),
            ('on = ["mon"], until = "start + 4 weeks"', "2, 9, 23, 30 Mar, 6 Apr"),
            ('every = "2 weeks", on = ["tue"], count = 3', "3, 24 Mar, 7 Apr"),
            ('rrule = "FREQ=WEEKLY;BYDAY=TU", count = 3', "3, 10, 24 Mar"),
            ('rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3"', "3, 10, 24 Mar"),
            ('offset = "3, 10, 20 days"', "5, 12, 29 Mar"),
            ('days = [2, 10, 20], counted_from = "previous"', "3, 11, 28 Mar"),
            (
                'every = "5 days", counted_from = "previous", count = 5',
                "2, 7, 12, 24, 29 Mar",
            ),
            ('from = "start + 3 weeks"', "30 Mar"),
            ('from = "2026-03-10", every = "1 week", count = 3', "10, 17, 24 Mar"),
            ("times_a_week = 1, weeks = 4", "2, 9, 23, 30 Mar"),
            ('on = ["mon"], weeks = 4', "2, 9, 23, 30 Mar"),
            (
                (
                    'taper = [{ every = "1 week", count = 3 },'
                    ' { every = "2 weeks", count = 2 }]'
                ),
                "2, 9, 23 Mar, 6 Apr",
            ),
            (
                (
                    'taper = [{ on = ["mon", "thu"], weeks = 3 },'
                    ' { every = "1 week", count = 2 }]'
                ),
                "2, 5, 9, 12, 23, 26 Mar, 2, 9 Apr",
            ),
            (
                (
                    "taper = [{ times_a_week = 2, weeks = 3 },"
                    ' { every = "1 week", count = 2 }]'
                ),
                "2, 5, 9, 12, 23, 26 Mar, 2, 9 Apr",
            ),
        ],
    )
    def test_every_kind_of_rule(self, rule: str, wanted: str) -> None:
        """A week in the middle of March; what follows begins a week later."""
        found = legal(phase(f'{{ activity = "visit", {rule} }}'), plan=PAUSE)
        days = [one.placed.day for one in found.schedule.occurrences[:-1]]
        assert [f"{day.day} {day:%b}" for day in days] == _with_months(wanted)
        assert found.days("form") == "Mon 20 Apr"

    def test_weekdays_of_an_interval_are_whole_weeks_later(self) -> None:
        """Three days in the week of one: the next Tuesday and Friday, not a Friday."""
        rule = '{ activity = "visit", every = "2 weeks", on = ["tue", "fri"] }'
        found = legal(phase(rule), plan=SHORT)
        assert found.days("visit") == (
            "Tue 3 Mar, Fri 6 Mar, Tue 24 Mar, Fri 27 Mar, Tue 7 Apr, Fri 10 Apr"
        )
        assert found.days("form") == "Thu 16 Apr"

    def test_a_week_that_it_interrupts_goes_on_after_it(self) -> None:
        """Two of the seven days that are not in the pause."""
        found = legal(
            phase('{ activity = "visit", times_a_week = 2 }', length="3 weeks"),
            plan=pause("2026-03-11", "2026-03-13"),
        )
        assert found.days("visit") == (
            "Mon 2 Mar, Thu 5 Mar, Tue 10 Mar, Sat 14 Mar, Thu 19 Mar, Sun 22 Mar"
        )

    def test_a_phase_never_ends_before_its_last_slot(self) -> None:
        """A single day off on the last one: it comes four days later."""
        program = phase('{ activity = "visit", on = ["tue", "fri"] }', length="2 weeks")
        found = legal(program, plan=pause("2026-03-13", "2026-03-13"))
        assert found.days("visit") == "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Tue 17 Mar"
        assert found.days("form") == "Wed 18 Mar"

    def test_habits_go_on_unless_they_pause_too_and_medicines_always(self) -> None:
        """The phase is a week longer, and both fill it."""
        program = phase(
            '{ activity = "walk", on = ["mon", "thu"] },'
            ' { activity = "pill", on = ["mon"] }, { activity = "note", day = 20 }',
            length="3 weeks",
        )
        found = legal(program, plan=PAUSE)
        walks = "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar, Thu 12 Mar, "
        inside, after = "Mon 16 Mar, Thu 19 Mar, ", "Mon 23 Mar, Thu 26 Mar"
        pills = "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"
        assert found.days("walk") == walks + inside + after
        assert found.days("pill") == pills
        assert found.days("note") == "Sat 28 Mar"
        assert found.days("form") == "Mon 30 Mar"
        all_of_it = pause("2026-03-16", "2026-03-22", said="habits = true")
        found = legal(program, plan=all_of_it)
        assert found.days("walk") == walks + after
        assert found.days("pill") == pills

    def test_a_medicine_that_is_in_it_is_not_dropped_either(self) -> None:
        """Nor is a habit, unless it is said so."""
        program = phase(
            '{ activity = "walk", on = ["tue"] }, { activity = "pill", on = ["tue"] }',
            length="3 weeks",
        )
        usual = "Tue 3 Mar, Tue 10 Mar, Tue 17 Mar"
        drop = 'rest = "drop"'
        found = legal(program, plan=pause("2026-03-16", "2026-03-22", said=drop))
        assert (found.days("walk"), found.days("pill")) == (usual, usual)
        both = f"{drop}\nhabits = true"
        found = legal(program, plan=pause("2026-03-16", "2026-03-22", said=both))
        assert (found.days("walk"), found.days("pill")) == (usual[:-12], usual)

    def test_companions_go_where_their_parents_are(self) -> None:
        """That of the last session before it is still the day after."""
        program = phase(
            '{ activity = "visit", every = "1 week", count = 3, first = "6 days" },'
            ' { activity = "call", each = "visit", offset = "1 day" },'
            ' { activity = "form", from = "visit[1] + 10 days" }'
        )
        found = legal(program, plan=PAUSE)
        assert found.days("visit") == "Sun 8 Mar, Sun 15 Mar, Sun 29 Mar"
        assert found.days("call") == "Mon 9 Mar, Mon 16 Mar, Mon 30 Mar"

    def test_cycles_and_phases_are_later_one_after_another(self) -> None:
        """A date in the program stays what it is."""
        program = """
            [[phases]]
            id = "p"
            length = "2 weeks"
            repeat = 3
            schedule = [{ activity = "visit", days = [1, 8] }]

            [[phases]]
            id = "m"
            length = "1 month"
            repeat = 2
            schedule = [{ activity = "note", day = 1 }]

            [[phases]]
            id = "q"
            from = "2026-06-01"
            schedule = [{ activity = "form", day = 1 }]

            [[phases]]
            id = "r"
            from = "start + 12 weeks"
            schedule = [{ activity = "review", day = 1 }]
        """
        found = legal(program, plan=PAUSE)
        assert found.phases() == [
            "p: Mon 2 Mar .. Mon 23 Mar",
            "p 2: Mon 23 Mar .. Mon 6 Apr",
            "p 3: Mon 6 Apr .. Mon 20 Apr",
            "m: Mon 20 Apr .. Wed 20 May",
            "m 2: Wed 20 May .. Sat 20 Jun",
            "q: Mon 1 Jun .. Tue 2 Jun",
            "r: Mon 1 Jun .. Tue 2 Jun",
        ]

    def test_a_phase_without_a_length_is_later_with_what_ends_it(self) -> None:
        """Its last slot is before the pause, and what follows after it."""
        program = """
            [[phases]]
            id = "p"
            schedule = [{ activity = "visit", every = "1 week", count = 2 }]

            [[phases]]
            id = "q"
            schedule = [{ activity = "form", day = 1 }]
        """
        assert legal(program, plan=PAUSE).days() == "Mon 2 Mar, Mon 9 Mar, Mon 23 Mar"

    def test_what_runs_to_a_date_does_not_go_beyond_it(self) -> None:
        """The phase after it begins on its day, pause or not."""
        program = """
            [[phases]]
            id = "p"
            schedule = [{ activity = "visit", on = ["mon"] }]

            [[phases]]
            id = "q"
            from = "2026-03-30"
            schedule = [{ activity = "form", day = 1 }]
        """
        found = legal(program, plan=PAUSE)
        assert found.days() == "Mon 2 Mar, Mon 9 Mar, Mon 23 Mar, Mon 30 Mar"

    def test_without_a_legal_date_it_is_an_error(self) -> None:
        """A window that ends before the pause does is counted with the rule: not this.

        A date that nothing moves leaves the rule no room.
        """
        program = phase('{ activity = "visit", day = 15, not_after = "2026-03-20" }')
        found = planned(program, plan=PAUSE)
        assert [one.code for one in found.complaints] == ["no-legal-date"]


def _with_months(text: str) -> list[str]:
    """Write `2, 9 Mar, 6 Apr` out: each day with its month."""
    months = {"Mar": 3, "Apr": 4}
    found: list[str] = []
    month = ""
    for part in reversed(text.split(", ")):
        day, _, named = part.partition(" ")
        month = named or month
        assert month in months
        found.insert(0, f"{day} {month}")
    return found
