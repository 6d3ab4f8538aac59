"""Whose clock a rule reads: the person's, or with `clock = "site"` the site's."""

from __future__ import annotations

from tests.spec.plan import agenda, days, legal

NEW_YORK = 'timezone = "America/New_York"'


def test_times_are_the_persons_by_default() -> None:
    """At 10:00 in London, wherever the site is."""
    found = legal('[[schedule]]\nactivity = "call"\nat = "10:00"', site=NEW_YORK)
    assert found.schedule.occurrences[0].placed.zone == "Europe/London"


def test_times_may_be_the_sites() -> None:
    """At 10:00 in New York, which is 15:00 in London."""
    found = legal(
        '[[schedule]]\nactivity = "call"\nat = "10:00"\nclock = "site"', site=NEW_YORK
    )
    placed = found.schedule.occurrences[0].placed
    assert (placed.zone, f"{placed.instant:%H:%M}") == ("America/New_York", "15:00")


def test_a_site_without_a_zone_is_where_the_person_is() -> None:
    """No zone of the site: the person's."""
    found = legal(
        '[[schedule]]\nactivity = "call"\nat = "10:00"\nclock = "site"',
        site='open = "mon-fri"',
    )
    assert found.schedule.occurrences[0].placed.zone == "Europe/London"


def test_the_sites_clock_stays_when_only_the_persons_changes() -> None:
    """New York changes on 8 March, London on the 29th: the call is at 10:00 there."""
    found = legal(
        """
    [[schedule]]
    activity = "call"
    every = "1 week"
    count = 5
    at = "10:00"
    clock = "site"
    """,
        site=NEW_YORK,
    )
    instants = [one.placed.instant for one in found.schedule.occurrences]
    assert [f"{instant:%d %H:%M}" for instant in instants] == [
        "02 15:00",
        "09 14:00",
        "16 14:00",
        "23 14:00",
        "30 14:00",
    ]


def test_days_are_counted_on_the_rules_own_clock() -> None:
    """A session at 20:00 in New York is after midnight in London: the day counts there.

    The person's call on the next day is the day after the one on their own wall.
    """
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    at = "20:00"
    clock = "site"

    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"

    [[schedule]]
    activity = "note"
    from = "visit + 1 day"

    [[schedule]]
    activity = "form"
    from = "visit + 1 day"
    clock = "site"
    """,
        site=NEW_YORK,
    )
    assert found.agenda() == [
        "Mon 2 Mar 20:00 visit-1",
        "Tue 3 Mar form-1",
        "Wed 4 Mar call-1",
        "Wed 4 Mar note-1",
    ]


def test_a_start_with_a_time_is_read_on_the_sites_clock() -> None:
    """20:00 on Monday in London is Tuesday morning in Tokyo, where the rule counts."""
    assert (
        days(
            """
    [[schedule]]
    activity = "call"
    at = "10:00"
    day = 1
    clock = "site"
    """,
            start="2026-03-02T20:00:00",
            site='timezone = "Asia/Tokyo"',
        )
        == "Tue 3 Mar 10:00"
    )


def test_everything_is_in_the_order_of_real_time() -> None:
    """A call at 09:00 in Tokyo comes before one at 08:00 in London that day."""
    assert agenda(
        """
    [[schedule]]
    activity = "visit"
    at = "08:00"

    [[schedule]]
    activity = "call"
    at = "09:00"
    clock = "site"
    """,
        site='timezone = "Asia/Tokyo"',
    ) == ["Mon 2 Mar 09:00 call-1", "Mon 2 Mar 08:00 visit-1"]


def test_chosen_days_are_free_by_the_rules_clock() -> None:
    """Open from 09:00 to 12:00 in Tokyo, where the call is at 09:00 on three days."""
    assert (
        days(
            """
    [[schedule]]
    activity = "call"
    times_a_week = 2
    weeks = 1
    at = { mon = "09:00", tue = "09:00", fri = "13:00" }
    clock = "site"
    """,
            site='timezone = "Asia/Tokyo"\nhours = { mon = "09:00-12:00", tue ='
            ' "09:00-12:00", fri = "12:30-17:00" }',
        )
        == "Mon 2 Mar 09:00, Fri 6 Mar 13:00"
    )


def test_whole_days_are_the_sites() -> None:
    """A start on Monday evening in London is a Tuesday in Tokyo, and so is Day 1."""
    assert (
        days(
            '[[schedule]]\nactivity = "form"\ndays = [1, 2]\nclock = "site"',
            start="2026-03-02T20:00:00",
            site='timezone = "Asia/Tokyo"',
        )
        == "Tue 3 Mar, Wed 4 Mar"
    )


def test_an_open_ended_rule_stops_at_the_horizon_on_its_own_clock() -> None:
    """The last call is at 09:00 on the horizon in Tokyo, the evening before here."""
    found = legal(
        """
    [[schedule]]
    activity = "call"
    every = "1 day"
    at = "09:00"
    clock = "site"
    open_ended = true
    """,
        site='timezone = "Asia/Tokyo"',
        plan="horizon = 2026-03-03",
    )
    assert found.days() == "Mon 2 Mar 09:00, Tue 3 Mar 09:00"
