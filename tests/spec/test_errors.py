"""What cannot be scheduled: every reason is told, and nothing ever raises."""

from __future__ import annotations

from datetime import date

import pytest

from careplan.schedule.holidays import public_holidays, release
from tests.spec.plan import agenda, days, planned, problems, record


def test_no_legal_date_names_the_cycle_it_is_in() -> None:
    """The second cycle's visit has no legal date."""
    found = planned(
        """
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 2
    schedule = [{ activity = "visit", day = 1, if_closed = "fail" }]
    """,
        site="closed = [2026-03-09]",
    )
    assert found.problems() == [
        (
            "no-legal-date: there is no legal date for number 1 of cycle 2 of"
            " `c/visit`, nominally Mon 9 Mar 2026"
        )
    ]
    complaint = found.complaints[0]
    assert complaint.primary is not None
    assert complaint.primary.place.path == ("phases", 0, "schedule", 0)


def test_no_legal_date_of_a_companion_names_its_parent() -> None:
    """A call after every visit, and where there are two, which of them."""
    snippet = """
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 2
    schedule = [
      { activity = "visit", day = 1 },
      { activity = "call", each = "visit", offset = OFFSET, if_closed = "fail" },
    ]
    """
    for offset, closed, which in (
        ('"1 day"', "2026-03-03", "the `c/call` of visit 1"),
        ('"1 day"', "2026-03-10", "the `c/call` of visit 1 of cycle 2"),
        ('"1, 2 days"', "2026-03-04", "number 2 of the `c/call` of visit 1"),
    ):
        day = date.fromisoformat(closed)
        found = planned(snippet.replace("OFFSET", offset), site=f"closed = [{closed}]")
        nominally = f"{day:%a} {day.day} Mar 2026"
        assert found.problems() == [
            f"no-legal-date: there is no legal date for {which}, nominally {nominally}"
        ]


def test_no_legal_date_anywhere_near_names_none() -> None:
    """Closed for half a year: no day can be named."""
    found = planned(
        '[[schedule]]\nactivity = "visit"\nif_closed = "fail"',
        site="closed = [{ from = 2025-12-01, to = 2026-06-01 }]",
    )
    assert found.complaints[0].help == (
        "tried Mon 2 Mar 2026: a closed day of the site",
    )


def test_the_others_go_on_so_that_everything_wrong_is_seen_at_once() -> None:
    """One rule has no legal date, one no anchor; the third is scheduled."""
    found = planned(
        """
    [anchors.surgery]

    [[schedule]]
    activity = "visit"
    if_closed = "fail"

    [[schedule]]
    activity = "note"
    from = "surgery"

    [[schedule]]
    activity = "walk"
    """,
        site="closed = [2026-03-02]",
    )
    assert [found.code for found in found.complaints] == [
        "no-legal-date",
        "anchor-value-missing",
    ]
    assert found.agenda() == ["Mon 2 Mar walk-1"]


def test_what_is_recorded_meanwhile_hides_nothing_that_is_wrong() -> None:
    """Each record dates the others anew, and the note has no legal date before."""
    program = """
    [[schedule]]
    activity = "call"
    day = 1
    if_closed = "fail"

    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 3
    counted_from = "previous"
    """
    entries = record("visit-1", on="2026-03-04") + record("visit-2", on="2026-03-13")
    found = planned(program, site="closed = [2026-03-02]", plan=entries)
    assert found.days("visit") == "Wed 4 Mar, Fri 13 Mar, Fri 20 Mar"
    assert found.problems() == [
        (
            "no-legal-date: there is no legal date for number 1 of `call`,"
            " nominally Mon 2 Mar 2026"
        )
    ]


def test_an_occurrence_that_does_not_exist_is_an_error() -> None:
    """There are two visits, so nothing can count from the third."""
    found = planned("""
    [[schedule]]
    activity = "visit"
    days = [1, 3]

    [[schedule]]
    activity = "note"
    from = "visit[3]"
    """)
    assert found.problems() == [
        "no-such-occurrence: `visit[3]` asks for more than the 2 of `visit` there are"
    ]
    assert found.complaints[0].help == ("`visit[2]` or `visit.last` is the last one",)


def test_a_name_of_several_must_say_which() -> None:
    """Two visits: `visit` alone could mean either."""
    found = planned("""
    [[schedule]]
    activity = "visit"
    days = [1, 3]

    [[schedule]]
    activity = "note"
    from = "visit"
    """)
    assert found.problems() == [
        "which-occurrence: `visit` happens 2 times, so `visit` must say which one"
    ]


def test_a_phases_anchor_may_be_wrong_too() -> None:
    """It begins at a third visit that does not exist, and takes the next along."""
    found = planned("""
    [[schedule]]
    activity = "visit"

    [[phases]]
    id = "a"
    from = "visit[3]"
    length = "1 week"
    schedule = [{ activity = "note" }]

    [[phases]]
    id = "b"
    length = "1 week"
    schedule = [{ activity = "note" }]
    """)
    assert found.problems() == [
        "no-such-occurrence: `visit[3]` asks for more than the 1 of `visit` there are"
    ]
    assert found.agenda() == ["Mon 2 Mar visit-1"]


