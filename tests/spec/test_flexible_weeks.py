"""Flexible weeks: `times_a_week` chooses open days, far apart and then early."""

from __future__ import annotations

from tests.spec.plan import agenda, days, legal, planned, problems

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
    schedule = [{ activity = "visit", times_a_week = 2 }]
"""


def weekly(keys: str, activity: str = "", length: str = 'length = "1 week"') -> str:
    """Schedule visits without a time; a phase of one week, or as `length` says."""
    return f"""
    [activities.visit]
    kind = "session"
    title = "Visit"
    {activity}

    [[phases]]
    id = "f"
    {length}
    schedule = [{{ activity = "visit", {keys} }}]
    """


def free(*weekdays: str) -> str:
    """Let the person be free on these weekdays only."""
    hours = ", ".join(f'{day} = "09:00-18:00"' for day in weekdays)
    return f"[person]\nhours = {{ {hours} }}"


class TestWhichDays:
    """The smallest distance is as large as can be; of equals the earliest."""

    def test_the_days_farthest_apart_are_taken(self) -> None:
        """Free on Monday, Tuesday and Thursday: Monday and Thursday."""
        assert days(TWICE, plan=free("mon", "tue", "thu")) == (
            "Mon 2 Mar 10:00, Thu 5 Mar 10:00, Mon 9 Mar 10:00, Thu 12 Mar 10:00"
        )

    def test_of_days_as_far_apart_the_earliest_are_taken(self) -> None:
        """Every day is free: Monday and Thursday, not Tuesday and Friday."""
        assert days(TWICE) == (
            "Mon 2 Mar 10:00, Thu 5 Mar 10:00, Mon 9 Mar 10:00, Thu 12 Mar 10:00"
        )

    def test_the_distance_round_the_week_counts_too(self) -> None:
        """Monday and Sunday are a day apart, so Tuesday and Sunday it is."""
        site = 'open = ["mon", "tue", "sun"]'
        assert days(weekly("times_a_week = 2"), site=site) == "Tue 3 Mar, Sun 8 Mar"

    def test_one_day_a_week_is_the_first_that_is_free(self) -> None:
        """Whatever day it was the week before."""
        found = weekly("times_a_week = 1", length='length = "2 weeks"')
        assert (
            days(found, site="closed = [2026-03-02, 2026-03-03]")
            == "Wed 4 Mar, Mon 9 Mar"
        )

    def test_seven_days_a_week_are_all_of_them(self) -> None:
        """There is nothing to choose, and nothing left."""
        assert days(weekly("times_a_week = 7")) == (
            "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar, Thu 5 Mar, Fri 6 Mar, Sat 7 Mar,"
            " Sun 8 Mar"
        )

    def test_weeks_are_seven_days_from_the_anchor(self) -> None:
        """A week that begins on a Thursday: Thursday and Sunday."""
        assert days(weekly("times_a_week = 2"), start="2026-03-05") == (
            "Thu 5 Mar, Sun 8 Mar"
        )

    def test_align_begins_the_weeks_on_a_weekday(self) -> None:
        """From Thursday on, calendar weeks begin on Monday the 9th."""
        found = weekly('times_a_week = 2, align = "mon", weeks = 1', length="")
        assert days(found, start="2026-03-05") == "Mon 9 Mar, Thu 12 Mar"

    def test_a_day_has_all_the_times_of_its_rule(self) -> None:
        """Two days a week, twice a day."""
        assert days(weekly('times_a_week = 2, at = ["18:00", "09:00"]')) == (
            "Mon 2 Mar 09:00, Mon 2 Mar 18:00, Thu 5 Mar 09:00, Thu 5 Mar 18:00"
        )

    def test_an_elapsed_gap_is_measured_between_the_times_of_both_days(self) -> None:
        """From Monday 18:00 to Wednesday 09:00 are no 48 hours."""
        rule = weekly(
            'times_a_week = 2, at = { mon = "18:00", wed = "WED" }',
            activity='min_gap = "48 h"',
        )
        assert days(rule.replace("WED", "18:00")) == "Mon 2 Mar 18:00, Wed 4 Mar 18:00"
        assert problems(rule.replace("WED", "09:00")) == [
            (
                "too-few-days: `f/visit` needs 2 days of the week from Mon 2 Mar 2026,"
                " and 1 day can be had"
            )
        ]


class TestFreeDays:
    """Days are chosen among those that are open, so none is ever moved."""

    def test_closed_days_and_holidays_are_not_free(self) -> None:
        """Good Friday and Easter Monday: the week has Tuesday to Thursday."""
        found = legal(
            weekly("times_a_week = 2"),
            start="2026-04-03",
            site='open = "mon-fri"\nholidays = "GB-ENG"',
        )
        assert found.days() == "Tue 7 Apr, Thu 9 Apr"
        assert found.moved() == []

    def test_days_of_a_kind_that_heeds_nothing_are_all_free(self) -> None:
        """A walk is taken whether the clinic is open or not."""
        assert (
            days(
                '[[schedule]]\nactivity = "walk"\ntimes_a_week = 3\nweeks = 1',
                site='open = ["wed"]',
            )
            == "Mon 2 Mar, Wed 4 Mar, Fri 6 Mar"
        )

    def test_open_names_the_weekdays_there_are(self) -> None:
        """Of Monday, Wednesday and Friday."""
        assert days(weekly('times_a_week = 2, open = ["mon", "wed", "fri"]')) == (
            "Mon 2 Mar, Fri 6 Mar"
        )

    def test_a_weekday_without_a_time_is_not_free(self) -> None:
        """A table of times says on which weekdays it can be."""
        times = '{ tue = "18:00", wed = "18:00", sat = "10:00" }'
        found = legal(weekly(f"times_a_week = 2, at = {times}"))
        assert found.days() == "Tue 3 Mar 18:00, Sat 7 Mar 10:00"
        assert found.trace("f/visit-1")[1] == (
            "chosen: Mon 2 Mar (free are Tue 3, Wed 4 and Sat 7; Tue 3 and Sat 7 lie as"
            " far apart as any, and come first; not free: Mon 2 (no time is given for a"
            " Monday), Thu 5 (no time is given for a Thursday), Fri 6 (no time is given"
            " for a Friday), Sun 8 (no time is given for a Sunday))"
        )

    def test_an_excepted_date_is_not_free(self) -> None:
        """Another day is chosen, and nothing is lost."""
        found = legal(weekly("times_a_week = 2, except = [2026-03-02]"))
        assert found.days() == "Tue 3 Mar, Fri 6 Mar"
        assert found.lost() == []

    def test_a_day_of_another_activity_is_not_free(self) -> None:
        """The form is filled in on other days than those of a call."""
        assert agenda("""
        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "call", on = "mon" },
          { activity = "form", times_a_week = 2, skip_days_of = ["call"] },
        ]
        """) == ["Mon 2 Mar f/call-1", "Tue 3 Mar f/form-1", "Fri 6 Mar f/form-2"]

    def test_a_day_outside_the_bounds_is_not_free(self) -> None:
        """Neither before the earliest day allowed nor after the latest."""
        keys = 'not_before = "phase + 1 day", not_after = "phase + 4 days"'
        assert days(weekly(f"times_a_week = 2, {keys}")) == "Tue 3 Mar, Fri 6 Mar"

    def test_the_window_stays_round_the_day_chosen(self) -> None:
        """It is a tolerance, and narrows no choice."""
        found = legal(weekly('times_a_week = 2, window = ["-1 day", "2 days"]'))
        assert found.windows() == [
            "Mon 2 Mar [Sun 1 Mar .. Wed 4 Mar]",
            "Thu 5 Mar [Wed 4 Mar .. Sat 7 Mar]",
        ]

    def test_a_time_before_the_start_makes_its_day_unfree(self) -> None:
        """The plan begins at noon, and the visit is at ten."""
        assert (
            days(weekly('times_a_week = 2, at = "10:00"'), start="2026-03-02T12:00:00")
            == "Tue 3 Mar 10:00, Fri 6 Mar 10:00"
        )


class TestGaps:
    """The gap holds between the days of a week, and to whatever came before."""

    def test_days_of_one_week_keep_the_gap(self) -> None:
        """Monday and Tuesday are too close together, so only one can be had."""
        found = planned(TWICE.replace("2 weeks", "1 week"), plan=free("mon", "tue"))
        assert found.problems() == [
            (
                "too-few-days: `f/visit` needs 2 days of the week from Mon 2 Mar 2026,"
                " and 1 day can be had"
            )
        ]
        assert found.complaints[0].help == (
            "Mon 2 Mar 2026: free",
            "Tue 3 Mar 2026: free",
            "Wed 4 Mar 2026: outside the person's hours",
            "Thu 5 Mar 2026: outside the person's hours",
            "Fri 6 Mar 2026: outside the person's hours",
            "Sat 7 Mar 2026: outside the person's hours",
            "Sun 8 Mar 2026: outside the person's hours",
            "the 2 free days lie closer together than 48 h",
        )

    def test_the_first_day_keeps_the_gap_to_the_week_before(self) -> None:
        """After Sunday the first that is three days later is Wednesday."""
        rule = weekly(
            "times_a_week = 1",
            activity='min_gap = "3 days"',
            length='length = "2 weeks"',
        )
        site = "closed = [{ from = 2026-03-02, to = 2026-03-07 }]"
        found = legal(rule, site=site)
        assert found.days() == "Sun 8 Mar, Wed 11 Mar"
        assert found.trace("f/visit-2")[1] == (
            "chosen: Mon 9 Mar (free are Wed 11, Thu 12, Fri 13, Sat 14 and Sun 15;"
            " Wed 11 comes first; not free: Mon 9 and Tue 10 (closer than 3 days to the"
            " one on Sun 8 Mar 2026))"
        )

    def test_the_gap_holds_over_the_end_of_a_phase(self) -> None:
        """A visit on Sunday pushes the next phase's first one to Wednesday."""
        assert (
            days("""
        [activities.visit]
        kind = "session"
        title = "Visit"
        min_gap = "3 days"

        [[phases]]
        id = "a"
        length = "1 week"
        schedule = [{ activity = "visit", on = "sun" }]

        [[phases]]
        id = "b"
        length = "1 week"
        schedule = [{ activity = "visit", times_a_week = 2 }]
        """)
            == "Sun 8 Mar, Wed 11 Mar, Sat 14 Mar"
        )

    def test_hours_are_elapsed_time_so_spring_is_an_hour_short(self) -> None:
        """From Friday 27 March 10:00 to Monday 10:00 are 71 hours."""
        rule = weekly(
            'times_a_week = 2, at = "10:00", open = ["fri", "mon", "tue"]',
            activity='min_gap = "72 h"',
        )
        assert days(rule, start="2026-03-27") == "Fri 27 Mar 10:00, Tue 31 Mar 10:00"
        assert days(rule, start="2026-03-20") == "Fri 20 Mar 10:00, Mon 23 Mar 10:00"


