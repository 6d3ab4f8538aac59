"""Diagnostics as SARIF 2.1.0, for code scanning: one run, its rules and its results.

The rules are those codes of the catalogue that were found.  Lines and columns count
characters from 1, the end is exclusive, as here everywhere.  No source text is
repeated, so nothing needs masking; what is said is escaped as for a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from careplan import __version__
from careplan.language.catalogue import CODES
from careplan.language.spans import Span
from careplan.model.diagnostic import Diagnostic
from careplan.render.located import Located, Spot, located
from careplan.render.plain import plain

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
Object = dict[str, object]


def sarif(
    diagnostics: tuple[Diagnostic, ...],
    texts: Mapping[str, str],
    *,
    relative: Callable[[str], str],
) -> Object:
    """Give a JSON-able log of all diagnostics, sorted as the report is.

    `relative` names a file from the folder that careplan was run in, with slashes.
    """
    everything = located(diagnostics, texts)
    codes = sorted({one.diagnostic.code for one in everything})
    driver: Object = {
        "name": "careplan",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    folder = _message("the folder that careplan was run in")
    run: Object = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": folder}},
        "results": [_result(one, codes, relative) for one in everything],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def advice(diagnostic: Diagnostic) -> str:
    """Say what is wrong, what is known of it, and what would help, each on a line."""
    lines = [diagnostic.message]
    lines += [f"note: {each}" for each in diagnostic.notes]
    lines += [f"help: {each}" for each in diagnostic.help]
    return "\n".join(map(plain, lines))


def _rule(code: str) -> Object:
    known = CODES[code]
    return {
        "id": code,
        "shortDescription": _message(known.summary),
        "fullDescription": _message(known.explanation),
        "help": _message(known.page()),
        "defaultConfiguration": {"level": known.severity.value},
    }


def _result(one: Located, codes: list[str], relative: Callable[[str], str]) -> Object:
    diagnostic = one.diagnostic
    primary = [spot for spot in one.spots if spot.is_primary]
    related = [spot for spot in one.spots if not spot.is_primary]
    result: Object = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity.value,
        "message": _message(advice(diagnostic)),
        "locations": [_location(spot, relative) for spot in primary],
        "occurrenceCount": one.count,
    }
    if related:
        result["relatedLocations"] = [_location(spot, relative) for spot in related]
    return result


def _location(spot: Spot, relative: Callable[[str], str]) -> Object:
    # A name may hold bytes that are no UTF-8; they are written as the bytes they are.
    uri = quote(relative(spot.file), errors="surrogateescape")
    artifact = {"uri": uri, "uriBaseId": ROOT}
    physical: Object = {"artifactLocation": artifact}
    if spot.span is not None and not spot.is_whole:
        physical["region"] = _region(spot.span)
    location: Object = {"physicalLocation": physical}
    if spot.note:
        location["message"] = _message(plain(spot.note))
    return location


def _region(span: Span) -> Object:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _message(text: str) -> Object:
    return {"text": text}
