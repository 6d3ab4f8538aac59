"""Whether a moment is legal for a slot, and in plain words why it is not.

Legal is what lies inside the bounds, on an open day, on a day of its own, and far
enough from the occurrences before and after it.  Where a
slot goes instead is not decided here.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.model.schedule import Bounds
from careplan.schedule.arithmetic import real_time
from careplan.schedule.bounds import outside
from careplan.schedule.gaps import is_far_enough
from careplan.schedule.open_days import OpenDays
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit


class Aim(NamedTuple):
    """One slot to be placed: its unit, where it aims and what it must respect.

    `before` and `after` are its neighbours of the same rule: the one placed just
    before and the next one's nominal moment.  `taken` is what the activity has
    already, in any phase.  `rests_on` is the occurrence the rule counts from, if it
    counts from one.  `hourly` says that it counts in hours or minutes.
    """

    unit: Unit
    nominal: Moment
    target: Moment
    hourly: bool
    bounds: Bounds
    before: Moment | None
    after: Moment | None
    rests_on: Moment | None
    taken: Taken
    open_days: OpenDays

    def on(self, day: date) -> Moment:
        """Give the slot on another day: at that weekday's time if it has its own."""
        return at_clock(self.unit, day, self.target, hourly=self.hourly)


def at_clock(unit: Unit, day: date, like: Moment, *, hourly: bool) -> Moment:
    """Give a moment on another day: at that weekday's time if it has its own."""
    clock = like.clock
    if clock is not None and not hourly and unit.times.by_weekday:
        usual, there = unit.times.on(like.day), unit.times.on(day)
        if clock in usual and usual.index(clock) < len(there):
            clock = there[usual.index(clock)]
    return real_time(Moment(day=day, clock=clock, zone=like.zone))[0]


def refusal(aim: Aim, moment: Moment) -> str | None:
    """Say why the moment is not legal for this slot, or None if it is."""
    return (
        outside(moment, aim.bounds)
        or closure(aim, moment)
        or occupied(aim, moment)
        or too_close(aim, moment)
    )


def closure(aim: Aim, moment: Moment) -> str | None:
    """Say why the day is not open, or None if it is."""
    return aim.open_days.refusal(aim.unit.rule.activity, moment)


def collision(aim: Aim) -> Rule | None:
    """Find the rule that already gave the activity the day aimed at."""
    return aim.taken.in_the_way(aim.target, aim.unit)


def occupied(aim: Aim, moment: Moment) -> str | None:
    """Say that the activity has that day already, or will want it."""
    rule = aim.taken.in_the_way(moment, aim.unit)
    if rule is not None:
        return f"`{rule.id}` is already on that day"
    due = aim.taken.due[moment.day] - (moment.day == aim.nominal.day)
    if due > 0 and moment.day != aim.target.day:
        return "another one is due that day"
    return None


def too_close(aim: Aim, moment: Moment) -> str | None:
    """Say that the moment does not keep `min_gap`, or None if it does."""
    gap = aim.unit.rule.activity.min_gap
    if gap is None:
        return None
    before, after = aim.taken.before(moment), aim.taken.after(moment)
    is_open = aim.open_days.is_business_day
    if before is not None and not is_far_enough(before, moment, gap, is_open):
        return f"closer than {gap} to the one on {before}"
    if after is not None and not is_far_enough(moment, after, gap, is_open):
        return f"closer than {gap} to the one on {after}"
    return None


def only_closed(aim: Aim) -> bool:
    """Say whether nothing but closed doors speaks against the target."""
    target = aim.target
    return not (
        outside(target, aim.bounds) or occupied(aim, target) or too_close(aim, target)
    )


def only_too_close(aim: Aim, moment: Moment) -> bool:
    """Say whether nothing but the gap speaks against a moment."""
    return too_close(aim, moment) is not None and not (
        outside(moment, aim.bounds) or closure(aim, moment) or occupied(aim, moment)
    )
