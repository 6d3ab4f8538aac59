"""The fields of a program document, but for activities and rules."""

from __future__ import annotations

from careplan.language.fields.activity import ACTIVITY
from careplan.language.fields.rule import CONDITIONS, REQUIRES, RULE
from careplan.language.schema.days import DATE
from careplan.language.schema.field import optional, required, table
from careplan.language.schema.lists import by_name, list_of, row, rows, rows_by_name
from careplan.language.schema.names import AN_ID, check_id
from careplan.language.schema.plain import COUNT, FLAG, LINE, TEXT, limited, word
from careplan.language.shapes.anchors import EXPRESSION
from careplan.language.shapes.measures import LENGTH
from careplan.language.shapes.week import ALIGNMENT
from careplan.model.program import Status

ID = required("id", AN_ID, "The program's name, for ever.", '"ketamine-foundations"')
VERSION = required("version", LINE, "The version of its content.", '"1.0.0"')
STATUS = optional(
    "status",
    word(Status, "a status"),
    "Nobody is enrolled on a draft.",
    '"active"',
    default=Status.DRAFT,
    otherwise="a draft",
)
TITLE = required("title", LINE, "What it is called.", '"At-home ketamine therapy"')
SUMMARY = optional("summary", TEXT, "What it is, for people.", '"Eight sessions …"')
SOURCE = optional(
    "source", LINE, "Where the schedule was published.", '"https://example.org/label"'
)
NOTICE = optional(
    "notice",
    LINE,
    "One line that always stands by the program.",
    '"Never change or stop a medicine on your own."',
)
CURRENCY = optional(
    "currency",
    limited(LINE, "[A-Z]{3}", "bad-currency", "{} is no currency, such as `EUR`"),
    "The currency of the prices.",
    '"USD"',
)
URGENT = optional(
    "urgent", TEXT, "What to do in an emergency.", '"In an emergency call 112."'
)
PRIVATE_TERMS = optional(
    "private_terms",
    list_of(LINE, "a list of texts"),
    "Words that may stand in no discreet calendar; whole words, so name plurals too.",
    '["ketamine"]',
    default=(),
)
APPROVED_BY = optional("approved_by", LINE, "Who approved it.", '"Clinical board"')
APPROVED_ON = optional("approved_on", DATE, "When it was approved.", "2026-01-15")
REVIEW_BY = optional(
    "review_by", DATE, "When it must be looked at again.", "2027-01-15"
)
HEAD = table(
    "program",
    "`[program]`",
    "[program]",
    "The program itself, independent of any person.",
    ID,
    VERSION,
    STATUS,
    TITLE,
    SUMMARY,
    SOURCE,
    NOTICE,
    CURRENCY,
    URGENT,
    PRIVATE_TERMS,
    APPROVED_BY,
    APPROVED_ON,
    REVIEW_BY,
)

PHASE_ID = required(
    "id",
    AN_ID,
    "The phase's name, for ever; the ids a rule cannot have are none here either.",
    '"foundation"',
)
PHASE_TITLE = optional(
    "title", LINE, "What it is called.", '"Foundation"', otherwise="the id"
)
PHASE_LENGTH = optional(
    "length",
    LENGTH,
    "How long it lasts; the day after so long is no longer in it.",
    '"4 weeks"',
    otherwise="to the end of its longest rule",
)
PHASE_FROM = optional(
    "from",
    EXPRESSION,
    "Where it begins.",
    '"foundation.end + 2 weeks"',
    otherwise="where the phase before it ends",
)
PHASE_ALIGN = optional(
    "align",
    ALIGNMENT,
    "Forward to a weekday, or with `month` back to the first of the month.",
    '"mon"',
)
PHASE_REPEAT = optional("repeat", COUNT, "How many cycles it has.", "6", default=1)
PHASE_WHEN = optional(
    "when",
    CONDITIONS,
    "Facts, decisions or results that must hold.",
    '{ response = "partial" }',
    default=(),
)
PHASE_REQUIRES = optional(
    "requires",
    REQUIRES.shape,
    "Gates that must open before this phase and those after it are confirmed.",
    '["evaluation"]',
    default=(),
)
PHASE_UNTIL = optional(
    "until", EXPRESSION, "The last day it can have, included.", '"start + 1 year"'
)
PHASE_OPTIONAL = optional(
    "optional", FLAG, "Entered only by `begin`.", "true", default=False
)
PHASE_SCHEDULE = optional(
    "schedule",
    rows(RULE),
    "The rules of the phase.",
    '[{ activity = "session", on = ["tue"] }]',
    default=(),
)
PHASE = table(
    "phase",
    "a phase",
    "[[phases]]",
    "A named stretch of the program; phases follow one another.",
    PHASE_ID,
    PHASE_TITLE,
    PHASE_LENGTH,
    PHASE_FROM,
    PHASE_ALIGN,
    PHASE_REPEAT,
    PHASE_WHEN,
    PHASE_REQUIRES,
    PHASE_UNTIL,
    PHASE_OPTIONAL,
    PHASE_SCHEDULE,
)

