"""`careplan export`: a plan's calendar, ready to import."""

from __future__ import annotations

from datetime import datetime

import click

from careplan.cli.given import Given, begins
from careplan.cli.handing_out import Wish, hand_out_plan
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    file_option,
    now_option,
    style_option,
)
from careplan.cli.output import JSON
from careplan.cli.target import STANDARD_OUTPUT
from careplan.cli.wanted import ALL, Wanted, wants

MESSAGE_SUFFIX = ".txt"


@click.command(
    "export",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan export a17.toml",
        "careplan export a17.toml --role coach",
        "careplan export a17.toml --role all -o out/",
        "careplan export a17.toml --message tell.txt",
        "careplan export a17.toml --check",
        "careplan export a17.toml --since out/a17/careplan.ics",
        "careplan export a17.toml --for google --preview",
        "careplan export a17.toml --privacy busy -o -",
        "careplan export plans/ketamine.toml --start 2026-03-02 \\",
        "    --timezone Europe/London -o careplan.ics",
    ),
)
@file_argument("plan", "PLAN")
@begins()
@file_option("-o", "--output", metavar="FILE|DIR|-", text="Where to write it.")
@wants
@click.option("--split", is_flag=True, help="Write each entry as a file as well.")
@click.option(
    "--rotate", is_flag=True, help="Give a feed another address; remove the old one."
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
    wanted: Wanted,
    split: bool,
    rotate: bool,
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

    A feed goes into a folder for a web server, `out/feed` or -o DIR, under a secret
    name that it keeps.

    Options that differ from what the enrolment records give a preview, which is not
    remembered: say --preview or `-o -`.
    """
    wish = Wish(
        plan=plan,
        given=given,
        output=output,
        wanted=wanted,
        is_split=split,
        rotates=rotate,
        is_preview=preview or output == STANDARD_OUTPUT,
        is_check=check,
        since=since,
        message=message,
        now=clock(now),
        accept_data=accept_data,
        style=style,
    )
    _check_usage(wish)
    return hand_out_plan(wish)


def _check_usage(wish: Wish) -> None:
    if wish.is_check and wish.is_preview:
        raise click.UsageError("--check is about the calendar that was handed out")
    if wish.since and (wish.is_check or wish.is_preview):
        raise click.UsageError("--since writes a register; say it without the others")
    if wish.wanted.role == ALL and (wish.since or wish.output == STANDARD_OUTPUT):
        raise click.UsageError("`--role all` is several files; name one role")
    if wish.is_split and (wish.is_check or wish.output == STANDARD_OUTPUT):
        raise click.UsageError("--split writes several files")
    if wish.rotates and (wish.is_check or wish.is_preview):
        raise click.UsageError("--rotate changes the feed that was handed out")
    if wish.message is not None:
        _check_message(wish, wish.message)


def _check_message(wish: Wish, message: str) -> None:
    if wish.is_check or wish.is_preview or not wish.given.is_empty:
        raise click.UsageError("--message is about a calendar that is handed out")
    if wish.wanted.role == ALL:
        raise click.UsageError("--message is for one of them; name the role")
    if message == STANDARD_OUTPUT:
        if wish.style == JSON:
            raise click.UsageError("with --format json the message is in the document")
    elif not message.endswith(MESSAGE_SUFFIX):
        # Whatever else stands under this name is no message and must not be replaced.
        raise click.UsageError(f"`{message}` does not end in {MESSAGE_SUFFIX}")
