"""What happens to a slot whose day is closed: the six ways of `if_closed`."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, days, legal, planned, problems, record

ON_WEDNESDAY = """
    [[schedule]]
    activity = "visit"
    day = 10
"""


def wednesday(rest: str, *closed: int) -> str:
    """Give the day of a visit due on Wednesday 11 March, some of March closed."""
    dates = ", ".join(f"2026-03-{day:02}" for day in closed)
    return days(ON_WEDNESDAY + rest, site=f"closed = [{dates}]")


class TestNearest:
    """`nearest`, the default, looks both ways."""

    def test_the_nearest_open_day_is_taken(self) -> None:
        """Tuesday and Wednesday are closed: Thursday is nearer than Monday."""
        assert wednesday("", 10, 11) == "Thu 12 Mar"
        assert wednesday('if_closed = "nearest"', 11, 12) == "Tue 10 Mar"

    def test_of_two_equally_near_the_earlier_is_taken(self) -> None:
        """Only Wednesday is closed: Tuesday, not Thursday."""
        assert wednesday("", 11) == "Tue 10 Mar"

    def test_it_goes_six_days_and_no_further(self) -> None:
        """Six days earlier or later is a move; seven are none."""
        assert wednesday("", *range(6, 18)) == "Thu 5 Mar"
        assert wednesday("", *range(5, 17)) == "Tue 17 Mar"
        assert problems(
            ON_WEDNESDAY,
            site="closed = [{ from = 2026-03-05, to = 2026-03-17 }]",
        ) == [
            (
                "no-legal-date: there is no legal date for number 1 of `visit`,"
                " nominally Wed 11 Mar 2026"
            )
        ]


class TestNext:
    """`next` only ever moves later."""

    def test_the_next_open_day_is_taken(self) -> None:
        """Wednesday and Thursday are closed: Friday."""
        assert wednesday('if_closed = "next"', 11, 12) == "Fri 13 Mar"

    def test_it_goes_six_days_and_no_further(self) -> None:
        """A week later is the next week's business."""
        assert wednesday('if_closed = "next"', *range(11, 17)) == "Tue 17 Mar"
        found = problems(
            ON_WEDNESDAY + 'if_closed = "next"',
            site="closed = [{ from = 2026-03-11, to = 2026-03-17 }]",
        )
        assert len(found) == 1


class TestPrevious:
    """`previous` only ever moves earlier."""

    def test_the_previous_open_day_is_taken(self) -> None:
        """Wednesday and Tuesday are closed: Monday."""
        assert wednesday('if_closed = "previous"', 11, 10) == "Mon 9 Mar"

    def test_it_goes_six_days_and_no_further(self) -> None:
        """Thursday of the week before is the last resort."""
        assert wednesday('if_closed = "previous"', *range(6, 12)) == "Thu 5 Mar"


class TestWindow:
    """A window, if given, is how far a move may go."""

    @pytest.mark.parametrize(
        ("window", "day"),
        [('"1 day"', "Thu 12 Mar"), ('["-1 day", "8 days"]', "Thu 12 Mar")],
    )
    def test_a_move_stays_inside_it(self, window: str, day: str) -> None:
        """Closed on Tuesday and Wednesday, one day's tolerance: Thursday."""
        assert wednesday(f"window = {window}", 10, 11) == day

    def test_a_wide_window_allows_more_than_six_days(self) -> None:
        """Two weeks' tolerance, ten days closed."""
        assert (
            days(
                ON_WEDNESDAY + 'window = "2 weeks"\nif_closed = "next"',
                site="closed = [{ from = 2026-03-11, to = 2026-03-20 }]",
            )
            == "Sat 21 Mar"
        )

    def test_a_narrow_window_leaves_no_legal_date(self) -> None:
        """No tolerance at all and a closed day: an error, not another day."""
        assert problems(
            ON_WEDNESDAY + 'window = "0 days"', site="closed = [2026-03-11]"
        ) == [
            (
                "no-legal-date: there is no legal date for number 1 of `visit`,"
                " nominally Wed 11 Mar 2026"
            )
        ]

    def test_a_side_that_only_a_limit_bounds_is_six_days_long(self) -> None:
        """Not after 30 March is no licence to move a visit by two weeks."""
        assert (
            len(
                problems(
                    ON_WEDNESDAY + 'not_after = "2026-03-30"\nif_closed = "next"',
                    site="closed = [{ from = 2026-03-11, to = 2026-03-20 }]",
                )
            )
            == 1
        )

    def test_no_move_is_longer_than_a_year(self) -> None:
        """Whatever the window says, after 366 days the search ends."""
        site = "closed = [{ from = 2026-01-01, to = 2027-03-12 }]"
        rest = 'window = ["0 days", "400 days"]\nif_closed = "next"'
        assert days(ON_WEDNESDAY + rest, site=site.replace("03-12", "03-11")) == (
            "Fri 12 Mar 2027"
        )
        assert len(problems(ON_WEDNESDAY + rest, site=site)) == 1


