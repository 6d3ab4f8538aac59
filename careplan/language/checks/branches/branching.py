"""Gates that stand in one branch of a decision and are required in another.

A decision can be taken anew, and what was recorded in the branch before stays: so it
is a warning.  Facts are left out: they change in the course of a program as they
should, as when a child is born, and a gate of the time before is rightly open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careplan.language.checks.branches.gates import is_free
from careplan.language.checks.places import label
from careplan.language.checks.survey import Survey
from careplan.language.suggest import listed
from careplan.model.diagnostic import Diagnostic, Label, Path, Place, Severity
from careplan.model.program import Condition, Phase, Rule
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """A gate that is only scheduled where a decision has one of these answers."""

    gate: str
    decision: str
    answers: frozenset[str]


def gates_in_other_branches(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of gates that only one answer to a decision schedules, and another needs."""
    narrow = dict(_narrow(survey))
    of_phases = {phase.id: _required(phase, narrow) for phase in survey.program.phases}
    told: set[tuple[Path, Path]] = set()
    for rule in survey.rules:
        if is_free(rule):
            continue
        phase = survey.phase_of(rule)
        asking: list[tuple[Rule | Phase, Narrow]] = [
            (rule, one) for one in _required(rule, narrow)
        ]
        if phase is not None:
            asking += [(phase, one) for one in of_phases[phase.id]]
        for condition, place in _asked_of(survey, rule) if asking else ():
            for who, one in asking:
                cause = who.place.path, place.path
                if one.decision != condition.name or cause in told:
                    continue
                if one.answers.isdisjoint(condition.values):
                    told.add(cause)
                    yield _elsewhere(survey, who, one, (condition, place))


def _required(
    asking: Rule | Phase, narrow: Mapping[str, tuple[Narrow, ...]]
) -> tuple[Narrow, ...]:
    """List the narrow gates of a rule or phase, but one of those that are alike."""
    found = {
        (one.decision, one.answers): one
        for name in reversed(asking.requires)
        for one in narrow.get(name, ())
    }
    return tuple(found.values())


def _asked_of(survey: Survey, rule: Rule) -> Iterator[tuple[Condition, Place]]:
    phase = survey.phase_of(rule)
    if phase is not None:
        yield from ((condition, phase.place) for condition in phase.when)
    yield from ((condition, rule.place) for condition in rule.when)


def _narrow(survey: Survey) -> Iterator[tuple[str, tuple[Narrow, ...]]]:
    """Say of every activity after which answers only it is scheduled.

    What a default plans can be recorded before anybody decides otherwise.
    """
    defaults = {one.id: one.default for one in survey.program.decisions}
    rules: dict[str, list[Rule]] = {}
    for rule in survey.rules:
        rules.setdefault(rule.activity.id, []).append(rule)
    for activity, scheduled in rules.items():
        answers = _answers(survey, scheduled[0])
        for rule in scheduled[1:]:
            others = _answers(survey, rule)
            answers = {
                name: known | others[name]
                for name, known in answers.items()
                if name in others
            }
        yield (
            activity,
            tuple(
                Narrow(gate=activity, decision=name, answers=known)
                for name, known in answers.items()
                if name in defaults and defaults[name] not in known
            ),
        )


def _answers(survey: Survey, rule: Rule) -> dict[str, frozenset[str]]:
    """Give what the conditions of a rule and its phase allow, by what they ask."""
    return {
        condition.name: frozenset(condition.values)
        for condition, _ in _asked_of(survey, rule)
    }


def _elsewhere(
    survey: Survey,
    asking: Rule | Phase,
    narrow: Narrow,
    asked: tuple[Condition, Place],
) -> Diagnostic:
    (condition, place), gate, decision = asked, narrow.gate, narrow.decision
    return Diagnostic(
        code="gate-never-opens",
        severity=Severity.WARNING,
        message=f"`{gate}` is only scheduled where `{decision}` is"
        f" {listed(tuple(sorted(narrow.answers)))}, and required where it is"
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
                yield label(place, "when", decision, note=f"`{gate}` only then")
