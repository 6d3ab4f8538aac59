"""The calendar file of an issue: bytes, the same for the same issue.

One VCALENDAR without people, categories or anything that names a programme.
It neither opens files nor decides what is said; `readback` judges what it wrote.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import cast

from icalendar import Calendar
from icalendar.prop import vDuration, vText

from careplan.calendar.events import event
from careplan.calendar.instances import zone_written
from careplan.calendar.timezone import rule_of
from careplan.calendar.vtimezone import vtimezone
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.model.enrolment import Stream
from careplan.model.profile import (
    MOST_BYTES,
    MOST_EVENTS,
    NEAR,
    Profile,
    headless,
    profile_of,
)
from careplan.model.register import Issue, Issued, StreamRegister

NAME = "Care plan"
PRODUCT = "-//careplan//careplan//EN"
REFRESH = "REFRESH-INTERVAL"
ZONE = "X-WR-TIMEZONE"
# A CSS3 name (RFC 7986 §5.9) and the same in Apple's way.
COLOUR = "steelblue"
APPLE_COLOUR = "#4682B4"


class EmptyCalendarError(ValueError):
    """An issue without entries: a calendar without an event is none (RFC 5545)."""


def write(
    issue: Issue, *, stream: Stream, is_remembered: bool = True, about: str = ""
) -> bytes:
    """Write the calendar of an issue; UTF-8, CRLF, lines of at most 75 octets.

    `is_remembered` is false for a bare program, whose issues have no number.  `about`
    is said in the calendar's description instead of what tells issues apart.
    Raises EmptyCalendarError.
    """
    if not issue.issued:
        raise EmptyCalendarError
    profile = profile_of(stream)
    issued = sorted(issue.issued, key=_place)
    calendar = _envelope(about or summary(issue.memory if is_remembered else None))
    _put_habits(calendar, profile, issue)
    zones = dict.fromkeys(zone_written(each.entry, profile) for each in issued)
    for name in sorted(zone for zone in zones if zone is not None):
        rule = rule_of(name)
        if rule is not None:
            calendar.add_component(vtimezone(name, rule))
    for each in issued:
        calendar.add_component(event(each, profile))
    return cast("bytes", calendar.to_ical(sorted=False))


def write_alone(issued: Issued, *, stream: Stream) -> bytes:
    """Write one entry in a calendar of its own, as CalDAV keeps it (RFC 4791 §4.1).

    It has no head: name, colour and issue number are the collection's, and would
    change when the entry does not, and METHOD is forbidden there.
    """
    calendar = _bare()
    profile = headless(profile_of(stream))
    name = zone_written(issued.entry, profile)
    rule = None if name is None else rule_of(name)
    if name is not None and rule is not None:
        calendar.add_component(vtimezone(name, rule))
    calendar.add_component(event(issued, profile))
    return cast("bytes", calendar.to_ical(sorted=False))


def size_warnings(data: bytes, issue: Issue) -> tuple[Diagnostic, ...]:
    """Warn when a file comes near what Google takes in."""
    sizes = (
        (len(data), MOST_BYTES, "bytes"),
        (len(issue.issued), MOST_EVENTS, "events"),
    )
    return tuple(
        Diagnostic(
            code="large-calendar",
            message=f"the calendar has {size:,} {what}; some calendar programs lose"
            f" what is beyond {most:,}",
            severity=Severity.WARNING,
        )
        for size, most, what in sizes
        if size > most * NEAR
    )


def summary(memory: StreamRegister | None) -> str:
    """Say in the calendar's description which file is the newest.

    No calendar program compares SEQUENCE: an older file imported later puts the old
    times back, so people must be able to tell.
    """
    if memory is None:
        return "Made without memory: it cannot be updated by a later file."
    return (
        f"Issue {memory.number} of {_spell(memory.changed)}. Of several files the one"
        " with the highest issue number is the newest."
    )


def _bare() -> Calendar:
    calendar = Calendar()
    calendar["VERSION"] = vText("2.0")
    calendar["PRODID"] = vText(PRODUCT)
    calendar["CALSCALE"] = vText("GREGORIAN")
    return calendar


def _envelope(about: str) -> Calendar:
    calendar = _bare()
    # As vText: the library writes NAME and X- values as they are.
    for name in ("NAME", "X-WR-CALNAME"):
        calendar[name] = vText(NAME)
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        calendar[name] = vText(about)
    return calendar


def _put_habits(calendar: Calendar, profile: Profile, issue: Issue) -> None:
    """Put into the head what the client wants there."""
    for name, value in head(profile, issue).items():
        if isinstance(value, timedelta):
            # `refresh_interval=` of the library leaves VALUE out (RFC 7986 §5.7).
            parameters = {"VALUE": "DURATION"} if name == REFRESH else {}
            calendar[name] = vDuration(value, params=parameters)
        else:
            calendar[name] = vText(value)


def head(profile: Profile, issue: Issue) -> dict[str, str | timedelta]:
    """Give the properties of the calendar that one client needs and another may not."""
    zone = _usual_zone(issue) if profile.names_zone else None
    properties = {
        "METHOD": profile.method,
        ZONE: zone,
        "COLOR": COLOUR if profile.has_colour else None,
        "X-APPLE-CALENDAR-COLOR": APPLE_COLOUR if profile.has_apple_colour else None,
        REFRESH: profile.refreshes,
        "X-PUBLISHED-TTL": profile.refreshes,
    }
    return {name: value for name, value in properties.items() if value is not None}


def _usual_zone(issue: Issue) -> str | None:
    """Find the zone in which most of it is; of two alike the first by name."""
    timed = (each.entry.start for each in issue.issued if each.entry.start.is_timed)
    counts = Counter(sorted(moment.zone for moment in timed))
    return next((zone for zone, _ in counts.most_common(1)), None)


def _place(issued: Issued) -> tuple[datetime, str]:
    return issued.entry.start.instant, issued.uid


def _spell(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
