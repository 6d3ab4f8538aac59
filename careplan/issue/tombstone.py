"""Tombstones: what is handed out under the UID of something that is no longer there.

A file that merely leaves an entry out removes nothing from any calendar (RFC 5546
§3.2.5 wants a cancellation), so the entry is issued again, cancelled, at the time it
had.  A tombstone never says what the entry was about, nor why it went: it is made from
the register, which does not know.
"""

from __future__ import annotations

from careplan.model.kind import TRAITS, Kind
from careplan.model.program import PATIENT
from careplan.model.register import Record
from careplan.model.stream import Entry, Standing

ENDED = "This reminder ended"
MEDICINE_ENDED = f"{ENDED}; take medicines as your clinician says"


def tombstone(record: Record, *, role: str) -> Entry:
    """Make the cancelled entry for a record, at its original time.

    A run of a series is taken back by one entry on its first day, without the rule:
    a calendar replaces the whole series by UID, and one that shows cancelled entries
    as if they took place would otherwise repeat the message for up to 49 days.
    """
    return Entry(
        key=record.key,
        name=record.name,
        kind=record.kind,
        title=title(record.kind, role=role),
        start=record.start,
        ends=record.ends,
        standing=Standing.CANCELLED,
        blocks_time=False,
    )


def title(kind: Kind, *, role: str) -> str:
    """Word the title of a tombstone.

    "Cancelled" is never said of a medicine: it could be read as "stop taking it".
    Nor of a habit, which shares the medicine's neutral word and is the person's own
    to keep: only its reminder ended.  Somebody else's calendar does not learn that
    a reminder was about a medicine.
    """
    match kind:
        case Kind.MEDICATION if role == PATIENT:
            return MEDICINE_ENDED
        case Kind.MEDICATION | Kind.HABIT:
            return ENDED
        case _:
            return f"Cancelled: {TRAITS[kind].neutral}"
