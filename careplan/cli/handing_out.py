"""Handing out the calendars of one plan: all of those asked for, or none.

Everything is made and looked at before the first file is written.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE
from careplan.cli.given import Given
from careplan.cli.output import JSON, NOTHING_WRITTEN, complain, dumped, refuse, result
from careplan.cli.plans import open_loaded
from careplan.cli.target import STANDARD_OUTPUT, destination
from careplan.cli.telling import (
    Told,
    data_document,
    document,
    standing_document,
    tell_data_change,
    tell_export,
    tell_several,
    tell_standing,
)
from careplan.cli.wanted import ALL, Wanted
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Via
from careplan.model.schedule import Schedule
from careplan.model.value import dataclass
from careplan.workspace.destination import Delivery, Destination, deliver
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.exporting import Prepared, prepare
from careplan.workspace.found import Found, found
from careplan.workspace.messages import message_of
from careplan.workspace.plan import Plan, scheduled
from careplan.workspace.seeing import view_of
from careplan.workspace.standing import standing
from careplan.workspace.versions import DataChange

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a command line asks for."""

    plan: str
    given: Given
    output: str | None
    wanted: Wanted
    is_split: bool
    rotates: bool
    is_preview: bool
    is_check: bool
    since: tuple[str, ...]
    message: str | None
    now: datetime
    accept_data: bool
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A calendar ready to be written, and where it goes: standard output if None."""

    prepared: Prepared
    there: Destination | None


def hand_out_plan(wish: Wish) -> int:
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
    ready, trouble = _ready(wish, plan, schedule)
    code = complain(about + trouble, style=wish.style, outcome=NOTHING_WRITTEN)
    if ready is None:
        return code
    if wish.is_check:
        return _check(ready, wish)
    changes = [one.prepared.change for one in ready if one.prepared.change is not None]
    if changes and not wish.accept_data:
        _tell_changes(changes, wish, loaded.name)
        return DIFFERENT
    told = [_told(one, wish, plan, schedule, loaded.name) for one in ready]
    problem = _write(told, wish)
    if problem is not None:
        return refuse(problem, style=wish.style)
    _tell(told, wish)
    return DONE


def _tell(told: list[Told], wish: Wish) -> None:
    if wish.style == JSON and told[0].there is not None:
        _result([document(one) for one in told], wish)
    elif wish.wanted.role == ALL:
        tell_several(told)
    else:
        tell_export(told[0], puts_message=wish.message == STANDARD_OUTPUT)


def _tell_changes(changes: list[DataChange], wish: Wish, name: str) -> None:
    if wish.style == JSON:
        _result([data_document(change) for change in changes], wish)
        return
    for change in changes:
        tell_data_change(change, name, wish.style, since=wish.since)


def _result(documents: list[dict[str, object]], wish: Wish) -> None:
    """Write one document: a calendar's, or one that holds those of all roles."""
    several: dict[str, object] = {"version": VERSION, "calendars": documents}
    result(dumped(several if wish.wanted.role == ALL else documents[0]))


def _ready(
    wish: Wish, plan: Plan, schedule: Schedule
) -> tuple[tuple[Ready, ...] | None, Found]:
    """Prepare every calendar, each with the memory that the one before it leaves."""
    register, beside, trouble = None, None, Found()
    made: list[Ready] = []
    for stream in wish.wanted.streams(plan, is_preview=wish.is_preview):
        if wish.rotates and stream.via is not Via.FEED:
            raise click.UsageError("--rotate is for a feed, and this is a file")
        if wish.is_split and stream.via is Via.FEED:
            raise click.UsageError("--split is for a file, and this is a feed")
        there = destination(
            plan,
            stream,
            output=wish.output,
            is_preview=wish.is_preview,
            rotates=wish.rotates,
            beside=beside,
        )
        if isinstance(there, Diagnostic):
            trouble += found(there)
            continue
        prepared, about = prepare(
            plan,
            schedule,
            stream=stream,
            target=None if there is None else there.path,
            remember=plan.path is not None and not wish.is_preview,
            now=wish.now,
            since=wish.since,
            register=register,
            is_split=wish.is_split,
        )
        trouble += about
        if prepared is not None:
            register = prepared.kept or register
            beside = there if there is not None and there.feeds else beside
            made.append(Ready(prepared=prepared, there=there))
    return (None if trouble.has_errors else tuple(made)), trouble


def _write(told: list[Told], wish: Wish) -> Diagnostic | None:
    several = tuple(
        Delivery(one.prepared, one.there) for one in told if one.there is not None
    )
    if not several:
        result(told[0].prepared.data)
        return None
    return deliver(several, _message_file(wish, told[0].message))


def _told(one: Ready, wish: Wish, plan: Plan, schedule: Schedule, name: str) -> Told:
    return Told(
        prepared=one.prepared,
        there=one.there,
        view=view_of(plan, schedule),
        name=name,
        now=wish.now,
        message=message_of(plan, schedule, one.prepared, wish.now),
    )


def _message_file(wish: Wish, message: str) -> files.Target | None:
    """Say what is written where; a message that says nothing replaces none."""
    if wish.message in (None, STANDARD_OUTPUT) or not message:
        return None
    return files.Target(path=Path(wish.message), data=message.encode())


def _check(ready: tuple[Ready, ...], wish: Wish) -> int:
    documents, code = [], DONE
    for one in ready:
        if one.there is None:
            raise AssertionError(wish.output)
        found = standing(one.prepared, one.there.path)
        if isinstance(found, Diagnostic):
            return refuse(found, style=wish.style)
        code = code if found.is_current else DIFFERENT
        if wish.style == JSON:
            documents.append(standing_document(one.prepared, found, one.there.path))
        else:
            tell_standing(one.prepared, found, one.there.path)
    if documents:
        _result(documents, wish)
    return code
