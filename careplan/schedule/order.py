"""In which order phases and rules can be worked out: what rests on what.

Three kinds of nodes: the start of a phase's cycle, its end, and a unit.  The graph
says what must be known first, and nothing about dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from careplan.model.anchor import (
    Edge,
    Expression,
    Occurred,
    PhaseEdge,
    PhaseStart,
    Previous,
)
from careplan.model.position import IntervalStep, Taper
from careplan.model.program import Each, From, Phase, Program
from careplan.schedule.progress import Progress
from careplan.schedule.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class StartNode:
    """The start of one cycle of a phase."""

    phase: str
    cycle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndNode:
    """The end of one cycle of a phase."""

    phase: str
    cycle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNode:
    """The occurrences of a unit."""

    number: int


Node = StartNode | EndNode | UnitNode
Graph = dict[Node, tuple[Node, ...]]


def graph_of(progress: Progress) -> Graph:
    """Say for every node which nodes must be known before it."""
    program = progress.program
    graph: dict[Node, Iterable[Node]] = {}
    for position, phase in enumerate(program.phases):
        for cycle in range(1, phase.repeat + 1):
            start = StartNode(phase=phase.id, cycle=cycle)
            end = EndNode(phase=phase.id, cycle=cycle)
            graph[start] = _before_start(progress, position, cycle)
            graph[end] = (start, *_before_end(progress, position, cycle))
    for unit in progress.units:
        graph[UnitNode(number=unit.number)] = _before_unit(progress, unit)
    return {node: tuple(dict.fromkeys(before)) for node, before in graph.items()}


def following(program: Program, phase: Phase) -> Phase | None:
    """Give the phase after this one in the file."""
    position = program.phases.index(phase)
    return program.phases[position + 1] if position + 1 < len(program.phases) else None


def counts_from_phase(unit: Unit) -> bool:
    """Say whether a rule counts from its phase, so that it may set the phase's end."""
    anchor = unit.rule.anchor
    return isinstance(anchor, From) and isinstance(anchor.expression.base, PhaseStart)


def ending_units(progress: Progress, phase: Phase, cycle: int) -> tuple[Unit, ...]:
    """List the units that decide where a phase without a length ends."""
    return tuple(
        unit
        for unit in _units_in(progress, phase, cycle)
        if counts_from_phase(unit) and not unit.is_open
    )


def sliding_units(progress: Progress, phase: Phase, cycle: int) -> tuple[Unit, ...]:
    """List the units whose slots may slide past the end of their phase."""
    return tuple(
        unit
        for unit in _units_in(progress, phase, cycle)
        if unit.slides and unit.goes_on
    )


def _units_in(progress: Progress, phase: Phase, cycle: int) -> tuple[Unit, ...]:
    return tuple(
        unit
        for unit in progress.units
        if unit.rule.phase == phase.id and unit.cycle == cycle
    )


def _before_start(progress: Progress, position: int, cycle: int) -> Iterable[Node]:
    phases = progress.program.phases
    phase = phases[position]
    if cycle > 1:
        yield EndNode(phase=phase.id, cycle=cycle - 1)
    elif phase.start is not None:
        yield from _before(progress, phase.start, None)
    elif position:
        earlier = phases[position - 1]
        yield EndNode(phase=earlier.id, cycle=earlier.repeat)


def _before_end(progress: Progress, position: int, cycle: int) -> Iterable[Node]:
    phase = progress.program.phases[position]
    if phase.until is not None:
        yield from _before(progress, phase.until, None)
    if phase.length is not None:
        yield from _nodes(sliding_units(progress, phase, cycle))
        return
    ending = ending_units(progress, phase, cycle)
    yield from _nodes(ending)
    later = following(progress.program, phase)
    if not ending and later is not None and later.start is not None:
        yield StartNode(phase=later.id, cycle=1)


def _before_unit(progress: Progress, unit: Unit) -> Iterable[Node]:
    rule = unit.rule
    if unit.phase is not None:
        yield StartNode(phase=unit.phase.id, cycle=unit.cycle)
        if unit.is_open and unit.phase.length is None:
            yield EndNode(phase=unit.phase.id, cycle=unit.cycle)
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
    progress: Progress, expression: Expression, asking: Unit | None
) -> Iterable[Node]:
    match expression.base:
        case PhaseEdge(phase=name, edge=edge):
            if edge is Edge.START:
                yield StartNode(phase=name, cycle=1)
            else:
                repeat = {p.id: p.repeat for p in progress.program.phases}[name]
                yield EndNode(phase=name, cycle=repeat)
        case Occurred() as occurred:
            yield from _nodes(progress.units_named(occurred, asking))
        case Previous() if asking is not None:
            yield from _nodes(
                unit
                for unit in progress.units
                if unit.number < asking.number
                and unit.rule.activity.id == asking.rule.activity.id
                and (unit.rule.phase, unit.cycle) != (asking.rule.phase, asking.cycle)
            )
        case _:
            return


def _nodes(units: Iterable[Unit]) -> Iterable[Node]:
    for unit in units:
        yield UnitNode(number=unit.number)
