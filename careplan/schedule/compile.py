"""From a program and an enrolment to a schedule: the stages, in order.

Units and phases are worked out as soon as what they rest on is known; an activity's
units are placed together; names are given last.  A rule that cannot be scheduled
gives a diagnostic and the others go on, so that everything wrong is seen at once.
"""

from __future__ import annotations

from itertools import pairwise

from careplan.model.diagnostic import Diagnostic, Label, Place, has_errors
from careplan.model.enrolment import Enrolment, Site
from careplan.model.program import Program, Rule
from careplan.model.schedule import Schedule
from careplan.schedule.anchors import Anchors, RuleError
from careplan.schedule.arithmetic import OutOfCalendarError, UntimedError
from careplan.schedule.batch import Batch
from careplan.schedule.ceilings import exceeded
from careplan.schedule.complaints import too_few_days
from careplan.schedule.footing import Footings, untimed_rule
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.naming import named
from careplan.schedule.open_days import OpenDays
from careplan.schedule.order import EndNode, Node, StartNode, UnitNode, graph_of
from careplan.schedule.progress import Progress
from careplan.schedule.queue import Queue
from careplan.schedule.readiness import Agenda
from careplan.schedule.series import MOST_SLOTS, TooManySlotsError
from careplan.schedule.stretches import Stretches
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit, cycles_of, units_of


def compile_schedule(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None = None,
    holidays: HolidayTable,
) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Give every occurrence a date, or say why that cannot be.

    A pure function of its arguments.  With an error among the diagnostics the
    schedule is incomplete and nothing may be handed out.
    """
    open_days = OpenDays(site, enrolment.person, holidays, zone=enrolment.timezone)
    progress = Progress(program, units_of(program, enrolment, site))
    compilation = _Compilation(progress, enrolment, open_days)
    compilation.run()
    schedule, found = named(progress)
    diagnostics = (*compilation.diagnostics, *found)
    if not has_errors(diagnostics):
        # Where dates are missing, gaps between the others say nothing.
        diagnostics += exceeded(schedule, open_days.is_business_day)
    return schedule, tuple(dict.fromkeys(diagnostics))


class _Compilation:
    """One run over the graph of phases and units."""

    def __init__(
        self, progress: Progress, enrolment: Enrolment, open_days: OpenDays
    ) -> None:
        anchors = Anchors(enrolment, progress, open_days.is_business_day)
        cycles = cycles_of(progress.program, enrolment.timezone)
        self._cycles = {(one.phase.id, one.cycle): one for one in cycles}
        self._earlier = dict(pairwise(cycles[::-1]))
        self._progress = progress
        self._open_days = open_days
        self._stretches = Stretches(progress, anchors, open_days.is_business_day)
        self._taken: dict[str, Taken] = {}
        self._footings = Footings(
            progress,
            anchors,
            self._stretches,
            open_days,
            self._taken_of,
            horizon=enrolment.horizon,
        )
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> None:
        """Work out node after node; what is left over waits for itself."""
        graph = graph_of(self._progress, self._cycles.values())
        agenda = Agenda(graph, self._progress.units)
        while nodes := agenda.next():
            units = []
            for node in nodes:
                if isinstance(node, UnitNode):
                    units.append(self._progress.units[node.number])
                else:
                    self._work_out_phase(node)
            if units:
                self._place(units)
            agenda.done(nodes)
        self.diagnostics += map(self._cycle, agenda.stuck())

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
        self._progress.give_up(node.phase, node.cycle, starting=starting)

    def _place(self, units: list[Unit]) -> None:
        queues: list[Queue] = []
        for unit in units:
            self._progress.drafts[unit.number] = ()
            queues += self._queues(unit)
        rule = units[0].rule
        batch = Batch(self._progress, self._taken_of(rule), self._open_days)
        try:
            batch.place(queues)
            self._footings.note_ends(units, queues)
        except UntimedError:
            self.diagnostics.append(untimed_rule(rule))
        except TooManySlotsError:
            self.diagnostics.append(_too_many(rule))
        except OutOfCalendarError:
            self.diagnostics.append(_out_of_calendar(rule.place, rule.id))
        self.diagnostics += batch.diagnostics
        for unit in units:
            full = self._footings.too_full(unit)
            self.diagnostics += too_few_days(unit.rule, full)

    def _taken_of(self, rule: Rule) -> Taken:
        activity = rule.activity.id
        if activity not in self._taken:
            ordered = any(
                unit.several_a_day or unit.rule.activity.min_gap is not None
                for unit in self._progress.units_of_activities((activity,))
            )
            self._taken[activity] = Taken(ordered=ordered)
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

    def _cycle(self, node: Node) -> Diagnostic:
        if isinstance(node, UnitNode):
            rule = self._progress.units[node.number].rule
            name, place = rule.id, rule.place
        else:
            name, place = node.phase, self._progress.phases[node.phase].place
        return Diagnostic(
            code="anchor-cycle",
            message=f"`{name}` rests on something that rests on it",
            primary=Label(place=place),
        )


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
