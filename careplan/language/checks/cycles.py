"""`anchor-cycle`: rules and phases that wait for each other for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careplan.language.checks.rings import Graph, knots, shortest_ring
from careplan.language.checks.survey import Survey
from careplan.language.checks.waiting import Link, Node, graph_of
from careplan.model.diagnostic import Diagnostic, Label

_LONGEST_CHAIN = 8


def anchor_cycles(survey: Survey) -> Iterator[Diagnostic]:
    """Report every knot of anchors once: a ring in it, with the place of each link."""
    links = graph_of(survey)
    graph: Graph[Node] = {
        node: tuple(link.to for link in going) for node, going in links.items()
    }
    for knot in knots(graph):
        first = next(node for node in knot if not node.is_name)
        yield _diagnostic(survey, shortest_ring(graph, knot, first), links)


def _diagnostic(
    survey: Survey, ring: tuple[Node, ...], links: dict[Node, tuple[Link, ...]]
) -> Diagnostic:
    steps = [
        next(link for link in links[node] if link.to == following)
        for node, following in zip(ring, (*ring[1:], ring[0]), strict=True)
    ]
    # The chain begins with a link somebody wrote, not with one that is implied.
    first = next((number for number, step in enumerate(steps) if step.is_written), 0)
    ring, steps = ring[first:] + ring[:first], steps[first:] + steps[:first]
    real = [node for node in ring if not node.is_name]
    labels = _labels(ring, steps)
    return Diagnostic(
        code="anchor-cycle",
        message=_message(real),
        primary=labels[0],
        related=tuple(labels[1:_LONGEST_CHAIN]),
        help=tuple(_advice(survey, ring)),
    )


def _message(real: list[Node]) -> str:
    if len(real) == 1:
        return f"`{real[0]}` waits for itself"
    shown = [f"`{node}`" for node in real[:_LONGEST_CHAIN]]
    if len(real) > _LONGEST_CHAIN:
        shown.append("…")
    return f"these wait for each other: {' -> '.join([*shown, shown[0]])}"


def _labels(ring: tuple[Node, ...], steps: list[Link]) -> list[Label]:
    """List the places of the first links; a written one says what it needs."""
    labels: list[Label] = []
    for number, step in enumerate(steps[: 2 * _LONGEST_CHAIN]):
        if step.label is not None:
            note = step.label.note or f"needs `{_meant(ring, number + 1)}`"
            labels.append(replace(step.label, note=note))
    return labels


def _meant(ring: tuple[Node, ...], number: int) -> Node:
    """Give the node at a place of the ring, or after a name what was meant by it."""
    while ring[number % len(ring)].is_name:
        number += 1
    return ring[number % len(ring)]


def _advice(survey: Survey, ring: tuple[Node, ...]) -> Iterator[str]:
    own = _own_name(survey, ring)
    if own:
        yield (
            f"`{own}` means every rule of activity `{own}`, this one too: give the"
            " first rule an `id` of its own and name that, or write `PHASE/NAME` for"
            " another phase, or `previous`"
        )
    everywhere = any(node.called and node.called[2] is None for node in ring)
    if everywhere and any(node.phase is not None for node in ring):
        yield (
            "a name that its own phase does not schedule means all occurrences of the"
            " program; name one phase, as in `foundation/session[8]`"
        )
    yield "let one of these count from `start`, a phase or a date"


def _own_name(survey: Survey, ring: tuple[Node, ...]) -> str:
    """Give the activity whose name a rule uses for the others of it, if it does."""
    if sum(not node.is_name for node in ring) > 1:
        return ""
    names = (node.called for node in ring if node.called is not None)
    shared = (called for called in names if len(survey.meant(called)) > 1)
    return next((called[0] for called in shared if not called[1]), "")
