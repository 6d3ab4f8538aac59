"""The read-back: what a calendar file says, compared with the issue it was made from.

Nothing is handed out before its bytes are read again to the same instants, texts,
alarms and states.  Instants are found twice, as whoever reads the
VTIMEZONE finds them and as whoever looks the zone's name up does.  A problem names a
UID and a property, never a text: it may reach a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

from careplan.calendar import reading
from careplan.calendar.contentlines import (
    Component,
    UnreadableCalendarError,
    read,
)
from careplan.calendar.events import (
    BUSY_STATUS,
    busy_status,
    lead,
    status,
    transparency,
)
from careplan.calendar.instances import instances, zone_written
from careplan.calendar.timezone import ZoneRule
from careplan.calendar.writer import head
from careplan.issue.identity import alarm_uid
from careplan.model.enrolment import Stream
from careplan.model.moment import Moment
from careplan.model.profile import PROFILES, Profile, headless, profile_of
from careplan.model.register import Issue, Issued
from careplan.model.stream import Entry
from careplan.model.value import dataclass

_ENVELOPE = "VERSION PRODID CALSCALE NAME X-WR-CALNAME DESCRIPTION X-WR-CALDESC".split()
_EVENT = (
    "UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE DTSTART DTEND RRULE STATUS TRANSP"
    f" {BUSY_STATUS} CLASS SUMMARY DESCRIPTION LOCATION URL".split()
)
_ALARM = "UID ACTION DESCRIPTION TRIGGER".split()
_NUMBER = re.compile(r"Issue (\d+) of ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """All that an event says; the issue's and the file's must be equal."""

    sequence: str | None
    stamps: tuple[str | None, ...]
    instances: tuple[tuple[date, date], ...]
    title: str | None
    description: str | None
    location: str | None
    link: str | None
    status: str | None
    transparency: str | None
    busy: str | None
    classification: str | None
    alarms: tuple[tuple[str | None, ...], ...]


def verify(
    data: bytes, issue: Issue, *, stream: Stream, has_head: bool = True
) -> tuple[str, ...]:
    """List what a calendar file says otherwise than the issue; empty is right.

    One of a collection has no head; see `writer.write_alone`.
    """
    profile = profile_of(stream) if has_head else headless(profile_of(stream))
    try:
        calendar = read(data)
        return tuple(_differences(calendar, issue, profile))
    except (UnreadableCalendarError, reading.UnreadableValueError) as error:
        return (str(error),)


def number_of(data: bytes) -> int | None:
    """Find the issue number in a file, to refuse handing out an older state.

    None if there is none: a bare program's file, or no file of careplan.
    """
    try:
        description = read(data).text("DESCRIPTION")
    except UnreadableCalendarError:
        return None
    found = _NUMBER.match(description or "")
    return int(found[1]) if found else None


def says(
    event: Component, issued: Issued, zones: dict[str, ZoneRule], own: Profile
) -> bool:
    """Say whether an event of an earlier file says all that an issued entry says.

    It may have been written for any client.  One that takes away alarms cannot tell of
    them, unless it is its `own` still, which is told of none.
    """
    found = _said_in_file(event, zones)
    return any(
        (profile == own or len(issued.entry.alarms) <= profile.most_alarms)
        and found == _said_in_issue(issued, profile)
        for profile in PROFILES.values()
    )


def _differences(calendar: Component, issue: Issue, profile: Profile) -> Iterator[str]:
    zones = reading.zone_rules(calendar.named("VTIMEZONE"))
    events = calendar.named("VEVENT")
    wanted = head(profile, issue)
    yield from _strangers(calendar, [*_ENVELOPE, *wanted])
    yield from _head_unequal(calendar, wanted)
    yield from _zones_in_use(events, zones)
    expected = {issued.uid: issued for issued in issue.issued}
    found = {event.value("UID") or "": event for event in events}
    if len(found) != len(events) or list(found) != list(expected):
        yield "the UIDs are not those of the issue, each once and in order"
        return
    for uid, event in found.items():
        said = _said_in_file(event, zones)
        yield from _unequal(uid, said, _said_in_issue(expected[uid], profile))


def _head_unequal(
    calendar: Component, wanted: dict[str, str | timedelta]
) -> Iterator[str]:
    for name, value in wanted.items():
        text = value
        if isinstance(value, timedelta):
            text = f"PT{value // timedelta(hours=1)}H"
        if calendar.value(name) != text:
            yield f"{name} is read otherwise than written"


def _strangers(calendar: Component, head_names: list[str]) -> Iterator[str]:
    """Name every property or component that must not be in the file."""
    allowed = {"VCALENDAR": head_names, "VEVENT": _EVENT, "VALARM": _ALARM}
    events = calendar.named("VEVENT")
    alarms = (alarm for event in events for alarm in event.parts)
    for component in (calendar, *events, *alarms):
        names = allowed.get(component.name, [])
        for name in component.lines:
            if name not in names:
                yield f"{name} stands in a {component.name}"
    for part in calendar.parts:
        if part.name not in ("VEVENT", "VTIMEZONE"):
            yield f"there is a {part.name}"


def _zones_in_use(events: list[Component], zones: dict[str, ZoneRule]) -> Iterator[str]:
    """Compare the zones defined with those used (RFC 5545 §3.2.19)."""
    used = {
        line.parameters["TZID"]: None
        for event in events
        for line in event.lines.values()
        if "TZID" in line.parameters
    }
    if sorted(used) != sorted(zones):
        yield "the zones defined are not those used"


def _unequal(uid: str, found: _Said, expected: _Said) -> Iterator[str]:
    for each in fields(_Said):
        if getattr(found, each.name) != getattr(expected, each.name):
            yield f"{uid}: {each.name} is read otherwise than issued"


def _said_in_issue(issued: Issued, profile: Profile) -> _Said:
    entry = issued.entry
    return _Said(
        sequence=str(issued.sequence),
        stamps=tuple(
            f"{each.astimezone(UTC):%Y%m%dT%H%M%SZ}"
            for each in (issued.stamp, issued.stamp, issued.created)
        ),
        instances=tuple(
            (_when(start), _when(_exclusive(end))) for start, end in instances(entry)
        ),
        title=entry.title,
        description=entry.description or None,
        location=entry.location or None,
        link=entry.link or None,
        status=status(entry, profile),
        transparency=transparency(entry),
        busy=busy_status(entry, profile),
        classification=profile.classification,
        alarms=_alarms_in_issue(issued.uid, entry, profile),
    )


def _said_in_file(event: Component, zones: dict[str, ZoneRule]) -> _Said:
    stamps = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
    return _Said(
        sequence=event.value("SEQUENCE"),
        stamps=tuple(event.value(name) for name in stamps),
        instances=reading.instances(event, zones),
        title=event.text("SUMMARY"),
        description=event.text("DESCRIPTION"),
        location=event.text("LOCATION"),
        link=event.value("URL"),
        status=event.value("STATUS"),
        transparency=event.value("TRANSP"),
        busy=event.value(BUSY_STATUS),
        classification=event.value("CLASS"),
        alarms=tuple(
            (
                alarm.name,
                alarm.value("UID"),
                alarm.value("ACTION"),
                alarm.text("DESCRIPTION"),
                repr(reading.lead(alarm.value("TRIGGER") or "")),
            )
            for alarm in event.parts
        ),
    )


def _alarms_in_issue(
    uid: str, entry: Entry, profile: Profile
) -> tuple[tuple[str | None, ...], ...]:
    zone = zone_written(entry, profile)
    return tuple(
        (
            "VALARM",
            alarm_uid(uid, alarm.id),
            "DISPLAY",
            alarm.text,
            repr(lead(alarm, entry, zone)),
        )
        for alarm in entry.alarms[: profile.most_alarms]
    )


def _exclusive(end: Moment) -> Moment:
    if end.is_timed:
        return end
    return Moment(day=end.day + timedelta(days=1), zone=end.zone)


def _when(moment: Moment) -> date | datetime:
    return moment.instant if moment.is_timed else moment.day
