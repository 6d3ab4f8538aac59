"""The time of an occurrence: whose `at` it is, and when there is none."""

from __future__ import annotations

import pytest

from tests.spec.plan import agenda, days, legal, planned

TIMED = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "18:00"
    choose = ["at"]

    [[schedule]]
    activity = "visit"
"""


def test_the_activitys_time_holds_where_nothing_else_is_said() -> None:
    """At 18:00, as the activity says."""
    assert days(TIMED) == "Mon 2 Mar 18:00"


def test_the_enrolments_choice_comes_before_the_activitys() -> None:
    """The patient chose 19:00."""
    assert days(TIMED, plan='[choices.visit]\nat = "19:00"') == "Mon 2 Mar 19:00"


def test_the_rules_own_time_comes_before_the_choice() -> None:
    """The first session is at 10:00 whatever was chosen for the others."""
    assert (
        days(TIMED + 'at = "10:00"', plan='[choices.visit]\nat = "19:00"')
        == "Mon 2 Mar 10:00"
    )


def test_with_no_time_it_takes_the_whole_day() -> None:
    """A form is due on a day, not at a time."""
    assert days('[[schedule]]\nactivity = "form"') == "Mon 2 Mar"


def test_all_day_sets_a_time_aside() -> None:
    """A retreat of the same activity lasts the whole day."""
    assert days(TIMED + "all_day = true") == "Mon 2 Mar"


def test_all_day_sets_hours_aside_too() -> None:
    """26 hours after 10:00, as a whole day, is the next day."""
    assert (
        days(
            """
    [[schedule]]
    activity = "note"
    offset = "26 h"
    all_day = true
    """,
            start="2026-03-02T10:00:00",
        )
        == "Tue 3 Mar"
    )


def test_several_times_are_in_the_order_of_the_clock() -> None:
    """Written evening first, the morning still comes first."""
    found = legal("""
    [[schedule]]
    activity = "pill"
    every = "1 day"
    count = 3
    at = ["20:00", "08:00"]
    """)
    assert found.days() == "Mon 2 Mar 08:00, Mon 2 Mar 20:00, Tue 3 Mar 08:00"
    # What each is does not depend on the order: its place in `at`, and its day.
    assert found.identities() == [
        ":1~1/pill#1.1",
        ":1~1/pill#1.0",
        ":1~1/pill#2.1",
    ]


def test_times_may_differ_by_weekday() -> None:
    """Tuesdays at 09:00, Fridays at 15:00 and 17:00."""
    assert (
        days("""
    [[schedule]]
    activity = "visit"
    on = ["tue", "fri"]
    weeks = 1
    at = { tue = "09:00", fri = ["15:00", "17:00"] }
    """)
        == "Tue 3 Mar 09:00, Fri 6 Mar 15:00, Fri 6 Mar 17:00"
    )


def test_a_weekday_the_table_does_not_name_has_the_next_time_that_is_said() -> None:
    """Fridays at 15:00 by the rule; other days at the chosen or the usual time."""
    rule = TIMED + 'on = ["tue", "fri"]\nweeks = 1\nat = { fri = "15:00" }'
    assert days(rule) == "Tue 3 Mar 18:00, Fri 6 Mar 15:00"
    chosen = '[choices.visit]\nat = { tue = "11:00", fri = "12:00" }'
    assert days(rule, plan=chosen) == "Tue 3 Mar 11:00, Fri 6 Mar 15:00"


def test_such_a_weekday_without_any_other_time_is_an_error() -> None:
    """Nobody said when on Tuesdays: that is never silently a whole day."""
    found = planned("""
    [[schedule]]
    activity = "visit"
    on = ["tue", "fri"]
    weeks = 5
    at = { fri = "15:00" }
    """)
    assert found.problems() == [
        (
            "weekday-without-time: `visit` has no time on Tue 3 Mar 2026,"
            " Tue 10 Mar 2026, Tue 17 Mar 2026 and 2 other days, so it would be a whole"
            " day then"
        )
    ]
    complaint = found.complaints[0]
    assert complaint.primary is not None
    assert complaint.primary.place.path == ("schedule", 0, "at")
    assert complaint.related == ()
    assert complaint.help == (
        "name a time for `tue`, or use one time for all",
        "what really has no time of day says `all_day = true`",
    )


def test_a_companion_falls_on_whatever_weekday_its_parent_makes_it() -> None:
    """The visit of Friday 3 April is on Thursday, so its note is due on Friday."""
    rules = """
    [activities.note]
    kind = "task"
    title = "Note"
    at = { wed = "12:00", sat = "09:00" }

    [[phases]]
    id = "f"
    schedule = [
      { activity = "visit", on = ["tue", "fri"], count = 4, at = "10:00" },
      { activity = "note", each = "visit", offset = "1 day" },
    ]
    """
    closed = "closed = [2026-04-03]"
    found = planned(rules, start="2026-03-30", site=closed)
    assert found.problems() == [
        (
            "weekday-without-time: `f/note` has no time on Fri 3 Apr 2026, so it would"
            " be a whole day then"
        )
    ]
    complaint = found.complaints[0]
    assert complaint.primary is not None
    assert complaint.primary.place.path == ("activities", "note", "at")
    assert [label.place.path for label in complaint.related] == [
        ("phases", 0, "schedule", 1)
    ]


def test_a_choice_of_times_names_every_weekday_too() -> None:
    """The rule itself is pointed at: what was chosen stands in the enrolment."""
    found = planned(
        """
    [activities.visit]
    kind = "session"
    title = "Visit"
    choose = ["at"]

    [[schedule]]
    activity = "visit"
    days = "1-3"
    """,
        plan='[choices.visit]\nat = { mon = "11:00", tue = "12:00" }',
    )
    assert found.problems() == [
        (
            "weekday-without-time: `visit` has no time on Wed 4 Mar 2026, so it would"
            " be a whole day then"
        )
    ]
    complaint = found.complaints[0]
    assert complaint.primary is not None
    assert complaint.primary.place.path == ("schedule", 0)


def test_a_whole_day_needs_no_time_on_any_weekday() -> None:
    """Set aside for one rule, the table is not missed."""
    assert (
        days("""
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = { mon = "11:00" }

    [[schedule]]
    activity = "visit"
    days = "1-3"
    all_day = true
    """)
        == "Mon 2 Mar, Tue 3 Mar, Wed 4 Mar"
    )


WEEKDAYS_ONLY = """
    [[schedule]]
    activity = "visit"
    at = { mon = "09:00", tue = "10:00", fri = "15:00" }
