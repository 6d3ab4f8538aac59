"""Layout: a unit's series from one anchor, within all that ends it.

A series that may overrun its phase is laid out twice: once as if every day were open,
to count what it must deliver, and once to go on until it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from careplan.model.amount import DAYS_A_WEEK
from careplan.model.anchor import Expression, Fixed, Named, PhaseStart, Start
from careplan.model.moment import Moment
from careplan.model.position import Recurrence, Taper
from careplan.model.program import From, IfMissed, Rule
from careplan.model.schedule import Lost, State
from careplan.schedule.arithmetic import UntimedError, next_day
from careplan.schedule.facts import Facts
from careplan.schedule.ground import Ground
from careplan.schedule.horizon import OpenEnds
from careplan.schedule.nominal.flexible import ChosenWeeks, FullWeek
from careplan.schedule.nominal.recurrence import without_count
from careplan.schedule.nominal.removals import Removals
from careplan.schedule.nominal.series import (
    Ends,
    Series,
    TooManySlotsError,
    aligned,
    delivered,
)
from careplan.schedule.nominal.spots import Footing
from careplan.schedule.nominal.tapers import without_end
from careplan.schedule.open_days import OpenDays
from careplan.schedule.pauses import NEVER, SeriesKey
from careplan.schedule.progress import Progress
from careplan.schedule.queue import Queue
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit


class Layout:
    """Lays out series, and notes where they leave off."""

    def __init__(
        self,
        progress: Progress,
        open_days: OpenDays,
        open_ends: OpenEnds,
        taken_of: Callable[[Rule], Taken],
        facts: Facts,
    ) -> None:
        """Lay out by these; `taken_of` gives what a rule's activity has."""
        self._progress = progress
        self._open_days = open_days
        self._open_ends = open_ends
        self._weeks = ChosenWeeks(open_days, taken_of, facts)
        self._missed = _missed_by_unit(facts)
        self._slid = {(key.phase, key.rule, key.cycle) for key in facts.slid}
        self._last_planned: dict[int, date] = {}

    def series(self, unit: Unit, anchor: Moment, ground: Ground) -> Series:
        """Lay out a unit from an anchor.  Raises TooManySlotsError, UntimedError."""
        rule = unit.rule
        if unit.aligns_weeks:
            day = aligned(anchor.day, rule.align, back_to_month=False)
            anchor = Moment(day=day, zone=anchor.zone)
        bounds = [day for day in (ground.bound, ground.cut) if day is not None]
        weeks = None
        if rule.weeks is not None:
            weeks = next_day(anchor.day, rule.weeks * DAYS_A_WEEK)
            if not unit.slides_on:  # or else it is counted first as if without a pause
                weeks = unit.pauses.later(anchor.day, weeks)
            bounds.append(weeks)
        bound = min(bounds, default=None)
        self._open_ends.tell(rule, begins=anchor.day, bound=bound)
        if (
            bound is None
            and unit.rule.is_open
            and not isinstance(unit.position, Recurrence)
        ):
            raise TooManySlotsError  # before placing any; a recurrence ends by itself
        ends = Ends(count=rule.count, until=ground.until, bound=bound, weeks=weeks)
        removals = Removals(
            rule=rule, skipped=ground.skipped, begins=_begins(unit, anchor)
        )
        last_day = None if unit.slides_on else ends.last_day
        flexible = self._weeks.of(unit, removals, ground.limits, last=last_day)
        footing = Footing(
            anchor=anchor,
            is_open=self._open_days.is_business_day,
            until_of=ground.steps.get,
            choose=flexible.choose,
            timed=unit.elapsed,
            chained=unit.chained,
            clock=next(iter(unit.times.on(anchor.day)), None),
            bound=ends.bound,
            pauses=unit.pauses,
        )
        _check_timed(unit, footing)
        missed = self._missed[_series_of(unit)] if unit.makes_up else 0
        if not (unit.slides or missed or unit.slides_on):
            return Series(unit, footing, ends, removals)
        trial = replace(footing, choose=flexible.afresh().choose, pauses=NEVER)
        number, last = delivered(Series(unit, trial, ends, removals))
        if last is not None:
            planned = unit.pauses.later(anchor.day, last)
            self._last_planned[unit.number] = planned
        appended = missed if unit.rule.if_missed is IfMissed.APPEND else 0
        cut = _cut(unit, ground)
        return Series(
            _going_on(unit, appended=appended),
            replace(footing, bound=cut),
            Ends(count=number + appended, until=ground.until, bound=cut),
            removals,
        )

    def note_ends(self, units: list[Unit], queues: list[Queue]) -> None:
        """Note where each unit leaves off, and by how many days its last slot slid."""
        progress = self._progress
        for queue in queues:
            unit = queue.unit
            if unit.phase is not None and unit.phase.length is None:
                leaves = self._open_ends.of(unit) or queue.leaves_free
                if leaves is not None and unit.rule.counts_from_phase:
                    progress.unit_ends[unit.number] = leaves
            if unit.makes_up and queue.short_by:
                self._note_short(queue)
        for unit in units:
            drafts = progress.drafts[unit.number]
            planned = self._last_planned.get(unit.number)
            if planned is not None and drafts:
                last = drafts[-1].nominal.day
                slid = (last - planned).days if self._slides(unit) else 0
                progress.shifts[unit.number] = max(slid, 0)
                progress.last_slots[unit.number] = last

    def _note_short(self, queue: Queue) -> None:
        """Note the missed ones that nothing makes up for, because the series ends."""
        unit, reason = (
            queue.unit,
            "missed, and the series ends before it could be later",
        )
        drafts = self._progress.drafts[unit.number]
        missed = [one for one in drafts if one.state is State.MISSED]
        self._progress.lost.extend(
            Lost(rule=unit.rule, moment=one.nominal, reason=reason)
            for one in missed[-queue.short_by :]
        )

    def _slides(self, unit: Unit) -> bool:
        """Say whether slots went elsewhere, besides being later by a pause."""
        return unit.slides or unit.makes_up or _series_of(unit) in self._slid

    def too_full(self, unit: Unit) -> list[FullWeek]:
        """List the weeks of a placed unit that have too few free days."""
        return self._weeks.too_full(unit)


