"""Facts about a person: that they are facts, and that some branch asks for them.

A fact that no rule mentions changes nothing, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careplan.language.checks.conditions import conditions_asked
from careplan.language.checks.survey import Survey
from careplan.language.suggest import listed
from careplan.model.diagnostic import Diagnostic, Label, Part, Place, Severity
from careplan.model.enrolment import Enrolment


def facts_given(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Check that what is called a fact is one, and that some branch asks for it so."""
    for name, value in enrolment.facts:
        place = Place(file=enrolment.place.file, path=("facts", name))
        key = Label(place=replace(place, part=Part.KEY))
        yield from fact_given(survey, name, value, key, Label(place=place))


def fact_given(
    survey: Survey, name: str, value: str, key: Label, where: Label
) -> Iterator[Diagnostic]:
    """Report a fact named at `key` that is none, or one no branch asks for so."""
    other = _no_fact(survey, name)
    if other is not None:
        what, advice = other
        yield Diagnostic(
            code="not-a-fact",
            message=f"`{name}` is {what}, not a fact",
            primary=key,
            help=(advice,),
        )
        return
    asked = tuple(dict.fromkeys(_asked_of(survey, name)))
    if asked and value not in asked:
        yield Diagnostic(
            code="unmatched-fact",
            severity=Severity.WARNING,
            message=f"no branch asks for `{name}` to be this",
            primary=where,
            help=(f"branches ask for {listed(asked)}",),
        )


def _no_fact(survey: Survey, name: str) -> tuple[str, str] | None:
    """Say what else a name is, and how that is said."""
    program = survey.program
    if any(name == anchor.id for anchor in program.anchors):
        return "a date", "an anchor is given as a date, without quotes"
    if any(name == decision.id for decision in program.decisions):
        return (
            "a decision",
            "it is taken under `[decisions]`, or by an entry of `decide`",
        )
    if any(name in (rule.id, rule.activity.id) for rule in survey.rules):
        chosen = f"what a person chooses of it is `{name}.on` or `{name}.at`"
        return "something that happens", chosen
    return None


def _asked_of(survey: Survey, name: str) -> Iterator[str]:
    for condition, _ in conditions_asked(survey):
        if condition.name == name:
            yield from condition.values
