"""The ledger: what happened and what was decided, in the order it was written.

An entry is one flat table; what else it holds depends on its verb.  Nothing here says
what an entry does to a schedule.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from careplan.model.amount import Amount
from careplan.model.diagnostic import Place
from careplan.model.position import Weekday
from careplan.model.program import Times
from careplan.model.quiet import Quiet
from careplan.model.value import dataclass

# The two results every activity has; any other is one of its own and means `done`.
DONE = "done"
MISSED = "missed"


class Verb(StrEnum):
    """What an entry says."""

    RECORD = "record"
    MOVE = "move"
    OMIT = "omit"
    ADD = "add"
    PAUSE = "pause"
    EXTEND = "extend"
    END = "end"
    PIN = "pin"
    BEGIN = "begin"
    DECIDE = "decide"
    SET = "set"
    AMEND = "amend"
    UNDO = "undo"


class Rest(StrEnum):
    """What becomes of the others when one is moved, or while the plan stands still."""

    KEEP = "keep"
    SLIDE = "slide"
    DROP = "drop"


class Keep(StrEnum):
    """What stays of times of the day when the person lives in another zone."""

    CLOCK = "clock"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of an occurrence: done, missed, or done with a result of its own.

    `on` is the day or the naive wall time in the person's zone; None is as planned.
    """

    occurrence: str
    result: str
    on: date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An occurrence has another date: a day, or a naive time in the person's zone.

    The rest of its series stays, unless it is to slide; None is as the rule has it: a
    chain goes along.  With `override` it may break a rule of the program there.
    """

    occurrence: str
    to: date | datetime
    rest: Rest | None = None
    override: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Omit:
    """An occurrence is left out, and its companions with it.

    With `override` the gap it leaves may be too long.
    """

    occurrence: str
    override: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """An occurrence is confirmed where it is, and does not move any more.

    `on` is where that was, so that it holds whatever else changes; None is where the
    plan has it by then.
    """

    occurrence: str
    on: date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """An activity happens once more than the program says, on a day or at a time.

    With `override` it may break a rule of the program there.
    """

    activity: str
    on: date | datetime
    override: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """The plan stands still from the first day to the last, both included.

    What would be in between slides on, or is dropped; habits only if it says so, and
    medicines never.  With `override` the gap over it may be too long.
    """

    first: date
    last: date
    rest: Rest = Rest.SLIDE
    habits: bool = False
    override: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """A phase begins on a day, with all that follow it, as a new run."""

    phase: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """A phase has another length, or the horizon is another day: one of them."""

    phase: str | None = None
    length: Amount | None = None
    horizon: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The plan ends early: nothing but medicines after that day.

    With an activity it is only that which ends, and then a medicine as well.
    """

    on: date
    activity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """A decision of the program was taken."""

    decision: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redate:
    """`set` of a date: an anchor's, or the start's.

    `index` counts the dates of an anchor that has many, from 1; None adds one to them.
    """

    anchor: str
    index: int | None = None
    when: date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """`set` of a text: a fact about the person, which may decide a branch."""

    fact: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """`set` of `ACTIVITY.on` or `PHASE/RULE.at`: the person chose anew."""

    target: str
    on: tuple[Weekday, ...] | None = None
    at: Times | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocate:
    """`set` of `timezone`: the person lives in another zone, by its IANA name.

    Times of the day stay as they are on the clock, or at their instants.
    """

    zone: str
    keep: Keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjust:
    """`set` of `calendars.ROLE.KEY`: what one role gets, or how, is different.

    `value` is a word of that key, the day of a consent, or hours that are quiet.
    """

    role: str
    key: str
    value: str | date | Quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend:
    """The plan goes on by another version of its program.

    What is dated before the day `effective` stays; None is the day of the entry.
    `program` is a path relative to the enrolment and `sha256` the hash of what it then
    held, in hexadecimal.  `was` is where the program in force until then lies, if no
    longer where it was.
    """

    program: str
    version: str
    sha256: str
    effective: date | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """An earlier entry, by its number, no longer counts."""

    entry: int


Act = (
    Record
    | Move
    | Omit
    | Pin
    | Add
    | Pause
    | Begin
    | Extend
    | End
    | Decide
    | Redate
    | Learn
    | Choose
    | Relocate
    | Adjust
    | Amend
    | Undo
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the ledger; `number` counts from 1, `at` is aware.

    `reason` and `by` are for people: they appear in `why` and `history` only.
    """

    number: int
    at: datetime
    act: Act
    reason: str | None = None
    by: str | None = None
    place: Place = field(compare=False)
