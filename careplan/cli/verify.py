"""`careplan verify`: what is wrong with a calendar file, whoever wrote it."""

from __future__ import annotations

from datetime import datetime

import click

from careplan import files
from careplan.cli.boundary import DONE, FAILED
from careplan.cli.clients import client_option, via_option
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    file_option,
    now_option,
    style_option,
)
from careplan.cli.output import JSON, SARIF, TEXT, result, tell
from careplan.cli.plans import known_role, load_enrolment
from careplan.model.enrolment import Client, Via
from careplan.model.program import PATIENT
from careplan.render.plain import plain
from careplan.workspace.found import Found
from careplan.workspace.plan import open_enrolment, scheduled
from careplan.workspace.verifying import Dated, verify_file


@click.command(
    "verify",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan verify out/a17/careplan.ics",
        "careplan verify clinic.ics --for google --via feed",
        "careplan verify out/a17/careplan.ics --plan a17.toml",
        "careplan verify --format sarif clinic.ics > careplan.sarif",
        "curl -s https://example.org/feed.ics | careplan verify -",
    ),
)
@file_argument("name", "FILE.ics")
@client_option("Say too what this calendar program loses or misreads.", Client.ANY)
@via_option("Whether it is imported or subscribed to.", Via.FILE)
@file_option(
    "--plan",
    metavar="ENROLMENT",
    text="Say too where it is not what this plan would hand out now.",
)
@click.option("--role", metavar="ROLE", help="Whose calendar of the plan it is.")
@click.option("--strict", is_flag=True, help="Take warnings as seriously as errors.")
@now_option
@style_option(TEXT, JSON, SARIF)
def command(
    *,
    name: str,
    client: str,
    via: str,
    plan: str | None,
    role: str | None,
    strict: bool,
    now: datetime | None,
    style: str,
) -> int:
    """Say what is wrong with a calendar file, ours or anybody's.

    FILE.ics is held to what the iCalendar standards demand and to what calendar
    programs really read; `-` is standard input.  An error breaks a standard, or makes a
    program lose or misread an event; a warning is about less.  What each code means
    `careplan explain` tells.

    A calendar may be anybody's, so no text in it is ever shown: whatever is wrong is
    told by its line.

    With --plan it is also compared, event by event, with the calendar of that
    enrolment: times, texts, alarms, states, and what is missing or not of the plan.
    """
    if plan is None and role is not None:
        raise click.UsageError("--role is about the plan that --plan names")
    if name == plan == files.STANDARD_INPUT:
        raise click.UsageError("only one of the two can come from standard input")
    dated, about = (None, Found()) if plan is None else _dated(plan, role or PATIENT)
    found = verify_file(
        name, client=Client(client), via=Via(via), dated=dated, now=clock(now)
    )
    everything = about + found
    failed = everything.has_errors or (strict and found.has_warnings)
    if style == TEXT and not found.diagnostics:
        result(f"{plain(name)}: no problems\n")
    tell(everything, style=style, files=[name], passed=not failed)
    return FAILED if failed else DONE


def _dated(name: str, role: str) -> tuple[Dated | None, Found]:
    """Open and date the plan that a calendar is compared with."""
    loaded, about = load_enrolment(name, "a calendar is compared with an enrolment")
    if loaded is None:
        return None, about
    opened, about = scheduled(*open_enrolment(loaded))
    if opened is None:
        return None, about
    plan, schedule = opened
    known_role(plan.program, role)
    return Dated(plan=plan, schedule=schedule, role=role), about
