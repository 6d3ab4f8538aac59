"""Facts about a person: that they are facts, and that some branch asks for them.

A fact that no rule mentions changes nothing, and nothing is said of it.  One that is
asked for and is none of the values asked for may be a word spelled in another way:
then a branch is silently left out, which is worth a warning.  A plain no is an answer
where branches ask for something else only, and so is a yes where one asks for no: of
most people most things are not so, and a warning that stands in every second file is
read by nobody.  `No` beside `no`, or `true` where `yes` is asked for, is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careplan.language.checks.branches.conditions import conditions_asked
from careplan.language.checks.places import below
from careplan.language.checks.survey import Survey
from careplan.language.suggest import listed
from careplan.model.diagnostic import Diagnostic, Label, Part, Severity
from careplan.model.enrolment import Enrolment

_YES, _NO = "yes", "no"
_DENIALS = (_NO, "none")


def facts_given(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Check that what is called a fact is one, and that some branch asks for it so."""
    for name, value in enrolment.facts:
        place = below(enrolment.place, "facts", name)
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
    if asked and value not in asked and not _is_plain(value, asked):
        yield Diagnostic(
            code="unmatched-fact",
            severity=Severity.WARNING,
            message=f"no branch asks for `{name}` to be this",
            primary=where,
            help=(f"branches ask for {listed(asked)}",),
        )


def _is_plain(value: str, asked: tuple[str, ...]) -> bool:
    """Say whether a value is a yes or no that no branch can have meant otherwise."""
    word, known = value.casefold(), {one.casefold() for one in asked}
    if word in _DENIALS:
        return known.isdisjoint(_DENIALS)
    return word == _YES and word not in known and _NO in known


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
