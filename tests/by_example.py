"""Which key of the language is used where: in a program, its cases, or a spec test.

Files are walked along the tables of the language, so `at` of an activity and `at` of a
ledger entry are two keys.  What no file of `plans/` uses is looked for in the text of
the spec tests, by its name alone.
"""

from __future__ import annotations

import ast
import re
import textwrap
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from careplan.language.fields.rule import RULE
from careplan.language.fields.tables import DOCUMENTS, TABLES
from careplan.language.schema.field import Field, Table
from careplan.language.shapes.measures import WINDOW_SIDES

ROOT = Path(__file__).parent.parent
Key = tuple[str, str]
Use = tuple[Path, str]

PARTS = (*DOCUMENTS.values(), RULE)
WIDEST = 60
FLAGSHIP = "ketamine"


def uses() -> dict[Key, Use]:
    """Say where each key is used first, and how; the flagship comes last.

    What is in a published program is told better there than in the longest of all.
    """
    found: dict[Key, Use] = {}
    for path, table in _files():
        for key, value in _walk(tomllib.loads(path.read_text("utf-8")), table):
            if key not in found or len(value) < len(found[key][1]) > WIDEST:
                found[key] = (path, value)
    for path, text, table in _in_tests():
        for key, spelled in _walk(text, table):
            found.setdefault(key, (path, spelled))
    return found


def unused() -> list[str]:
    """List the keys that nothing uses."""
    found = uses()
    return [f"{key[0]}.{key[1]}" for key in _keys() if key not in found]


def _keys() -> Iterator[Key]:
    for table in TABLES:
        yield from ((table.name, name) for name in table.fields)


def _files() -> list[tuple[Path, Table]]:
    """List the files of `plans/`, each with what its kind may hold."""
    paths = sorted(
        ROOT.glob("plans/*.toml"), key=lambda path: (path.stem == FLAGSHIP, path.name)
    )
    return [(path, DOCUMENTS[_kind(path)]) for path in paths]


def _kind(path: Path) -> str:
    if path.name == "site.toml":
        return "site"
    return "cases" if path.name.endswith(".cases.toml") else "program"


def _walk(value: object, table: Table) -> Iterator[tuple[Key, str]]:
    """List the keys of a table that a value of a file has, and how it writes them."""
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        if not isinstance(row, dict):
            continue
        for name, inner in row.items():
            field = table.fields.get(name)
            if field is None:
                continue
            yield (table.name, name), f"{name} = {_spelled(inner)}"
            below = _below(field)
            if below is not None:
                yield from _walk(_each(field, inner), below)


def _below(field: Field[object]) -> Table | None:
    return WINDOW_SIDES if field.name == "window" else field.shape.table


def _each(field: Field[object], value: object) -> object:
    """Leave out the ids under which the tables of a table stand."""
    if field.shape.words == "a table of tables" and isinstance(value, dict):
        return list(value.values())
    return value


def _spelled(value: object) -> str:
    """Write a value as TOML has it in one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(_spelled, value))}]"
        case dict():
            return f"{{ {', '.join(map(_pair, value.items()))} }}"
        case date():
            return value.isoformat().replace("+00:00", "Z")
        case _:
            return str(value)


def _pair(pair: tuple[str, object]) -> str:
    name, value = pair
    bare = re.fullmatch(r"[\w-]+", name) is not None
    return f"{name if bare else _spelled(name)} = {_spelled(value)}"


def _texts() -> Iterator[tuple[Path, str]]:
    """List the texts in the code of the tests that write programs and enrolments."""
    for path in sorted(ROOT.glob("tests/spec/test_*.py")):
        if path.name == "test_errors.py":  # what it shows is wrong
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, textwrap.dedent(node.value)


def _in_tests() -> Iterator[tuple[Path, dict[str, object], Table]]:
    """List the texts that are TOML, each with the first table whose keys they have."""
    for path, text in _texts():
        try:
            value = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        table = next((one for one in PARTS if value.keys() <= one.fields.keys()), None)
        if value and table is not None:
            yield path, value, table
