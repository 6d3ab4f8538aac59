"""Phases: where they begin, where they end, and what stops there."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, legal, planned, problems

AFTER = """
    [[phases]]
    id = "next"
    length = "1 week"
    schedule = [{ activity = "note", day = 1 }]
"""


class TestBeginning:
    """A phase begins where the one before ends, or where its `from` says."""

    def test_phases_follow_one_another_in_the_order_of_the_file(self) -> None:
        """Two weeks, then a month, then a week."""
        assert legal("""
        [[phases]]
        id = "a"
        length = "2 weeks"

        [[phases]]
        id = "b"
        length = "1 month"

        [[phases]]
        id = "c"
        length = "3 days"
        schedule = [{ activity = "note" }]
        """).phases() == [
            "a: Mon 2 Mar .. Mon 16 Mar",
            "b: Mon 16 Mar .. Thu 16 Apr",
            "c: Thu 16 Apr .. Sun 19 Apr",
        ]

    def test_a_phase_with_from_takes_those_after_it_along(self) -> None:
        """The second begins on 1 May, and the third where the second ends."""
        assert legal("""
        [[phases]]
        id = "a"
        length = "2 weeks"

        [[phases]]
        id = "b"
        from = "2026-05-01"
        length = "1 week"

        [[phases]]
        id = "c"
        length = "1 week"
        schedule = [{ activity = "note" }]
        """).phases() == [
            "a: Mon 2 Mar .. Mon 16 Mar",
            "b: Fri 1 May .. Fri 8 May",
            "c: Fri 8 May .. Fri 15 May",
        ]

    def test_phases_may_overlap(self) -> None:
        """A phase that begins two weeks into another never shortens it."""
        found = legal("""
        [[phases]]
        id = "a"
        length = "4 weeks"
        schedule = [{ activity = "visit", on = "tue" }]

        [[phases]]
        id = "b"
        from = "a.start + 2 weeks"
        length = "1 week"
        schedule = [{ activity = "note", day = 1 }]
        """)
        assert found.phases() == [
            "a: Mon 2 Mar .. Mon 30 Mar",
            "b: Mon 16 Mar .. Mon 23 Mar",
        ]
        assert found.days("visit") == "Tue 3 Mar, Tue 10 Mar, Tue 17 Mar, Tue 24 Mar"

    def test_align_moves_a_phase_forward_to_a_weekday(self) -> None:
        """The taper begins on the Monday after; the phase before lasts till then."""
        found = legal(
            """
        [[phases]]
        id = "a"
        length = "10 days"
        schedule = [{ activity = "walk", every = "1 day" }]

        [[phases]]
        id = "b"
        align = "mon"
        length = "1 week"
        schedule = [{ activity = "note", day = 1 }]
        """
        )
        assert found.phases() == [
            "a: Mon 2 Mar .. Mon 16 Mar",
            "b: Mon 16 Mar .. Mon 23 Mar",
        ]
        # Its length still says how many slots it has.
        assert found.days("walk").count(",") + 1 == 10

    def test_align_is_satisfied_by_the_day_itself(self) -> None:
        """A phase that would begin on a Monday anyway begins then, at its time."""
        assert legal(
            """
        [[phases]]
        id = "a"
        align = ["mon", "thu"]
        length = "1 week"
        schedule = [{ activity = "note", offset = "1 h" }]
        """,
            start="2026-03-02T10:00:00",
        ).agenda() == ["Mon 2 Mar 11:00 a/note-1"]

    def test_a_phase_that_was_aligned_to_another_day_begins_without_a_time(
        self,
    ) -> None:
        """A start on Monday at 10:00 says nothing about Tuesday morning."""
        assert legal(
            """
        [[phases]]
        id = "a"
        align = "tue"
        length = "1 week"
        schedule = [{ activity = "note", day = 1, at = "08:00" }]
        """,
            start="2026-03-02T10:00:00",
        ).agenda() == ["Tue 3 Mar 08:00 a/note-1"]

    def test_align_month_goes_back_to_the_first_of_the_month(self) -> None:
        """Calendar months of a programme that starts on the 15th begin on the 1st."""
        assert legal(
            """
        [[phases]]
        id = "a"
        align = "month"
        length = "1 month"
        schedule = [{ activity = "note", day = 1 }]
        """,
            start="2026-03-15",
        ).phases() == ["a: Sun 1 Mar .. Wed 1 Apr"]

    def test_a_phase_before_one_aligned_to_its_month_keeps_its_own_end(self) -> None:
        """The calendar month overlaps the phase it follows, which is not shortened."""
        assert legal("""
        [[phases]]
        id = "a"
        length = "2 weeks"

        [[phases]]
        id = "b"
        align = "month"
        length = "1 month"
        schedule = [{ activity = "note", day = 1 }]
        """).phases() == [
            "a: Mon 2 Mar .. Mon 16 Mar",
            "b: Sun 1 Mar .. Wed 1 Apr",
        ]

    def test_a_phase_whose_from_has_no_value_is_skipped_with_those_after_it(
        self,
    ) -> None:
        """No date of surgery yet: recovery and what follows it are left out."""
        found = legal("""
        [anchors.surgery]
        optional = true

        [[phases]]
        id = "before"
        length = "1 week"
        schedule = [{ activity = "visit", day = 1 }]

        [[phases]]
        id = "recovery"
        from = "surgery"
        length = "1 week"
        schedule = [{ activity = "visit", day = 1 }]

        [[phases]]
        id = "later"
        length = "1 week"
        schedule = [{ activity = "visit", day = 1 }]

        [[schedule]]
        activity = "note"
        from = "later.end"

        [[schedule]]
        activity = "form"
        from = "later.start"
        """)
        assert found.agenda() == ["Mon 2 Mar before/visit-1"]
        assert found.phases() == ["before: Mon 2 Mar .. Mon 9 Mar"]
        assert found.notices() == [
            "phase recovery is left out: surgery has no date yet",
            "phase later is left out: it follows phase recovery",
            "note is left out: phase later has no start",
            "form is left out: phase later has no start",
        ]


class TestLength:
    """With a length a phase ends there, whatever its rules give."""

    def test_open_rules_stop_at_the_end(self) -> None:
        """Two weeks of daily walks are fourteen."""
        found = legal("""
        [[phases]]
        id = "f"
        length = "2 weeks"
        schedule = [{ activity = "walk", every = "1 day" }]
        """)
        assert len(found.agenda()) == 14
        assert found.agenda()[-1] == "Sun 15 Mar f/walk-14"

    def test_counted_rules_stop_there_too(self) -> None:
        """The earliest end wins: a count of ten in two weeks of Tuesdays gives two."""
        assert (
            legal("""
        [[phases]]
        id = "f"
        length = "2 weeks"
        schedule = [{ activity = "visit", on = "tue", count = 10 }]
        """).days()
            == "Tue 3 Mar, Tue 10 Mar"
        )

    def test_rules_that_count_from_elsewhere_stop_there_too(self) -> None:
        """Tablets from a date inside the phase end with the phase."""
        assert (
            legal("""
        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [{ activity = "pill", from = "2026-03-07", every = "1 day" }]
        """).days()
            == "Sat 7 Mar, Sun 8 Mar"
        )

    def test_a_length_in_months_ends_on_the_same_day_of_the_month(self) -> None:
        """One month from 31 January ends on 28 February."""
        assert legal(
            """
        [[phases]]
        id = "f"
        length = "1 month"
        schedule = [{ activity = "note" }]
        """,
            start="2026-01-31",
        ).phases() == ["f: Sat 31 Jan .. Sat 28 Feb"]


class TestRepeat:
    """A repeated phase follows itself, cycle by cycle."""

    def test_each_cycle_begins_where_the_one_before_ended(self) -> None:
        """Three cycles of three weeks."""
        found = legal("""
        [[phases]]
        id = "c"
        length = "3 weeks"
        repeat = 3
        schedule = [{ activity = "visit", days = [1, 8] }]
        """)
        assert found.phases() == [
            "c: Mon 2 Mar .. Mon 23 Mar",
            "c 2: Mon 23 Mar .. Mon 13 Apr",
            "c 3: Mon 13 Apr .. Mon 4 May",
        ]
        assert found.days() == (
            "Mon 2 Mar, Mon 9 Mar, Mon 23 Mar, Mon 30 Mar, Mon 13 Apr, Mon 20 Apr"
        )

    def test_every_cycle_is_aligned(self) -> None:
        """Cycles of ten days that begin on Mondays begin every two weeks."""
        assert legal("""
        [[phases]]
        id = "c"
        length = "10 days"
        align = "mon"
        repeat = 2
        schedule = [{ activity = "visit", day = 1 }]
        """).phases() == [
            "c: Mon 2 Mar .. Mon 16 Mar",
            "c 2: Mon 16 Mar .. Thu 26 Mar",
        ]

    def test_a_later_cycle_ignores_the_phases_from(self) -> None:
        """`from` says where the first cycle begins."""
        assert legal("""
        [[phases]]
        id = "c"
        from = "2026-03-10"
        length = "1 week"
        repeat = 2
        schedule = [{ activity = "visit", day = 1 }]
        """).phases() == [
            "c: Tue 10 Mar .. Tue 17 Mar",
            "c 2: Tue 17 Mar .. Tue 24 Mar",
        ]

    def test_cycles_without_a_length_end_with_their_own_rules(self) -> None:
        """A cycle ends the day after its last visit; closed days do not change that."""
        assert legal(
            """
        [[phases]]
        id = "c"
        repeat = 2
        schedule = [{ activity = "visit", days = [1, 5] }]
        """,
            site="closed = [2026-03-06]",
        ).phases() == ["c: Mon 2 Mar .. Sat 7 Mar", "c 2: Sat 7 Mar .. Thu 12 Mar"]

    def test_an_open_rule_in_such_cycles_has_no_end_between_them(self) -> None:
        """Nothing says where the first cycle ends, so that is an error."""
        assert problems("""
        [[phases]]
        id = "c"
        repeat = 2
        schedule = [{ activity = "walk", every = "1 day" }]

        [[phases]]
        id = "d"
        from = "2026-05-01"
        length = "1 week"
        """) == [
            (
                "endless-phase: nothing ends phase `c`: it has no `length`, and none of"
                " its rules that count from it ends"
            )
        ]


class TestEndWithoutALength:
    """Without a length a phase ends with the latest of its rules."""

    @pytest.mark.parametrize(
        ("rule", "end"),
        [
            ("day = 5", "Sat 7 Mar"),
            ('offset = "10 days"', "Fri 13 Mar"),
            ('offset = "30 h"', "Wed 4 Mar"),
            ('every = "1 week", count = 3', "Mon 23 Mar"),
            ('every = "1 month", count = 2', "Sat 2 May"),
            ('every = "8 h", count = 3', "Wed 4 Mar"),
            ('every = "8 h", count = 6', "Thu 5 Mar"),
            ('on = ["tue", "fri"], count = 3', "Fri 13 Mar"),
            ('every = "2 weeks", on = "tue", count = 2', "Tue 31 Mar"),
            ('taper = [{ every = "1 week", count = 2 }]', "Mon 16 Mar"),
            ('rrule = "FREQ=DAILY;COUNT=3"', "Thu 5 Mar"),
            ('every = "1 week", until = "2026-03-20"', "Mon 23 Mar"),
            ('every = "1 week", weeks = 2', "Mon 16 Mar"),
            ('from = "phase + 1 week"', "Tue 10 Mar"),
            ('on = "tue", weeks = 2, except = [2026-03-10]', "Tue 17 Mar"),
            ('day = 3, align = "mon"', "Tue 10 Mar"),
            ('every = "3 days", count = 1, align = "mon"', "Thu 5 Mar"),
            ('every = "3 days", count = 2, align = "mon"', "Tue 10 Mar"),
            ('every = "1 day", count = 1, first = "-1 week"', "Tue 24 Feb"),
        ],
    )
    def test_what_each_kind_of_rule_makes_of_the_end(self, rule: str, end: str) -> None:
        """The end is the last slot and its interval, or the day after."""
        start = "2026-03-02T10:00:00" if " h" in rule else "2026-03-02"
        found = legal(
            f"""
        [[phases]]
        id = "p"
        schedule = [{{ activity = "note", {rule} }}]
        """,
            start=start,
        )
        begins = "Mon 2 Mar 10:00" if " h" in rule else "Mon 2 Mar"
        assert found.phases() == [f"p: {begins} .. {end}"]

    def test_the_latest_rule_decides(self) -> None:
        """Tablets for 20 days outlast a visit on Day 8; walks go on until then."""
        found = legal("""
        [[phases]]
        id = "p"
        schedule = [
          { activity = "visit", day = 8 },
          { activity = "pill", every = "1 day", count = 20 },
          { activity = "walk", every = "1 day" },
        ]
        """)
        assert found.phases() == ["p: Mon 2 Mar .. Sun 22 Mar"]
        assert len([one for one in found.agenda() if "walk" in one]) == 20

    def test_rules_that_count_from_elsewhere_do_not_set_the_end(self) -> None:
        """A note counted from a date, and a companion, prolong nothing."""
        found = legal("""
        [[phases]]
        id = "p"
        schedule = [
          { activity = "visit", day = 8 },
          { activity = "note", from = "2026-06-01" },
          { activity = "form", each = "visit", offset = "4 weeks" },
        ]
        """)
        assert found.phases() == ["p: Mon 2 Mar .. Tue 10 Mar"]

    def test_a_series_that_ends_by_itself_is_not_cut_by_the_others(self) -> None:
        """Boosters after the last visit are not lost with the end of the phase."""
        found = legal("""
        [[phases]]
        id = "p"
        schedule = [
          { activity = "visit", on = "tue", count = 2 },
          { activity = "call", from = "visit.last", every = "1 week", count = 3 },
        ]
        """)
        assert found.days("call") == "Tue 10 Mar, Tue 17 Mar, Tue 24 Mar"

    def test_a_phase_of_nothing_that_counts_from_it_has_no_length(self) -> None:
        """The phase after it begins where it began."""
        found = legal(
            """
        [[phases]]
        id = "p"
        schedule = [{ activity = "visit", from = "2026-06-01" }]
        """
            + AFTER
        )
        assert found.phases() == [
            "p: Mon 2 Mar .. Mon 2 Mar",
            "next: Mon 2 Mar .. Mon 9 Mar",
        ]

    def test_rules_that_give_nothing_end_a_phase_where_it_began(self) -> None:
        """All visits are excepted: there is no last slot but the excepted one."""
        found = legal(
            """
        [[phases]]
        id = "p"
        schedule = [{ activity = "visit", on = "tue", until = "2026-03-02" }]
        """
            + AFTER
        )
        assert found.phases() == [
            "p: Mon 2 Mar .. Mon 2 Mar",
            "next: Mon 2 Mar .. Mon 9 Mar",
        ]

    def test_open_rules_run_to_the_from_of_the_next_phase(self) -> None:
        """Walks every day until the phase that begins on 6 March."""
        found = legal("""
        [[phases]]
        id = "p"
        schedule = [{ activity = "walk", every = "1 day" }]

        [[phases]]
        id = "q"
        from = "2026-03-06"
        length = "1 week"
        """)
        assert found.days() == "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar, Thu 5 Mar"

    def test_open_rules_with_nothing_to_run_to_give_nothing_and_a_notice(self) -> None:
        """The next phase waits for a date nobody gave: better nothing than endless."""
        found = legal("""
        [anchors.birth]
        optional = true

        [[phases]]
        id = "p"
        schedule = [{ activity = "walk", every = "1 day" }]

        [[phases]]
        id = "q"
        from = "birth"
        length = "1 week"
        """)
        assert found.agenda() == []
        assert found.notices() == [
            "phase q is left out: birth has no date yet",
            "phase p has nothing to run to: phase q is left out",
            "p/walk gives nothing: it ends before its first date",
        ]

    def test_an_open_rule_that_nothing_ends_is_an_error(self) -> None:
        """Walks every day in a phase that has no end."""
        found = planned(
            """
        [[phases]]
        id = "p"
        schedule = [{ activity = "walk", every = "1 day" }]
        """
            + AFTER
        )
        assert found.problems() == [
            (
                "endless-phase: nothing ends phase `p`: it has no `length`, and none of"
                " its rules that count from it ends"
            )
        ]
        assert found.agenda() == []
        assert found.notices() == ["phase next is left out: it follows phase p"]


class TestUntil:
    """`until` ends a phase early; its last day still belongs to it."""

    def test_the_earlier_of_until_and_length_wins(self) -> None:
        """Four weeks, but not beyond 12 March: walks to the 12th."""
        found = legal("""
        [[phases]]
        id = "p"
        length = "4 weeks"
        until = "2026-03-12"
        schedule = [
          { activity = "walk", every = "1 day" },
          { activity = "visit", on = "tue", count = 3 },
        ]
        """)
        assert found.phases() == ["p: Mon 2 Mar .. Fri 13 Mar"]
        assert found.days("visit") == "Tue 3 Mar, Tue 10 Mar"
        assert found.agenda()[-1] == "Thu 12 Mar p/walk-11"

    def test_a_later_until_changes_nothing(self) -> None:
        """One week, and not beyond May: one week."""
        assert legal("""
        [[phases]]
        id = "p"
        length = "1 week"
        until = "2026-05-01"
        schedule = [{ activity = "walk", every = "1 day" }]
        """).phases() == ["p: Mon 2 Mar .. Mon 9 Mar"]

    def test_it_gives_open_rules_an_end(self) -> None:
        """No length, but an end on 4 March: three walks, two of ten tablets' days."""
        found = legal("""
        [[phases]]
        id = "p"
        until = "start + 2 days"
        schedule = [
          { activity = "walk", every = "1 day" },
          { activity = "pill", every = "2 days", count = 10 },
          { activity = "note", day = 9 },
        ]
        """)
        assert found.phases() == ["p: Mon 2 Mar .. Thu 5 Mar"]
        assert found.days("walk") == "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar"
        assert found.days("pill") == "Mon 2 Mar, Wed 4 Mar"
        assert found.days("note") == "Tue 10 Mar"

    def test_it_ends_a_phase_of_open_rules_only(self) -> None:
        """Walks until 4 March, then the next phase."""
        assert legal(
            """
        [[phases]]
        id = "p"
        until = "2026-03-04"
        schedule = [{ activity = "walk", every = "1 day" }]
        """
            + AFTER
        ).phases() == ["p: Mon 2 Mar .. Thu 5 Mar", "next: Thu 5 Mar .. Thu 12 Mar"]

    def test_phase_means_this_phase_in_this_cycle(self) -> None:
        """Each cycle of a phase that lasts to its fifth day has five days."""
        found = legal("""
        [[phases]]
        id = "a"
        length = "1 week"

        [[phases]]
        id = "c"
        until = "phase + 4 days"
        repeat = 2
        schedule = [{ activity = "walk", every = "1 day" }]
        """)
        assert found.phases() == [
            "a: Mon 2 Mar .. Mon 9 Mar",
            "c: Mon 9 Mar .. Sat 14 Mar",
            "c 2: Sat 14 Mar .. Thu 19 Mar",
        ]

    def test_it_may_rest_on_an_occurrence(self) -> None:
        """Walks go on until the review, wherever that lands."""
        found = legal(
            """
        [[schedule]]
        activity = "review"
        day = 4

        [[phases]]
        id = "p"
        length = "4 weeks"
        until = "review"
        schedule = [{ activity = "walk", every = "1 day" }]
        """,
            site="closed = [2026-03-05]",
        )
        assert found.days("review") == "Wed 4 Mar"
        assert found.days("walk") == "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar"

    def test_a_phase_is_not_ended_by_a_date_nobody_knows(self) -> None:
        """The phase keeps its length, and a notice says what is missing."""
        found = legal("""
        [anchors.surgery]
        optional = true

        [[phases]]
        id = "p"
        length = "1 week"
        until = "surgery"
        schedule = [{ activity = "walk", every = "1 day" }]
        """)
        assert found.phases() == ["p: Mon 2 Mar .. Mon 9 Mar"]
        assert found.notices() == [
            "phase p is not ended by its `until`: surgery has no date yet"
        ]

    def test_open_rules_that_only_such_a_date_would_end_give_nothing(self) -> None:
        """Walks until a date nobody knows are not scheduled at all."""
        found = legal("""
        [anchors.surgery]
        optional = true

        [[phases]]
        id = "p"
        until = "surgery"
        schedule = [{ activity = "walk", every = "1 day" }]
        """)
        assert found.agenda() == []
        assert found.notices() == [
            "phase p is not ended by its `until`: surgery has no date yet",
            "p/walk gives nothing: it ends before its first date",
        ]

    def test_until_the_end_of_a_phase_includes_the_day_on_which_the_next_begins(
        self,
    ) -> None:
        """A phase's end is the first day after it, and `until` is inclusive."""
        found = legal("""
        [[phases]]
        id = "p"
        length = "3 days"

        [[schedule]]
        activity = "walk"
        every = "1 day"
        until = "p.end"
        """)
        assert found.days() == "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar, Thu 5 Mar"


