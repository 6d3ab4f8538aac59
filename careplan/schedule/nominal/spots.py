"""Spots: the places a position aims at, and what a stream of them stands on.

A spot is a day or, for a position in hours or minutes, a moment.  What came of the
spot before is told by `Feedback`, because a chain counts from it and a slid slot must
be given again.  Which spots a position gives is not said here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from careplan.model.amount import Amount
from careplan.model.moment import Moment, at_instant
from careplan.model.position import Flexible, IntervalStep
from careplan.model.schedule import Step
from careplan.model.value import dataclass
from careplan.schedule.arithmetic import BusinessDays, displaced, next_day
from careplan.schedule.pauses import NEVER, Pauses


class Spot(NamedTuple):
    """A place a rule aims at.

    `leaves` says what a phase that ended with this spot would leave free: an amount
    after it, a day, or None for the day after.  `chosen` says how its day was chosen,
    if it was; `link` where the spot before it was placed, if it counts from there.  A
    spot that `opens_week` is none itself: the days of the week that begins there are
    chosen when the next one is asked for, and not before.
    """

    moment: Moment
    leaves: Amount | date | None = None
    chosen: Step | None = None
    link: Moment | None = None
    opens_week: bool = False


class Chosen(NamedTuple):
    """A day chosen for a flexible week, and how."""

    day: date
    step: Step


# Gives the days of the week that begins on a date, where a position leaves them open.
Chooser = Callable[[Flexible, date], Iterator[Chosen]]


class Feedback:
    """What became of the last spot: where it was placed, and whether it slid away.

    Where one was moved so that the others follow, `resumed` is the day from which the
    weekdays of a pattern go on, until that is asked for, and `shift` by how much
    intervals and lists are later since the beginning.
    """

    __slots__ = ("placed", "resumed", "shift", "slid")

    def __init__(self) -> None:
        """Begin with no spot behind us."""
        self.placed: Moment | None = None
        self.slid = False
        self.resumed: date | None = None
        self.shift = timedelta(0)

    def resume(self) -> date | None:
        """Give the day from which to go on, once."""
        day, self.resumed = self.resumed, None
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What a stream of spots stands on.

    `clock` is the rule's first time of day; `timed` says that the anchor itself counts
    in hours, so its time is the rule's; `chained` says that each interval counts from
    where the spot before was placed.  `choose` chooses the days of flexible weeks.
    In `pauses` the stream stands still.
    """

    anchor: Moment
    is_open: BusinessDays
    until_of: Callable[[IntervalStep], Moment | None]
    choose: Chooser
    timed: bool = False
    chained: bool = False
    clock: time | None = None
    bound: date | None = None
    pauses: Pauses = NEVER

    def moved(self, moment: Moment, *amounts: Amount) -> Moment:
        """Add amounts to a moment with this footing's business days."""
        return displaced(moment, amounts, self.is_open)

    def left_free(self, spot: Spot, day: date) -> date:
        """Give the first day that a phase no longer needs after a slot.

        `day` is the slot's own, which may be another than the spot's if it is
        aligned.  A day that has slots is the phase's, to its end.
        """
        after, leaves = next_day(day), spot.leaves
        if leaves is None:
            return after
        if not isinstance(leaves, date):
            leaves = self.moved(spot.moment, leaves).day
        return self.pauses.later(day, max(after, leaves))


def carried(moment: Moment, shift: timedelta) -> Moment:
    """Give the moment so much later: by the clock if it has a time, else by days."""
    if not shift:
        return moment
    if moment.is_timed:
        return at_instant(moment.instant + shift, moment.zone)
    return Moment(day=next_day(moment.day, shift.days), zone=moment.zone)


def is_past(moment: Moment, until: Moment) -> bool:
    """Say whether a slot lies beyond an inclusive end, by date or by moment."""
    if moment.day != until.day or moment.clock is None or until.clock is None:
        return moment.day > until.day
    return moment.instant > until.instant


def day_of(moment: Moment) -> Moment:
    """Take the time away: a day offset never inherits one."""
    if moment.clock is None:
        return moment
    return Moment(day=moment.day, zone=moment.zone)
