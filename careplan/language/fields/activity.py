"""The fields of an activity: *what* happens, whenever it does."""

from __future__ import annotations

from enum import StrEnum

from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.field import optional, required, shape, table
from careplan.language.schema.lists import by_name, list_of, one_or_more, row
from careplan.language.schema.names import AN_ID, check_free
from careplan.language.schema.plain import (
    COUNT,
    FLAG,
    LINE,
    PRICE,
    TEXT,
    limited,
    word,
)
from careplan.language.schema.row import read_table, wrong_type
from careplan.language.shapes.measures import NOT_NEGATIVE, POSITIVE
from careplan.language.shapes.week import TIMES, WEEKDAYS
from careplan.model.kind import Heeds, Kind
from careplan.model.program import Effect, Reminder


class Choosable(StrEnum):
    """What an enrolment may choose for an activity."""

    ON = "on"
    AT = "at"


def _reminder(value: object, spot: Spot) -> Reminder | None:
    if isinstance(value, str):
        lead = NOT_NEGATIVE.read(value, spot)
        return None if lead is None else Reminder(lead=lead)
    if not isinstance(value, dict):
        raise wrong_type(value, spot, "an amount of time or a table")
    told = read_table(REMINDER, value, spot)
    if told is None:
        return None
    if told.says(BEFORE) == told.says(AFTER):
        raise UnreadableError(
            "missing-key", f"{spot.name} needs either `before` or `after`"
        )
    before, after = told.get(BEFORE), told.get(AFTER)
    lead = after if before is None else before
    if lead is None:
        return None
    return Reminder(lead=lead, after=after is not None, text=told.get(REMINDER_TEXT))


BEFORE = optional("before", NOT_NEGATIVE, "How long before the start.", '"1 day"')
AFTER = optional("after", NOT_NEGATIVE, "How long after the end.", '"2 h"')
REMINDER_TEXT = optional(
    "text",
    LINE,
    "What the reminder says.",
    '"No driving until tomorrow"',
    otherwise="the title",
)
REMINDER = table(
    "reminder",
    "a reminder",
    "{ before = …, text = … }",
    "One reminder, before the start or after the end.",
    BEFORE,
    AFTER,
    REMINDER_TEXT,
)

MOST = required("count", COUNT, "How many at most.", "2")
PER = required("per", POSITIVE, "In any stretch of this length.", '"7 days"')
CEILING = table(
    "at_most",
    "a ceiling",
    "at_most = { … }",
    "How many occurrences there may be in any stretch of time.",
    MOST,
    PER,
)

KIND = required(
    "kind",
    word(Kind, "a kind of activity", "unknown-kind"),
    "What sort of thing it is; the kind decides what is not said.",
    '"session"',
)
TITLE = required(
    "title",
    LINE,
    "What it is called in calendars that may say so.",
    '"Medical evaluation"',
)
NEUTRAL = optional(
    "neutral",
    LINE,
    "What discreet calendars call it.",
    '"Appointment"',
    otherwise="the kind's word, never the title",
)
DURATION = optional(
    "duration",
    POSITIVE,
    "How long it takes; in days or longer it fills whole days, first to last, of which"
    " only the first must be open.",
    '"60 min"',
    otherwise="15 minutes in calendars, if it has a time",
)
AT = optional(
    "at",
    TIMES,
    "The time or times of day, or a table of them for every weekday it falls on.",
    '"18:00"',
    otherwise="all day",
)
WITH = optional(
    "with",
    one_or_more(AN_ID, "one or more roles", least=0),
    "The roles that take part.",
    '["clinician"]',
    default=(),
)
OPEN = optional(
    "open",
    WEEKDAYS,
    "The only weekdays on which it can be given.",
    '["mon", "wed", "fri"]',
    otherwise="the site's",
)
MIN_GAP = optional(
    "min_gap",
    POSITIVE,
    "The least time from one start to the next, in whatever phase.",
    '"48 h"',
)
MAX_GAP = optional(
    "max_gap",
    POSITIVE,
    "The most time from one start to the next, in whatever phase; equal is enough.",
    '"10 days"',
)
AT_MOST = optional(
    "at_most",
    row(CEILING),
    "How many there may be in any stretch of time, in whatever phase.",
    '{ count = 2, per = "7 days" }',
)
CHOOSE = optional(
    "choose",
    list_of(word(Choosable, "something to choose"), "a list of `on` and `at`"),
    "What an enrolment may choose.",
    '["on", "at"]',
    default=(),
)
REMINDERS = optional(
    "reminders",
    list_of(
        shape(
            "an amount of time or a table",
            _reminder,
            form=forms.any_of(NOT_NEGATIVE.form, forms.table(REMINDER.name)),
            table=REMINDER,
        ),
        "a list of reminders",
    ),
    "When to remind: amounts before the start, or tables.",
    '["1 day", { after = "2 h", text = "Rest" }]',
    default=(),
)
INSTRUCTIONS = optional(
    "instructions",
    TEXT,
    "What to know and do; shown at full privacy only.",
    '"Quiet room, playlist ready."',
)
NEUTRAL_INSTRUCTIONS = optional(
    "neutral_instructions",
    TEXT,
    "What discreet calendars may say.",
    '"Nothing to eat for 4 hours before."',
)
LOCATION = optional("location", LINE, "Where it takes place.", '"Room 2"')
# Without a name and a password before the host: whoever has the calendar has the link.
_ADDRESS = r"https://[^\s<>\"/?#@]+([/?#][^\s<>\"]*)?"
LINK = optional(
    "link",
    limited(LINE, _ADDRESS, "bad-link", "{} is no `https://` address for everybody"),
    "An `https://` address, such as a call or a form.",
    '"https://example.org/form"',
)
RESULTS = optional(
    "results",
    by_name(word(Effect, "an effect of a result"), "a table of results", check_free),
    "The results it can have, and whether each opens or closes the way on.",
    '{ eligible = "opens", ineligible = "closes" }',
    default=(),
)
PRICE_ = optional(
    "price", PRICE, "What one occurrence costs, in the program's currency.", "250"
)
HEEDS = optional(
    "heeds",
    list_of(word(Heeds, "something to heed"), "a list of `site` and `person`"),
    "Whose closed days, hours and absences keep it from a day.",
    '["site", "person"]',
    otherwise="the kind's",
)
BLOCKS = optional(
    "blocks", FLAG, "Whether it keeps its time busy.", "true", otherwise="the kind's"
)
SERIES = optional(
    "series",
    FLAG,
    "Whether a calendar may show it as one repeating entry.",
    "true",
    otherwise="the kind's",
)

# What a rule may say anew, for its own occurrences; `at` is a rule's own besides.
OVERRIDES = (
    NEUTRAL,
    DURATION,
    WITH,
    OPEN,
    MIN_GAP,
    MAX_GAP,
    AT_MOST,
    CHOOSE,
    REMINDERS,
    INSTRUCTIONS,
    NEUTRAL_INSTRUCTIONS,
    LOCATION,
    LINK,
    RESULTS,
    PRICE_,
    HEEDS,
    BLOCKS,
    SERIES,
)
ACTIVITY = table(
    "activity",
    "an activity",
    "[activities.ID]",
    "Something the program asks to happen: what, not when.",
    KIND,
    TITLE,
    *OVERRIDES[:2],
    AT,
    *OVERRIDES[2:],
)
