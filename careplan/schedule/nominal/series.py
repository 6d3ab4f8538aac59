"""A unit's slots in order: clock times, exceptions and ends laid over its spots.

The ordinal of a slot is given before anything is removed, so that identity does not
depend on exceptions; its number counts only what remains.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from careplan.model.moment import Moment, elapsed
from careplan.model.schedule import Lost, Step
from careplan.model.value import dataclass
from careplan.schedule.arithmetic import next_day, real_time
from careplan.schedule.nominal.clock_times import ClockTime, clock_times
from careplan.schedule.nominal.removals import Removals
from careplan.schedule.nominal.slots import spots
from careplan.schedule.nominal.spots import Feedback, Footing, Spot, is_past
from careplan.schedule.units import Unit

MOST_SLOTS = 10_000
MOST_SPOTS = 2 * MOST_SLOTS
# A year without a single free day: none will come.
MOST_EMPTY_WEEKS = 53


class TooManySlotsError(Exception):
    """A rule gives more slots than any plan can hold."""


class Turn(NamedTuple):
    """Whose turn it is: an ordinal, and an index in the times of its day."""

    ordinal: int
    time_index: int


class Slot(NamedTuple):
    """A place in a series, nominal and named; `skipped` is a wall time that is not.

    `ordinal` counts every spot of the series, `number` the slots that count.  `hourly`
    says that its time came from counting hours or minutes, `chosen` how its day was
    chosen, if it was, `link` where the one before was placed, if it counts from there.
    """

    ordinal: int
    time_index: int
    number: int
    moment: Moment
    hourly: bool
    skipped: Moment | None = None
    chosen: Step | None = None
    link: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What ends a series, the earliest of all.

    `bound` is the first day beyond for what goes on until something ends it, `weeks`
    that for a list of offsets or days, which the end of a phase does not cut.
    """

    count: int | None = None
    until: Moment | None = None
    bound: date | None = None
    weeks: date | None = None

    @property
    def last_day(self) -> date | None:
        """Give the last day a series may have that goes on until something ends it."""
        days = [] if self.until is None else [self.until.day]
        days += [] if self.bound is None else [next_day(self.bound, -1)]
        return min(days, default=None)