def test_one_cause_is_told_once_for_all_cycles() -> None:
    """The anchor is missing in each of five cycles: one diagnostic."""
    assert problems("""
    [anchors.surgery]

    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 5
    schedule = [{ activity = "note", from = "surgery" }]
    """) == [
        (
            "anchor-value-missing: `surgery` needs the date of `surgery`, which the"
            " enrolment does not give"
        )
    ]


class TestCycles:
    """Rules and phases that wait for each other are named; bystanders are not."""

    def test_rules_that_rest_on_each_other(self) -> None:
        """Each counts from the other; the form only waits for them."""
        found = planned("""
        [[schedule]]
        activity = "visit"
        from = "note"

        [[schedule]]
        activity = "note"
        from = "visit"

        [[schedule]]
        activity = "form"
        from = "note"
        """)
        assert found.problems() == [
            "anchor-cycle: `visit` rests on something that rests on it",
            "anchor-cycle: `note` rests on something that rests on it",
        ]
        assert found.agenda() == []

    def test_phases_that_rest_on_each_other(self) -> None:
        """Each begins where the other ends."""
        assert problems("""
        [[phases]]
        id = "a"
        from = "b.end"
        length = "1 week"

        [[phases]]
        id = "b"
        from = "a.end"
        length = "1 week"
        schedule = [{ activity = "note" }]
        """) == [
            "anchor-cycle: `a` rests on something that rests on it",
            "anchor-cycle: `b` rests on something that rests on it",
        ]

    def test_a_phase_cannot_end_at_what_it_cuts_itself(self) -> None:
        """The visits stop where the phase ends, which is the eighth of them."""
        found = problems("""
        [[phases]]
        id = "a"
        length = "8 weeks"
        until = "visit[8]"
        schedule = [{ activity = "visit", on = ["tue", "fri"] }]
        """)
        assert found == ["anchor-cycle: `visit` rests on something that rests on it"]

    def test_a_rule_cannot_skip_its_own_days(self) -> None:
        """Every day it happens would be a day on which it does not."""
        assert problems("""
        [[schedule]]
        activity = "walk"
        every = "1 day"
        count = 3
        skip_days_of = ["walk"]
        """) == ["anchor-cycle: `walk` rests on something that rests on it"]


class TestOneActivityInStages:
    """Rules of one activity that rest on one another are placed one after the other."""

    def test_a_rule_may_count_from_another_of_its_activity(self) -> None:
        """The third dose four weeks after the second, which another rule gives."""
        assert agenda("""
        [[schedule]]
        id = "doses"
        activity = "visit"
        offset = ["0 days", "4 weeks"]

        [[schedule]]
        id = "booster"
        activity = "visit"
        from = "doses[2] + 5 months"
        """) == [
            "Mon 2 Mar doses-1",
            "Mon 30 Mar doses-2",
            "Sun 30 Aug booster-1",
        ]

    def test_two_activities_may_rest_on_each_other_in_turn(self) -> None:
        """Visit, call after it, visit after the call, call after that."""
        assert agenda("""
        [[schedule]]
        id = "visit-a"
        activity = "visit"

        [[schedule]]
        id = "call-b"
        activity = "call"
        from = "visit-c + 2 days"

        [[schedule]]
        id = "call-a"
        activity = "call"
        from = "visit-a + 2 days"

        [[schedule]]
        id = "visit-c"
        activity = "visit"
        from = "call-a + 2 days"
        """) == [
            "Mon 2 Mar visit-a-1",
            "Wed 4 Mar call-a-1",
            "Fri 6 Mar visit-c-1",
            "Sun 8 Mar call-b-1",
        ]

    def test_activities_that_wait_for_each_other_go_one_rule_at_a_time(self) -> None:
        """Neither could be placed as a whole; the file decides who goes first."""
        assert agenda("""
        [[schedule]]
        id = "visit-a"
        activity = "visit"
        day = 10

        [[schedule]]
        id = "visit-b"
        activity = "visit"
        from = "call-a + 1 day"

        [[schedule]]
        id = "call-a"
        activity = "call"
        day = 5

        [[schedule]]
        id = "call-b"
        activity = "call"
        from = "visit-a + 1 day"
        """) == [
            "Fri 6 Mar call-a-1",
            "Sat 7 Mar visit-b-1",
            "Wed 11 Mar visit-a-1",
            "Thu 12 Mar call-b-1",
        ]


