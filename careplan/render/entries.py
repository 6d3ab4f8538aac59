"""Entries of a ledger in one line each: what was recorded, decided or set."""

from __future__ import annotations

from careplan.model.ledger import (
    Act,
    Choose,
    Decide,
    Entry,
    Learn,
    Record,
    Redate,
)
from careplan.model.wording import spell_times, spell_wall, spell_weekdays
from careplan.render.plain import plain


def entered(entry: Entry) -> str:
    """Say what an entry says, with its number: `entry 3: session-2 done`."""
    return plain(f"entry {entry.number}: {words(entry.act)}")


def words(act: Act) -> str:
    """Say what an entry says, in the words of the command line."""
    match act:
        case Record(occurrence=name, result=result, on=on):
            return f"{name} {result}" + (f" on {spell_wall(on)}" if on else "")
        case Decide(decision=name, option=option):
            return f"{name} is {option}"
        case Redate(anchor=name, index=index, when=when):
            return f"{name}{f'[{index}]' if index else ''} is {spell_wall(when)}"
        case Learn(fact=name, value=value):
            return f"{name} is {value}"
        case Choose(target=name, on=on, at=at):
            days = "" if on is None else f"{name}.on is {spell_weekdays(on)}"
            clocks = "" if at is None else f"{name}.at is {spell_times(at)}"
            return days or clocks
        case _:
            return f"entry {act.entry} no longer counts"
