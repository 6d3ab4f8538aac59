"""The JSON Schemas of `plans/`: made from the table of fields, and true of our files.

`python tests/test_schemas.py` brings them up to date.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from careplan.language.fields.tables import DOCUMENTS, TABLES
from careplan.language.schema.field import Field, Table
from careplan.render.json_schema import definition_of, json_schema
from tests.oracles.toml_linter import complaints, directive

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
GOOD = [
    *sorted(ROOT.glob("tests/bad_plans/near_misses/*.toml")),
    *sorted(ROOT.glob("tests/golden/programs/*.toml")),
]

Object = dict[str, object]


def schema_of(kind: str) -> Path:
    return PLANS / f"{kind}.schema.json"


def printed(kind: str) -> str:
    """Print a schema as somebody at the shell would."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "careplan", "fields", "--schema", kind],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def kind_of(path: Path) -> str:
    if path.name.endswith(".cases.toml"):
        return "cases"
    return "site" if path.name == "site.toml" else "program"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_schema_is_what_the_command_prints(kind: str) -> None:
    assert schema_of(kind).read_text("utf-8") == printed(kind)


def test_every_schema_is_of_a_kind_of_file() -> None:
    assert sorted(PLANS.glob("*.json")) == sorted(map(schema_of, DOCUMENTS))


def test_every_example_names_its_schema_and_fits_it() -> None:
    paths = sorted(PLANS.glob("*.toml"))
    for path in paths:
        assert path.read_text("utf-8").startswith(directive(kind_of(path))), path
    assert complaints(paths) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the schemas in it."""
    for kind in DOCUMENTS:
        shutil.copy(schema_of(kind), tmp_path)
    return tmp_path


def test_every_other_good_program_fits_too(folder: Path) -> None:
    """Those that only look wrong, and those that use whatever is awkward."""
    paths = []
    for path in GOOD:
        paths.append(folder / path.name)
        text = directive("program") + path.read_text("utf-8")
        paths[-1].write_text(text, encoding="utf-8")
    assert len(paths) > 20
    assert complaints(paths) == []


ENROLMENT = """\
id = "6f0c8a52-3f0e-4b8e-9d6f-0a1b2c3d4e5f"
program = "walks.toml"
start = 2026-03-02T10:00:00
timezone = "Europe/London"
site = { open = ["mon-wed", "fri"], closed = [2026-12-25], hours = "09:00-17:00" }

[person]
hours = { mon-thu = "17:00-21:00", sat = ["09:00-12:00", "13:00-14:00"] }
away = [2026-03-20, { from = 2026-04-10, to = 2026-04-17 }]

[choices."opening/walk"]
on = "mon, thu"
at = 10:00:00

[anchors]
due = [2026-09-01, 2026-10-01T09:00:00]

[[ledger]]
at = 2026-03-04T09:12:00Z
verb = "record"
occurrence = "opening/walk-1"
result = "done"
on = 2026-03-04
reason = "late"
"""
PROGRAM = """\
[program]
id = "walks"
version = "1.0.0"
title = "Walks"

[activities.walk]
kind = "session"
title = "Walk"

[[schedule]]
activity = "walk"
day = 1
"""
SITE = 'open = "mon-fri"\n'
CASES = """\
[[case]]
name = "an example"
start = 2026-03-02
timezone = "Europe/London"
dates = { walk = "2026-03-02", "opening/walk" = [] }
"""
TEXTS = {"program": PROGRAM, "enrolment": ENROLMENT, "site": SITE, "cases": CASES}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_small_file_of_each_kind_fits(kind: str, folder: Path) -> None:
    assert linted(folder, kind, TEXTS[kind]) == []


def linted(folder: Path, kind: str, text: str) -> list[str]:
    path = folder / "file.toml"
    path.write_text(directive(kind) + text, encoding="utf-8")
    return complaints([path])


REFUSED = [
    ("program", 'title = "Walk"', 'titel = "Walk"'),
    ("program", "day = 1", "dya = 1"),
    ("program", "[program]", "colour = 1\n[program]"),
    ("program", "[program]", "[programs]"),
    ("program", '"session"', '"sesion"'),
    ("program", "[activities.walk]", "[activities.Walk]"),
    ("program", 'id = "walks"', 'id = "Walks"'),
    ("program", 'id = "walks"', 'id = "phase"'),
    ("program", "day = 1", "day = 1.5"),
    ("program", "day = 1", "count = 0"),
    ("program", "day = 1", 'on = "mo"'),
    ("program", "day = 1", 'from = ""'),
    ("program", 'title = "Walks"', "title = 2026-03-02"),
    ("program", "day = 1", 'window = ["1 day"]'),
    ("program", "day = 1", "taper = []"),
    ("enrolment", "2026-03-02T10:00:00", '"2026-03-02"'),
    ("enrolment", "2026-03-04T09:12:00Z", "2026-03-04T09:12:00"),
    ("enrolment", 'reason = "late"', "reason = 3"),
    ("enrolment", "mon-thu =", "monday ="),
    ("site", "mon-fri", "monday"),
    ("site", 'open = "', 'opne = "'),
    ("cases", "[[case]]", "[case]"),
    ("cases", "name =", "names ="),
]


@pytest.mark.parametrize(("kind", "right", "wrong"), REFUSED)
def test_what_no_file_may_hold_is_refused(
    kind: str, right: str, wrong: str, folder: Path
) -> None:
    """Unknown keys and words, missing keys, other kinds of value, and bad ids."""
    text = TEXTS[kind]
    assert right in text
    assert linted(folder, kind, text.replace(right, wrong, 1)) != []


def fields() -> Iterator[tuple[Table, Field[object]]]:
    for table in TABLES:
        for field in table.fields.values():
            yield table, field


@pytest.mark.parametrize(("table", "field"), [*fields()], ids=lambda one: one.name)
def test_every_key_is_explained(table: Table, field: Field[object]) -> None:
    """With its meaning, its example, and the words it may be."""
    found = properties(table)[field.name]
    assert isinstance(found, dict)
    assert str(found["description"]).startswith(field.doc)
    assert found["examples"]
    assert all(f'"{word}"' in json.dumps(found) for word in field.shape.allowed)


def properties(table: Table) -> Object:
    """Find a table's properties in the schema of a file that has it."""
    for document in DOCUMENTS.values():
        schema = json_schema(document, TABLES)
        definitions = schema["definitions"]
        assert isinstance(definitions, dict)
        found = schema if document is table else definitions.get(definition_of(table))
        if found is not None:
            known = found["properties"]
            assert isinstance(known, dict)
            return known
    raise LookupError(table.name)


def test_every_example_fits_its_key(folder: Path) -> None:
    """The examples of the reference, one under each key, in one file."""
    forms: Object = {}
    definitions: Object = {}
    lines = []
    for document in DOCUMENTS.values():
        found = json_schema(document, TABLES)["definitions"]
        assert isinstance(found, dict)
        definitions |= found
    for table, field in fields():
        if "…" in field.example and "{" in field.example:
            continue
        key = f"{definition_of(table)}-{field.name}"
        forms[key] = field.shape.form
        lines.append(f"{key} = {field.example}\n")
    assert len(lines) > 100
    schema = {"type": "object", "properties": forms, "definitions": definitions}
    (folder / "all.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    assert linted(folder, "all", "".join(lines)) == []


if __name__ == "__main__":
    for each in DOCUMENTS:
        schema_of(each).write_text(printed(each), encoding="utf-8")
