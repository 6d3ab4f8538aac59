"""The fields of a cases document: dated examples a program must reproduce."""

from __future__ import annotations

from careplan.language.expectations import dated
from careplan.language.fields.enrolment import (
    ANCHORS,
    CHOICES,
    DECIDED,
    FACTS,
    HORIZON,
    LEDGER_,
    PERSON_,
    START,
    TIMEZONE,
)
from careplan.language.fields.site import SITE
from careplan.language.schema.field import optional, required, table
from careplan.language.schema.lists import by_name, one_or_more, row, rows
from careplan.language.schema.names import check_path
from careplan.language.schema.plain import LINE, spoken

NAME = required("name", LINE, "What the case shows.", '"label example"')
SOURCE = optional(
    "source", LINE, "Where its dates come from.", '"https://example.org/label"'
)
CASE_SITE = optional("site", row(SITE), "The site.", '{ open = "mon-fri" }')
DATES = required(
    "dates",
    by_name(
        one_or_more(
            spoken("an expected date", "bad-date", dated), "expected dates", least=0
        ),
        "a table of expected dates",
        check_path,
    ),
    "Everything that must be scheduled, by activity or by `PHASE/RULE`.",
    '{ session = ["2026-03-03 10:00", "2026-03-06 10:00"] }',
)
CASE = table(
    "case",
    "a case",
    "[[case]]",
    "A start and what the program gives for it.",
    NAME,
    SOURCE,
    START,
    TIMEZONE,
    HORIZON,
    CASE_SITE,
    PERSON_,
    CHOICES,
    DECIDED,
    ANCHORS,
    FACTS,
    LEDGER_,
    DATES,
)
CASES = required(
    "case",
    rows(CASE, least=1),
    "The cases.",
    '[{ name = "…" }]',
)
DOCUMENT = table(
    "cases file",
    "a file of cases",
    "",
    "Dated examples that a program must reproduce.",
    CASES,
)
