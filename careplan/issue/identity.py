"""Identity: the UID under which a calendar knows an entry, for ever.

A UID is a bare UUIDv5 (RFC 9562 §5.5) of the enrolment's random id with the role and
the occurrence's key.  It never comes from a date, a title, a list position or a name,
and nothing about the person or the clinic can be read out of it (RFC 7986 §5.3).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

# A key that nobody knows any more, of an entry in an earlier calendar: its UID.
_LOST = "?"
_BARE_PROGRAMS = UUID("b3f6c1d2-6a0e-4f57-9c38-2f1f4f5a7e10")


def uid(enrolment_id: str, role: str, key: str, generation: int = 1) -> str:
    """Give the UID of an entry in one role's stream.

    A second generation is another UID for the same key, for calendars that refuse
    to take back what was deleted there.  A key ends in `#ordinal.index` or a word,
    and a role has no slash, so the parts cannot run into each other.
    """
    if is_lost(key):
        return key.removeprefix(_LOST)
    name = f"{role}/{key}" if generation == 1 else f"{role}/{key}#{generation}"
    return str(uuid5(UUID(enrolment_id), name))


def lost_key(event_uid: str) -> str:
    """Give the key of an entry of which only the UID is left, for its tombstone."""
    return f"{_LOST}{event_uid}"


def is_lost(key: str) -> bool:
    """Say whether only the UID is left; no key of an occurrence begins so."""
    return key.startswith(_LOST)


def alarm_uid(event_uid: str, alarm_id: str) -> str:
    """Give the UID of an alarm within its entry (RFC 9074 §4)."""
    return str(uuid5(UUID(event_uid), f"alarm:{alarm_id}"))


def bare_enrolment_id(program_id: str, version: str, start: date, zone: str) -> str:
    """Give the id that stands for an enrolment when a bare program is scheduled.

    `start` is a date or a naive date-time.  Two people with one program, start and
    zone share it: a bare program has no memory and cannot be re-issued.
    """
    name = f"{program_id}\n{version}\n{start.isoformat()}\n{zone}"
    return str(uuid5(_BARE_PROGRAMS, name))
