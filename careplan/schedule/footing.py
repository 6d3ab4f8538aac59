"""What a unit stands on: its anchor or its parents, and so its slots, as queues.

A unit whose anchor is not there, or that does not happen, gives no queue, and a notice
says why.
"""

from __future__ import annotations

from dataclasses import replace

from careplan.model.anchor import (
    Expression,
    Occurred,
    PhaseStart,
    Previous,
)
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.program import Each, From, Rule, Which
from careplan.model.schedule import State, Step, StepKind
from careplan.schedule.anchors import RuleError, stands_for, untimed
from careplan.schedule.arithmetic import UntimedError
from careplan.schedule.branches import Branches, Gate, Standing
from careplan.schedule.ground import Grounds, NothingThereError
from careplan.schedule.layout import Layout
from careplan.schedule.order import waits_for_end
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.queue import Queue
from careplan.schedule.units import Unit

DEEPEST = 16


class Footings:
    """Finds what units stand on, once it is known."""

    def __init__(
        self,
        progress: Progress,
        grounds: Grounds,
        layout: Layout,
        branches: Branches,
    ) -> None:
        """Find footings by these."""
        self._progress = progress
        self._grounds = grounds
        self._layout = layout
        self._branches = branches

    def queues(self, unit: Unit) -> list[Queue]:
        """Give the unit's slots as queues: one, or one for every parent.

        Raises RuleError, OutOfCalendarError and TooManySlotsError.
        """
        if self._is_nowhere(unit):
            return []
        try:
            if isinstance(unit.rule.anchor, Each):
                return self._companions(unit, unit.rule.anchor)
            standing = self._standing(unit)
            if not standing.happens:
                return []
            return self._alone(unit, unit.rule.anchor.expression, standing)
        except NothingThereError as error:
            self._progress.notice(f"{unit.rule.id} is left out: {error}")
            return []
        except UntimedError:
            raise RuleError(untimed_rule(unit.rule)) from None

    def _standing(self, unit: Unit, parent: Draft | None = None) -> Standing:
        """Say whether the unit happens; what must be known before is noted.

        What a closed gate cancels waits for nothing any more.
        """
        rule = unit.rule
        standing = self._branches.standing(rule.when, rule.place, parent)
        if standing.waits_for and not self._branches.gate(unit.gates).is_closed:
            self._progress.wait(standing.waits_for, rule.name, parent)
        key = (rule.phase or "", unit.cycle)
        if standing.is_sure and key in self._progress.unsure:
            return standing._replace(is_sure=False)
        return standing

    def _gate(self, unit: Unit) -> Gate:
        """Say how the unit's gates stand; those that are shut are noted."""
        gate = self._branches.gate(unit.gates)
        self._progress.shut.update(dict.fromkeys(gate.shut))
        return gate

    def _is_nowhere(self, unit: Unit) -> bool:
        """Say whether the unit's phase has no start, or no end that it would need."""
        if unit.phase is None:
            return False
        key = (unit.phase.id, unit.cycle)
        if waits_for_end(self._progress, unit) and self._progress.ends[key] is None:
            return True
        return self._progress.starts[key] is None

    def _alone(
        self, unit: Unit, expression: Expression, standing: Standing
    ) -> list[Queue]:
        anchor = self._grounds.read(expression, unit)
        origin = Step(kind=StepKind.ANCHOR, moment=anchor, reason=expression.text)
        ground = self._grounds.of(unit)
        series = self._layout.series(unit, anchor, ground)
        rests_on = None
        if isinstance(expression.base, Occurred | Previous):
            rests_on = self._grounds.read(replace(expression, shifts=()), unit)
        return [
            Queue(
                series,
                origin,
                ground.limits,
                rests_on=rests_on,
                gate=self._gate(unit),
                is_sure=standing.is_sure,
            )
        ]

    def _companions(self, unit: Unit, each: Each) -> list[Queue]:
        parents = self._progress.drafts_of(self._progress.units_named(each, unit))
        if any(parent.key.depth >= DEEPEST for parent in parents):
            raise RuleError(_too_deep(unit.rule))
        ground = self._grounds.of(unit)
        gate = self._gate(unit)
        queues: list[Queue] = []
        turn = 0
        for number, parent in enumerate(parents, 1):
            if not _is_wanted(each.which, number, len(parents)):
                continue
            turn += 1
            standing = self._standing(unit, parent)
            if not standing.happens:
                continue
            name = f"{parent.unit.rule.id} {number}"
            stands = stands_for(parent, unit.rule)
            if parent.state is State.CANCELLED:
                continue  # it is told of once, with its parent
            if stands is None:
                text = f"{unit.rule.id} of {name} is left out: {name} was dropped"
                self._progress.notice(text)
                continue
            anchor = stands.in_zone(unit.zone)
            is_missed = parent.state is State.MISSED
            origin = Step(kind=StepKind.ANCHOR, moment=anchor, reason=f"each {name}")
            series = self._layout.series(unit, anchor, ground)
            queues.append(
                Queue(
                    series,
                    origin,
                    ground.limits,
                    rests_on=anchor,
                    parent=parent,
                    turn=turn,
                    gate=gate,
                    is_sure=standing.is_sure,
                    cancelled_from=anchor if is_missed else None,
                )
            )
        if parents and not turn:
            self._progress.notice(
                f"{unit.rule.id} gives nothing: {each.name} has none that `which` names"
            )
        return queues


def _is_wanted(which: Which | None, number: int, total: int) -> bool:
    if which is None:
        return True
    return (
        number in which.numbers
        or any(low <= number <= (high or total) for low, high in which.ranges)
        or bool(which.every and number % which.every == 0)
        or (which.last and number == total)
    )


def untimed_rule(rule: Rule) -> Diagnostic:
    """Say that a rule counts hours from something that has no clock time."""
    anchor = rule.anchor
    if isinstance(anchor, From):
        return untimed(anchor.expression)
    place = replace(rule.place, path=(*rule.place.path, "each"))
    text = f"each {anchor.name}"
    return untimed(Expression(base=PhaseStart(), text=text, place=place))


def _too_deep(rule: Rule) -> Diagnostic:
    place = replace(rule.place, path=(*rule.place.path, "each"))
    return Diagnostic(
        code="too-deep",
        message=f"`{rule.id}` is a companion of companions, {DEEPEST} deep",
        primary=Label(place=place),
        help=("let it follow one that stands nearer to the first",),
    )
