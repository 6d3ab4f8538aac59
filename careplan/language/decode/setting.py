"""`set` in a ledger: what kind of thing is different is told by its name and value."""

from __future__ import annotations

import re
from datetime import date, datetime

from careplan.language.fields import enrolment as streams
from careplan.language.fields import ledger as fields
from careplan.language.findings import Spot
from careplan.language.schema.names import ID_PATTERN, check_id, check_path, is_named
from careplan.language.schema.row import Row
from careplan.language.shapes.availability import ZONE
from careplan.language.shapes.week import TIMES, WEEKDAYS
from careplan.language.suggest import listed
from careplan.model.diagnostic import Part
from careplan.model.ledger import Act, Adjust, Choose, Learn, Redate, Relocate

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
        streams.QUIET_HOURS,
        streams.CONSENT,
    )
}
_ANCHOR = rf"({ID_PATTERN})(?:\[([1-9][0-9]{{0,3}})\])?"


def assigned(row: Row) -> Act | None:
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
