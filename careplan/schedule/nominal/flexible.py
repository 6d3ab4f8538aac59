"""Flexible weeks: which days of a week are free for a unit, and which are taken.

A day is free if the rule does not leave it out, it is open at the rule's time, the
activity has nothing else on it, and what the activity has already, or will have on
other days, is far enough away.  Which of the free days are taken is said in `spread`.
Because they are free, `if_closed` has nothing to do; and a week with fewer than it
asks for is remembered, never filled up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from careplan.model.amount import DAYS_A_WEEK
from careplan.model.moment import Moment
from careplan.model.position import Flexible
from careplan.model.program import Rule
from careplan.model.schedule import Step, StepKind
from careplan.model.value import dataclass
from careplan.model.wording import WEEKDAYS
from careplan.schedule.arithmetic import days_through, next_day
from careplan.schedule.bounds import Limits, bounds_of
from careplan.schedule.facts import Facts
from careplan.schedule.gaps import is_far_enough
from careplan.schedule.legality import Aim, refusal
from careplan.schedule.nominal.clock_times import clock_times
from careplan.schedule.nominal.removals import Removals
from careplan.schedule.nominal.spots import Chosen
from careplan.schedule.nominal.spread import Spread, spread
from careplan.schedule.open_days import NAMES, OpenDays
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FullWeek:
    """A week that has fewer days than are wanted; its days, and why some are not free.

    `refused` gives no reason for a day that is free.
    """

    begin: date
    wanted: int
    fit: int
    refused: tuple[tuple[date, str], ...]


class _Week(NamedTuple):
    """The moments of each day of a week, and the days round it on which more is due."""

    times: dict[date, tuple[Moment, ...]]
    due: tuple[Moment, ...]


class ChosenWeeks:
    """The flexible weeks of all units, and which of them have too few free days."""

    def __init__(
        self, open_days: OpenDays, taken_of: Callable[[Rule], Taken], facts: Facts
    ) -> None:
        """Look for open days; `taken_of` gives what a rule's activity has."""
        self._open_days = open_days
        self._taken_of = taken_of
        fixed = (one.draft for one in facts.fixed.values())
        self._kept = (*facts.settled.values(), *fixed)
        self._weeks: dict[int, list[FlexibleWeeks]] = {}

    def of(
        self, unit: Unit, removals: Removals, limits: Limits, *, last: date | None
    ) -> FlexibleWeeks:
        """Let the weeks of one series be chosen; `last` is the last day it may have."""
        taken = self._taken_of(unit.rule)
        weeks = FlexibleWeeks(
            unit,
            removals,
            limits,
            taken,
            self._open_days,
            last=last,
            kept=self._kept_of(unit),
        )
        self._weeks.setdefault(unit.number, []).append(weeks)
        return weeks

    def _kept_of(self, unit: Unit) -> frozenset[date]:
        """List the days chosen before for what has settled, or was moved, since."""
        if not unit.chooses:
            return frozenset()
        return frozenset(
            draft.nominal.day
            for draft in self._kept
            if draft.unit.rule == unit.rule and draft.unit.cycle == unit.cycle
        )

    def too_full(self, unit: Unit) -> list[FullWeek]:
        """List the weeks of a placed unit that have too few free days."""
        series = self._weeks.get(unit.number, ())
        return [week for weeks in series for week in weeks.full]


