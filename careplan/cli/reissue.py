"""`careplan reissue`: one occurrence under a new identity."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.naming import named
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    file_option,
    now_option,
    style_option,
)
from careplan.cli.output import JSON, NOTHING_WRITTEN, complain, refuse
from careplan.cli.plans import known_role, load_enrolment
from careplan.cli.target import STANDARD_OUTPUT, destination
from careplan.cli.telling import tell_data_change, tell_reissue
from careplan.model.diagnostic import Diagnostic
from careplan.model.program import PATIENT
from careplan.model.value import dataclass
from careplan.workspace.destination import Delivery, Destination, deliver
from careplan.workspace.exporting import Prepared, prepare
from careplan.workspace.plan import open_enrolment, scheduled
from careplan.workspace.streams import stream_of

_WHY = "only what an enrolment handed out is remembered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a command line asks for."""

    enrolment: str
    name: str
    role: str
    output: str | None
    is_dry: bool
    now: datetime
    style: str


@click.command(
    "reissue",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan reissue a17.toml session-3",
        "careplan reissue a17.toml session-3 --dry-run",
        "careplan reissue a17.toml session-3 --role coach",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("name", metavar="NAME")
@click.option("--role", default=PATIENT, metavar="ROLE", help="Whose calendar.")
@file_option("-o", "--output", metavar="FILE|DIR", text="Where the calendar is.")
@click.option("--dry-run", is_flag=True, help="Write nothing; exit code 3.")
@now_option
@style_option("text", JSON)
def command(
    *,
    enrolment: str,
    name: str,
    role: str,
    output: str | None,
    dry_run: bool,
    now: datetime | None,
    style: str,
) -> int:
    """Hand one occurrence out under a new identity, and take the old one back.

    For a calendar that refuses to take back what was once deleted there, as Google
    Calendar does.  The calendar is written anew and must be imported again.

    NAME is what `careplan show` prints beside a date.  Each time it is said, it gets
    one more identity; say it only where an import did not bring the appointment back.
    """
    if STANDARD_OUTPUT in (enrolment, output):
        raise click.UsageError("a new identity is remembered in a file; `-` has none")
    wish = Wish(
        enrolment=enrolment,
        name=name,
        role=role,
        output=output,
        is_dry=dry_run,
        now=clock(now),
        style=style,
    )
    with files.locked(files.followed(Path(enrolment))) as taken:
        if taken is not None:
            return refuse(taken, style=style)
        return _reissue(wish)


def _reissue(wish: Wish) -> int:
    loaded, about = load_enrolment(wish.enrolment, _WHY)
    if loaded is None:
        return complain(about, style=wish.style, outcome=NOTHING_WRITTEN)
    opened, about = scheduled(*open_enrolment(loaded))
    if opened is None:
        return complain(about, style=wish.style, outcome=NOTHING_WRITTEN)
    plan, schedule = opened
    known_role(plan.program, wish.role)
    occurrence = named(schedule, wish.name)
    stream = stream_of(plan, wish.role)
    there = destination(plan, stream, output=wish.output)
    if there is None:
        raise AssertionError(wish.output)
    if isinstance(there, Diagnostic):
        return refuse(there, style=wish.style)
    prepared, trouble = prepare(
        plan,
        schedule,
        stream=stream,
        target=there.path,
        remember=True,
        now=wish.now,
        anew=occurrence,
    )
    code = complain(about + trouble, style=wish.style, outcome=NOTHING_WRITTEN)
    if prepared is None:
        return code
    if prepared.change is not None:
        tell_data_change(prepared.change, wish.enrolment, wish.style)
        return DIFFERENT
    return _written(prepared, there, wish)


def _written(prepared: Prepared, there: Destination, wish: Wish) -> int:
    problem = None if wish.is_dry else deliver((Delivery(prepared, there),))
    if problem is not None:
        return refuse(problem, style=wish.style)
    tell_reissue(prepared, there.path, is_dry=wish.is_dry, style=wish.style)
    return DIFFERENT if wish.is_dry else DONE
