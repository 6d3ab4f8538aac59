"""`careplan history`: what was entered in a ledger, and what each entry changed."""

from __future__ import annotations

import click

from careplan.cli.boundary import DONE
from careplan.cli.given import Given
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, style_option
from careplan.cli.output import JSON, complain, dumped, page_width, result
from careplan.cli.plans import open_plan
from careplan.render.history import document
from careplan.render.history import history as told
from careplan.schedule.ledger.moving import zone_now
from careplan.workspace.history import chapters_of


@click.command(
    "history",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan history a17.toml",
        "careplan history a17.toml --format json",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@style_option("text", JSON)
def command(enrolment: str, style: str) -> int:
    """Tell what was entered in a ledger, by whom and why, and what it changed.

    The numbers are those that `careplan undo` takes.
    """
    plan, about = open_plan(enrolment, Given())
    code = complain(about, style=style)
    if plan is None or code:
        return code
    chapters = chapters_of(plan)
    if style == JSON:
        result(dumped(document(chapters)))
    else:
        result(told(chapters, zone_now(plan.enrolment), page_width()))
    return DONE
