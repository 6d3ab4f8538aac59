"""The fields of a rule, an entry of a `schedule`: *when* an activity happens."""

from __future__ import annotations

from careplan.language.fields.activity import AT, KIND, OVERRIDES, TITLE
from careplan.language.schema.days import DATE
from careplan.language.schema.field import Field, optional, required, table
from careplan.language.schema.lists import by_name, list_of, one_or_more, rows
from careplan.language.schema.names import AN_ID, check_id
from careplan.language.schema.plain import COUNT, FLAG, LINE, number, word
from careplan.language.shapes.anchors import (
    EXPRESSION,
    EXPRESSIONS,
    PARENT,
    RECURRENCE,
)
from careplan.language.shapes.measures import (
    AMOUNT,
    NOT_NEGATIVE,
    OFFSETS,
    POSITIVE,
    STUDY_DAYS,
    WHICH,
    WINDOW,
)
from careplan.language.shapes.week import ALIGNMENT, WEEKDAYS
from careplan.model.program import Clock, CountedFrom, Follows, IfClosed, IfMissed

A_WEEK = number("a number from 1 to 7", 1, 7)
CONDITIONS = by_name(one_or_more(LINE, "one or more texts"), "a table", check_id)

STEP_EVERY = optional("every", POSITIVE, "The interval of this step.", '"1 week"')
STEP_COUNT = optional("count", COUNT, "How many slots the step has.", "4")
STEP_UNTIL = optional(
    "until", EXPRESSION, "Where the step ends, that day included.", '"start + 8 weeks"'
)
STEP_ON = optional("on", WEEKDAYS, "The weekdays of this step.", '["tue", "fri"]')
STEP_TIMES = optional(
    "times_a_week", A_WEEK, "So many days of each week, chosen for the person.", "2"
)
STEP_WEEKS = optional("weeks", COUNT, "How many 7-day weeks the step lasts.", "4")
TAPER_STEP = table(
    "taper step",
    "a taper step",
    "taper = [{ … }]",
    "A step: `every` with `count` or `until`, or `on` or `times_a_week` with `weeks`.",
    STEP_EVERY,
    STEP_COUNT,
    STEP_UNTIL,
    STEP_ON,
    STEP_TIMES,
    STEP_WEEKS,
)

ACTIVITY = required("activity", AN_ID, "The activity that happens.", '"session"')
ID = optional(
    "id",
    AN_ID,
    "The rule's own name, unique in its phase and for ever; `start`, `phase`,"
    " `previous`, `first` and `last` are no ids.",
    '"first-session"',
    otherwise="the activity's",
)

FROM = optional(
    "from",
    EXPRESSION,
    "Where the rule counts from.",
    '"session[3] + 1 day"',
    otherwise="the start of the phase",
)
EACH = optional(
    "each", PARENT, "One companion for every occurrence of this.", '"session"'
)
WHICH_ = optional(
    "which",
    WHICH,
    "The occurrences of `each` that get a companion.",
    '[1, 12, "last"]',
    otherwise="all of them",
)

OFFSET = optional(
    "offset",
    OFFSETS,
    "How far from the anchor; negative counts back.",
    '"5, 10, 15 min"',
)
DAY = optional("day", STUDY_DAYS, "A day number; the anchor's day is Day 1.", "8")
DAYS = optional(
    "days",
    STUDY_DAYS,
    "Day numbers; there is no Day 0, and a range such as `-2 to 2` skips it.",
    '[1, 8, "15-21"]',
)
ON = optional(
    "on",
    WEEKDAYS,
    "Every such weekday; with `every` or `taper`, which weekday of each period.",
    '["tue", "fri"]',
)
EVERY = optional("every", POSITIVE, "The interval from slot to slot.", '"2 weeks"')
TIMES_A_WEEK = optional(
    "times_a_week",
    A_WEEK,
    "So many open days of each 7-day week, chosen for the person: as far apart as can"
    " be, then the earliest.",
    "2",
)
TAPER = optional(
    "taper",
    rows(TAPER_STEP, least=1),
    "Steps in order, each with its own interval: a later step begins one of its own"
    " intervals after the slot before it (18 weekly slots, then every 2 weeks: week 17,"
    " then week 19); blocks of the calendar are phases.",
    '[{ every = "1 week", count = 4 }, { every = "2 weeks", count = 2 }]',
)
RRULE = optional(
    "rrule",
    RECURRENCE,
    "An RFC 5545 rule, for what the other keys cannot say; its COUNT counts days.",
    '"FREQ=MONTHLY;BYDAY=2TU"',
)
FIRST = optional(
    "first",
    AMOUNT,
    "How far from the anchor `every`, `on` or `taper` begins.",
    '"1 week"',
    otherwise="at the anchor",
)

