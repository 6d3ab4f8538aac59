"""Ceilings: `max_gap` and `at_most`, held over all occurrences of an activity."""

from __future__ import annotations

from careplan.model.diagnostic import Severity
from tests.spec.plan import (
    add,
    amend,
    assign,
    begin,
    legal,
    move,
    omit,
    pin,
    planned,
    problems,
    record,
    undo,
)


def visits(limit: str, rules: str, at: str = 'at = "10:00"') -> str:
    """Describe the visit with a limit, and add rules."""
    return f"""
    [activities.visit]
    kind = "session"
    title = "Visit"
    {at}
    {limit}
    {rules}
    """


def on_days(numbers: str, more: str = "") -> str:
    """Schedule visits on day numbers."""
    return f'[[schedule]]\nactivity = "visit"\ndays = {numbers}\n{more}'


class TestMaxGap:
    """From one start to the next, at most so much."""

    def test_a_longer_gap_is_an_error_that_names_both(self) -> None:
        """Ten days are allowed; from the 5th to the 16th are eleven."""
        found = planned(visits('max_gap = "10 days"', on_days("[1, 4, 15]")))
        assert found.problems() == [
            (
                "gap-too-long: visit-2 on Thu 5 Mar 2026 and visit-3 on Mon 16 Mar 2026"
                " lie farther apart than the 10 days that `visit` may"
            )
        ]
        assert found.days() == "Mon 2 Mar 10:00, Thu 5 Mar 10:00, Mon 16 Mar 10:00"

    def test_equal_is_near_enough(self) -> None:
        """Eleven days are eleven days."""
        assert problems(visits('max_gap = "11 days"', on_days("[1, 4, 15]"))) == []

    def test_days_compare_dates_whatever_the_time(self) -> None:
        """From 09:00 to 18:00 two days later are more than 48 hours, and two days."""
        rule = on_days("[1, 3]", 'at = { mon = "09:00", wed = "18:00" }')
        assert problems(visits('max_gap = "2 days"', rule)) == []
        assert problems(visits('max_gap = "48 h"', rule)) == [
            (
                "gap-too-long: visit-1 on Mon 2 Mar 2026 and visit-2 on Wed 4 Mar 2026"
                " lie farther apart than the 48 h that `visit` may"
            )
        ]

    def test_hours_are_elapsed_time_so_autumn_is_an_hour_long(self) -> None:
        """From Saturday 10:00 to Sunday 10:00 are 25 hours when clocks go back."""
        rule = visits('max_gap = "24 h"', on_days("[1, 2]"))
        assert problems(rule, start="2026-10-23") == []
        assert len(problems(rule, start="2026-10-24")) == 1

    def test_a_whole_day_counts_24_hours_a_day(self) -> None:
        """Without a time there is no hour to measure from, in autumn either."""
        rule = visits('max_gap = "24 h"', on_days("[1, 2]"), at="")
        assert problems(rule, start="2026-10-24") == []

    def test_what_closed_days_moved_is_measured_where_it_is(self) -> None:
        """Tuesday the 10th is closed, so the visit is on the 11th: nine days."""
        rule = visits(
            'max_gap = "8 days"', on_days("[1, 9]", 'if_closed = "next"'), at=""
        )
        assert problems(rule) == []
        assert problems(rule, site="closed = [2026-03-10]") == [
            (
                "gap-too-long: visit-1 on Mon 2 Mar 2026 and visit-2 on Wed 11 Mar 2026"
                " lie farther apart than the 8 days that `visit` may"
            )
        ]

    def test_the_gap_holds_over_phases(self) -> None:
        """The last visit of one phase and the first of the next."""
        rules = """
        [[phases]]
        id = "a"
        length = "2 weeks"
        schedule = [{ activity = "visit", day = 1 }]

        [[phases]]
        id = "b"
        length = "1 week"
        schedule = [{ activity = "visit", day = 2 }]
        """
        assert problems(visits('max_gap = "2 weeks"', rules)) == [
            (
                "gap-too-long: a/visit-1 on Mon 2 Mar 2026 and b/visit-1 on Tue 17 Mar"
                " 2026 lie farther apart than the 2 weeks that `visit` may"
            )
        ]

    def test_a_rule_after_a_planned_pause_has_a_gap_of_its_own(self) -> None:
        """A booster half a year later is held to its own rule's gap."""
        rules = on_days("[1, 8]") + (
            '[[schedule]]\nid = "booster"\nactivity = "visit"\n'
            'from = "start + 6 months"\nmax_gap = "7 months"'
        )
        found = legal(visits('max_gap = "7 days"', rules))
        assert found.days() == "Mon 2 Mar 10:00, Mon 9 Mar 10:00, Wed 2 Sep 10:00"

    def test_a_rule_is_told_of_once(self) -> None:
        """The first gap in the sentence, twenty more below it, then how many more."""
        found = planned(
            visits(
                'max_gap = "1 day"',
                '[[schedule]]\nactivity = "visit"\nevery = "2 days"\ncount = 24',
            )
        )
        assert len(found.problems()) == 1
        told = found.complaints[0].help
        assert len(told) == 21
        assert told[0] == (
            "so do visit-2 on Wed 4 Mar 2026 and visit-3 on Fri 6 Mar 2026"
        )
        assert told[20] == "and 2 more"

    def test_a_fact_makes_it_a_warning_that_says_when_things_were(self) -> None:
        """The second was given on the Friday before, so the third is ten days on."""
        rule = '[[schedule]]\nactivity = "visit"\nevery = "1 week"\ncount = 4'
        found = planned(
            visits('max_gap = "8 days"', rule),
            plan=record("visit-2", on="2026-03-06T10:00:00"),
        )
        assert [str(one.severity) for one in found.complaints] == ["warning"]
        assert found.problems() == [
            (
                "gap-too-long: visit-2 on Fri 6 Mar 2026 and visit-3 on Mon 16 Mar 2026"
                " lie farther apart than the 8 days that `visit` may"
            )
        ]

    def test_so_does_a_missed_one_between_two_that_are_planned(self) -> None:
        """Nobody has recorded the first yet; the third is a fortnight after it."""
        rule = '[[schedule]]\nactivity = "visit"\nevery = "1 week"\ncount = 4'
        found = planned(
            visits('max_gap = "8 days"', rule), plan=record("visit-2", "missed")
        )
        assert [str(one.severity) for one in found.complaints] == ["warning"]
        assert found.problems() == [
            (
                "gap-too-long: visit-1 on Mon 2 Mar 2026 and visit-3 on Mon 16 Mar 2026"
                " lie farther apart than the 8 days that `visit` may"
            )
        ]

    def test_business_days_are_the_sites(self) -> None:
        """From Thursday to Tuesday are three business days, over Easter two."""
        rule = visits('max_gap = "2 business days"', on_days("[1, 6]"), at="")
        assert len(problems(rule, start="2026-03-26")) == 1
        site = 'holidays = "GB-ENG"'
        assert problems(rule, start="2026-04-02", site=site) == []


