"""Codes of the properties of a calendar, whichever they are."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

PROPERTIES = (
    Code(
        code="ics-unknown-property",
        severity=Severity.WARNING,
        summary="a property of a calendar has a name that nobody knows",
        explanation="It may be a slip of the pen: programs pass over names that are"
        " not registered. Names of one's own begin with `X-` (RFC 5545"
        " §3.8.8.2).",
        wrong="SUMARY:Appointment",
        right="SUMMARY:Appointment",
    ),
    Code(
        code="ics-repeated-property",
        summary="a property stands twice that may stand once",
        explanation="One of the two counts, and which one differs from program to"
        " program (RFC 5545 §3.6).",
    ),
    Code(
        code="ics-untyped-property",
        summary="a property does not say the type that it must",
        explanation="`REFRESH-INTERVAL`, `IMAGE` and `CONFERENCE` (RFC 7986),"
        " `STRUCTURED-DATA` and `STYLED-DESCRIPTION` (RFC 9073) and"
        " `LINK` (RFC 9253) have no type by default; strict programs"
        " refuse them without `VALUE`.",
        wrong="REFRESH-INTERVAL:PT6H",
        right="REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ),
    Code(
        code="ics-unknown-word",
        summary="a property says a word that is not in its list",
        explanation="`STATUS`, `TRANSP`, `CLASS` and `ACTION` know a few words,"
        " written in capitals (RFC 5545 §3.8). Programs pass over others,"
        " so that what was cancelled takes place.",
        wrong="STATUS:CANCELED",
        right="STATUS:CANCELLED",
    ),
    Code(
        code="ics-bad-number",
        summary="a property is no number, or out of its range",
        explanation="`SEQUENCE`, `PRIORITY`, `PERCENT-COMPLETE` and `REPEAT` are"
        " whole numbers (RFC 5545 §3.8).",
    ),
    Code(
        code="ics-bad-place",
        summary="`GEO` is no place on the globe",
        explanation="Latitude and longitude in degrees, with a semicolon between them"
        " (RFC 5545 §3.8.1.6).",
        wrong="GEO:51.5,-0.12",
        right="GEO:51.5;-0.12",
    ),
    Code(
        code="ics-colour",
        summary="a colour is not written as it must be",
        explanation="`COLOR` is a name of CSS3 (RFC 7986 §5.9). Apple, Nextcloud and"
        " ICSx5 read `X-APPLE-CALENDAR-COLOR:#RRGGBB` as well.",
        wrong="COLOR:#008080",
        right="COLOR:teal",
    ),
    Code(
        code="ics-people",
        severity=Severity.WARNING,
        summary="an event names an organizer or somebody invited",
        explanation="That turns an appointment into a meeting: programs send answers,"
        " refuse changes by others, and hand on addresses. Leave people"
        " out of it.",
    ),
    Code(
        code="ics-attachment",
        severity=Severity.WARNING,
        summary="an event has something attached",
        explanation="Outlook, Google and Proton drop what is attached, Nextcloud does"
        " so in feeds, and Evolution fetches it. Put a link into"
        " `DESCRIPTION`.",
    ),
    Code(
        code="ics-client-state",
        severity=Severity.WARNING,
        summary="a calendar carries what one program remembers for itself",
        explanation="Which alarms were dismissed or put off is for the program that"
        " shows them. With `ACKNOWLEDGED` Evolution does not ring at all,"
        " and Apple's default alarms upset other readers.",
    ),
)