COUNT_ = optional(
    "count", COUNT, "How many occurrences there are; each time of day is one.", "12"
)
UNTIL = optional(
    "until",
    EXPRESSION,
    "The last date, or moment if it has a time.",
    '"start + 6 months"',
)
WEEKS = optional("weeks", COUNT, "For how many 7-day weeks.", "8")
OPEN_ENDED = optional(
    "open_ended",
    FLAG,
    "Go on to the enrolment's `horizon`, that day included.",
    "true",
    default=False,
)

ALL_DAY = optional("all_day", FLAG, "Whole days, no time.", "true", default=False)
ALIGN = optional(
    "align",
    ALIGNMENT,
    "Forward to a weekday, or with `month` back to the first of the month: each date"
    " as it is before closed days, but for rules with `on` or `times_a_week` the"
    " beginning of their weeks (`mon`: calendar weeks).",
    '"mon"',
)
EXCEPT = optional(
    "except",
    list_of(DATE, "a list of dates"),
    "Dates on which nothing happens.",
    "[2026-12-24]",
    default=(),
)
SKIP_DAYS_OF = optional(
    "skip_days_of",
    one_or_more(AN_ID, "one or more activities", least=0),
    "Activities on whose days nothing happens.",
    '["class"]',
    default=(),
)
WINDOW_ = optional(
    "window",
    WINDOW,
    "How far from its date an occurrence may be.",
    '["-1 day", "4 days"]',
    otherwise="6 days for a move, no limit else",
)
NOT_BEFORE = optional(
    "not_before",
    EXPRESSIONS,
    "Never before any of these.",
    '"evaluation + 1 day"',
    default=(),
)
NOT_AFTER = optional(
    "not_after",
    EXPRESSIONS,
    "Never after any of these.",
    '"start + 90 days"',
    default=(),
)
GRACE = optional(
    "grace", NOT_NEGATIVE, "How much before `not_before` still counts.", '"4 days"'
)
IF_CLOSED = optional(
    "if_closed",
    word(IfClosed, "a way to treat closed days"),
    "What happens to an occurrence whose day is closed; a move never passes the"
    " occurrence the rule counts from, and `slide` needs a series.",
    '"next"',
    otherwise="nearest",
)
IF_MISSED = optional(
    "if_missed",
    word(IfMissed, "a way to treat missed ones"),
    "What a missed occurrence does to the others; a series can give it once more.",
    '"append"',
    default=IfMissed.LEAVE,
)
COUNTED_FROM = optional(
    "counted_from",
    word(CountedFrom, "something to count from"),
    "Whether intervals and lists count from the grid or from the occurrence before.",
    '"previous"',
    default=CountedFrom.GRID,
)
FOLLOWS = optional(
    "follows",
    word(Follows, "something to follow"),
    "Whether the rule follows actual or planned moments.",
    '"planned"',
    default=Follows.ACTUAL,
)
WHEN = optional(
    "when",
    CONDITIONS,
    "Facts, decisions or results that must hold.",
    '{ response = "partial" }',
    default=(),
)
REQUIRES = optional(
    "requires",
    one_or_more(AN_ID, "one or more activities", least=0),
    "Gates that must open before this is confirmed.",
    '["evaluation"]',
    default=(),
)
LABELS = optional(
    "labels",
    list_of(LINE, "a list of texts"),
    "Names laid over the occurrences in order of time; the last goes on.",
    '["Week 1", "Week 2"]',
    default=(),
)
CLOCK = optional(
    "clock",
    word(Clock, "a clock"),
    "Whose wall clock the times are on, or `elapsed` for days of 24 hours.",
    '"site"',
    default=Clock.PERSON,
)

# The keys of an activity, none of them required here.
KIND_ = optional("kind", KIND.shape, KIND.doc, KIND.example, otherwise="the activity's")
TITLE_ = optional(
    "title", TITLE.shape, TITLE.doc, TITLE.example, otherwise="the activity's"
)
OVERRIDDEN: tuple[Field[object], ...] = (KIND_, TITLE_, *OVERRIDES)

RULE = table(
    "rule",
    "a rule",
    "[[phases.schedule]]",
    "When an activity happens; any key of the activity may be said anew.",
    ACTIVITY,
    ID,
    FROM,
    EACH,
    WHICH_,
    OFFSET,
    DAY,
    DAYS,
    ON,
    EVERY,
    TIMES_A_WEEK,
    TAPER,
    RRULE,
    FIRST,
    COUNT_,
    UNTIL,
    WEEKS,
    OPEN_ENDED,
    AT,
    ALL_DAY,
    ALIGN,
    EXCEPT,
    SKIP_DAYS_OF,
    WINDOW_,
    NOT_BEFORE,
    NOT_AFTER,
    GRACE,
    IF_CLOSED,
    IF_MISSED,
    COUNTED_FROM,
    FOLLOWS,
    CLOCK,
    WHEN,
    REQUIRES,
    LABELS,
    *OVERRIDDEN,
)
