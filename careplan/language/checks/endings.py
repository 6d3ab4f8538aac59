"""`endless-rule` and `endless-phase`: what would go on for ever.

A rule that repeats needs an end: its own, or that of its phase.  A phase needs one if
an open rule stops there, if a phase follows it, or if anything counts from its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.ends import has_end
from careplan.language.checks.places import header, label
from careplan.language.checks.survey import Survey
from careplan.model.anchor import Edge, PhaseEdge
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.position import (
    Every,
    Position,
    Recurrence,
    TimesAWeek,
    WeekdayPattern,
)
from careplan.model.program import Phase, Rule

_HORIZON = "or let it go on to the horizon of whoever is enrolled: `open_ended = true`"


def endless_rules(survey: Survey) -> Iterator[Diagnostic]:
    """Report every rule that nothing ends."""
    for rule in survey.rules:
        phase = survey.phase_of(rule)
        if not rule.is_open:
            continue
        if phase is None and isinstance(rule.position, Recurrence):
            # A recurrence of no phase is expanded for ten years.
            continue
        if phase is None or not has_end(survey, phase):
            yield _endless_rule(rule, phase)


def endless_phases(survey: Survey) -> Iterator[Diagnostic]:
    """Report every phase whose end is needed and cannot be found."""
    for phase in survey.program.phases:
        if has_end(survey, phase) or not phase.rules:
            continue
        if any(rule.is_open for rule in phase.rules):
            continue  # one cause, one diagnostic: the rule is reported
        needed = _needed_by(survey, phase)
        if needed is not None:
            yield Diagnostic(
                code="endless-phase",
                message=f"nothing says when phase `{phase.id}` ends: it has no"
                " `length`, and no rule in it counts from the phase",
                primary=header(phase.place),
                related=(needed,),
                help=('give the phase a `length`, such as `length = "4 weeks"`',),
            )


def _endless_rule(rule: Rule, phase: Phase | None) -> Diagnostic:
    related: tuple[Label, ...] = ()
    advice = ["give the rule a `count`, `weeks` or `until`", _HORIZON]
    if phase is not None:
        note = "has no `length`, and no rule in it that ends"
        related = (header(phase.place, note=note),)
        advice[0] += ", or its phase a `length`"
    return Diagnostic(
        code="endless-rule",
        message=f"`{rule.name}` never ends",
        primary=label(rule.place, _key(rule.position), note="goes on for ever"),
        related=related,
        help=tuple(advice),
    )


def _key(position: Position) -> str:
    match position:
        case WeekdayPattern():
            return "on"
        case Every():
            return "every"
        case TimesAWeek():
            return "times_a_week"
        case _:
            return "rrule"


def _needed_by(survey: Survey, phase: Phase) -> Label | None:
    """Find what waits for the end of the phase."""
    following = survey.phase_after(phase)
    if phase.repeat > 1:
        return label(phase.place, "repeat", note="the next cycle begins at that end")
    if following is not None and following.start is None:
        return header(following.place, note="begins at that end")
    for use in survey.uses:
        if use.expression.base == PhaseEdge(phase=phase.id, edge=Edge.END):
            return Label(place=use.expression.place, note="counts from that end")
    return None
