"""Open-ended rules: planned up to the enrolment's horizon, that day included."""

from __future__ import annotations

from tests.spec.plan import agenda, days, legal, planned, problems

WEEKLY = """
    [[schedule]]
    activity = "visit"
    on = "tue"
    open_ended = true
"""


def maintenance(more: str = "", keys: str = "", rules: str = "") -> str:
    """Schedule a visit every Tuesday, with no end, in the phase `m`."""
    return f"""
    [[phases]]
    id = "m"
    {keys}
    schedule = [
      {{ activity = "visit", on = "tue", open_ended = true }},
      {rules}
    ]
    {more}
    """


class TestHorizon:
    """The horizon is the last day that is planned for now."""

    def test_the_horizon_is_included(self) -> None:
        """A visit on the horizon itself is planned, and a notice says how far."""
        found = legal(WEEKLY, plan="horizon = 2026-03-17")
        assert found.days() == "Tue 3 Mar, Tue 10 Mar, Tue 17 Mar"
        assert found.notices() == [
            "visit goes on; it is planned up to Tue 17 Mar 2026",
        ]
        assert days(WEEKLY, plan="horizon = 2026-03-16") == "Tue 3 Mar, Tue 10 Mar"

    def test_a_later_horizon_changes_nothing_before_it(self) -> None:
        """What was planned keeps its dates and what it is."""
        near = legal(WEEKLY, plan="horizon = 2026-03-17")
        far = legal(WEEKLY, plan="horizon = 2026-04-30")
        assert far.agenda()[:3] == near.agenda()
        assert far.identities()[:3] == near.identities()
        assert len(far.agenda()) == 9

    def test_every_position_that_goes_on_may_be_open_ended(self) -> None:
        """Intervals, days that are chosen, and recurrence rules."""
        plan = "horizon = 2026-03-15"
        rule = '[[schedule]]\nactivity = "visit"\nopen_ended = true\n'
        assert days(rule + 'every = "1 week"', plan=plan) == "Mon 2 Mar, Mon 9 Mar"
        assert days(rule + "times_a_week = 2", plan=plan) == (
            "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar, Thu 12 Mar"
        )
        assert days(rule + 'rrule = "FREQ=WEEKLY;BYDAY=SU"', plan=plan) == (
            "Sun 8 Mar, Sun 15 Mar"
        )

    def test_without_a_horizon_it_cannot_be_planned(self) -> None:
        """Nobody knows how far, and nothing is guessed; the others are planned."""
        found = planned(WEEKLY + '[[schedule]]\nactivity = "call"')
        assert found.problems() == [
            (
                "horizon-missing: `visit` goes on to the enrolment's `horizon`, and"
                " there is none"
            )
        ]
        assert found.agenda() == ["Mon 2 Mar call-1"]

    def test_a_branch_needs_a_horizon_only_where_it_is_taken(self) -> None:
        """Nobody goes on yet, so there is nothing to plan."""
        branch = """
        [decisions.going-on]
        question = "Go on?"
        options = ["yes", "no"]
        default = "no"
        """
        branch += WEEKLY + 'when = { going-on = "yes" }\n'
        assert agenda(branch) == []
        decided = '[decisions]\ngoing-on = "yes"\n'
        assert problems(branch, plan=decided) == [
            (
                "horizon-missing: `visit` goes on to the enrolment's `horizon`, and"
                " there is none"
            )
        ]
        plan = f"horizon = 2026-03-03\n{decided}"
        assert days(branch, plan=plan) == "Tue 3 Mar"

    def test_what_begins_after_the_horizon_is_left_out(self) -> None:
        """A notice says so."""
        found = legal(WEEKLY + 'from = "start + 4 weeks"', plan="horizon = 2026-03-17")
        assert found.agenda() == []
        assert found.notices() == [
            "visit is left out: it begins after Tue 17 Mar 2026, the horizon"
        ]

    def test_a_chain_stops_at_the_horizon_too(self) -> None:
        """Wherever its links were moved."""
        assert (
            days(
                WEEKLY.replace('on = "tue"', 'every = "1 week"')
                + 'counted_from = "previous"\nif_closed = "next"',
                plan="horizon = 2026-03-17",
                site="closed = [2026-03-09]",
            )
            == "Mon 2 Mar, Tue 10 Mar, Tue 17 Mar"
        )

    def test_a_sliding_series_slides_no_farther_than_the_horizon(self) -> None:
        """There is no number that would still have to be delivered."""
        assert (
            days(
                WEEKLY + 'if_closed = "slide"',
                plan="horizon = 2026-03-17",
                site="closed = [2026-03-10]",
            )
            == "Tue 3 Mar, Tue 17 Mar"
        )

    def test_what_is_not_a_series_does_not_go_on(self) -> None:
        """A single date needs no horizon."""
        assert days('[[schedule]]\nactivity = "visit"\nday = 3\nopen_ended = true') == (
            "Wed 4 Mar"
        )


