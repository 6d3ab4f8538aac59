"""Codes of an event's identity, its changes, and when it is."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

EVENTS = (
    Code(
        code="ics-no-uid",
        summary="a component has no UID",
        explanation="It is required (RFC 5545 §3.8.4.7, RFC 9073 §7). Without it"
        " every import makes the event anew, beside the one that is there.",
    ),
    Code(
        code="ics-long-uid",
        severity=Severity.WARNING,
        summary="a UID is longer than some programs take",
        explanation="Proton takes 191 characters. A UUID has 36.",
    ),
    Code(
        code="ics-misshapen-uid",
        severity=Severity.WARNING,
        summary="a UID has a blank or a backslash in it",
        explanation="Programs strip, escape or cut it, each in its own way, and then"
        " do not find the event again.",
    ),
    Code(
        code="ics-telling-uid",
        severity=Severity.WARNING,
        summary="a UID may tell whose calendar it is",
        explanation="A UID must not name a user, a host or a domain (RFC 7986 §5.3):"
        " it goes wherever the event goes. A bare UUID says nothing.",
        wrong="UID:20260302-1@clinic.example",
        right="UID:59fc9ede-a1a2-5935-8996-8831c63df3ad",
    ),
    Code(
        code="ics-same-uid",
        summary="several events have one UID",
        explanation="node-ical and KDE keep one of them, Thunderbird refuses the"
        " second. Only the changed dates of a repeated event share its"
        " UID, each with a `RECURRENCE-ID` of its own.",
    ),
    Code(
        code="ics-no-stamp",
        summary="a component has no `DTSTAMP`",
        explanation="It is required (RFC 5545 §3.8.7.2), and Evolution sees by it"
        " that an event of a feed has changed.",
    ),
    Code(
        code="ics-bad-stamp",
        summary="a stamp is no time in UTC",
        explanation="`DTSTAMP`, `CREATED`, `LAST-MODIFIED`, `COMPLETED` and"
        " `ACKNOWLEDGED` are in UTC (RFC 5545 §3.8.7).",
        wrong="DTSTAMP:20260302T100000",
        right="DTSTAMP:20260302T100000Z",
    ),
    Code(
        code="ics-no-sequence",
        severity=Severity.WARNING,
        summary="an event has no `SEQUENCE`",
        explanation="Google and KDE take over a change only if the number has risen,"
        " so it is best said from the first time on, as 0.",
    ),
    Code(
        code="ics-no-last-modified",
        severity=Severity.WARNING,
        summary="an event has no `LAST-MODIFIED`",
        explanation="ICSx5 on Android goes by it. It rises together with `SEQUENCE`"
        " and `DTSTAMP`, whenever the content changes.",
    ),
    Code(
        code="ics-unlike-stamps",
        severity=Severity.WARNING,
        summary="an event has two stamps that should be the same",
        explanation="Without `METHOD`, `DTSTAMP` is `LAST-MODIFIED` (RFC 5545 "
        "§3.8.7.2). Where it is the time at which the file was made, "
        "Evolution takes every event of a feed for a changed one, each "
        "time it asks.",
    ),
    Code(
        code="ics-cancelled",
        summary="an event is cancelled and takes up time, or reminds",
        explanation="Outlook shows a cancelled event as if it took place, and only"
        " Thunderbird and Evolution silence its alarms. It has"
        " `TRANSP:TRANSPARENT`, no alarm, and says so in its title.",
        wrong="STATUS:CANCELLED\nTRANSP:OPAQUE",
        right="STATUS:CANCELLED\nTRANSP:TRANSPARENT",
    ),
    Code(
        code="ics-no-start",
        summary="an event has no start",
        explanation="`DTSTART` is required where the calendar has no `METHOD` (RFC"
        " 5545 §3.6.1).",
    ),
    Code(
        code="ics-bad-time",
        summary="a time of an event is none",
        explanation="A day is eight digits, a time six more after a `T`, in UTC with"
        " a `Z` (RFC 5545 §3.3.4, §3.3.5). There are no fractions of"
        " seconds and no offsets.",
        wrong="DTSTART:2026-03-02T10:00:00+01:00",
        right="DTSTART:20260302T090000Z",
    ),
    Code(
        code="ics-bad-length",
        summary="a length of time is none",
        explanation="Weeks alone, or days and then hours, minutes and seconds after a"
        " `T` (RFC 5545 §3.3.6).",
        wrong="DURATION:1H",
        right="DURATION:PT1H",
    ),
    Code(
        code="ics-time-type",
        summary="a time does not say that it is a whole day, or says it and is none",
        explanation="A whole day needs `VALUE=DATE` (RFC 5545 §3.3.4).",
        wrong="DTSTART:20260302",
        right="DTSTART;VALUE=DATE:20260302",
    ),
    Code(
        code="ics-floating-time",
        summary="a time is of no zone",
        explanation="Google takes it for UTC, Outlook refuses it in feeds, Proton"
        " reports an error, others take the zone of whoever looks. Name a"
        " zone, or write UTC.",
        wrong="DTSTART:20260302T100000",
        right="DTSTART;TZID=Europe/London:20260302T100000",
    ),
    Code(
        code="ics-zone-of-utc",
        summary="a time is in UTC and names a zone as well",
        explanation="`TZID` must not stand with a time in UTC (RFC 5545 §3.2.19);"
        " Outlook shows it at another hour.",
        wrong="DTSTART;TZID=Europe/London:20260302T100000Z",
        right="DTSTART:20260302T100000Z",
    ),
    Code(
        code="ics-zone-of-day",
        summary="a whole day names a zone",
        explanation="A day is of no zone (RFC 5545 §3.2.19).",
        wrong="DTSTART;TZID=Europe/London;VALUE=DATE:20260302",
        right="DTSTART;VALUE=DATE:20260302",
    ),
    Code(
        code="ics-end-and-length",
        summary="an event has both an end and a length",
        explanation="One of the two (RFC 5545 §3.6.1). Apple's calendar imports"
        " nothing at all from such a file.",
    ),
    Code(
        code="ics-length",
        severity=Severity.WARNING,
        summary="an event has a length instead of an end",
        explanation="Five of twelve readers add `PT5H`, and another one `P1D`,"
        " otherwise where the clock changes in between. `DTEND` is read"
        " alike by all.",
    ),
    Code(
        code="ics-no-end",
        severity=Severity.WARNING,
        summary="an event does not say when it ends",
        explanation="A time without an end has no length (RFC 5545 §3.6.1), and"
        " programs show it as an hour, as half an hour, or not at all.",
    ),
    Code(
        code="ics-ends-too-soon",
        summary="an event does not end after it begins",
        explanation="`DTEND` is later than `DTSTART` (RFC 5545 §3.8.2.2). It is"
        " exclusive: a whole day ends on the next one.",
        wrong="DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260302",
        right="DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303",
    ),
    Code(
        code="ics-unlike-times",
        summary="start and end are not written alike",
        explanation="Both are days or both are times (RFC 5545 §3.8.2.2), and best in"
        " the same zone.",
    ),
    Code(
        code="ics-skipped-time",
        summary="a time falls into the hour that is left out in spring",
        explanation="Half of the readers take the hour before, half the one after,"
        " and one refuses the file. Write what is meant in UTC.",
    ),
    Code(
        code="ics-repeated-time",
        summary="a time comes twice, as the clock is put back",
        explanation="Five of twelve readers take the second one, against RFC 5545"
        " §3.3.5. Write what is meant in UTC.",
    ),
)
