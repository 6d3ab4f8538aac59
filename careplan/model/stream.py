"""What a stream says: entries for one role, before any calendar format.

An entry is an occurrence (or a run of a series) as one role may see it.  Privacy has
already been decided; the client profile has not.
"""

from __future__ import annotations

from enum import StrEnum

from careplan.model.amount import Amount
from careplan.model.kind import Kind
from careplan.model.moment import Moment
from careplan.model.value import dataclass


class Standing(StrEnum):
    """The three states a calendar knows (RFC 5545 §3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Frequency(StrEnum):
    """How a series run repeats."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A run of a series: so many instances, one each day or week."""

    frequency: Frequency
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A reminder so long before the start; `id` is stable within its entry."""

    id: str
    lead: Amount
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a stream.

    `key` is the occurrence's key text, from which the UID derives; `name` is for
    people at the shell only and is never written into a calendar.  `ends` is
    exclusive for a timed entry and the last day for whole days.
    """

    key: str
    name: str
    kind: Kind
    title: str
    description: str | None = None
    location: str | None = None
    link: str | None = None
    start: Moment
    ends: Moment
    standing: Standing = Standing.CONFIRMED
    blocks_time: bool = True
    may_be_series: bool = False
    alarms: tuple[Alarm, ...] = ()
    repeat: Repeat | None = None
