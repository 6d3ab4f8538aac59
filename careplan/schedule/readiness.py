"""Which nodes to work out next.

A phase's start or end is taken as soon as it can be.  The units of one activity wait
for each other, so that they are placed in order of time, unless some of them rest on
others of the same activity; if two activities wait for each other in this way, the
first ready unit in the file goes alone.
"""

from __future__ import annotations

from heapq import heappop, heappush

from careplan.schedule.order import Graph, Node, UnitNode
from careplan.schedule.units import Unit

# All bits: what is in a ring of anchors rests on everything, and is waited for by none.
_ANYTHING = -1


class Agenda:
    """A graph being worked off."""

    def __init__(self, graph: Graph, units: tuple[Unit, ...]) -> None:
        """Start with nothing done."""
        self._units = units
        self._waits = {node: len(before) for node, before in graph.items()}
        self._after: dict[Node, list[Node]] = {node: [] for node in graph}
        for node, before in graph.items():
            for earlier in before:
                self._after[earlier].append(node)
        self._graph = graph
        self._reached = self._units_before()
        self._pending: dict[str, set[int]] = {}
        for unit in units:
            if UnitNode(number=unit.number) not in graph:
                continue  # an earlier run gave it
            self._pending.setdefault(unit.rule.activity.id, set()).add(unit.number)
        self._phases: list[Node] = []
        self._ready: dict[str, set[int]] = {}
        self._first: list[int] = []
        for node, waits in self._waits.items():
            if not waits:
                self._make_ready(node)

    def next(self) -> tuple[Node, ...]:
        """Give nodes that can be worked out now; units always of one activity."""
        if self._phases:
            return tuple(self._phases)
        passed_over: list[int] = []
        chosen: set[int] = set()
        while self._first and not chosen:
            number = heappop(self._first)
            activity = self._activity(number)
            if number in self._ready.get(activity, ()):
                passed_over.append(number)
                if self._is_complete(activity):
                    chosen = self._ready[activity]
        for number in passed_over:
            heappush(self._first, number)
        chosen = chosen or set(passed_over[:1])
        return tuple(UnitNode(number=number) for number in sorted(chosen))

    def done(self, nodes: tuple[Node, ...]) -> None:
        """Cross nodes off and see what becomes ready."""
        self._phases = [node for node in self._phases if node not in nodes]
        for node in nodes:
            if isinstance(node, UnitNode):
                activity = self._activity(node.number)
                self._pending[activity].discard(node.number)
                self._ready[activity].discard(node.number)
            for later in self._after[node]:
                self._waits[later] -= 1
                if not self._waits[later]:
                    self._make_ready(later)

    def stuck(self) -> tuple[Node, ...]:
        """List the nodes that can never be worked out, for they wait for themselves.

        What only waits for such a node is not to blame and is not listed.
        """
        waiting = [node for node, waits in self._waits.items() if waits]
        return tuple(node for node in waiting if node in self._all_before(node))

    def _make_ready(self, node: Node) -> None:
        if isinstance(node, UnitNode):
            self._ready.setdefault(self._activity(node.number), set()).add(node.number)
            heappush(self._first, node.number)
        else:
            self._phases.append(node)

    def _activity(self, number: int) -> str:
        return self._units[number].rule.activity.id

    def _is_complete(self, activity: str) -> bool:
        """Say whether all that is not ready rests on units of the same activity."""
        pending = self._pending[activity]
        late = pending - self._ready[activity]
        if not late:
            return True
        own = sum(1 << number for number in pending)
        return all(
            self._reached.get(UnitNode(number=number), _ANYTHING) & own & ~(1 << number)
            for number in late
        )

    def _units_before(self) -> dict[Node, int]:
        """Give, as bit sets, the units each node rests on, however indirectly.

        What waits for itself has none: nobody needs to wait for it.
        """
        found: dict[Node, int] = {}
        waits = dict(self._waits)
        open_ = [node for node, number in waits.items() if not number]
        while open_:
            node = open_.pop()
            found[node] = 0
            for earlier in self._graph[node]:
                own = 1 << earlier.number if isinstance(earlier, UnitNode) else 0
                found[node] |= found[earlier] | own
            for later in self._after[node]:
                waits[later] -= 1
                if not waits[later]:
                    open_.append(later)
        return found

    def _all_before(self, node: Node) -> set[Node]:
        stack = [node]
        seen: set[Node] = set()
        while stack:
            for earlier in self._graph[stack.pop()]:
                if earlier not in seen:
                    seen.add(earlier)
                    stack.append(earlier)
        return seen
