"""The fields of an enrolment: one person's part in a program."""

from __future__ import annotations

from careplan.language.fields.ledger import LEDGER
from careplan.language.fields.site import SITE
from careplan.language.findings import Spot
from careplan.language.schema import forms
from careplan.language.schema.days import DATE, MOMENT
from careplan.language.schema.field import optional, required, shape, table
from careplan.language.schema.lists import (
    by_name,
    list_of,
    one_or_more,
    row,
    rows_by_name,
)
from careplan.language.schema.names import check_id, check_path
from careplan.language.schema.plain import LINE, limited, word
from careplan.language.schema.row import Row, read_table, wrong_type
from careplan.language.shapes.availability import HOURS, QUIET, SPANS, ZONE
from careplan.language.shapes.week import TIMES, WEEKDAYS
from careplan.model.enrolment import Client, Privacy, Reminding, Via


def _site(value: object, spot: Spot) -> str | Row | None:
    match value:
        case str():
            return LINE.read(value, spot)
        case dict():
            return read_table(SITE, value, spot)
        case _:
            raise wrong_type(value, spot, "a file name or a table")


UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"

PIN_VERSION = required("version", LINE, "The program's version.", '"1.0.0"')
PIN_SHA256 = required(
    "sha256",
    limited(LINE, "[0-9a-f]{64}", "bad-pin", "{} is no SHA-256 in hexadecimal"),
    "The SHA-256 of the program's bytes.",
    '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
)
PIN = table(
    "pin",
    "a pin",
    "pin = { … }",
    "The program content an enrolment was made for.",
    PIN_VERSION,
    PIN_SHA256,
)

ALIAS = optional("alias", LINE, "What staff calendars show.", '"A17"')
NAME = optional("name", LINE, "Leaves this file at full privacy only.", '"…"')
PERSON_HOURS = optional(
    "hours",
    HOURS,
    "When the person has time; a weekday not named has none.",
    '{ mon = "17:00-21:00", sat = "09:00-13:00" }',
    otherwise="all day",
)
AWAY = optional(
    "away",
    SPANS,
    "Days on which the person is away.",
    "[{ from = 2026-04-10, to = 2026-04-17 }]",
    default=(),
)
BUSY = optional(
    "busy",
    LINE,
    "The person's calendar, an iCalendar file beside this one: when there is no time.",
    '"busy.ics"',
)
MEDICINES = optional(
    "medicines",
    list_of(LINE, "a list of texts"),
    "The medicines and supplements declared.",
    '["…"]',
    default=(),
)
PERSON = table(
    "person",
    "`[person]`",
    "[person]",
    "The person; all of it but the alias is theirs alone.",
    ALIAS,
    NAME,
    PERSON_HOURS,
    AWAY,
    BUSY,
    MEDICINES,
)

MEMBER_NAME = optional("name", LINE, "Their name.", '"…"')
MEMBER_EMAIL = optional("email", LINE, "Their address.", '"…"')
MEMBER_PHONE = optional("phone", LINE, "Their number.", '"…"')
MEMBER = table(
    "member",
    "a member of the team",
    "[team.ROLE]",
    "Somebody put to a role of the program.",
    MEMBER_NAME,
    MEMBER_EMAIL,
    MEMBER_PHONE,
)

CHOSEN_ON = optional("on", WEEKDAYS, "The weekdays instead.", '["mon", "thu"]')
CHOSEN_AT = optional("at", TIMES, "The time or times instead.", '"19:00"')
CHOICE = table(
    "choice",
    "a choice",
    "[choices.ACTIVITY]",
    "What the person chose, of what the program lets them choose.",
    CHOSEN_ON,
    CHOSEN_AT,
)

