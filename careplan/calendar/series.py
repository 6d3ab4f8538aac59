"""Series: a habit of months as a few runs instead of hundreds of events.

A run is FREQ=DAILY or WEEKLY with a COUNT of at most 49 (Proton takes no more) and no
exceptions, which every reader expands alike.  It ends wherever the next occurrence
would not be exactly an instance of it, so a run never says what the schedule does
not.  Runs are made before the issue: a run is one entry with one UID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from careplan.calendar.events import lead
from careplan.calendar.instances import STEPS, instances, zone_written
from careplan.model.moment import elapsed
from careplan.model.profile import Profile
from careplan.model.stream import Entry, Repeat
from careplan.model.value import dataclass

LONGEST_RUN = 49
_KEY = re.compile(
    r"(?P<rule>.*)#(?P<ordinal>\d+)\.(?P<index>\d+)(?P<rest>>reminder/.*)?"
)
_FREQUENCIES = {step: frequency for frequency, step in STEPS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """An entry and its place in its rule: the series it is of, and which block."""

    entry: Entry
    series: tuple[str, str, str]
    block: int


def runs(entries: tuple[Entry, ...], profile: Profile) -> tuple[Entry, ...]:
    """Join what may be a series into runs; all else stays as it is, by start.

    A run has the key, and so the UID, of its first occurrence.  Where all is written
    in UTC the runs are shorter.
    """
    series: dict[tuple[str, str, str], list[_Slot]] = {}
    found: list[Entry] = []
    for entry in entries:
        slot = _slot(entry)
        if slot is None:
            found.append(entry)
        else:
            series.setdefault(slot.series, []).append(slot)
    for slots in series.values():
        slots.sort(key=lambda slot: slot.entry.start.instant)
        found.extend(_joined(run) for run in _cut(slots, profile))
    return tuple(sorted(found, key=lambda entry: (entry.start.instant, entry.key)))


def carrying(entry: Entry, joined: tuple[Entry, ...]) -> Entry | None:
    """Find what an entry was joined into; itself if it was not, None if it is gone."""
    slot = _slot(entry)
    for each in joined:
        if each.key == entry.key:
            return each
        run = _slot(each)
        if slot is None or run is None or run.series != slot.series:
            continue
        if any(start == entry.start for start, _ in instances(each)):
            return each
    return None


def _slot(entry: Entry) -> _Slot | None:
    """Place an entry by its key; each time of day is a series of its own.

    Blocks are counted by ordinal, which nothing renumbers: a day that is left out
    changes the run it lies in and not the UIDs of all runs after it.
    """
    key = _KEY.fullmatch(entry.key)
    if key is None or not entry.may_be_series:
        return None
    return _Slot(
        entry=entry,
        series=(key["rule"], key["index"], key["rest"] or ""),
        block=(int(key["ordinal"]) - 1) // LONGEST_RUN,
    )


def _cut(slots: list[_Slot], profile: Profile) -> Iterator[list[_Slot]]:
    run: list[_Slot] = []
    for slot in slots:
        if run and not _goes_on(run, slot, profile):
            yield run
            run = []
        run.append(slot)
    yield run


def _goes_on(run: list[_Slot], slot: _Slot, profile: Profile) -> bool:
    last = run[-1]
    step = slot.entry.start.day - last.entry.start.day
    is_in_step = step in _FREQUENCIES and step == (_step(run) or step)
    return (
        is_in_step
        and slot.block == last.block
        and _says_the_same(last.entry, slot.entry)
        and _reads_the_same(last.entry, slot.entry, step, profile)
    )


def _step(run: list[_Slot]) -> timedelta | None:
    if len(run) == 1:
        return None
    return run[1].entry.start.day - run[0].entry.start.day


def _says_the_same(last: Entry, entry: Entry) -> bool:
    moved = replace(
        entry, key=last.key, name=last.name, start=last.start, ends=last.ends
    )
    return moved == last


def _reads_the_same(
    last: Entry, entry: Entry, step: timedelta, profile: Profile
) -> bool:
    """Say whether the times are those of the last instance, a step later.

    RFC 5545 §3.8.5.3 gives every instance the first one's exact duration, people
    expect its clock times: where the two differ, over a change, the run ends.  Beyond
    that a run in UTC ends wherever the offset changes, also before an alarm.
    """
    pairs = ((last.start, entry.start), (last.ends, entry.ends))
    if any(
        (after.day - before.day, after.clock, after.zone)
        != (step, before.clock, before.zone)
        for before, after in pairs
    ):
        return False
    if not entry.start.is_timed:
        return True
    zone = zone_written(entry, profile)
    if zone != zone_written(last, profile):
        return False
    if elapsed(last.start, last.ends) != elapsed(entry.start, entry.ends):
        return False
    is_even = all(elapsed(before, after) == step for before, after in pairs)
    return (zone is not None or is_even) and _leads(last, zone) == _leads(entry, zone)


def _leads(entry: Entry, zone: str | None) -> list[timedelta | int]:
    return [lead(alarm, entry, zone) for alarm in entry.alarms]


def _joined(run: list[_Slot]) -> Entry:
    first = run[0].entry
    step = _step(run)
    if step is None:
        return first
    return replace(first, repeat=Repeat(frequency=_FREQUENCIES[step], count=len(run)))
