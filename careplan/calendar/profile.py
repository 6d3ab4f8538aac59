"""Client profiles: what one calendar program needs otherwise than the others.

A profile is a declaration; the writer and the read-back ask it and know no program by
name.  It is applied after the digest, so another profile changes no SEQUENCE.
"""

from __future__ import annotations

from careplan.model.enrolment import Client, Stream, Via
from careplan.model.value import dataclass


class UnsupportedProfileError(LookupError):
    """No profile is declared for this client and way of travel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How to write for a client, and what to tell the person.

    `classification` is CLASS or None to leave it out; `cancelled_status` the STATUS of
    a tombstone; `most_alarms` how many alarms an event keeps, the first ones.
    """

    classification: str | None
    cancelled_status: str
    most_alarms: int
    advice: tuple[str, ...]


_OWN_CALENDAR = (
    "import into a calendar of its own that nobody else sees; for an update delete"
    " that calendar and import the new file"
)
_REMINDERS_MAY_BE_LOST = (
    "not every calendar keeps reminders: Google drops them, Outlook keeps one for each"
    " appointment"
)

PROFILES: dict[tuple[Client, Via], Profile] = {
    (Client.ANY, Via.FILE): Profile(
        classification="PRIVATE",
        cancelled_status="CANCELLED",
        most_alarms=5,
        advice=(_OWN_CALENDAR, _REMINDERS_MAY_BE_LOST),
    ),
}


def is_supported(stream: Stream) -> bool:
    """Say whether calendars can be written for the stream's client yet."""
    return (stream.client, stream.via) in PROFILES


def profile_of(stream: Stream) -> Profile:
    """Give the profile of a stream.  Raises UnsupportedProfileError."""
    try:
        return PROFILES[stream.client, stream.via]
    except KeyError:
        raise UnsupportedProfileError(f"{stream.client} via {stream.via}") from None
