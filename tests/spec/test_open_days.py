"""Open days: what closes a day, and for whom."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, days, legal, planned

VISIT = """
    [[schedule]]
    activity = "visit"
    if_closed = "next"
"""


def on_friday(site: str = "", plan: str = "", rule: str = VISIT) -> str:
    """Give the day that a visit due on Friday 6 March gets."""
    return days(rule, start="2026-03-06", site=site, plan=plan)


def test_with_no_site_and_no_person_every_day_is_open() -> None:
    """Nobody said that Christmas is closed."""
    assert days(VISIT, start="2026-12-25") == "Fri 25 Dec"


def test_a_weekday_the_site_does_not_work_is_closed() -> None:
    """A clinic open Monday to Thursday sees nobody on Friday."""
    assert on_friday('open = "mon-thu"') == "Mon 9 Mar"


def test_a_closed_date_is_closed() -> None:
    """The clinic's training day."""
    assert on_friday("closed = [2026-03-06]") == "Sat 7 Mar"


def test_a_closed_stretch_includes_both_its_ends() -> None:
    """Closed from Thursday to Sunday: Monday is the next day."""
    assert on_friday("closed = [{ from = 2026-03-05, to = 2026-03-08 }]") == "Mon 9 Mar"


def test_public_holidays_of_the_region_are_closed() -> None:
    """Good Friday and Easter Monday in England."""
    site = 'open = "mon-fri"\nholidays = "GB-ENG"'
    assert days(VISIT, start="2026-04-03", site=site) == "Tue 7 Apr"


def test_several_regions_close_together() -> None:
    """Scotland has no holiday on Easter Monday; England and Scotland together do."""
    scotland = 'open = "mon-fri"\nholidays = "GB-SCT"'
    both = 'open = "mon-fri"\nholidays = ["GB-SCT", "GB-ENG"]'
    assert days(VISIT, start="2026-04-06", site=scotland) == "Mon 6 Apr"
    assert days(VISIT, start="2026-04-06", site=both) == "Tue 7 Apr"


def test_days_away_are_closed_for_the_person() -> None:
    """Away from the 6th to the 8th."""
    away = "[person]\naway = [{ from = 2026-03-06, to = 2026-03-08 }]"
    assert on_friday(plan=away) == "Mon 9 Mar"


def test_a_time_outside_the_sites_hours_is_closed() -> None:
    """On Friday the clinic shuts at noon, and it has no hours at the weekend."""
    rule = """
    [[schedule]]
    activity = "visit"
    duration = "1 h"
    at = "11:30"
    if_closed = "next"
    """
    site = 'hours = { mon-thu = "09:00-17:00", fri = "09:00-12:00" }'
    assert on_friday(site, rule=rule) == "Mon 9 Mar 11:30"


def test_an_event_must_lie_inside_one_interval() -> None:
    """From 12:30 to 13:30 the clinic is at lunch; from 11:30 to 12:30 it fits."""
    site = 'hours = ["09:00-12:30", "13:00-17:00"]'
    rule = '[[schedule]]\nactivity = "visit"\nduration = "1 h"\nif_closed = "drop"\n'
    assert on_friday(site, rule=rule + 'at = "12:30"') == ""
    assert on_friday(site, rule=rule + 'at = "11:30"') == "Fri 6 Mar 11:30"
    assert on_friday(site, rule=rule + 'at = "13:00"') == "Fri 6 Mar 13:00"


def test_hours_that_close_at_2359_reach_to_midnight() -> None:
    """An evening session may end at midnight, but not after it."""
    site = 'hours = "18:00-23:59"'
    rule = '[[schedule]]\nactivity = "visit"\nduration = "2 h"\nif_closed = "drop"\n'
    assert on_friday(site, rule=rule + 'at = "22:00"') == "Fri 6 Mar 22:00"
    assert on_friday(site, rule=rule + 'at = "22:01"') == ""
    assert on_friday('hours = "18:00-23:30"', rule=rule + 'at = "22:00"') == ""


def test_what_ends_days_later_fits_no_hours() -> None:
    """An infusion of 26 hours ends at midnight of the day after."""
    rule = """
    [[schedule]]
    activity = "visit"
    at = "22:00"
    duration = "26 h"
    if_closed = "drop"
    """
    assert on_friday('hours = "18:00-23:59"', rule=rule) == ""


def test_a_whole_day_fits_wherever_the_day_has_any_hours() -> None:
    """A visit without a time is possible on a day with hours, and on no other."""
    assert on_friday('hours = { fri = "09:00-12:00" }') == "Fri 6 Mar"
    assert on_friday('hours = { mon = "09:00-12:00" }') == "Mon 9 Mar"


def test_something_without_a_duration_takes_a_quarter_of_an_hour() -> None:
    """At 16:45 it just fits before 17:00, at 16:50 it does not."""
    rule = '[[schedule]]\nactivity = "visit"\nif_closed = "drop"\n'
    site = 'hours = "09:00-17:00"'
    assert on_friday(site, rule=rule + 'at = "16:45"') == "Fri 6 Mar 16:45"
    assert on_friday(site, rule=rule + 'at = "16:50"') == ""


