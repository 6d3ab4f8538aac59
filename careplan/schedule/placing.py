"""Placing: the date an occurrence is given after closed days and gaps.

Each slot is tried at its target; if that day is closed it goes where `if_closed`
says; if it is then too close to the one before it of the same activity, or that one
took place on its very day, it takes the first later day that is far enough.  Always
from the nominal date, so nothing accumulates, and every day tried is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import merge
from typing import NamedTuple

from careplan.model.moment import Moment, days_between, elapsed
from careplan.model.program import IfClosed
from careplan.model.schedule import Step, StepKind
from careplan.schedule.arithmetic import next_day
from careplan.schedule.bounds import ANYWHERE, outside
from careplan.schedule.legality import (
    Aim,
    meets_fact,
    only_closed,
    only_too_close,
    refusal,
)

FARTHEST_MOVE = 6
FARTHEST_SEARCH = 366
NEAREST_LEGAL_SEARCH = 60


class Placing(NamedTuple):
    """What came of a slot: a moment, or None; the steps; and, if it slid, so."""

    moment: Moment | None
    steps: tuple[Step, ...] = ()
    slid: bool = False


def place(aim: Aim) -> Placing | None:
    """Place one slot; None means that no legal date was found, see `refusals`."""
    reason = refusal(aim, aim.target)
    if reason is None:
        return Placing(moment=aim.target)
    gap = only_too_close(aim, aim.target) or meets_fact(aim)
    kind = StepKind.GAP if gap else StepKind.CLOSED
    steps = (Step(kind=kind, moment=aim.target, reason=reason),)
    if _stays(aim):
        return _stayed(aim, steps) if only_closed(aim) or meets_fact(aim) else None
    if gap and not aim.unit.slides:
        return _first_far_enough(aim, steps) or _beside_fact(aim, steps)
    return _by_policy(aim, steps)


def candidates(aim: Aim) -> Iterator[Moment]:
    """Give the moments a refused slot may move to, in the order they are tried."""
    if _stays(aim):
        return iter(())
    match aim.unit.rule.if_closed or IfClosed.NEAREST:
        case IfClosed.NEXT:
            return _walk(aim, 1)
        case IfClosed.PREVIOUS:
            return _walk(aim, -1)
        case IfClosed.NEAREST:
            return _nearest_first(aim)
        case _:
            return iter(())


def refusals(aim: Aim) -> tuple[tuple[Moment, str], ...]:
    """List every day that was tried for a slot without a legal date, and why not.

    In the order of the calendar, the target among the others.
    """
    tried = {aim.target: None} | dict.fromkeys(candidates(aim))
    gap = any(only_too_close(aim, moment) for moment in tried) or meets_fact(aim)
    if gap and not _stays(aim):
        tried |= dict.fromkeys(_walk(aim, 1, farthest=FARTHEST_SEARCH))
    reasons = [(moment, refusal(aim, moment)) for moment in tried]
    told = [(moment, reason) for moment, reason in reasons if reason is not None]
    return tuple(sorted(told, key=lambda one: one[0].wall))


def nearest_legal(aim: Aim) -> tuple[Moment, bool] | None:
    """Find the nearest day that is open, far enough and clear of its neighbours.

    Whatever `if_closed` says; only if the bounds hold no such day, one outside them,
    which the flag that comes with it then tells.
    """
    for inside in (True, False):
        free = aim if inside else aim._replace(bounds=ANYWHERE)
        for distance in range(NEAREST_LEGAL_SEARCH + 1):
            for step in (-1, 1):
                moment = aim.on(next_day(aim.target.day, distance * step))
                passes = distance and _passes_neighbour(aim, moment, step)
                if not passes and refusal(free, moment) is None:
                    return moment, inside
    return None


def _stays(aim: Aim) -> bool:
    """Say whether the slot is bound to its moment: it counts in hours or minutes."""
    return aim.hourly and aim.unit.rule.if_closed is None


def _stayed(aim: Aim, steps: tuple[Step, ...]) -> Placing:
    note = "it counts in hours or minutes, so it stays on its day"
    return Placing(
        moment=aim.target, steps=(*steps, Step(kind=StepKind.NOTE, reason=note))
    )


def _by_policy(aim: Aim, steps: tuple[Step, ...]) -> Placing | None:
    """Do what `if_closed` says, which is only about days inside the bounds."""
    inside = outside(aim.target, aim.bounds) is None
    match aim.unit.rule.if_closed:
        case IfClosed.SLIDE if inside and aim.unit.slides:
            return Placing(moment=None, steps=steps, slid=True)
        case IfClosed.DROP if inside:
            return Placing(moment=None, steps=steps)
        case IfClosed.FAIL | IfClosed.SLIDE | IfClosed.DROP:
            return None
        case _:
            return _moved(aim, steps)


def _moved(aim: Aim, steps: tuple[Step, ...]) -> Placing | None:
    tried, too_close = list(steps), False
    for moment in candidates(aim):
        reason = refusal(aim, moment)
        if reason is None:
            return Placing(moment=moment, steps=tuple(tried))
        tried.append(Step(kind=StepKind.TRIED, moment=moment, reason=reason))
        too_close = too_close or only_too_close(aim, moment)
    # An open day was only too close: then the first later day that is far enough.
    return _first_far_enough(aim, tuple(tried)) if too_close else None


def _first_far_enough(aim: Aim, steps: tuple[Step, ...]) -> Placing | None:
    """Take the first later day; only the bounds say how late that may be.

    Closed doors are no reason to be a fortnight late, what was given late before may be
    one: a second dose follows the first by its interval, whenever that was.
    """
    tried = list(steps)
    known = {step.moment for step in steps}
    for moment in _walk(aim, 1, farthest=FARTHEST_SEARCH):
        reason = refusal(aim, moment)
        if reason is None:
            return Placing(moment=moment, steps=tuple(tried))
        if moment not in known:
            tried.append(Step(kind=StepKind.GAP, moment=moment, reason=reason))
    return None


def _beside_fact(aim: Aim, steps: tuple[Step, ...]) -> Placing | None:
    """Leave a slot on its day beside what took place there, for want of another day.

    A fact makes no plan unusable.  Its day has come, so what became of the slot is for
    somebody to record; until then it is told as a deviation.
    """
    if not aim.taken.has_happened(aim.target.day):
        return None
    note = "no other day is free: what became of it has to be recorded"
    return Placing(
        moment=aim.target, steps=(*steps, Step(kind=StepKind.NOTE, reason=note))
    )


def _walk(aim: Aim, step: int, *, farthest: int | None = None) -> Iterator[Moment]:
    """Walk from the target one day at a time, as far as a move may go.

    A side of the window that nobody states is no licence: then six days hold for what
    is moved by closed days, as without a window.
    """
    if farthest is None:
        window = aim.unit.rule.window
        side = window and (window.high if step > 0 else window.low)
        farthest = FARTHEST_SEARCH if side is not None else FARTHEST_MOVE
    for distance in range(1, farthest + 1):
        moment = aim.on(next_day(aim.target.day, distance * step))
        if _passes_neighbour(aim, moment, step) or _is_past_bound(aim, moment, step):
            return
        yield moment


def _nearest_first(aim: Aim) -> Iterator[Moment]:
    """Walk both ways at once; of two days equally near, the earlier comes first."""

    def distance(moment: Moment) -> tuple[timedelta, date]:
        return abs(moment.day - aim.target.day), moment.day

    return merge(_walk(aim, -1), _walk(aim, 1), key=distance)


def _passes_neighbour(aim: Aim, moment: Moment, step: int) -> bool:
    """Say whether a move would reach or pass a neighbour, or what it counts from.

    What is asked for after an occurrence is never given before it, nor the other way
    round: the neighbours of the same rule alone would let a check-up on the day after
    an operation move to the morning before it.
    """
    rests_on = aim.rests_on
    if rests_on is not None and aim.nominal.is_before(rests_on) != moment.is_before(
        rests_on
    ):
        return True
    neighbour = aim.after if step > 0 else aim.before
    if neighbour is None:
        return False
    if aim.unit.several_a_day and moment.is_timed and neighbour.is_timed:
        return elapsed(moment, neighbour) * step <= timedelta(0)
    return days_between(moment, neighbour) * step <= 0


def _is_past_bound(aim: Aim, moment: Moment, step: int) -> bool:
    limit = aim.bounds.latest if step > 0 else aim.bounds.earliest
    return limit is not None and days_between(moment, limit) * step < 0
