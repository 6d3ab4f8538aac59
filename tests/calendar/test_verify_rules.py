"""Every rule about calendar files: one file that breaks it, and some that do not."""

from __future__ import annotations

import re

import pytest

from careplan.calendar.linting import RULES
from careplan.calendar.linting.lines import MOST_LINES
from careplan.language.catalogue.calendars import CALENDAR_CODES
from careplan.language.catalogue.calendars.comparing import COMPARING
from careplan.model.enrolment import Client, Via
from tests.calendar.broken import BROKEN
from tests.calendar.linted import GOOD, linted, on_disk, said

ANY, GOOGLE, APPLE = Client.ANY, Client.GOOGLE, Client.APPLE
OUTLOOK, THUNDERBIRD = Client.OUTLOOK, Client.THUNDERBIRD
FILE, FEED = Via.FILE, Via.FEED

IN_LONDON = "DTEND;TZID=Europe/London:20260302T110000"
TIMES = f"DTSTART;TZID=Europe/London:20260302T100000\n{IN_LONDON}"
IN_UTC = "DTSTART:20260302T100000Z\nDTEND:20260302T110000Z"
ZONE = GOOD[GOOD.index("BEGIN:VTIMEZONE") : GOOD.index("BEGIN:VEVENT")]
EVENTS = GOOD[GOOD.index("BEGIN:VEVENT") : GOOD.index("END:VCALENDAR")]
ALARM = GOOD[GOOD.index("BEGIN:VALARM") : GOOD.index("END:VEVENT")]
# Each with a UID of its own.
ALARMS = "".join(ALARM.replace("UID:0bd", f"UID:{n}bd") for n in range(6))
TWO_ALARMS, FIVE_ALARMS = ALARMS[: len(ALARM) * 2], ALARMS[: len(ALARM) * 5]
TASK = "BEGIN:VTODO\nUID:1\nDTSTAMP:20260101T120000Z\nEND:VTODO\n"
INTERVALS = "REFRESH-INTERVAL;VALUE=DURATION:PT6H\nX-PUBLISHED-TTL:PT6H\n"


def many(number: int) -> str:
    """Write so many events with nothing wrong."""
    return "".join(
        f"BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20260101T120000Z\n"
        "LAST-MODIFIED:20260101T120000Z\nSEQUENCE:0\n"
        "DTSTART:20260302T100000Z\nDTEND:20260302T110000Z\n"
        "SUMMARY:Appointment\nEND:VEVENT\n"
        for n in range(number)
    )


def changed(*pairs: tuple[str, str]) -> bytes:
    """Put something else into the good calendar, everywhere."""
    text = GOOD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return on_disk(text)


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN)
def test_what_is_wrong_is_said_where_it_is(old: str, new: str, expected: str) -> None:
    assert GOOD.count(old) >= 1
    assert ", ".join(said(on_disk(GOOD.replace(old, new, 1)))) == expected


