"""Codes of single values: keys, types, and small texts such as amounts and times."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

VALUES = (
    Code(
        code="unknown-key",
        summary="a table has a key it does not know",
        explanation="Unknown keys are refused and never skipped, because a misspelt"
        " rule would silently be missing. `careplan fields` lists the keys of every"
        " table.",
        wrong='{ activity = "call", ofset = "1 day" }',
        right='{ activity = "call", offset = "1 day" }',
    ),
    Code(
        code="missing-key",
        summary="a table lacks a key it needs",
        explanation="The place is the header of the table, for there is nothing else"
        " to point at. `careplan fields` says which keys a table needs.",
        wrong='[activities.call]\nkind = "coaching"',
        right='[activities.call]\nkind = "coaching"\ntitle = "Integration call"',
    ),
    Code(
        code="wrong-type",
        summary="a value is of another type than its key takes",
        explanation="TOML tells texts, whole numbers, dates, times, true and false,"
        " lists and tables apart. Dates and times are written without quotes, amounts"
        " of time with them.",
        wrong='count = "8"',
        right="count = 8",
    ),
    Code(
        code="wrong-word",
        summary="a value is none of the words its key takes",
        explanation="Some keys take one of a few words, which the message lists.",
        wrong='if_closed = "skip"',
        right='if_closed = "drop"',
    ),
    Code(
        code="empty-text",
        summary="a text is empty",
        explanation="A title, a name or an id of nothing would leave a line of a"
        " calendar blank. Leave an optional key out instead.",
        wrong='title = ""',
        right='title = "Session"',
    ),
    Code(
        code="long-title",
        severity=Severity.WARNING,
        summary="a title is longer than calendars take",
        explanation="A title has 255 characters at most, with the label behind it, with"
        " `To be confirmed: ` before it while it waits for a result, and in a calendar"
        " of staff with the person's alias. Proton takes no longer one, and others cut"
        " as well, so that `export` cuts it itself, and ends it in `…`. Say in a few"
        " words what it is, and the rest in `instructions`.",
    ),
    Code(
        code="long-text",
        severity=Severity.WARNING,
        summary="a text is longer than calendars have room for",
        explanation="A calendar program takes 3,000 characters of a description and 255"
        " of a place. The link, the line for emergencies and the notice of a medicine"
        " stand under the instructions and must not be lost, so these are cut, and end"
        " in `…`. Say the most important first; a leaflet has room for the rest.",
    ),
    Code(
        code="empty-list",
        summary="a list is empty",
        explanation="A list of no weekdays, days or times would make a rule that gives"
        " nothing. Leave the key out, or name at least one.",
        wrong="on = []",
        right='on = ["tue", "fri"]',
    ),
    Code(
        code="bad-number",
        summary="a number is out of its range, or no number",
        explanation="Counts, days and ordinals are whole numbers within limits no"
        " programme reaches; the message says which.",
        wrong='which = "every 0th"',
        right='which = "every 2nd"',
    ),
    Code(
        code="bad-amount",
        summary="an amount of time cannot be read",
        explanation="An amount is a whole number and a unit: `min`, `h`, `day`,"
        " `business day`, `week`, `month` or `year`. One and a half weeks are"
        " `10 days` or `11 days`: the programme must say which.",
        wrong='offset = "1.5 weeks"',
        right='offset = "10 days"',
    ),
    Code(
        code="bad-date",
        summary="a date cannot be read or used",
        explanation="Dates are written without quotes as year-month-day. Years lie"
        " within a range in which people live.",
        wrong='except = ["24 December"]',
        right="except = [2026-12-24]",
    ),
    Code(
        code="bad-time",
        summary="a clock time cannot be read",
        explanation="Times of day are `HH:MM` on the 24-hour clock.",
        wrong='at = "7pm"',
        right='at = "19:00"',
    ),
    Code(
        code="bad-weekday",
        summary="a weekday cannot be read",
        explanation="Weekdays are `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, a"
        " list of them, or a range such as `mon-fri`.",
        wrong='on = ["Tuesday"]',
        right='on = ["tue"]',
    ),
    Code(
        code="bad-id",
        summary="an id cannot be used",
        explanation="Ids are lower-case letters, digits and hyphens, beginning with a"
        " letter, at most 64 characters. `start`, `phase`, `previous`, `first` and"
        " `last` mean something else. An id is for ever: calendars recognise their"
        " events by it.",
        wrong="[activities.Session_1]",
        right="[activities.session]",
    ),
    Code(
        code="bad-link",
        summary="a link is no `https://` address",
        explanation="Links are opened from calendars on telephones and at work, so only"
        " encrypted addresses are taken, and none with a name or a password in it.",
        wrong='link = "http://example.org/form"',
        right='link = "https://example.org/form"',
    ),
    Code(
        code="bad-currency",
        summary="a currency is no three-letter code",
        explanation="Currencies are the codes of ISO 4217.",
        wrong='currency = "$"',
        right='currency = "USD"',
    ),
    Code(
        code="bad-pin",
        summary="the pin of an enrolment is no SHA-256",
        explanation="`enrol` writes the pin, the fingerprint of the program this person"
        " was enrolled on; it is not edited by hand.",
        wrong='pin = { version = "1.0.0", sha256 = "latest" }',
        right='pin = { version = "1.0.0", sha256 = "9f86d081884c7d65…" }',
    ),
    Code(
        code="bad-expression",
        summary="an anchor expression cannot be read",
        explanation="An anchor expression is a date, a date and time, or a name, then"
        " any number of ` + AMOUNT` or ` - AMOUNT`, applied from left to right.",
        wrong='from = "2 days before surgery"',
        right='from = "surgery - 2 days"',
    ),
    Code(
        code="bad-rrule",
        summary="a recurrence rule cannot be read, or no day ever matches it",
        explanation="`rrule` takes what follows `RRULE:` in RFC 5545, counted in days"
        " or longer: DAILY, WEEKLY, MONTHLY or YEARLY. The anchor is its DTSTART. Hours"
        " are counted by `every`. A rule that matches no day of any year, such as 30"
        " February, is refused.",
        wrong='rrule = "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"',
        right='rrule = "FREQ=MONTHLY;BYMONTHDAY=-1"',
    ),
    Code(
        code="unknown-zone",
        summary="a time zone is not in the IANA database",
        explanation="Zones are named by place, `Europe/London`, so that their clock"
        " changes are known. Abbreviations such as `EST` are refused: calendar programs"
        " disagree about them.",
        wrong='timezone = "EST"',
        right='timezone = "America/New_York"',
    ),
    Code(
        code="unknown-region",
        summary="there are no public holidays for a region of this name",
        explanation="Regions are country codes, or a country and its subdivision, as"
        " the `holidays` package names them.",
        wrong='holidays = "England"',
        right='holidays = "GB-ENG"',
    ),
    Code(
        code="unknown-kind",
        summary="an activity is of no known kind",
        explanation="The kind decides what closes a day, whether time is blocked, and"
        " what a discreet calendar calls it, so the kinds are a closed list;"
        " `careplan fields kind` shows it.",
        wrong='kind = "therapy"',
        right='kind = "session"',
    ),
    Code(
        code="day-zero",
        summary="there is no Day 0",
        explanation="Days are numbered as in clinical trials (CDISC): the anchor's day"
        " is Day 1, the day before it Day -1. A programme that counts from Day 0 is"
        " written with offsets.",
        wrong="days = [0, 7, 14]",
        right='offset = ["0 days", "7 days", "14 days"]',
    ),
)
