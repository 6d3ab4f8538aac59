"""The enrolment as it is after a decision, a fact, a choice or another date.

What the file says at its top is what was known at the beginning; entries of the ledger
come later and win.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from careplan.model.diagnostic import Place
from careplan.model.enrolment import AnchorValue, Choice, Enrolment
from careplan.model.ledger import (
    Choose,
    Decide,
    Entry,
    Extend,
    Learn,
    Redate,
    Relocate,
)
from careplan.schedule.ledger.moving import chosen_here, relocated, said_here

START = "start"

Named = tuple[tuple[str, str], ...]


def revised(enrolment: Enrolment, entry: Entry) -> Enrolment:
    """Give the enrolment after an entry that changes nothing else."""
    match entry.act:
        case Decide() as decision:
            return decided(enrolment, decision)
        case Learn() as learning:
            return learnt(enrolment, learning)
        case Choose() as choice:
            return chosen(enrolment, choice, entry.place)
        case Relocate() as relocation:
            return relocated(enrolment, relocation)
        case Extend(horizon=date() as horizon):
            return replace(enrolment, horizon=horizon)
        case _:
            return enrolment


def decided(enrolment: Enrolment, decision: Decide) -> Enrolment:
    """Take a decision; a later one wins."""
    decisions = _with(enrolment.decisions, decision.decision, decision.option)
    return replace(enrolment, decisions=decisions)


def learnt(enrolment: Enrolment, learning: Learn) -> Enrolment:
    """Know a fact, or know better."""
    facts = _with(enrolment.facts, learning.fact, learning.value)
    return replace(enrolment, facts=facts)


def chosen(enrolment: Enrolment, choice: Choose, place: Place) -> Enrolment:
    """Choose other weekdays or another time; what is not said stays chosen."""
    before = [one for one in enrolment.choices if one.target == choice.target]
    on = choice.on or (before[0].on if before else None)
    at = choice.at or (before[0].at if before else None)
    others = tuple(one for one in enrolment.choices if one.target != choice.target)
    zone = before[0].zone if before else None
    new = Choice(target=choice.target, on=on, at=at, zone=zone, place=place)
    if choice.at is not None:
        new = chosen_here(enrolment, new)
    return replace(enrolment, choices=(*others, new))


def redated(
    enrolment: Enrolment, redating: Redate, place: Place, *, is_many: bool
) -> Enrolment | None:
    """Give an anchor, or the start, another date; None if that leaves a gap.

    An anchor with many dates gets one more, unless the number says which one moves.
    """
    when = said_here(enrolment, redating.when)
    if redating.anchor == START:
        return replace(enrolment, start=when)
    given = [one for one in enrolment.anchors if one.name == redating.anchor]
    values = list(given[0].values) if given else []
    number = redating.index or (len(values) + 1 if is_many else 1)
    if number > len(values) + 1:
        return None
    values[number - 1 : number] = [when]
    new = AnchorValue(name=redating.anchor, values=tuple(values), place=place)
    others = tuple(one for one in enrolment.anchors if one.name != redating.anchor)
    return replace(enrolment, anchors=(*others, new))


def _with(pairs: Named, name: str, value: str) -> Named:
    return (*(pair for pair in pairs if pair[0] != name), (name, value))
