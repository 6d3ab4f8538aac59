"""`too-many-occurrences`: no calendar holds more than 10,000.

Numbers are estimated from counts and lengths; nothing is expanded, so a count of a
thousand million costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.counting import in_program
from careplan.language.checks.places import header, label
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.position import (
    Every,
    Offsets,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
)
from careplan.model.program import Each, Rule

MOST = 10_000


def too_many_occurrences(survey: Survey) -> Iterator[Diagnostic]:
    """Report every rule, or else the whole program, that gives more than it may."""
    numbers = [(_number(survey, rule), rule) for rule in survey.rules]
    alone = [(number, rule) for number, rule in numbers if number > MOST]
    for number, rule in alone:
        yield _too_many(f"`{rule.name}`", number, _cause(survey, rule), ())
    total = sum(number for number, _ in numbers)
    if not alone and total > MOST:
        largest = sorted(numbers, key=lambda pair: -pair[0])[:3]
        related = tuple(
            header(rule.place, note=f"up to {number:,}") for number, rule in largest
        )
        where = Label(place=Place(file=survey.program.place.file, path=("program",)))
        yield _too_many("the program", total, where, related)


def _number(survey: Survey, rule: Rule) -> int:
    tally = in_program(survey, rule)
    return tally.low if tally.high is None else tally.high


def _too_many(
    what: str, number: int, where: Label, related: tuple[Label, ...]
) -> Diagnostic:
    return Diagnostic(
        code="too-many-occurrences",
        message=f"{what} gives up to {number:,} occurrences, and no plan may have more"
        f" than {MOST:,}",
        primary=where,
        related=related,
    )


def _cause(survey: Survey, rule: Rule) -> Label:
    """Find the number that makes so many."""
    phase = survey.phase_of(rule)
    keys = {
        Offsets: "offset",
        StudyDays: "days",
        Taper: "taper",
        Every: "every",
        TimesAWeek: "times_a_week",
        Recurrence: "rrule",
    }
    if rule.count is not None:
        return label(rule.place, "count")
    if rule.weeks is not None:
        return label(rule.place, "weeks")
    if phase is not None and phase.repeat > MOST:
        return label(phase.place, "repeat")
    if isinstance(rule.anchor, Each):
        return label(rule.place, "each")
    return label(rule.place, keys.get(type(rule.position), "on"))
