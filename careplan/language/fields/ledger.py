"""The fields of the ledger: flat entries, each with its instant and its verb.

All verbs share one table; which other keys an entry has depends on its verb and is for
the decoder.
"""

from __future__ import annotations

from datetime import date, datetime

from careplan.language.findings import Spot
from careplan.language.schema import forms
from careplan.language.schema.days import DATE, INSTANT, MOMENT
from careplan.language.schema.field import (
    Field,
    Shape,
    optional,
    required,
    shape,
    table,
)
from careplan.language.schema.lists import rows
from careplan.language.schema.names import AN_ID
from careplan.language.schema.plain import COUNT, FLAG, LINE, limited, word
from careplan.language.schema.row import wrong_type
from careplan.language.shapes.measures import LENGTH
from careplan.model.ledger import Keep, Rest, Verb


def _said(value: object, spot: Spot) -> str | date | datetime | None:
    """Read what an entry can say: a text, or a date with or without a time."""
    if isinstance(value, date):
        return MOMENT.read(value, spot)
    if isinstance(value, str):
        return LINE.read(value, spot)
    raise wrong_type(value, spot, SAID.words)


SAID: Shape[str | date | datetime] = shape(
    "a text or a date", _said, form=forms.any_of(forms.TEXT, forms.DATE, forms.WALL)
)

AT = required("at", INSTANT, "When the entry was written.", "2026-03-04T09:12:00Z")
VERB = required("verb", word(Verb, "a verb"), "What the entry says.", '"record"')
OCCURRENCE = optional(
    "occurrence",
    LINE,
    "What is spoken of (`record`, `move`, `omit`, `pin`): the name as `careplan show`"
    " lists it.",
    '"foundation/session-1"',
)
RESULT = optional(
    "result",
    LINE,
    "What became of it (`record`): `done`, `missed`, or one of the activity's own"
    " results, which means that it was done.",
    '"done"',
)
ON = optional(
    "on",
    MOMENT,
    "The day, or the time, at which it was done (`record`), is to be (`add`), or was"
    " when it was confirmed (`pin`); the last day of all (`end`); the first day of the"
    " run (`begin`).",
    "2026-03-04T10:00:00",
    otherwise="as planned (`record`, `pin`)",
)
TO = optional(
    "to",
    MOMENT,
    "The day, or the time, it is moved to (`move`); on a day it keeps its time.",
    "2026-03-12T10:00:00",
)
REST = optional(
    "rest",
    word(Rest, "`keep`, `slide` or `drop`"),
    "What becomes of the others: `keep` leaves them and `slide` lets those after it"
    " follow (`move`); `slide` lets what would be in the pause come after it and `drop`"
    " leaves it out (`pause`).",
    '"slide"',
    otherwise="`keep` (`move`; a chain slides), `slide` (`pause`)",
)
FROM = optional(
    "from",
    DATE,
    "The first day on which the plan stands still (`pause`).",
    "2026-03-16",
)
UNTIL = optional(
    "until", DATE, "The last day on which it stands still (`pause`).", "2026-03-22"
)
HABITS = optional(
    "habits",
    FLAG,
    "That habits stand still as well (`pause`); medicines never do.",
    "true",
    default=False,
)
OVERRIDE = optional(
    "override",
    FLAG,
    "That it may break a rule of the program there (`move`, `add`), or leave a gap that"
    " is too long (`omit`, `pause`); `reason` says why.",
    "true",
    default=False,
)
ACTIVITY = optional(
    "activity",
    AN_ID,
    "What happens once more (`add`), or what alone ends (`end`), as a medicine can.",
    '"session"',
)
PHASE = optional(
    "phase",
    AN_ID,
    "The phase that is longer (`extend`), or begins anew (`begin`).",
    '"foundation"',
)
LENGTH_ = optional(
    "length", LENGTH, "How long it is from then on (`extend`).", '"6 weeks"'
)
HORIZON = optional(
    "horizon",
    DATE,
    "The last day for which `open_ended` rules are planned from then on (`extend`).",
    "2027-09-01",
)
DECISION = optional(
    "decision", AN_ID, "The decision that was taken (`decide`).", '"response"'
)
OPTION = optional("option", LINE, "The option chosen (`decide`).", '"partial"')
NAME = optional(
    "name",
    LINE,
    "What is different from then on (`set`): an anchor (`due-date`; of one with many"
    " dates `restart[2]`, or `restart` for one more), `start`, a fact, a choice"
    " (`session.at`), `timezone`, or what a calendar is (`calendars.patient.privacy`).",
    '"due-date"',
)
VALUE: Field[str | date | datetime] = optional(
    "value",
    SAID,
    "What it is from then on (`set`): a date, or a text.",
    "2026-09-01",
)
KEEP = optional(
    "keep",
    word(Keep, "`clock` or `instant`"),
    "What stays when `timezone` is set (`set`): times on the clock, which are the same"
    " in the new zone, or their instants, which are told in it.",
    '"clock"',
)
PROGRAM = optional(
    "program",
    LINE,
    "The file of the new program, relative to this one (`amend`).",
    '"plans/ketamine-1.1.0.toml"',
)
VERSION = optional("version", LINE, "The new program's version (`amend`).", '"1.1.0"')
SHA256 = optional(
    "sha256",
    limited(LINE, "[0-9a-f]{64}", "bad-pin", "{} is no SHA-256 in hexadecimal"),
    "The SHA-256 of the new program's bytes (`amend`).",
    '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
)
EFFECTIVE = optional(
    "effective",
    DATE,
    "The first day for which the new program speaks (`amend`).",
    "2026-04-08",
    otherwise="the day of the entry (`amend`)",
)
WAS = optional(
    "was",
    LINE,
    "Where the program that held until then lies, if it is not where it was (`amend`).",
    '"plans/ketamine-1.0.0.toml"',
)
UNDONE = optional(
    "entry", COUNT, "The number of the entry that no longer counts (`undo`).", "7"
)
REASON = optional("reason", LINE, "Why, for the people who read it.", '"…"')
BY = optional("by", LINE, "Who says so.", '"…"')
ENTRY = table(
    "ledger entry",
    "an entry of the ledger",
    "[[ledger]]",
    "One thing that happened or was decided; its other keys depend on the verb.",
    AT,
    VERB,
    OCCURRENCE,
    RESULT,
    ON,
    TO,
    REST,
    FROM,
    UNTIL,
    HABITS,
    OVERRIDE,
    ACTIVITY,
    PHASE,
    LENGTH_,
    HORIZON,
    DECISION,
    OPTION,
    NAME,
    VALUE,
    KEEP,
    PROGRAM,
    VERSION,
    SHA256,
    EFFECTIVE,
    WAS,
    UNDONE,
    REASON,
    BY,
)
LEDGER = rows(ENTRY)