ANCHOR_TITLE = optional("title", LINE, "What the date is.", '"Due date"')
ANCHOR_OPTIONAL = optional(
    "optional", FLAG, "Whether an enrolment may leave it out.", "true", default=False
)
ANCHOR_MANY = optional(
    "many", FLAG, "Whether it has several dates, `anchor[n]`.", "true", default=False
)
ANCHOR = table(
    "anchor",
    "an anchor",
    "[anchors.ID]",
    "A point rules may count from, whose date the enrolment gives.",
    ANCHOR_TITLE,
    ANCHOR_OPTIONAL,
    ANCHOR_MANY,
)

DECISION_AFTER = optional(
    "after", EXPRESSION, "The occurrence it is asked after.", '"session[8]"'
)
DECISION_QUESTION = required(
    "question", LINE, "What is asked.", '"How well did it work?"'
)
DECISION_OPTIONS = required(
    "options",
    list_of(LINE, "a list of texts", least=1),
    "The answers there are.",
    '["full", "partial", "none"]',
)
DECISION_DEFAULT = optional(
    "default", LINE, "The answer that holds until one is given.", '"partial"'
)
DECISION = table(
    "decision",
    "a decision",
    "[decisions.ID]",
    "A named choice between branches.",
    DECISION_AFTER,
    DECISION_QUESTION,
    DECISION_OPTIONS,
    DECISION_DEFAULT,
)

PROGRAM = required(
    "program",
    row(HEAD),
    "The program itself.",
    '{ id = "…" }',
)
ROLES = optional(
    "roles",
    by_name(LINE, "a table of texts", check_id),
    "The parts people play; `patient` is always there.",
    '{ coach = "Integration coach" }',
    default=(),
)
ACTIVITIES = optional(
    "activities",
    rows_by_name(ACTIVITY, check_id),
    "What happens, by ids; `start`, `phase`, `previous`, `first` and `last` are none.",
    '{ call = { kind = "coaching", title = "Call" } }',
    default=(),
)
PHASES = optional(
    "phases",
    rows(PHASE),
    "The stretches of the program, in order.",
    '[{ id = "foundation" }]',
    default=(),
)
SCHEDULE = optional(
    "schedule",
    rows(RULE),
    "Rules that belong to no phase.",
    '[{ activity = "call", day = 1 }]',
    default=(),
)
ANCHORS = optional(
    "anchors",
    rows_by_name(ANCHOR, check_id),
    "Dates an enrolment gives, by ids; the words of expressions are none.",
    '{ due-date = { title = "Due date" } }',
    default=(),
)
DECISIONS = optional(
    "decisions",
    rows_by_name(DECISION, check_id),
    "Choices between branches.",
    '{ response = { question = "How well?", options = ["well", "badly"] } }',
    default=(),
)
DOCUMENT = table(
    "program file",
    "a program",
    "",
    "A care programme: what happens and when, for anyone.",
    PROGRAM,
    ROLES,
    ACTIVITIES,
    PHASES,
    SCHEDULE,
    ANCHORS,
    DECISIONS,
)