# What changes many lines, or cannot be written down here line by line.
AT_LARGE: dict[str, tuple[bytes, str]] = {
    "ends with LF": (GOOD.encode(), "1:1 ics-line-end"),
    "ends with CR": (GOOD.replace("\n", "\r").encode(), "1:1 ics-line-end"),
    "ends with CR CR LF": (GOOD.replace("\n", "\r\r\n").encode(), "1:1 ics-line-end"),
    "does not end": (on_disk(GOOD).removesuffix(b"\r\n"), "53:1 ics-line-end"),
    "UTF-16": (on_disk(GOOD).decode().encode("utf-16"), "1:1 ics-not-utf8"),
    "Latin 1": (
        changed(("2 High", "2 Höhe")).decode().encode("latin-1"),
        "35:1 ics-not-utf8",
    ),
    "begins with a mark": (b"\xef\xbb\xbf" + on_disk(GOOD), "1:1 ics-byte-order-mark"),
    "no calendar": (b"PK\x03\x04\r\n", "1:1 ics-no-calendar"),
    "nothing": (b"", "1:1 ics-no-calendar"),
    "folded within a character": (
        changed(("2 High", "2 Höhe")).replace("ö".encode(), b"\xc3\r\n \xb6"),
        "35:1 ics-split-character",
    ),
    "too many lines": (
        changed(("VERSION:2.0", "VERSION:2.0" + "\nX-A:1" * MOST_LINES)),
        (
            "1:1 ics-no-event, 1:1 ics-no-name, 1:1 ics-no-product, "
            f"{MOST_LINES + 1}:1 ics-too-full"
        ),
    ),
    "too many events": (
        changed((EVENTS, many(12_000)), (ZONE, "")),
        "1:1 ics-large, 1:1 ics-large, 100001:1 ics-too-full",
    ),
    "too many dates": (
        changed(
            (
                "SUMMARY",
                "EXDATE;VALUE=DATE:" + "20260311," * 100_000 + "20260311\nSUMMARY",
            )
        ),
        "1:1 ics-large, 23:1 ics-too-full, 33:1 ics-long-line, 33:19 ics-left-out",
    ),
    "too deep": (
        changed(("END:VEVENT", "BEGIN:X\n" * 9 + "END:X\n" * 9 + "END:VEVENT")),
        "43:1 ics-misplaced-component, 49:1 ics-too-deep",
    ),
    "no events": (
        changed((EVENTS, ""), (ZONE, "")),
        "1:1 ics-no-event",
    ),
    "floating times": (
        changed((";TZID=Europe/London", "")),
        "6:1 ics-unused-zone, 28:9 ics-floating-time",
    ),
    "zone without use": (changed((TIMES, IN_UTC)), "6:1 ics-unused-zone"),
    "spring an hour late": (
        changed(("19700329T010000", "19700329T020000")),
        "7:6 ics-zone-disagrees",
    ),
    "autumn an hour early": (
        changed(("19701025T020000", "19701025T000000")),
        "7:6 ics-zone-disagrees",
    ),
    "zone of Windows": (
        changed(("Europe/London", "GMT Standard Time")),
        "7:6 ics-zone-name",
    ),
    "long UID": (
        changed(("UID:59fc9ede-a1a2", f"UID:{'a' * 60}\n {'b' * 70}\n {'c' * 40}")),
        "24:5 ics-long-uid",
    ),
    "long title": (
        changed(("SUMMARY:Appointment", "SUMMARY:" + "\n ".join(["a" * 60] * 5))),
        "33:9 ics-long-text",
    ),
    "six alarms": (
        changed((ALARM, ALARMS)),
        "67:1 ics-many-alarms",
    ),
    "daily, over a change": (
        changed(
            ("20260302T100000", "20260302T013000"),
            (IN_LONDON, f"{IN_LONDON}\nRRULE:FREQ=DAILY;COUNT=40"),
        ),
        "30:7 ics-rule-meets-change",
    ),
    "large": (
        changed((EVENTS, many(1_001)), (ZONE, "")),
        "1:1 ics-large",
    ),
    "nearly too many events": (
        changed((EVENTS, many(801)), (ZONE, "")),
        "1:1 ics-nearly-large",
    ),
    "nearly too many bytes": (
        changed(("VERSION:2.0", "VERSION:2.0" + f"\nX-A:{'a' * 70}" * 10_600)),
        "1:1 ics-nearly-large",
    ),
    "zone of the calendar, and times in UTC": (
        changed((TIMES, IN_UTC), (ZONE, "X-WR-TIMEZONE:GMT Standard Time\n")),
        "6:15 ics-calendar-zone",
    ),
}


@pytest.mark.parametrize("name", AT_LARGE)
def test_what_is_wrong_at_large_is_said(name: str) -> None:
    data, expected = AT_LARGE[name]
    assert ", ".join(said(data)) == expected