def test_rules_of_no_phase_count_from_the_start() -> None:
    """A top-level rule's phase is the whole plan."""
    assert agenda("""
    [[schedule]]
    activity = "note"
    day = 3

    [[phases]]
    id = "p"
    length = "1 week"
    """) == ["Wed 4 Mar note-1"]


def test_a_rule_that_gives_nothing_is_mentioned() -> None:
    """No Sunday lies in three days from a Monday; another rule never begins."""
    snippet = """
    [[phases]]
    id = "p"
    length = "3 days"
    schedule = [
      { activity = "visit", on = "sun" },
      { activity = "walk", every = "1 day" },
    ]

    [[schedule]]
    id = "early"
    activity = "visit"
    on = "tue"
    until = 2026-03-02
    """
    found = legal(snippet)
    assert found.days() == "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar"
    assert found.notices() == [
        "early gives nothing: it ends before its first date",
        "p/visit gives nothing: it ends before its first date",
    ]
    # Begun on a Friday it has its Sunday.
    assert legal(snippet, start="2026-03-06").notices() == [
        "early gives nothing: it ends before its first date"
    ]


def test_a_rule_that_gives_something_in_one_of_its_cycles_is_not() -> None:
    """Three days twice, from a Thursday: the second cycle has the Sunday."""
    found = legal(
        """
    [[phases]]
    id = "p"
    length = "3 days"
    repeat = 2
    schedule = [{ activity = "visit", on = "sun" }]
    """,
        start="2026-03-05",
    )
    assert found.days() == "Sun 8 Mar"
    assert found.notices() == []


def test_a_rule_whose_dates_were_all_taken_away_is_told_of_by_these() -> None:
    """Left out is the visit itself, so nothing more has to be said."""
    found = legal("""
    [[schedule]]
    activity = "visit"
    on = "tue"
    count = 1
    until = 2026-03-03
    except = [2026-03-03]
    """)
    assert found.lost() == ["Tue 3 Mar visit: an excepted date"]
    assert found.notices() == []
