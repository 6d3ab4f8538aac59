"""Codes of a calendar file's bytes, its lines, and how its components nest."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

SHAPE = (
    Code(
        code="ics-no-calendar",
        summary="a file is no iCalendar file",
        explanation="An iCalendar file begins with `BEGIN:VCALENDAR` (RFC 5545 §3.4)."
        " Nothing like it is in this one.",
    ),
    Code(
        code="ics-too-full",
        summary="a calendar file holds more than is looked at",
        explanation="The first 100,000 lines of a file are looked at, and as many dates"
        " in lists, so that one that was made to keep a machine busy is answered soon"
        " too. No calendar program takes as much.",
    ),
    Code(
        code="ics-not-utf8",
        summary="a calendar file is not UTF-8 text",
        explanation="A calendar is UTF-8 (RFC 5545 §3.1.4, §6); programs show other"
        " bytes as garbage, or refuse the file. Save it as UTF-8.",
    ),
    Code(
        code="ics-byte-order-mark",
        summary="a calendar file begins with a byte order mark",
        explanation="ical.js, which Thunderbird and Nextcloud use, and three Python"
        " readers take the mark for a part of the first line and refuse"
        " the file. Save it as UTF-8 without a mark.",
    ),
    Code(
        code="ics-line-end",
        summary="a line of a calendar does not end with CR LF",
        explanation="Every line ends with CR LF, the last one too (RFC 5545 §3.1)."
        " Editors and git turn it into LF, text mode on Windows into CR"
        " CR LF. Write the file's bytes as they are.",
    ),
    Code(
        code="ics-long-line",
        severity=Severity.WARNING,
        summary="a line of a calendar has more than 75 octets",
        explanation="Longer lines should be folded (RFC 5545 §3.1): a line break, and"
        " one blank that is not a part of the text. Some programs cut"
        " what is longer.",
    ),
    Code(
        code="ics-split-character",
        severity=Severity.WARNING,
        summary="a line of a calendar is folded within a character",
        explanation="75 octets are counted, but a character of several octets must"
        " stay whole: some programs read each line as text before they"
        " join them, and show garbage.",
    ),
    Code(
        code="ics-control-character",
        summary="a calendar holds a control character",
        explanation="No text may hold one (RFC 5545 §3.3.11). Two strict readers"
        " refuse the whole file. A tab is written as a blank.",
    ),
    Code(
        code="ics-unseen-character",
        severity=Severity.WARNING,
        summary="a calendar holds a character that is not seen",
        explanation="Separators of lines and paragraphs, marks of byte order and"
        " controls of direction end a line for some programs, or make it"
        " read otherwise than it is stored. Leave them out.",
    ),
    Code(
        code="ics-blank-line",
        summary="a line of a calendar is empty",
        explanation="Every line is a content line (RFC 5545 §3.1); some programs end"
        " reading at an empty one. Leave it out.",
    ),
    Code(
        code="ics-no-content-line",
        summary="a line of a calendar has no name and value",
        explanation="A content line is a name, perhaps parameters, a colon and a"
        " value (RFC 5545 §3.1). A line that goes on the one before"
        " begins with a blank.",
        wrong="SUMMARY:Bring your letter\nand a drink",
        right="SUMMARY:Bring your letter\n  and a drink",
    ),
    Code(
        code="ics-outside",
        summary="a line stands outside of a calendar",
        explanation="All lines but `BEGIN:VCALENDAR` itself stand in a calendar (RFC"
        " 5545 §3.4). Some programs end reading here.",
    ),
    Code(
        code="ics-unclosed",
        summary="a component of a calendar does not end where it must",
        explanation="What begins ends, in the reverse order (RFC 5545 §3.6). A file"
        " that was cut short looks like this, too: get it again.",
        wrong="BEGIN:VEVENT\nEND:VCALENDAR",
        right="BEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR",
    ),
    Code(
        code="ics-too-deep",
        summary="components of a calendar are nested too deep",
        explanation="A calendar holds events, and events hold alarms; nobody needs"
        " more than eight levels. What is deeper is passed over.",
    ),
    Code(
        code="ics-misplaced-component",
        summary="a component stands where it does not belong",
        explanation="Events, tasks and zones stand in the calendar, alarms in an"
        " event, `STANDARD` and `DAYLIGHT` in a zone (RFC 5545 §3.6)."
        " Programs pass over what stands elsewhere.",
    ),
    Code(
        code="ics-property-after-part",
        summary="a property stands behind the parts of its component",
        explanation="A component's own lines come first, its alarms or other parts"
        " last (RFC 5545 §3.6.1). Outlook refuses an event whose alarm"
        " comes before its start.",
    ),
    Code(
        code="ics-several-calendars",
        summary="a file holds more than one calendar",
        explanation="Exchange and Outlook read no file of several, others the first"
        " one only. Put all events into one calendar.",
    ),
    Code(
        code="ics-version",
        summary="a calendar does not say that it is iCalendar 2.0",
        explanation="`VERSION:2.0` is required (RFC 5545 §3.7.4); programs refuse a"
        " file without it, or read it as the older vCalendar.",
    ),
    Code(
        code="ics-no-product",
        summary="a calendar does not say what wrote it",
        explanation="`PRODID` is required (RFC 5545 §3.7.3).",
    ),
    Code(
        code="ics-calendar-scale",
        summary="a calendar is not Gregorian",
        explanation="`CALSCALE` may be left out, or is `GREGORIAN` (RFC 5545 §3.7.1)."
        " No program reads another one.",
    ),
    Code(
        code="ics-method",
        summary="a calendar is a message about a meeting",
        explanation="With `METHOD:REQUEST` or `CANCEL` Outlook and Gmail answer an"
        " organizer, and Proton gives each event another UID, so that it"
        " comes twice. Leave `METHOD` out. `PUBLISH` does no harm.",
    ),
    Code(
        code="ics-no-event",
        summary="a calendar has no event",
        explanation="A calendar holds at least one component (RFC 5545 §3.6), and"
        " Proton and Thunderbird report an empty one as an error.",
    ),
    Code(
        code="ics-no-name",
        severity=Severity.WARNING,
        summary="a calendar has no name",
        explanation="Programs call the calendar then by its file or by its address."
        " Say `NAME` (RFC 7986) and `X-WR-CALNAME`, in words that may be"
        " seen on a shared screen.",
    ),
    Code(
        code="ics-half-named",
        severity=Severity.WARNING,
        summary="a calendar says its name in one of two ways",
        explanation="KDE reads `NAME` (RFC 7986 §5.1), and other programs "
        "`X-WR-CALNAME`. Say the same in both.",
    ),
    Code(
        code="ics-refresh",
        summary="a calendar says how often to ask for it, and it is no length of time",
        explanation="`REFRESH-INTERVAL` (RFC 7986 §5.7) and `X-PUBLISHED-TTL` are"
        " lengths such as `PT6H`. Nextcloud obeys them.",
        wrong="X-PUBLISHED-TTL:6:00:00",
        right="X-PUBLISHED-TTL:PT6H",
    ),
    Code(
        code="ics-no-refresh",
        severity=Severity.WARNING,
        summary="a feed does not say how often to ask for it",
        explanation="Nextcloud asks once a week without `REFRESH-INTERVAL` and"
        " `X-PUBLISHED-TTL`. Most other programs go by their own"
        " settings.",
    ),
    Code(
        code="ics-large",
        severity=Severity.WARNING,
        summary="a calendar is larger than some programs take",
        explanation="Google takes about a megabyte and a thousand events, and loses"
        " the rest without a word. Split the calendar by years.",
    ),
    Code(
        code="ics-nearly-large",
        severity=Severity.WARNING,
        summary="a calendar is nearly as large as some programs take",
        explanation="It is past four fifths of what Google takes, a megabyte and a "
        "thousand events; what is beyond is lost without a word. Split "
        "the calendar before it grows.",
    ),
    Code(
        code="ics-unshown-component",
        severity=Severity.WARNING,
        summary="a calendar holds what most programs do not show",
        explanation="Google, Outlook and Apple's calendar pass over tasks, journals"
        " and tables of free time, and Proton reports an error. Write an"
        " event.",
    ),
)
