"""A calendar with nothing wrong, and what a linter says of others."""

from __future__ import annotations

from careplan.calendar.linting import lint
from careplan.calendar.linting.notes import Notes
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Client, Via

NAME = "strange.ics"
GOOD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//example//EN
NAME:Care plan
X-WR-CALNAME:Care plan
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:59fc9ede-a1a2-5935-8996-8831c63df3ad
DTSTAMP:20260101T120000Z
LAST-MODIFIED:20260101T120000Z
SEQUENCE:0
DTSTART;TZID=Europe/London:20260302T100000
DTEND;TZID=Europe/London:20260302T110000
STATUS:CONFIRMED
TRANSP:OPAQUE
CLASS:PRIVATE
SUMMARY:Appointment
DESCRIPTION:Bring water\\, and a towel
LOCATION:2 High Street
URL:https://example.org/a
BEGIN:VALARM
UID:0bd33d6c-6e93-5f42-aee0-2b6c79e1ba40
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-P1D
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:7c9f3cce-53d9-54de-a362-e6caed592a02
DTSTAMP:20260101T120000Z
LAST-MODIFIED:20260101T120000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20260309
DTEND;VALUE=DATE:20260310
SUMMARY:Appointment
END:VEVENT
END:VCALENDAR
"""


def on_disk(text: str) -> bytes:
    """Write a text with the line ends of a calendar."""
    return text.replace("\n", "\r\n").encode()


def linted(
    data: bytes, client: Client = Client.ANY, via: Via = Via.FILE
) -> tuple[Diagnostic, ...]:
    """Give what is wrong with a calendar."""
    notes = Notes(NAME)
    lint(data, notes, client=client, via=via)
    return notes.all()


def said(
    data: bytes, client: Client = Client.ANY, via: Via = Via.FILE
) -> tuple[str, ...]:
    """Give what is wrong with a calendar, each as `line:column code`, in order."""
    places = sorted(
        (one.primary.place.position or (0, 0), one.code)
        for one in linted(data, client, via)
        if one.primary is not None
    )
    return tuple(f"{line}:{column} {code}" for (line, column), code in places)
