"""`careplan export`: a plan's calendar, ready to import."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from careplan import files
from careplan.audience.wording import PATIENT
from careplan.cli.boundary import DIFFERENT, DONE
from careplan.cli.given import Given, begins
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    file_option,
    now_option,
    style_option,
)
from careplan.cli.output import JSON, NOTHING_WRITTEN, complain, refuse, result
from careplan.cli.plans import known_role, open_loaded
from careplan.cli.target import STANDARD_OUTPUT, calendar_path
from careplan.cli.telling import tell_data_change, tell_export, tell_standing
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Privacy, Stream
from careplan.model.value import dataclass
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.exporting import Prepared, hand_out, prepare
from careplan.workspace.messages import message_of
from careplan.workspace.plan import Plan, scheduled
from careplan.workspace.seeing import view_of
from careplan.workspace.standing import standing
from careplan.workspace.streams import stream_of, with_privacy

MESSAGE_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a command line asks for."""

    plan: str
    given: Given
    output: str | None
    role: str
    privacy: Privacy | None
    is_preview: bool
    is_check: bool
    since: tuple[str, ...]
    message: str | None
    now: datetime
    accept_data: bool
    style: str


@click.command(
    "export",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan export a17.toml",
        "careplan export a17.toml --role coach",
        "careplan export a17.toml --message tell.txt",
        "careplan export a17.toml --check",
        "careplan export a17.toml --since out/a17/careplan.ics",
        "careplan export a17.toml --privacy busy -o -",
        "careplan export plans/ketamine.toml --start 2026-03-02 \\",
        "    --timezone Europe/London -o careplan.ics",
    ),
)
@file_argument("plan", "PLAN")
@begins()
@file_option("-o", "--output", metavar="FILE|DIR|-", text="Where to write it.")
@click.option("--role", default=PATIENT, metavar="ROLE", help="Whose calendar.")
@click.option(
    "--privacy",
    type=click.Choice([one.value for one in Privacy]),
    help="How much it says, instead of what the enrolment records.",
)
@click.option("--preview", is_flag=True, help="Remember nothing.")
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; exit code 3 if what lies there is not up to date.",
)
@file_option(
    "--since",
    metavar="FILE",
    text="Rebuild a lost register from a calendar it handed out; also several.",
    many=True,
)
@file_option(
    "--message",
    metavar="FILE|-",
    text="Write what to tell the person there; it names neither them nor the care.",
)
@click.option(
    "--accept-data",
    is_flag=True,
    help="Hand out dates that only newer data moved.",
)
@now_option
@style_option("text", JSON)
def command(
    *,
    plan: str,
    given: Given,
    output: str | None,
    role: str,
    privacy: str | None,
    preview: bool,
    check: bool,
    since: tuple[str, ...],
    message: str | None,
    accept_data: bool,
    now: datetime | None,
    style: str,
) -> int:
    """Write a plan's calendar, ready to import.

    An enrolment's goes to `out/NAME/careplan.ics` beside it (`careplan-ROLE.ics` for
    another role) and is remembered, so that the next one updates it.  A program's, with
    --start and --timezone, goes to `careplan.ics` here and is not.

    Options that differ from what the enrolment records give a preview, which is not
    remembered: say --preview or `-o -`.
    """
    wish = Wish(
        plan=plan,
        given=given,
        output=output,
        role=role,
        privacy=None if privacy is None else Privacy(privacy),
        is_preview=preview or output == STANDARD_OUTPUT,
        is_check=check,
        since=since,
        message=message,
        now=clock(now),
        accept_data=accept_data,
        style=style,
    )
    _check_usage(wish)
    return _run(wish)


