"""Pauses: days on which a plan stands still, and what is later because of them.

What counts from the start or from a phase is later by the length of a pause that lies
in between; the slots of weekday patterns in it are lost, and their turns pass on.  What
counts from a named date, or from an occurrence, goes where that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from typing import NamedTuple

from careplan.model.amount import DAYS_A_WEEK
from careplan.model.anchor import PhaseEdge, PhaseStart, Start
from careplan.model.kind import Kind
from careplan.model.ledger import Pause, Rest
from careplan.model.moment import Moment
from careplan.model.program import From, Rule
from careplan.model.value import dataclass
from careplan.model.wording import spell_day
from careplan.schedule.arithmetic import next_day

# A rule in one cycle of its phase: all the slots that follow one another.
SeriesKey = tuple[str | None, str, int]


class Still(NamedTuple):
    """A stretch of days on which nothing happens, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Count its days."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        """Say it after `the plan`: `stands still from Mon 16 Mar to Sun 22 Mar`."""
        if self.first == self.last:
            return f"stands still on {spell_day(self.first)}"
        return f"stands still from {spell_day(self.first)} to {spell_day(self.last)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Stretches in order of time, none of which touches another."""

    stretches: tuple[Still, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self.stretches)

    def holding(self, day: date) -> Still | None:
        """Find the stretch a day lies in."""
        return next(
            (one for one in self.stretches if one.first <= day <= one.last), None
        )

    def passed(self, since: date, day: date) -> Iterator[Still]:
        """Give the stretches that lie between a day and one counted from it."""
        for one in self.stretches:
            if since <= one.first <= day:
                yield one
                day = next_day(day, one.days)

    def later(self, since: date, day: date, *, by_weeks: bool = False) -> date:
        """Give the day that is meant by one counted from another.

        What is bound to weekdays is later by whole weeks.
        """
        for one in self.passed(since, day):
            weeks = -(-one.days // DAYS_A_WEEK)
            day = next_day(day, weeks * DAYS_A_WEEK if by_weeks else one.days)
        return day

    def moved(self, since: Moment, moment: Moment, *, by_weeks: bool = False) -> Moment:
        """Give the moment that is meant by one counted from another."""
        if not self.stretches:
            return moment
        day = self.later(since.day, moment.day, by_weeks=by_weeks)
        if day == moment.day:
            return moment
        return Moment(day=day, clock=moment.clock, zone=moment.zone)


NEVER = Pauses()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standstill:
    """Which pauses hold for what, and which series slide.

    `plan` holds for everything but habits and medicines, `habits` for them; `closed`
    and `habits_closed` are these and those in which things are left out.  `slid` are
    series of which one was moved so that the others follow.
    """

    plan: Pauses = NEVER
    habits: Pauses = NEVER
    closed: Pauses = NEVER
    habits_closed: Pauses = NEVER
    slid: frozenset[SeriesKey] = field(default=frozenset())

    def of(self, rule: Rule) -> Pauses:
        """Give the pauses that make a rule later: it counts from start or a phase."""
        anchor = rule.anchor
        if not self.plan or not isinstance(anchor, From):
            return NEVER
        if not isinstance(anchor.expression.base, Start | PhaseStart | PhaseEdge):
            return NEVER
        return _of_kind(rule.activity.kind, self.plan, self.habits)

    def closing(self, rule: Rule) -> Pauses:
        """Give the pauses into which nothing of a rule is moved."""
        return _of_kind(rule.activity.kind, self.closed, self.habits_closed)


def standstill(
    pauses: Iterable[Pause], slid: Iterable[SeriesKey], start: date
) -> Standstill:
    """Join the pauses in which things slide on; none begins before the start."""
    known = tuple(pauses)
    sliding = tuple(one for one in known if one.rest is Rest.SLIDE)
    return Standstill(
        plan=_joined(sliding, start),
        habits=_joined((one for one in sliding if one.habits), start),
        closed=_joined(known, start),
        habits_closed=_joined((one for one in known if one.habits), start),
        slid=frozenset(slid),
    )


def _of_kind(kind: Kind, others: Pauses, habits: Pauses) -> Pauses:
    """Give the pauses that hold for a kind of activity; for a medicine none does."""
    if kind is Kind.MEDICATION:
        return NEVER
    return habits if kind is Kind.HABIT else others


def _joined(pauses: Iterable[Pause], start: date) -> Pauses:
    joined: list[Still] = []
    for one in sorted(pauses, key=lambda one: one.first):
        first = max(one.first, start)
        if one.last < first:
            continue
        if joined and first <= next_day(joined[-1].last):
            joined[-1] = Still(joined[-1].first, max(joined[-1].last, one.last))
        else:
            joined.append(Still(first, one.last))
    return Pauses(stretches=tuple(joined))
