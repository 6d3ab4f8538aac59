"""The ledger: rows of one table, each with the keys of its verb and no others.

Whether an entry names something that exists is known only when it is replayed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from careplan.language.fields import enrolment as streams
from careplan.language.fields import ledger as fields
from careplan.language.findings import Spot
from careplan.language.schema.field import Field
from careplan.language.schema.names import ID_PATTERN, check_id, check_path, is_named
from careplan.language.schema.row import Row
from careplan.language.shapes.availability import ZONE
from careplan.language.shapes.week import TIMES, WEEKDAYS
from careplan.language.suggest import listed
from careplan.model.diagnostic import Part
from careplan.model.ledger import (
    MISSED,
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
    Verb,
)

_EVERY = ("at", "verb", "reason", "by")
_CHOICES = ("on", "at")
_START = "start"
_TIMEZONE = "timezone"
_CALENDARS = "calendars"
_STREAM = {
    field.name: field
    for field in (
        streams.PRIVACY,
        streams.CLIENT,
        streams.VIA,
        streams.STREAM_REMINDERS,
        streams.CONSENT,
    )
}
_ANCHOR = rf"({ID_PATTERN})(?:\[([1-9][0-9]{{0,3}})\])?"


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
    return Omit(occurrence=row[fields.OCCURRENCE])


def _pinned(row: Row) -> Act:
    return Pin(occurrence=row[fields.OCCURRENCE])


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
    return None if on is None else End(on=on)


def _day(row: Row, message: str) -> date | None:
    on = row[fields.ON]
    if isinstance(on, datetime):
        row.at(fields.ON).error("wrong-type", message)
        return None
    return on


def _assigned(row: Row) -> Act | None:
    """Tell by the value and the name what is set: a date, a choice, or a fact."""
    name, value = row[fields.NAME], row[fields.VALUE]
    if not _keeps_rightly(row, name):
        return None
    if name == _TIMEZONE:
        return _relocated(row, value)
    if name.startswith(f"{_CALENDARS}."):
        return _adjusted(row, name, value)
    if isinstance(value, date):
        return _redate(row, name, value)
    return _said(row, name, value)


def _said(row: Row, name: str, value: str) -> Act | None:
    """Take a text for a choice, if the name is one's, or else for a fact."""
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


def _keeps_rightly(row: Row, name: str) -> bool:
    """Ask for `keep` where a zone is set, and nowhere else."""
    keeps = row.says(fields.KEEP)
    if name == _TIMEZONE and not keeps:
        row.spot.error(
            "missing-key",
            "an entry that sets `timezone` needs `keep`",
            part=Part.HEADER,
            advice='add `keep = "clock"` if times stay on the clock, or'
            ' `keep = "instant"` if they stay at their instants',
        )
    elif name != _TIMEZONE and keeps:
        row.at(fields.KEEP).error(
            "unknown-key", "`keep` says nothing unless `timezone` is set", part=Part.KEY
        )
    return keeps is (name == _TIMEZONE)


def _relocated(row: Row, value: str | date) -> Relocate | None:
    zone = ZONE.read(value, row.at(fields.VALUE))
    keep = row.get(fields.KEEP)
    return None if zone is None or keep is None else Relocate(zone=zone, keep=keep)


def _adjusted(row: Row, name: str, value: str | date) -> Adjust | None:
    """Read what a calendar is, as in the enrolment's own table."""
    _, role, key = (*name.split(".", 2), "", "")[:3]
    field = _STREAM.get(key)
    spot = row.at(fields.NAME)
    if field is None:
        known = listed(tuple(_STREAM))
        spot.error(
            "unknown-choice",
            "{} is nothing that a calendar has",
            name,
            advice=f"write `calendars.ROLE.KEY`; the key is {known}",
        )
        return None
    if not is_named(check_id, role, spot, part=Part.VALUE):
        return None
    read = field.shape.read(value, row.at(fields.VALUE))
    return None if read is None else Adjust(role=role, key=key, value=read)


def _learnt(row: Row, name: str, value: str) -> Learn | None:
    """Take a text for a fact, unless the name can only be that of something else."""
    spot = row.at(fields.NAME)
    if name == _START or "[" in name:
        row.at(fields.VALUE).error(
            "wrong-type",
            "what is set here is a date, and this is a text",
            advice="write the date without quotes: `value = 2026-09-01`",
        )
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
        _paused, (fields.FROM, fields.UNTIL), (fields.REST, fields.HABITS)
    ),
    Verb.BEGIN: _Keys(_begun, (fields.PHASE, fields.ON)),
    Verb.OMIT: _Keys(_omitted, (fields.OCCURRENCE,)),
    Verb.PIN: _Keys(_pinned, (fields.OCCURRENCE,)),
    Verb.ADD: _Keys(_added, (fields.ACTIVITY, fields.ON), (fields.OVERRIDE,)),
    Verb.EXTEND: _Keys(_extended, (), (fields.PHASE, fields.LENGTH_, fields.HORIZON)),
    Verb.END: _Keys(_ended, (fields.ON,)),
    Verb.DECIDE: _Keys(_decided, (fields.DECISION, fields.OPTION)),
    Verb.SET: _Keys(_assigned, (fields.NAME, fields.VALUE), (fields.KEEP,)),
    Verb.AMEND: _Keys(
        _amended,
        (fields.PROGRAM, fields.VERSION, fields.SHA256),
        (fields.EFFECTIVE, fields.WAS),
    ),
    Verb.UNDO: _Keys(_undone, (fields.UNDONE,)),
}