class TestNeighbours:
    """A move never reaches or passes a neighbour of the same rule."""

    def test_not_the_one_placed_just_before(self) -> None:
        """Daily visits: Wednesday cannot move onto Tuesday, nor before it."""
        assert problems(
            """
        [[schedule]]
        activity = "visit"
        every = "1 day"
        count = 3
        if_closed = "previous"
        """,
            site="closed = [2026-03-04]",
        ) == [
            (
                "no-legal-date: there is no legal date for number 3 of `visit`,"
                " nominally Wed 4 Mar 2026"
            )
        ]

    def test_not_where_the_one_before_was_moved_to(self) -> None:
        """Monday's visit moved to Wednesday, so Thursday's cannot move back to it."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        on = ["mon", "thu"]
        count = 2
        """,
                site="closed = [2026-03-01, 2026-03-02, 2026-03-03, 2026-03-05,"
                " { from = 2026-02-24, to = 2026-02-28 }]",
            )
            == "Wed 4 Mar, Fri 6 Mar"
        )

    def test_not_the_next_ones_nominal_date(self) -> None:
        """Closed Monday to Wednesday: Monday's visit cannot move to Thursday's day."""
        found = planned(
            """
        [[schedule]]
        activity = "visit"
        on = ["mon", "thu"]
        count = 2
        if_closed = "next"
        """,
            site="closed = [2026-03-02, 2026-03-03, 2026-03-04]",
        )
        assert found.problems() == [
            (
                "no-legal-date: there is no legal date for number 1 of `visit`,"
                " nominally Mon 2 Mar 2026"
            )
        ]
        assert found.complaints[0].help == (
            "tried Mon 2 Mar 2026: a closed day of the site",
            "tried Tue 3 Mar 2026: a closed day of the site",
            "tried Wed 4 Mar 2026: a closed day of the site",
            "the nearest legal day is Sun 1 Mar 2026",
        )

    def test_neighbours_are_kept_across_the_cycles_of_a_phase(self) -> None:
        """The last of one cycle cannot move onto the first of the next."""
        assert (
            days(
                """
        [[phases]]
        id = "c"
        length = "1 week"
        repeat = 2
        schedule = [{ activity = "visit", days = [1, 7], if_closed = "next" }]
        """,
                site="closed = [2026-03-15, 2026-03-02]",
            )
            == "Tue 3 Mar, Sun 8 Mar, Mon 9 Mar, Mon 16 Mar"
        )
        assert (
            len(
                problems(
                    """
        [[phases]]
        id = "c"
        length = "1 week"
        repeat = 2
        schedule = [{ activity = "visit", days = [1, 7], if_closed = "next" }]
        """,
                    site="closed = [2026-03-08]",
                )
            )
            == 1
        )

    def test_neighbours_are_kept_among_companions(self) -> None:
        """The call after one visit never changes places with that after the next."""
        found = legal(
            """
        [[schedule]]
        activity = "note"
        days = [5, 7]

        [[schedule]]
        activity = "call"
        each = "note"
        offset = "1 day"
        """,
            site="closed = [2026-03-07]",
        )
        assert found.days("call") == "Fri 6 Mar, Mon 9 Mar"
        shut = legal(
            """
        [[schedule]]
        activity = "note"
        days = [5, 7]

        [[schedule]]
        activity = "call"
        each = "note"
        offset = "1 day"
        """,
            site="closed = [{ from = 2026-03-03, to = 2026-03-07 }, 2026-03-09]",
        )
        assert shut.days("call") == "Sun 8 Mar, Tue 10 Mar"

    def test_a_day_on_which_another_rule_wants_the_activity_is_avoided(self) -> None:
        """Wednesday's visit does not take the Tuesday of another rule."""
        found = legal(
            ON_WEDNESDAY
            + """
        [[schedule]]
        id = "other"
        activity = "visit"
        day = 9

        [[schedule]]
        id = "third"
        activity = "visit"
        day = 11
        """,
            site="closed = [2026-03-11]",
        )
        assert found.agenda() == [
            "Mon 9 Mar visit-1",
            "Tue 10 Mar other-1",
            "Thu 12 Mar third-1",
        ]
        assert found.trace("visit-1")[3:] == [
            "tried: Tue 10 Mar (`other` is already on that day)",
            "tried: Thu 12 Mar (another one is due that day)",
            "placed: Mon 9 Mar",
        ]

    def test_several_times_a_day_are_neighbours_by_the_clock(self) -> None:
        """Both visits of a closed Monday go to Sunday, each at its own time."""
        assert agenda(
            """
        [[schedule]]
        activity = "visit"
        at = ["08:00", "20:00"]
        window = "1 day"
        """,
            site="closed = [2026-03-02]",
        ) == ["Sun 1 Mar 08:00 visit-1", "Sun 1 Mar 20:00 visit-2"]


