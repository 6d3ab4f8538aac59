"""The person lives in another time zone from some entry of the ledger on."""

from __future__ import annotations

from tests.spec.plan import legal, planned
from tests.spec.test_amending import MONDAY, WALKS


def entry(name: str, value: str, more: str = "", at: str = MONDAY) -> str:
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "set"\nname = "{name}"\nvalue = {value}\n'
        f"{more}\n"
    )


def zone(name: str, keep: str) -> str:
    return entry("timezone", f'"{name}"', f'keep = "{keep}"')


def walls(plan: str, snippet: str = WALKS, site: str = "") -> list[str]:
    """List the times with their zones, from the fourth on."""
    found = legal(snippet, plan=plan, site=site).schedule.occurrences[3:]
    return [f"{one.moment.wall:%d %b %H:%M} {one.moment.zone}" for one in found]


def test_by_the_clock_it_is_ten_in_the_new_zone() -> None:
    """What is past keeps its moment."""
    assert walls(zone("America/New_York", "clock")) == [
        "13 Mar 10:00 Europe/London",
        "17 Mar 10:00 America/New_York",
        "20 Mar 10:00 America/New_York",
        "24 Mar 10:00 America/New_York",
        "27 Mar 10:00 America/New_York",
    ]


def test_by_the_instant_it_is_told_in_the_new_zone() -> None:
    """Until the end of March London is four hours ahead, and then five."""
    longer = WALKS.replace("4 weeks", "5 weeks")
    assert walls(zone("America/New_York", "instant"), longer)[3:] == [
        "24 Mar 06:00 America/New_York",
        "27 Mar 06:00 America/New_York",
        "31 Mar 05:00 America/New_York",
        "03 Apr 05:00 America/New_York",
    ]


def test_what_is_chosen_afterwards_is_read_where_the_person_lives() -> None:
    """Seven in the evening is seven in New York."""
    program = WALKS.replace('at = "10:00"', 'at = "10:00"\nchoose = ["on", "at"]')
    plan = zone("America/New_York", "instant") + entry("walk.at", '"19:00"')
    assert walls(plan + entry("walk.on", '"wed,thu"'), program)[1:] == [
        "18 Mar 19:00 America/New_York",
        "19 Mar 19:00 America/New_York",
        "25 Mar 19:00 America/New_York",
        "26 Mar 19:00 America/New_York",
    ]


def test_by_the_clock_at_last_everything_is_read_in_the_new_zone() -> None:
    """Neither London nor New York is left."""
    program = WALKS.replace('at = "10:00"', 'at = "10:00"\nchoose = ["at"]')
    plan = zone("America/New_York", "instant") + entry("walk.at", '"19:00"')
    plan += zone("Asia/Tokyo", "clock")
    assert walls(plan, program)[1] == "17 Mar 19:00 Asia/Tokyo"


def test_a_date_said_afterwards_is_read_where_the_person_lives() -> None:
    """Two hours after nine in New York, wherever the plan is reckoned."""
    program = """
        [anchors.surgery]
        optional = true

        [activities.check]
        kind = "evaluation"
        title = "Check"

        [[schedule]]
        activity = "check"
        from = "surgery"
        offset = "2 h"
    """
    plan = zone("America/New_York", "instant")
    plan += entry("surgery", "2026-04-20T09:00:00")
    found = legal(program, plan=plan).schedule.occurrences
    assert [f"{one.moment.wall:%d %b %H:%M} {one.moment.zone}" for one in found] == [
        "20 Apr 11:00 America/New_York"
    ]


def test_the_site_does_not_move_with_the_person() -> None:
    """Its hours are London's: eleven there is seven in the morning in New York."""
    site = 'open = "mon-fri"\nhours = { tue = "09:00-12:00", fri = "09:00-12:00" }'
    assert walls(zone("America/New_York", "instant"), site=site)[1] == (
        "17 Mar 06:00 America/New_York"
    )
    refused = planned(WALKS, plan=zone("America/New_York", "clock"), site=site)
    assert [one.code for one in refused.complaints] == ["no-legal-date"] * 4


def test_whole_days_keep_their_date() -> None:
    """They have no clock."""
    days = WALKS.replace('at = "10:00"', "").replace("4 weeks", "3 weeks")
    found = legal(days, plan=zone("Asia/Tokyo", "instant"))
    assert found.days() == legal(days).days()


def test_what_is_confirmed_keeps_its_moment() -> None:
    """It is told as it was."""
    pinned = (
        f'\n[[ledger]]\nat = {MONDAY}\nverb = "pin"\noccurrence = "f/walk-6"\n'
        + zone("Asia/Tokyo", "clock")
    )
    assert walls(pinned)[1:3] == [
        "17 Mar 10:00 Asia/Tokyo",
        "20 Mar 10:00 Europe/London",
    ]
