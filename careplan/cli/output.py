"""What leaves the process: results on standard output, complaints on standard error.

Colour is for a terminal, and only where NO_COLOR does not forbid it.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator

import click

from careplan import files
from careplan.cli.boundary import DONE, FAILED, TRY_AGAIN
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.render.plain import plain
from careplan.workspace.found import Found, found

TEXT = "text"
JSON = "json"
SARIF = "sarif"
GITHUB = "github"
WIDEST, NARROWEST = 80, 40
NOTHING_WRITTEN = "nothing was written"
# What goes by of itself.
_PASSING = ("locked", "server-unreachable")


def complain(about: Found, *, style: str = "", outcome: str = "") -> int:
    """Show what was found on standard error; give the exit code it asks for."""
    if style == JSON:
        about = about.in_full
    if about.diagnostics:
        said = outcome if about.has_errors else ""
        text = as_json(about) if style == JSON else as_text(about, said)
        click.echo(text, nl=False, err=True)
    if style != JSON:
        note(*_doubts(about))
    if not about.has_errors:
        return DONE
    codes = {one.code for one in about.diagnostics}
    return FAILED if codes.isdisjoint(_PASSING) else TRY_AGAIN


def refuse(problem: Diagnostic, *, style: str = "") -> int:
    """Show one diagnostic that ends the run."""
    return complain(found(problem), style=style, outcome=NOTHING_WRITTEN)


def as_text(about: Found, outcome: str = "") -> str:
    """Draw the report."""
    from careplan.render.report import report  # noqa: PLC0415 - rarely needed

    return report(
        about.diagnostics,
        _texts(about),
        masked=about.personal,
        colour=wants_colour(),
        outcome=outcome,
    )


def as_json(about: Found, **more: object) -> str:
    """Write the records; `more` stands before them."""
    from careplan.render.records import records  # noqa: PLC0415 - rarely needed

    document = records(about.diagnostics, _texts(about))
    return dumped({"version": document["version"], **more, **document})


def tell(about: Found, *, style: str, **more: object) -> None:
    """Show what was found where its style belongs; `more` is for JSON alone."""
    match style:
        case "json":
            result(as_json(about, **more))
        case "sarif":
            result(as_sarif(about))
        case "github":
            result(as_annotations(about))
        case _:
            complain(about)


def as_sarif(about: Found) -> str:
    """Write the log for code scanning."""
    from careplan.render.sarif import sarif  # noqa: PLC0415 - rarely needed

    return dumped(sarif(about.diagnostics, _texts(about), relative=files.from_here))


def as_annotations(about: Found) -> str:
    """Write the commands for a workflow of GitHub's."""
    from careplan.render.annotations import annotated  # noqa: PLC0415 - the same

    return annotated(about.diagnostics, _texts(about), relative=files.from_here)


def dumped(document: dict[str, object]) -> str:
    """Write JSON in ASCII, which no terminal can take for a command."""
    import json  # noqa: PLC0415 - rarely needed

    return json.dumps(document, indent=2) + "\n"


def result(data: str | bytes) -> None:
    """Write a result to standard output, as it is."""
    click.echo(data, nl=False)


def page_width() -> int:
    """Give the columns to fill: the terminal's, within reason; eighty elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return WIDEST
    from shutil import get_terminal_size  # noqa: PLC0415 - only a terminal has one

    terminal = get_terminal_size((WIDEST, 0)).columns
    return min(max(terminal, NARROWEST), WIDEST)


def note(*lines: str) -> None:
    """Tell a person something beside the result."""
    for line in lines:
        click.echo(line, err=True)


def wants_colour() -> bool:
    """Say whether standard error may be coloured."""
    terminal = sys.stderr is not None and sys.stderr.isatty()
    return terminal and not os.environ.get("NO_COLOR")


def _doubts(about: Found) -> Iterator[str]:
    """Say which programs have warnings, about which their authors can do something."""
    named = Counter(
        one.primary.place.file
        for one in about.doubts
        if one.primary and one.severity is Severity.WARNING
    )
    for name, number in named.items():
        several = "s" if number > 1 else ""
        yield f"`careplan check {plain(name)}` has {number:,} warning{several}"


def _texts(about: Found) -> dict[str, str]:
    return {source.name: source.text for source in about.sources}
