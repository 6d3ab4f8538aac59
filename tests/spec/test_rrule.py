"""Recurrence rules of RFC 5545, for what nothing else says."""

from __future__ import annotations

from tests.spec.plan import agenda, days, legal, problems


def test_the_second_tuesday_of_each_month() -> None:
    """A group on every second Tuesday, three times."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        rrule = "FREQ=MONTHLY;BYDAY=2TU;COUNT=3"
    """)
        == "Tue 10 Mar, Tue 14 Apr, Tue 12 May"
    )


def test_the_anchor_occurs_only_if_it_matches() -> None:
    """Counted from a Monday, a rule for Wednesdays does not happen on that Monday."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        rrule = "FREQ=WEEKLY;BYDAY=WE;COUNT=2"
    """)
        == "Wed 4 Mar, Wed 11 Mar"
    )


def test_days_that_do_not_exist_are_skipped_and_not_clamped() -> None:
    """The 31st of every month leaves out April and June."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        rrule = "FREQ=MONTHLY;BYMONTHDAY=31"
        count = 3
    """)
        == "Tue 31 Mar, Sun 31 May, Fri 31 Jul"
    )


def test_it_expands_no_further_than_its_phase() -> None:
    """Weekly on Fridays in a two-week phase are two Fridays."""
    assert (
        days("""
        [[phases]]
        id = "f"
        length = "2 weeks"
        schedule = [{ activity = "visit", rrule = "FREQ=WEEKLY;BYDAY=FR" }]
    """)
        == "Fri 6 Mar, Fri 13 Mar"
    )


def test_it_expands_no_further_than_ten_years() -> None:
    """A yearly check without any other end but a large count happens ten times."""
    found = legal("""
        [[schedule]]
        activity = "note"
        rrule = "FREQ=YEARLY"
        count = 100
    """)
    assert found.days().split(", ")[-1] == "Fri 2 Mar 2035"
    assert len(found.agenda()) == 10


def test_the_earliest_end_wins_also_beside_the_rules_own() -> None:
    """COUNT=5 in the rule and `count = 2` beside it are two."""
    assert (
        days("""
        [[schedule]]
        activity = "visit"
        rrule = "FREQ=DAILY;COUNT=5"
        count = 2
    """)
        == "Mon 2 Mar, Tue 3 Mar"
    )


def test_a_mere_until_date_includes_its_whole_day() -> None:
    """UNTIL=20260304 still has the tablet at 08:00 on the 4th."""
    assert (
        days("""
        [[schedule]]
        activity = "pill"
        at = "08:00"
        rrule = "FREQ=DAILY;UNTIL=20260304"
    """)
        == "Mon 2 Mar 08:00, Tue 3 Mar 08:00, Wed 4 Mar 08:00"
    )


def test_a_local_until_is_read_on_the_local_clock() -> None:
    """UNTIL at 07:00 on the 4th ends before the tablet at 08:00."""
    assert (
        days("""
        [[schedule]]
        activity = "pill"
        at = "08:00"
        rrule = "FREQ=DAILY;UNTIL=20260304T070000"
    """)
        == "Mon 2 Mar 08:00, Tue 3 Mar 08:00"
    )


def test_an_until_in_utc_is_converted_to_the_zone_first() -> None:
    """03:00 UTC on the 4th is still the evening of the 3rd in New York."""
    assert (
        days(
            """
        [[schedule]]
        activity = "pill"
        at = "21:00"
        rrule = "FREQ=DAILY;UNTIL=20260304T030000Z"
    """,
            zone="America/New_York",
        )
        == "Mon 2 Mar 21:00, Tue 3 Mar 21:00"
    )


def test_hours_named_in_the_rule_are_its_times() -> None:
    """BYHOUR=8,20 is twice a day."""
    assert (
        days("""
        [[schedule]]
        activity = "pill"
        rrule = "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=30;COUNT=3"
    """)
        == "Mon 2 Mar 08:30, Mon 2 Mar 20:30, Tue 3 Mar 08:30"
    )


def test_a_time_the_clocks_skip_is_read_before_the_change() -> None:
    """01:30 on the day the clocks go forward is 02:30."""
    assert (
        days(
            """
        [[schedule]]
        activity = "pill"
        rrule = "FREQ=DAILY;BYHOUR=1;BYMINUTE=30;COUNT=2"
    """,
            start="2026-03-28",
        )
        == "Sat 28 Mar 01:30, Sun 29 Mar 02:30"
    )


def test_an_hourly_rule_starts_at_the_anchors_time() -> None:
    """Every 6 hours from 10:00."""
    assert agenda(
        """
        [[schedule]]
        activity = "note"
        rrule = "FREQ=HOURLY;INTERVAL=6;COUNT=3"
    """,
        start="2026-03-02T10:00:00",
    ) == ["Mon 2 Mar 10:00 note-1", "Mon 2 Mar 16:00 note-2", "Mon 2 Mar 22:00 note-3"]


def test_an_hourly_rule_needs_a_time_to_start_at() -> None:
    """Counting hours from a day alone is an error, as it is for `every`."""
    assert problems("""
        [[schedule]]
        activity = "note"
        rrule = "FREQ=HOURLY;INTERVAL=6;COUNT=3"
    """) == [
        (
            "untimed-anchor: `phase` counts hours or minutes from something that has no"
            " clock time"
        )
    ]


def test_its_phase_ends_the_day_after_its_last() -> None:
    """A rule that ends on Friday 6 March lets the next phase begin on Saturday."""
    assert legal("""
        [[phases]]
        id = "f"
        schedule = [{ activity = "visit", rrule = "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=2" }]
    """).phases() == ["f: Mon 2 Mar .. Sat 7 Mar"]