def _cut(unit: Unit, ground: Ground) -> date | None:
    """Give the day beyond which nothing of a series lies, however far it slides.

    What runs to the `from` of the phase after its own does not go on into that because
    of a pause.
    """
    known = [ground.cut]
    if unit.slides_on and unit.phase is not None and unit.phase.length is None:
        known.append(ground.bound)
    return min((day for day in known if day is not None), default=None)


def _going_on(unit: Unit, *, appended: int) -> Unit:
    """Let a series go on until it has given what it was to give, and what is appended.

    A recurrence has a COUNT of its own; a taper goes on as its last step does.
    """
    match unit.position:
        case Recurrence(rrule=rrule):
            return replace(unit, position=Recurrence(rrule=without_count(rrule)))
        case Taper() as taper if appended:
            return replace(unit, position=without_end(taper))
        case _:
            return unit


def _missed_by_unit(facts: Facts) -> Counter[SeriesKey]:
    return Counter(
        _series_of(draft.unit)
        for draft in facts.settled.values()
        if draft.state is State.MISSED
    )


def _series_of(unit: Unit) -> SeriesKey:
    return unit.rule.phase, unit.rule.id, unit.cycle


def _begins(unit: Unit, anchor: Moment) -> Moment | None:
    """Give the moment before which the first day's slots fall away.

    Only the start and the enrolment's anchors cut their day short: a
    rule that counts from an occurrence, or from days away, keeps its own time.  What
    is counted in hours says itself how long before or after it is.
    """
    if unit.elapsed or not isinstance(unit.rule.anchor, From):
        return None
    expression: Expression = unit.rule.anchor.expression
    given = isinstance(expression.base, Start | Named | Fixed | PhaseStart)
    return anchor if given and not expression.shifts else None


def _check_timed(unit: Unit, footing: Footing) -> None:
    """Refuse hours counted from a day without a clock time.

    A series may begin at the rule's own `at` instead; a single offset may not.
    """
    if unit.elapsed and not footing.anchor.is_timed:
        begins_at = footing.clock if unit.rule.goes_on else None
        if begins_at is None:
            raise UntimedError
