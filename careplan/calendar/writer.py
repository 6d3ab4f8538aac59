"""The calendar file of an issue: bytes, the same for the same issue.

One VCALENDAR without METHOD, people, categories or anything that names a programme.
It neither opens files nor decides what is said; `readback` judges what it wrote.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from icalendar import Calendar
from icalendar.prop import vText

from careplan.calendar.events import event
from careplan.calendar.instances import zone_written
from careplan.calendar.profile import profile_of
from careplan.calendar.timezone import rule_of
from careplan.calendar.vtimezone import vtimezone
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.model.enrolment import Stream
from careplan.model.register import Issue, Issued, StreamRegister

NAME = "Care plan"
PRODUCT = "-//careplan//careplan//EN"
MOST_BYTES = 1_000_000
MOST_EVENTS = 1_000
_NEAR = 0.8


class EmptyCalendarError(ValueError):
    """An issue without entries: a calendar without an event is none (RFC 5545)."""


def write(issue: Issue, *, stream: Stream, is_remembered: bool = True) -> bytes:
    """Write the calendar of an issue; UTF-8, CRLF, lines of at most 75 octets.

    `is_remembered` is false for a bare program, whose issues have no number.
    Raises EmptyCalendarError and UnsupportedProfileError.
    """
    if not issue.issued:
        raise EmptyCalendarError
    profile = profile_of(stream)
    issued = sorted(issue.issued, key=_place)
    calendar = _envelope(issue.memory if is_remembered else None)
    zones = dict.fromkeys(zone_written(each.entry) for each in issued)
    for name in sorted(zone for zone in zones if zone is not None):
        rule = rule_of(name)
        if rule is not None:
            calendar.add_component(vtimezone(name, rule))
    for each in issued:
        calendar.add_component(event(each, profile))
    return cast("bytes", calendar.to_ical(sorted=False))


def write_alone(issued: Issued, *, stream: Stream) -> bytes:
    """Write one entry in a calendar of its own, as CalDAV keeps it (RFC 4791 §4.1).

    It has no name and no issue number: those are the collection's, and would change
    when the entry does not.  Raises UnsupportedProfileError.
    """
    calendar = _bare()
    name = zone_written(issued.entry)
    rule = None if name is None else rule_of(name)
    if name is not None and rule is not None:
        calendar.add_component(vtimezone(name, rule))
    calendar.add_component(event(issued, profile_of(stream)))
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
        if size > most * _NEAR
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


def _envelope(memory: StreamRegister | None) -> Calendar:
    calendar = _bare()
    # As vText: the library writes NAME and X- values as they are.
    for name in ("NAME", "X-WR-CALNAME"):
        calendar[name] = vText(NAME)
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        calendar[name] = vText(summary(memory))
    return calendar


def _place(issued: Issued) -> tuple[datetime, str]:
    return issued.entry.start.instant, issued.uid


def _spell(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
