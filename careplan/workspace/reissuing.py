"""Reissuing: one occurrence under another UID, for calendars that refuse its old one.

Google keeps what somebody deleted and refuses the UID for ever, Nextcloud while it lies
in the bin.  What is in the register and asked for a second time was refused a second
time, so it gets a third UID: only the person at the calendar can know.  The exception
is a run that was cut short between register and calendar: that one is finished.
"""

from __future__ import annotations

from pathlib import Path

from careplan.calendar.series import carrying
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Stream
from careplan.model.register import Record, Recorded, StreamRegister
from careplan.model.schedule import Occurrence
from careplan.model.stream import Entry
from careplan.workspace.replacing import standing_calendar

_REMINDER = ">reminder/"


def keys_anew(
    occurrence: Occurrence,
    said: tuple[Entry, ...],
    joined: tuple[Entry, ...],
    memory: StreamRegister | None,
    target: Path | None,
) -> frozenset[str] | None:
    """List what is handed out anew with an occurrence: its entry and its reminders.

    `joined` is what was said, in runs: of a series it is the run that holds the
    occurrence.  None if none of it was ever handed out, or is there any more; empty if
    it only has to be brought to the end.
    """
    own = (entry for entry in said if _is_of(entry.key, occurrence.key.text))
    keys = {one.key for entry in own if (one := carrying(entry, joined)) is not None}
    records = [
        record
        for record in (memory.records if memory else ())
        if record.key in keys and record.state is Recorded.ACTIVE
    ]
    if not records:
        return None
    if _was_cut_short(records, target):
        return frozenset()
    return frozenset(record.key for record in records)


def not_handed_out(occurrence: Occurrence, stream: Stream, file: str) -> Diagnostic:
    """Say that there is no UID to be replaced."""
    return Diagnostic(
        code="not-handed-out",
        message=f"`{occurrence.running}` is not in the calendar that was handed out to"
        f" the {stream.role}",
        primary=Label(place=Place(file=file)),
        help=("`careplan export` hands out what the plan says now",),
    )


def _was_cut_short(records: list[Record], target: Path | None) -> bool:
    """Say whether the calendar that lies there was not given these UIDs yet."""
    calendar = None if target is None else standing_calendar(target)
    if calendar is None:
        return False
    there = {event.value("UID") for event in calendar.named("VEVENT")}
    return any(each.generation > 1 and each.uid not in there for each in records)


def _is_of(key: str, occurrence: str) -> bool:
    return key == occurrence or key.startswith(f"{occurrence}{_REMINDER}")