class TestBesideOthers:
    """What else the activity has in the week is respected."""

    def test_a_day_that_another_rule_has_is_not_free(self) -> None:
        """The first visit is on Tuesday, so the others lie round it."""
        found = legal("""
        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "visit", times_a_week = 2 },
          { activity = "visit", id = "long", day = 2 },
        ]
        """)
        assert found.days() == "Mon 2 Mar, Tue 3 Mar, Thu 5 Mar"
        assert found.trace("f/visit-1")[1].endswith(
            "; not free: Tue 3 (another one is due that day))"
        )

    def test_days_too_close_to_what_another_rule_has_are_not_free(self) -> None:
        """Two days from Wednesday: Monday and Friday, before and after it."""
        found = legal("""
        [activities.visit]
        kind = "session"
        title = "Visit"
        at = "10:00"
        min_gap = "48 h"

        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "visit", times_a_week = 2 },
          { activity = "visit", id = "long", day = 3 },
        ]
        """)
        assert found.days() == "Mon 2 Mar 10:00, Wed 4 Mar 10:00, Fri 6 Mar 10:00"
        assert found.trace("f/visit-1")[1] == (
            "chosen: Mon 2 Mar (free are Mon 2, Fri 6, Sat 7 and Sun 8; Mon 2 and Fri 6"
            " lie farthest apart; not free: Tue 3 and Thu 5 (closer than 48 h to the"
            " one due on 2026-03-04), Wed 4 (another one is due that day))"
        )

    def test_two_flexible_rules_take_turns(self) -> None:
        """The one that stands first in the file chooses first."""
        assert agenda("""
        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "visit", times_a_week = 2 },
          { activity = "visit", id = "long", times_a_week = 1 },
        ]
        """) == ["Mon 2 Mar f/visit-1", "Tue 3 Mar f/long-1", "Thu 5 Mar f/visit-2"]

    def test_a_closed_day_of_another_rule_may_push_a_chosen_one(self) -> None:
        """The fixed one moves from Wednesday to Thursday; Saturday is far enough."""
        found = legal(
            """
        [activities.visit]
        kind = "session"
        title = "Visit"
        at = "10:00"
        min_gap = "48 h"

        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "visit", times_a_week = 2 },
          { activity = "visit", id = "long", day = 3, if_closed = "next" },
        ]
        """,
            site="closed = [2026-03-04]",
        )
        assert found.agenda() == [
            "Mon 2 Mar 10:00 f/visit-1",
            "Thu 5 Mar 10:00 f/long-1",
            "Sat 7 Mar 10:00 f/visit-2",
        ]
        assert found.trace("f/visit-2")[2:] == [
            "nominal: Fri 6 Mar 10:00",
            (
                "gap: Fri 6 Mar 10:00 (closer than 48 h to the one on"
                " Thu 5 Mar 2026 10:00)"
            ),
            "placed: Sat 7 Mar 10:00",
        ]

    def test_companions_may_be_given_on_chosen_days(self) -> None:
        """Twice in the week after each review."""
        assert days("""
        [[schedule]]
        activity = "review"
        days = [1, 29]

        [[schedule]]
        activity = "walk"
        each = "review"
        times_a_week = 2
        weeks = 1
        """) == ("Mon 2 Mar, Mon 2 Mar, Thu 5 Mar, Mon 30 Mar, Mon 30 Mar, Thu 2 Apr")


