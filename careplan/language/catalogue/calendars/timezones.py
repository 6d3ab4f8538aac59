"""Codes of the time zones that a calendar describes."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

TIMEZONES = (
    Code(
        code="ics-no-zone",
        summary="a time is in a zone that the calendar does not describe",
        explanation="Each `TZID` needs its `VTIMEZONE` in the same file (RFC 5545"
        " §3.2.19). Outlook is an hour off without, ical.js takes the"
        " time for one of no zone, Ruby's reader refuses the file.",
    ),
    Code(
        code="ics-unused-zone",
        severity=Severity.WARNING,
        summary="a calendar describes a zone in which nothing is",
        explanation="Some validators refuse it, and it says where somebody is. Leave"
        " it out.",
    ),
    Code(
        code="ics-same-zone",
        summary="a zone is described twice",
        explanation="There is one `VTIMEZONE` for each `TZID` (RFC 5545 §3.6.5);"
        " which of two counts differs.",
    ),
    Code(
        code="ics-zone-name",
        summary="a zone has a name that is no place of the IANA database",
        explanation="Google, Apple, KDE, Evolution and Proton look the name up; Apple"
        " takes a time in an unknown zone for one of the device's own."
        " `GMT`, `CET`, `Etc/GMT-1` and the names of Windows mean another"
        " thing to each.",
        wrong="TZID:W. Europe Standard Time",
        right="TZID:Europe/Berlin",
    ),
    Code(
        code="ics-calendar-zone",
        severity=Severity.WARNING,
        summary="a calendar names a zone of its own that cannot be right",
        explanation="`X-WR-TIMEZONE` is where its times are: Proton takes times of no"
        " zone to be there, and shows those in UTC there. It is a place "
        "of the IANA database, and one of those in which the calendar has"
        " a time.",
        wrong="X-WR-TIMEZONE:GMT Standard Time",
        right="X-WR-TIMEZONE:Europe/London",
    ),
    Code(
        code="ics-zone-incomplete",
        summary="a zone does not say all it must",
        explanation="It has a `TZID`, and at least one `STANDARD` or `DAYLIGHT` with"
        " `DTSTART`, `TZOFFSETFROM` and `TZOFFSETTO` (RFC 5545 §3.6.5)."
        " Outlook refuses the file without.",
    ),
    Code(
        code="ics-zone-offset",
        summary="a part of a zone has an offset or a start that is none",
        explanation="An offset is a sign, two digits of hours and two of minutes, and"
        " never `-0000` (RFC 5545 §3.3.14); the start is a time on the"
        " wall, before the change.",
    ),
    Code(
        code="ics-zone-dates",
        summary="a zone lists the dates on which its clock changes",
        explanation="ical.js, which Thunderbird and Nextcloud use, reads the first"
        " date of each `RDATE` only, and Outlook none: every event in"
        " summer is an hour late. One `RRULE` for each change is read by"
        " all.",
        wrong="RDATE:20260329T020000,20270328T020000",
        right="RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    ),
    Code(
        code="ics-zone-parts",
        severity=Severity.WARNING,
        summary="a zone has more than one rule for summer, or for winter",
        explanation="Outlook reads one `STANDARD` and one `DAYLIGHT` (MS-OXCICAL)."
        " Describe only the rules that hold in the years of the calendar,"
        " and write other times in UTC.",
    ),
    Code(
        code="ics-zone-rule",
        severity=Severity.WARNING,
        summary="a zone has a rule that not every program reads",
        explanation="Outlook reads `FREQ=YEARLY` with a `BYMONTH` and a weekday by"
        " its number; other rules are an hour off there.",
    ),
    Code(
        code="ics-zone-nameless",
        severity=Severity.WARNING,
        summary="a part of a zone has no name",
        explanation="`TZNAME` is the short name that people know, such as `CEST`."
        " Some programs show it, and one wants it.",
    ),
    Code(
        code="ics-zone-disagrees",
        summary="a zone is described otherwise than it is",
        explanation="Some programs go by the name and some by the description, so"
        " this event is at two times. Write it in UTC, or correct the"
        " description.",
    ),
)
