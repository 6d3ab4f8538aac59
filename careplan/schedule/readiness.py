"""Which nodes to work out next.

A phase's start or end is taken as soon as it can be.  The units of one activity wait
for each other, so that they are placed in order of time, unless some of them rest on
others of the same activity; if two activities wait for each other in this way, the
first ready unit in the file goes alone.
"""

from __future__ import annotations

from careplan.schedule.order import Graph, Node, UnitNode
from careplan.schedule.units import Unit


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
        self._ready = [node for node, waits in self._waits.items() if not waits]
        self._graph = graph
        self._reach: dict[Node, int] = {}
        self._pending: dict[str, set[int]] = {}
        for unit in units:
            self._pending.setdefault(unit.rule.activity.id, set()).add(unit.number)

    def next(self) -> tuple[Node, ...]:
        """Give nodes that can be worked out now; units always of one activity."""
        units = [node for node in self._ready if isinstance(node, UnitNode)]
        if len(units) < len(self._ready):
            return tuple(one for one in self._ready if not isinstance(one, UnitNode))
        ready: dict[str, list[UnitNode]] = {}
        for node in units:
            activity = self._units[node.number].rule.activity.id
            ready.setdefault(activity, []).append(node)
        for activity in sorted(ready, key=lambda name: ready[name][0].number):
            if self._is_complete(activity, ready[activity]):
                return tuple(ready[activity])
        return tuple(self._ready[:1])

    def done(self, nodes: tuple[Node, ...]) -> None:
        """Cross nodes off and see what becomes ready."""
        for node in nodes:
            self._ready.remove(node)
            if isinstance(node, UnitNode):
                activity = self._units[node.number].rule.activity.id
                self._pending[activity].discard(node.number)
            for later in self._after[node]:
                self._waits[later] -= 1
                if not self._waits[later]:
                    self._ready.append(later)
        self._ready.sort(key=_in_file_order)

    def stuck(self) -> tuple[Node, ...]:
        """List the nodes that can never be worked out, for they wait for themselves.

        What only waits for such a node is not to blame and is not listed.
        """
        waiting = [node for node, waits in self._waits.items() if waits]
        return tuple(node for node in waiting if node in self._all_before(node))

    def _is_complete(self, activity: str, ready: list[UnitNode]) -> bool:
        """Say whether all that is not ready rests on units of the same activity."""
        numbers = {node.number for node in ready}
        pending = self._pending[activity]
        own = sum(1 << number for number in pending)
        return all(
            self._reached(UnitNode(number=number)) & own & ~(1 << number)
            for number in pending - numbers
        )

    def _reached(self, node: Node) -> int:
        """Give, as a bit set, the units a node rests on, however indirectly."""
        if node not in self._reach:
            self._reach[node] = sum(
                1 << earlier.number
                for earlier in self._all_before(node)
                if isinstance(earlier, UnitNode)
            )
        return self._reach[node]

    def _all_before(self, node: Node) -> set[Node]:
        stack = [node]
        seen: set[Node] = set()
        while stack:
            for earlier in self._graph[stack.pop()]:
                if earlier not in seen:
                    seen.add(earlier)
                    stack.append(earlier)
        return seen


def _in_file_order(node: Node) -> int:
    return node.number if isinstance(node, UnitNode) else -1