"""


def test_a_move_goes_on_to_a_day_that_has_a_time() -> None:
    """From Tuesday it is nearer to Wednesday than to Friday, but not at any time."""
    found = legal(
        WEEKDAYS_ONLY + 'day = 9\nif_closed = "next"', site="closed = [2026-03-10]"
    )
    assert found.moved() == ["Tue 10 Mar 10:00 -> Fri 13 Mar 15:00"]
    assert found.trace("visit-1") == [
        "anchor: Mon 2 Mar (phase)",
        "nominal: Tue 10 Mar 10:00",
        "closed: Tue 10 Mar 10:00 (a closed day of the site)",
        "tried: Wed 11 Mar (no time is given for a Wednesday)",
        "tried: Thu 12 Mar (no time is given for a Thursday)",
        "placed: Fri 13 Mar 15:00",
    ]


def test_a_closed_day_without_a_time_moves_like_any_other() -> None:
    """Saturday is closed: the visit is on Friday, at Friday's time."""
    found = legal(WEEKDAYS_ONLY + "day = 6", site='open = "mon-fri"')
    assert found.moved() == ["Sat 7 Mar -> Fri 6 Mar 15:00"]


def test_where_no_day_within_reach_has_a_time_there_is_no_legal_date() -> None:
    """Every day that was tried is named with what speaks against it."""
    found = planned(
        WEEKDAYS_ONLY + 'day = 9\nwindow = ["0 days", "2 days"]',
        site="closed = [2026-03-10]",
    )
    assert found.problems() == [
        (
            "no-legal-date: there is no legal date for number 1 of `visit`, nominally"
            " Tue 10 Mar 2026 10:00"
        )
    ]
    assert found.complaints[0].help == (
        "tried Tue 10 Mar 2026: a closed day of the site",
        "tried Wed 11 Mar 2026: no time is given for a Wednesday",
        "tried Thu 12 Mar 2026: no time is given for a Thursday",
        "the nearest open day is Mon 9 Mar 2026, outside the bounds",
    )