class TestDrop:
    """`drop` leaves a closed one out; it has used up its number."""

    def test_the_others_keep_their_numbers(self) -> None:
        """Of four Tuesdays the second is closed: 1, 3 and 4 remain."""
        found = legal(
            """
        [[schedule]]
        activity = "visit"
        on = "tue"
        count = 4
        if_closed = "drop"
        """,
            site="closed = [2026-03-10]",
        )
        assert found.agenda() == [
            "Tue 3 Mar visit-1",
            "Tue 17 Mar visit-3",
            "Tue 24 Mar visit-4",
        ]
        assert found.lost() == ["Tue 10 Mar visit: a closed day of the site"]

    def test_only_closed_days_are_dropped(self) -> None:
        """A date outside its limits is an error, not left out in silence."""
        assert (
            len(
                problems(
                    ON_WEDNESDAY
                    + 'if_closed = "drop"\nnot_after = "2026-03-10"\n'
                    + 'not_before = "2026-03-11"'
                )
            )
            == 1
        )


class TestFail:
    """`fail` never moves anything."""

    def test_a_closed_day_is_an_error(self) -> None:
        """Only the nominal day was tried, and the nearest legal one is named."""
        found = planned(
            ON_WEDNESDAY + 'if_closed = "fail"', site="closed = [2026-03-11]"
        )
        assert found.problems() == [
            (
                "no-legal-date: there is no legal date for number 1 of `visit`,"
                " nominally Wed 11 Mar 2026"
            )
        ]
        assert found.complaints[0].help == (
            "tried Wed 11 Mar 2026: a closed day of the site",
            "the nearest legal day is Tue 10 Mar 2026",
        )


