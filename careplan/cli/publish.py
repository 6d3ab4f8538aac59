"""`careplan publish`: a plan's calendar in a collection on a CalDAV server."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from careplan import files
from careplan.caldav.address import Address, AddressError, Credentials, address
from careplan.caldav.collection import Collection
from careplan.caldav.transport import Transport, missing_library
from careplan.cli.announcing import Published, announce
from careplan.cli.boundary import DIFFERENT, DONE, SOME_FAILED
from careplan.cli.credentials import credentials
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    now_option,
    style_option,
)
from careplan.cli.output import JSON, NOTHING_WRITTEN, complain, refuse
from careplan.cli.plans import known_role, load_enrolment
from careplan.cli.progress import watched
from careplan.cli.telling import tell_data_change
from careplan.model.diagnostic import Diagnostic
from careplan.model.program import PATIENT
from careplan.model.schedule import Schedule
from careplan.model.value import dataclass
from careplan.render.view import View
from careplan.workspace.exporting import Prepared, prepare
from careplan.workspace.found import Found, found
from careplan.workspace.plan import Plan, open_enrolment, scheduled
from careplan.workspace.publishing import (
    Work,
    compare,
    look,
    publishing_problems,
    remember,
    send,
)
from careplan.workspace.seeing import view_of
from careplan.workspace.streams import stream_of

_SHORTEST, _USUAL, _LONGEST = 0.1, 30.0, 600.0
_WHY = "only an enrolment's calendar can be kept up to date"
_OTHERS_DONE = "the others are done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a command line asks for."""

    plan: str
    address: Address
    credentials: Credentials | None
    role: str
    is_dry: bool
    overwrite: bool
    accept_data: bool
    timeout: float
    now: datetime
    style: str


@click.command(
    "publish",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan publish a17.toml https://dav.example.org/clinic/a17/ --dry-run",
        "careplan publish a17.toml https://dav.example.org/clinic/a17/",
        "careplan publish a17.toml https://dav.example.org/coach/ --role coach",
    ),
)
@file_argument("plan", "PLAN")
@click.argument("url", metavar="URL")
@click.option("--role", default=PATIENT, metavar="ROLE", help="Whose calendar.")
@click.option(
    "--dry-run", is_flag=True, help="Only read; exit code 3 if anything would change."
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Put the plan's in the place of what somebody changed on the server.",
)
@click.option(
    "--accept-data",
    is_flag=True,
    help="Hand out dates that only newer data moved.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(_SHORTEST, _LONGEST),
    default=_USUAL,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for each answer.",
)
@now_option
@style_option("text", JSON)
def command(
    *,
    plan: str,
    url: str,
    role: str,
    dry_run: bool,
    overwrite: bool,
    accept_data: bool,
    timeout: float,
    now: datetime | None,
    style: str,
) -> int:
    """Bring a plan's calendar to a calendar collection on a CalDAV server.

    Events are put, replaced and deleted, each on its own.  Only what careplan put there
    is touched; what somebody changed by hand is told and left.  To say it again sends
    nothing that is there already.  It is remembered as an export is.

    URL is that of the collection, `https` or on this machine.  As whom to ask is said
    by CAREPLAN_CALDAV_USER and CAREPLAN_CALDAV_PASSWORD, or CAREPLAN_CALDAV_TOKEN.
    """
    wish = Wish(
        plan=plan,
        address=_address(url),
        credentials=credentials(),
        role=role,
        is_dry=dry_run,
        overwrite=overwrite,
        accept_data=accept_data,
        timeout=timeout,
        now=clock(now),
        style=style,
    )
    if plan == files.STANDARD_INPUT:
        raise click.UsageError("an enrolment's register is beside its file; name it")
    missing = missing_library()
    if missing is not None:
        return refuse(missing, style=style)
    if wish.is_dry:
        # Without the lock, which is a file.
        return _publish(wish)
    # Held until all is sent: a second run in between would put an older state last.
    with files.locked(files.followed(Path(plan))) as taken:
        return _publish(wish) if taken is None else refuse(taken, style=style)


def _address(url: str) -> Address:
    try:
        return address(url)
    except AddressError as error:
        raise click.UsageError(f"the URL cannot be used: {error}") from None


def _publish(wish: Wish) -> int:
    loaded, about = load_enrolment(wish.plan, _WHY)
    if loaded is None:
        return complain(about, style=wish.style, outcome=NOTHING_WRITTEN)
    opened, about = scheduled(*open_enrolment(loaded))
    if opened is None:
        return complain(about, style=wish.style, outcome=NOTHING_WRITTEN)
    plan, schedule = opened
    prepared, trouble = _prepared(plan, schedule, wish)
    code = complain(about + trouble, style=wish.style, outcome=NOTHING_WRITTEN)
    if prepared is None:
        return code
    if prepared.change is not None and not wish.accept_data:
        tell_data_change(
            prepared.change, f"{wish.plan} URL", wish.style, verb="publish"
        )
        return DIFFERENT
    transport = Transport(wish.address, wish.credentials, timeout=wish.timeout)
    with closing(transport):
        return _bring(prepared, Collection(transport), view_of(plan, schedule), wish)


def _prepared(
    plan: Plan, schedule: Schedule, wish: Wish
) -> tuple[Prepared | None, Found]:
    """Make what is handed out, read back as an export is; nothing is written yet."""
    known_role(plan.program, wish.role)
    stream = stream_of(plan, wish.role)
    problems = publishing_problems(stream)
    if problems:
        return None, found(*problems)
    return prepare(
        plan, schedule, stream=stream, target=None, remember=True, now=wish.now
    )


def _bring(prepared: Prepared, collection: Collection, view: View, wish: Wish) -> int:
    stored, trouble = look(collection, prepared.issue)
    if stored is None:
        return complain(found(*trouble), style=wish.style, outcome=NOTHING_WRITTEN)
    work = compare(prepared, stored, overwrite=wish.overwrite)
    if isinstance(work, Diagnostic):
        return refuse(work, style=wish.style)
    if wish.is_dry:
        return _tried(prepared, work, view, wish)
    problem = remember(prepared)
    if problem is not None:
        return refuse(problem, style=wish.style)
    return _sent(prepared, collection, work, view, wish)


def _tried(prepared: Prepared, work: Work, view: View, wish: Wish) -> int:
    """Say what would be sent."""
    published = Published(
        steps=work.steps,
        unchanged=work.unchanged,
        left=len(work.clashes),
        is_dry=True,
    )
    announce(prepared, published, view, now=wish.now, style=wish.style)
    complain(found(*work.clashes), style=wish.style, outcome=NOTHING_WRITTEN)
    is_right = not work.steps and not work.clashes and prepared.kept is None
    return DONE if is_right else DIFFERENT


def _sent(
    prepared: Prepared, collection: Collection, work: Work, view: View, wish: Wish
) -> int:
    """Send it all, and say what came of it."""
    total = len(work.steps)
    sent = tuple(watched(send(collection, work.steps), total, "events"))
    done = tuple(one.step for one in sent if one.problem is None)
    problems = tuple(one.problem for one in sent if one.problem is not None)
    published = Published(
        steps=done,
        unchanged=work.unchanged,
        left=total - len(done) + len(work.clashes),
    )
    announce(prepared, published, view, now=wish.now, style=wish.style)
    is_over = any(one.is_over for one in sent)
    outcome = _OTHERS_DONE
    if is_over:
        outcome = f"{len(done):,} of {total:,} done, the same command goes on"
    trouble = found(*work.clashes, *problems)
    code = complain(trouble, style=wish.style, outcome=outcome)
    return code if is_over or code == DONE else SOME_FAILED
