"""The digest: one short text that is another one iff an entry's content is another.

Content is what a stream says before any client profile: never a sequence, a stamp, a
key, or a name for people at the shell.  It covers the wall time, the zone *and* the
instant: a new tzdata that moves only the instant is a change of content.
"""

from __future__ import annotations

import json
from hashlib import sha256

from careplan.model.moment import Moment
from careplan.model.stream import Entry, Repeat

Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]


def digest_of(entry: Entry) -> str:
    """Digest the content of an entry: sha256 of canonical JSON, in hexadecimal."""
    text = json.dumps(
        content(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=True
    )
    return sha256(text.encode("ascii")).hexdigest()


def content(entry: Entry) -> dict[str, Plain]:
    """Give what an entry says as plain values.

    What is absent is left out rather than written as null: a field that a later
    careplan adds then changes no digest, and no SEQUENCE, of what lacks it.
    """
    return _without_absent(
        {
            "title": entry.title,
            "description": entry.description,
            "location": entry.location,
            "link": entry.link,
            "start": _moment(entry.start),
            "ends": _moment(entry.ends),
            "standing": entry.standing.value,
            "blocks_time": entry.blocks_time,
            "alarms": [
                [alarm.id, str(alarm.lead), alarm.text] for alarm in entry.alarms
            ],
            "repeat": _repeat(entry.repeat),
        }
    )


def _without_absent(values: dict[str, Plain | None]) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value not in (None, [])}


def _repeat(repeat: Repeat | None) -> list[Plain]:
    return [] if repeat is None else [repeat.frequency.value, repeat.count]


def _moment(moment: Moment) -> list[Plain]:
    # A whole day is written without a zone, so its zone is not content.
    if moment.clock is None:
        return [moment.day.isoformat()]
    return [moment.wall.isoformat(), moment.zone, moment.instant.isoformat()]
