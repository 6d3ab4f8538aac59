"""Entries of a ledger in one line each: what was recorded, decided or set."""

from __future__ import annotations

from datetime import date

from careplan.model.ledger import (
    Act,
    Add,
    Choose,
    Decide,
    End,
    Entry,
    Extend,
    Learn,
    Move,
    Omit,
    Pin,
    Record,
    Redate,
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
        case Add(activity=name, on=on, override=override):
            exception = EXCEPTION if override else ""
            return f"{name} once more, on {spell_wall(on)}{exception}"
        case Extend() | End():
            return _ended(act)
        case Undo(entry=number):
            return f"entry {number} no longer counts"
        case Choose(target=name, on=on, at=at):
            days = "" if on is None else f"{name}.on is {spell_weekdays(on)}"
            clocks = "" if at is None else f"{name}.at is {spell_times(at)}"
            return days or clocks
        case _:
            return " is ".join(_assigned(act))


def _became(act: Record | Move | Omit | Pin) -> str:
    match act:
        case Record(result=result, on=on):
            return result + (f" on {spell_wall(on)}" if on else "")
        case Move(to=to, override=override):
            exception = EXCEPTION if override else ""
            return f"moved to {spell_wall(to)}{exception}"
        case Omit():
            return "left out"
        case _:
            return "confirmed where it is"


def _ended(act: Extend | End) -> str:
    match act:
        case End(on=on):
            return f"the plan ends with {spell_day(on)}"
        case Extend(horizon=date() as horizon):
            return f"planned up to {spell_day(horizon)}"
        case Extend(phase=phase, length=length):
            return f"phase {phase} lasts {length}"


def _assigned(act: Decide | Redate | Learn) -> tuple[str, str]:
    match act:
        case Decide(decision=name, option=option):
            return name, option
        case Learn(fact=name, value=value):
            return name, value
        case Redate(anchor=name, index=index, when=when):
            return f"{name}[{index}]" if index else name, spell_wall(when)
