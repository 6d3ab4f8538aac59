"""The program: a care programme for anyone (FHIR PlanDefinition, USDM StudyDesign).

*What* happens is an activity, described once; *when* it happens is a rule, in as
many places as needed.  Everything here is resolved and defaulted: the engine never
asks what a missing key meant.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, time
from enum import StrEnum

from careplan.model.amount import Amount
from careplan.model.anchor import Expression, PhaseStart
from careplan.model.diagnostic import Place
from careplan.model.kind import Heeds, Kind
from careplan.model.position import (
    AtAnchor,
    Every,
    IntervalStep,
    Offsets,
    Position,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)
from careplan.model.value import dataclass

# The role that every program has, and nobody declares.
PATIENT = "patient"


class Status(StrEnum):
    """The life of a program (FHIR PublicationStatus)."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class IfClosed(StrEnum):
    """What happens to a slot whose day is closed."""

    NEAREST = "nearest"
    NEXT = "next"
    PREVIOUS = "previous"
    DROP = "drop"
    SLIDE = "slide"
    FAIL = "fail"


class IfMissed(StrEnum):
    """What a missed occurrence does to the others."""

    LEAVE = "leave"
    APPEND = "append"
    SLIDE = "slide"


class CountedFrom(StrEnum):
    """Whether intervals count from the grid or from the occurrence before."""

    GRID = "grid"
    PREVIOUS = "previous"


class Follows(StrEnum):
    """Whether what rests on an occurrence follows its actual or its planned moment."""

    ACTUAL = "actual"
    PLANNED = "planned"


class Clock(StrEnum):
    """Whose clock a rule reads; `elapsed` counts a day as 24 hours."""

    PERSON = "person"
    SITE = "site"
    ELAPSED = "elapsed"


