"""`unreachable-branch`: what waits, in the end, for itself, and so never happens.

A branch asks for a result, a decision is asked after an occurrence, a companion needs
its parent, a phase follows one of which it must be known whether it happens.  None of
that can be recorded of what is not planned: unlike a gate, which only leaves things
to be confirmed, a ring of these is shut for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.branches.conflicts import conflicts
from careplan.language.checks.branches.reach import (
    Graph,
    Link,
    Node,
    Ring,
    What,
    deadlocks,
    out_of_reach,
)
from careplan.language.checks.places import header, label
from careplan.language.checks.survey import Meaning, Survey, meaning
from careplan.model.anchor import Expression, Occurred, PhaseEdge
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.program import Condition, Each, Phase, Rule


def never_happening(survey: Survey) -> Iterator[Diagnostic]:
    """Report every ring of rules, phases and decisions that wait for each other.

    A ring of anchors alone is an `anchor-cycle`.
    """
    graph = graph_of(survey)
    missing = out_of_reach(graph, impossible(survey))
    for ring in deadlocks(graph, missing, (What.DECISION, What.RESULT)):
        yield _never(ring)


def unreachable(survey: Survey) -> frozenset[Node]:
    """List all that never happens, whatever the reason."""
    return out_of_reach(graph_of(survey), impossible(survey))


def impossible(survey: Survey) -> frozenset[Node]:
    """List the rules whose own conditions can never hold together."""
    return frozenset(
        of_rule(rule)
        for conflict in conflicts(survey)
        if conflict.is_impossible
        for rule in conflict.rules
    )


def of_rule(rule: Rule) -> Node:
    """Give the node of a rule."""
    return Node(what=What.RULE, name=rule.name)


def occurred(called: Meaning) -> Node:
    """Give the node of a name of occurrences."""
    return Node(what=What.OCCURRED, name=called[0], among=called[1:])


def graph_of(survey: Survey) -> Graph:
    """Draw what must happen, or be known, before each thing can be planned."""
    return _Drawing(survey).graph


class _Drawing:
    """Draws a program; a name is a node, so that the graph grows with the file only."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._decisions = {one.id: one for one in survey.program.decisions}
        self.graph: dict[Node, tuple[Link, ...]] = {}
        for rule in survey.rules:
            self.graph[of_rule(rule)] = tuple(self._rule(rule))
        for phase in survey.program.phases:
            self.graph[_of_phase(phase)] = tuple(self._phase(phase))
            self.graph[_after(phase)] = tuple(self._following(phase))

    def _rule(self, rule: Rule) -> Iterator[Link]:
        phase = self._survey.phase_of(rule)
        if phase is not None:
            yield Link(to=_of_phase(phase))
        yield from self._conditions(rule.when, rule.place)
        if isinstance(rule.anchor, Each):
            where = label(rule.place, "each", note=f"needs `{rule.anchor.name}`")
            yield Link(to=self._called(meaning(rule.anchor, rule)), label=where)
        else:
            yield from self._anchor(rule.anchor.expression, rule)

    def _phase(self, phase: Phase) -> Iterator[Link]:
        yield from self._conditions(phase.when, phase.place)
        if phase.optional:
            return  # somebody begins it, on a day of their own
        if phase.start is not None:
            yield from self._anchor(phase.start, None)
        else:
            yield from self._before(phase)

    def _following(self, phase: Phase) -> Iterator[Link]:
        """Give what must be known of a phase before the one after it can begin."""
        if not phase.optional and not phase.when:
            yield Link(to=_of_phase(phase))
            return
        if not phase.optional:
            yield from self._conditions(phase.when, phase.place, of_any_value=True)
        # Where it does not happen, what follows begins after the one before it.
        if phase.optional or phase.start is None:
            yield from self._before(phase)

    def _before(self, phase: Phase) -> Iterator[Link]:
        earlier = self._survey.phase_before(phase)
        if earlier is not None:
            where = header(phase.place, note=f"follows phase `{earlier.id}`")
            yield Link(to=_after(earlier), label=where)

    def _conditions(
        self, when: tuple[Condition, ...], place: Place, *, of_any_value: bool = False
    ) -> Iterator[Link]:
        for condition in when:
            name = condition.name
            where = label(place, "when", name, note=f"waits for `{name}`")
            if name in self._decisions:
                if self._waits(condition, of_any_value=of_any_value):
                    yield Link(to=self._decision(name), label=where)
            elif self._can_be_found(condition):
                yield Link(to=self._result(name), label=where)

    def _waits(self, condition: Condition, *, of_any_value: bool) -> bool:
        """Say whether nothing is planned before somebody decides."""
        default = self._decisions[condition.name].default
        if default is None:
            return True
        return not of_any_value and default not in condition.values

    def _can_be_found(self, condition: Condition) -> bool:
        """Say whether a condition asks for a result; what cannot be one is told so."""
        activity = self._survey.activities.get(condition.name)
        known = {name for name, _ in activity.results} if activity else set()
        return not known.isdisjoint(condition.values)

    def _anchor(self, expression: Expression, rule: Rule | None) -> Iterator[Link]:
        text = expression.text
        where = Label(place=expression.place, note=f"counts from `{text}`")
        match expression.base:
            case Occurred() as base:
                yield Link(to=self._called(meaning(base, rule)), label=where)
            case PhaseEdge(phase=name) if name in self._survey.phases:
                phase = self._survey.phases[name]
                yield Link(to=_of_phase(phase), label=where)
            case _:
                return

    def _decision(self, name: str) -> Node:
        node = Node(what=What.DECISION, name=name)
        if node not in self.graph:
            after = self._decisions[name].after
            base = after.base if after is not None else None
            self.graph[node] = ()
            if after is not None and isinstance(base, Occurred):
                where = Label(place=after.place, note=f"is asked after `{after.text}`")
                to = self._called(meaning(base, None))
                self.graph[node] = (Link(to=to, label=where),)
        return node

    def _result(self, activity: str) -> Node:
        """Give the node of a result, which any rule of the activity can bring."""
        node = Node(what=What.RESULT, name=activity)
        return self._one_of(node, (activity, False, None))

    def _called(self, called: Meaning) -> Node:
        return self._one_of(occurred(called), called)

    def _one_of(self, node: Node, called: Meaning) -> Node:
        if node not in self.graph:
            rules = self._survey.meant(called)
            self.graph[node] = tuple(Link(to=of_rule(rule)) for rule in rules)
        return node


def _of_phase(phase: Phase) -> Node:
    return Node(what=What.PHASE, name=phase.id)


def _after(phase: Phase) -> Node:
    return Node(what=What.FOLLOWING, name=phase.id)


def _never(ring: Ring) -> Diagnostic:
    return Diagnostic(
        code="unreachable-branch",
        message=_message(ring),
        primary=ring.labels[0],
        related=ring.labels[1:],
        help=(_advice(ring),),
    )


def _message(ring: Ring) -> str:
    if ring.hinge.what is What.DECISION:
        return (
            f"{ring.hinge} is asked after something that happens only once it is"
            f" decided: {ring}"
        )
    if len(ring.told) == 1:
        return f"{ring.told[0]} never happens: it waits for a result of itself"
    return f"none of these ever happens, for each waits for the next: {ring}"


def _advice(ring: Ring) -> str:
    if ring.hinge.what is What.DECISION:
        return "ask it after something that does not wait for it"
    return "let one of these happen without waiting for what comes of it"
