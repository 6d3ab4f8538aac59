"""The ledger: rows of one table, each with the keys of its verb and no others.

Whether an entry names something that exists is known only when it is replayed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from careplan.language.fields import ledger as fields
from careplan.language.findings import Spot
from careplan.language.schema.field import Field
from careplan.language.schema.names import ID_PATTERN, check_id, check_path, is_named
from careplan.language.schema.row import Row
from careplan.language.shapes.week import TIMES, WEEKDAYS
from careplan.language.suggest import listed
from careplan.model.diagnostic import Part
from careplan.model.ledger import (
    MISSED,
    Act,
    Choose,
    Decide,
    Entry,
    Learn,
    Move,
    Omit,
    Pin,
    Record,
    Redate,
    Undo,
    Verb,
)


class _Keys(NamedTuple):
    """The keys a verb needs and those it may have besides."""

    needed: tuple[Field[object], ...]
    allowed: tuple[Field[object], ...] = ()


_KEYS: Mapping[Verb, _Keys] = {
    Verb.RECORD: _Keys((fields.OCCURRENCE, fields.RESULT), (fields.ON,)),
    Verb.MOVE: _Keys((fields.OCCURRENCE, fields.TO), (fields.OVERRIDE,)),
    Verb.OMIT: _Keys((fields.OCCURRENCE,)),
    Verb.PIN: _Keys((fields.OCCURRENCE,)),
    Verb.DECIDE: _Keys((fields.DECISION, fields.OPTION)),
    Verb.SET: _Keys((fields.NAME, fields.VALUE)),
    Verb.UNDO: _Keys((fields.UNDONE,)),
}
_EVERY = ("at", "verb", "reason", "by")
_CHOICES = ("on", "at")
_START = "start"
_NOT_YET = ("timezone",)
_ANCHOR = rf"({ID_PATTERN})(?:\[([1-9][0-9]{{0,3}})\])?"


def ledger(rows: tuple[Row, ...]) -> tuple[Entry, ...]:
    """Build the entries; one that is wrong is said and left out."""
    found = (_entry(row, number) for number, row in enumerate(rows, 1))
    return tuple(entry for entry in found if entry is not None)


def _entry(row: Row, number: int) -> Entry | None:
    verb = row.get(fields.VERB)
    if verb is None:
        return None
    keys = _KEYS.get(verb)
    if keys is None:
        row.at(fields.VERB).error(
            "not-yet", f"`{verb}` is part of the language but cannot be replayed yet"
        )
        return None
    _check_keys(row, verb, keys)
    if not row.complete or any(row.get(field) is None for field in keys.needed):
        return None
    _check_missed(row)
    _check_override(row)
    act = _act(row, verb)
    if act is None:
        return None
    return Entry(
        number=number,
        at=row[fields.AT],
        act=act,
        reason=row.get(fields.REASON),
        by=row.get(fields.BY),
        place=row.place(),
    )


def _check_keys(row: Row, verb: Verb, keys: _Keys) -> None:
    known = (*keys.needed, *keys.allowed)
    names = [field.name for field in known]
    for field in row.in_order(fields.ENTRY.fields.values()):
        if field.name not in (*_EVERY, *names):
            row.at(field).error(
                "unknown-key",
                f"`{field.name}` says nothing in an entry of `{verb}`",
                part=Part.KEY,
                advice=f"it takes {listed(tuple(names))}",
            )
    for field in keys.needed:
        if not row.says(field):
            row.spot.error(
                "missing-key",
                f"an entry of `{verb}` needs `{field.name}`",
                part=Part.HEADER,
                advice=f"add `{field.name} = {field.example}`",
            )


def _check_missed(row: Row) -> None:
    """Refuse the moment at which something that did not happen was done."""
    if row.get(fields.RESULT) == MISSED and row.says(fields.ON):
        row.at(fields.ON).error(
            "key-clash",
            "what was missed was done at no time, so `on` says nothing",
            part=Part.KEY,
            related=(row.label(fields.RESULT),),
        )


def _check_override(row: Row) -> None:
    """Ask for the reason of an exception."""
    if row[fields.OVERRIDE] and not row.says(fields.REASON):
        row.at(fields.OVERRIDE).error(
            "missing-key",
            "an exception needs its `reason`",
            part=Part.KEY,
            advice=f"add `reason = {fields.REASON.example}`",
        )


def _act(row: Row, verb: Verb) -> Act | None:
    match verb:
        case Verb.RECORD:
            return Record(
                occurrence=row[fields.OCCURRENCE],
                result=row[fields.RESULT],
                on=row.get(fields.ON),
            )
        case Verb.MOVE | Verb.OMIT | Verb.PIN:
            return _arranged(row, verb)
        case Verb.DECIDE:
            return Decide(decision=row[fields.DECISION], option=row[fields.OPTION])
        case Verb.SET:
            return _assigned(row)
        case _:
            return Undo(entry=row[fields.UNDONE])


def _arranged(row: Row, verb: Verb) -> Act:
    name = row[fields.OCCURRENCE]
    match verb:
        case Verb.MOVE:
            return Move(
                occurrence=name, to=row[fields.TO], override=row[fields.OVERRIDE]
            )
        case Verb.OMIT:
            return Omit(occurrence=name)
        case _:
            return Pin(occurrence=name)


def _assigned(row: Row) -> Act | None:
    """Tell by the value and the name what is set: a date, a choice, or a fact."""
    name, value = row[fields.NAME], row[fields.VALUE]
    if isinstance(value, date):
        return _redate(row, name, value)
    target, dot, key = name.rpartition(".")
    spot = row.at(fields.NAME)
    if not dot:
        return _learnt(row, name, value)
    if key not in _CHOICES:
        spot.error(
            "unknown-choice",
            "{} is nothing that can be chosen",
            name,
            advice="what a person chooses is `ACTIVITY.on` or `ACTIVITY.at`",
        )
        return None
    if not is_named(check_path, target, spot, part=Part.VALUE):
        return None
    return _chosen(target, key, value, row.at(fields.VALUE))


def _learnt(row: Row, name: str, value: str) -> Learn | None:
    """Take a text for a fact, unless the name can only be that of something else."""
    spot = row.at(fields.NAME)
    if name == _START or "[" in name:
        row.at(fields.VALUE).error(
            "wrong-type",
            "what is set here is a date, and this is a text",
            advice="write the date without quotes: `value = 2026-09-01`",
        )
    elif name in _NOT_YET:
        spot.error("not-yet", "another time zone cannot be set in a ledger yet")
    elif is_named(check_id, name, spot, part=Part.VALUE):
        return Learn(fact=name, value=value)
    return None


def _chosen(target: str, key: str, value: str, spot: Spot) -> Choose | None:
    parts = [part.strip() for part in value.split(",")]
    if key == "on":
        on = WEEKDAYS.read(value, spot)
        return None if on is None else Choose(target=target, on=on)
    at = TIMES.read(parts[0] if len(parts) == 1 else parts, spot)
    return None if at is None else Choose(target=target, at=at)


def _redate(row: Row, name: str, when: date | datetime) -> Redate | None:
    found = re.fullmatch(_ANCHOR, name)
    if found is None:
        row.at(fields.NAME).error(
            "bad-expression",
            "{} names no anchor",
            name,
            advice="write its name, or `name[2]` for one of many dates",
        )
        return None
    number = found[2]
    return Redate(
        anchor=found[1], index=None if number is None else int(number), when=when
    )
