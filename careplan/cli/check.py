"""`careplan check`: everything wrong with files, all at once."""

from __future__ import annotations

from functools import reduce
from operator import add

import click

from careplan.cli.boundary import DONE, FAILED
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, style_option
from careplan.cli.output import (
    GITHUB,
    JSON,
    SARIF,
    as_annotations,
    as_json,
    as_sarif,
    complain,
    result,
)
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
    ),
)
@file_argument("names", "FILE...", many=True)
@style_option("text", JSON, SARIF, GITHUB)
@click.option("--strict", is_flag=True, help="Take warnings as seriously as errors.")
def command(names: tuple[str, ...], style: str, *, strict: bool) -> int:
    """Say what is wrong with programs, enrolments and other files.

    FILE is a program, an enrolment, a site file, a file of cases or a register; `-` is
    standard input.  An enrolment is checked with all it names, and dated.
    """
    names = tuple(dict.fromkeys(names))
    checked = {name: check_file(name) for name in names}
    everything = reduce(add, checked.values(), Found())
    failed = everything.has_errors or (strict and everything.has_warnings)
    match style:
        case "json":
            result(as_json(everything, files=list(names), passed=not failed))
        case "sarif":
            result(as_sarif(everything))
        case "github":
            result(as_annotations(everything))
        case _:
            for name, found in checked.items():
                if not found.diagnostics:
                    result(f"{plain(name)}: no problems\n")
            complain(everything)
    return FAILED if failed else DONE
