"""The one table of the language: true of itself, and read in full by the decoder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
import tomli_w

from careplan.language.decode import (
    decode_cases,
    decode_enrolment,
    decode_program,
    decode_site,
)
from careplan.language.fields.tables import TABLES
from careplan.language.findings import Findings, Spot
from careplan.language.schema.field import Field, Table
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic
from tests.language.reading import Decode

Document = dict[str, Any]

# Examples of whole tables that leave something out.
ABRIDGED = {
    ("program file", "program"),
    ("cases file", "case"),
    ("enrolment file", "pin"),
}

PROGRAM = """
[program]
id = "walks"
version = "1"
title = "Walks"
[roles]
clinician = "Clinician"
[anchors.due-date]
[decisions.response]
question = "How well?"
options = ["full", "partial"]
[activities.evaluation]
kind = "task"
title = "Evaluation"
at_most = { count = 3, per = "9 days" }
reminders = [{ before = "3 days" }]
[activities.class]
kind = "task"
title = "Class"
[activities.session]
kind = "session"
title = "Session"
[[phases]]
id = "before"
[[phases]]
id = "foundation"
[[phases.schedule]]
activity = "session"
[[phases.schedule]]
activity = "class"
window = { earliest = "-9 days" }
[[phases.schedule]]
id = "tapered"
activity = "session"
taper = [{ every = "9 days", count = 9 }]
[[schedule]]
activity = "evaluation"
"""
ENROLMENT = """
id = "00000000-0000-4000-8000-000000000000"
program = "walks.toml"
start = 2026-03-01
timezone = "UTC"
site = { closed = [{ from = 2026-04-01, to = 2026-04-30 }] }
pin = { version = "0", sha256 = "%s" }
[person]
[team.coach]
[choices.session]
[calendars.patient]
[[ledger]]
at = 2026-01-01T00:00:00Z
verb = "record"
occurrence = "walk-1"
result = "missed"
""" % ("0" * 64)
CASES = """
[[case]]
name = "one"
start = 2026-03-01
timezone = "UTC"
dates = {}
"""

# Where each table stands in a document that says as little as it can.
HOSTS: dict[str, tuple[str, Decode, tuple[str | int, ...]]] = {
    "program file": (PROGRAM, decode_program, ()),
    "program": (PROGRAM, decode_program, ("program",)),
    "activity": (PROGRAM, decode_program, ("activities", "evaluation")),
    "reminder": (PROGRAM, decode_program, ("activities", "evaluation", "reminders", 0)),
    "at_most": (PROGRAM, decode_program, ("activities", "evaluation", "at_most")),
    "phase": (PROGRAM, decode_program, ("phases", 1)),
    "rule": (PROGRAM, decode_program, ("phases", 1, "schedule", 0)),
    "window": (PROGRAM, decode_program, ("phases", 1, "schedule", 1, "window")),
    "taper step": (PROGRAM, decode_program, ("phases", 1, "schedule", 2, "taper", 0)),
    "anchor": (PROGRAM, decode_program, ("anchors", "due-date")),
    "decision": (PROGRAM, decode_program, ("decisions", "response")),
    "enrolment file": (ENROLMENT, decode_enrolment, ()),
    "pin": (ENROLMENT, decode_enrolment, ("pin",)),
    "person": (ENROLMENT, decode_enrolment, ("person",)),
    "days": (ENROLMENT, decode_enrolment, ("site", "closed", 0)),
    "member": (ENROLMENT, decode_enrolment, ("team", "coach")),
    "choice": (ENROLMENT, decode_enrolment, ("choices", "session")),
    "stream": (ENROLMENT, decode_enrolment, ("calendars", "patient")),
    "ledger entry": (ENROLMENT, decode_enrolment, ("ledger", 0)),
    "site": ("", decode_site, ()),
    "cases file": (CASES, decode_cases, ()),
    "case": (CASES, decode_cases, ("case", 0)),
}

SECOND_CASE = {
    "name": "two",
    "start": date(2026, 3, 1),
    "timezone": "UTC",
    "dates": {},
}

# Entries of other verbs than the one that stands in the document.
NO_RECORD: dict[str, object] = {"occurrence": None, "result": None}
DECIDING = NO_RECORD | {"verb": "decide", "decision": "response", "option": "partial"}
ADDING: dict[str, object] = NO_RECORD | {
    "verb": "add",
    "activity": "session",
    "on": date(2026, 3, 4),
}
EXTENDING: dict[str, object] = NO_RECORD | {
    "verb": "extend",
    "phase": "before",
    "length": "8 weeks",
}
MOVING: dict[str, object] = {
    "verb": "move",
    "result": None,
    "to": date(2026, 3, 4),
}
PAUSING: dict[str, object] = NO_RECORD | {
    "verb": "pause",
    "from": date(2026, 3, 9),
    "until": date(2026, 3, 29),
}
SETTING = NO_RECORD | {"verb": "set", "name": "arm", "value": "a"}
UNDOING = NO_RECORD | {"verb": "undo", "entry": 1}

# What to write instead of the example, where that is what stands there anyway, and
# keys that must stand beside it or make room for it (None).
MOVING_AWAY = NO_RECORD | {
    "verb": "set",
    "name": "timezone",
    "value": "America/New_York",
    "keep": "clock",
}
AMENDING = NO_RECORD | {
    "verb": "amend",
    "program": "program.toml",
    "version": "2",
    "sha256": "a" * 64,
}
BESIDE: dict[tuple[str, str], dict[str, object]] = {
    ("reminder", "after"): {"before": None},
    ("rule", "activity"): {"activity": "evaluation"},
    ("rule", "kind"): {"kind": "task"},
    ("rule", "neutral"): {"neutral": "Visit"},
    ("rule", "blocks"): {"blocks": False},
    ("rule", "which"): {"each": "class"},
    ("rule", "each"): {"activity": "evaluation", "each": "class"},
    ("rule", "first"): {"every": "2 weeks"},
    ("rule", "from"): {"from": "class + 1 day"},
    ("taper step", "until"): {"count": None},
    ("taper step", "on"): {"every": None, "count": None, "weeks": 9},
    ("taper step", "times_a_week"): {"every": None, "count": None, "weeks": 9},
    ("taper step", "weeks"): {"every": None, "count": None, "on": "mon"},
    ("phase", "id"): {"id": "other"},
    ("phase", "from"): {"from": "before.end + 2 weeks"},
    ("decision", "after"): {"after": "evaluation"},
    ("decision", "options"): {"options": ["partial", "none"]},
    ("site", "timezone"): {"timezone": "Europe/Paris"},
    ("case", "dates"): {"dates": {"session": "2026-03-03"}},
    ("enrolment file", "pin"): {"pin": {"version": "1", "sha256": "a" * 64}},
    ("enrolment file", "ledger"): {"ledger": None},
    ("enrolment file", "calendars"): {"calendars": {"coach": {}}},
    ("stream", "privacy"): {"privacy": "busy"},
    ("stream", "via"): {"via": "feed"},
    ("stream", "reminders"): {"reminders": "both"},
    ("ledger entry", "verb"): {
        "verb": "undo",
        "entry": 1,
        "occurrence": None,
        "result": None,
    },
    ("ledger entry", "result"): {"result": "done"},
    ("ledger entry", "on"): {"result": "done", "on": date(2026, 3, 4)},
    ("ledger entry", "to"): MOVING | {"to": date(2026, 3, 5)},
    ("ledger entry", "rest"): MOVING | {"rest": "keep"},
    ("ledger entry", "from"): PAUSING | {"from": date(2026, 3, 10)},
    ("ledger entry", "until"): PAUSING | {"until": date(2026, 3, 28)},
    ("ledger entry", "habits"): PAUSING | {"habits": True},
    ("ledger entry", "override"): MOVING | {"reason": "agreed", "override": True},
    ("ledger entry", "activity"): ADDING | {"activity": "class"},
    ("ledger entry", "phase"): EXTENDING | {"phase": "after"},
    ("ledger entry", "length"): EXTENDING | {"length": "9 weeks"},
    ("ledger entry", "horizon"): NO_RECORD
    | {"verb": "extend", "horizon": date(2027, 1, 1)},
    ("ledger entry", "decision"): DECIDING | {"decision": "mood"},
    ("ledger entry", "option"): DECIDING | {"option": "full"},
    ("ledger entry", "name"): SETTING | {"name": "mood"},
    ("ledger entry", "value"): SETTING | {"value": "b"},
    ("ledger entry", "keep"): MOVING_AWAY | {"keep": "instant"},
    ("ledger entry", "program"): AMENDING | {"program": "other.toml"},
    ("ledger entry", "version"): AMENDING | {"version": "3"},
    ("ledger entry", "sha256"): AMENDING | {"sha256": "b" * 64},
    ("ledger entry", "effective"): AMENDING | {"effective": date(2026, 4, 8)},
    ("ledger entry", "was"): AMENDING | {"was": "old.toml"},
    ("ledger entry", "entry"): UNDOING | {"entry": 2},
    ("program file", "schedule"): {"schedule": None},
    ("program file", "phases"): {"phases": [{"id": "other"}]},
    ("program file", "roles"): {"roles": {"clinician": "Other"}},
    ("program file", "program"): {
        "program": {"id": "other", "version": "1", "title": "Other"}
    },
    ("program file", "activities"): {
        "schedule": None,
        "phases": None,
        "activities": {"evaluation": {"kind": "task", "title": "Other"}},
    },
    ("cases file", "case"): {"case": [SECOND_CASE]},
}


def every_field() -> Iterator[tuple[Table, Field[object]]]:
    for table in TABLES:
        for field in table.fields.values():
            yield table, field


EVERY = [
    pytest.param(table, field, id=f"{table.name}: {field.name}")
    for table, field in every_field()
]


def test_every_table_has_a_name_and_a_host_of_its_own() -> None:
    assert [table.name for table in TABLES] == list(HOSTS)


def test_every_table_inside_a_table_is_listed() -> None:
    inner = {field.shape.table.name for _, field in every_field() if field.shape.table}
    assert inner <= set(HOSTS)


@pytest.mark.parametrize(("table", "field"), EVERY)
def test_a_field_is_described(table: Table, field: Field[object]) -> None:
    assert table.title
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
    assert field.doc[0].isupper()
    assert field.doc.endswith(".")
    assert "\n" not in field.doc
    assert not (field.required and (field.otherwise or field.default is not None))


@pytest.mark.parametrize(("table", "field"), EVERY)
def test_its_example_is_right(table: Table, field: Field[object]) -> None:
    if (table.name, field.name) in ABRIDGED:
        return
    value = tomllib.loads(f"x = {field.example}")["x"]
    findings = Findings("x.toml")
    found = field.shape.read(value, Spot(findings, ("x",), "`x`"))
    assert (findings.all(), found is None) == ((), False)


@pytest.mark.parametrize(("table", "field"), EVERY)
def test_the_decoder_reads_it(table: Table, field: Field[object]) -> None:
    """With the key a document means something else, and nothing is wrong."""
    text, decode, path = HOSTS[table.name]
    plain = tomllib.loads(text)
    beside = BESIDE.get((table.name, field.name), {})
    others = {key: value for key, value in beside.items() if key != field.name}
    without = changed(plain, path, others)
    example = None
    if field.name not in beside:
        example = tomllib.loads(f"x = {field.example}")["x"]
    with_it = changed(without, path, {field.name: beside.get(field.name, example)})
    before, after = read(decode, without), read(decode, with_it)
    assert after[0] is not None, after[1]
    assert (after[0], messages(after[1])) != (before[0], messages(before[1]))
    assert after[1] == ()


def changed(
    document: Document, path: tuple[str | int, ...], keys: dict[str, object]
) -> Document:
    """Copy a document with other keys in one of its tables; None takes a key out."""
    copy = deepcopy(document)
    table: Any = copy
    for step in path:
        table = table[step]
    for key, value in keys.items():
        table.pop(key, None)
        if value is not None:
            table[key] = value
    return copy


def read(decode: Decode, document: Document) -> tuple[object, tuple[Diagnostic, ...]]:
    return decode(Source(name="x.toml", text=headed(document)))


def headed(document: Document) -> str:
    """Write a document; entries of the ledger must stand under headers."""
    ledger = document.get("ledger", [])
    rest = {key: value for key, value in document.items() if key != "ledger"}
    entries = [f"[[ledger]]\n{tomli_w.dumps(entry)}" for entry in ledger]
    return "\n".join([tomli_w.dumps(rest), *entries])


def messages(found: tuple[Diagnostic, ...]) -> list[str]:
    return [one.message for one in found]