class TestEnds:
    """The end of a phase, `until`, `count` and `weeks` end flexible weeks too."""

    def test_a_phase_cuts_its_last_week(self) -> None:
        """Ten days: the second week would have Monday and Thursday, and has Monday."""
        assert days(weekly("times_a_week = 2", length='length = "10 days"')) == (
            "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar"
        )

    def test_a_week_that_is_cut_may_have_fewer_free_days(self) -> None:
        """Only Monday is free in the second week, of which three days are left."""
        closed = "closed = [{ from = 2026-03-10, to = 2026-03-20 }]"
        assert (
            days(weekly("times_a_week = 2", length='length = "10 days"'), site=closed)
            == "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar"
        )

    def test_until_cuts_a_week_likewise(self) -> None:
        """The last day is included."""
        rule = '[[schedule]]\nactivity = "visit"\ntimes_a_week = 2\nuntil = "{}"'
        assert days(rule.format("2026-03-12")) == (
            "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar, Thu 12 Mar"
        )
        assert days(rule.format("2026-03-11")) == "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar"

    def test_count_takes_the_first_days_of_a_week(self) -> None:
        """The third is the first of the second week; no more of that week is asked."""
        assert (
            days(
                '[[schedule]]\nactivity = "visit"\ntimes_a_week = 2\ncount = 3',
                site="closed = [{ from = 2026-03-10, to = 2026-03-20 }]",
            )
            == "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar"
        )

    def test_weeks_are_whole_weeks(self) -> None:
        """Two weeks of two."""
        rule = '[[schedule]]\nactivity = "visit"\ntimes_a_week = 2\nweeks = 2'
        assert days(rule) == "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar, Thu 12 Mar"

    def test_a_phase_without_a_length_ends_with_the_week(self) -> None:
        """Three visits: the second week is the phase's, to its end."""
        found = legal("""
        [[phases]]
        id = "a"
        schedule = [{ activity = "visit", times_a_week = 2, count = 3 }]

        [[phases]]
        id = "b"
        schedule = [{ activity = "call" }]
        """)
        assert found.phases() == [
            "a: Mon 2 Mar .. Mon 16 Mar",
            "b: Mon 16 Mar .. Tue 17 Mar",
        ]

    def test_every_cycle_has_weeks_of_its_own(self) -> None:
        """Cycles of ten days: each begins its weeks anew."""
        length = 'length = "10 days"\nrepeat = 2'
        assert days(weekly("times_a_week = 2", length=length)) == (
            "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar, Thu 12 Mar, Sun 15 Mar, Thu 19 Mar"
        )


