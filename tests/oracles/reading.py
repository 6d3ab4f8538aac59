"""What a calendar says, whoever read it: one plain value for every instance.

A timed instant is `2026-03-03T10:00:00Z`, a day is `2026-03-03`; anything floating says
so and therefore never equals an instant.  A series is written out instance by instance,
because people see instances and not rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta

# `ical` by the file's VTIMEZONE puts an alarm at a wall time that the clocks skip an
# hour early.  It is asked about alarms by the zone's name only.
A_DAY = timedelta(days=1)
GAPS = frozenset({"alarms"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class AlarmReading:
    """An alarm: when it rings, what it does, what it says."""

    at: str
    action: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reading:
    """One instance of one event."""

    start: str
    uid: str
    end: str
    summary: str
    description: str
    location: str
    status: str
    transparency: str
    sequence: int
    alarms: tuple[AlarmReading, ...]


def written(moment: date) -> str:
    """Write a day or an instant as every reader here does."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        return f"{moment.isoformat()} floating"
    instant = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{instant.isoformat()}Z"


def ringing(start: date, trigger: timedelta, *, is_exact: bool = False) -> str:
    """Write when an alarm rings: whole days by the wall clock, the rest elapsed.

    The wall clock is that of the start, so in UTC a day has 24 hours.  A trigger that
    is exact was written in hours and minutes, however many.
    """
    if not isinstance(start, datetime):
        return written(datetime.combine(start, time()) + trigger)
    days, rest = (0, abs(trigger)) if is_exact else divmod(abs(trigger), A_DAY)
    sign = -1 if trigger < timedelta() else 1
    moved = start + sign * days * A_DAY
    return written(moved.astimezone(UTC) + sign * rest)


def differences(
    expected: Iterable[Reading],
    found: Iterable[Reading],
    *,
    but: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Compare two readings of one calendar; empty means that they agree.

    `but` names the fields that one of the two does not know.
    """
    left, right = keyed(expected), keyed(found)
    missing = [f"missing: {' '.join(key)}" for key in left if key not in right]
    foreign = [f"unexpected: {' '.join(key)}" for key in right if key not in left]
    changed = [
        f"{' '.join(key)}: {name}: {wanted!r} was read as {got!r}"
        for key, reading in left.items()
        if key in right
        for name in (field.name for field in fields(Reading) if field.name not in but)
        if (wanted := getattr(reading, name)) != (got := getattr(right[key], name))
    ]
    return (*missing, *foreign, *changed)


def keyed(readings: Iterable[Reading]) -> dict[tuple[str, str], Reading]:
    """Index by start and UID; two instances of one UID at one start are an error."""
    index: dict[tuple[str, str], Reading] = {}
    for reading in sorted(readings):
        key = (reading.start, reading.uid)
        if key in index:
            message = f"twice in one calendar: {key}"
            raise AssertionError(message)
        index[key] = reading
    return index
