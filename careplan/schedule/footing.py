"""What a unit stands on: its anchor or parents, its ends and limits, as queues.

Here expressions become moments.  A unit whose anchor is not there gives no queue, and
a notice says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from careplan.model.amount import DAYS_A_WEEK
from careplan.model.anchor import (
    Expression,
    Fixed,
    Named,
    Occurred,
    PhaseStart,
    Previous,
    Start,
)
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.moment import Moment
from careplan.model.position import IntervalStep, Recurrence, Taper
from careplan.model.program import Each, From, Rule, Which
from careplan.model.schedule import Step, StepKind
from careplan.model.value import dataclass
from careplan.schedule.anchors import Anchors, Missing, RuleError, stands_for, untimed
from careplan.schedule.arithmetic import UntimedError, next_day
from careplan.schedule.bounds import Limits, limit_of
from careplan.schedule.flexible import ChosenWeeks, FullWeek
from careplan.schedule.horizon import OpenEnds
from careplan.schedule.open_days import OpenDays
from careplan.schedule.order import waits_for_end
from careplan.schedule.progress import Progress
from careplan.schedule.queue import Queue
from careplan.schedule.recurrence import without_count
from careplan.schedule.removals import Removals
from careplan.schedule.series import Ends, Series, TooManySlotsError, aligned, delivered
from careplan.schedule.spots import Footing
from careplan.schedule.stretches import Stretches
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit

DEEPEST = 16


class _NothingThereError(Exception):
    """What a unit rests on is not there; the text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What a unit stands on besides its anchor, already read.

    `bound` is where its phase ends, unless slots slide; `cut` the phase's `until` or
    the horizon, beyond which nothing slides.
    """

    limits: Limits
    until: Moment | None
    steps: dict[IntervalStep, Moment]
    bound: date | None
    cut: date | None
    skipped: frozenset[date]


class Footings:
    """Finds what units stand on, once it is known."""

    def __init__(
        self,
        progress: Progress,
        anchors: Anchors,
        stretches: Stretches,
        open_days: OpenDays,
        taken_of: Callable[[Rule], Taken],
        *,
        horizon: date | None,
    ) -> None:
        """Read anchors by these; `taken_of` gives what a rule's activity has."""
        self._progress = progress
        self._anchors = anchors
        self._stretches = stretches
        self._open_days = open_days
        self._open_ends = OpenEnds(progress, horizon)
        self._weeks = ChosenWeeks(open_days, taken_of)
        self._last_planned: dict[int, date] = {}

    def queues(self, unit: Unit) -> list[Queue]:
        """Give the unit's slots as queues: one, or one for every parent.

        Raises RuleError, OutOfCalendarError and TooManySlotsError.
        """
        if self._is_nowhere(unit):
            return []
        try:
            if isinstance(unit.rule.anchor, Each):
                return self._companions(unit, unit.rule.anchor)
            return self._alone(unit, unit.rule.anchor.expression)
        except _NothingThereError as error:
            self._progress.notice(f"{unit.rule.id} is left out: {error}")
            return []
        except UntimedError:
            raise RuleError(untimed_rule(unit.rule)) from None

    def _is_nowhere(self, unit: Unit) -> bool:
        """Say whether the unit's phase has no start, or no end that it would need."""
        if unit.phase is None:
            return False
        key = (unit.phase.id, unit.cycle)
        if waits_for_end(self._progress, unit) and self._progress.ends[key] is None:
            return True
        return self._progress.starts[key] is None

    def note_ends(self, units: list[Unit], queues: list[Queue]) -> None:
        """Note where each unit leaves off, and by how many days its last slot slid."""
        progress = self._progress
        for queue in queues:
            unit = queue.unit
            if unit.phase is not None and unit.phase.length is None:
                leaves = self._open_ends.of(unit) or queue.leaves_free
                if leaves is not None and unit.rule.counts_from_phase:
                    progress.unit_ends[unit.number] = leaves
        for unit in units:
            drafts = progress.drafts[unit.number]
            planned = self._last_planned.get(unit.number)
            if planned is not None and drafts:
                slid = (drafts[-1].nominal.day - planned).days
                progress.shifts[unit.number] = max(slid, 0)

    def too_full(self, unit: Unit) -> list[FullWeek]:
        """List the weeks of a placed unit that have too few free days."""
        return self._weeks.too_full(unit)

    def _alone(self, unit: Unit, expression: Expression) -> list[Queue]:
        anchor = self._read(expression, unit)
        origin = Step(kind=StepKind.ANCHOR, moment=anchor, reason=expression.text)
        ground = self._ground(unit)
        series = self._series(unit, anchor, ground)
        rests_on = None
        if isinstance(expression.base, Occurred | Previous):
            rests_on = self._read(replace(expression, shifts=()), unit)
        return [Queue(series, origin, ground.limits, rests_on=rests_on)]

    def _companions(self, unit: Unit, each: Each) -> list[Queue]:
        parents = self._progress.drafts_of(self._progress.units_named(each, unit))
        if any(parent.key.depth >= DEEPEST for parent in parents):
            raise RuleError(_too_deep(unit.rule))
        ground = self._ground(unit)
        queues: list[Queue] = []
        turn = 0
        for number, parent in enumerate(parents, 1):
            if not _is_wanted(each.which, number, len(parents)):
                continue
            turn += 1
            name = f"{parent.unit.rule.id} {number}"
            stands = stands_for(parent, unit.rule)
            if stands is None:
                text = f"{unit.rule.id} of {name} is left out: {name} was dropped"
                self._progress.notice(text)
                continue
            anchor = stands.in_zone(unit.zone)
            origin = Step(kind=StepKind.ANCHOR, moment=anchor, reason=f"each {name}")
            series = self._series(unit, anchor, ground)
            queues.append(
                Queue(
                    series,
                    origin,
                    ground.limits,
                    rests_on=anchor,
                    parent=parent,
                    turn=turn,
                )
            )
        return queues

    def _ground(self, unit: Unit) -> _Ground:
        """Read what is the same for every anchor of the unit.

        Whatever is not there keeps the whole rule from happening.
        """
        rule = unit.rule
        limits = Limits(
            not_before=self._limits(rule.not_before, unit),
            not_after=self._limits(rule.not_after, unit),
        )
        return _Ground(
            limits=limits,
            until=self._limits((rule.until,), unit)[0] if rule.until else None,
            steps=self._step_ends(unit),
            bound=self._phase_bound(unit),
            cut=self._cut(unit),
            skipped=self._days_of(rule.skip_days_of),
        )

    def _cut(self, unit: Unit) -> date | None:
        """Give the first day beyond which nothing of a series lies, slid or not."""
        if not unit.rule.goes_on:
            return None
        known = (self._stretches.until_of(unit), self._open_ends.find(unit))
        return min((day for day in known if day is not None), default=None)

    def _phase_bound(self, unit: Unit) -> date | None:
        if unit.phase is not None and waits_for_end(self._progress, unit):
            end = self._progress.slot_ends[unit.phase.id, unit.cycle]
            return None if end is None else end.day
        return self._stretches.length_of(unit)

    def _series(self, unit: Unit, anchor: Moment, ground: _Ground) -> Series:
        rule = unit.rule
        if unit.aligns_weeks:
            day = aligned(anchor.day, rule.align, back_to_month=False)
            anchor = Moment(day=day, zone=anchor.zone)
        bounds = [day for day in (ground.bound, ground.cut) if day is not None]
        weeks = None
        if rule.weeks is not None:
            weeks = next_day(anchor.day, rule.weeks * DAYS_A_WEEK)
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
        flexible = self._weeks.of(unit, removals, ground.limits, last=ends.last_day)
        footing = Footing(
            anchor=anchor,
            is_open=self._open_days.is_business_day,
            until_of=ground.steps.get,
            choose=flexible.choose,
            timed=unit.elapsed,
            chained=unit.chained,
            clock=next(iter(unit.times.on(anchor.day)), None),
            bound=ends.bound,
        )
        _check_timed(unit, footing)
        if not unit.slides:
            return Series(unit, footing, ends, removals)
        trial = replace(footing, choose=flexible.afresh().choose)
        number, last = delivered(Series(unit, trial, ends, removals))
        if last is not None:
            self._last_planned[unit.number] = last
        return Series(
            _going_on(unit),
            replace(footing, bound=ground.cut),
            Ends(count=number, until=ground.until, bound=ground.cut),
            removals,
        )

    def _read(self, expression: Expression, unit: Unit) -> Moment:
        moment = self._anchors.read(expression, unit)
        if isinstance(moment, Missing):
            raise _NothingThereError(moment.reason)
        return moment

    def _limits(
        self, expressions: tuple[Expression, ...], unit: Unit
    ) -> tuple[Moment, ...]:
        return tuple(limit_of(each, self._read(each, unit)) for each in expressions)

    def _step_ends(self, unit: Unit) -> dict[IntervalStep, Moment]:
        steps = unit.position.steps if isinstance(unit.position, Taper) else ()
        return {
            step: self._limits((step.until,), unit)[0]
            for step in steps
            if isinstance(step, IntervalStep) and step.until is not None
        }

    def _days_of(self, activities: tuple[str, ...]) -> frozenset[date]:
        units = self._progress.units_of_activities(activities)
        return frozenset(
            day
            for draft in self._progress.drafts_of(units)
            if draft.placed is not None
            for day in _days_from(draft.placed, draft.ends)
        )


