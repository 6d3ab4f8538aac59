"""What was missed, and whether anybody has dealt with it.

A missed occurrence moves nothing by itself, so somebody has to look at it.  Whether
what they did about it was wise is not asked here: only whether they did something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from careplan.model.ledger import MISSED, Act, Add, Entry, Move, Omit, Pin, Record
from careplan.model.program import IfMissed, Program
from careplan.model.schedule import Occurrence, Schedule, State


def not_made_up(
    program: Program, entries: tuple[Entry, ...], schedule: Schedule
) -> Iterator[Occurrence]:
    """Give what was missed and left at that, in the order in which it was recorded.

    `entries` are those that count.  A rule's own `if_missed` makes up for it, unless
    its series ends before; so does a later entry that adds the activity, or moves,
    omits or pins one of it: whoever confirms the next as it is has seen to it as well.
    One entry deals with one.
    """
    lost = {(one.rule.name, one.moment) for one in schedule.lost}
    missed = {
        name: one
        for one in schedule.occurrences
        if one.state is State.MISSED
        and (
            one.rule.if_missed is IfMissed.LEAVE or (one.rule.name, one.nominal) in lost
        )
        for name in (one.running, one.name)
    }
    activities = _activities(program)
    left: list[Occurrence] = []
    for entry in entries:
        act = entry.act
        if isinstance(act, Record):
            if act.result == MISSED and act.occurrence in missed:
                left.append(missed[act.occurrence])
            continue
        arranged = _arranged(act, activities)
        dealt = (one for one in left if one.activity.id in arranged)
        first = next(dealt, None)
        if first is not None:
            left.remove(first)
    yield from left


def _arranged(act: Act, activities: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Name the activity that an entry arranges by hand, if it does."""
    match act:
        case Add(activity=name):
            return frozenset((name,))
        case Move(occurrence=name) | Omit(occurrence=name) | Pin(occurrence=name):
            return activities.get(_rule_of(name), frozenset())
        case _:
            return frozenset()


def _rule_of(name: str) -> str:
    """Take the number off a name, and that of the run."""
    return re.sub(r"~[0-9]+/", "/", name.rpartition("-")[0])


def _activities(program: Program) -> dict[str, frozenset[str]]:
    """Say of which activity an occurrence is by its name without the number.

    What was omitted stands in no schedule, so names are read and not looked up.  Two
    phases may have rules of one id for several activities; then it may be any of them.
    """
    found = {one.id: frozenset((one.id,)) for one in program.activities}
    for rule in program.all_rules():
        for name in (rule.id, rule.name):
            found[name] = found.get(name, frozenset()) | {rule.activity.id}
    return found
