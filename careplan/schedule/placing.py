"""Placing: the date an occurrence is given after closed days and gaps.

Each slot is tried at its target; if that day is closed it goes where `if_closed`
says; if it is then too close to the one before it of the same activity it takes the
first later day that is far enough (DESIGN 3.2, steps 3 to 7).  Always from the
nominal date, so nothing accumulates, and every day tried is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from careplan.model.amount import Amount, Duration, Period
from careplan.model.moment import Moment, days_between, elapsed
from careplan.model.program import IfClosed, Rule
from careplan.model.schedule import Bounds, Step, StepKind
from careplan.schedule.arithmetic import displaced, next_day
from careplan.schedule.bounds import outside
from careplan.schedule.open_days import OpenDays
from careplan.schedule.series import real_time
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit

FARTHEST_MOVE = 6
FARTHEST_SEARCH = 366
NEAREST_LEGAL_SEARCH = 60
UNSPOKEN_DURATION = Duration(minutes=15)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What an occurrence must keep clear of.

    `before` and `after` are the same rule's: the one placed just before and the next
    one's nominal moment.  `taken` is what the activity has already, in any phase.
    `own_day` is the nominal day of the occurrence itself.
    """

    before: Moment | None
    after: Moment | None
    taken: Taken
    own_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One slot to be placed: its unit, where it aims and what it must respect."""

    unit: Unit
    target: Moment
    bounds: Bounds
    neighbours: Neighbours
    open_days: OpenDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What came of a slot: a moment, or None; the steps; and, if it slid, so."""

    moment: Moment | None
    steps: tuple[Step, ...] = ()
    slid: bool = False


def place(aim: Aim) -> Placing | None:  # noqa: PLR0911 - one answer a way out
    """Place one slot; None means that no legal date was found, see `refusals`."""
    reason = refusal(aim, aim.target)
    if reason is None:
        return Placing(moment=aim.target)
    steps = (Step(kind=StepKind.CLOSED, moment=aim.target, reason=reason),)
    if aim.unit.elapsed and aim.unit.rule.if_closed is None:
        if not _is_only_closed(aim):
            return None
        note = "it counts in hours or minutes, so it stays on its day"
        return Placing(
            moment=aim.target, steps=(*steps, Step(kind=StepKind.NOTE, reason=note))
        )
    gap = _is_only_too_close(aim)
    match aim.unit.rule.if_closed or IfClosed.NEAREST:
        case IfClosed.SLIDE if outside(aim.target, aim.bounds) is None:
            return Placing(moment=None, steps=steps, slid=True)
        case IfClosed.DROP if not gap:
            return Placing(moment=None, steps=steps)
        case IfClosed.FAIL | IfClosed.SLIDE if not gap:
            return None
        case _:
            return _moved(aim, steps, gap=gap)


def refusal(aim: Aim, moment: Moment) -> str | None:
    """Say why the moment is not legal for this slot, or None if it is."""
    return (
        outside(moment, aim.bounds)
        or _closure(aim, moment)
        or _is_taken(aim, moment)
        or _too_close(aim, moment)
    )


def candidates(aim: Aim) -> Iterator[Moment]:
    """Give the moments a refused slot may move to, in the order they are tried."""
    later, earlier = _walk(aim, 1), _walk(aim, -1)
    match aim.unit.rule.if_closed or IfClosed.NEAREST:
        case IfClosed.NEXT:
            return later
        case IfClosed.PREVIOUS:
            return earlier
        case IfClosed.NEAREST:
            return _alternating(aim.target.day, earlier, later)
        case _:
            return iter(())


def refusals(aim: Aim) -> tuple[tuple[Moment, str], ...]:
    """List every day that was tried for a slot without a legal date, and why not."""
    tried = (aim.target, *sorted(candidates(aim), key=lambda moment: moment.wall))
    return tuple((moment, refusal(aim, moment) or "") for moment in tried)


def nearest_legal(aim: Aim) -> Moment | None:
    """Find the nearest day that is open and far enough, whatever the window says."""
    free = Aim(
        unit=aim.unit,
        target=aim.target,
        bounds=Bounds(earliest=None, latest=None),
        neighbours=aim.neighbours,
        open_days=aim.open_days,
    )
    for distance in range(1, NEAREST_LEGAL_SEARCH + 1):
        for days in (-distance, distance):
            moment = at_clock(aim.unit, next_day(aim.target.day, days), aim.target)
            if refusal(free, moment) is None:
                return moment
    return None


def ends_of(rule: Rule, start: Moment) -> Moment:
    """Give the end: for whole days the last day, otherwise the moment it is over.

    Something with a clock time and no duration lasts a quarter of an hour: a calendar
    needs an end after the start (CALENDARS B24, B27).
    """
    duration = rule.activity.duration
    if isinstance(duration, Period):
        after = displaced(start, (duration,), lambda _: True)
        return Moment(day=next_day(after.day, -1), zone=start.zone)
    if start.clock is None:
        return start
    return displaced(start, (duration or UNSPOKEN_DURATION,), lambda _: True)


def at_clock(unit: Unit, day: date, like: Moment) -> Moment:
    """Give the moment on another day: that weekday's time if it has one of its own."""
    clock = like.clock
    if clock is not None and not unit.elapsed and unit.times.by_weekday:
        daily = unit.times.on(like.day)
        there = unit.times.on(day)
        if clock in daily and daily.index(clock) < len(there):
            clock = there[daily.index(clock)]
    return real_time(Moment(day=day, clock=clock, zone=like.zone))[0]