def _days_from(placed: Moment, ends: Moment) -> list[date]:
    """List the days an occurrence is on: all of a period's, else the first."""
    last = placed.day if placed.is_timed else ends.day
    return [next_day(placed.day, n) for n in range((last - placed.day).days + 1)]


def _going_on(unit: Unit) -> Unit:
    """Let a recurrence that slides go on until it has given what its COUNT asked."""
    if not isinstance(unit.position, Recurrence):
        return unit
    rrule = without_count(unit.position.rrule)
    return replace(unit, position=Recurrence(rrule=rrule))


def _is_wanted(which: Which | None, number: int, total: int) -> bool:
    if which is None:
        return True
    return (
        number in which.numbers
        or any(low <= number <= (high or total) for low, high in which.ranges)
        or bool(which.every and number % which.every == 0)
        or (which.last and number == total)
    )


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


def untimed_rule(rule: Rule) -> Diagnostic:
    """Say that a rule counts hours from something that has no clock time."""
    anchor = rule.anchor
    if isinstance(anchor, From):
        return untimed(anchor.expression)
    place = replace(rule.place, path=(*rule.place.path, "each"))
    text = f"each {anchor.name}"
    return untimed(Expression(base=PhaseStart(), text=text, place=place))


def _too_deep(rule: Rule) -> Diagnostic:
    place = replace(rule.place, path=(*rule.place.path, "each"))
    return Diagnostic(
        code="too-deep",
        message=f"`{rule.id}` is a companion of companions, {DEEPEST} deep",
        primary=Label(place=place),
        help=("let it follow one that stands nearer to the first",),
    )
