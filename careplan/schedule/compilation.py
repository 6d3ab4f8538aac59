"""One dating of a program for one enrolment: the stages, in order.

Units and phases are worked out as soon as what they rest on is known; an activity's
units are placed together.  A rule that cannot be scheduled gives a diagnostic and the
others go on, so that everything wrong is seen at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from careplan.model.amount import Amount
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Enrolment, Site
from careplan.model.program import Phase, Program, Rule
from careplan.model.schedule import State
from careplan.schedule.anchors import Anchors, RuleError
from careplan.schedule.arithmetic import OutOfCalendarError, UntimedError
from careplan.schedule.batch import Batch
from careplan.schedule.branches import Branches
from careplan.schedule.complaints import too_few_days
from careplan.schedule.facts import Facts, Fixed
from careplan.schedule.footing import Footings, untimed_rule
from careplan.schedule.ground import Grounds
from careplan.schedule.horizon import OpenEnds
from careplan.schedule.layout import Layout
from careplan.schedule.nominal.series import MOST_SLOTS, TooManySlotsError
from careplan.schedule.open_days import OpenDays
from careplan.schedule.order import EndNode, Graph, Node, StartNode, UnitNode, graph_of
from careplan.schedule.pauses import Standstill, standstill
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.queue import Queue
from careplan.schedule.readiness import Agenda
from careplan.schedule.redoing import carry_over, changed_activities, reached
from careplan.schedule.runs import Run, lasting_rules
from careplan.schedule.stretches import Stretches
from careplan.schedule.taken import Taken
from careplan.schedule.units import Part, Unit, cycles_of, units_of


class Compilation:
    """One run over the graph of phases and units, with what is `known` by then."""

    def __init__(
        self,
        program: Program,
        enrolment: Enrolment,
        facts: Facts,
        *,
        site: Site | None,
        open_days: OpenDays,
        before: Compilation | None = None,
    ) -> None:
        """Lay out phases and units; nothing is dated yet.

        What was dated `before` is not worked out again where nothing can have changed.
        The dates are the same as without; of notices and diagnostics only those of what
        is dated again are there, and it `is_whole` no more.
        """
        self.diagnostics: list[Diagnostic] = []
        self.version = program
        self.known = enrolment, facts
        program = _extended(program, facts.lengths)
        changed = None if before is None else _changed(before, program, self.known)
        self._before = before = None if changed is None else before
        self._changed = changed or ()
        self.is_whole = before is None
        branches = self._branches = Branches(program, enrolment, facts)
        run = facts.run
        if run is not None:
            enrolment = replace(enrolment, start=run.on)
        phases = self._happening(program, branches, run)
        still = _standstill(enrolment, facts)
        part = _part(program, run)
        units = () if before is None else before.progress.units
        units = units or units_of(
            program, phases, enrolment, site=site, standstill=still, part=part
        )
        self.progress: Progress = Progress(program, phases, units, run)
        if run is not None:
            self.progress.drafts |= _given(run, facts)
        anchors = Anchors(enrolment, self.progress, open_days.is_business_day)
        self.anchors = anchors
        cycles = cycles_of(phases, enrolment.clock_zone, still.plan)
        self._cycles = {(one.phase.id, one.cycle): one for one in cycles}
        self._earlier = dict(pairwise(cycles[::-1]))
        self.open_days = open_days
        stretches = Stretches(
            self.progress, anchors, branches, open_days.is_business_day, still.plan
        )
        self._stretches = stretches
        self._facts = facts
        self._settled = facts.settled
        self._settled_of = _by_activity(facts.settled.values())
        self._taken: dict[str, Taken] = {}
        open_ends = OpenEnds(self.progress, enrolment.horizon)
        self._layout = Layout(
            self.progress, open_days, open_ends, self._taken_of, facts
        )
        grounds = Grounds(self.progress, anchors, stretches, open_ends)
        self._footings = Footings(self.progress, grounds, self._layout, branches)
        self._empty: set[int] = set()
        self.graph: Graph = {}

    def run(self) -> None:
        """Work out node after node; what is left over waits for itself."""
        progress = self.progress
        agenda = Agenda(self._open_graph(), progress.units)
        while nodes := agenda.next():
            units = []
            for node in nodes:
                if isinstance(node, UnitNode):
                    units.append(progress.units[node.number])
                else:
                    self._work_out_phase(node)
            if units:
                self._place(units)
            agenda.done(nodes)
        self.diagnostics += map(self._cycle, agenda.stuck())
        self._notice_empty_rules()
        self._keep_orphans()

    def _open_graph(self) -> Graph:
        """Say what rests on what, as far as it is to be worked out."""
        before, self._before = self._before, None  # it would keep those before it
        if before is None:
            self.graph = graph_of(self.progress, self._cycles.values())
            return self.graph
        self.graph = before.graph
        again = reached(self.graph, self.progress, self._changed)
        carry_over(before.progress, self.progress, self.graph, again)
        return {
            node: tuple(one for one in waits if one in again)
            for node, waits in self.graph.items()
            if node in again
        }

    def _happening(
        self, program: Program, branches: Branches, run: Run | None
    ) -> tuple[Phase, ...]:
        """List the phases that happen or may; what a branch rules out is not there.

        An optional phase happens only once an entry begins it.  The first phase of a
        run begins where the entry says.
        """
        found: list[Phase] = []
        for phase in program.phases:
            is_begun = run is not None and phase.id == run.phase
            if run is not None and not is_begun and not found:
                continue
            try:
                standing = branches.standing(phase.when, phase.place)
            except RuleError as error:
                self.diagnostics.append(error.diagnostic)
                continue
            happens = standing.happens or standing.waits_for
            if run is not None and is_begun:
                if not standing.happens:
                    self.diagnostics.append(_not_begun(run))
                found.append(replace(phase, start=None))
            elif happens and not phase.optional:
                found.append(phase)
        return tuple(found)

    def _work_out_phase(self, node: StartNode | EndNode) -> None:
        cycle = self._cycles[node.phase, node.cycle]
        starting = isinstance(node, StartNode)
        try:
            if starting:
                self._stretches.begin(cycle, self._earlier.get(cycle))
            else:
                self._stretches.finish(cycle)
        except RuleError as error:
            self.diagnostics.append(error.diagnostic)
        except OutOfCalendarError:
            self.diagnostics.append(_out_of_calendar(cycle.phase.place, node.phase))
        else:
            return
        self.progress.give_up(node.phase, node.cycle, starting=starting)

    def _place(self, units: list[Unit]) -> None:
        queues: list[Queue] = []
        for unit in units:
            self.progress.drafts[unit.number] = ()
            own = self._queues(unit)
            if own and all(queue.is_over and not queue.lost for queue in own):
                self._empty.add(unit.number)
            queues += own
        rule = units[0].rule
        taken = self._taken_of(rule)
        batch = Batch(self.progress, taken, self.open_days, self._facts)
        try:
            batch.place(queues)
            self._layout.note_ends(units, queues)
        except UntimedError:
            self.diagnostics.append(untimed_rule(rule))
        except TooManySlotsError:
            self.diagnostics.append(_too_many(rule))
        except OutOfCalendarError:
            self.diagnostics.append(_out_of_calendar(rule.place, rule.id))
        self.diagnostics += batch.complain()
        for unit in units:
            full = self._layout.too_full(unit)
            self.diagnostics += too_few_days(unit.rule, full)

    def _notice_empty_rules(self) -> None:
        """Say which rules have an anchor and yet give nothing, in no cycle at all."""
        rules: dict[str, list[Unit]] = {}
        for unit in self.progress.units_at_hand:
            rules.setdefault(unit.rule.name, []).append(unit)
        for name, units in rules.items():
            open_ended = units[0].rule.open_ended  # its horizon has been told of
            if not open_ended and all(unit.number in self._empty for unit in units):
                self.progress.notice(
                    f"{name} gives nothing: it ends before its first date"
                )

    def _taken_of(self, rule: Rule) -> Taken:
        activity = rule.activity.id
        if activity not in self._taken:
            ordered = any(
                unit.several_a_day or unit.rule.activity.min_gap is not None
                for unit in self.progress.units_of_activities((activity,))
            )
            self._taken[activity] = taken = Taken(ordered=ordered)
            for draft in self._settled_of.get(activity, ()):
                stands = draft.stands or draft.nominal
                if self._facts.is_exception(draft.key, stands):
                    continue
                taken.add(stands, draft.unit)
                if draft.state is State.DONE:
                    taken.happened(stands)
            for key, fixed in self._facts.fixed.items():
                apart = fixed.keeps_apart and key not in self._settled
                if apart and fixed.draft.unit.rule.activity.id == activity:
                    taken.add(fixed.moment, fixed.draft.unit)
                    taken.arranged(fixed.moment)
        return self._taken[activity]

    def _queues(self, unit: Unit) -> list[Queue]:
        try:
            return self._footings.queues(unit)
        except RuleError as error:
            self.diagnostics.append(error.diagnostic)
        except TooManySlotsError:
            self.diagnostics.append(_too_many(unit.rule))
        except OutOfCalendarError:
            self.diagnostics.append(_out_of_calendar(unit.rule.place, unit.rule.id))
        return []

    def _keep_orphans(self) -> None:
        """Keep what has settled or was fixed, and whose slot the plan no longer has."""
        if not (self._settled or self._facts.fixed):
            return
        given = {
            draft.key for drafts in self.progress.drafts.values() for draft in drafts
        }
        settled = [one for key, one in self._settled.items() if key not in given]
        given |= self._settled.keys()
        kept = [
            one.stands_alone()
            for key, one in self._facts.fixed.items()
            if key not in given and not self._is_over(one)
        ]
        self.progress.orphans = (*settled, *kept)

    def _is_over(self, fixed: Fixed) -> bool:
        """Say whether a gate, or the end of all, cancels what somebody arranged."""
        unit = fixed.draft.unit
        if self._branches.gate(unit.gates).is_closed:
            return True
        return self._facts.over(unit.rule.activity, fixed.moment) is not None

    def _cycle(self, node: Node) -> Diagnostic:
        if isinstance(node, UnitNode):
            rule = self.progress.units[node.number].rule
            name, place = rule.id, rule.place
        else:
            name, place = node.phase, self.progress.phases[node.phase].place
        return Diagnostic(
            code="anchor-cycle",
            message=f"`{name}` rests on something that rests on it",
            primary=Label(place=place),
        )


def _changed(
    before: Compilation, program: Program, known: tuple[Enrolment, Facts]
) -> frozenset[str] | None:
    """Name the activities to be dated again; None if that is the whole plan."""
    if before.diagnostics:
        return None
    return changed_activities(program, before.known, known)


def _by_activity(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.unit.rule.activity.id, []).append(draft)
    return found


class Dated(Protocol):
    """Dates a plan for an enrolment with what is known by then.

    What was dated `before` spares working out what nothing has changed for.
    """

    def __call__(
        self, now: Enrolment, facts: Facts, before: Compilation | None = None, /
    ) -> Compilation:
        """Date it."""


def _part(program: Program, run: Run | None) -> Part:
    """Say which part of the program is gone through; all of it in the first run."""
    if run is None:
        return Part()
    return Part(
        run=run.number,
        first=len(run.units),
        gates=run.gates,
        lasting=lasting_rules(program),
    )


def _given(run: Run, facts: Facts) -> dict[int, tuple[Draft, ...]]:
    """Give what the runs before gave, as it is by now."""
    found = {}
    for number, keys in run.given.items():
        known = (
            facts.settled.get(key)
            or (facts.fixed[key].stands_alone() if key in facts.fixed else None)
            for key in keys
        )
        found[number] = tuple(draft for draft in known if draft is not None)
    return found


def _not_begun(run: Run) -> Diagnostic:
    place = replace(run.place, path=(*run.place.path, "phase"))
    return Diagnostic(
        code="unknown-phase",
        message=f"phase `{run.phase}` does not happen in the branches taken",
        primary=Label(place=place),
        help=("take the decision it depends on first",),
    )


def _standstill(enrolment: Enrolment, facts: Facts) -> Standstill:
    """Say when the plan stands still, and which series slide on."""
    if not (facts.pauses or facts.slid):
        return Standstill()
    start = enrolment.start
    day = start.date() if isinstance(start, datetime) else start
    slid = ((key.phase, key.rule, key.cycle) for key in facts.slid)
    return standstill(facts.pauses, slid, day)


def _extended(program: Program, lengths: Mapping[str, Amount]) -> Program:
    """Give phases the lengths that entries say."""
    if not lengths:
        return program
    phases = tuple(
        replace(phase, length=lengths.get(phase.id, phase.length))
        for phase in program.phases
    )
    return replace(program, phases=phases)


def _too_many(rule: Rule) -> Diagnostic:
    return Diagnostic(
        code="too-many-occurrences",
        message=f"`{rule.id}` would happen more than {MOST_SLOTS:,} times",
        primary=Label(place=rule.place),
        help=("end it sooner with `count`, `weeks` or `until`",),
    )


def _out_of_calendar(place: Place, name: str) -> Diagnostic:
    return Diagnostic(
        code="date-out-of-range",
        message=f"`{name}` leads to dates outside the years 1800 to 2300",
        primary=Label(place=place),
        help=("look for an amount that is far too large",),
    )