def _moved(aim: Aim, steps: tuple[Step, ...], *, gap: bool) -> Placing | None:
    if gap:
        return _first_legal(aim, _walk(aim, 1), steps)
    tried = list(steps)
    for moment in candidates(aim):
        reason = refusal(aim, moment)
        if reason is None:
            return Placing(moment=moment, steps=tuple(tried))
        tried.append(Step(kind=StepKind.TRIED, moment=moment, reason=reason))
        if _closure(aim, moment) is None and _only_gap(aim, moment):
            # The day is open but too close: the first later day that is far enough.
            return _first_legal(aim, _walk(aim, 1, moment.day), tuple(tried))
    return None


def _first_legal(
    aim: Aim, moments: Iterable[Moment], steps: tuple[Step, ...]
) -> Placing | None:
    tried = list(steps)
    for moment in moments:
        reason = refusal(aim, moment)
        if reason is None:
            return Placing(moment=moment, steps=tuple(tried))
        tried.append(Step(kind=StepKind.GAP, moment=moment, reason=reason))
    return None


def _walk(aim: Aim, step: int, begin: date | None = None) -> Iterator[Moment]:
    """Walk from the target one day at a time, as far as a move may go."""
    window = aim.unit.rule.window
    side = window and (window.high if step > 0 else window.low)
    farthest = FARTHEST_SEARCH if side is not None else FARTHEST_MOVE
    day = begin or aim.target.day
    while abs((next_day(day, step) - aim.target.day).days) <= farthest:
        day = next_day(day, step)
        moment = at_clock(aim.unit, day, aim.target)
        if _passes_neighbour(aim, moment, step) or _is_past_bound(aim, moment, step):
            return
        yield moment


def _alternating(
    target: date, earlier: Iterator[Moment], later: Iterator[Moment]
) -> Iterator[Moment]:
    """Give the nearest first; of two equally near, the earlier."""
    before, after = next(earlier, None), next(later, None)
    while before is not None or after is not None:
        if after is None or (
            before is not None and target - before.day <= after.day - target
        ):
            if before is not None:
                yield before
            before = next(earlier, None)
        else:
            yield after
            after = next(later, None)


def _passes_neighbour(aim: Aim, moment: Moment, step: int) -> bool:
    neighbour = aim.neighbours.after if step > 0 else aim.neighbours.before
    if neighbour is None:
        return False
    if aim.unit.several_a_day and moment.is_timed and neighbour.is_timed:
        ahead = elapsed(moment, neighbour) * step
        return ahead <= timedelta(0)
    return days_between(moment, neighbour) * step <= 0


def _is_past_bound(aim: Aim, moment: Moment, step: int) -> bool:
    limit = aim.bounds.latest if step > 0 else aim.bounds.earliest
    return limit is not None and days_between(moment, limit) * step < 0


def _closure(aim: Aim, moment: Moment) -> str | None:
    rule = aim.unit.rule
    return aim.open_days.refusal(rule.activity, moment, ends_of(rule, moment))


def collision(aim: Aim, moment: Moment) -> Rule | None:
    """Find the rule that already gave the activity that day (DESIGN 3.2, step 7)."""
    for other, rule in aim.neighbours.taken.on(moment.day):
        if not aim.unit.several_a_day or other == moment:
            return rule
    return None


def _is_taken(aim: Aim, moment: Moment) -> str | None:
    rule = collision(aim, moment)
    if rule is not None:
        return f"`{rule.id}` is already on that day"
    due = aim.neighbours.taken.due[moment.day] - (moment.day == aim.neighbours.own_day)
    if due > 0 and moment.day != aim.target.day:
        return "another one is due that day"
    return None


def _too_close(aim: Aim, moment: Moment) -> str | None:
    gap = aim.unit.rule.activity.min_gap
    if gap is None:
        return None
    taken = aim.neighbours.taken
    before, after = taken.before(moment), taken.after(moment)
    if before is not None and not _is_far_enough(before, moment, gap):
        return f"closer than {gap} to the one on {before}"
    if after is not None and not _is_far_enough(moment, after, gap):
        return f"closer than {gap} to the one on {after}"
    return None


def _is_far_enough(first: Moment, second: Moment, gap: Amount) -> bool:
    if isinstance(gap, Duration):
        if first.is_timed and second.is_timed:
            return elapsed(first, second) >= timedelta(minutes=gap.minutes)
        return days_between(first, second) * A_DAY >= timedelta(minutes=gap.minutes)
    day = Moment(day=first.day, zone=first.zone)
    return second.day >= displaced(day, (gap,), lambda _: True).day


def _is_only_closed(aim: Aim) -> bool:
    target = aim.target
    return not (
        outside(target, aim.bounds) or _is_taken(aim, target) or _too_close(aim, target)
    )


def _is_only_too_close(aim: Aim) -> bool:
    return _closure(aim, aim.target) is None and _only_gap(aim, aim.target)


def _only_gap(aim: Aim, moment: Moment) -> bool:
    return (
        outside(moment, aim.bounds) is None
        and _is_taken(aim, moment) is None
        and _too_close(aim, moment) is not None
    )
