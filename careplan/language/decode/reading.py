"""The way every document goes: text, TOML, rows, value; complaints collected."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from careplan.language.document import parse
from careplan.language.findings import Findings, Spot, TooManyError
from careplan.language.schema.field import Table
from careplan.language.schema.row import Row, read_row
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, has_errors

T = TypeVar("T")


def read_document(
    source: Source,
    table: Table,
    build: Callable[[Row], T | None],
    *,
    discreet: bool = False,
) -> tuple[T | None, tuple[Diagnostic, ...]]:
    """Read a document of this table; `discreet` keeps its words out of messages."""
    data, problems = parse(source)
    if data is None:
        return None, problems
    findings = Findings(source.name, discreet=discreet)
    value = None
    with suppress(TooManyError):
        value = build(read_row(table, data, Spot(findings, (), "the document")))
    diagnostics = (*problems, *findings.all())
    if has_errors(problems) or findings.has_errors():
        return None, diagnostics
    return value, diagnostics
