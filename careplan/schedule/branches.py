"""Branches and gates: whether something happens at all, and whether that is sure.

A condition names a decision, an activity with results, or a fact about the person.
What nobody has decided yet is never taken for false: it waits, or its default is
planned provisionally.  Nothing here knows a date.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Enrolment
from careplan.model.program import Activity, Condition, Effect, Program
from careplan.schedule.anchors import RuleError
from careplan.schedule.facts import Facts, Finding
from careplan.schedule.progress import Draft


class Standing(NamedTuple):
    """Whether something happens; `waits_for` names what must be known before.

    What happens only because a default was taken is not sure.
    """

    happens: bool
    is_sure: bool = True
    waits_for: tuple[str, ...] = ()


class Gate(NamedTuple):
    """Where gates stand together: open, some still shut, or closed by a finding."""

    shut: tuple[str, ...] = ()
    closed_by: str | None = None
    closing: Finding | None = None

    @property
    def is_open(self) -> bool:
        """Say whether all have opened."""
        return not (self.shut or self.is_closed)

    @property
    def is_closed(self) -> bool:
        """Say whether a finding has closed them."""
        return self.closed_by is not None


_UNKNOWN_FACT = "unknown-fact"
ALWAYS = Standing(happens=True)
NEVER = Standing(happens=False)
OPEN = Gate()


class Branches:
    """Answers for one enrolment, at one point of its ledger."""

    def __init__(self, program: Program, enrolment: Enrolment, facts: Facts) -> None:
        """Ask these."""
        self._decisions = {decision.id: decision for decision in program.decisions}
        self._activities = {activity.id: activity for activity in program.activities}
        self._decided = dict(enrolment.decisions)
        self._known = dict(enrolment.facts)
        self._facts = facts

    def standing(
        self,
        conditions: tuple[Condition, ...],
        place: Place,
        parent: Draft | None = None,
    ) -> Standing:
        """Say whether all conditions hold; under `each` the parent's result counts.

        Raises RuleError for a fact that nobody supplied.
        """
        if not conditions or self._facts.all_branches:
            return ALWAYS
        is_sure, waits_for = True, []
        for condition in conditions:
            value, is_default = self._value(condition, place, parent)
            if value is None:
                waits_for.append(condition.name)
            elif value not in condition.values:
                return NEVER
            is_sure = is_sure and not is_default
        if waits_for:
            return Standing(happens=False, waits_for=tuple(waits_for))
        return Standing(happens=True, is_sure=is_sure)

    def gate(self, names: tuple[str, ...]) -> Gate:
        """Say how the gates stand; one that is closed closes them all."""
        if not names:
            return OPEN
        shut = []
        for name in names:
            finding = self._facts.findings.get(name)
            effect = self._effect(self._activities[name], finding)
            if effect is Effect.CLOSES:
                return Gate(closed_by=name, closing=finding)
            if effect is not Effect.OPENS:
                shut.append(name)
        return Gate(shut=tuple(shut))

    def _effect(self, gate: Activity, finding: Finding | None) -> Effect:
        """Say what a finding does; what has no results of its own opens once done."""
        if finding is None:
            return Effect.WAITS
        if not gate.results:
            return Effect.OPENS
        return dict(gate.results).get(finding.result, Effect.WAITS)

    def _value(
        self, condition: Condition, place: Place, parent: Draft | None
    ) -> tuple[str | None, bool]:
        """Give what a condition compares, and whether it is only a default."""
        name = condition.name
        decision = self._decisions.get(name)
        if decision is not None:
            decided = self._decided.get(name)
            return decided or decision.default, decided is None
        if name in self._activities:
            return self._result(name, parent), False
        if name not in self._known:
            raise RuleError(_unknown_fact(condition, place))
        return self._known[name], False

    def _result(self, activity: str, parent: Draft | None) -> str | None:
        if parent is not None and parent.unit.rule.activity.id == activity:
            own = self._facts.results.get(parent.key)
            assumed = self._facts.findings.get(activity)
            if own is None and assumed is not None and assumed.at is None:
                return assumed.result
            return own
        finding = self._facts.findings.get(activity)
        return None if finding is None else finding.result


def asked_once(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Ask for a missing fact once, wherever it is asked for: one cause, one diagnostic.

    What asks for it besides is related to the first.
    """
    told: dict[object, Diagnostic] = {}
    for one in diagnostics:
        key = one.message if one.code == _UNKNOWN_FACT else one
        first = told.setdefault(key, one)
        if first is not one and one.primary is not None:
            more = Label(place=one.primary.place, note="and this")
            if first != one and more not in first.related:
                told[key] = replace(first, related=(*first.related, more))
    return tuple(told.values())


def _unknown_fact(condition: Condition, place: Place) -> Diagnostic:
    name = condition.name
    here = replace(place, path=(*place.path, "when", name))
    return Diagnostic(
        code=_UNKNOWN_FACT,
        message=f"whether this happens depends on `{name}`, which nobody has said",
        primary=Label(place=here),
        help=(
            f"write `{name} = …` under `[facts]` of the enrolment",
            f"or, for a bare program, say `--fact {name}=…`",
        ),
    )