class Series:
    """The slots of one unit, asked for one by one."""

    def __init__(
        self,
        unit: Unit,
        footing: Footing,
        ends: Ends,
        removals: Removals,
    ) -> None:
        """Stand on a footing, and leave out what the removals say."""
        self.unit = unit
        self.lost: list[Lost] = []
        self._footing = footing
        self._ends = ends
        self._bound = ends.bound if unit.rule.goes_on else ends.weeks
        self._removals = removals
        self._removes = not removals.is_empty
        self._told = Feedback()
        self._number = self._ordinal = 0
        self._passes_on = False
        self._is_free = False
        self._last: tuple[Spot, date] | None = None
        self._slots = self._generate()

    @property
    def leaves_free(self) -> date | None:
        """Give the first day that the slots so far, lost ones too, leave to others.

        In a chain what follows counts from where the last one went, as the next one
        would: its interval is kept whatever the phase of what comes after it.
        """
        if self._last is None:
            return None
        spot, day = self._last
        went = self._told.placed if self.unit.chained else None
        if went is not None:
            spot, day = spot._replace(moment=went), went.day
        return self._footing.left_free(spot, day)

    @property
    def short_by(self) -> int:
        """Count the slots that are still to be given, where nothing goes on so far."""
        return max((self._ends.count or 0) - self._number, 0)

    def take(self) -> Slot | Moment | None:
        """Give the next slot, or None at the end.

        Where the days of a week are still to be chosen, its beginning comes first:
        whoever asks again wants them chosen.
        """
        return next(self._slots, None)

    def placed_at(self, moment: Moment) -> None:
        """Be told where the slot just taken was placed."""
        self._told.placed = moment

    def missed(self, moment: Moment) -> None:
        """Be told that the slot just taken was missed there, and is given once more.

        Unlike one that slid it happened in its way and keeps what it is.
        """
        self._told.placed, self._told.slid = moment, True
        self._number -= 1

    def leaves_slot(self) -> None:
        """Be told that the turn just given needs no slot: the next one may have it.

        What has settled, or was fixed, has its date; where the slots have gone on past
        that, none is used up by it.  Of several times a day each keeps its own.
        """
        self._is_free = True

    def resumes(self, moment: Moment, slot: Moment) -> None:
        """Be told that the slot just taken was moved there, and the rest with it."""
        told = self._told
        goes_back = moment.day < slot.day and self.unit.several_a_day
        if moment.day != slot.day and not goes_back:
            told.resumed = moment.day
        if self.unit.elapsed and moment.is_timed and slot.is_timed:
            told.shift += elapsed(slot, moment)
        else:
            told.shift += moment.day - slot.day

    def slid(self, moment: Moment) -> None:
        """Be told that the slot just taken, there, was lost: its turn passes on."""
        self._told.placed, self._told.slid = moment, True
        self._passes_on = True
        self._number -= 1

    def _generate(self) -> Iterator[Slot | Moment]:
        # A slot that slides keeps its turn, and with it what it is, for the next one.
        turns: deque[Turn] = deque()
        empty_weeks = 0
        for spot in spots(self.unit.position, self._footing, self._told):
            if spot.opens_week:
                empty_weeks += 1
                if self._is_beyond(spot.moment) or empty_weeks > MOST_EMPTY_WEEKS:
                    return
                yield spot.moment
                continue
            ordinal, empty_weeks = self._next_ordinal(), 0
            self._told.slid = False
            for time in self._clock_times(spot):
                if self._is_beyond(time.moment):
                    return
                self._last = spot, time.moment.day
                if self._removes and self._is_removed(time.moment):
                    self._told.placed = time.moment  # a chain goes on from there
                    continue
                turns.append(Turn(ordinal, time.time_index))
                yield from self._give(turns, spot, time)
            if spot.chosen is not None and self._number == self._ends.count:
                return  # asking on would complain of days that nobody wants

    def _next_ordinal(self) -> int:
        self._ordinal += 1
        if self._ordinal > MOST_SPOTS:
            raise TooManySlotsError
        return self._ordinal

    def _give(self, turns: deque[Turn], spot: Spot, time: ClockTime) -> Iterator[Slot]:
        """Give a slot to the turn that is due, and to the next if that needs none."""
        yield self._slot(turns[0], spot, time)
        while self._takes_free_slot() and not self._is_beyond(time.moment):
            turns.append(Turn(self._next_ordinal(), time.time_index))
            turns.popleft()
            yield self._slot(turns[0], spot, time)
        if not self._passed_on():
            turns.popleft()

    def _takes_free_slot(self) -> bool:
        """Say whether the slot just given is still free, once."""
        is_free, self._is_free = self._is_free, False
        return is_free and not self.unit.several_a_day

    def _passed_on(self) -> bool:
        """Say whether the turn just taken passes on, once."""
        passes_on, self._passes_on = self._passes_on, False
        return passes_on

    def _slot(self, turn: Turn, spot: Spot, time: ClockTime) -> Slot:
        self._number += 1
        if self._number > MOST_SLOTS:
            raise TooManySlotsError
        return Slot(
            ordinal=turn.ordinal,
            time_index=turn.time_index,
            number=self._number,
            moment=time.moment,
            hourly=self.unit.elapsed and spot.moment.is_timed,
            skipped=time.skipped,
            chosen=spot.chosen,
            link=spot.link,
        )

    def _clock_times(self, spot: Spot) -> Iterable[ClockTime]:
        unit, day = self.unit, spot.moment.day
        if spot.moment.is_timed and not unit.whole_days:
            return (ClockTime(0, *real_time(spot.moment)),)
        if (unit.rule.align or unit.rule.align_month) and not unit.aligns_weeks:
            day = aligned(day, unit.rule.align, back_to_month=unit.rule.align_month)
        return clock_times(unit, day)

    def _is_beyond(self, moment: Moment) -> bool:
        ends = self._ends
        return (
            (ends.count is not None and self._number >= ends.count)
            or (ends.until is not None and is_past(moment, ends.until))
            or (self._bound is not None and moment.day >= self._bound)
        )

    def _is_removed(self, moment: Moment) -> bool:
        reason = self._removals.reason(moment)
        if reason is None:
            return False
        self.lost.append(Lost(rule=self.unit.rule, moment=moment, reason=reason))
        return True


def delivered(trial: Series) -> tuple[int, date | None]:
    """Count what a series gives if nothing slides, and tell the day of its last slot.

    `trial` is the same series, not used for anything else.  What it gives is what must
    still be delivered, however far slots slide beyond the end of a phase.
    """
    number, last = 0, None
    while (found := trial.take()) is not None:
        if isinstance(found, Slot):
            number, last = number + 1, found.moment.day
    return number, last


def aligned(day: date, weekdays: tuple[int, ...], *, back_to_month: bool) -> date:
    """Move a date forward to one of the weekdays, or back to the first of its month."""
    if back_to_month:
        return day.replace(day=1)
    while weekdays and day.weekday() not in weekdays:
        day = next_day(day)
    return day
