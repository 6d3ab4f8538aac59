"""The schedule: every occurrence of an enrolment, with how its date was found."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from careplan.model.moment import Moment
from careplan.model.program import Activity, Decision, Rule
from careplan.model.value import dataclass


class Key(NamedTuple):
    """What an occurrence *is*, whatever its date: the root of its identity.

    Never a date, a title or a list position: phase, cycle and run, the rule, the
    slot's ordinal from 1 (given before anything is removed) and the index in `at`;
    for a companion its parent's key and its index under the parent.  Keys are looked up
    far more often than made: as tuples they are hashed at no cost.
    """

    phase: str | None
    rule: str
    ordinal: int
    cycle: int = 1
    run: int = 1
    time_index: int = 0
    parent: Key | None = None

    @property
    def depth(self) -> int:
        """Count the parents above."""
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def text(self) -> str:
        """Write the key as one unambiguous text; stable for ever."""
        if self.parent is not None:
            where = f"{self.parent.text}>{self.phase or ''}"
        else:
            where = self.phase or ""
        slot = f"{self.ordinal}.{self.time_index}"
        return f"{where}:{self.cycle}~{self.run}/{self.rule}#{slot}"


A_WEEK = timedelta(days=7)


class State(StrEnum):
    """Where an occurrence stands."""

    PLANNED = "planned"
    PROVISIONAL = "provisional"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class StepKind(StrEnum):
    """The steps by which a date is found, in their order."""

    ANCHOR = "anchor"
    CHOICE = "choice"
    LINK = "link"
    CHOSEN = "chosen"
    NOMINAL = "nominal"
    TARGET = "target"
    CLOSED = "closed"
    TRIED = "tried"
    SLID = "slid"
    GAP = "gap"
    PLACED = "placed"
    CANCELLED = "cancelled"
    ADDED = "added"
    MOVED = "moved"
    PINNED = "pinned"
    REASON = "reason"
    ACTUAL = "actual"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a trace: what was looked at, and in plain words what came of it."""

    kind: StepKind
    moment: Moment | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The tolerated range round a nominal date; None is an open side.

    Whole days (both included) or timed moments, as the window was written.
    """

    earliest: Moment | None
    latest: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One dated instance of a rule (FHIR CarePlan.activity).

    `name` is `foundation/session-3`, unique and given once; `running` is `session-3`
    through the whole program.  `placed` is the planned moment, `actual` the one at
    which it happened.  `ends` is the end moment: for whole days the last day.  What is
    an exception may break a rule of the program where it was arranged to be.
    """

    key: Key
    name: str
    running: str
    rule: Rule
    nominal: Moment
    placed: Moment
    actual: Moment | None = None
    ends: Moment
    bounds: Bounds
    label: str | None = None
    state: State = State.PLANNED
    trace: tuple[Step, ...] = ()
    is_exception: bool = False

    @property
    def activity(self) -> Activity:
        """The activity, with the rule's overrides."""
        return self.rule.activity

    @property
    def moment(self) -> Moment:
        """The moment it stands for: the actual one, else the planned one."""
        return self.actual or self.placed

    @property
    def was_moved(self) -> bool:
        """Say whether the placed moment is another than the nominal one."""
        return self.placed != self.nominal


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """What has its names and no date, and in plain words why, as far as is known.

    `nominal` is when its rule would have it, if it still would.  `reason` is what
    somebody said who left it out.
    """

    name: str
    running: str
    nominal: Moment | None = None
    because: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A phase as scheduled: one cycle's first moment and the first day after it."""

    phase: str
    cycle: int
    run: int
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A slot that gave no occurrence: excepted, dropped, slid over, or skipped."""

    rule: Rule
    moment: Moment
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGate:
    """A gate that no result has opened yet: an activity, and what waits for it first.

    `asked` is the occurrence of the activity that is next, None if there is none left.
    """

    activity: str
    asked: Occurrence | None
    waits: Occurrence

    def is_near(self, now: datetime) -> bool:
        """Say whether what waits is within seven days, or past."""
        return self.waits.moment.instant <= now + A_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """A decision that nobody has taken, and the occurrence after which it is asked.

    `asked` is None if no occurrence asks for it: then it waits from the beginning.
    """

    decision: Decision
    asked: Occurrence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """An occurrence by a fact or by hand where its rule would not have it, and why."""

    occurrence: Occurrence
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The last day planned, and the rules by name that would go on after it."""

    day: date
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """All occurrences, by the moment they stand for; what was lost; and notices.

    `gates` are those that something provisional waits for.  `undated` is what is
    dropped, left out or cancelled, or has a name and is not in the plan as it is.  The
    `horizon` is None where nothing goes on beyond it.
    """

    occurrences: tuple[Occurrence, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    lost: tuple[Lost, ...] = ()
    notices: tuple[str, ...] = ()
    gates: tuple[OpenGate, ...] = ()
    undated: tuple[Undated, ...] = ()
    undecided: tuple[OpenDecision, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    horizon: Horizon | None = None
