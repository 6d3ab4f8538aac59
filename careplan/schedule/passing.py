"""Passing on: slots that a series lets go by, so that their turn is the next one's.

Those of weekday patterns in a pause, and those that one of the series, moved so that
the rest follows, has gone beyond.  What has settled or was fixed there stays.
"""

from __future__ import annotations

from careplan.model.position import (
    Every,
    PatternStep,
    Recurrence,
    Taper,
    WeekdayPattern,
)
from careplan.model.wording import spell_day, spell_moment
from careplan.schedule.gaps import is_far_enough
from careplan.schedule.nominal.series import Slot
from careplan.schedule.open_days import OpenDays
from careplan.schedule.progress import Draft
from careplan.schedule.queue import Queue
from careplan.schedule.units import Unit


def passed_over(
    queue: Queue, slot: Slot, kept: Draft | None, open_days: OpenDays
) -> str | None:
    """Say why the head of a queue passes its turn on, or None if it does not.

    `kept` is what has settled, or was fixed, in its turn.
    """
    if not _is_pattern(queue.unit):
        return None
    if kept is not None:
        is_later = kept.nominal.day > slot.moment.day
        return f"its turn is on {spell_day(kept.nominal.day)}" if is_later else None
    still = queue.unit.pauses.holding(slot.moment.day)
    if still is not None:
        return f"the plan {still}"
    return _is_behind(queue, slot, open_days)


def is_left_behind(queue: Queue, slot: Slot, kept: Draft) -> bool:
    """Say whether the slots have gone on past what has settled, or is fixed.

    Then it needs none of them.
    """
    return _is_pattern(queue.unit) and kept.nominal.day < slot.moment.day


def _is_behind(queue: Queue, slot: Slot, open_days: OpenDays) -> str | None:
    """Say that the one before was moved beyond this slot, or too near to it."""
    resumed, unit = queue.resumed, queue.unit
    if resumed is None:
        return None
    moved = f"the one before it was moved to {spell_moment(resumed)}"
    same_day = resumed.day == slot.moment.day and not unit.several_a_day
    if same_day or not resumed.is_before(slot.moment):
        return moved
    gap = unit.rule.activity.min_gap
    if gap is None or is_far_enough(
        resumed, slot.moment, gap, open_days.is_business_day
    ):
        return None
    return f"closer than {gap} to that: {moved}"


def _is_pattern(unit: Unit) -> bool:
    """Say whether it is bound to weekdays, or recurs: a slot of it cannot be moved."""
    match unit.position:
        case WeekdayPattern() | Recurrence() | Every(on=(_, *_)):
            return True
        case Taper(on=on, steps=steps):
            return bool(on) or any(isinstance(step, PatternStep) for step in steps)
        case _:
            return False
