"""The reference of the language, drawn from the one table of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.schema.field import Field, Table
from careplan.render.columns import indented, padded

_INDENT = "  "
_NAME = 20
_BETWEEN = 2
_ALLOWED = ", "


def overview(tables: tuple[Table, ...]) -> str:
    """List every table with the keys it may hold, one line or two for each."""
    lines: list[str] = []
    longest = max(len(name) for table in tables for name in table.fields)
    for table in tables:
        lines += [*_table_head(table), ""]
        for field in table.fields.values():
            first = _INDENT + padded(field.name, max(_NAME, longest + _BETWEEN))
            lines += indented(_short(field), first=first, rest=" " * len(first))
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def page(table: Table, field: Field[object]) -> str:
    """Tell all about one key."""
    lines = [
        f"{table.name}.{field.name}",
        "",
        *indented(field.doc, first=_INDENT, rest=_INDENT),
        "",
    ]
    for name, text in _facts(table, field):
        first = _INDENT + padded(name, 10)
        lines += indented(text, first=first, rest=" " * len(first))
    return "\n".join(lines) + "\n"


def record(table: Table, field: Field[object]) -> dict[str, object]:
    """Give all about one key to programs."""
    return {
        "table": table.name,
        "key": field.name,
        "value": field.shape.words,
        "allowed": list(field.shape.allowed),
        "required": field.required,
        "without": field.otherwise,
        "doc": field.doc,
        "example": field.example,
    }


def _table_head(table: Table) -> list[str]:
    head = f"{table.name}  {table.written}" if table.written else table.name
    return [head, *indented(table.doc, first=_INDENT, rest=_INDENT)]


def _short(field: Field[object]) -> str:
    needed = " (required)" if field.required else ""
    return f"{field.doc}{needed}"


def _facts(table: Table, field: Field[object]) -> Iterator[tuple[str, str]]:
    if table.written:
        yield "stands in", table.written
    yield "value", field.shape.words
    if field.shape.allowed:
        yield "one of", _ALLOWED.join(field.shape.allowed)
    if field.required:
        yield "required", "yes"
    if field.otherwise:
        yield "without", field.otherwise
    if field.example:
        yield "example", f"{field.name} = {field.example}"
