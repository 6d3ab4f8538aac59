"""`careplan due`: what somebody who looks after many plans has to see, or to do."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import add

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
from careplan.cli.output import JSON, complain, dumped, note, page_width, result
from careplan.cli.progress import watched
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.render.due import Item, due_document, due_list, due_table, in_order
from careplan.render.report import counted
from careplan.workspace.documents import Kind, load
from careplan.workspace.folder import enrolments, none_in
from careplan.workspace.found import Found, found
from careplan.workspace.looking import Desk, look_at

TEXT, CSV = "text", "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """What was found on the way through: plans, and what is wrong with the others."""

    desks: tuple[Desk, ...]
    failed: tuple[str, ...]
    trouble: Found


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
    if not files.is_folder(path):
        went = _round((_named(path),), moment)
        return complain(went.trouble, style=style) or _tell(went, moment, style)
    listed = enrolments(path)
    names = tuple(one for one in listed if not isinstance(one, Diagnostic))
    unlisted = tuple(one for one in listed if isinstance(one, Diagnostic))
    if not names:
        return complain(found(*(unlisted or (none_in(path),))), style=style)
    went = _round(names, moment)
    complain(went.trouble + found(*unlisted), style=style)
    code = _tell(went, moment, style)
    if went.failed or unlisted:
        _note_failures(went, unlisted, style)
        return SOME_FAILED
    return code


def _round(names: tuple[str, ...], now: datetime) -> _Round:
    """Look at one enrolment after the other; only what fails is told of."""
    desks: list[Desk] = []
    trouble: dict[str, Found] = {}
    for name in watched(names, len(names), "enrolments"):
        desk, about = _look(name, now)
        if desk is None:
            trouble[name] = about
        else:
            desks.append(desk)
    return _Round(
        desks=tuple(desks),
        failed=tuple(trouble),
        trouble=reduce(add, trouble.values(), Found()),
    )


def _look(name: str, now: datetime) -> tuple[Desk | None, Found]:
    loaded, about = load(name)
    return (None, about) if loaded is None else look_at(loaded, now)


def _named(path: str) -> str:
    """Take a file that is an enrolment, or that nobody can read."""
    loaded, _ = load(path)
    if loaded is not None and loaded.kind is not Kind.ENROLMENT:
        raise click.UsageError(
            f"`{path}` is {loaded.kind}; what is due stands in an enrolment, or in a"
            " folder of them"
        )
    return path


def _tell(went: _Round, now: datetime, style: str) -> int:
    everything = tuple(
        Item(file=desk.name, timezone=desk.timezone, due=one, now=now)
        for desk in went.desks
        for one in desk.due
    )
    items = in_order(everything)
    if style == JSON:
        names = tuple(desk.name for desk in went.desks)
        document = due_document(items, now=now, enrolments=names, failed=went.failed)
        result(dumped(document))
    elif style == CSV:
        result(due_table(items).encode())
    else:
        result(due_list(items, len(went.desks), page_width()))
    return DIFFERENT if items else DONE


def _note_failures(went: _Round, unlisted: tuple[Diagnostic, ...], style: str) -> None:
    """Say in words that the list is not the whole truth."""
    if style == JSON:
        return  # `failed` says it, and standard error holds one document
    if went.failed:
        failed = counted(len(went.failed), "enrolment")
        them = "it" if len(went.failed) == 1 else "them"
        note(f"{failed} could not be read or dated, and nothing of {them} is listed")
    if unlisted:
        note(f"{counted(len(unlisted), 'folder')} could not be looked into")
