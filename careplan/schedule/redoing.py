"""Dating again after another entry: what can have changed, and what stays as it was.

What somebody records or arranges of an occurrence can move others of its activity, and
whatever rests on those.  All else comes out as it did before and is carried over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from typing import TypeVar

from careplan.model.enrolment import Enrolment
from careplan.model.program import Phase, Program, Rule
from careplan.model.schedule import Key
from careplan.schedule.facts import Facts
from careplan.schedule.order import Graph, Node, StartNode, UnitNode
from careplan.schedule.progress import Progress

T = TypeVar("T")

# What is known of single occurrences, or found by one activity.  A result of an
# occurrence is never known without a finding, or the occurrence having settled anew.
_OF_ONE = {"settled", "fixed", "omitted", "findings", "results"}
_OF_ALL = tuple(field.name for field in fields(Facts) if field.name not in _OF_ONE)


def changed_activities(
    program: Program,
    before: tuple[Enrolment, Facts],
    after: tuple[Enrolment, Facts],
) -> frozenset[str] | None:
    """Name the activities that something else is known of; None if it may be all.

    What a condition or a gate asks for may bring or cancel anything, and so may what
    is different of the enrolment, or for the plan as a whole.
    """
    (enrolled, old), (enrolls, new) = before, after
    if new.run is not None or any(
        getattr(old, name) != getattr(new, name) for name in _OF_ALL
    ):
        return None
    changed = frozenset(_changed(old, new))
    learnt = {name for name, _ in {*enrolled.facts} ^ {*enrolls.facts}}
    if _asked(program) & (changed | learnt):
        return None
    is_same = enrolled is enrolls or replace(enrolled, facts=enrolls.facts) == enrolls
    return changed if is_same else None


def reached(
    graph: Graph, progress: Progress, activities: Collection[str]
) -> frozenset[Node]:
    """List the nodes of some activities, and all that rest on them, however indirectly.

    Of an activity all units are placed together, so one of them reaches all.
    """
    after: dict[Node, list[Node]] = {node: [] for node in graph}
    for node, before in graph.items():
        for earlier in before:
            after[earlier].append(node)
    found: set[Node] = set()
    ahead: list[Node] = [*_nodes_of(progress, tuple(activities))]
    while ahead:
        node = ahead.pop()
        if node in found:
            continue
        found.add(node)
        ahead += after[node]
        if isinstance(node, UnitNode):
            activity = progress.units[node.number].rule.activity.id
            ahead += _nodes_of(progress, (activity,))
    return frozenset(found)


def carry_over(
    before: Progress, progress: Progress, graph: Graph, again: Collection[Node]
) -> None:
    """Fill in what was found before of all nodes but those to be worked out again."""
    progress.unsure |= before.unsure
    for node in graph:
        if node in again:
            continue
        match node:
            case UnitNode(number=number):
                progress.drafts[number] = before.drafts[number]
                _carry(before.unit_ends, progress.unit_ends, number)
                _carry(before.shifts, progress.shifts, number)
                _carry(before.last_slots, progress.last_slots, number)
            case StartNode(phase=phase, cycle=cycle):
                progress.starts[phase, cycle] = before.starts[phase, cycle]
            case end:
                edge = end.phase, end.cycle
                progress.ends[edge] = before.ends[edge]
                progress.slot_ends[edge] = before.slot_ends[edge]


def _carry(before: Mapping[int, T], after: dict[int, T], number: int) -> None:
    if number in before:
        after[number] = before[number]


def _nodes_of(progress: Progress, activities: tuple[str, ...]) -> Iterator[Node]:
    for unit in progress.units_of_activities(activities):
        yield UnitNode(number=unit.number)


def _changed(old: Facts, new: Facts) -> Iterator[str]:
    """Name the activities of which something else is known; some more than once."""
    for draft in _differing(old.settled, new.settled):
        yield draft.unit.rule.activity.id
    for fixed in _differing(old.fixed, new.fixed):
        yield fixed.draft.unit.rule.activity.id
    yield from {name for name, _ in {*old.findings.items()} ^ {*new.findings.items()}}
    for left_out in _differing(old.omitted, new.omitted):
        yield left_out.draft.unit.rule.activity.id


def _differing(old: Mapping[Key, T], new: Mapping[Key, T]) -> Iterator[T]:
    """Give what is known in one of two ways only, or in another way in each."""
    for one, other in ((old, new), (new, old)):
        for key, known in one.items():
            if other.get(key) is not known:
                yield known


def _asked(program: Program) -> set[str]:
    """Name what conditions and gates ask for."""
    names: set[str] = set()
    askers: tuple[Phase | Rule, ...] = (*program.phases, *program.all_rules())
    for one in askers:
        names.update(condition.name for condition in one.when)
        names.update(one.requires)
    return names