class TestAtMost:
    """In any stretch of time at most so many."""

    def test_one_too_many_is_an_error_that_names_all(self) -> None:
        """Three in seven days; the fourth is seven days from the second, and fine."""
        found = planned(
            visits(
                'at_most = { count = 2, per = "7 days" }', on_days("[1, 3, 5, 10, 13]")
            )
        )
        assert found.problems() == [
            (
                "too-often: visit-1 on Mon 2 Mar 2026, visit-2 on Wed 4 Mar 2026 and"
                " visit-3 on Fri 6 Mar 2026 lie within 7 days, in which `visit` may"
                " happen twice"
            )
        ]

    def test_exactly_so_far_apart_is_not_within(self) -> None:
        """Monday to Monday are seven days, so both are allowed once a week."""
        rule = on_days("[1, 8]")
        assert problems(visits('at_most = { count = 1, per = "7 days" }', rule)) == []
        assert problems(visits('at_most = { count = 1, per = "8 days" }', rule)) == [
            (
                "too-often: visit-1 on Mon 2 Mar 2026 and visit-2 on Mon 9 Mar 2026 lie"
                " within 8 days, in which `visit` may happen once"
            )
        ]

    def test_hours_are_elapsed_time(self) -> None:
        """Three times a day, and no more than three in 24 hours."""
        rule = (
            '[[schedule]]\nactivity = "pill"\nfrom = "2026-03-28T06:00:00"\n'
            'every = "8 h"\ncount = 9\nat_most = { count = 3, per = "24 h" }'
        )
        assert problems(rule) == []
        assert len(problems(rule.replace('"24 h"', '"25 h"'))) == 1

    def test_times_of_a_day_all_count(self) -> None:
        """Twice on Monday and twice on Tuesday are four in two days."""
        rule = """
        [[schedule]]
        activity = "pill"
        every = "1 day"
        count = 4
        at = ["08:00", "20:00"]
        at_most = { count = 3, per = "2 days" }
        """
        assert problems(rule) == [
            (
                "too-often: pill-1 on Mon 2 Mar 2026, pill-2 on Mon 2 Mar 2026, pill-3"
                " on Tue 3 Mar 2026 and pill-4 on Tue 3 Mar 2026 lie within 2 days, in"
                " which `pill` may happen 3 times"
            )
        ]

    def test_all_rules_of_the_activity_count(self) -> None:
        """One of a phase and one of none."""
        rules = """
        [[schedule]]
        activity = "visit"
        day = 3

        [[phases]]
        id = "a"
        length = "1 week"
        schedule = [{ activity = "visit", day = 1 }]
        """
        found = planned(visits('at_most = { count = 1, per = "1 week" }', rules))
        assert found.problems() == [
            (
                "too-often: a/visit-1 on Mon 2 Mar 2026 and visit-2 on Wed 4 Mar 2026"
                " lie within 1 week, in which `visit` may happen once"
            )
        ]

    def test_many_are_named_by_the_first_and_the_last(self) -> None:
        """Stretches that overlap are told of as one."""
        found = planned(
            visits(
                'at_most = { count = 6, per = "1 week" }',
                '[[schedule]]\nactivity = "visit"\nevery = "1 day"\ncount = 14',
            )
        )
        assert found.problems() == [
            (
                "too-often: visit-1 on Mon 2 Mar 2026 to visit-7 on Sun 8 Mar 2026 (7"
                " in all) lie within 1 week, in which `visit` may happen 6 times"
            )
        ]
        assert found.complaints[0].help == (
            "so do visit-8 on Mon 9 Mar 2026 to visit-14 on Sun 15 Mar 2026 (7 in all)",
        )


