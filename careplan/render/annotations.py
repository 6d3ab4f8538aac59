"""Diagnostics as annotations of GitHub Actions: one workflow command a line.

A command is obeyed wherever it begins a line, so everything that could end one or
begin another is written as GitHub reads it back: `%0A` in a message, and `%3A` and
`%2C` besides in a property.  Nothing is masked, because no source text is repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from careplan.model.diagnostic import Diagnostic, Severity
from careplan.render.located import Located, Spot, located
from careplan.render.plain import plain
from careplan.render.sarif import advice

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DATA = str.maketrans(_IN_DATA)
_PROPERTY = str.maketrans({**_IN_DATA, ":": "%3A", ",": "%2C"})


def annotated(
    diagnostics: tuple[Diagnostic, ...],
    texts: Mapping[str, str],
    *,
    relative: Callable[[str], str],
) -> str:
    """Write a command for each diagnostic, sorted as the report is.

    `relative` names a file from the folder that careplan was run in, with slashes.
    """
    everything = located(diagnostics, texts)
    return "".join(f"{_command(one, relative)}\n" for one in everything)


def _command(one: Located, relative: Callable[[str], str]) -> str:
    properties = dict(_place(one.spots[0], relative)) if one.spots else {}
    properties["title"] = f"careplan: {one.diagnostic.code}"
    written = ",".join(
        f"{name}={plain(value).translate(_PROPERTY)}"
        for name, value in properties.items()
    )
    command = _COMMANDS[one.diagnostic.severity]
    return f"::{command} {written}::{advice(one.diagnostic).translate(_DATA)}"


def _place(spot: Spot, relative: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Give the place; the runner refuses columns of more than one line."""
    yield "file", relative(spot.file)
    if spot.span is None or spot.is_whole:
        return
    yield "line", str(spot.span.line)
    yield "endLine", str(spot.span.end_line)
    if spot.span.line == spot.span.end_line:
        yield "col", str(spot.span.column)
        yield "endColumn", str(spot.span.end_column)
