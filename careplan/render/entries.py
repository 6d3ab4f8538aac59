"""Entries of a ledger in one line each: what was recorded, decided or set."""

from __future__ import annotations

from datetime import date

from careplan.model.ledger import (
    Act,
    Add,
    Adjust,
    Amend,
    Begin,
    Choose,
    Decide,
    End,
    Entry,
    Extend,
    Keep,
    Learn,
    Move,
    Omit,
    Pause,
    Pin,
    Record,
    Redate,
    Relocate,
    Rest,
    Undo,
)
from careplan.model.wording import spell_day, spell_times, spell_wall, spell_weekdays
from careplan.render.plain import plain

EXCEPTION = ", by way of exception"


def entered(entry: Entry) -> str:
    """Say what an entry says, with its number: `entry 3: session-2 done`."""
    return plain(f"entry {entry.number}: {words(entry.act)}")


def words(act: Act) -> str:
    """Say what an entry says, in the words of the command line."""
    match act:
        case Record() | Move() | Omit() | Pin():
            return f"{act.occurrence} {_became(act)}"
        case Add() | Pause() | Begin() | Extend() | End():
            return _went_on(act)
        case Amend() | Relocate() | Undo():
            return _changed(act)
        case Choose():
            return _chosen(act)
        case _:
            return " is ".join(_assigned(act))


def _became(act: Record | Move | Omit | Pin) -> str:
    match act:
        case Record(result=result, on=on):
            return result + (f" on {spell_wall(on)}" if on else "")
        case Move(to=to, rest=rest, override=override):
            follow = ", and the rest with it" if rest is Rest.SLIDE else ""
            exception = EXCEPTION if override else ""
            return f"moved to {spell_wall(to)}{follow}{exception}"
        case Omit(override=override):
            return f"left out{EXCEPTION if override else ''}"
        case _:
            return "confirmed where it is"


def _paused(pause: Pause) -> str:
    days = f"{spell_day(pause.first)} to {spell_day(pause.last)}"
    if pause.first == pause.last:
        days = spell_day(pause.first)
    habits = ", habits too" if pause.habits else ""
    drop = ", what would be in between left out" if pause.rest is Rest.DROP else ""
    exception = EXCEPTION if pause.override else ""
    return f"the plan stands still, {days}{habits}{drop}{exception}"


def _went_on(act: Add | Pause | Begin | Extend | End) -> str:
    match act:
        case Add(activity=name, on=on, override=override):
            exception = EXCEPTION if override else ""
            return f"{name} once more, on {spell_wall(on)}{exception}"
        case Pause():
            return _paused(act)
        case Begin(phase=phase, on=on):
            return f"phase {phase} begins anew on {spell_day(on)}"
        case End(on=on, activity=name):
            return f"{name or 'the plan'} ends with {spell_day(on)}"
        case _:
            return _extended(act)


def _extended(act: Extend) -> str:
    if act.horizon is not None:
        return f"planned up to {spell_day(act.horizon)}"
    return f"phase {act.phase} lasts {act.length}"


def _changed(act: Amend | Relocate | Undo) -> str:
    match act:
        case Amend(version=version, effective=day):
            since = "" if day is None else f", from {spell_day(day)} on"
            return f"the program is version {version}{since}"
        case Relocate(zone=zone, keep=keep):
            kept = "their instants" if keep is Keep.INSTANT else "the clock"
            return f"timezone is {zone}, times stay at {kept}"
        case Undo(entry=number):
            return f"entry {number} no longer counts"


def _chosen(choice: Choose) -> str:
    days = "" if choice.on is None else f"is {spell_weekdays(choice.on)}"
    clocks = "" if choice.at is None else f"is {spell_times(choice.at)}"
    return f"{choice.target}.on {days}" if days else f"{choice.target}.at {clocks}"


def _assigned(act: Decide | Redate | Learn | Adjust) -> tuple[str, str]:
    match act:
        case Adjust(role=role, key=key, value=value):
            said = spell_day(value) if isinstance(value, date) else str(value)
            return f"calendars.{role}.{key}", said
        case Decide(decision=name, option=option):
            return name, option
        case Learn(fact=name, value=value):
            return name, value
        case Redate(anchor=name, index=index, when=when):
            return f"{name}[{index}]" if index else name, spell_wall(when)
