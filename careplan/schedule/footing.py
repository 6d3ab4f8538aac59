"""What a unit stands on: its anchor or parents, its ends and limits, as queues.

Here expressions become moments.  A unit whose anchor is not there gives no queue, and
a notice says why.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time

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
from careplan.model.program import Each, From, IfMissed, Rule, Which
from careplan.model.schedule import State, Step, StepKind
from careplan.model.value import dataclass
from careplan.schedule.anchors import Anchors, Missing, RuleError, stands_for, untimed
from careplan.schedule.arithmetic import UntimedError, next_day
from careplan.schedule.bounds import Limits, limit_of
from careplan.schedule.branches import Branches, Gate, Standing
from careplan.schedule.facts import Facts
from careplan.schedule.open_days import OpenDays
from careplan.schedule.order import waits_for_end
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.queue import Queue
from careplan.schedule.recurrence import without_count
from careplan.schedule.series import Ends, Series, TooManySlotsError, aligned, delivered
from careplan.schedule.spots import Footing
from careplan.schedule.stretches import Stretches
from careplan.schedule.tapers import without_end
from careplan.schedule.units import Unit

DEEPEST = 16

SeriesKey = tuple[str | None, str, int]


class _NothingThereError(Exception):
    """What a unit rests on is not there; the text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What a unit stands on besides its anchor, already read.

    `bound` is where its phase ends, unless slots slide; `cut` the phase's `until`,
    beyond which nothing slides.
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
        *,
        branches: Branches,
        facts: Facts,
    ) -> None:
        """Read anchors by these."""
        self._branches = branches
        self._missed = _missed_by_unit(facts)
        self._progress = progress
        self._anchors = anchors
        self._stretches = stretches
        self._open_days = open_days
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
            standing = self._standing(unit)
            if not standing.happens:
                return []
            return self._alone(unit, unit.rule.anchor.expression, standing)
        except _NothingThereError as error:
            self._progress.notice(f"{unit.rule.id} is left out: {error}")
            return []
        except UntimedError:
            raise RuleError(untimed_rule(unit.rule)) from None

    def _standing(self, unit: Unit, parent: Draft | None = None) -> Standing:
        """Say whether the unit happens; what must be known before is noted."""
        rule = unit.rule
        standing = self._branches.standing(rule.when, rule.place, parent)
        if standing.waits_for:
            self._progress.wait(standing.waits_for, _called(rule))
        key = (rule.phase or "", unit.cycle)
        if standing.is_sure and key in self._progress.unsure:
            return standing._replace(is_sure=False)
        return standing

    def _gate(self, unit: Unit) -> Gate:
        """Say how the unit's gates stand; those that are shut are noted."""
        gate = self._branches.gate(unit.gates)
        self._progress.shut.update(dict.fromkeys(gate.shut))
        return gate

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
                leaves = queue.leaves_free
                if leaves is not None and unit.rule.counts_from_phase:
                    progress.unit_ends[unit.number] = leaves
        for unit in units:
            drafts = progress.drafts[unit.number]
            planned = self._last_planned.get(unit.number)
            if planned is not None and drafts:
                slid = (drafts[-1].nominal.day - planned).days
                progress.shifts[unit.number] = max(slid, 0)

    def _alone(
        self, unit: Unit, expression: Expression, standing: Standing
    ) -> list[Queue]:
        anchor = self._read(expression, unit)
        origin = Step(kind=StepKind.ANCHOR, moment=anchor, reason=expression.text)
        ground = self._ground(unit)
        series = self._series(unit, anchor, ground)
        rests_on = None
        if isinstance(expression.base, Occurred | Previous):
            rests_on = self._read(replace(expression, shifts=()), unit)
        return [
            Queue(
                series,
                origin,
                ground.limits,
                rests_on=rests_on,
                gate=self._gate(unit),
                is_sure=standing.is_sure,
            )
        ]

    def _companions(self, unit: Unit, each: Each) -> list[Queue]:
        parents = self._progress.drafts_of(self._progress.units_named(each, unit))
        if any(parent.key.depth >= DEEPEST for parent in parents):
            raise RuleError(_too_deep(unit.rule))
        ground = self._ground(unit)
        gate = self._gate(unit)
        queues: list[Queue] = []
        turn = 0
        for number, parent in enumerate(parents, 1):
            if not _is_wanted(each.which, number, len(parents)):
                continue
            turn += 1
            standing = self._standing(unit, parent)
            if not standing.happens:
                continue
            name = f"{parent.unit.rule.id} {number}"
            stands = stands_for(parent, unit.rule)
            if parent.state is State.CANCELLED:
                continue  # it is told of once, with its parent
            if stands is None:
                text = f"{unit.rule.id} of {name} is left out: {name} was dropped"
                self._progress.notice(text)
                continue
            anchor = stands.in_zone(unit.zone)
            is_missed = parent.state is State.MISSED
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
                    gate=gate,
                    is_sure=standing.is_sure,
                    cancelled_from=anchor if is_missed else None,
                )
            )
        if parents and not turn:
            self._progress.notice(
                f"{unit.rule.id} gives nothing: {each.name} has none that `which` names"
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
            cut=self._stretches.until_of(unit) if unit.rule.goes_on else None,
            skipped=self._days_of(rule.skip_days_of),
        )

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
        if (
            bound is None
            and unit.rule.is_open
            and not isinstance(unit.position, Recurrence)
        ):
            raise TooManySlotsError  # before placing any; a recurrence ends by itself
        ends = Ends(count=rule.count, until=ground.until, bound=bound, weeks=weeks)
        footing = Footing(
            anchor=anchor,
            is_open=self._open_days.is_business_day,
            until_of=ground.steps.get,
            timed=unit.elapsed,
            chained=unit.chained,
            clock=next(iter(unit.times.on(anchor.day)), None),
            bound=ends.bound,
        )
        _check_timed(unit, footing)
        starts_at = _starts_at(unit, anchor)
        skipped = ground.skipped
        series = Series(unit, footing, ends, starts_at=starts_at, skipped_days=skipped)
        missed = self._missed[_series_of(unit)] if unit.makes_up else 0
        if not (unit.slides or missed):
            return series
        number, last = delivered(series)
        if last is not None:
            self._last_planned[unit.number] = last
        appended = missed if unit.rule.if_missed is IfMissed.APPEND else 0
        return Series(
            _going_on(unit, appended=appended),
            replace(footing, bound=ground.cut),
            Ends(count=number + appended, until=ground.until, bound=ground.cut),
            starts_at=starts_at,
            skipped_days=skipped,
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
            if draft.stands is not None
            for day in _days_from(draft.stands, draft.ends)
        )


def _days_from(begins: Moment, ends: Moment) -> list[date]:
    """List the days an occurrence is on: all of a period's, else the first."""
    last = begins.day if begins.is_timed else ends.day
    return [next_day(begins.day, n) for n in range((last - begins.day).days + 1)]


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


def _called(rule: Rule) -> str:
    return f"{rule.phase}/{rule.id}" if rule.phase else rule.id


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

    Only the start and the enrolment's anchors cut their day short: a
    rule that counts from an occurrence, or from days away, keeps its own time.  What
    is counted in hours says itself how long before or after it is.
    """
    if unit.elapsed or not isinstance(unit.rule.anchor, From):
        return None
    expression: Expression = unit.rule.anchor.expression
    given = isinstance(expression.base, Start | Named | Fixed | PhaseStart)
    return anchor.clock if given and not expression.shifts else None


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