class TestSlide:
    """`slide`: the slot is lost, and the whole series takes the following ones."""

    def test_the_count_is_still_delivered(self) -> None:
        """Twelve sessions on Mondays and Thursdays, a Monday closed: one slot later."""
        found = legal(
            """
        [[schedule]]
        activity = "visit"
        on = ["mon", "thu"]
        count = 4
        if_closed = "slide"
        """,
            site="closed = [2026-03-05]",
        )
        assert found.agenda() == [
            "Mon 2 Mar visit-1",
            "Mon 9 Mar visit-2",
            "Thu 12 Mar visit-3",
            "Mon 16 Mar visit-4",
        ]
        assert found.lost() == ["Thu 5 Mar visit: a closed day of the site"]
        assert found.trace("visit-2") == [
            "anchor: Mon 2 Mar (phase)",
            "nominal: Mon 9 Mar",
            "slid: Thu 5 Mar (a closed day of the site)",
            "placed: Mon 9 Mar",
        ]

    def test_several_closed_slots_are_all_slid_over(self) -> None:
        """Two weeks closed."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        on = ["mon", "thu"]
        count = 3
        if_closed = "slide"
        """,
                site="closed = [{ from = 2026-03-05, to = 2026-03-17 }]",
            )
            == "Mon 2 Mar, Thu 19 Mar, Mon 23 Mar"
        )

    def test_what_it_is_stays_what_it_is(self) -> None:
        """Closed days change the dates of sessions 2 to 4, not which is which."""
        rule = """
        [[schedule]]
        activity = "visit"
        on = ["mon", "thu"]
        count = 4
        except = [2026-03-09]
        if_closed = "slide"
        """
        assert legal(rule).identities() == [
            ":1~1/visit#1.0",
            ":1~1/visit#2.0",
            ":1~1/visit#4.0",
            ":1~1/visit#5.0",
        ]
        assert (
            legal(rule, site="closed = [2026-03-05]").identities()
            == legal(rule).identities()
        )

    def test_several_times_a_day_keep_what_they_are_too(self) -> None:
        """Tuesday evening is closed: its turn passes to Friday morning, and so on."""
        rule = """
        [[schedule]]
        activity = "visit"
        on = ["tue", "fri"]
        at = ["09:00", "18:00"]
        count = 4
        if_closed = "slide"
        """
        found = legal(
            rule, site='hours = { tue = "08:00-12:00", wed-mon = "08:00-20:00" }'
        )
        assert found.days() == (
            "Tue 3 Mar 09:00, Fri 6 Mar 09:00, Fri 6 Mar 18:00, Tue 10 Mar 09:00"
        )
        assert found.identities() == legal(rule).identities()

    def test_an_interval_series_takes_its_own_following_slots(self) -> None:
        """Every 3 days; a closed one is lost, and the count delivered."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        every = "3 days"
        count = 3
        if_closed = "slide"
        """,
                site="closed = [2026-03-05]",
            )
            == "Mon 2 Mar, Sun 8 Mar, Wed 11 Mar"
        )

    def test_a_chain_goes_on_from_the_lost_slot(self) -> None:
        """A chain of 3 days is the same: the next link counts from the lost date."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        every = "3 days"
        count = 3
        if_closed = "slide"
        counted_from = "previous"
        """,
                site="closed = [2026-03-05]",
            )
            == "Mon 2 Mar, Sun 8 Mar, Wed 11 Mar"
        )

    def test_in_a_phase_with_a_length_what_follows_begins_as_many_days_later(
        self,
    ) -> None:
        """Four sessions in two weeks; one slid by four days, so the next phase does."""
        found = legal(
            """
        [[phases]]
        id = "f"
        length = "2 weeks"
        schedule = [{ activity = "visit", on = ["tue", "fri"], if_closed = "slide" }]

        [[phases]]
        id = "g"
        length = "1 week"
        schedule = [{ activity = "note", day = 1 }]
        """,
            site="closed = [2026-03-06]",
        )
        assert found.days("visit") == "Tue 3 Mar, Tue 10 Mar, Fri 13 Mar, Tue 17 Mar"
        assert found.phases() == [
            "f: Mon 2 Mar .. Fri 20 Mar",
            "g: Fri 20 Mar .. Fri 27 Mar",
        ]

    def test_a_prolonged_phase_gains_no_other_sessions_but_habits_carry_on(
        self,
    ) -> None:
        """Calls stop with the length; walks and tablets fill the days till the next."""
        found = legal(
            """
        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "visit", on = "tue", if_closed = "slide" },
          { activity = "call", every = "3 days" },
          { activity = "walk", every = "4 days" },
          { activity = "pill", every = "5 days" },
        ]
        """,
            site="closed = [2026-03-03]",
        )
        assert found.days("visit") == "Tue 10 Mar"
        assert found.phases() == ["f: Mon 2 Mar .. Mon 16 Mar"]
        assert found.days("call") == "Mon 2 Mar, Thu 5 Mar, Sun 8 Mar"
        assert found.days("walk") == "Mon 2 Mar, Fri 6 Mar, Tue 10 Mar, Sat 14 Mar"
        assert found.days("pill") == "Mon 2 Mar, Sat 7 Mar, Thu 12 Mar"

    def test_habits_that_make_up_for_missed_ones_carry_on_as_well(self) -> None:
        """They fill the phase, and what they make up comes after all of that."""
        program = """
        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "visit", on = "tue", if_closed = "slide" },
          { activity = "walk", every = "4 days", if_missed = "append" },
        ]
        """
        closed = "closed = [2026-03-03]"
        usual = "Mon 2 Mar, Fri 6 Mar, Tue 10 Mar, Sat 14 Mar"
        found = legal(program, site=closed)
        assert found.days("walk") == usual
        assert found.phases() == ["f: Mon 2 Mar .. Mon 16 Mar"]
        found = legal(program, site=closed, plan=record("f/walk-1", "missed"))
        assert found.days("walk") == f"{usual}, Wed 18 Mar"
        assert found.phases() == ["f: Mon 2 Mar .. Thu 19 Mar"]

    def test_companions_that_slide_prolong_nothing(self) -> None:
        """A phase is as long as its own sessions make it."""
        found = legal(
            """
        [[phases]]
        id = "f"
        length = "1 week"
        schedule = [
          { activity = "note", day = 1 },
          { activity = "call", each = "note", every = "2 days", if_closed = "slide" },
        ]
        """,
            site="closed = [2026-03-04]",
        )
        assert found.days("call") == "Mon 2 Mar, Fri 6 Mar, Sun 8 Mar, Tue 10 Mar"
        assert found.phases() == ["f: Mon 2 Mar .. Mon 9 Mar"]

    def test_without_a_length_the_phase_ends_after_the_slid_slots(self) -> None:
        """Two Tuesdays, the first closed: the end is the Tuesday after the second."""
        assert legal(
            """
        [[phases]]
        id = "f"
        schedule = [{ activity = "visit", on = "tue", count = 2, if_closed = "slide" }]
        """,
            site="closed = [2026-03-03]",
        ).phases() == ["f: Mon 2 Mar .. Tue 24 Mar"]

    def test_so_many_weeks_are_so_many_slots(self) -> None:
        """Two weeks of Tuesdays are two, also if one of them slides."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        on = "tue"
        weeks = 2
        if_closed = "slide"
        """,
                site="closed = [2026-03-03]",
            )
            == "Tue 10 Mar, Tue 17 Mar"
        )

    def test_until_is_not_passed(self) -> None:
        """A last permitted date holds: what would slide past it is not delivered."""
        found = legal(
            """
        [[schedule]]
        activity = "visit"
        on = "tue"
        until = "2026-03-17"
        if_closed = "slide"
        """,
            site="closed = [2026-03-10]",
        )
        assert found.days() == "Tue 3 Mar, Tue 17 Mar"
        assert found.lost() == ["Tue 10 Mar visit: a closed day of the site"]

    def test_the_until_of_its_phase_is_not_passed_either(self) -> None:
        """Nothing slides past the date that ends the phase."""
        found = legal(
            """
        [[phases]]
        id = "f"
        length = "3 weeks"
        until = "2026-03-18"
        schedule = [{ activity = "visit", on = "tue", if_closed = "slide" }]
        """,
            site="closed = [2026-03-10]",
        )
        assert found.days() == "Tue 3 Mar, Tue 17 Mar"
        assert found.phases() == ["f: Mon 2 Mar .. Thu 19 Mar"]

    def test_a_recurrence_delivers_its_count(self) -> None:
        """COUNT=3 on Tuesdays with one closed ends a week later."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3"
        if_closed = "slide"
        """,
                site="closed = [2026-03-10]",
            )
            == "Tue 3 Mar, Tue 17 Mar, Tue 24 Mar"
        )

    def test_a_taper_delivers_every_step(self) -> None:
        """Weekly x3, then every 2 weeks x2: the closed week moves all that follows."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        on = "tue"
        taper = [{ every = "1 week", count = 3 }, { every = "2 weeks", count = 2 }]
        if_closed = "slide"
        """,
                site="closed = [2026-03-10]",
            )
            == "Tue 3 Mar, Tue 17 Mar, Tue 24 Mar, Tue 7 Apr, Tue 21 Apr"
        )

    def test_an_exception_after_a_slid_slot_still_uses_up_the_step(self) -> None:
        """Three weekly slots, one excepted: a closed day still leaves two."""
        rule = """
        [[schedule]]
        activity = "visit"
        taper = [{ every = "1 week", count = 3 }, { every = "2 weeks", count = 1 }]
        except = [2026-03-16]
        if_closed = "slide"
        """
        assert days(rule) == "Mon 2 Mar, Mon 9 Mar, Mon 30 Mar"
        assert (
            days(rule, site="closed = [2026-03-09]")
            == "Mon 2 Mar, Mon 23 Mar, Mon 6 Apr"
        )

    def test_a_step_of_weekdays_that_slid_moves_the_next_step_as_much(self) -> None:
        """Its last slot slid by four days, so the next step begins four days later."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        taper = [{ on = ["tue", "fri"], weeks = 1 }, { on = "thu", weeks = 1 }]
        if_closed = "slide"
        """,
                site="closed = [2026-03-06]",
            )
            == "Tue 3 Mar, Tue 10 Mar, Thu 19 Mar"
        )

    def test_a_slot_too_close_to_another_rule_slides_too(self) -> None:
        """Two days must lie between: Tuesday is too close to the extra Monday."""
        assert agenda("""
        [activities.visit]
        kind = "session"
        title = "Visit"
        min_gap = "2 days"

        [[schedule]]
        id = "extra"
        activity = "visit"

        [[schedule]]
        activity = "visit"
        on = ["tue", "fri"]
        count = 2
        if_closed = "slide"
        """) == ["Mon 2 Mar extra-1", "Fri 6 Mar visit-1", "Tue 10 Mar visit-2"]

    def test_a_phase_too_short_for_a_slot_has_nothing_to_deliver(self) -> None:
        """One Monday holds no Tuesday, however far it might slide."""
        found = legal("""
        [[phases]]
        id = "f"
        length = "1 day"
        schedule = [{ activity = "visit", on = "tue", if_closed = "slide" }]
        """)
        assert found.agenda() == []
        assert found.phases() == ["f: Mon 2 Mar .. Tue 3 Mar"]

    def test_a_list_of_days_has_no_following_slots(self) -> None:
        """Day 3 is closed and there is no slot after the last: an error, no silence."""
        assert problems(
            """
        [[schedule]]
        activity = "visit"
        days = [1, 3]
        if_closed = "slide"
        """,
            site="closed = [2026-03-04]",
        ) == [
            (
                "no-legal-date: there is no legal date for number 2 of `visit`,"
                " nominally Wed 4 Mar 2026"
            )
        ]

    def test_a_series_that_would_slide_for_ever_is_an_error(self) -> None:
        """Tuesdays at a clinic that is never open on a Tuesday: told once."""
        found = planned(
            """
        [[schedule]]
        activity = "visit"
        on = "tue"
        count = 3
        if_closed = "slide"
        """,
            site='open = ["mon"]',
        )
        assert found.problems() == [
            (
                "no-legal-date: there is no legal date for number 1 of `visit`,"
                " nominally Tue 9 Mar 2027"
            )
        ]
        help_ = found.complaints[0].help
        assert help_[0] == "tried Tue 3 Mar 2026: the site is closed on a Tuesday"
        assert help_[-2:] == (
            "and 33 more days, up to Tue 2 Mar 2027",
            "the nearest legal day is Mon 8 Mar 2027",
        )
        assert len(help_) == 22
        assert found.agenda() == []


