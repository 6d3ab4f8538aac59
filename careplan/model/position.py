"""Positions: where a rule's slots lie, seen from its anchor (FHIR Timing.repeat)."""

from __future__ import annotations

from enum import IntEnum

from careplan.model.amount import Amount
from careplan.model.anchor import Expression
from careplan.model.value import dataclass


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday()` does."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class AtAnchor:
    """No position: the anchor itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """Signed distances from the anchor, in the order written."""

    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDays:
    """Day numbers: the anchor's day is Day 1, the one before Day -1, none is 0."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayPattern:
    """Every such weekday of each 7-day week from the anchor (`on` alone)."""

    on: tuple[Weekday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A fixed interval; with `on`, those weekdays in the first 7 days of each period.

    The n-th slot (from 0) is anchor + (first + n x interval).
    """

    interval: Amount
    on: tuple[Weekday, ...] = ()
    first: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesAWeek:
    """So many days of each 7-day week, chosen for the person.

    `among` are the only weekdays to choose from, if the person named some.
    """

    times: int
    among: tuple[Weekday, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalStep:
    """A taper step of an interval, ended by a count or an inclusive `until`."""

    every: Amount
    count: int | None = None
    until: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternStep:
    """A taper step of weekdays, for so many 7-day weeks."""

    on: tuple[Weekday, ...]
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexibleStep:
    """A taper step of so many times a week, for so many weeks, as `TimesAWeek`."""

    times: int
    weeks: int
    among: tuple[Weekday, ...] = ()


Flexible = TimesAWeek | FlexibleStep
TaperStep = IntervalStep | PatternStep | FlexibleStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Taper:
    """Steps in order; `on` picks the weekday among an interval slot's 7 days."""

    steps: tuple[TaperStep, ...]
    on: tuple[Weekday, ...] = ()
    first: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """An RFC 5545 RRULE text in capitals, without `RRULE:`."""

    rrule: str

    @property
    def names_an_end(self) -> bool:
        """Say whether the rule has a COUNT or an UNTIL of its own."""
        parts = (part.partition("=")[0] for part in self.rrule.split(";"))
        return any(name in ("COUNT", "UNTIL") for name in parts)


Position = (
    AtAnchor
    | Offsets
    | StudyDays
    | WeekdayPattern
    | Every
    | TimesAWeek
    | Taper
    | Recurrence
)