def test_not_before_goes_on_to_a_day_that_has_a_time() -> None:
    """Not before a Wednesday: on the Friday after it."""
    found = legal(WEEKDAYS_ONLY + 'day = 2\nnot_before = "phase + 2 days"')
    assert found.trace("visit-1") == [
        "anchor: Mon 2 Mar (phase)",
        "nominal: Tue 3 Mar 10:00",
        "target: Wed 4 Mar (not before `phase + 2 days`)",
        "closed: Wed 4 Mar (no time is given for a Wednesday)",
        "tried: Thu 5 Mar (no time is given for a Thursday)",
        "placed: Fri 6 Mar 15:00",
    ]


def test_a_time_the_clocks_moved_is_known_again_on_another_weekday() -> None:
    """01:30 is skipped on Sunday 29 March; on Monday it is 08:00, not 02:30."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    day = 1
    at = { sun = "01:30", mon = "08:00" }
    """,
        start="2026-03-29",
        site="closed = [2026-03-29]",
    )
    assert found.moved() == ["Sun 29 Mar 02:30 -> Mon 30 Mar 08:00"]


def test_a_time_of_the_recurrences_own_stays_on_every_weekday() -> None:
    """Hours that an `rrule` names come from no table."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    rrule = "FREQ=WEEKLY;BYDAY=TU;BYHOUR=11;COUNT=1"
    at = { mon = "08:00", tue = "09:00" }
    """,
        site="closed = [2026-03-03]",
    )
    assert found.moved() == ["Tue 3 Mar 11:00 -> Mon 2 Mar 11:00"]


def test_an_event_lasts_as_long_as_its_activity_says() -> None:
    """Two hours; and a quarter of an hour where nothing is said."""
    found = legal("""
    [[schedule]]
    activity = "visit"
    duration = "2 h"
    at = "10:00"

    [[schedule]]
    activity = "call"
    at = "12:00"
    """)
    assert [str(one.ends) for one in found.schedule.occurrences] == [
        "2026-03-02 12:00",
        "2026-03-02 12:15",
    ]


def test_align_moves_forward_to_a_weekday() -> None:
    """Two weeks after a Wednesday, on the Monday that follows; a Monday stays."""
    rule = """
    [[schedule]]
    activity = "note"
    offset = "2 weeks"
    align = ["mon", "thu"]
    """
    assert days(rule, start="2026-03-04") == "Thu 19 Mar"
    assert days(rule, start="2026-03-06") == "Mon 23 Mar"
    assert days(rule, start="2026-03-02") == "Mon 16 Mar"


def test_align_month_moves_back_to_the_first() -> None:
    """The month that contains start + 6 months begins on 1 September."""
    assert (
        days("""
    [[schedule]]
    activity = "note"
    offset = "6 months"
    align = "month"
    """)
        == "Tue 1 Sep"
    )


def test_align_is_on_the_nominal_date_and_before_its_time_is_chosen() -> None:
    """Aligned to Thursday it has Thursday's time."""
    found = legal("""
    [[schedule]]
    activity = "note"
    day = 2
    align = "thu"
    at = { tue = "09:00", thu = "16:00" }
    """)
    assert found.days() == "Thu 5 Mar 16:00"
    assert found.moved() == []


@pytest.mark.parametrize(
    ("zone", "start", "placed"),
    [
        ("Europe/London", "2026-03-29", "Sun 29 Mar 02:30"),
        ("America/New_York", "2026-03-08", "Sun 8 Mar 01:30"),
        ("Europe/London", "2026-10-25", "Sun 25 Oct 01:30"),
    ],
)
def test_a_time_of_day_around_a_clock_change(
    zone: str, start: str, placed: str
) -> None:
    """01:30 is skipped in March in London, and happens twice in October."""
    rule = '[[schedule]]\nactivity = "note"\nat = "01:30"'
    assert days(rule, start=start, zone=zone) == placed


