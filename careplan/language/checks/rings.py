"""Rings in a graph, found in time that grows with its links only.

A knot is a set of nodes each of which can be reached from every other (Tarjan's
strongly connected components); the shortest ring through one of them shows it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, TypeVar

N = TypeVar("N", bound=Hashable)
Graph = Mapping[N, tuple[N, ...]]


def knots(graph: Graph[N]) -> Iterator[tuple[N, ...]]:
    """Give every set of nodes that wait for each other, in the order of the graph."""
    order = {node: number for number, node in enumerate(graph)}
    found = [
        tuple(sorted(part, key=order.__getitem__))
        for part in _components(graph)
        if len(part) > 1 or part[0] in graph[part[0]]
    ]
    yield from sorted(found, key=lambda part: order[part[0]])


def shortest_ring(graph: Graph[N], knot: tuple[N, ...], first: N) -> tuple[N, ...]:
    """Give the shortest way through a knot from one of its nodes back to it."""
    inside = frozenset(knot)
    came_from: dict[N, N] = {}
    nodes = [first]
    for node in nodes:
        for following in graph[node]:
            if following == first:
                return _way(came_from, first, node)
            if following in inside and following not in came_from:
                came_from[following] = node
                nodes.append(following)
    return knot


def _way(came_from: Mapping[N, N], first: N, last: N) -> tuple[N, ...]:
    way = [last]
    while way[-1] != first:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _components(graph: Graph[N]) -> Iterator[list[N]]:
    walk = _Walk(graph)
    for root in graph:
        if root not in walk.number:
            yield from walk.from_root(root)


class _Walk(Generic[N]):
    """Tarjan's algorithm, without recursion: a hostile chain may be very long."""

    def __init__(self, graph: Graph[N]) -> None:
        self.number: dict[N, int] = {}
        self._graph = graph
        self._lowest: dict[N, int] = {}
        self._path: list[N] = []
        self._on_path: set[N] = set()

    def from_root(self, root: N) -> Iterator[list[N]]:
        """Walk all that can be reached, and give each component on leaving it."""
        stack = [self._enter(root)]
        while stack:
            node, ahead = stack[-1]
            following = next(ahead, None)
            if following is None:
                stack.pop()
                if stack:
                    self._reach(stack[-1][0], self._lowest[node])
                if self._lowest[node] == self.number[node]:
                    yield self._leave(node)
            elif following not in self.number:
                stack.append(self._enter(following))
            elif following in self._on_path:
                self._reach(node, self.number[following])

    def _enter(self, node: N) -> tuple[N, Iterator[N]]:
        self.number[node] = self._lowest[node] = len(self.number)
        self._path.append(node)
        self._on_path.add(node)
        return node, iter(self._graph[node])

    def _reach(self, node: N, number: int) -> None:
        self._lowest[node] = min(self._lowest[node], number)

    def _leave(self, node: N) -> list[N]:
        part: list[N] = []
        while not part or part[-1] != node:
            part.append(self._path.pop())
        self._on_path.difference_update(part)
        return part
