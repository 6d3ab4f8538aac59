"""Conditions that can never hold together: of a rule, its phase and the gates of both.

A gate and a condition on one activity read the same, its latest result.  Where all the
condition asks for closes the gate, nothing happens; where it only leaves the gate
shut, everything stays to be confirmed, which can be recorded all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careplan.language.checks.branches.gates import Required
from careplan.language.checks.places import label
from careplan.language.checks.survey import Survey
from careplan.language.suggest import listed
from careplan.model.diagnostic import Diagnostic, Label, Path, Place, Severity
from careplan.model.program import Condition, Each, Effect, Phase, Rule
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A condition and what it cannot hold beside, with the rules this keeps out.

    `gate` is where a gate is asked for, `phase` the phase that asks for another value.
    """

    rules: tuple[Rule, ...] = ()
    condition: Condition
    place: Place
    phase: Phase | None = None
    gate: Label | None = None
    is_impossible: bool = True


def contradictions(survey: Survey) -> Iterator[Diagnostic]:
    """Report what never happens, or is never confirmed, by its own conditions."""
    for conflict in conflicts(survey):
        if conflict.phase is not None:
            yield _never_both(conflict, conflict.phase)
        elif conflict.gate is not None:
            yield _under_its_gate(survey, conflict, conflict.gate)


def conflicts(survey: Survey) -> Iterator[Conflict]:
    """Compare every condition with that of the phase, and with the gates."""
    yield from _with_phases(survey)
    yield from _with_gates(survey)


def _with_phases(survey: Survey) -> Iterator[Conflict]:
    for rule in survey.rules:
        phase = survey.phase_of(rule)
        if phase is None:
            continue
        asked = {one.name: one for one in phase.when}
        for condition in rule.when:
            other = asked.get(condition.name)
            if other is not None and not set(other.values) & set(condition.values):
                yield Conflict(
                    rules=(rule,), condition=condition, place=rule.place, phase=phase
                )


def _with_gates(survey: Survey) -> Iterator[Conflict]:
    """Compare conditions with gates: one cause, one conflict, whatever it keeps out."""
    required = Required(survey)
    kept_out: dict[tuple[Path, str, Path], list[Rule]] = {}
    found: dict[tuple[Path, str, Path], Conflict] = {}
    for rule in survey.rules:
        for condition, place in _asked_of(survey, rule):
            gate = required.of(rule, condition.name)
            effects = _effects(survey, condition)
            if gate is None or not effects or Effect.OPENS in effects:
                continue
            key = place.path, condition.name, gate.place.path
            kept_out.setdefault(key, []).append(rule)
            found[key] = Conflict(
                condition=condition,
                place=place,
                gate=gate,
                is_impossible=Effect.WAITS not in effects,
            )
    for key, conflict in found.items():
        yield replace(conflict, rules=tuple(kept_out[key]))


def _asked_of(survey: Survey, rule: Rule) -> Iterator[tuple[Condition, Place]]:
    """List the conditions of a rule and its phase that the latest result decides.

    What a companion asks of its parent's activity is the result of that parent, and a
    gate may have opened again since.
    """
    phase = survey.phase_of(rule)
    if phase is not None:
        yield from ((condition, phase.place) for condition in phase.when)
    parents: set[str] = set()
    if rule.when and isinstance(rule.anchor, Each):
        parents = {one.activity.id for one in survey.named(rule.anchor, rule)}
    for condition in rule.when:
        if condition.name not in parents:
            yield condition, rule.place


def _effects(survey: Survey, condition: Condition) -> set[Effect]:
    activity = survey.activities.get(condition.name)
    results = dict(activity.results) if activity is not None else {}
    return {results[value] for value in condition.values if value in results}


def _never_both(conflict: Conflict, phase: Phase) -> Diagnostic:
    name = conflict.condition.name
    return Diagnostic(
        code="unreachable-branch",
        message=f"`{conflict.rules[0].name}` never happens: its phase asks for another"
        f" `{name}`",
        primary=label(conflict.place, "when", name),
        related=(label(phase.place, "when", name, note="the phase's"),),
    )


def _under_its_gate(survey: Survey, conflict: Conflict, gate: Label) -> Diagnostic:
    name, who = conflict.condition.name, _subject(survey, conflict)
    what = f"what it asks of `{name}`"
    code, severity = "unreachable-branch", Severity.ERROR
    message = f"{who} never happens: {what} closes the gate `{name}`"
    if not conflict.is_impossible:
        code, severity = "gate-never-opens", Severity.WARNING
        message = f"{who} is never confirmed: {what} leaves the gate `{name}` shut"
    opening = tuple(
        result
        for result, effect in survey.activities[name].results
        if effect is Effect.OPENS
    )
    return Diagnostic(
        code=code,
        severity=severity,
        message=message,
        primary=label(conflict.place, "when", name),
        related=(gate,),
        help=(
            "leave out the gate here, or ask for what opens it"
            + (f": {listed(opening)}" if opening else ""),
        ),
    )


def _subject(survey: Survey, conflict: Conflict) -> str:
    """Name the phase that is kept out as a whole, or else the first rule."""
    first, *more = conflict.rules
    phase = survey.phase_of(first)
    if more and phase is not None and phase.rules == conflict.rules:
        return f"phase `{phase.id}`"
    return f"`{first.name}`"
