"""In which order phases and rules can be worked out: what rests on what.

Three kinds of nodes: the start of a phase's cycle, its end, and a unit.  The graph
says what must be known first, and nothing about dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from careplan.model.anchor import (
    Edge,
    Expression,
    Occurred,
    PhaseEdge,
    Previous,
)
from careplan.model.position import IntervalStep, Taper
from careplan.model.program import Each, From, Phase
from careplan.schedule.horizon import follower
from careplan.schedule.progress import Progress
from careplan.schedule.units import Cycle, Unit

# Nodes are looked up far more often than made: as tuples they are hashed at no cost.
# `edge` keeps the start and the end of one cycle from being the same tuple.


class StartNode(NamedTuple):
    """The start of one cycle of a phase."""

    phase: str
    cycle: int
    edge: Edge = Edge.START


class EndNode(NamedTuple):
    """The end of one cycle of a phase."""

    phase: str
    cycle: int
    edge: Edge = Edge.END


class UnitNode(NamedTuple):
    """The occurrences of a unit."""

    number: int


Node = StartNode | EndNode | UnitNode
Graph = dict[Node, tuple[Node, ...]]


def graph_of(progress: Progress, cycles: Iterable[Cycle]) -> Graph:
    """Say for every node which nodes must be known before it."""
    graph: dict[Node, Iterable[Node]] = {}
    earlier: Cycle | None = None
    for cycle in cycles:
        start = StartNode(phase=cycle.phase.id, cycle=cycle.cycle)
        end = EndNode(phase=cycle.phase.id, cycle=cycle.cycle)
        graph[start] = _before_start(progress, cycle, earlier)
        graph[end] = (start, *_before_end(progress, cycle))
        earlier = cycle
    for unit in progress.units_at_hand:
        graph[UnitNode(number=unit.number)] = _before_unit(progress, unit)
    # What is named in a phase that does not happen is not there, and not waited for.
    return {
        node: tuple(each for each in dict.fromkeys(before) if each in graph)
        for node, before in graph.items()
    }


def ending_units(progress: Progress, phase: Phase, cycle: int) -> tuple[Unit, ...]:
    """List the units that decide where a phase without a length ends."""
    return tuple(
        unit
        for unit in progress.units_in(phase, cycle)
        if unit.rule.counts_from_phase and not unit.rule.is_open
    )


def sliding_units(progress: Progress, phase: Phase, cycle: int) -> tuple[Unit, ...]:
    """List the units whose slots may slide past the end of their phase.

    Companions go where their parents go, and prolong nothing by themselves.
    """
    return tuple(
        unit
        for unit in progress.units_in(phase, cycle)
        if unit.may_overrun and isinstance(unit.rule.anchor, From)
    )


def prolonging_units(progress: Progress, phase: Phase, cycle: int) -> tuple[Unit, ...]:
    """List the sliding units that others fill their phase for: no habits, no medicines.

    A habit that slides itself, or makes up for missed ones, fills what the others
    prolong, and may then prolong the phase in its turn.
    """
    sliding = sliding_units(progress, phase, cycle)
    return tuple(unit for unit in sliding if not unit.carries_on)


def waits_for_end(progress: Progress, unit: Unit) -> bool:
    """Say whether a unit stops where its phase ends, wherever that may be.

    Open rules do so in a phase without a length; habits and medicines also fill a
    phase that is prolonged by what slides.
    """
    phase = unit.phase
    if phase is None or phase.length is None:
        return phase is not None and unit.rule.is_open
    fills = unit.carries_on and not unit.may_overrun
    return fills and (unit.outlasts or bool(sliding_units(progress, phase, unit.cycle)))


def fills_before_end(unit: Unit) -> bool:
    """Say whether a unit fills what others prolong, before the end itself is known.

    That end rests on this unit as well.
    """
    has_length = unit.phase is not None and unit.phase.length is not None
    return has_length and unit.carries_on and unit.may_overrun


def _before_start(
    progress: Progress, cycle: Cycle, earlier: Cycle | None
) -> Iterable[Node]:
    if cycle.cycle == 1 and cycle.phase.start is not None:
        yield from _before(progress, cycle.phase.start, cycle)
    elif earlier is not None:
        yield EndNode(phase=earlier.phase.id, cycle=earlier.cycle)


def _before_end(progress: Progress, cycle: Cycle) -> Iterable[Node]:
    phase = cycle.phase
    if phase.until is not None:
        yield from _before(progress, phase.until, cycle)
    if phase.length is not None:
        yield from _nodes(sliding_units(progress, phase, cycle.cycle))
        return
    ending = ending_units(progress, phase, cycle.cycle)
    yield from _nodes(ending)
    later = progress.phase_after(phase)
    if not ending and later is not None and later.start is not None:
        yield StartNode(phase=later.id, cycle=1)


def _before_unit(progress: Progress, unit: Unit) -> Iterable[Node]:
    rule = unit.rule
    if unit.phase is not None:
        yield StartNode(phase=unit.phase.id, cycle=unit.cycle)
        if waits_for_end(progress, unit):
            yield EndNode(phase=unit.phase.id, cycle=unit.cycle)
        if fills_before_end(unit):
            yield from _nodes(prolonging_units(progress, unit.phase, unit.cycle))
        later = follower(progress, unit)
        if later is not None:
            yield StartNode(phase=later, cycle=1)
        if unit.phase.until is not None and unit.rule.goes_on:
            yield from _before(progress, unit.phase.until, unit)
    if isinstance(rule.anchor, Each):
        yield from _nodes(progress.units_named(rule.anchor, unit))
    else:
        yield from _before(progress, rule.anchor.expression, unit)
    ends = (rule.until,) if rule.until else ()
    for expression in (*ends, *rule.not_before, *rule.not_after, *_step_ends(unit)):
        yield from _before(progress, expression, unit)
    yield from _nodes(progress.units_of_activities(rule.skip_days_of))


def _step_ends(unit: Unit) -> Iterable[Expression]:
    if isinstance(unit.position, Taper):
        for step in unit.position.steps:
            if isinstance(step, IntervalStep) and step.until is not None:
                yield step.until


def _before(
    progress: Progress, expression: Expression, asking: Unit | Cycle
) -> Iterable[Node]:
    match expression.base:
        case PhaseEdge(phase=name, edge=Edge.START):
            yield StartNode(phase=name, cycle=1)
        case PhaseEdge(phase=name):
            if name in progress.phases:
                yield EndNode(phase=name, cycle=progress.phases[name].repeat)
        case Occurred() as occurred:
            yield from _nodes(progress.units_named(occurred, asking))
        case Previous() if isinstance(asking, Unit):
            yield from _nodes(progress.units_before(asking))
        case _:
            return


def _nodes(units: Iterable[Unit]) -> Iterable[Node]:
    for unit in units:
        yield UnitNode(number=unit.number)
