"""Cases: a program's dated examples, start in and dates out."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, time

from careplan.model.diagnostic import Place
from careplan.model.enrolment import AnchorValue, Choice, Person, Site
from careplan.model.ledger import Entry
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One expected occurrence of an activity, or of a rule written `PHASE/RULE`.

    What is None is not compared; `last` is the last day of a period.
    """

    activity: str
    day: date
    clock: time | None = None
    earliest: date | datetime | None = None
    latest: date | datetime | None = None
    last: date | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What an enrolment would say, and everything it must give."""

    name: str
    source: str | None = None
    start: date | datetime
    timezone: str
    horizon: date | None = None
    site: Site | None = None
    person: Person | None = None
    choices: tuple[Choice, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    anchors: tuple[AnchorValue, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    ledger: tuple[Entry, ...] = ()
    expected: tuple[Expected, ...] = ()
    place: Place = field(compare=False)
