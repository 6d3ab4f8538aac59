"""What waits for what: the graph behind `anchor-cycle`.

Its nodes are rules, the starts and ends of phases, and names, each in one cycle of a
repeated phase; two cycles stand for all of them.  A name is a node of its own, so that
the graph grows with the program and not with its square.  No dates are known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from careplan.language.checks.ends import enders, stopped_by
from careplan.language.checks.places import below, header
from careplan.language.checks.survey import Meaning, Survey, meaning, uses_of
from careplan.model.anchor import Edge, Expression, Occurred, PhaseEdge, Previous
from careplan.model.diagnostic import Label
from careplan.model.program import Each, Phase, Rule
from careplan.model.value import dataclass

_CYCLES = 2
_EVERY_CYCLE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A rule, an edge of a phase, or a name (`called`, or `earlier` for `previous`)."""

    phase: str | None = None
    cycle: int = 1
    rule: str | None = None
    edge: Edge | None = None
    called: Meaning | None = None
    earlier: tuple[str, int] | None = None

    @property
    def is_name(self) -> bool:
        """Say whether the node only stands for others."""
        return self.called is not None or self.earlier is not None

    def __str__(self) -> str:
        """Name the node as people write it."""
        last = self.rule or f"{self.edge}"
        between = "/" if self.rule else "."
        return last if self.phase is None else f"{self.phase}{between}{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a node waits for, and where the program says so; None for a name's own.

    `is_written` tells an anchor somebody wrote from what phases imply.
    """

    to: Node
    label: Label | None = None
    is_written: bool = False


Graph = dict[Node, tuple[Link, ...]]


def graph_of(survey: Survey) -> Graph:
    """Draw the whole graph of a program, in the order of the file."""
    return _Drawing(survey).graph


class _Drawing:
    """Draws nodes as they are met; names are drawn once, however often they stand."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.graph: Graph = {}
        self._known: set[Node] = set()
        self._given: dict[str, list[Node]] = defaultdict(list)
        for rule in survey.program.rules:
            self._draw_rules((rule,), 1, {})
        for phase in survey.program.phases:
            for cycle in range(1, _cycles(phase) + 1):
                # `previous` looks before this stretch, not at rules beside it.
                before = {name: len(nodes) for name, nodes in self._given.items()}
                self._draw_rules(phase.rules, cycle, before)
                self.graph[_start(phase, cycle)] = tuple(self._start(phase, cycle))
                self.graph[_end(phase, cycle)] = tuple(self._end(phase, cycle))

    def _draw_rules(
        self, rules: tuple[Rule, ...], cycle: int, before: dict[str, int]
    ) -> None:
        for rule in rules:
            node = _of_rule(rule, cycle)
            self.graph[node] = tuple(self._rule(rule, cycle, before))
        for rule in rules:
            self._given[rule.activity.id].append(_of_rule(rule, cycle))

    def _start(self, phase: Phase, cycle: int) -> Iterator[Link]:
        follows = header(phase.place, note="begins where the one before it ends")
        if cycle > 1:
            yield Link(to=_end(phase, cycle - 1), label=follows)
        elif phase.start is not None:
            yield from self._expression(phase.start, None, cycle, {})
        else:
            earlier = self._survey.phase_before(phase)
            if earlier is not None:
                yield Link(to=_end(earlier, _cycles(earlier)), label=follows)

    def _end(self, phase: Phase, cycle: int) -> Iterator[Link]:
        last = header(
            phase.place, note="ends with its last rule, for want of a `length`"
        )
        begins = header(phase.place, note="ends after it begins")
        yield Link(to=_start(phase, cycle), label=begins)
        if phase.until is not None:
            yield from self._expression(phase.until, None, cycle, {})
        if phase.length is not None:
            return
        ending = enders(phase)
        for rule in ending:
            yield Link(to=_of_rule(rule, cycle), label=last)
        later = stopped_by(self._survey, phase)
        if not ending and later is not None:
            yield Link(to=_start(later, 1), label=last)

    def _rule(self, rule: Rule, cycle: int, before: dict[str, int]) -> Iterator[Link]:
        phase = self._survey.phase_of(rule)
        if phase is not None:
            begins = header(rule.place, note="waits for its phase to begin")
            yield Link(to=_start(phase, cycle), label=begins)
            if rule.is_open and phase.length is None:
                stops = header(rule.place, note="stops where its phase ends")
                yield Link(to=_end(phase, cycle), label=stops)
            later = self._survey.phase_after(phase)
            last = cycle == _cycles(phase) and phase.length is None
            named = later is not None and later.start is not None
            if rule.open_ended and last and later is not None and named:
                stops = header(rule.place, note="stops where the next phase begins")
                yield Link(to=_start(later, 1), label=stops)
            if phase.until is not None and rule.goes_on:
                yield from self._expression(phase.until, rule, cycle, before)
        if isinstance(rule.anchor, Each):
            label = Label(place=below(rule.place, "each"))
            yield self._name(rule.anchor, rule, cycle, label)
        for use in uses_of(rule):
            yield from self._expression(use.expression, rule, cycle, before)
        for activity in rule.skip_days_of:
            label = Label(place=below(rule.place, "skip_days_of"))
            node = self._called((activity, False, None), _EVERY_CYCLE)
            yield Link(to=node, label=label, is_written=True)

    def _expression(
        self,
        expression: Expression,
        rule: Rule | None,
        cycle: int,
        before: dict[str, int],
    ) -> Iterator[Link]:
        label = Label(place=expression.place)
        match expression.base:
            case PhaseEdge(phase=name, edge=edge):
                phase = self._survey.phases.get(name)
                if phase is not None:
                    starts = edge is Edge.START
                    node = _start(phase, 1) if starts else _end(phase, _cycles(phase))
                    yield Link(to=node, label=label, is_written=True)
            case Occurred() as occurred:
                yield self._name(occurred, rule, cycle, label)
            case Previous() if rule is not None:
                node = self._earlier(rule.activity.id, before.get(rule.activity.id, 0))
                yield Link(to=node, label=label, is_written=True)
            case _:
                return

    def _name(
        self, name: Occurred | Each, rule: Rule | None, cycle: int, label: Label
    ) -> Link:
        own = name.own_cycle and rule is not None
        node = self._called(meaning(name, rule), cycle if own else _EVERY_CYCLE)
        return Link(to=node, label=label, is_written=True)

    def _called(self, called: Meaning, cycle: int) -> Node:
        """Give the node of a name, which waits for all the rules it means."""
        node = Node(called=called, cycle=cycle)
        if node not in self.graph:
            self.graph[node] = tuple(
                Link(to=_of_rule(rule, one))
                for rule in self._survey.meant(called)
                for one in self._cycles_of(rule, cycle)
            )
        return node

    def _cycles_of(self, rule: Rule, cycle: int) -> range:
        if cycle != _EVERY_CYCLE:
            return range(cycle, cycle + 1)
        return range(1, _cycles(self._survey.phase_of(rule)) + 1)

    def _earlier(self, activity: str, number: int) -> Node:
        """Give the node of the first so many occurrences of an activity, in order."""
        first = Node(earlier=(activity, number))
        for count in range(number, -1, -1):
            node = Node(earlier=(activity, count))
            if node in self.graph:
                break
            links = [Node(earlier=(activity, count - 1))] if count else []
            links += [self._given[activity][count - 1]] if count else []
            self.graph[node] = tuple(Link(to=link) for link in links)
        return first


def _cycles(phase: Phase | None) -> int:
    return 1 if phase is None else min(phase.repeat, _CYCLES)


def _of_rule(rule: Rule, cycle: int) -> Node:
    return Node(phase=rule.phase, cycle=cycle, rule=rule.id)


def _start(phase: Phase, cycle: int) -> Node:
    return Node(phase=phase.id, cycle=cycle, edge=Edge.START)


def _end(phase: Phase, cycle: int) -> Node:
    return Node(phase=phase.id, cycle=cycle, edge=Edge.END)
