"""A unit's slots in order: clock times, exceptions and ends laid over its spots.

The ordinal of a slot is given before anything is removed, so that identity does not
depend on exceptions; its number counts only what remains (DESIGN 3.1, "Ends").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from careplan.model.moment import Moment, at_instant, is_skipped
from careplan.model.schedule import Lost
from careplan.schedule.arithmetic import next_day
from careplan.schedule.slots import Feedback, Footing, Spot, spots
from careplan.schedule.units import Unit

DAYS_A_WEEK = 7
MOST_SLOTS = 10_000


class TooManySlotsError(Exception):
    """A rule gives more slots than any plan can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a series, nominal and named; `skipped` is a wall time that is not.

    `ordinal` counts every spot of the series, `number` the slots that count.
    """

    ordinal: int
    index: int
    number: int
    moment: Moment
    after: date
    skipped: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What ends a series, the earliest of all: `bound` is the first day beyond."""

    count: int | None = None
    until: Moment | None = None
    bound: date | None = None


class Series:
    """The slots of one unit, asked for one by one."""

    def __init__(
        self,
        unit: Unit,
        footing: Footing,
        ends: Ends,
        *,
        starts_at: time | None = None,
        skipped_days: frozenset[date] = frozenset(),
    ) -> None:
        """Stand on a footing; `starts_at` drops what lies earlier on the first day."""
        self.unit = unit
        self.lost: list[Lost] = []
        self._footing = footing
        self._ends = ends
        self._starts_at = starts_at
        self._skipped_days = skipped_days
        self._told = Feedback()
        self._number = 0
        self._slots = self._generate()

    def take(self) -> Slot | None:
        """Give the next slot, or None at the end."""
        return next(self._slots, None)

    def placed_at(self, moment: Moment) -> None:
        """Be told where the slot just taken was placed."""
        self._told.placed, self._told.slid = moment, False

    def slid(self) -> None:
        """Be told that the slot just taken was lost and its turn passes on."""
        self._told.slid = True
        self._number -= 1

    def _generate(self) -> Iterator[Slot]:
        ordinal = 0
        for spot in spots(self.unit.position, self._footing, self._told):
            ordinal += 0 if self._told.slid else 1
            if ordinal > 2 * MOST_SLOTS:
                raise TooManySlotsError
            for index, moment, skipped in self._clock_times(spot):
                if self._is_beyond(moment):
                    return
                if self._is_removed(moment):
                    continue
                self._number += 1
                if self._number > MOST_SLOTS:
                    raise TooManySlotsError
                yield Slot(
                    ordinal=ordinal,
                    index=index,
                    number=self._number,
                    moment=moment,
                    after=spot.after,
                    skipped=skipped,
                )

    def _clock_times(self, spot: Spot) -> Iterator[tuple[int, Moment, Moment | None]]:
        moment = spot.moment
        if moment.is_timed and not self.unit.whole_days:
            yield 0, moment.in_zone(self.unit.zone), None
            return
        rule = self.unit.rule
        day = aligned(moment.day, rule.align, back_to_month=rule.align_month)
        for index, clock in enumerate(self.unit.times.on(day) or (None,)):
            yield index, *real_time(Moment(day=day, clock=clock, zone=self.unit.zone))

    def _is_beyond(self, moment: Moment) -> bool:
        ends, until = self._ends, self._ends.until
        if ends.count is not None and self._number >= ends.count:
            return True
        if until is not None and moment.day >= until.day:
            timed = until.is_timed and moment.is_timed
            if moment.instant > until.instant if timed else moment.day > until.day:
                return True
        return ends.bound is not None and self.unit.goes_on and moment.day >= ends.bound

    def _is_removed(self, moment: Moment) -> bool:
        reason = ""
        if moment.day in self.unit.rule.excepted:
            reason = "an excepted date"
        elif moment.day in self._skipped_days:
            reason = f"a day of {' or '.join(self.unit.rule.skip_days_of)}"
        elif (
            self._starts_at is not None
            and moment.clock is not None
            and moment.day == self._footing.anchor.day
            and moment.clock < self._starts_at
        ):
            reason = "before the time the rule counts from"
        if reason:
            lost = Lost(rule=self.unit.rule, moment=moment, reason=reason)
            self.lost.append(lost)
        return bool(reason)


def sliding_ends(trial: Series, ends: Ends) -> tuple[Ends, date | None]:
    """Turn a bound into a count, for a series whose slots may slide past the bound.

    `trial` is the same series, not used for anything else.  Nothing slides in it, so
    what it gives is what the phase asks for, and what must still be delivered.  The
    day of its last slot comes too.
    """
    days = []
    while (slot := trial.take()) is not None:
        days.append(slot.moment.day)
    return Ends(count=len(days), until=ends.until), days[-1] if days else None


def real_time(moment: Moment) -> tuple[Moment, Moment | None]:
    """Give the moment that exists, and the one asked for if the clocks skip it.

    The offset before the change holds: 02:30 in the lost hour is 03:30 (RFC 5545
    §3.3.5).
    """
    if is_skipped(moment):
        return at_instant(moment.instant, moment.zone), moment
    return moment, None


def aligned(day: date, weekdays: tuple[int, ...], *, back_to_month: bool) -> date:
    """Move a date forward to one of the weekdays, or back to the first of its month."""
    if back_to_month:
        return day.replace(day=1)
    while weekdays and day.weekday() not in weekdays:
        day = next_day(day)
    return day