def test_a_time_outside_the_persons_hours_is_closed() -> None:
    """Free on Mondays and Fridays from 17:00."""
    rule = """
    [[schedule]]
    activity = "visit"
    at = "18:00"
    if_closed = "next"
    """
    person = '[person]\nhours = { mon = "17:00-21:00", fri = "19:00-21:00" }'
    assert on_friday(plan=person, rule=rule) == "Mon 9 Mar 18:00"


def test_the_sites_day_and_hours_are_read_on_its_own_clock() -> None:
    """A call at 07:00 in Auckland is 18:00 the evening before in London."""
    rule = """
    [[schedule]]
    activity = "call"
    at = "07:00"
    if_closed = "next"
    """
    site = 'open = "mon-fri"\nhours = "09:00-19:00"\ntimezone = "Europe/London"'
    # Monday morning in Auckland is Sunday evening in London.
    assert (
        days(rule, start="2026-03-09", zone="Pacific/Auckland", site=site)
        == "Tue 10 Mar 07:00"
    )
    # Saturday morning there is Friday evening here, which is open.
    assert (
        days(rule, start="2026-03-07", zone="Pacific/Auckland", site=site)
        == "Sat 7 Mar 07:00"
    )
    # And the site's closed Friday closes that Saturday.
    closed = site + "\nclosed = [2026-03-06]"
    assert (
        days(rule, start="2026-03-07", zone="Pacific/Auckland", site=closed)
        == "Tue 10 Mar 07:00"
    )


def test_the_persons_days_and_hours_are_read_on_their_own_clock() -> None:
    """A call at 18:00 in London is at 07:00 the next morning in Auckland."""
    rule = """
    [[schedule]]
    activity = "call"
    at = "18:00"
    clock = "site"
    if_closed = "next"
    """
    site = 'timezone = "Europe/London"'
    person = '[person]\nhours = "06:00-08:00"\naway = [2026-03-07]'
    # Friday evening in London is Saturday morning there: away.
    assert (
        days(rule, start="2026-03-06", zone="Pacific/Auckland", site=site, plan=person)
        == "Sat 7 Mar 18:00"
    )


class TestOpen:
    """`open` of a rule or an activity stands in place of the site's weekdays."""

    def test_it_says_where_a_rule_may_land(self) -> None:
        """Aimed at Friday, given on Monday, Wednesday and Thursday only."""
        rule = """
        [[schedule]]
        activity = "visit"
        open = ["mon", "wed", "thu"]
        """
        assert on_friday(rule=rule) == "Thu 5 Mar"

    def test_it_may_open_a_day_the_site_does_not_name(self) -> None:
        """The clinic is shut on Saturdays but for this group."""
        rule = """
        [[schedule]]
        activity = "visit"
        open = ["sat"]
        """
        assert on_friday('open = "mon-fri"', rule=rule) == "Sat 7 Mar"

    def test_it_does_not_open_a_closed_date(self) -> None:
        """The Saturday group does not meet on the clinic's training day."""
        rule = """
        [[schedule]]
        activity = "visit"
        open = ["sat"]
        if_closed = "previous"
        window = "8 days"
        """
        site = 'open = "mon-fri"\nclosed = [2026-03-07]'
        assert days(rule, start="2026-03-07", site=site) == "Sat 28 Feb"

    def test_it_holds_for_what_heeds_nothing(self) -> None:
        """Tablets that are only handed out on weekdays."""
        rule = """
        [[schedule]]
        activity = "pill"
        open = "mon-thu"
        if_closed = "next"
        """
        assert on_friday(rule=rule) == "Mon 9 Mar"


class TestHeeds:
    """Which of site and person close a day depends on the kind."""

    @pytest.mark.parametrize(
        ("activity", "site", "person"),
        [
            ("review", "moves", "moves"),
            ("visit", "moves", "moves"),
            ("call", "moves", "moves"),
            ("form", "moves", "moves"),
            ("note", "stays", "stays"),
            ("walk", "stays", "stays"),
            ("pill", "stays", "stays"),
            ("stay", "stays", "stays"),
        ],
    )
    def test_what_each_kind_heeds(self, activity: str, site: str, person: str) -> None:
        """Appointments and forms heed closed days; tablets and habits do not."""
        rule = f'[[schedule]]\nactivity = "{activity}"\nif_closed = "next"'
        answers = {"Fri 6 Mar": "stays", "Sat 7 Mar": "moves"}
        away = "[person]\naway = [2026-03-06]"
        assert answers[on_friday("closed = [2026-03-06]", rule=rule)] == site
        assert answers[on_friday(plan=away, rule=rule)] == person

    def test_an_activity_may_heed_the_site_alone(self) -> None:
        """An online class goes on while the person is away."""
        rule = """
        [activities.visit]
        kind = "session"
        title = "Visit"
        heeds = ["site"]

        [[schedule]]
        activity = "visit"
        if_closed = "next"
        """
        away = "[person]\naway = [2026-03-06]"
        assert on_friday(plan=away, rule=rule) == "Fri 6 Mar"
        assert on_friday("closed = [2026-03-06]", away, rule) == "Sat 7 Mar"