# What looks like a breach and is none.
RIGHT: dict[str, bytes] = {
    "the good calendar": on_disk(GOOD),
    "METHOD:PUBLISH": changed(("VERSION:2.0", "VERSION:2.0\nMETHOD:PUBLISH")),
    "a colour and intervals": changed(
        ("VERSION:2.0\n", f"VERSION:2.0\n{INTERVALS}COLOR:Teal\nCALSCALE:gregorian\n")
    ),
    "properties of one's own": changed(("SUMMARY", 'X-A;X-B="a:b,c":;,\\\nSUMMARY')),
    "types that need not be said": changed(
        ("DTSTAMP:", "DTSTAMP;VALUE=DATE-TIME:"),
        ("TRIGGER:", "TRIGGER;VALUE=DURATION:"),
    ),
    "names in small letters": changed(("VERSION:2.0", "version:2.0")),
    "a folded line": changed(("Appointment", "Appoint\n ment")),
    "a place": changed(("SUMMARY", "GEO:-33.86;+151.2\nSUMMARY")),
    "cancelled as it should be": changed(
        (ALARM, ""),
        ("STATUS:CONFIRMED", "STATUS:CANCELLED"),
        ("OPAQUE", "TRANSPARENT"),
    ),
    "times in UTC": changed((TIMES, IN_UTC), (ZONE, "")),
    "an event over midnight, in UTC through a change": changed(
        (TIMES, "DTSTART:20260329T003000Z\nDTEND:20260329T013000Z"), (ZONE, "")
    ),
    "a weekly rule": changed(
        (IN_LONDON, f"{IN_LONDON}\nRRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=49")
    ),
    "a rule with an end in UTC": changed(
        (IN_LONDON, f"{IN_LONDON}\nRRULE:FREQ=DAILY;UNTIL=20260401T090000Z")
    ),
    "the last day of each month": changed(
        (TIMES, IN_UTC.replace("0302", "0331")),
        (
            "SEQUENCE:0\nDTSTART:",
            "SEQUENCE:0\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=9\nDTSTART:",
        ),
        (ZONE, ""),
    ),
    "an alarm of minutes": changed(("-P1D", "-PT90M")),
    "five alarms": changed((ALARM, FIVE_ALARMS)),
    "escaped and composed": changed(("2 High Street", "2 Höhe\\; links\\n<3 \\\\")),
    "a category": changed(("SUMMARY", "CATEGORIES:a,b\nSUMMARY")),
    "four fifths of the most events": changed((EVENTS, many(800)), (ZONE, "")),
    "the calendar's zone": changed(
        ("VERSION:2.0", "VERSION:2.0\nX-WR-TIMEZONE:Europe/London")
    ),
    "a calendar's zone of which the times in UTC may be": changed(
        ("VERSION:2.0", "VERSION:2.0\nX-WR-TIMEZONE:Europe/Paris"),
        ("DTSTART;VALUE=DATE:20260309", "DTSTART:20260309T100000Z"),
        ("DTEND;VALUE=DATE:20260310", "DTEND:20260309T110000Z"),
    ),
    "a calendar's zone where all is in UTC": changed(
        (TIMES, IN_UTC), (ZONE, "X-WR-TIMEZONE:Europe/Paris\n")
    ),
    "a colour that shows through": changed(
        ("VERSION:2.0", "VERSION:2.0\nX-APPLE-CALENDAR-COLOR:#4682b4ff")
    ),
    "stamps of a message": changed(
        ("VERSION:2.0", "VERSION:2.0\nMETHOD:PUBLISH"),
        ("DTSTAMP:20260101", "DTSTAMP:20260102"),
    ),
    "four weeks before": changed(("-P1D", "-P28D")),
    "where to join, in the place": changed(
        (
            "LOCATION:2 High Street",
            "LOCATION:https://example.org/b\nCONFERENCE;VALUE=URI:https://example.org/b",
        )
    ),
    "a plain text made from a styled one": changed(
        (
            "DESCRIPTION:Bring",
            "STYLED-DESCRIPTION;VALUE=TEXT:a\nDESCRIPTION;DERIVED=TRUE:Bring",
        )
    ),
    "a styled text made from a plain one": changed(
        (
            "DESCRIPTION:Bring",
            "STYLED-DESCRIPTION;VALUE=TEXT;DERIVED=true:a\nDESCRIPTION:Bring",
        )
    ),
    "a link with percent signs": changed(("org/a", "org/a%2Cb?c=d&e#f")),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_not_complained_of(name: str) -> None:
    assert said(RIGHT[name]) == ()


NO_ALARM = (ALARM, "")
NOT_PRIVATE = ("CLASS:PRIVATE\n", "")
ALL_PRIVATE = ("DTEND;VALUE=DATE", "CLASS:PRIVATE\nDTEND;VALUE=DATE")
LINKED = ("a towel", "a towel: https://example.org/a")
CANCELLED = ("STATUS:CONFIRMED\nTRANSP:OPAQUE", "STATUS:CANCELLED\nTRANSP:TRANSPARENT")
FED = ("VERSION:2.0\n", f"VERSION:2.0\n{INTERVALS}")
FOR_GOOGLE = (NO_ALARM, ALL_PRIVATE, LINKED)
TASKED = ("END:VCALENDAR", f"{TASK}END:VCALENDAR")
A_TASK = "ics-unshown-component"
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"


def repeated(rule: str) -> tuple[str, str]:
    return IN_LONDON, f"{IN_LONDON}\n{rule}"


def exception(was: str, now: str, more: str = "") -> str:
    """Write the change of one date of the good calendar's first event."""
    return (
        "BEGIN:VEVENT\nUID:59fc9ede-a1a2-5935-8996-8831c63df3ad\n"
        f"RECURRENCE-ID;TZID=Europe/London:{was}\n"
        "DTSTAMP:20260101T120000Z\nLAST-MODIFIED:20260101T120000Z\nSEQUENCE:0\n"
        f"DTSTART{now}\nDTEND:20260401T110000Z\n{more}"
        "SUMMARY:Appointment\nEND:VEVENT\n"
    )


def series(rule: str, *exceptions: str) -> bytes:
    """Repeat the good calendar's first event on Mondays at ten, with some changes."""
    second = GOOD[GOOD.index("END:VEVENT\n") + len("END:VEVENT\n") :]
    second = second.removesuffix("END:VCALENDAR\n")
    return changed(repeated(rule), (second, "".join(exceptions)))


def said_of_moves(data: bytes) -> str:
    """Give what Outlook is said to do with changes, and nothing else."""
    found = said(data, OUTLOOK, FILE)
    return ", ".join(one for one in found if one.endswith("outlook-moved"))


FIRST, SECOND, THIRD = "20260302T100000", "20260309T100000", "20260316T100000"
LOCAL = ";TZID=Europe/London:"
FREE = "STATUS:CANCELLED\nTRANSP:TRANSPARENT\n"
# Where changed dates of a series lie, and whether Outlook takes them.
MOVES: dict[str, tuple[bytes, str]] = {
    "the day before the next": (
        series(WEEKLY, exception(SECOND, f"{LOCAL}20260315T100000")),
        "",
    ),
    "the day of the next": (
        series(WEEKLY, exception(SECOND, f"{LOCAL}20260316T080000")),
        "51:28 ics-outlook-moved",
    ),
    "past the next": (
        series(WEEKLY, exception(SECOND, f"{LOCAL}20260317T100000")),
        "51:28 ics-outlook-moved",
    ),
    "past all others": (
        series(WEEKLY, exception(SECOND, f"{LOCAL}20260501T100000")),
        "51:28 ics-outlook-moved",
    ),
    "the day of the first": (
        series(WEEKLY, exception(SECOND, f"{LOCAL}20260302T120000")),
        "51:28 ics-outlook-moved",
    ),
    "the last one as late as you like": (
        series(WEEKLY, exception("20260323T100000", f"{LOCAL}20260601T100000")),
        "",
    ),
    "the first as soon as you like": (
        series(WEEKLY, exception(FIRST, f"{LOCAL}20260101T100000")),
        "",
    ),
    "no further than its neighbour, which moves too": (
        series(
            WEEKLY,
            exception(SECOND, f"{LOCAL}20260317T100000"),
            exception(THIRD, f"{LOCAL}20260318T100000"),
        ),
        "",
    ),
    "past one that is cancelled": (
        series(
            WEEKLY,
            exception(SECOND, f"{LOCAL}20260317T100000"),
            exception(THIRD, f"{LOCAL}{THIRD}", FREE),
        ),
        "",
    ),
    "past one that is left out": (
        series(
            f"{WEEKLY}\nEXDATE;TZID=Europe/London:{THIRD}",
            exception(SECOND, f"{LOCAL}20260317T100000"),
        ),
        "",
    ),
    "onto one that is listed": (
        series(
            f"{WEEKLY}\nRDATE;TZID=Europe/London:20260312T100000",
            exception(SECOND, f"{LOCAL}20260312T150000"),
        ),
        "52:28 ics-outlook-moved",
    ),
    "in UTC, on the day before by the clock on the wall": (
        series(WEEKLY, exception("20260323T100000", ":20260316T003000Z")),
        "51:9 ics-outlook-moved",
    ),
    "in UTC, where it is another day than on the wall": (
        series(
            "RRULE:FREQ=DAILY;COUNT=40",
            exception("20260401T100000", ":20260331T233000Z"),
        ),
        "",
    ),
    "several times a day, and nothing moved": (
        series(
            "RRULE:FREQ=DAILY;BYHOUR=10,12;COUNT=4", exception(FIRST, f"{LOCAL}{FIRST}")
        ),
        "",
    ),
    "not a date of it": (
        series(WEEKLY, exception("20260303T100000", f"{LOCAL}20260316T100000")),
        "",
    ),
    "to a whole day": (
        series(WEEKLY, exception(SECOND, ";VALUE=DATE:20260316")),
        "",
    ),
    "past the end of the rule": (
        series(
            "RRULE:FREQ=WEEKLY;UNTIL=20260309T100000Z",
            exception(SECOND, f"{LOCAL}20260317T100000"),
        ),
        "",
    ),
}


@pytest.mark.parametrize("name", MOVES)
def test_outlook_takes_no_date_that_reaches_its_neighbour(name: str) -> None:
    data, expected = MOVES[name]
    assert said_of_moves(data) == expected


# What one client loses or misreads, and what it does not.
BY_CLIENT: tuple[tuple[Client, Via, bytes, str], ...] = (
    (ANY, FEED, on_disk(GOOD), "1:1 ics-no-refresh"),
    (ANY, FEED, changed(FED), ""),
    (GOOGLE, FILE, changed(*FOR_GOOGLE), ""),
    (GOOGLE, FILE, changed(ALL_PRIVATE, LINKED), "37:1 ics-google-alarm"),
    (GOOGLE, FILE, changed(NO_ALARM, ALL_PRIVATE), "36:1 ics-google-link"),
    (
        GOOGLE,
        FILE,
        changed(
            NO_ALARM,
            ALL_PRIVATE,
            ("a towel", "a towel: https://example.org/a\\,b"),
            ("URL:https://example.org/a", "URL:https://example.org/a,b"),
        ),
        "36:5 ics-doubtful-link",
    ),
    (GOOGLE, FILE, changed(NO_ALARM, LINKED), "38:1 ics-google-visible"),
    (GOOGLE, FILE, changed(*FOR_GOOGLE, CANCELLED), "30:8 ics-google-cancelled"),
    (GOOGLE, FEED, changed(NO_ALARM, LINKED, FED, CANCELLED), "34:7 ics-google-class"),
    (GOOGLE, FEED, changed(NO_ALARM, LINKED, FED, NOT_PRIVATE), ""),
    (
        GOOGLE,
        FILE,
        changed(*FOR_GOOGLE, TASKED),
        f"48:1 ics-google-task, 48:1 {A_TASK}",
    ),
    (
        GOOGLE,
        FEED,
        changed(FED, (EVENTS, many(1_001)), (ZONE, "")),
        "1:1 ics-google-large, 1:1 ics-large",
    ),
    (APPLE, FILE, on_disk(GOOD), ""),
    (APPLE, FEED, changed(FED), "39:1 ics-apple-alarm"),
    (
        APPLE,
        FILE,
        changed(("SUMMARY", "GEO:51.5;-0.12\nSUMMARY")),
        "33:1 ics-apple-place",
    ),
    (APPLE, FILE, changed(TASKED), f"53:1 ics-apple-task, 53:1 {A_TASK}"),
    (OUTLOOK, FILE, on_disk(GOOD), ""),
    (OUTLOOK, FILE, changed((ALARM, TWO_ALARMS)), "43:1 ics-outlook-alarms"),
    (OUTLOOK, FEED, changed(FED), "39:1 ics-outlook-alarm"),
    (OUTLOOK, FEED, changed(FED, NO_ALARM), ""),
    (
        OUTLOOK,
        FILE,
        changed(repeated("RDATE;TZID=Europe/London:20260303T100000")),
        "30:1 ics-more-dates, 30:1 ics-outlook-dates",
    ),
    (
        OUTLOOK,
        FILE,
        changed(repeated(f"{WEEKLY}\nRDATE;TZID=Europe/London:20260303T100000")),
        "31:1 ics-more-dates, 31:1 ics-outlook-dates",
    ),
    (
        OUTLOOK,
        FILE,
        changed(
            repeated(
                f"{WEEKLY}\nRDATE;TZID=Europe/London:20260303T100000\n"
                f"EXDATE;TZID=Europe/London:{SECOND}"
            )
        ),
        "31:1 ics-more-dates",
    ),
    (
        OUTLOOK,
        FILE,
        series(WEEKLY, exception(SECOND, f"{LOCAL}20260317T100000")).replace(
            b"DTEND:20260401T110000Z", b"DTEND;TZID=Europe/London:20260317T110000"
        ),
        "47:1 ics-override, 51:28 ics-outlook-moved",
    ),
    (
        OUTLOOK,
        FILE,
        changed(("OPAQUE", "TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY")),
        "32:28 ics-outlook-busy",
    ),
    (
        OUTLOOK,
        FILE,
        changed(("OPAQUE", "OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE")),
        "",
    ),
    (OUTLOOK, FILE, changed(repeated("RRULE:FREQ=DAILY;COUNT=49")), ""),
    (
        OUTLOOK,
        FILE,
        changed(repeated("RRULE:FREQ=YEARLY;BYWEEKNO=10;COUNT=3")),
        "30:7 ics-outlook-rule",
    ),
    (OUTLOOK, FILE, changed(NO_ALARM, CANCELLED), "23:1 ics-outlook-cancelled"),
    (
        OUTLOOK,
        FILE,
        changed(NO_ALARM, CANCELLED, ("SUMMARY:", "SUMMARY:Cancelled: ")),
        "",
    ),
    (OUTLOOK, FILE, changed(TASKED), f"53:1 ics-outlook-task, 53:1 {A_TASK}"),
    (THUNDERBIRD, FILE, changed(("-P1D", "-P4W")), ""),
    (
        THUNDERBIRD,
        FILE,
        changed(("-P1D", "-P29D")),
        "41:9 ics-far-alarm, 41:9 ics-thunderbird-lead",
    ),
    (
        THUNDERBIRD,
        FILE,
        changed(("ACTION:DISPLAY", "ACTION:AUDIO")),
        "39:8 ics-alarm-action, 39:8 ics-thunderbird-action",
    ),
)


@pytest.mark.parametrize(("client", "via", "data", "expected"), BY_CLIENT)
def test_what_one_client_loses_is_said_if_it_is_named(
    client: Client, via: Via, data: bytes, expected: str
) -> None:
    assert ", ".join(said(data, client, via)) == expected


def test_every_rule_has_a_calendar_that_breaks_it() -> None:
    broken = [expected for _, _, expected in BROKEN]
    broken += [expected for _, expected in AT_LARGE.values()]
    broken += [expected for _, _, _, expected in BY_CLIENT]
    codes = set(re.findall(r"ics-[a-z0-9-]+", " ".join(broken)))
    catalogue = {code.code for code in CALENDAR_CODES} - {
        code.code for code in COMPARING
    }
    assert codes == catalogue
    assert {rule.code for rule in RULES} <= catalogue


def test_the_same_thing_is_said_once_and_counted() -> None:
    (one,) = linted(changed((EVENTS, many(50).replace("SEQUENCE:0\n", "")), (ZONE, "")))
    assert (one.code, one.count) == ("ics-no-sequence", 50)
    assert one.notes == ("also in lines 14, 22, 30, 38, 46, …",)


def test_no_text_of_a_calendar_is_said() -> None:
    """Whatever is wrong, a message is made of the linter's own words."""
    for old, new, _ in BROKEN:
        text = GOOD.replace(old, new, 1).replace("Appointment", "Qwertz")
        for one in linted(on_disk(text)):
            told = " ".join((one.message, *one.notes, *one.help))
            assert "Qwertz" not in told
            assert "59fc9ede" not in told
