"""Recognition: whose UID it is of which an earlier calendar is all that is left.

A UID tells nothing by itself.  It is recognised by working out the UIDs of all that is
known and comparing; what is not known now may be again later, say when an entry of the
ledger is taken back, and must not be handed out a second time then.
"""

from __future__ import annotations

from dataclasses import replace

from careplan.issue.identity import is_lost, uid
from careplan.model.register import Record
from careplan.model.stream import Entry

# Nobody deletes one appointment, and has it reissued, more often than that.
MOST_GENERATIONS = 9


def recognised(
    records: tuple[Record, ...],
    known: tuple[Entry, ...],
    *,
    enrolment_id: str,
    role: str,
) -> tuple[Record, ...]:
    """Give those records that had lost their keys the keys of what is known."""
    if not any(is_lost(record.key) for record in records):
        return records
    entries = {
        uid(enrolment_id, role, entry.key, generation): (entry, generation)
        for entry in known
        for generation in range(1, MOST_GENERATIONS + 1)
    }
    return tuple(
        _named(record, *entries[record.uid])
        if is_lost(record.key) and record.uid in entries
        else record
        for record in records
    )


def _named(record: Record, entry: Entry, generation: int) -> Record:
    return replace(
        record,
        key=entry.key,
        name=entry.name,
        kind=entry.kind,
        generation=generation,
    )
