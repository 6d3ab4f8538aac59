"""Codes of events that repeat."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

REPEATING = (
    Code(
        code="ics-bad-rule",
        summary="a rule of repetition cannot be read",
        explanation="It is one `FREQ` and parts that go with it, each once and within"
        " its range (RFC 5545 §3.3.10).",
        wrong="RRULE:FREQ=WEEKLY;BYDAY=2TU",
        right="RRULE:FREQ=MONTHLY;BYDAY=2TU",
    ),
    Code(
        code="ics-until-and-count",
        summary="a rule has two ends",
        explanation="`UNTIL` and `COUNT` must not stand together (RFC 5545 §3.3.10).",
    ),
    Code(
        code="ics-until",
        summary="the end of a rule is not written as the start of its event demands",
        explanation="Of a whole day `UNTIL` is a day, of a time in a zone it is a"
        " time in UTC (RFC 5545 §3.3.10).",
        wrong="DTSTART;TZID=Europe/London:20260302T100000\n"
        "RRULE:FREQ=DAILY;UNTIL=20260309T100000",
        right="DTSTART;TZID=Europe/London:20260302T100000\n"
        "RRULE:FREQ=DAILY;UNTIL=20260309T100000Z",
    ),
    Code(
        code="ics-start-off-rule",
        summary="an event does not begin on a date of its rule",
        explanation="The start counts as the first date or not, from program to"
        " program (RFC 5545 §3.8.5.3 leaves it open). Begin on a date"
        " that the rule gives.",
        wrong="DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=4",
        right="DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=4",
    ),
    Code(
        code="ics-rule-within-day",
        summary="a rule repeats within a day",
        explanation="KDE adds times before the start, calcurse leaves the event out,"
        " Outlook knows no such repetition. Write one daily rule for each"
        " time of the day.",
    ),
    Code(
        code="ics-hard-rule",
        severity=Severity.WARNING,
        summary="a rule counts days in a way that some programs get wrong",
        explanation="`BYSETPOS`, the 29th to 31st of each month, and a leap day are"
        " given other dates by Ruby's reader or ical.js. The last day of"
        " a month is `BYMONTHDAY=-1` everywhere.",
    ),
    Code(
        code="ics-endless-rule",
        severity=Severity.WARNING,
        summary="a rule has no end",
        explanation="An event without an end stays when a plan is over, and Proton"
        " takes no more than 49 dates of one.",
    ),
    Code(
        code="ics-long-rule",
        severity=Severity.WARNING,
        summary="a rule has more dates than some programs take",
        explanation="Proton takes 49. Begin another event after so many.",
    ),
    Code(
        code="ics-rule-meets-change",
        summary="a rule falls into an hour in which the clock is changed",
        explanation="On that day readers differ in four ways. Write that appointment"
        " in UTC, as an event of its own.",
    ),
    Code(
        code="ics-more-dates",
        summary="an event lists more dates than its first",
        explanation="Google does not show dates after the end of the rule, Proton,"
        " node-ical and sabre none, Android leaves out the first. Write"
        " each one as an event of its own.",
    ),
    Code(
        code="ics-exclusion-rule",
        summary="an event has a rule for what is left out",
        explanation="RFC 5545 has taken `EXRULE` out (§A.3); programs pass over it"
        " and show all dates.",
    ),
    Code(
        code="ics-left-out",
        summary="a date of a repeated event is not written as its start is",
        explanation="`EXDATE` and `RECURRENCE-ID` have the kind of `DTSTART`, and best"
        " its zone (RFC 5545 §3.8.4.4, §3.8.5.1). Otherwise nothing is left out, or a"
        " changed date is shown twice.",
        wrong="DTSTART;TZID=Europe/London:20260302T100000\nEXDATE:20260309T100000Z",
        right="DTSTART;TZID=Europe/London:20260302T100000\n"
        "EXDATE;TZID=Europe/London:20260309T100000",
    ),
    Code(
        code="ics-first-left-out",
        severity=Severity.WARNING,
        summary="the first date of a repeated event is left out",
        explanation="sabre, which Nextcloud uses, shows it all the same. Begin on the"
        " next date.",
    ),
    Code(
        code="ics-override-alone",
        summary="a changed date comes without its event, or before it",
        explanation="Proton refuses it, Thunderbird and Nextcloud make an event up."
        " The event comes first, the changed dates behind it (RFC 5545"
        " §3.8.4.4).",
    ),
    Code(
        code="ics-override",
        severity=Severity.WARNING,
        summary="one date of a repeated event is changed",
        explanation="Outlook refuses a date that passes its neighbour, Evolution sees"
        " no change but that of the event itself, calcurse shows both."
        " Events of their own move freely.",
    ),
    Code(
        code="ics-newer-override",
        severity=Severity.WARNING,
        summary="a changed date is newer than its event",
        explanation="Evolution looks at the `SEQUENCE` and the stamps of the event "
        "alone, so that it does not see the change. They rise with those "
        "of each changed date.",
    ),
    Code(
        code="ics-later-dates",
        severity=Severity.WARNING,
        summary="a change of one date is to hold for all later ones",
        explanation="Hardly any program reads `RANGE=THISANDFUTURE`. End the rule"
        " before, and begin another event.",
    ),
)