def test_a_period_is_judged_by_its_first_day_at_the_site() -> None:
    """A stay of five days may span a weekend, but not begin on one."""
    rule = """
    [[schedule]]
    activity = "visit"
    duration = "5 days"
    if_closed = "next"
    """
    site = 'open = "mon-fri"'
    assert on_friday(site, rule=rule) == "Fri 6 Mar .. Tue 10 Mar"
    assert days(rule, start="2026-03-07", site=site) == "Mon 9 Mar .. Fri 13 Mar"


def test_a_period_must_not_touch_an_absence() -> None:
    """Who is away on the second day of a retreat cannot go that week."""
    rule = """
    [[schedule]]
    activity = "visit"
    duration = "3 days"
    if_closed = "next"
    """
    away = "[person]\naway = [2026-03-07]"
    assert on_friday(plan=away, rule=rule) == "Sun 8 Mar .. Tue 10 Mar"


def test_the_reasons_are_told() -> None:
    """Every kind of closed day says what it is."""
    found = planned(
        """
    [[schedule]]
    activity = "visit"
    at = "10:00"
    if_closed = "next"
    open = "wed-mon"
    window = ["0 days", "8 days"]
    """,
        start="2026-04-03",
        site='holidays = "GB-ENG"\nclosed = [2026-04-04]\n'
        'hours = { sun-fri = "09:00-17:00", sat = "09:00-09:30" }',
        plan='[person]\naway = [2026-04-05]\nhours = { wed = "12:00-13:00",'
        ' thu-fri = "09:00-17:00" }',
    )
    assert found.trace("visit-1") == [
        "anchor: Fri 3 Apr (phase)",
        "nominal: Fri 3 Apr 10:00",
        "closed: Fri 3 Apr 10:00 (a holiday, Good Friday)",
        "tried: Sat 4 Apr 10:00 (a closed day of the site)",
        "tried: Sun 5 Apr 10:00 (the person is away)",
        "tried: Mon 6 Apr 10:00 (a holiday, Easter Monday)",
        "tried: Tue 7 Apr 10:00 (not given on a Tuesday)",
        "tried: Wed 8 Apr 10:00 (outside the person's hours)",
        "placed: Thu 9 Apr 10:00",
    ]
    closed = planned(
        """
    [[schedule]]
    activity = "visit"
    at = "10:00"
    if_closed = "next"
    """,
        start="2026-03-07",
        site='open = "sun-fri"\nhours = { sun = "09:00-09:30", mon = "09:00-17:00" }',
    )
    assert closed.trace("visit-1")[2:] == [
        "closed: Sat 7 Mar 10:00 (the site is closed on a Saturday)",
        "tried: Sun 8 Mar 10:00 (outside the site's hours)",
        "placed: Mon 9 Mar 10:00",
    ]


def test_a_moved_occurrence_has_the_time_of_the_weekday_it_lands_on() -> None:
    """Mondays at 09:00, Tuesdays at 14:00: moved to Tuesday it is at 14:00."""
    assert agenda(
        """
    [[schedule]]
    activity = "visit"
    at = { mon = "09:00", tue = ["14:00", "16:00"], wed = "10:00" }
    on = "mon"
    count = 1
    if_closed = "next"
    """,
        site="closed = [2026-03-02]",
    ) == ["Tue 3 Mar 14:00 visit-1"]


def test_a_moved_occurrence_keeps_its_time_where_the_weekday_has_fewer() -> None:
    """The second of two times on Tuesday keeps it on a Wednesday with only one."""
    assert agenda(
        """
    [[schedule]]
    activity = "visit"
    at = { tue = ["09:00", "16:00"], wed = "10:00", thu = "08:00" }
    on = "tue"
    count = 2
    if_closed = "next"
    """,
        site='hours = { tue = "08:00-12:00", wed-fri = "08:00-18:00" }',
    ) == ["Tue 3 Mar 09:00 visit-1", "Wed 4 Mar 16:00 visit-2"]


def test_a_move_into_the_hour_the_clocks_skip_reads_the_offset_before() -> None:
    """Moved to 29 March, 01:30 becomes 02:30."""
    assert (
        days(
            """
    [[schedule]]
    activity = "visit"
    at = "01:30"
    if_closed = "next"
    """,
            start="2026-03-28",
            site="closed = [2026-03-28]",
        )
        == "Sun 29 Mar 02:30"
    )


def test_what_closed_days_moved_can_be_told() -> None:
    """The nominal and the placed date are both kept."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    on = ["tue", "fri"]
    count = 3
    """,
        site="closed = [2026-03-06]",
    )
    assert found.moved() == ["Fri 6 Mar -> Thu 5 Mar"]
