from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from io import StringIO

import pytest
from dateutil.tz import tzical

from careplan.calendar.timezone import ZoneRule, is_exact, rule_of
from careplan.calendar.vtimezone import vtimezone
from careplan.model.moment import Moment
from careplan.model.zone import zone, zone_names

YEARS = range(2020, 2036)


def _written(name: str) -> str:
    rule = rule_of(name)
    assert rule is not None
    data: bytes = vtimezone(name, rule).to_ical(sorted=False)
    return data.decode().replace("\r\n", "\n")


def test_a_zone_with_summer_time() -> None:
    """RFC 5545 §3.6.5: onsets in the wall time before the change."""
    assert (
        _written("Europe/Prague")
        == """\
BEGIN:VTIMEZONE
TZID:Europe/Prague
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
"""
    )


def test_a_zone_whose_clock_never_changes() -> None:
    assert (
        _written("Asia/Kathmandu")
        == """\
BEGIN:VTIMEZONE
TZID:Asia/Kathmandu
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
TZNAME:+0545
END:STANDARD
END:VTIMEZONE
"""
    )


def test_half_an_hour_of_summer_time_in_the_south() -> None:
    assert (
        _written("Australia/Lord_Howe")
        == """\
BEGIN:VTIMEZONE
TZID:Australia/Lord_Howe
BEGIN:STANDARD
DTSTART:19700405T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
TZOFFSETFROM:+1100
TZOFFSETTO:+1030
TZNAME:+1030
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19701004T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10
TZOFFSETFROM:+1030
TZOFFSETTO:+1100
TZNAME:+11
END:DAYLIGHT
END:VTIMEZONE
"""
    )


def test_dublins_negative_winter_time_is_told_as_its_summer_time() -> None:
    assert (
        _written("Europe/Dublin")
        == """\
BEGIN:VTIMEZONE
TZID:Europe/Dublin
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:IST
END:DAYLIGHT
END:VTIMEZONE
"""
    )


@pytest.mark.parametrize(
    "name",
    [
        "UTC",
        "Asia/Jerusalem",
        "Asia/Gaza",
        "Africa/Cairo",
        "America/Nuuk",
        "America/Santiago",
    ],
)
def test_a_rule_that_not_every_reader_reads_is_not_written(name: str) -> None:
    """Such as a change at "26 o'clock" on a Thursday: its events are in UTC."""
    assert rule_of(name) is None
    assert not is_exact(Moment(day=date(2026, 6, 1), clock=time(10), zone=name))


@pytest.mark.parametrize(
    ("name", "wall", "expected"),
    [
        ("Europe/London", "2026-03-29T00:59", True),
        ("Europe/London", "2026-03-29T01:00", False),  # skipped
        ("Europe/London", "2026-03-29T02:00", True),
        ("Europe/London", "2026-10-25T00:59", True),
        ("Europe/London", "2026-10-25T01:30", False),  # happens twice
        ("Europe/London", "2026-10-25T02:00", True),
        ("Europe/London", "1969-07-01T10:00", False),  # before any rule here
        ("Europe/London", "1971-01-15T10:00", False),  # British Standard Time
        ("Europe/Istanbul", "2015-01-15T10:00", False),  # before the law of 2016
        ("Europe/Istanbul", "2017-01-15T10:00", True),
        ("Australia/Sydney", "2026-01-15T10:00", True),
        ("Australia/Sydney", "2026-07-15T10:00", True),
    ],
)
def test_only_a_time_that_everybody_reads_alike_is_exact(
    name: str,
    wall: str,
    expected: bool,  # noqa: FBT001
) -> None:
    when = datetime.fromisoformat(wall)

    assert is_exact(Moment(day=when.date(), clock=when.time(), zone=name)) is expected


def test_a_whole_day_has_no_zone() -> None:
    assert is_exact(Moment(day=date(2026, 3, 29), zone="Asia/Jerusalem"))


@pytest.mark.parametrize("chunk", range(7))
def test_what_is_written_agrees_with_the_zone_at_every_change(chunk: int) -> None:
    """For every zone, 2020 to 2035: dateutil reads our VTIMEZONE as zoneinfo has it.

    Or the moment is refused; away from the changes and in zones of one law it never
    is.
    """
    for name in zone_names()[chunk::7]:
        rule = rule_of(name)
        for wall in _near_changes(name):
            moment = Moment(day=wall.date(), clock=wall.time(), zone=name)
            if is_exact(moment):
                assert rule is not None
                told = _reader(rule).utcoffset(wall)
                assert told == wall.replace(tzinfo=zone(name)).utcoffset(), moment


@pytest.mark.parametrize(
    "name", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"]
)
def test_zones_of_one_law_are_exact_all_the_year(name: str) -> None:
    days = (date(2020, 1, 1) + timedelta(days=number) for number in range(16 * 365))

    assert all(is_exact(Moment(day=day, clock=time(10), zone=name)) for day in days)


@cache
def _reader(rule: ZoneRule) -> tzinfo:
    text = vtimezone("Some/Zone", rule).to_ical(sorted=False).decode()
    found = tzical(StringIO(text)).get("Some/Zone")
    assert found is not None
    return found


def _near_changes(name: str) -> Iterator[datetime]:
    """Give wall times every 20 minutes from two hours before to two hours after."""
    for change in _changes(name):
        for minutes in range(-120, 121, 20):
            instant = change + timedelta(minutes=minutes)
            yield instant.astimezone(zone(name)).replace(tzinfo=None, fold=0)


def _changes(name: str) -> Iterator[datetime]:
    """Find each change of offset by halving, from days on which it differs."""
    here = zone(name)
    day = timedelta(days=1)
    low = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    while low.year in YEARS:
        first, last = low, low + day
        if first.astimezone(here).utcoffset() != last.astimezone(here).utcoffset():
            while last - first > timedelta(minutes=1):
                middle = first + (last - first) / 2
                same = (
                    middle.astimezone(here).utcoffset()
                    == first.astimezone(here).utcoffset()
                )
                first, last = (middle, last) if same else (first, middle)
            yield last.replace(second=0, microsecond=0)
        low += day
