"""The `ical` package (Home Assistant's strict parser), as an independent reader.

It prefers its own zone data to the file's.  `by_body` renames every zone of the file
to one that nobody has heard of, so that only the VTIMEZONE can tell the offsets.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import date, timedelta
from itertools import islice

from ical.alarm import Alarm
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from tests.oracles.reading import AlarmReading, Reading, ringing, written

# By name it asks Python's zones; those shall be the pinned package's, as careplan's
# are, and not the machine's: another release would be another law, not a wrong file.
zoneinfo.reset_tzpath(to=())

MOST_INSTANCES = 1000
_TZID = re.compile(
    r"^(TZID:|[A-Z-]+;(?:[^:\r\n]*;)?TZID=)([A-Za-z_/+-]+)", re.MULTILINE
)
_OBSERVANCE = re.compile(
    r"^BEGIN:(STANDARD|DAYLIGHT)\r\n.*?(?=^END:\1)", re.MULTILINE | re.DOTALL
)


def read(data: bytes, *, by_body: bool = False) -> tuple[Reading, ...]:
    """Read a whole calendar; whatever the parser refuses is an error."""
    text = data.decode("utf-8")
    if by_body:
        text = _OBSERVANCE.sub(_with_rule, _TZID.sub(r"\1Nowhere/\2", text))
    calendars = IcsCalendarStream.from_ics(text).calendars
    return tuple(
        sorted(
            instance
            for calendar in calendars
            for event in calendar.events
            for instance in _instances(event)
        )
    )


def _with_rule(observance: re.Match[str]) -> str:
    """Say the single onset of a fixed zone as a rule: the parser reads no other."""
    text = observance[0]
    return text if "RRULE" in text else f"{text}RRULE:FREQ=YEARLY;COUNT=1\r\n"


def _instances(event: Event) -> list[Reading]:
    starts = list(islice(event.as_rrule() or [event.start], MOST_INSTANCES))
    return [_instance(event, start) for start in starts]


def _instance(event: Event, start: date) -> Reading:
    # The length of an instance is nominal: its end is as many wall hours later.
    length = event.end - event.start
    return Reading(
        uid=event.uid,
        start=written(start),
        end=written(start + length),
        summary=event.summary or "",
        description=event.description or "",
        location=event.location or "",
        status=event.status.value if event.status else "",
        transparency=event.transparency or "",
        sequence=event.sequence or 0,
        alarms=tuple(_alarm(alarm, start) for alarm in event.alarm),
    )


def _alarm(alarm: Alarm, start: date) -> AlarmReading:
    trigger = alarm.trigger
    assert isinstance(trigger, timedelta), "an absolute trigger"
    return AlarmReading(
        at=ringing(start, trigger), action=alarm.action, text=alarm.description or ""
    )