def test_two_times_that_the_clocks_make_one_are_both_given() -> None:
    """01:30 does not exist on 29 March, and 02:30 stands for it as well."""
    found = legal(
        '[[schedule]]\nactivity = "pill"\nat = ["01:30", "02:30"]\n'
        'every = "1 day"\ncount = 4',
        start="2026-03-28",
    )
    assert found.agenda() == [
        "Sat 28 Mar 01:30 pill-1",
        "Sat 28 Mar 02:30 pill-2",
        "Sun 29 Mar 02:30 pill-3",
        "Sun 29 Mar 02:30 pill-4",
    ]


def test_a_time_that_does_not_exist_leaves_a_note() -> None:
    """02:30 on 8 March does not exist in New York: 03:30, by the offset before."""
    found = legal(
        '[[schedule]]\nactivity = "note"\nat = "02:30"',
        start="2026-03-08",
        zone="America/New_York",
    )
    assert found.trace("note-1") == [
        "anchor: Sun 8 Mar (phase)",
        "nominal: Sun 8 Mar 03:30",
        (
            "note: Sun 8 Mar 02:30 (the clocks skip Sun 8 Mar 2026 02:30;"
            " Sun 8 Mar 2026 03:30 stands for it)"
        ),
        "placed: Sun 8 Mar 03:30",
    ]


def test_half_an_hour_may_be_skipped() -> None:
    """On Lord Howe Island the clocks go from 02:00 to 02:30: 02:15 is 02:45."""
    assert (
        days(
            '[[schedule]]\nactivity = "note"\nat = "02:15"',
            start="2026-10-04",
            zone="Australia/Lord_Howe",
        )
        == "Sun 4 Oct 02:45"
    )


def test_a_time_that_happens_twice_is_the_first() -> None:
    """01:30 on 25 October in London is the one of summer time, 00:30 UTC."""
    found = legal('[[schedule]]\nactivity = "note"\nat = "01:30"', start="2026-10-25")
    instant = found.schedule.occurrences[0].placed.instant
    assert f"{instant:%H:%M}" == "00:30"


def test_a_time_of_day_stays_when_the_clocks_change() -> None:
    """09:00 before and after is 09:00."""
    assert agenda(
        """
    [[schedule]]
    activity = "pill"
    every = "1 day"
    count = 3
    at = "09:00"
    """,
        start="2026-03-28",
    ) == [
        "Sat 28 Mar 09:00 pill-1",
        "Sun 29 Mar 09:00 pill-2",
        "Mon 30 Mar 09:00 pill-3",
    ]


def test_a_time_of_day_is_known_by_its_place_in_the_list() -> None:
    """Two doses a day; one written before the others is another dose."""
    rule = '[[schedule]]\nactivity = "pill"\nevery = "1 day"\ncount = 2\nat = {}'
    assert legal(rule.format('["20:00", "08:00"]')).identities() == [
        ":1~1/pill#1.1",
        ":1~1/pill#1.0",
    ]
    assert legal(rule.format('["21:00", "07:00"]')).identities() == [
        ":1~1/pill#1.1",
        ":1~1/pill#1.0",
    ]


def test_each_time_of_a_day_has_a_number() -> None:
    """The third dose is the morning's of the second day."""
    assert agenda("""
    [[schedule]]
    activity = "pill"
    every = "1 day"
    count = 4
    at = ["08:00", "20:00"]

    [[schedule]]
    activity = "call"
    from = "pill[3] + 30 min"
    """) == [
        "Mon 2 Mar 08:00 pill-1",
        "Mon 2 Mar 20:00 pill-2",
        "Tue 3 Mar 08:00 pill-3",
        "Tue 3 Mar 08:30 call-1",
        "Tue 3 Mar 20:00 pill-4",
    ]


def test_a_companion_has_the_time_of_the_weekday_it_falls_on() -> None:
    """The call is a day after each visit: in the morning, on Saturdays at noon."""
    assert agenda("""
    [[schedule]]
    activity = "visit"
    on = ["tue", "fri"]
    weeks = 1
    at = "18:00"

    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"
    at = { wed = "09:00", sat = "12:00" }
    """) == [
        "Tue 3 Mar 18:00 visit-1",
        "Wed 4 Mar 09:00 call-1",
        "Fri 6 Mar 18:00 visit-2",
        "Sat 7 Mar 12:00 call-2",
    ]
