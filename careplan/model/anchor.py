"""Anchors: the points a rule counts from (FHIR relatedAction, USDM relativeTo).

An anchor expression is a base and any number of signed amounts, applied left to
right: `session[3] + 1 day - 2 h`.  Names are resolved when a program is read, so an
expression here says which rules or phases it means, and the engine never guesses.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from careplan.model.amount import Amount
from careplan.model.diagnostic import Place
from careplan.model.value import dataclass


class Edge(StrEnum):
    """The two ends of a phase."""

    START = "start"
    END = "end"


class Pick(StrEnum):
    """Which of many occurrences; these two skip missed and omitted ones."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """`start`: the enrolment's start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStart:
    """`phase`: the start of the rule's own phase, in the cycle at hand.

    For a rule of no phase it is the start.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseEdge:
    """`foundation.start` or `foundation.end`."""

    phase: str
    edge: Edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A date or a naive date-time, in the person's zone, written in the program."""

    when: date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A named anchor, whose value stands in the enrolment; `index` is from 1."""

    name: str
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurred:
    """An occurrence of an activity or rule: `session[3]`, `session.last`, `review`.

    `phase` is the phase looked in, or None for the whole program.  `own_cycle` says
    that the name was found in the rule's own phase, so only the cycle at hand counts.
    `by_rule` says that `name` is a rule's id and not an activity's.  `pick` is an
    ordinal from 1, `first`, `last`, or None for "the only one".
    """

    name: str
    by_rule: bool = False
    phase: str | None = None
    own_cycle: bool = False
    pick: int | Pick | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """`previous`: the last occurrence of the rule's activity before its phase."""


Base = Start | PhaseStart | PhaseEdge | Fixed | Named | Occurred | Previous


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A base and the amounts added to it; `text` is how the author wrote it."""

    base: Base
    shifts: tuple[Amount, ...] = ()
    text: str
    place: Place = field(compare=False)