class TestTaper:
    """A step of a taper may leave its days open."""

    def test_steps_follow_one_another(self) -> None:
        """Three, two and one a week; then one every two weeks from the last."""
        assert days("""
        [[schedule]]
        activity = "visit"
        taper = [
          { times_a_week = 3, weeks = 1 },
          { times_a_week = 2, weeks = 2 },
          { on = ["wed"], weeks = 1 },
          { every = "2 weeks", count = 1 },
        ]
        """) == (
            "Mon 2 Mar, Wed 4 Mar, Fri 6 Mar, Mon 9 Mar, Thu 12 Mar, Mon 16 Mar,"
            " Thu 19 Mar, Wed 25 Mar, Wed 8 Apr"
        )

    def test_align_begins_the_weeks_of_all_steps(self) -> None:
        """No date is moved by it."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        align = "mon"
        taper = [{ times_a_week = 2, weeks = 1 }, { every = "1 week", count = 1 }]
        """,
                start="2026-03-05",
            )
            == "Mon 9 Mar, Thu 12 Mar, Thu 19 Mar"
        )

    def test_a_chain_goes_on_from_the_last_day_chosen(self) -> None:
        """The day after tomorrow is closed, so the chain goes on from the day after."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        counted_from = "previous"
        if_closed = "next"
        taper = [{ times_a_week = 2, weeks = 1 }, { every = "1 week", count = 2 }]
        """,
                site="closed = [2026-03-12]",
            )
            == "Mon 2 Mar, Thu 5 Mar, Fri 13 Mar, Fri 20 Mar"
        )

    def test_slots_of_other_steps_may_slide(self) -> None:
        """The weekly slot of the 12th is lost, and both are still given."""
        found = legal(
            """
        [[schedule]]
        activity = "visit"
        if_closed = "slide"
        taper = [{ times_a_week = 2, weeks = 1 }, { every = "1 week", count = 2 }]
        """,
            site="closed = [2026-03-12]",
        )
        assert found.days() == "Mon 2 Mar, Thu 5 Mar, Thu 19 Mar, Thu 26 Mar"
        assert found.lost() == ["Thu 12 Mar visit: a closed day of the site"]

    def test_a_step_that_does_not_fit_is_an_error(self) -> None:
        """Its week is named, and the steps after it are still dated."""
        found = planned(
            """
        [[schedule]]
        activity = "visit"
        taper = [{ times_a_week = 3, weeks = 1 }, { every = "1 week", count = 1 }]
        """,
            site='open = ["mon", "tue"]',
        )
        assert found.problems() == [
            (
                "too-few-days: `visit` needs 3 days of the week from Mon 2 Mar 2026,"
                " and 2 days can be had"
            )
        ]