PRIVACY = optional(
    "privacy",
    word(Privacy, "a privacy"),
    "How much the calendar says.",
    '"discreet"',
    otherwise="discreet; full for a clinician",
)
CLIENT = optional(
    "client",
    word(Client, "a calendar client"),
    "The program it is made for.",
    '"google"',
    default=Client.ANY,
)
VIA = optional(
    "via",
    word(Via, "a way to travel"),
    "A file to import or a feed to follow.",
    '"file"',
    default=Via.FILE,
)
STREAM_REMINDERS = optional(
    "reminders",
    word(Reminding, "a way to remind"),
    "Alarms, events of their own, or both.",
    '"alarms"',
    default=Reminding.ALARMS,
)
QUIET_HOURS = optional(
    "quiet",
    QUIET,
    "When nothing rings: what would comes before, or afterwards what comes after.",
    '"22:00-07:00"',
)
CONSENT = optional(
    "consent", DATE, "When the person agreed to full privacy.", "2026-03-01"
)
STREAM = table(
    "stream",
    "a calendar",
    "[calendars.ROLE]",
    "What one role gets, and how.",
    PRIVACY,
    CLIENT,
    VIA,
    STREAM_REMINDERS,
    QUIET_HOURS,
    CONSENT,
)

ID = required(
    "id",
    limited(LINE, UUID_PATTERN, "bad-id", "{} is no UUID, as `enrol` makes them"),
    "Random, made once; calendar entries are known by it.",
    '"6f0c2d4e-9d1b-4c5a-8f3e-2b7a1c9d0e4f"',
)
PROGRAM = required(
    "program",
    LINE,
    "The program's file, relative to this one.",
    '"plans/ketamine.toml"',
)
PIN_ = optional(
    "pin",
    row(PIN),
    "The program content this was made for.",
    '{ version = "1.0.0", sha256 = "…" }',
)
START = required(
    "start", MOMENT, "The date, or date and time, of the start.", "2026-03-02"
)
TIMEZONE = required("timezone", ZONE, "The person's time zone.", '"Europe/London"')
SITE_ = optional(
    "site",
    shape(
        "a file name or a table",
        _site,
        form=forms.any_of(LINE.form, forms.table(SITE.name)),
        table=SITE,
    ),
    "The site's file, or its table.",
    '"site.toml"',
    otherwise="every day is open",
)
HORIZON = optional(
    "horizon",
    DATE,
    "The last day for which `open_ended` rules are planned for now.",
    "2027-03-02",
)
PERSON_ = optional("person", row(PERSON), "The person.", '{ alias = "A17" }')
TEAM = optional(
    "team",
    rows_by_name(MEMBER, check_id),
    "Who plays the roles.",
    '{ coach = { name = "…" } }',
    default=(),
)
CHOICES = optional(
    "choices",
    rows_by_name(CHOICE, check_path),
    "What the person chose, by activity or by `PHASE/RULE`.",
    '{ session = { at = "19:00" } }',
    default=(),
)
DECIDED = optional(
    "decisions",
    by_name(LINE, "a table of texts", check_id),
    "What was decided from the start.",
    '{ response = "partial" }',
    default=(),
)
ANCHOR_DATES = one_or_more(MOMENT, "dates, with a time or without")
ANCHORS = optional(
    "anchors",
    by_name(ANCHOR_DATES, "a table of dates", check_id),
    "The dates of the program's anchors.",
    "{ due-date = 2026-09-01 }",
    default=(),
)
FACTS = optional(
    "facts",
    by_name(LINE, "a table of texts", check_id),
    "What is known of the person and decides branches.",
    '{ arm = "a" }',
    default=(),
)
STREAMS = optional(
    "calendars",
    rows_by_name(STREAM, check_id),
    "The calendars handed out, by role.",
    '{ patient = { privacy = "discreet" } }',
    default=(),
)
LEDGER_ = optional(
    "ledger",
    LEDGER,
    "What happened and was decided, only ever added to: each entry under a line"
    " `[[ledger]]` of its own.",
    '[{ at = 2026-03-04T09:12:00Z, verb = "undo", entry = 1 }]',
    default=(),
)
DOCUMENT = table(
    "enrolment file",
    "an enrolment",
    "",
    "One person's part in a program.",
    ID,
    PROGRAM,
    PIN_,
    START,
    TIMEZONE,
    SITE_,
    HORIZON,
    PERSON_,
    TEAM,
    CHOICES,
    DECIDED,
    ANCHORS,
    FACTS,
    STREAMS,
    LEDGER_,
)
