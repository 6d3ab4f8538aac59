"""`careplan show`: a plan's dates, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable

import click

from careplan.cli.boundary import DONE
from careplan.cli.given import Given, begins
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, style_option
from careplan.cli.output import complain, page_width, result
from careplan.cli.plans import known_role, open_plan
from careplan.render.agenda import agenda
from careplan.render.document import document
from careplan.render.month import month_grid
from careplan.render.table import csv_table, markdown_table
from careplan.render.view import View
from careplan.workspace.plan import scheduled
from careplan.workspace.seeing import view_of

STYLES: dict[str, Callable[[View], str]] = {
    "agenda": agenda,
    "month": month_grid,
    "json": document,
    "csv": csv_table,
    "markdown": markdown_table,
}


@click.command(
    "show",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan show a17.toml",
        "careplan show a17.toml --format month",
        "careplan show a17.toml --role coach",
        "careplan show plans/ketamine.toml --start 2026-03-02 \\",
        "    --timezone Europe/London",
    ),
)
@file_argument("plan", "PLAN")
@begins(previews=True)
@style_option(*STYLES)
@click.option("--role", metavar="ROLE", help="Show what this role's calendar says.")
def command(plan: str, given: Given, style: str, role: str | None) -> int:
    """Show a plan's dates.

    PLAN is an enrolment, or a program with --start and --timezone.  What closed days
    moved, what was left out and what still waits stands at the end.
    """
    opened, found = scheduled(*open_plan(plan, given))
    code = complain(found, style=style)
    if opened is None:
        return code
    if role is not None:
        known_role(opened[0].program, role)
    text = STYLES[style](view_of(*opened, role=role, columns=page_width()))
    # As bytes: a table keeps its line ends, and a file is UTF-8 everywhere.
    result(text if style in ("agenda", "month") else text.encode())
    return DONE
