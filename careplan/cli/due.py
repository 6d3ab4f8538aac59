"""`careplan due`: what somebody who looks after many plans has to see, or to do."""

from __future__ import annotations

from datetime import datetime

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE, SOME_FAILED
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import (
    clock,
    examples,
    file_argument,
    now_option,
    style_option,
)
from careplan.cli.output import JSON, complain, dumped, page_width, result
from careplan.cli.rounds import Round, in_folder, note_failures, went_through
from careplan.render.due import Item, due_document, due_list, due_table, in_order
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.folder import none_in
from careplan.workspace.found import Found, found
from careplan.workspace.looking import Desk, look_at

TEXT, CSV = "text", "csv"


@click.command(
    "due",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan due people/",
        "careplan due a17.toml",
        "careplan due people/ --format csv > due.csv",
        "careplan due people/ --now 2026-03-02T07:00:00Z",
    ),
)
@file_argument("path", "FOLDER")
@now_option
@style_option(TEXT, CSV, JSON)
def command(path: str, now: datetime | None, style: str) -> int:
    """List what is due: today, this week, and what waits for somebody.

    FOLDER is searched for enrolments, also in folders below it; it may be one
    enrolment as well.  Listed are today's dates, what is to be recorded, what was
    missed and not dealt with, decisions and gates that are open within 7 days, the
    days up to the seventh, what is outside its window, and a near horizon; each with
    the command that deals with it.

    Habits, medicines and reminders are not listed.  Times are the person's.

    Exit code 3 says that something is due, 0 that nothing is, and 4 that some
    enrolments could not be read or dated; the others are listed.
    """
    if path == files.STANDARD_INPUT:
        raise click.UsageError("what is due is dealt with in a file; name it")
    moment = clock(now)

    def look(loaded: Loaded) -> tuple[Desk | None, Found]:
        return look_at(loaded, moment)

    if not files.is_folder(path):
        went = went_through((_named(path),), look)
        return complain(went.trouble, style=style) or _tell(went, moment, style)
    names, unlisted = in_folder(path)
    if not names:
        return complain(found(*(unlisted or (none_in(path),))), style=style)
    went = went_through(names, look)
    complain(went.trouble + found(*unlisted), style=style)
    code = _tell(went, moment, style)
    if not (went.failed or unlisted):
        return code
    if style != JSON:  # where `failed` says it, and standard error is one document
        note_failures(went.failed, unlisted)
    return SOME_FAILED


def _named(path: str) -> str:
    """Take a file that is an enrolment, or that nobody can read."""
    loaded, _ = load(path)
    if loaded is not None and loaded.kind is not Kind.ENROLMENT:
        raise click.UsageError(
            f"`{path}` is {loaded.kind}; what is due stands in an enrolment, or in a"
            " folder of them"
        )
    return path


def _tell(went: Round[Desk], now: datetime, style: str) -> int:
    everything = tuple(
        Item(file=desk.name, timezone=desk.timezone, due=one, now=now)
        for desk in went.found
        for one in desk.due
    )
    items = in_order(everything)
    if style == JSON:
        names = tuple(desk.name for desk in went.found)
        document = due_document(items, now=now, enrolments=names, failed=went.failed)
        result(dumped(document))
    elif style == CSV:
        result(due_table(items).encode())
    else:
        result(due_list(items, len(went.found), page_width()))
    return DIFFERENT if items else DONE
