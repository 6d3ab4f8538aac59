"""Placing the units of one activity together, in chronological order.

Whatever rule or phase an occurrence comes from, gaps and days count for the activity
as a whole (DESIGN 3.2, steps 5 and 7).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from heapq import heapify, heappop, heappush

from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.model.schedule import Bounds, Key, Lost, Step, StepKind
from careplan.model.wording import spell_day, spell_moment
from careplan.schedule.arithmetic import UntimedError
from careplan.schedule.bounds import bounds_of, target_of
from careplan.schedule.open_days import OpenDays
from careplan.schedule.placing import (
    Aim,
    Neighbours,
    Placing,
    at_clock,
    collision,
    ends_of,
    nearest_legal,
    place,
    refusals,
)
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.queue import Queue
from careplan.schedule.series import Slot
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit


class Batch:
    """Some units of one activity, being placed."""

    def __init__(self, progress: Progress, taken: Taken, open_days: OpenDays) -> None:
        """Place into what the activity has already."""
        self._progress = progress
        self._taken = taken
        self._open_days = open_days
        self._before: dict[int, Moment] = {}
        self._slid: dict[int, tuple[Step, ...]] = {}
        self.diagnostics: list[Diagnostic] = []

    def place(self, queues: list[Queue]) -> None:
        """Place every slot of these queues, whichever is due first."""
        drafts: dict[int, list[Draft]] = {queue.unit.number: [] for queue in queues}
        for queue in queues:
            queue.expect(self._taken)
        heap = [
            (queue.order(), n, queue) for n, queue in enumerate(queues) if queue.head
        ]
        heapify(heap)
        while heap:
            _, n, queue = heappop(heap)
            draft = self._place_head(queue, self._next_of(queue, heap))
            if draft is not None:
                drafts[queue.unit.number].append(draft)
            if queue.head is not None:
                heappush(heap, (queue.order(), n, queue))
        for number, given in drafts.items():
            self._progress.drafts[number] = tuple(given)
        for queue in queues:
            self._progress.lost.extend(queue.lost)

    def _next_of(
        self, queue: Queue, heap: list[tuple[tuple[datetime, int], int, Queue]]
    ) -> Moment | None:
        """Find the next nominal moment of the same rule, in this queue or another."""
        coming = [queue.next_nominal()]
        if queue.parent is not None:
            coming += [
                other.head.moment
                for _, _, other in heap
                if other.unit is queue.unit and other.head is not None
            ]
        known = [moment for moment in coming if moment is not None]
        return min(known, key=lambda moment: moment.wall, default=None)

    def _place_head(self, queue: Queue, following: Moment | None) -> Draft | None:
        slot = queue.head
        if slot is None:
            return None
        unit = queue.unit
        aim = self._aim(queue, slot, following)
        placing = self._tried(aim, slot)
        if placing.slid:
            self._lose(unit, slot, placing)
            self._slid[unit.number] = (
                *self._slid.get(unit.number, ()),
                *_slid(placing),
            )
            queue.slid(self._taken)
            return None
        if placing.moment is None:
            self._lose(unit, slot, placing)
            queue.placed_at(aim.target, self._taken)
        else:
            self._taken.add(placing.moment, unit.rule)
            self._before[unit.number] = placing.moment
            queue.placed_at(placing.moment, self._taken)
        steps = (*self._slid.pop(unit.number, ()), *placing.steps)
        return _draft(queue, slot, aim, Placing(moment=placing.moment, steps=steps))

    def _aim(self, queue: Queue, slot: Slot, following: Moment | None) -> Aim:
        unit = queue.unit
        nominal = slot.moment
        target = target_of(nominal, queue.limits)
        try:
            bounds = bounds_of(
                nominal, unit.rule.window, queue.limits, self._open_days.is_business_day
            )
        except UntimedError:
            bounds = Bounds(earliest=None, latest=None)
            self.diagnostics.append(_untimed_window(unit))
        return Aim(
            unit=unit,
            target=target if target is nominal else at_clock(unit, target.day, nominal),
            bounds=bounds,
            neighbours=Neighbours(
                before=self._before.get(unit.number),
                after=following,
                taken=self._taken,
                own_day=nominal.day,
            ),
            open_days=self._open_days,
        )

    def _tried(self, aim: Aim, slot: Slot) -> Placing:
        other = collision(aim, aim.target)
        if other is not None:
            self.diagnostics.append(_same_day(aim, other))
            return Placing(moment=None)
        placing = place(aim)
        if placing is None:
            self.diagnostics.append(_no_legal_date(aim, slot))
            return Placing(moment=None)
        return placing

    def _lose(self, unit: Unit, slot: Slot, placing: Placing) -> None:
        reason = placing.steps[0].reason if placing.steps else "no legal date"
        lost = Lost(rule=unit.rule, moment=slot.moment, reason=reason)
        self._progress.lost.append(lost)


def _slid(placing: Placing) -> tuple[Step, ...]:
    return tuple(
        Step(kind=StepKind.SLID, moment=step.moment, reason=step.reason)
        for step in placing.steps
    )


def _draft(queue: Queue, slot: Slot, aim: Aim, placing: Placing) -> Draft:
    unit, parent = queue.unit, queue.parent
    start = placing.moment or aim.target
    return Draft(
        unit=unit,
        key=Key(
            phase=unit.rule.phase,
            cycle=unit.cycle,
            rule=unit.rule.id,
            ordinal=slot.ordinal,
            index=slot.index,
            parent=parent.key if parent else None,
        ),
        number=slot.number,
        nominal=slot.moment,
        placed=placing.moment,
        ends=ends_of(unit.rule, start),
        bounds=aim.bounds,
        after=slot.after,
        provisional=unit.provisional or bool(parent and parent.provisional),
        trace=_trace(queue, slot, aim, placing),
    )


def _trace(queue: Queue, slot: Slot, aim: Aim, placing: Placing) -> tuple[Step, ...]:
    steps = [queue.origin, Step(kind=StepKind.NOMINAL, moment=slot.moment)]
    if slot.skipped is not None:
        note = f"the clocks skip {slot.skipped}, so the hour after it holds"
        steps.append(Step(kind=StepKind.NOTE, moment=slot.skipped, reason=note))
    if aim.target != slot.moment:
        steps.append(Step(kind=StepKind.TARGET, moment=aim.target))
    steps.extend(placing.steps)
    if placing.moment is not None:
        steps.append(Step(kind=StepKind.PLACED, moment=placing.moment))
    return tuple(steps)


def _no_legal_date(aim: Aim, slot: Slot) -> Diagnostic:
    rule = aim.unit.rule
    where = f"{rule.phase}/{rule.id}" if rule.phase else rule.id
    cycle = f" of cycle {aim.unit.cycle}" if aim.unit.cycle > 1 else ""
    tried = tuple(
        f"tried {spell_day(moment.day)}: {reason}" for moment, reason in refusals(aim)
    )
    legal = nearest_legal(aim)
    advice = (f"the nearest legal day is {spell_day(legal.day)}",) if legal else ()
    return Diagnostic(
        code="no-legal-date",
        message=f"there is no legal date for number {slot.number}{cycle} of `{where}`,"
        f" nominally {spell_moment(slot.moment)}",
        primary=Label(place=rule.place),
        help=(*tried, *advice),
    )


def _same_day(aim: Aim, other: Rule) -> Diagnostic:
    rule = aim.unit.rule
    return Diagnostic(
        code="same-day",
        message=f"`{rule.activity.id}` would happen twice on"
        f" {spell_day(aim.target.day)}",
        primary=Label(place=rule.place, note="this rule puts one there"),
        related=(Label(place=other.place, note="and so does this one"),),
        help=("let one rule give both times with `at`, or move one of them",),
    )


def _untimed_window(unit: Unit) -> Diagnostic:
    place = unit.rule.place
    return Diagnostic(
        code="untimed-anchor",
        message=f"the window of `{unit.rule.id}` counts hours or minutes, but its"
        " occurrences have no clock time",
        primary=Label(place=replace(place, path=(*place.path, "window"))),
        help=("give the rule a time with `at`, or write the window in days",),
    )
