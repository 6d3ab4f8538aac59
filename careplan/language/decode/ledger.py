"""The ledger: rows of one table, each with the keys of its verb and no others.

Whether an entry names something that exists is known only when it is replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from careplan.language.decode.setting import assigned
from careplan.language.fields import ledger as fields
from careplan.language.schema.field import Field
from careplan.language.schema.row import Row
from careplan.language.suggest import listed
from careplan.model.diagnostic import Part
from careplan.model.ledger import (
    MISSED,
    Act,
    Add,
    Amend,
    Begin,
    Decide,
    End,
    Entry,
    Extend,
    Move,
    Omit,
    Pause,
    Pin,
    Record,
    Rest,
    Undo,
    Verb,
)

_EVERY = ("at", "verb", "reason", "by")


def ledger(rows: tuple[Row, ...]) -> tuple[Entry, ...]:
    """Build the entries; one that is wrong is said and left out."""
    found = (_entry(row, number) for number, row in enumerate(rows, 1))
    return tuple(entry for entry in found if entry is not None)


def _entry(row: Row, number: int) -> Entry | None:
    verb = row.get(fields.VERB)
    if verb is None:
        return None
    keys = _KEYS[verb]
    _check_keys(row, verb, keys)
    if not row.complete or any(row.get(field) is None for field in keys.needed):
        return None
    _check_missed(row)
    _check_override(row)
    act = keys.act(row)
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


def _recorded(row: Row) -> Act:
    return Record(
        occurrence=row[fields.OCCURRENCE],
        result=row[fields.RESULT],
        on=row.get(fields.ON),
    )


def _moved(row: Row) -> Act | None:
    if not _is_one_of(row, (Rest.KEEP, Rest.SLIDE)):
        return None
    return Move(
        occurrence=row[fields.OCCURRENCE],
        to=row[fields.TO],
        rest=row.get(fields.REST),
        override=row[fields.OVERRIDE],
    )


def _paused(row: Row) -> Act | None:
    first, last = row[fields.FROM], row[fields.UNTIL]
    if last < first:
        row.at(fields.UNTIL).error(
            "bad-date",
            "a pause ends before it begins",
            related=(row.label(fields.FROM),),
        )
        return None
    if not _is_one_of(row, (Rest.SLIDE, Rest.DROP)):
        return None
    return Pause(
        first=first,
        last=last,
        rest=row.get(fields.REST) or Rest.SLIDE,
        habits=row[fields.HABITS],
        override=row[fields.OVERRIDE],
    )


def _is_one_of(row: Row, known: tuple[Rest, ...]) -> bool:
    """Say whether what is to become of the others can become of them here."""
    rest = row.get(fields.REST)
    if rest is None or rest in known:
        return True
    words = " or ".join(f"`{one}`" for one in known)
    row.at(fields.REST).error(
        "wrong-word",
        "{} is not what can become of the rest here",
        rest,
        advice=f"it can be {words}",
    )
    return False


def _begun(row: Row) -> Act | None:
    on = _day(row, "a phase begins on a day, and not at a time")
    return None if on is None else Begin(phase=row[fields.PHASE], on=on)


def _omitted(row: Row) -> Act:
    return Omit(occurrence=row[fields.OCCURRENCE], override=row[fields.OVERRIDE])


def _pinned(row: Row) -> Act:
    return Pin(occurrence=row[fields.OCCURRENCE], on=row.get(fields.ON))


def _added(row: Row) -> Act:
    return Add(
        activity=row[fields.ACTIVITY],
        on=row[fields.ON],
        override=row[fields.OVERRIDE],
    )


def _decided(row: Row) -> Act:
    return Decide(decision=row[fields.DECISION], option=row[fields.OPTION])


def _undone(row: Row) -> Act:
    return Undo(entry=row[fields.UNDONE])


def _amended(row: Row) -> Act:
    return Amend(
        program=row[fields.PROGRAM],
        version=row[fields.VERSION],
        sha256=row[fields.SHA256],
        effective=row.get(fields.EFFECTIVE),
        was=row.get(fields.WAS),
    )


def _extended(row: Row) -> Act | None:
    """Take a phase with its new length, or a horizon; both at once are two entries."""
    phase, length = row.get(fields.PHASE), row.get(fields.LENGTH_)
    horizon = row.get(fields.HORIZON)
    if (phase is None) != (length is None) or (phase is None) == (horizon is None):
        row.spot.error(
            "missing-key",
            "an entry of `extend` has a `phase` with its `length`, or a `horizon`",
            part=Part.HEADER,
        )
        return None
    return Extend(phase=phase, length=length, horizon=horizon)


def _ended(row: Row) -> Act | None:
    on = _day(row, "a plan ends with a day, and not at a time")
    return None if on is None else End(on=on, activity=row.get(fields.ACTIVITY))


def _day(row: Row, message: str) -> date | None:
    on = row[fields.ON]
    if isinstance(on, datetime):
        row.at(fields.ON).error("wrong-type", message)
        return None
    return on


class _Keys(NamedTuple):
    """How an act is read, the keys it needs, and those it may have besides."""

    act: Callable[[Row], Act | None]
    needed: tuple[Field[object], ...] = ()
    allowed: tuple[Field[object], ...] = ()


_KEYS: Mapping[Verb, _Keys] = {
    Verb.RECORD: _Keys(_recorded, (fields.OCCURRENCE, fields.RESULT), (fields.ON,)),
    Verb.MOVE: _Keys(
        _moved, (fields.OCCURRENCE, fields.TO), (fields.REST, fields.OVERRIDE)
    ),
    Verb.PAUSE: _Keys(
        _paused,
        (fields.FROM, fields.UNTIL),
        (fields.REST, fields.HABITS, fields.OVERRIDE),
    ),
    Verb.BEGIN: _Keys(_begun, (fields.PHASE, fields.ON)),
    Verb.OMIT: _Keys(_omitted, (fields.OCCURRENCE,), (fields.OVERRIDE,)),
    Verb.PIN: _Keys(_pinned, (fields.OCCURRENCE,), (fields.ON,)),
    Verb.ADD: _Keys(_added, (fields.ACTIVITY, fields.ON), (fields.OVERRIDE,)),
    Verb.EXTEND: _Keys(_extended, (), (fields.PHASE, fields.LENGTH_, fields.HORIZON)),
    Verb.END: _Keys(_ended, (fields.ON,), (fields.ACTIVITY,)),
    Verb.DECIDE: _Keys(_decided, (fields.DECISION, fields.OPTION)),
    Verb.SET: _Keys(assigned, (fields.NAME, fields.VALUE), (fields.KEEP,)),
    Verb.AMEND: _Keys(
        _amended,
        (fields.PROGRAM, fields.VERSION, fields.SHA256),
        (fields.EFFECTIVE, fields.WAS),
    ),
    Verb.UNDO: _Keys(_undone, (fields.UNDONE,)),
}
