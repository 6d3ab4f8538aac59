"""Diagnostics as records: the same as the report, for programs to read.

Version 1 is stable: keys are only ever added.  Lines and columns count from 1, the
end is exclusive; no source text is repeated, so nothing needs masking.  `count` is how
often it was found: for each date of a rule, or on each line of a calendar.
"""

from __future__ import annotations

from collections.abc import Mapping

from careplan.model.diagnostic import Diagnostic, Path
from careplan.render.located import Spot, located

VERSION = 1
Record = dict[str, object]


def records(
    diagnostics: tuple[Diagnostic, ...], texts: Mapping[str, str]
) -> dict[str, object]:
    """Give a JSON-able document of all diagnostics, sorted as the report is."""
    return {
        "version": VERSION,
        "diagnostics": [
            {
                "code": one.diagnostic.code,
                "severity": one.diagnostic.severity.value,
                "message": one.diagnostic.message,
                "count": one.count,
                "notes": list(one.diagnostic.notes),
                "help": list(one.diagnostic.help),
                "places": [_place(spot) for spot in one.spots],
            }
            for one in located(diagnostics, texts)
        ],
    }


def _place(spot: Spot) -> Record:
    place: Record = {
        "file": spot.file,
        "path": dotted(spot.path),
        "primary": spot.is_primary,
        "note": spot.note,
    }
    if spot.span is not None:
        place["line"], place["column"] = spot.span.line, spot.span.column
        place["end_line"] = spot.span.end_line
        place["end_column"] = spot.span.end_column
    return place


def dotted(path: Path) -> str:
    """Write a path as people do: `phases[1].schedule[0].on`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