class TestHours:
    """What counts in hours or minutes stays on its day."""

    AFTER = """
        [[schedule]]
        activity = "note"
        at = "10:00"

        [[schedule]]
        activity = "call"
        from = "note + 26 h"
    """

    def test_it_is_not_moved_from_a_closed_day(self) -> None:
        """A call 26 hours after, on a closed day, stays, and the trace says so."""
        found = legal(self.AFTER, site="closed = [2026-03-03]")
        assert found.days("call") == "Tue 3 Mar 12:00"
        assert found.trace("call-1") == [
            "anchor: Tue 3 Mar 12:00 (note + 26 h)",
            "nominal: Tue 3 Mar 12:00",
            "closed: Tue 3 Mar 12:00 (a closed day of the site)",
            "note: (it counts in hours or minutes, so it stays on its day)",
            "placed: Tue 3 Mar 12:00",
        ]

    def test_it_moves_if_the_rule_says_how(self) -> None:
        """With `if_closed` written it takes the next day, at the same time."""
        found = legal(self.AFTER + 'if_closed = "next"', site="closed = [2026-03-03]")
        assert found.days("call") == "Wed 4 Mar 12:00"

    def test_it_is_not_moved_into_its_limits_either(self) -> None:
        """Outside its limits it has no legal date, and no other day was tried."""
        found = planned(self.AFTER + 'not_after = "2026-03-02"')
        assert found.problems() == [
            (
                "no-legal-date: there is no legal date for number 1 of `call`,"
                " nominally Tue 3 Mar 2026 12:00"
            )
        ]
        assert found.complaints[0].help == (
            "tried Tue 3 Mar 2026: after Mon 2 Mar 2026, the latest allowed",
            "the nearest legal day is Mon 2 Mar 2026",
        )

    def test_only_the_hours_of_a_mixed_list_stay(self) -> None:
        """A day later moves off a closed day, two hours later does not."""
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        offset = ["2 h", "1 day"]
        if_closed = "next"
        """,
                start="2026-03-02T10:00:00",
                site="closed = [2026-03-03]",
            )
            == "Mon 2 Mar 12:00, Wed 4 Mar"
        )
        assert (
            days(
                """
        [[schedule]]
        activity = "visit"
        offset = ["2 h", "1 day"]
        """,
                start="2026-03-02T10:00:00",
                site="closed = [2026-03-02, 2026-03-03]",
            )
            == "Mon 2 Mar 12:00, Wed 4 Mar"
        )
