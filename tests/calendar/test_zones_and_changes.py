"""Zones of every sort across both changes of their clocks, for two ways of writing.

London, New York and Lord Howe (half an hour) change by rule; Cairo and Jerusalem by
rules a VTIMEZONE of the simple form cannot say, Casablanca by no rule at all, Vancouver
by a law that ends; Kolkata never.  Around every change there is something at each half
hour of the night, be it skipped or come twice, with alarms a day and two hours before.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from careplan.calendar.readback import verify
from careplan.model.enrolment import Client
from careplan.model.profile import profile_of
from careplan.model.register import Issue
from tests.expectation import expected
from tests.oracles import ical_js, sabre, strict_python
from tests.oracles.reading import GAPS, differences
from tests.pipeline import calendar, stream
from tests.strategies import Plan, Table

ZONES = (
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Cairo",
    "Asia/Jerusalem",
    "America/Vancouver",
    "Africa/Casablanca",
)
CLIENTS = (Client.ANY, Client.OUTLOOK)
YEAR = 2026
A_DAY = timedelta(days=1)
# Where a clock does not change nothing happens then either; that is tried, too.
OTHERWISE = (date(YEAR, 3, 29), date(YEAR, 10, 25))


def changes(zone: str) -> tuple[date, ...]:
    """Find the days of a year on which a zone's offset is another than before."""
    there = ZoneInfo(zone)

    def offset(day: date) -> timedelta | None:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        return noon.astimezone(there).utcoffset()

    days = [date(YEAR, 1, 1) + n * A_DAY for n in range(365)]
    found = tuple(day for day in days if offset(day) != offset(day - A_DAY))
    return found or OTHERWISE


def nightly(zone: str) -> Plan:
    """Plan something at each half hour from eleven to five, two nights each way."""
    clocks = [
        f"{hour:02}:{half}" for hour in (23, 0, 1, 2, 3, 4) for half in ("00", "30")
    ]
    activities: dict[str, Table] = {
        f"at-{clock.replace(':', '')}": {
            "kind": "session",
            "title": "Night",
            "at": clock,
            "duration": "75 min",
            "reminders": ["1 day", "2 h"],
        }
        for clock in clocks
    }
    activities["walk"] = {"kind": "habit", "title": "Walk", "at": "02:30"}
    nights = [
        (day + n * A_DAY).isoformat() for day in changes(zone) for n in range(-2, 3)
    ]
    schedule: list[Table] = [
        {"id": f"{name}-on-{night}", "activity": name, "from": night}
        for name in activities
        if name != "walk"
        for night in dict.fromkeys(nights)
    ]
    schedule.append({"activity": "walk", "every": "1 day", "count": 365})
    program = {"id": "night", "version": "1", "status": "active", "title": "Night"}
    document = {"program": program, "activities": activities, "schedule": schedule}
    return Plan(document=document, site={}, start=date(YEAR, 1, 1), zone=zone)


@cache
def made(zone: str, client: Client) -> tuple[Issue, bytes]:
    return calendar(nightly(zone), to=stream(client=client))


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("zone", ZONES)
def test_both_changes_are_read_as_they_were_meant(zone: str, client: Client) -> None:
    to = stream(client=client)
    issue, data = made(zone, client)
    assert verify(data, issue, stream=to) == ()
    wanted = expected(issue, profile_of(to))
    assert differences(wanted, strict_python.read(data)) == ()
    by_body = strict_python.read(data, by_body=True)
    assert differences(wanted, by_body, but=GAPS) == ()
    assert differences(wanted, ical_js.read(data)) == ()


@pytest.mark.parametrize("client", CLIENTS)
def test_a_server_reads_them_alike(client: Client) -> None:
    """It goes by a zone's name alone, in data that may be older than a law."""
    profile = profile_of(stream(client=client))
    in_utc = client is Client.OUTLOOK
    known = [zone for zone in ZONES if in_utc or sabre.knows(zone, YEAR)]
    assert len(known) > len(ZONES) // 2
    plans = [made(zone, client) for zone in known]
    readings = sabre.read_all([data for _, data in plans])
    for (issue, _), found in zip(plans, readings, strict=True):
        assert differences(expected(issue, profile), found) == ()
