"""What a unit stands on: its anchor or parents, its ends and limits, as queues.

Here expressions become moments.  A unit whose anchor is not there gives no queue, and
a notice says why.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from careplan.model.amount import Duration
from careplan.model.anchor import Expression, Fixed, Named, PhaseStart, Start
from careplan.model.moment import Moment
from careplan.model.position import Every, IntervalStep, Offsets
from careplan.model.program import Each, From, Which
from careplan.model.schedule import Step, StepKind
from careplan.schedule.anchors import Anchors, Missing, RuleError, untimed
from careplan.schedule.arithmetic import UntimedError, next_day
from careplan.schedule.bounds import Limits, limit_of
from careplan.schedule.open_days import OpenDays
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.queue import Queue
from careplan.schedule.series import Ends, Series, sliding_ends
from careplan.schedule.slots import DAYS_A_WEEK, Footing
from careplan.schedule.stretches import Stretches
from careplan.schedule.units import Unit


class Footings:
    """Finds what units stand on, once it is known."""

    def __init__(
        self,
        progress: Progress,
        anchors: Anchors,
        stretches: Stretches,
        open_days: OpenDays,
    ) -> None:
        """Read anchors by these."""
        self._progress = progress
        self._anchors = anchors
        self._stretches = stretches
        self._open_days = open_days
        self._last_planned: dict[int, date] = {}

    def queues(self, unit: Unit) -> list[Queue]:
        """Give the unit's slots as queues: one, or one for every parent.

        Raises RuleError, OutOfCalendarError and TooManySlotsError.
        """
        if unit.phase and self._progress.starts[unit.phase.id, unit.cycle] is None:
            return []
        if isinstance(unit.rule.anchor, Each):
            return self._companions(unit, unit.rule.anchor)
        expression = unit.rule.anchor.expression
        anchor = self._anchors.read(expression, unit)
        if isinstance(anchor, Missing):
            return self._left_out(unit, anchor.reason)
        origin = Step(kind=StepKind.ANCHOR, moment=anchor, reason=expression.text)
        return self._queue(unit, anchor, origin, None)

    def note_shifts(self, units: list[Unit]) -> None:
        """Note by how many days the last slot of each sliding unit slid."""
        for unit in units:
            drafts = self._progress.drafts[unit.number]
            planned = self._last_planned.get(unit.number)
            if planned is not None and drafts:
                slid = (drafts[-1].nominal.day - planned).days
                self._progress.shifts[unit.number] = max(slid, 0)

    def _companions(self, unit: Unit, each: Each) -> list[Queue]:
        parents = self._progress.drafts_of(self._progress.units_named(each, unit))
        queues: list[Queue] = []
        for number, parent in enumerate(parents, 1):
            if not _is_wanted(each.which, number, len(parents)):
                continue
            name = f"{parent.unit.rule.id} {number}"
            if parent.placed is None:
                self._left_out(unit, f"{name} was dropped")
                continue
            origin = Step(
                kind=StepKind.ANCHOR, moment=parent.placed, reason=f"each {name}"
            )
            queues += self._queue(unit, parent.placed, origin, parent)
        return queues

    def _left_out(self, unit: Unit, reason: str) -> list[Queue]:
        self._progress.notice(f"{unit.rule.id} is left out: {reason}")
        return []

    def _queue(
        self, unit: Unit, anchor: Moment, origin: Step, parent: Draft | None
    ) -> list[Queue]:
        limits = self._limits(unit)
        if isinstance(limits, Missing):
            return self._left_out(unit, limits.reason)
        ends = self._ends(unit, anchor)
        if isinstance(ends, Missing):
            return self._left_out(unit, ends.reason)
        footing = self._footing(unit, anchor, ends)
        _check_timed(unit, footing)
        skipped = self._days_of(unit.rule.skip_days_of)
        starts_at = _starts_at(unit, anchor)

        def series(ending: Ends) -> Series:
            return Series(
                unit, footing, ending, starts_at=starts_at, skipped_days=skipped
            )

        if unit.slides and ends.bound is not None and unit.goes_on:
            ends, last = sliding_ends(series(ends), ends)
            if last is not None:
                self._last_planned[unit.number] = last
        try:
            return [Queue(series(ends), origin, limits, parent)]
        except UntimedError:
            raise _untimed_rule(unit) from None

    def _footing(self, unit: Unit, anchor: Moment, ends: Ends) -> Footing:
        return Footing(
            anchor=anchor,
            is_open=self._open_days.is_business_day,
            until_of=lambda step: self._step_end(step, unit),
            timed=unit.elapsed,
            chained=unit.chained,
            clock=next(iter(unit.times.on(anchor.day)), None),
            bound=ends.bound,
        )

    def _ends(self, unit: Unit, anchor: Moment) -> Ends | Missing:
        rule = unit.rule
        until = self._anchors.read(rule.until, unit) if rule.until else None
        if isinstance(until, Missing):
            return until
        bounds = []
        if rule.weeks is not None:
            bounds.append(next_day(anchor.day, rule.weeks * DAYS_A_WEEK))
        if unit.phase is not None:
            bounds += self._phase_bound(unit)
        if rule.until is not None and until is not None:
            until = limit_of(rule.until, until)
        return Ends(
            count=rule.count, until=until, bound=min(bounds) if bounds else None
        )

    def _phase_bound(self, unit: Unit) -> list[date]:
        if unit.phase is None:
            return []
        key = (unit.phase.id, unit.cycle)
        end = self._stretches.slots_end(unit.phase, unit.cycle)
        if end is None and unit.is_open:
            end = self._progress.slot_ends.get(key)
        return [] if end is None else [end.day]

    def _limits(self, unit: Unit) -> Limits | Missing:
        found: list[tuple[Moment, ...]] = []
        for expressions in (unit.rule.not_before, unit.rule.not_after):
            moments = []
            for expression in expressions:
                moment = self._anchors.read(expression, unit)
                if isinstance(moment, Missing):
                    return moment
                moments.append(limit_of(expression, moment))
            found.append(tuple(moments))
        return Limits(not_before=found[0], not_after=found[1])

    def _days_of(self, activities: tuple[str, ...]) -> frozenset[date]:
        units = self._progress.units_of_activities(activities)
        return frozenset(
            draft.placed.day
            for draft in self._progress.drafts_of(units)
            if draft.placed is not None
        )

    def _step_end(self, step: IntervalStep, unit: Unit) -> date | None:
        if step.until is None:
            return None
        moment = self._anchors.read(step.until, unit)
        return None if isinstance(moment, Missing) else moment.day


def _is_wanted(which: Which | None, number: int, total: int) -> bool:
    if which is None:
        return True
    return (
        number in which.numbers
        or any(low <= number <= (high or total) for low, high in which.ranges)
        or bool(which.every and number % which.every == 0)
        or (which.last and number == total)
    )


def _starts_at(unit: Unit, anchor: Moment) -> time | None:
    """Give the time before which the first day's slots fall away.

    Only the start and the enrolment's anchors cut their day short (DESIGN 3.1): a
    rule that counts from an occurrence, or from days away, keeps its own time.
    """
    if not isinstance(unit.rule.anchor, From):
        return None
    expression: Expression = unit.rule.anchor.expression
    given = isinstance(expression.base, Start | Named | Fixed | PhaseStart)
    return anchor.clock if given and not expression.shifts else None


def _check_timed(unit: Unit, footing: Footing) -> None:
    """Refuse hours counted from a day without a clock time."""
    position = unit.position
    if not unit.elapsed or footing.anchor.is_timed:
        return
    by_interval = isinstance(position, Every) and isinstance(
        position.interval, Duration
    )
    if by_interval and footing.clock is not None:
        return
    if by_interval or isinstance(position, Offsets | Every):
        raise _untimed_rule(unit)


def _untimed_rule(unit: Unit) -> RuleError:
    anchor = unit.rule.anchor
    if isinstance(anchor, From):
        return untimed(anchor.expression)
    place = replace(unit.rule.place, path=(*unit.rule.place.path, "each"))
    return untimed(
        Expression(base=PhaseStart(), text=f"each {anchor.name}", place=place)
    )