WEEKLY = '[[schedule]]\nactivity = "visit"\nevery = "1 week"\ncount = 3'
FAR = [
    (
        "gap-too-long: visit-1 on Mon 2 Mar 2026 and visit-2 on Thu 12 Mar 2026 lie"
        " farther apart than the 8 days that `visit` may"
    )
]


class TestExceptions:
    """What was agreed on is told, and keeps nothing from being handed out."""

    def test_a_visit_moved_too_far_is_an_error_or_an_exception(self) -> None:
        """Ten days after the first; the third, four days later, is as planned."""
        rule = visits('max_gap = "8 days"', WEEKLY)
        for override, severity in ((False, Severity.ERROR), (True, Severity.WARNING)):
            found = planned(rule, plan=move("visit-2", "2026-03-12", override=override))
            assert found.problems() == FAR
            assert [one.severity for one in found.complaints] == [severity]

    def test_an_exception_stays_one(self) -> None:
        """Confirmed, past, in an earlier run, or by another version of the program."""
        rule = visits('max_gap = "8 days"', WEEKLY)
        there = move("visit-2", "2026-03-12", override=True)
        later = "2026-03-20T00:00:00Z"
        for more in (
            pin("visit-2"),
            move("visit-3", "2026-03-20", at="2026-03-19T00:00:00Z"),
            begin("f", "2026-03-30", at=later),
            amend(at=later),
        ):
            phase = '\n[[phases]]\nid = "f"\nfrom = "2026-06-01"\nlength = "1 week"\n'
            found = planned(rule + phase, plan=there + more, versions={2: rule + phase})
            assert found.problems()[:1] == FAR
            assert found.complaints[0].severity is Severity.WARNING

    def test_what_is_moved_once_more_is_none(self) -> None:
        """While it is one, the gap after it is told with the gap before it."""
        rule = visits('max_gap = "8 days"', WEEKLY)
        twice = move("visit-2", "2026-03-12", override=True)
        found = planned(rule, plan=twice + move("visit-2", "2026-03-13"))
        assert [one.severity for one in found.complaints] == [Severity.ERROR]
        found = planned(rule, plan=twice + move("visit-3", "2026-03-21"))
        assert [one.severity for one in found.complaints] == [Severity.WARNING]
        assert found.complaints[0].help == (
            "so do visit-2 on Thu 12 Mar 2026 and visit-3 on Sat 21 Mar 2026",
        )

    def test_a_visit_left_out_leaves_a_gap_or_an_exception(self) -> None:
        """A fortnight where a week is planned, wherever the first one is then."""
        rule = visits('max_gap = "8 days"', WEEKLY)
        for override, severity in ((False, Severity.ERROR), (True, Severity.WARNING)):
            found = planned(rule, plan=omit("visit-2", override=override))
            assert found.problems() == [
                (
                    "gap-too-long: visit-1 on Mon 2 Mar 2026 and visit-3 on"
                    " Mon 16 Mar 2026 lie farther apart than the 8 days that `visit`"
                    " may"
                )
            ]
            assert [one.severity for one in found.complaints] == [severity]
        agreed = omit("visit-2", override=True)
        later = agreed + move("visit-1", "2026-02-20")
        again = agreed + undo(1, at="2026-03-01T00:00:00Z") + omit("visit-2")
        for plan, severity in ((later, Severity.WARNING), (again, Severity.ERROR)):
            found = planned(rule, plan=plan)
            assert [one.severity for one in found.complaints] == [severity]

    def test_only_the_gap_in_which_something_is_left_out_is_agreed_on(self) -> None:
        """Nor is one that was closed by a visit put into it."""
        rule = visits('max_gap = "8 days"', WEEKLY)
        agreed = omit("visit-2", override=True)
        found = planned(rule, plan=agreed + move("visit-3", "2026-03-08"))
        assert found.problems() == []
        found = planned(rule, plan=agreed + add("visit", "2026-03-25"))
        assert [one.severity for one in found.complaints] == [
            Severity.WARNING,
            Severity.ERROR,
        ]

    def test_what_is_left_out_counts_where_the_plan_would_have_it(self) -> None:
        """Entered for one start, and the start is a fortnight later."""
        rule = visits('max_gap = "8 days"', WEEKLY)
        plan = omit("visit-2", override=True)
        later = assign("start", "2026-03-16", at="2026-03-01T00:00:00Z")
        found = planned(rule, plan=plan + later)
        assert found.days() == "Mon 16 Mar 10:00, Mon 30 Mar 10:00"
        assert [one.severity for one in found.complaints] == [Severity.WARNING]

    def test_one_that_was_added_and_left_out_again(self) -> None:
        """It had closed a gap; without it there is one."""
        rule = visits('max_gap = "8 days"', on_days("[1, 15]"))
        more = add("visit", "2026-03-09")
        assert problems(rule, plan=more) == []
        for override, severity in ((False, Severity.ERROR), (True, Severity.WARNING)):
            found = planned(rule, plan=more + omit("visit-3", override=override))
            assert [one.severity for one in found.complaints] == [severity]

    def test_one_too_many_that_was_added_by_exception(self) -> None:
        """Once a week, and once more on Thursday."""
        rule = visits('at_most = { count = 1, per = "1 week" }', WEEKLY)
        more = add("visit", "2026-03-05")
        found = planned(rule, plan=more)
        assert [one.severity for one in found.complaints] == [Severity.ERROR]
        found = planned(rule, plan=f'{more}override = true\nreason = "a relapse"\n')
        assert [one.severity for one in found.complaints] == [Severity.WARNING]


def test_nothing_is_said_of_gaps_between_dates_that_are_missing() -> None:
    """One cause, one diagnostic: the second visit has no legal date."""
    rule = visits('max_gap = "1 week"', on_days("[1, 8, 15]", 'if_closed = "fail"'))
    assert problems(rule, site="closed = [2026-03-09]") == [
        (
            "no-legal-date: there is no legal date for number 2 of `visit`, nominally"
            " Mon 9 Mar 2026 10:00"
        )
    ]