class FlexibleWeeks:
    """The flexible weeks of one series."""

    def __init__(
        self,
        unit: Unit,
        removals: Removals,
        limits: Limits,
        taken: Taken,
        open_days: OpenDays,
        *,
        last: date | None,
        kept: frozenset[date],
    ) -> None:
        """Look for free days; `last` is the last day the series may have.

        `kept` are days chosen before for what has settled since, and so stay chosen.
        """
        self.full: list[FullWeek] = []
        self._unit = unit
        self._removals = removals
        self._limits = limits
        self._taken = taken
        self._open_days = open_days
        self._last = last
        self._kept = kept

    def afresh(self) -> FlexibleWeeks:
        """Give the same for another series, with nothing remembered."""
        return FlexibleWeeks(
            self._unit,
            self._removals,
            self._limits,
            self._taken,
            self._open_days,
            last=self._last,
            kept=self._kept,
        )

    def choose(self, position: Flexible, begin: date) -> Iterator[Chosen]:
        """Give the days of one week; to ask for more than there are is an error.

        A week that the end of the series cuts is chosen as if it were whole, and then
        cut, so it may have fewer.
        """
        week = self._week(begin)
        kept = [day for day in week.times if day in self._kept]
        refused = {
            day: "" if day in kept else self._refusal(position, day, week)
            for day in week.times
        }
        open_ = [day for day in week.times if not refused[day]]
        free = [day for day in open_ if day not in kept]
        apart = {
            (sooner, later)
            for sooner, later in combinations(free, 2)
            if self._is_clear(week.times[sooner][-1], week.times[later][0])
        }
        taken = spread(free, position.times, lambda *pair: pair in apart, kept)
        reason = _reason(open_, refused, taken) if taken.days else ""
        for day in taken.days:
            moment = Moment(day=begin, zone=self._unit.zone)
            step = Step(kind=StepKind.CHOSEN, moment=moment, reason=reason)
            yield Chosen(day=day, step=step)
        if len(taken.days) < position.times and not self._is_cut(begin):
            self.full.append(
                FullWeek(
                    begin=begin,
                    wanted=position.times,
                    fit=len(taken.days),
                    refused=tuple(refused.items()),
                )
            )

    def _is_cut(self, begin: date) -> bool:
        return self._last is not None and next_day(begin, DAYS_A_WEEK - 1) > self._last

    def _week(self, begin: date) -> _Week:
        """Look at a week, and as far round it as a gap may reach that it can keep."""
        unit, due = self._unit, self._taken.due
        days = [
            unit.pauses.later(begin, next_day(begin, n)) for n in range(DAYS_A_WEEK)
        ]
        near = days_through(
            next_day(begin, -DAYS_A_WEEK), next_day(days[-1], DAYS_A_WEEK)
        )
        return _Week(
            times={
                day: tuple(time.moment for time in clock_times(unit, day))
                for day in days
            },
            due=tuple(Moment(day=day, zone=unit.zone) for day in near if due[day] > 0),
        )

    def _refusal(self, position: Flexible, day: date, week: _Week) -> str:
        """Say why a day of the week is not free, or nothing if it is."""
        unit = self._unit
        if position.among and day.weekday() not in position.among:
            return "not a weekday that was chosen"
        if unit.times.by_weekday and not unit.times.on(day):
            return f"no time is given for a {NAMES[day.weekday()]}"
        reasons = (self._illegal(moment, week) for moment in week.times[day])
        return next((reason for reason in reasons if reason), "")

    def _illegal(self, moment: Moment, week: _Week) -> str | None:
        aim = Aim(
            unit=self._unit,
            nominal=moment,
            target=moment,
            hourly=False,
            bounds=bounds_of(
                moment, None, self._limits, self._open_days.is_business_day
            ),
            before=None,
            after=None,
            rests_on=None,
            taken=self._taken,
            open_days=self._open_days,
        )
        reason = self._removals.reason(moment) or refusal(aim, moment)
        return reason or self._beside_others(moment, week)

    def _beside_others(self, moment: Moment, week: _Week) -> str | None:
        """Say that something else of the activity is due then, or too near.

        It has no date yet but the one it aims at, and of that only the day is known.
        """
        for other in week.due:
            if other.day == moment.day:
                return "another one is due that day"
        gap = self._unit.rule.activity.min_gap
        for other in week.due:
            if not self._is_clear(moment, other):
                return f"closer than {gap} to the one due on {other}"
        return None

    def _is_clear(self, moment: Moment, other: Moment) -> bool:
        gap = self._unit.rule.activity.min_gap
        if gap is None:
            return True
        first, second = sorted((moment, other), key=lambda one: one.day)
        return is_far_enough(first, second, gap, self._open_days.is_business_day)


def _reason(free: list[date], refused: dict[date, str], taken: Spread) -> str:
    """Say which days were free, why these were taken, and what the others were."""
    told = [
        "every day is free"
        if len(free) == DAYS_A_WEEK
        else f"free are {_listed(free)}",
        _preference(taken),
    ]
    days_of: dict[str, list[date]] = {}
    for day, reason in refused.items():
        if reason:
            days_of.setdefault(reason, []).append(day)
    if days_of:
        others = (f"{_listed(days)} ({reason})" for reason, days in days_of.items())
        told.append(f"not free: {', '.join(others)}")
    return "; ".join(told)


def _preference(taken: Spread) -> str:
    if taken.choices == 1:
        return "no others will do"
    if len(taken.days) == 1:
        return f"{_listed(taken.days)} comes first"
    if taken.as_far == 1:
        return f"{_listed(taken.days)} lie farthest apart"
    return f"{_listed(taken.days)} lie as far apart as any, and come first"


def _listed(days: Sequence[date]) -> str:
    *others, last = (f"{WEEKDAYS[day.weekday()]} {day.day}" for day in days)
    return f"{', '.join(others)} and {last}" if others else last
