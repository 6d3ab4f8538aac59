"""A rule: a code, the components it is asked of, and how a breach of it is found.

A rule sees one component and the calendar round it; it never stops, and never repeats
what the calendar says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from careplan.calendar.linting.components import Component
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.vocabulary import PROPERTIES
from careplan.model.enrolment import Client, Via
from careplan.model.value import dataclass


class Fault(NamedTuple):
    """A breach: the line it is on, what is wrong, and what would be right."""

    line: int
    message: str
    advice: str = ""
    column: int = 1


Check = Callable[[Component, Survey], Iterator[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that is looked for; `of` is empty where every component is asked.

    A rule about one client, or one way of travel, is asked only where that is named.
    """

    code: str
    check: Check
    of: tuple[str, ...] = ()
    client: Client | None = None
    via: Via | None = None


def at(line: Line, message: str, advice: str = "") -> Fault:
    """Find fault with a line's value."""
    return Fault(line.number, message, advice, line.column)


def name_of(line: Line) -> str:
    """Name a property, unless its name is somebody's own."""
    return f"`{line.name}`" if line.name in PROPERTIES else "a property"