class TestLimits:
    """Amounts no plan can have give a diagnostic, in reasonable time."""

    @pytest.mark.parametrize(
        "rule",
        [
            'from = "start + 100 years + 100 years + 100 years"',
            'from = "start - 100 years - 100 years - 100 years"',
            'offset = "-100 years"\nfrom = "start - 100 years - 100 years"',
            'every = "100 years"\ncount = 9',
            'every = "36500 days"\ncount = 9',
            'every = "870000 h"\ncount = 9',
            'day = 36500\nfrom = "start + 100 years + 100 years"',
            'until = "start + 100 years + 100 years + 99 years"',
            'not_before = "start - 100 years - 100 years - 100 years"',
            'window = "100 years"\nfrom = "start - 100 years - 100 years"',
            (
                'rrule = "FREQ=YEARLY"\ncount = 1\nfrom = "start + 100 years'
                ' + 100 years + 70 years"'
            ),
        ],
    )
    def test_dates_outside_any_plans_lifetime(self, rule: str) -> None:
        """Such amounts are a slip of the pen."""
        snippet = f'[[schedule]]\nactivity = "note"\n{rule}'
        assert problems(snippet, start="2026-03-02T10:00:00") == [
            "date-out-of-range: `note` leads to dates outside the years 1800 to 2300"
        ]

    def test_a_chain_that_runs_out_of_the_calendar(self) -> None:
        """Found while placing, told as any other."""
        assert problems("""
        [[schedule]]
        activity = "note"
        every = "100 years"
        count = 9
        counted_from = "previous"
        """) == [
            "date-out-of-range: `note` leads to dates outside the years 1800 to 2300"
        ]

    def test_a_phase_that_runs_out_of_the_calendar(self) -> None:
        """What follows it is left out with a notice."""
        found = planned("""
        [[phases]]
        id = "a"
        from = "start + 100 years + 100 years"
        length = "100 years"

        [[phases]]
        id = "b"
        length = "1 week"
        schedule = [{ activity = "note" }]
        """)
        assert found.problems() == [
            "date-out-of-range: `a` leads to dates outside the years 1800 to 2300"
        ]
        assert found.notices() == ["phase b is left out: it follows phase a"]

    def test_a_rule_that_happens_too_often(self) -> None:
        """Ten thousand is enough for any plan."""
        assert problems("""
        [[schedule]]
        activity = "walk"
        every = "1 day"
        until = "2100-01-01"
        """) == ["too-many-occurrences: `walk` would happen more than 10,000 times"]

    def test_a_chain_that_happens_too_often(self) -> None:
        """Found while placing, told as any other."""
        assert problems("""
        [[schedule]]
        activity = "walk"
        every = "1 day"
        until = "2100-01-01"
        counted_from = "previous"
        """) == ["too-many-occurrences: `walk` would happen more than 10,000 times"]

    def test_a_rule_that_never_ends(self) -> None:
        """It is known beforehand, whatever the site's days would make of it."""
        assert problems(
            '[[schedule]]\nactivity = "visit"\non = "sun"\ncounted_from = "previous"',
            site='open = "mon-fri"',
        ) == ["too-many-occurrences: `visit` would happen more than 10,000 times"]

    def test_what_is_refused_again_and_again_is_told_in_sum(self) -> None:
        """Of 300 Sundays at a clinic shut on Sundays, twenty are told in full."""
        found = problems(
            '[[schedule]]\nactivity = "visit"\non = "sun"\ncount = 300\n'
            'if_closed = "fail"',
            site='open = "mon-fri"',
        )
        assert len(found) == 21
        assert found[20] == (
            "no-legal-date: there is no legal date for 280 more of `visit`"
        )

    def test_a_program_that_happens_too_often(self) -> None:
        """Two rules of 6,000 each are more than ten thousand."""
        rules = "".join(
            f'[[schedule]]\nactivity = "{name}"\nevery = "1 day"\ncount = 6000\n'
            for name in ("walk", "pill")
        )
        assert problems(rules) == [
            (
                "too-many-occurrences: the program would have 12,000 occurrences; at"
                " most 10,000 can be scheduled"
            )
        ]

    def test_exceptions_on_every_day_end_too(self) -> None:
        """A rule all of whose days are skipped gives nothing, and an end."""
        assert problems("""
        [[schedule]]
        activity = "note"
        every = "1 day"
        count = 10000

        [[schedule]]
        activity = "walk"
        on = "mon-sun"
        count = 10000
        skip_days_of = ["note"]
        """) == [
            "too-many-occurrences: `walk` would happen more than 10,000 times",
        ]


def test_public_holidays_know_their_regions() -> None:
    """An unknown region is the caller's mistake."""
    with pytest.raises(KeyError):
        public_holidays("XX-YY", 2026)


def test_the_holidays_have_a_version_on_which_dates_rest() -> None:
    """Whoever hands dates out records it, to tell a new holiday from a new plan."""
    assert release().count(".") >= 1


def test_the_person_may_be_given_apart_from_the_enrolment() -> None:
    """A case of a program brings its own person; the enrolment has another."""
    assert days('[[schedule]]\nactivity = "visit"', plan="[person]\naway = []") == (
        "Mon 2 Mar"
    )
