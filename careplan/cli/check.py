"""`careplan check`: everything wrong with files, all at once."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import add

import click

from careplan.cli.boundary import DONE, FAILED
from careplan.cli.given import Given, begins
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    dates,
    examples,
    file_argument,
    file_option,
    style_option,
)
from careplan.cli.output import GITHUB, JSON, SARIF, TEXT, result, tell
from careplan.render.plain import plain
from careplan.workspace.checking import check_file
from careplan.workspace.found import Found


@click.command(
    "check",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan check plans/ketamine.toml",
        "careplan check --strict plans/*.toml",
        "careplan check --format sarif plans/*.toml > careplan.sarif",
        "careplan check plans/cpt-twice-weekly.toml --site plans/site.toml \\",
        "    --starts 2026-01-01..2026-12-31",
        "careplan check new.toml --against old.toml --start 2026-03-02",
    ),
)
@file_argument("names", "FILE...", many=True)
@style_option(TEXT, JSON, SARIF, GITHUB)
@click.option("--strict", is_flag=True, help="Take warnings as seriously as errors.")
@click.option(
    "--starts",
    "span",
    type=dates,
    metavar="FIRST..LAST",
    help="Schedule a program from every start of these, as 2026-01-01..2026-12-31.",
)
@file_option(
    "--against",
    metavar="FILE",
    text="The version before: which ids are gone, and with --start which dates moved.",
)
@begins(otherwise="the site's, else UTC")
def command(
    names: tuple[str, ...],
    given: Given,
    style: str,
    span: tuple[date, date] | None,
    against: str | None,
    *,
    strict: bool,
) -> int:
    """Say what is wrong with programs, enrolments and other files.

    FILE is a program, an enrolment, a site file, a file of cases or a register; `-` is
    standard input.  An enrolment is checked with all it names, and dated.

    A program is dated from many starts with --starts, and compared with the version
    before it with --against; what is different then gives the exit code 3.
    """
    names = tuple(dict.fromkeys(names))
    _agree(names, given, span, against)
    if span is not None:
        from careplan.cli.starts import check_starts  # noqa: PLC0415 - loads the engine

        return check_starts(names[0], span, given, style=style, strict=strict)
    if against is not None:
        from careplan.cli.against import check_against  # noqa: PLC0415 - the same

        return check_against(names[0], against, given, style=style, strict=strict)
    return _check(names, style=style, strict=strict)


def _check(names: tuple[str, ...], *, style: str, strict: bool) -> int:
    checked = {name: check_file(name) for name in names}
    everything = reduce(add, checked.values(), Found())
    failed = everything.has_errors or (strict and everything.has_warnings)
    if style == TEXT:
        for name, found in checked.items():
            if not found.diagnostics:
                result(f"{plain(name)}: no problems\n")
    tell(everything, style=style, files=list(names), passed=not failed)
    return FAILED if failed else DONE


def _agree(
    names: tuple[str, ...],
    given: Given,
    span: tuple[date, date] | None,
    against: str | None,
) -> None:
    """Refuse options that have nothing to do with each other."""
    if span is None and against is None:
        if not given.is_empty:
            raise click.UsageError(
                "--start, --timezone, --site, --choose and --anchor are for --starts"
                " and --against; an enrolment says itself how it begins"
            )
        return
    option = "--against" if span is None else "--starts"
    if span is not None and against is not None:
        raise click.UsageError("--starts and --against are two questions: ask one")
    if len(names) > 1:
        raise click.UsageError(f"{option} is for one program, and several are named")
    if span is not None and given.start is not None:
        raise click.UsageError("--starts says the starts itself; leave --start out")
    if against is not None and given.start is None and not given.is_empty:
        raise click.UsageError(
            "--against compares dates from --start; say one, or leave --timezone,"
            " --site, --choose and --anchor out"
        )
