"""Gates that stand in one branch of a decision and are required in another.

A decision can be taken anew, and what was recorded in the branch before stays: so it
is a warning.  Facts are left out: they change in the course of a program as they
should, as when a child is born, and a gate of the time before is rightly open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careplan.language.checks.gates import is_free
from careplan.language.checks.places import label
from careplan.language.checks.survey import Survey
from careplan.language.suggest import listed
from careplan.model.diagnostic import Diagnostic, Label, Path, Place, Severity
from careplan.model.program import Condition, Phase, Rule

Answers = Mapping[str, frozenset[str]]


def gates_in_other_branches(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of gates that only one answer to a decision schedules, and another needs."""
    scheduled = dict.fromkeys(rule.activity.id for rule in survey.rules)
    only_after = {name: _answers(survey, name) for name in scheduled}
    told: set[tuple[Path, str, Path]] = set()
    for rule in survey.rules:
        for asking, gate in _gates_of(survey, rule):
            answers = only_after.get(gate, {})
            for condition, place in _asked_of(survey, rule) if answers else ():
                cause = asking.place.path, gate, place.path
                allowed = answers.get(condition.name)
                if allowed is None or allowed & set(condition.values):
                    continue
                if cause not in told:
                    told.add(cause)
                    yield _elsewhere(survey, asking, gate, (condition, place))


def _gates_of(survey: Survey, rule: Rule) -> Iterator[tuple[Rule | Phase, str]]:
    """List the gates a rule and its own phase ask for."""
    if is_free(rule):
        return
    phase = survey.phase_of(rule)
    if phase is not None:
        yield from ((phase, name) for name in phase.requires)
    yield from ((rule, name) for name in rule.requires)


def _asked_of(survey: Survey, rule: Rule) -> Iterator[tuple[Condition, Place]]:
    phase = survey.phase_of(rule)
    if phase is not None:
        yield from ((condition, phase.place) for condition in phase.when)
    yield from ((condition, rule.place) for condition in rule.when)


def _answers(survey: Survey, activity: str) -> Answers:
    """Say after which answers only an activity is scheduled.

    What a default plans can be recorded before anybody decides otherwise.
    """
    found: dict[str, frozenset[str]] = {}
    rules = survey.meant((activity, False, None))
    for decision in survey.program.decisions:
        answers: set[str] = set()
        for rule in rules:
            own = [
                condition.values
                for condition, _ in _asked_of(survey, rule)
                if condition.name == decision.id
            ]
            if not own:
                break
            answers.update(*own)
        else:
            if decision.default not in answers:
                found[decision.id] = frozenset(answers)
    return found


def _elsewhere(
    survey: Survey,
    asking: Rule | Phase,
    gate: str,
    asked: tuple[Condition, Place],
) -> Diagnostic:
    condition, place = asked
    decision = condition.name
    answers = _answers(survey, gate)[decision]
    return Diagnostic(
        code="gate-never-opens",
        severity=Severity.WARNING,
        message=f"`{gate}` is only scheduled where `{decision}` is"
        f" {listed(tuple(sorted(answers)))}, and required where it is"
        f" {listed(condition.values)}",
        primary=label(asking.place, "requires"),
        related=(
            label(place, "when", decision, note="happens only then"),
            *_scheduled_at(survey, gate, decision),
        ),
        help=(
            f"schedule `{gate}` in this branch too, or before `{decision}` is decided",
        ),
    )


def _scheduled_at(survey: Survey, gate: str, decision: str) -> Iterator[Label]:
    for rule in survey.meant((gate, False, None))[:1]:
        for condition, place in _asked_of(survey, rule):
            if condition.name == decision:
                note = f"`{gate}` only then"
                yield label(place, "when", decision, note=note)
