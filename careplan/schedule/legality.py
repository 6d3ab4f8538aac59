"""Whether a moment is legal for a slot, and in plain words why it is not.

Legal is what lies inside the bounds, on an open day, on a day of its own, and far
enough from the occurrences before and after it.  Where a
slot goes instead is not decided here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import NamedTuple

from careplan.model.moment import Moment
from careplan.model.program import Rule, Times
from careplan.model.schedule import Bounds
from careplan.model.wording import spell_moment
from careplan.schedule.arithmetic import real_time
from careplan.schedule.bounds import outside
from careplan.schedule.gaps import is_far_enough
from careplan.schedule.open_days import NAMES, OpenDays
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
    if not hourly and unit.times.by_weekday:
        clock = _clock_there(unit.times, day, like)
    return real_time(Moment(day=day, clock=clock, zone=like.zone))[0]


def _clock_there(times: Times, day: date, like: Moment) -> time | None:
    """Give the time of another weekday: none if its table of times names none.

    A time that is not from the table at all (an `rrule` with hours of its own) stays.
    """
    there = times.on(day)
    if like.clock is None:
        return there[0] if there else None
    usual = [real_time(replace(like, clock=each))[0] for each in times.on(like.day)]
    if like not in usual or (there and usual.index(like) >= len(there)):
        return like.clock
    return there[usual.index(like)] if there else None


def refusal(aim: Aim, moment: Moment) -> str | None:
    """Say why the moment is not legal for this slot, or None if it is."""
    return (
        outside(moment, aim.bounds)
        or closure(aim, moment)
        or occupied(aim, moment)
        or too_close(aim, moment)
    )


def closure(aim: Aim, moment: Moment) -> str | None:
    """Say why the day is not open or has no time to begin at, or None if it has."""
    refusal = aim.open_days.refusal(aim.unit.rule.activity, moment)
    if refusal is None and moment.day != aim.nominal.day:
        still = aim.unit.closed.holding(moment.day)
        refusal = None if still is None else f"the plan {still}"
    if refusal is None and lacks_time(aim.unit, moment):
        return f"no time is given for a {NAMES[moment.day.weekday()]}"
    return refusal


def lacks_time(unit: Unit, moment: Moment) -> bool:
    """Say whether a table of times leaves out the weekday of an occurrence."""
    return moment.clock is None and bool(unit.times.by_weekday)


def lacks_only_time(aim: Aim) -> bool:
    """Say whether a slot aims at an open day itself, but at no time of it."""
    target = aim.target
    if not lacks_time(aim.unit, target) or target.day != aim.nominal.day:
        return False
    return aim.open_days.refusal(aim.unit.rule.activity, target) is None


def collision(aim: Aim) -> Rule | None:
    """Find the rule that already gave the activity the day aimed at.

    What has taken place, or was arranged, is nobody's mistake: what is planned gives
    way to it.
    """
    rule = aim.taken.in_the_way(aim.target, aim.unit)
    return None if aim.taken.is_given(aim.target.day) else rule


def meets_fact(aim: Aim) -> bool:
    """Say whether the activity has the day aimed at by a fact or by arrangement."""
    taken, target = aim.taken, aim.target
    return taken.is_given(target.day) and bool(taken.in_the_way(target, aim.unit))


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
    """Say that the moment does not keep `min_gap`, or None if it does.

    Of two, the later one gives way.  One that has taken place cannot any more, and what
    was planned before it is over, too.
    """
    gap = aim.unit.rule.activity.min_gap
    if gap is None:
        return None
    before, after = aim.taken.before(moment), aim.taken.after(moment)
    is_open = aim.open_days.is_business_day
    if before is not None and not is_far_enough(before, moment, gap, is_open):
        return f"closer than {gap} to the one on {spell_moment(before)}"
    if after is None or aim.taken.has_happened(after.day):
        return None
    if not is_far_enough(moment, after, gap, is_open):
        return f"closer than {gap} to the one on {spell_moment(after)}"
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
