"""`careplan diff`: what is another between two plans, or from what was handed out."""

from __future__ import annotations

from datetime import datetime

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE
from careplan.cli.elsewhere import diff_site
from careplan.cli.given import Given, begins
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    now_option,
    style_option,
)
from careplan.cli.output import JSON, TEXT, complain, dumped, result
from careplan.cli.plans import open_loaded
from careplan.render.difference import (
    document_of_holdings,
    document_of_two,
    of_holdings,
    of_two,
)
from careplan.schedule.questions.differences import differences
from careplan.workspace.answers import SITE
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.found import Found
from careplan.workspace.handed_out import holdings
from careplan.workspace.plan import open_enrolment, scheduled

_PLANS = (Kind.ENROLMENT, Kind.PROGRAM)


@click.command(
    "diff",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan diff a17.toml",
        "careplan diff old/a17.toml a17.toml",
        "careplan diff plans/old.toml plans/new.toml --start 2026-03-02 \\",
        "    --timezone Europe/London",
        "careplan diff people/ --site closed-on-fridays.toml",
    ),
)
@file_argument("plan", "PLAN|FOLDER")
@file_argument("other", "[OTHER]", required=False)
@begins(previews=True)
@now_option
@style_option(TEXT, JSON)
def command(
    *, plan: str, other: str | None, given: Given, now: datetime | None, style: str
) -> int:
    """Say what is different: new, changed, moved, removed, confirmed.

    One enrolment is compared with its register: what the next export would change for
    those who hold its calendars.  Two enrolments are compared with each other, and so
    are two programs, with --start and --timezone; OTHER is the later one.

    With --site an enrolment, or every one in a FOLDER and below it, is compared with
    itself under another site file: who would move from now on, and what cannot move
    and clashes with it, such as a pinned date on a day that is closed there.

    Nothing is written.  Exit code 3 says that something is different, 0 that nothing
    is, and 4 that some enrolments could not be read or dated; the others are told.
    """
    if other is not None:
        return _diff_two(plan, other, given, style)
    moment = clock(now)
    if given.site is not None and _is_site_alone(given):
        return diff_site(plan, given.site, moment, style)
    if files.is_folder(plan):
        raise click.UsageError(
            f"`{plan}` is a folder: its enrolments are compared under another site file"
            " alone; name that with --site"
        )
    return _diff_register(plan, given, moment, style)


def _is_site_alone(given: Given) -> bool:
    return all(path == SITE for path, _ in given.said) and not given.results


def _diff_two(before: str, after: str, given: Given, style: str) -> int:
    """Compare two plans of one kind."""
    if before == after == files.STANDARD_INPUT:
        raise click.UsageError("only one of the two can come from standard input")
    old, trouble = _plan(before)
    new, about = _plan(after)
    about = trouble + about
    if old is None or new is None:
        return complain(about, style=style)
    if old.kind is not new.kind:
        raise click.UsageError(
            f"`{old.name}` is {old.kind} and `{new.name}` is {new.kind}; two enrolments"
            " can be compared, or two programs with --start and --timezone"
        )
    first, trouble = scheduled(*open_loaded(old, given))
    second, about = scheduled(*open_loaded(new, given))
    code = complain(trouble + about, style=style)
    if first is None or second is None:
        return code
    revisions = differences(first[1], second[1], with_texts=True)
    if style == JSON:
        result(dumped(document_of_two(old.name, new.name, revisions)))
    else:
        result(of_two(old.name, new.name, revisions))
    return DIFFERENT if revisions else DONE


def _plan(name: str) -> tuple[Loaded | None, Found]:
    """Load what is an enrolment or a program; a usage error for anything else."""
    if files.is_folder(name):
        raise click.UsageError(
            f"`{name}` is a folder; a plan is compared with another plan"
        )
    loaded, about = load(name)
    if loaded is not None and loaded.kind not in _PLANS:
        raise click.UsageError(
            f"`{loaded.name}` is {loaded.kind}; two enrolments can be compared, or two"
            " programs with --start and --timezone"
        )
    return loaded, about


def _diff_register(name: str, given: Given, now: datetime, style: str) -> int:
    """Compare an enrolment with what was handed out of it."""
    if name == files.STANDARD_INPUT:
        raise click.UsageError(
            "an enrolment's register is beside its file; name the file"
        )
    loaded, about = load(name)
    if loaded is None:
        return complain(about, style=style)
    if loaded.kind is not Kind.ENROLMENT:
        raise click.UsageError(_alone(loaded))
    if not given.is_empty:
        raise click.UsageError(
            f"`{loaded.name}` is an enrolment and says itself how it begins; only"
            " --site can be another"
        )
    opened, about = scheduled(*open_enrolment(loaded))
    if opened is None:
        return complain(about, style=style)
    held, trouble = holdings(*opened, now)
    code = complain(about + trouble, style=style)
    if held is None:
        return code
    if style == JSON:
        result(dumped(document_of_holdings(loaded.name, held)))
    else:
        result(of_holdings(loaded.name, held))
    return DIFFERENT if any(one.revisions for one in held) else DONE


def _alone(loaded: Loaded) -> str:
    if loaded.kind is Kind.PROGRAM:
        return (
            f"`{loaded.name}` is a program and was handed out to nobody; name another"
            " program to compare it with, with --start and --timezone"
        )
    return f"`{loaded.name}` is {loaded.kind}; only plans can be compared"
