"""The language as JSON Schema (draft-07), for editors and linters of TOML.

Drawn from the one table of fields, each key with its meaning, so an editor can
complete and explain it.  A schema knows which keys there are and what kind of value
each takes; what the values mean together only careplan knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from enum import StrEnum

from careplan.language.document import parse
from careplan.language.schema.field import Field, Table
from careplan.language.schema.forms import DEFINITIONS
from careplan.language.source import Source

DRAFT = "http://json-schema.org/draft-07/schema#"

Object = dict[str, object]


def json_schema(document: Table, tables: tuple[Table, ...]) -> Object:
    """Give the schema of a document; `tables` are those it may be made of."""
    known = {definition_of(table): table for table in tables}
    needed: dict[str, Object] = {}
    waiting = [_table(document)]
    root = waiting[0]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in needed:
                needed[name] = _table(known[name])
                waiting.append(needed[name])
    return {
        "$schema": DRAFT,
        **root,
        "definitions": {name: needed[name] for name in known if name in needed},
    }


def definition_of(table: Table) -> str:
    """Name a table among the definitions."""
    return table.name.replace(" ", "-")


def _table(table: Table) -> Object:
    fields = table.fields.values()
    found: Object = {
        "title": table.title.replace("`", ""),
        "description": table.doc,
        "type": "object",
        "properties": {field.name: _field(field) for field in fields},
        "additionalProperties": False,
    }
    required = [field.name for field in fields if field.required]
    if required:
        found["required"] = required
    return found


def _field(field: Field[object]) -> Object:
    found: Object = {"description": _described(field)}
    default = _default(field.default)
    if default is not None:
        found["default"] = default
    if field.example:
        found["examples"] = [_value(field.example)]
    return {**found, **field.shape.form}


def _described(field: Field[object]) -> str:
    without = f" Without it: {field.otherwise}." if field.otherwise else ""
    return f"{field.doc}{without}"


def _default(value: object) -> object:
    """Give a default that JSON can say; an empty one says nothing."""
    match value:
        case StrEnum():
            return value.value
        case bool() | int():
            return value
        case _:
            return None


def _value(example: str) -> object:
    """Read an example, which is written as TOML."""
    tables, _ = parse(Source(name="example", text=f"value = {example}\n"))
    return None if tables is None else _plain(tables["value"])


def _plain(value: object) -> object:
    """Write dates and times as the texts that JSON has for them."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value


def _references(form: object) -> Iterator[str]:
    """Find the definitions that a form refers to."""
    match form:
        case {"$ref": str(name)}:
            yield name.removeprefix(DEFINITIONS)
        case dict():
            for inner in form.values():
                yield from _references(inner)
        case list() | tuple():
            for inner in form:
                yield from _references(inner)
        case _:
            return
