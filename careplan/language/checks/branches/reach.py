"""What can come about at all: an AND-OR graph and its least fixed point.

Some nodes need all that they name, others one of it.  What is not reached from
nothing is never reached; where such nodes need each other in a ring, that ring is the
cause, and what only waits for it is a consequence nobody need be told of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from enum import Enum, auto

from careplan.language.checks.rings import knots, shortest_ring
from careplan.model.diagnostic import Label
from careplan.model.value import dataclass

_MOST_SHOWN = 8


class What(Enum):
    """What a node stands for; names of occurrences, results and gates need one of it.

    `FOLLOWING` a phase is to know that it is over, or that it does not happen.
    """

    RULE = auto()
    PHASE = auto()
    FOLLOWING = auto()
    DECISION = auto()
    GATES = auto()
    OCCURRED = auto()
    RESULT = auto()
    GATE = auto()


_ONE_OF = (What.OCCURRED, What.RESULT, What.GATE)
_TOLD = (What.RULE, What.PHASE, What.DECISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing by its name; `among` tells apart what a name of occurrences means."""

    what: What
    name: str
    among: tuple[bool, str | None] | None = None

    def __str__(self) -> str:
        """Name the node as people write it."""
        return f"phase `{self.name}`" if self.what is What.PHASE else f"`{self.name}`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a node needs, and where the program says so; None where it is implied."""

    to: Node
    label: Label | None = None


Graph = Mapping[Node, tuple[Link, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Things of which each needs the next, and the places that say so.

    `hinge` is the node of the kind that was looked for, and the labels begin there.
    """

    hinge: Node
    nodes: tuple[Node, ...]
    labels: tuple[Label, ...]

    @property
    def told(self) -> tuple[Node, ...]:
        """List what a reader of the program knows by name."""
        return tuple(node for node in self.nodes if node.what in _TOLD)

    def __str__(self) -> str:
        """Write the ring as a chain that comes back to where it began."""
        shown = [str(node) for node in self.told[:_MOST_SHOWN]]
        if len(self.told) > _MOST_SHOWN:
            shown.append("…")
        return " -> ".join([*shown, shown[0]])


def out_of_reach(
    graph: Graph, impossible: Collection[Node] = frozenset()
) -> frozenset[Node]:
    """List what never comes about; `impossible` is what does not for other reasons.

    A node that names nothing is reached: what is wrong with it is told elsewhere.
    """
    needed_by: dict[Node, list[Node]] = defaultdict(list)
    needs: dict[Node, int] = {}
    for node, links in graph.items():
        needs[node] = min(len(links), 1) if node.what in _ONE_OF else len(links)
        for link in links:
            needed_by[link.to].append(node)
    ready = [node for node in graph if not needs[node] and node not in impossible]
    reached = set(ready)
    while ready:
        for node in needed_by[ready.pop()]:
            needs[node] -= 1
            if needs[node] <= 0 and node not in reached and node not in impossible:
                reached.add(node)
                ready.append(node)
    return frozenset(graph.keys() - reached)


def deadlocks(
    graph: Graph, missing: Collection[Node], by: tuple[What, ...]
) -> Iterator[Ring]:
    """Give a ring of every set of missing nodes that need each other.

    Only rings through a node of the kinds `by` are given, the first of them if it can.
    """
    left = {
        node: tuple(link.to for link in links if link.to in missing)
        for node, links in graph.items()
        if node in missing
    }
    for knot in knots(left):
        hinges = (node for what in by for node in knot if node.what is what)
        hinge = next(hinges, None)
        if hinge is not None:
            yield _ring(graph, shortest_ring(left, knot, hinge))


def _ring(graph: Graph, nodes: tuple[Node, ...]) -> Ring:
    """Begin with the hinge, or where it is only a name, with what names it."""
    hinge = nodes[0]
    if hinge.what not in _TOLD:
        nodes = nodes[-1:] + nodes[:-1]
    links = (
        next(link for link in graph[node] if link.to == following)
        for node, following in zip(nodes, (*nodes[1:], nodes[0]), strict=True)
    )
    labels = tuple(link.label for link in links if link.label is not None)
    while nodes[0].what not in _TOLD:
        nodes = nodes[-1:] + nodes[:-1]
    return Ring(hinge=hinge, nodes=nodes, labels=labels[:_MOST_SHOWN])
