"""Whether an entry of a ledger would say anything that is not said already.

A command that is run twice, because somebody was not sure or because the first run was
cut short, must not say things twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from careplan.model.enrolment import Enrolment
from careplan.model.ledger import (
    Act,
    Add,
    Adjust,
    Amend,
    Begin,
    End,
    Entry,
    Extend,
    Move,
    Omit,
    Pause,
    Pin,
    Record,
    Redate,
    Undo,
)
from careplan.model.program import Program
from careplan.schedule.ledger.moving import said_here
from careplan.schedule.ledger.revising import START, redated, revised
from careplan.schedule.ledger.streaming import adjusted
from careplan.schedule.ledger.undoing import standing

Arranged = Move | Omit | Pin


def repeats(program: Program, enrolment: Enrolment, entry: Entry) -> bool:
    """Say whether the ledger, and what stands above it, says so already."""
    entries, _ = standing(enrolment.ledger)
    match entry.act:
        case Record() | Undo() | Add() | Pause() | Begin():
            return any(one.act == entry.act for one in entries)
        case Amend() as act:
            return _goes_by(entries, enrolment, act)
        case Move() | Omit() | Pin() as act:
            return _latest(entries, act) == act
        case Extend() | End():
            return entry.act in _extents(entries, enrolment)
        case Adjust():
            after = replace(enrolment, ledger=(*entries, entry))
            return adjusted(enrolment).streams == adjusted(after).streams
        case _:
            return _says_nothing_else(program, enrolment, entries, entry)


def _says_nothing_else(
    program: Program, enrolment: Enrolment, entries: tuple[Entry, ...], entry: Entry
) -> bool:
    """Say whether all that entries can revise is, after this one, as it was."""
    many = frozenset(anchor.id for anchor in program.anchors if anchor.many)
    for earlier in entries:
        enrolment = _revised(enrolment, earlier, many) or enrolment
    if isinstance(entry.act, Redate) and entry.act.index is None:
        when = said_here(enrolment, entry.act.when)
        return when in _dates(enrolment, entry.act, many)
    revised_so = _revised(enrolment, entry, many)
    return revised_so is not None and _same(enrolment, revised_so)


def _goes_by(entries: tuple[Entry, ...], enrolment: Enrolment, act: Amend) -> bool:
    """Say whether the plan goes by this version, and from this day on."""
    for earlier in reversed(entries):
        if isinstance(earlier.act, Amend):
            is_same_day = act.effective in (None, earlier.act.effective)
            return is_same_day and act.sha256 == earlier.act.sha256
    pin = enrolment.pin
    return pin is not None and act.effective is None and act.sha256 == pin.sha256


def _extents(entries: tuple[Entry, ...], enrolment: Enrolment) -> tuple[Act, ...]:
    """List how far the plan goes by the last word on each phase, horizon and end."""
    last: dict[str, Act] = {"horizon": Extend(horizon=enrolment.horizon)}
    for earlier in entries:
        match earlier.act:
            case End(activity=name) as act:
                last["end" if name is None else f"end of {name}"] = act
            case Extend(phase=phase) as act:
                # No phase is called so: ids have no blanks.
                last["horizon" if phase is None else f"phase {phase}"] = act
            case _:
                continue
    return tuple(last.values())


def _latest(entries: tuple[Entry, ...], act: Arranged) -> Arranged | None:
    """Find what was last arranged for an occurrence; a later entry wins."""
    for earlier in reversed(entries):
        other = earlier.act
        if isinstance(other, Move | Omit | Pin) and other.occurrence == act.occurrence:
            return other
    return None


def _revised(
    enrolment: Enrolment, entry: Entry, many: frozenset[str]
) -> Enrolment | None:
    """Give the enrolment after an entry; None for a date that would leave a gap."""
    if isinstance(entry.act, Redate):
        is_many = entry.act.anchor in many
        return redated(enrolment, entry.act, entry.place, is_many=is_many)
    return revised(enrolment, entry)


def _dates(
    enrolment: Enrolment, redating: Redate, many: frozenset[str]
) -> tuple[date, ...]:
    """Give the dates an anchor has; one that has only one may go back to an old one."""
    if redating.anchor == START:
        return (enrolment.start,)
    given = [one.values for one in enrolment.anchors if one.name == redating.anchor]
    values = given[0] if given else ()
    return values if redating.anchor in many else values[:1]


def _same(one: Enrolment, other: Enrolment) -> bool:
    """Compare what entries can revise; the order in which it was said means nothing."""
    return (_where(one), *map(set, _said(one))) == (
        _where(other),
        *map(set, _said(other)),
    )


def _where(one: Enrolment) -> tuple[object, ...]:
    return one.start, one.timezone, one.clock_zone


def _said(one: Enrolment) -> tuple[tuple[object, ...], ...]:
    return one.decisions, one.facts, one.choices, one.anchors