class TestPhases:
    """An open-ended rule lets its phase go on to the horizon."""

    def test_the_last_phase_goes_on_to_the_horizon(self) -> None:
        """And with it the other rules that stop where the phase ends."""
        found = legal(
            maintenance(rules='{ activity = "call", every = "5 days" }'),
            plan="horizon = 2026-03-12",
        )
        assert found.agenda() == [
            "Mon 2 Mar m/call-1",
            "Tue 3 Mar m/visit-1",
            "Sat 7 Mar m/call-2",
            "Tue 10 Mar m/visit-2",
            "Thu 12 Mar m/call-3",
        ]
        assert found.phases() == ["m: Mon 2 Mar .. Fri 13 Mar"]

    def test_rules_that_end_sooner_do_not_end_the_phase(self) -> None:
        """A review on the ninth day, and visits to the horizon."""
        assert agenda(
            maintenance(rules='{ activity = "review", day = 9 }'),
            plan="horizon = 2026-03-17",
        ) == [
            "Tue 3 Mar m/visit-1",
            "Tue 10 Mar m/visit-2",
            "Tue 10 Mar m/review-1",
            "Tue 17 Mar m/visit-3",
        ]

    def test_a_length_ends_it_sooner(self) -> None:
        """The earliest end wins, and no notice speaks of the horizon."""
        found = legal(
            maintenance(keys='length = "2 weeks"'), plan="horizon = 2026-06-01"
        )
        assert found.days() == "Tue 3 Mar, Tue 10 Mar"
        assert found.notices() == []

    def test_the_until_of_its_phase_ends_it_sooner(self) -> None:
        """The phase is over on the 10th."""
        found = legal(
            maintenance(keys='until = "2026-03-10"'), plan="horizon = 2026-06-01"
        )
        assert found.days() == "Tue 3 Mar, Tue 10 Mar"
        assert found.phases() == ["m: Mon 2 Mar .. Wed 11 Mar"]

    def test_it_stops_where_the_next_phase_says_that_it_begins(self) -> None:
        """As any open rule does."""
        more = '[[phases]]\nid = "n"\nfrom = "2026-03-12"\n'
        more += 'schedule = [{ activity = "call" }]'
        found = legal(maintenance(more), plan="horizon = 2026-06-01")
        assert found.agenda() == [
            "Tue 3 Mar m/visit-1",
            "Tue 10 Mar m/visit-2",
            "Thu 12 Mar n/call-1",
        ]
        assert found.phases() == [
            "m: Mon 2 Mar .. Thu 12 Mar",
            "n: Thu 12 Mar .. Fri 13 Mar",
        ]

    def test_a_next_phase_without_a_date_lets_it_go_on(self) -> None:
        """Until it is known when that begins, there is only the horizon."""
        more = """
        [anchors.worse]
        optional = true

        [[phases]]
        id = "n"
        from = "worse"
        schedule = [{ activity = "call" }]
        """
        found = legal(maintenance(more), plan="horizon = 2026-03-17")
        assert found.days() == "Tue 3 Mar, Tue 10 Mar, Tue 17 Mar"
        assert found.notices() == [
            "phase n is left out: worse has no date yet",
            "m/visit goes on; it is planned up to Tue 17 Mar 2026",
        ]
        told = "horizon = 2026-03-17\n[anchors]\nworse = 2026-03-09"
        assert agenda(maintenance(more), plan=told) == [
            "Tue 3 Mar m/visit-1",
            "Mon 9 Mar n/call-1",
        ]

    def test_a_next_phase_after_the_horizon_lets_it_go_on_to_that(self) -> None:
        """The horizon comes first."""
        more = '[[phases]]\nid = "n"\nfrom = "2026-05-12"\n'
        more += 'schedule = [{ activity = "call" }]'
        found = legal(maintenance(more), plan="horizon = 2026-03-10")
        assert found.days() == "Tue 3 Mar, Tue 10 Mar, Tue 12 May"

    def test_a_phase_that_begins_after_the_horizon_is_empty(self) -> None:
        """It ends where it begins, and what follows is where it would be."""
        found = legal(
            maintenance(keys='from = "start + 8 weeks"'), plan="horizon = 2026-03-10"
        )
        assert found.agenda() == []
        assert found.phases() == ["m: Mon 27 Apr .. Mon 27 Apr"]
        assert found.notices() == [
            "m/visit is left out: it begins after Tue 10 Mar 2026, the horizon"
        ]

    def test_a_rule_that_counts_from_elsewhere_does_not_make_the_phase_longer(
        self,
    ) -> None:
        """The phase is over after its review; the visits from April go on."""
        found = legal(
            """
        [[phases]]
        id = "m"
        schedule = [
          { activity = "review", day = 9 },
          { activity = "visit", from = "2026-04-01", on = "tue", open_ended = true },
        ]
        """,
            plan="horizon = 2026-04-14",
        )
        assert found.days() == "Tue 10 Mar, Tue 7 Apr, Tue 14 Apr"
        assert found.phases() == ["m: Mon 2 Mar .. Wed 11 Mar"]

    def test_companions_follow_their_parents_beyond_the_horizon(self) -> None:
        """The call belongs to the visit, whenever it is."""
        assert agenda(
            maintenance(
                rules='{ activity = "call", each = "visit", offset = "2 days" }'
            ),
            plan="horizon = 2026-03-03",
        ) == ["Tue 3 Mar m/visit-1", "Thu 5 Mar m/call-1"]

    def test_a_next_phase_that_waits_for_an_open_ended_rule_waits_for_itself(
        self,
    ) -> None:
        """The visits would stop where the phase begins that begins with one of them."""
        more = '[[phases]]\nid = "n"\nfrom = "m/visit[2]"\n'
        more += 'schedule = [{ activity = "call" }]'
        assert problems(maintenance(more), plan="horizon = 2026-06-01") == [
            "anchor-cycle: `n` rests on something that rests on it",
            "anchor-cycle: `visit` rests on something that rests on it",
        ]
