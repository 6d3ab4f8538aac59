"""The register: the machine-owned memory of what was handed out, and an issue."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from careplan.model.change import Revision
from careplan.model.kind import Kind
from careplan.model.moment import Moment
from careplan.model.stream import Entry, Repeat
from careplan.model.value import dataclass


class Recorded(StrEnum):
    """Whether a UID is in the calendar or was taken back."""

    ACTIVE = "active"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was last handed out under one UID.

    Instants are UTC and whole seconds.  `start`, `ends`, `kind` and `repeat` are what
    a tombstone needs; nothing here says what the appointment was about.  `name` is
    the one people used for it at the shell, such as `foundation/session-3`.
    `provisional` says that it was to be confirmed.
    """

    uid: str
    key: str
    sequence: int
    created: datetime
    stamp: datetime
    digest: str
    start: Moment
    ends: Moment
    kind: Kind
    repeat: Repeat | None = None
    state: Recorded = Recorded.ACTIVE
    generation: int = 1
    name: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What the dates rested on: careplan, tzdata, holidays, and the site's hash."""

    careplan: str
    tzdata: str
    holidays: str
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRegister:
    """One stream's memory: issue number, instant of the last change, and records."""

    role: str
    number: int
    changed: datetime
    versions: Versions
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """An enrolment's register: one memory for each stream."""

    enrolment: str
    streams: tuple[StreamRegister, ...] = ()

    def stream(self, role: str) -> StreamRegister | None:
        """Find the memory of a role's stream, or None before its first issue."""
        for stream in self.streams:
            if stream.role == role:
                return stream
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An entry with its identity and stamps, ready to be written."""

    uid: str
    sequence: int
    created: datetime
    stamp: datetime
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One handing-out of a stream: what is in it, and the memory to keep."""

    issued: tuple[Issued, ...]
    memory: StreamRegister
    revisions: tuple[Revision, ...] = ()
