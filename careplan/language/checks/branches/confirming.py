"""Gates that only open by a result of what is itself to be confirmed until then.

Provisional is not impossible: what waits for a gate can be recorded all the same.  So
this is a warning, of a program in which nothing would open the gate in its turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.branches.conflicts import conflicts
from careplan.language.checks.branches.gates import (
    can_open,
    is_certain,
    is_free,
    scheduled_activities,
)
from careplan.language.checks.branches.happening import occurred, of_rule, unreachable
from careplan.language.checks.branches.reach import (
    Link,
    Node,
    Ring,
    What,
    deadlocks,
    out_of_reach,
)
from careplan.language.checks.places import label
from careplan.language.checks.survey import Meaning, Survey, meaning
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.model.program import Each, Phase, Rule


def gates_behind_themselves(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of gates that wait, in the end, for their own result."""
    graph = _Drawing(survey).graph
    missing = out_of_reach(graph, left_shut(survey))
    for ring in deadlocks(graph, missing, (What.GATE,)):
        yield _behind_itself(ring)


def unconfirmed(survey: Survey) -> frozenset[Node]:
    """List the gates that nothing opens in its turn, and all that waits for them."""
    return out_of_reach(_Drawing(survey).graph, left_shut(survey))


def gate_of(activity: str) -> Node:
    """Give the node of a gate, which any rule of its activity can open."""
    return Node(what=What.GATE, name=activity)


def left_shut(survey: Survey) -> frozenset[Node]:
    """List the rules that happen only while a gate of theirs is shut."""
    return frozenset(
        of_rule(rule)
        for conflict in conflicts(survey)
        if not conflict.is_impossible
        for rule in conflict.rules
    )


class _Drawing:
    """Draws what must be confirmed before each rule is; medicines need nothing."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._missing = unreachable(survey)
        self._scheduled = scheduled_activities(survey)
        self.graph: dict[Node, tuple[Link, ...]] = {}
        for rule in survey.rules:
            self.graph[of_rule(rule)] = tuple(self._rule(rule))
        lasting: Node | None = None
        for phase in survey.program.phases:
            node = Node(what=What.GATES, name=phase.id)
            before = () if lasting is None else (Link(to=lasting),)
            self.graph[node] = (*before, *self._gates(phase))
            lasting = node if is_certain(phase) else lasting

    def _rule(self, rule: Rule) -> Iterator[Link]:
        if is_free(rule):
            return
        if rule.phase is not None:
            yield Link(to=Node(what=What.GATES, name=rule.phase))
        yield from self._gates(rule)
        if isinstance(rule.anchor, Each):
            where = label(rule.place, "each", note="shares the fate of its parent")
            called = meaning(rule.anchor, rule)
            yield Link(to=self._one_of(occurred(called), called), label=where)

    def _gates(self, asking: Rule | Phase) -> Iterator[Link]:
        """Give the gates of a rule or phase, but for those that never open at all."""
        for name in asking.requires:
            if can_open(self._survey, name, self._scheduled):
                where = label(asking.place, "requires", note=f"waits for `{name}`")
                node = self._one_of(gate_of(name), (name, False, None))
                yield Link(to=node, label=where)

    def _one_of(self, node: Node, called: Meaning) -> Node:
        """Let any rule do that happens; that none does is told elsewhere."""
        if node not in self.graph:
            rules = (of_rule(rule) for rule in self._survey.meant(called))
            self.graph[node] = tuple(
                Link(to=rule) for rule in rules if rule not in self._missing
            )
        return node


def _behind_itself(ring: Ring) -> Diagnostic:
    told, gate = ring.told, ring.hinge.name
    return Diagnostic(
        code="gate-never-opens",
        severity=Severity.WARNING,
        message=f"{told[0]} waits for its own result, and stays to be confirmed until"
        " one is recorded"
        if len(told) == 1
        else "each of these waits for a result of the next, and stays to be confirmed"
        f" until one is recorded: {ring}",
        primary=ring.labels[0],
        related=ring.labels[1:],
        help=(f"schedule `{gate}` where nothing that it opens is required",),
    )