class Effect(StrEnum):
    """What a recorded result does to the gate an activity is."""

    OPENS = "opens"
    CLOSES = "closes"
    WAITS = "waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Clock times of day: the same for every day, or by weekday (which win)."""

    daily: tuple[time, ...] = ()
    by_weekday: tuple[tuple[Weekday, tuple[time, ...]], ...] = ()

    def on(self, day: date) -> tuple[time, ...]:
        """Give the times for this date, in order; empty means none is said."""
        for weekday, times in self.by_weekday:
            if weekday == day.weekday():
                return times
        return self.daily


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reminder so long before the start, or after it (or after the end)."""

    lead: Amount
    after: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Signed tolerances round the nominal date; None is an open side."""

    low: Amount | None
    high: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """`at_most`: so many occurrences in any stretch of `per`."""

    count: int
    per: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`when`: the fact, decision or activity `name` must have one of these values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part somebody plays; the enrolment names the person."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something the program asks to happen (FHIR ActivityDefinition).

    In a rule this is the activity with the rule's overrides laid over it.
    `duration` in days or longer makes it a period: all-day, first to last day.
    `at` is the activity's own time; a rule's `at` stands in the rule.
    """

    id: str
    kind: Kind
    title: str
    neutral: str
    duration: Amount | None = None
    at: Times | None = None
    roles: tuple[str, ...] = ()
    open: tuple[Weekday, ...] | None = None
    min_gap: Amount | None = None
    max_gap: Amount | None = None
    at_most: Ceiling | None = None
    choose: tuple[str, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    instructions: str | None = None
    neutral_instructions: str | None = None
    location: str | None = None
    link: str | None = None
    results: tuple[tuple[str, Effect], ...] = ()
    price: float | None = None
    heeds: tuple[Heeds, ...] = ()
    blocks_time: bool = False
    may_be_series: bool = False
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """The rule counts from one point."""

    expression: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which parents of a companion, by slot number; all of them by default.

    `numbers` are ordinals from 1; `ranges` run from an ordinal to an ordinal or to the
    last; `every` and `last` select the multiples and the last one.
    """

    numbers: tuple[int, ...] = ()
    ranges: tuple[tuple[int, int | None], ...] = ()
    every: int | None = None
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Each:
    """The rule gives a companion to every occurrence of a parent.

    `name`, `by_rule`, `phase` and `own_cycle` mean what they mean in
    `anchor.Occurred`; `which` None means every occurrence.
    """

    name: str
    by_rule: bool = False
    phase: str | None = None
    own_cycle: bool = False
    which: Which | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When an activity happens (FHIR action.timing): an entry of a `schedule`."""

    id: str
    phase: str | None
    activity: Activity
    anchor: From | Each
    position: Position
    count: int | None = None
    until: Expression | None = None
    weeks: int | None = None
    open_ended: bool = False
    at: Times | None = None
    all_day: bool = False
    align: tuple[Weekday, ...] = ()
    align_month: bool = False
    excepted: tuple[date, ...] = ()
    skip_days_of: tuple[str, ...] = ()
    window: Window | None = None
    not_before: tuple[Expression, ...] = ()
    not_after: tuple[Expression, ...] = ()
    grace: Amount | None = None
    if_closed: IfClosed | None = None
    if_missed: IfMissed = IfMissed.LEAVE
    counted_from: CountedFrom = CountedFrom.GRID
    follows: Follows = Follows.ACTUAL
    when: tuple[Condition, ...] = ()
    requires: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    clock: Clock = Clock.PERSON
    place: Place = field(compare=False)

    @property
    def name(self) -> str:
        """The rule as people write it: `foundation/session`, or `session`."""
        return self.id if self.phase is None else f"{self.phase}/{self.id}"

    @property
    def goes_on(self) -> bool:
        """Say whether the position is a series, which the end of its phase may cut."""
        return isinstance(
            self.position, Every | WeekdayPattern | TimesAWeek | Recurrence | Taper
        )

    @property
    def is_open(self) -> bool:
        """Say whether nothing in the rule itself ever ends it, nor the horizon."""
        return self.is_endless and not self.open_ended

    @property
    def is_endless(self) -> bool:
        """Say whether neither its position nor an end of its own ends it."""
        match self.position:
            case Taper():
                return False
            case Recurrence(names_an_end=True):
                return False
            case _:
                ends = (self.count, self.until, self.weeks)
                return self.goes_on and all(end is None for end in ends)

    @property
    def can_chain(self) -> bool:
        """Say whether some date of it could be counted from the one before it."""
        match self.position:
            case AtAnchor() | WeekdayPattern() | TimesAWeek() | Recurrence():
                return False
            case Offsets(amounts=slots) | StudyDays(days=slots):
                return len(slots) > 1
            case Taper(steps=steps):
                return any(isinstance(step, IntervalStep) for step in steps)
            case _:
                return True

    @property
    def counts_from_phase(self) -> bool:
        """Say whether its anchor is the start of its own phase, shifted or not."""
        return isinstance(self.anchor, From) and isinstance(
            self.anchor.expression.base, PhaseStart
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named stretch of the program (USDM StudyEpoch)."""

    id: str
    title: str | None = None
    length: Amount | None = None
    start: Expression | None = None
    align: tuple[Weekday, ...] = ()
    align_month: bool = False
    repeat: int = 1
    when: tuple[Condition, ...] = ()
    requires: tuple[str, ...] = ()
    until: Expression | None = None
    optional: bool = False
    rules: tuple[Rule, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAnchor:
    """An anchor whose date the enrolment gives."""

    id: str
    title: str | None = None
    optional: bool = False
    many: bool = False
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A named choice between branches, asked after an occurrence."""

    id: str
    after: Expression | None
    question: str
    options: tuple[str, ...]
    default: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A whole care programme, independent of any person."""

    id: str
    version: str
    status: Status
    title: str
    summary: str | None = None
    source: str | None = None
    notice: str | None = None
    currency: str | None = None
    urgent: str | None = None
    private_terms: tuple[str, ...] = ()
    approved_by: str | None = None
    approved_on: date | None = None
    review_by: date | None = None
    roles: tuple[Role, ...] = ()
    activities: tuple[Activity, ...] = ()
    phases: tuple[Phase, ...] = ()
    rules: tuple[Rule, ...] = ()
    anchors: tuple[NamedAnchor, ...] = ()
    decisions: tuple[Decision, ...] = ()
    place: Place = field(compare=False)

    @property
    def has_branches(self) -> bool:
        """Say whether there is something that only some people have."""
        phases = any(phase.when or phase.optional for phase in self.phases)
        return phases or any(rule.when for rule in self.all_rules())

    def has_phase(self, name: str) -> bool:
        """Say whether a phase is called so."""
        return any(phase.id == name for phase in self.phases)

    def lines_under(self, activity: Activity) -> tuple[str, ...]:
        """Give the program's own lines that stand under an activity's instructions.

        The notice ("never change a medicine on your own") stands with medicines, the
        emergency number with whatever takes up time; on all else they would be noise.
        """
        notice = self.notice if activity.kind is Kind.MEDICATION else None
        urgent = self.urgent if activity.blocks_time else None
        return tuple(each for each in (notice, urgent) if each)

    def all_rules(self) -> tuple[Rule, ...]:
        """List every rule: those of no phase first, then phase by phase."""
        return self.rules + tuple(rule for phase in self.phases for rule in phase.rules)