def _run(wish: Wish) -> int:
    """Export, under the enrolment's lock if anything of it is to be remembered."""
    loaded, trouble = load(wish.plan)
    if loaded is None:
        return complain(trouble, style=wish.style, outcome=NOTHING_WRITTEN)
    if wish.since and loaded.kind is not Kind.ENROLMENT:
        raise click.UsageError(
            f"`{loaded.name}` is {loaded.kind}; only an enrolment has a register"
        )
    if wish.is_preview or loaded.kind is not Kind.ENROLMENT:
        return _export(wish, loaded)
    if wish.plan == files.STANDARD_INPUT:
        raise click.UsageError(
            "an enrolment's register is beside its file; name the file, or say `-o -`"
        )
    if wish.is_check:
        # Without the lock, which is a file: a build server may only read.
        return _export(wish, loaded)
    with files.locked(files.followed(Path(wish.plan))) as taken:
        if taken is not None:
            return refuse(taken, style=wish.style)
        # Again, under the lock: it may have been edited in between.
        loaded, trouble = load(wish.plan)
        if loaded is None:
            return complain(trouble, style=wish.style, outcome=NOTHING_WRITTEN)
        return _export(wish, loaded)


def _export(wish: Wish, loaded: Loaded) -> int:
    opened, about = scheduled(*open_loaded(loaded, wish.given))
    if opened is None:
        return complain(about, style=wish.style, outcome=NOTHING_WRITTEN)
    plan, schedule = opened
    target = calendar_path(
        plan, role=wish.role, output=wish.output, is_preview=wish.is_preview
    )
    prepared, trouble = prepare(
        plan,
        schedule,
        stream=_stream(plan, wish),
        target=target,
        remember=plan.path is not None and not wish.is_preview,
        now=wish.now,
        since=wish.since,
    )
    code = complain(about + trouble, style=wish.style, outcome=NOTHING_WRITTEN)
    if prepared is None:
        return code
    if wish.is_check and target is not None:
        return _check(prepared, target, wish)
    if prepared.change is not None and not wish.accept_data:
        about_data = prepared.change
        tell_data_change(about_data, loaded.name, wish.style, since=wish.since)
        return DIFFERENT
    message = message_of(plan, schedule, prepared, wish.now)
    if target is None:
        result(prepared.data)
    else:
        problem = hand_out(prepared, target, _message_file(wish, message))
        if problem is not None:
            return refuse(problem, style=wish.style)
    tell_export(
        prepared,
        view_of(plan, schedule),
        target=target,
        name=loaded.name,
        style=wish.style,
        now=wish.now,
        message=message,
        puts_message=wish.message == STANDARD_OUTPUT,
    )
    return DONE


def _check_usage(wish: Wish) -> None:
    if wish.is_check and wish.is_preview:
        raise click.UsageError("--check is about the calendar that was handed out")
    if wish.since and (wish.is_check or wish.is_preview):
        raise click.UsageError("--since writes a register; say it without the others")
    if wish.message is None:
        return
    if wish.is_check or wish.is_preview or not wish.given.is_empty:
        raise click.UsageError("--message is about a calendar that is handed out")
    if wish.message == STANDARD_OUTPUT:
        if wish.style == JSON:
            raise click.UsageError("with --format json the message is in the document")
    elif not wish.message.endswith(MESSAGE_SUFFIX):
        # Whatever else stands under this name is no message and must not be replaced.
        raise click.UsageError(f"`{wish.message}` does not end in {MESSAGE_SUFFIX}")


def _message_file(wish: Wish, message: str) -> files.Target | None:
    """Say what is written where; a message that says nothing replaces none."""
    if wish.message in (None, STANDARD_OUTPUT) or not message:
        return None
    return files.Target(path=Path(wish.message), data=message.encode())


def _check(prepared: Prepared, target: Path, wish: Wish) -> int:
    found = standing(prepared, target)
    if isinstance(found, Diagnostic):
        return refuse(found, style=wish.style)
    tell_standing(prepared, found, target=target, style=wish.style)
    return DONE if found.is_current else DIFFERENT


def _stream(plan: Plan, wish: Wish) -> Stream:
    """Give the stream as asked for; one that differs must not pass for the real one."""
    known_role(plan.program, wish.role)
    recorded = stream_of(plan, wish.role)
    stream = with_privacy(recorded, wish.privacy)
    if stream != recorded and plan.path is not None and not wish.is_preview:
        raise click.UsageError(
            f"the enrolment records privacy `{recorded.privacy}` for this calendar; say"
            " --preview or `-o -` to look at another, or change the enrolment"
        )
    return stream
