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
_EVENT = re.compile(r"^BEGIN:VEVENT\r$", re.MULTILINE)
_TRIGGER = re.compile(r"^TRIGGER:(.*)\r$", re.MULTILINE)
_OBSERVANCE = re.compile(
    r"^BEGIN:(STANDARD|DAYLIGHT)\r\n.*?(?=^END:\1)", re.MULTILINE | re.DOTALL
)


def read(data: bytes, *, by_body: bool = False) -> tuple[Reading, ...]:
    """Read a whole calendar; whatever the parser refuses is an error."""
    text = data.decode("utf-8")
    if by_body:
        text = _OBSERVANCE.sub(_with_rule, _TZID.sub(r"\1Nowhere/\2", text))
    calendars = IcsCalendarStream.from_ics(text).calendars
    exact = _exact(text)
    return tuple(
        sorted(
            instance
            for calendar in calendars
            for event in calendar.events
            for instance in _instances(event, exact[event.uid])
        )
    )


def _with_rule(observance: re.Match[str]) -> str:
    """Say the single onset of a fixed zone as a rule: the parser reads no other."""
    text = observance[0]
    return text if "RRULE" in text else f"{text}RRULE:FREQ=YEARLY;COUNT=1\r\n"


def _instances(event: Event, exact: list[bool]) -> list[Reading]:
    starts = list(islice(event.as_rrule() or [event.start], MOST_INSTANCES))
    return [_instance(event, start, exact) for start in starts]


def _instance(event: Event, start: date, exact: list[bool]) -> Reading:
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
        alarms=tuple(
            _alarm(alarm, start, is_exact=is_exact)
            for alarm, is_exact in zip(event.alarm, exact, strict=True)
        ),
    )


def _exact(text: str) -> dict[str, list[bool]]:
    """Tell of each event's triggers whether they were written without days.

    The parser gives a length of time and no longer knows how it was written.
    """
    events = _EVENT.split(text.replace("\r\n ", ""))[1:]
    return {
        event.partition("\nUID:")[2].partition("\r\n")[0]: [
            not re.search("[DW]", trigger) for trigger in _TRIGGER.findall(event)
        ]
        for event in events
    }


def _alarm(alarm: Alarm, start: date, *, is_exact: bool) -> AlarmReading:
    trigger = alarm.trigger
    assert isinstance(trigger, timedelta), "an absolute trigger"
    return AlarmReading(
        at=ringing(start, trigger, is_exact=is_exact),
        action=alarm.action,
        text=alarm.description or "",
    )
