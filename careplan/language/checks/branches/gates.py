"""Gates: where the program asks for one, and for which rules that holds.

What a phase `requires` holds for the later phases too, as long as that phase is surely
there; medicines are outside every gate.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.places import header, label
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.kind import Kind
from careplan.model.program import Effect, Phase, Rule


def closed_gates(survey: Survey) -> Iterator[Diagnostic]:
    """Report gates that nothing can ever open."""
    scheduled = scheduled_activities(survey)
    for name, place in requirements(survey):
        gate = survey.activities.get(name)
        if gate is None or can_open(survey, name, scheduled):
            continue
        why = "no result of it opens" if name in scheduled else "no rule schedules it"
        yield Diagnostic(
            code="gate-never-opens",
            message=f"everything here waits for `{name}`, but {why}",
            primary=label(place, "requires"),
            related=(header(gate.place),),
            help=('give it a result that opens, such as `results = { yes = "opens" }`',)
            if name in scheduled
            else (f"schedule `{name}` before what it opens",),
        )


def requirements(survey: Survey) -> Iterator[tuple[str, Place]]:
    """List every gate, with the place of the phase or rule that requires it."""
    for phase in survey.program.phases:
        yield from ((name, phase.place) for name in phase.requires)
    for rule in survey.rules:
        yield from ((name, rule.place) for name in rule.requires)


def scheduled_activities(survey: Survey) -> frozenset[str]:
    """Name the activities that some rule schedules."""
    return frozenset(rule.activity.id for rule in survey.rules)


def can_open(survey: Survey, name: str, scheduled: frozenset[str]) -> bool:
    """Say whether a gate is scheduled and has a result that opens, or needs none."""
    gate = survey.activities[name]
    opens = any(effect is Effect.OPENS for _, effect in gate.results)
    return name in scheduled and (opens or not gate.results)


def is_free(rule: Rule) -> bool:
    """Say whether no gate holds for a rule: a medicine stops only by its own entry."""
    return rule.activity.kind is Kind.MEDICATION


def is_certain(phase: Phase) -> bool:
    """Say whether a phase is there for everybody, so that its gates hold after it."""
    return not phase.when and not phase.optional


class Required:
    """Where the gate of a name is asked for, if it holds for a rule."""

    def __init__(self, survey: Survey) -> None:
        """Look through all that is required once."""
        self._survey = survey
        self._asked = {(place.path, name) for name, place in requirements(survey)}
        self._position: dict[str, int] = {}
        self._since: dict[str, int] = {}
        self._phases = survey.program.phases
        for number, phase in enumerate(self._phases):
            self._position[phase.id] = number
            if is_certain(phase):
                self._since |= {
                    name: number for name in phase.requires if name not in self._since
                }

    def of(self, rule: Rule, name: str) -> Label | None:
        """Give the place that lets a rule wait for a gate: its own comes first."""
        phase = self._survey.phase_of(rule)
        if is_free(rule):
            return None
        for one in (rule, phase):
            if one is not None and (one.place.path, name) in self._asked:
                return _asking(one)
        since = self._since.get(name)
        if phase is None or since is None or since > self._position[phase.id]:
            return None
        return _asking(self._phases[since])


def _asking(one: Rule | Phase) -> Label:
    return label(one.place, "requires", note="requires a result that opens")
