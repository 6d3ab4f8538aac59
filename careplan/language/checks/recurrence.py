"""`bad-rrule`: recurrence texts that RFC 5545 does not know, or no day fits."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.places import below
from careplan.language.checks.rrule import problem_of
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.position import Recurrence


def recurrences(survey: Survey) -> Iterator[Diagnostic]:
    """Report the first thing wrong with every `rrule`."""
    for rule in survey.rules:
        if not isinstance(rule.position, Recurrence):
            continue
        problem = problem_of(rule.position.rrule)
        if problem is None:
            continue
        value = below(rule.place, "rrule")
        place = Place(file=value.file, path=value.path, within=problem.within)
        yield Diagnostic(
            code="bad-rrule",
            message=f"the recurrence of `{rule.name}`: {problem.message}",
            primary=Label(place=place),
            help=problem.help,
        )