class TestChoices:
    """A person who may choose weekdays narrows what is chosen from."""

    def test_days_are_taken_from_the_weekdays_chosen(self) -> None:
        """Of Tuesday, Wednesday and Saturday: Tuesday and Saturday."""
        found = legal(TWICE, plan='[choices.visit]\non = ["tue", "wed", "sat"]')
        assert found.days() == (
            "Tue 3 Mar 10:00, Sat 7 Mar 10:00, Tue 10 Mar 10:00, Sat 14 Mar 10:00"
        )
        assert found.trace("f/visit-1")[1:3] == [
            "choice: (tue, wed, sat)",
            (
                "chosen: Mon 2 Mar (free are Tue 3, Wed 4 and Sat 7; Tue 3 and Sat 7"
                " lie as far apart as any, and come first; not free: Mon 2, Thu 5,"
                " Fri 6 and Sun 8 (not a weekday that was chosen))"
            ),
        ]

    def test_a_step_of_a_taper_is_narrowed_too(self) -> None:
        """Its weeks are on Wednesday and Saturday."""
        assert (
            days(
                """
        [activities.visit]
        kind = "session"
        title = "Visit"
        choose = ["on"]

        [[schedule]]
        activity = "visit"
        taper = [{ times_a_week = 2, weeks = 1 }]
        """,
                plan='[choices.visit]\non = ["wed", "sat"]',
            )
            == "Wed 4 Mar, Sat 7 Mar"
        )

    def test_a_day_chosen_otherwise_is_the_same_occurrence(self) -> None:
        """Its number is that of its week and its place in it."""
        here = legal(TWICE)
        there = legal(TWICE, plan=free("tue", "fri", "sun"))
        assert here.identities() == [
            "f:1~1/visit#1.0",
            "f:1~1/visit#2.0",
            "f:1~1/visit#3.0",
            "f:1~1/visit#4.0",
        ]
        assert there.identities() == here.identities()
        assert there.days() == (
            "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Tue 10 Mar 10:00, Fri 13 Mar 10:00"
        )


class TestTooFew:
    """A week is never given fewer days silently."""

    def test_no_day_at_all(self) -> None:
        """The whole week is closed, and the reasons are told."""
        found = planned(
            weekly("times_a_week = 1"),
            site="closed = [{ from = 2026-03-02, to = 2026-03-08 }]",
        )
        assert found.problems() == [
            (
                "too-few-days: `f/visit` needs 1 day of the week from Mon 2 Mar 2026,"
                " and no days can be had"
            )
        ]
        assert found.complaints[0].help == tuple(
            f"{day} Mar 2026: a closed day of the site"
            for day in ("Mon 2", "Tue 3", "Wed 4", "Thu 5", "Fri 6", "Sat 7", "Sun 8")
        )

    def test_the_first_week_is_told_in_full(self) -> None:
        """Of the others only which they are, and how many more there are."""
        found = planned(
            weekly("times_a_week = 2", length='length = "30 weeks"'),
            site='open = ["mon"]',
        )
        (complaint,) = found.complaints
        assert complaint.message == (
            "`f/visit` needs 2 days of the week from Mon 2 Mar 2026, and 1 day can be"
            " had"
        )
        assert complaint.help[7:9] == (
            "the week from Mon 9 Mar 2026: 1 day",
            "the week from Mon 16 Mar 2026: 1 day",
        )
        assert complaint.help[27:] == ("and 9 more weeks",)

    def test_a_year_without_a_free_day_is_the_last_that_is_looked_at(self) -> None:
        """Nothing would ever come."""
        found = planned(
            '[[schedule]]\nactivity = "visit"\ntimes_a_week = 1\ncount = 3',
            site="closed = [{ from = 2026-03-02, to = 2099-01-01 }]",
        )
        (complaint,) = found.complaints
        assert complaint.help[-2:] == (
            "the week from Mon 20 Jul 2026: no days",
            "and 32 more weeks",
        )


def test_the_trace_says_which_days_were_free() -> None:
    """And why these were taken; so nothing was moved."""
    assert legal(TWICE, plan=free("mon", "tue", "thu")).trace("f/visit-2") == [
        "anchor: Mon 2 Mar (phase)",
        (
            "chosen: Mon 2 Mar (free are Mon 2, Tue 3 and Thu 5; Mon 2 and Thu 5 lie"
            " farthest apart; not free: Wed 4, Fri 6, Sat 7 and Sun 8 (outside the"
            " person's hours))"
        ),
        "nominal: Thu 5 Mar 10:00",
        "placed: Thu 5 Mar 10:00",
    ]
