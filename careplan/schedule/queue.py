"""The slots of a unit waiting to be placed, seen one at a time with the next behind.

A plain grid is known in full beforehand; a chain or a sliding series is asked slot by
slot, because each depends on what became of the one before.
"""

from __future__ import annotations

from collections import deque
from datetime import date, datetime

from careplan.model.moment import Moment
from careplan.model.program import IfMissed
from careplan.model.schedule import Lost, Step
from careplan.schedule.bounds import Limits
from careplan.schedule.branches import OPEN, Gate
from careplan.schedule.nominal.series import Series, Slot
from careplan.schedule.progress import Draft
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit


class Queue:
    """A series with its limits and, for a companion, its parent.

    `origin` is the first step of every trace: what the series counts from.  `turn` is
    the parent's place among those that get a companion.  `rests_on` is the occurrence
    the series counts from, if it counts from one.  `slides` are the slots lost
    since one was last placed, and why; `resumed` is where the last one went that was
    moved so that the rest follows.  `gate` is where its gates stand, `is_sure`
    says that it rests on no mere default, and `cancelled_from` is where a missed
    parent cancels what comes after it.
    """

    __slots__ = (
        "_carries",
        "_one_by_one",
        "_series",
        "_waiting",
        "_week",
        "cancelled_from",
        "gate",
        "grows",
        "is_sure",
        "limits",
        "origin",
        "parent",
        "rests_on",
        "resumed",
        "slides",
        "turn",
        "unit",
    )

    def __init__(
        self,
        series: Series,
        origin: Step,
        limits: Limits,
        *,
        rests_on: Moment | None = None,
        parent: Draft | None = None,
        turn: int = 1,
        gate: Gate = OPEN,
        is_sure: bool = True,
        cancelled_from: Moment | None = None,
    ) -> None:
        """Take the whole grid at once, or only the first slot of a chain, or a week."""
        self.unit: Unit = series.unit
        self.origin = origin
        self.limits = limits
        self.rests_on = rests_on
        self.parent = parent
        self.turn = turn
        self.gate = gate
        self.is_sure = is_sure
        self.cancelled_from = cancelled_from
        self.slides: list[tuple[Moment, str]] = []
        self.resumed: Moment | None = None
        self._carries = False
        self._one_by_one = self.unit.chained or self.unit.may_overrun
        self.grows = self._one_by_one or self.unit.chooses
        self._series = series
        self._week: Moment | None = None
        self._waiting: deque[Slot] = deque()
        self._fill()

    @property
    def is_over(self) -> bool:
        """Say whether no slot is left."""
        return not self._waiting and self._week is None

    @property
    def chooses(self) -> bool:
        """Say whether a week has begun whose days are still to be chosen."""
        return not self._waiting and self._week is not None

    @property
    def head(self) -> Slot:
        """The slot to be placed next."""
        return self._waiting[0]

    @property
    def waiting(self) -> tuple[Slot, ...]:
        """List the slots known so far."""
        return tuple(self._waiting)

    @property
    def lost(self) -> list[Lost]:
        """What exceptions took away."""
        return self._series.lost

    @property
    def short_by(self) -> int:
        """Count what the series was to give and has no slot for."""
        return self._series.short_by

    @property
    def leaves_free(self) -> date | None:
        """Give the first day that the slots so far leave to others."""
        return self._series.leaves_free

    def following(self, taken: Taken) -> Moment | None:
        """Give the nominal moment after the head, where it is known by now.

        To be asked once for each head.  A chain's depends on where the head is placed,
        and where a closed one slides the head never moves, and where the head was
        moved so that the rest follows.  What only makes up for missed ones goes on as
        it would.
        """
        unit = self.unit
        if unit.chained or unit.slides or unit.chooses or self._carries:
            return None
        self._fill()
        for slot in self.waiting[1:]:
            taken.due[slot.moment.day] += 1
        return self._waiting[1].moment if len(self._waiting) > 1 else None

    def expect(self, taken: Taken) -> None:
        """Tell the activity which days will be wanted."""
        for slot in self._waiting:
            taken.due[slot.moment.day] += 1

    def choose(self, taken: Taken) -> None:
        """Choose the days of the week that has begun."""
        self._fill()
        self.expect(taken)

    def placed_at(self, moment: Moment, taken: Taken) -> None:
        """Drop the head, which was placed there, and look at what comes next."""
        self._series.placed_at(moment)
        self.slides.clear()
        self._advance(taken)

    def missed_at(self, moment: Moment, taken: Taken) -> None:
        """Drop the head, which was missed: a series that slides gives it once more."""
        if self.unit.rule.if_missed is IfMissed.SLIDE and self.unit.rule.goes_on:
            self._series.missed(moment)
        else:
            self._series.placed_at(moment)
        self._advance(taken)

    def resume(self, moment: Moment) -> None:
        """Let the rest of the series follow the head, which was moved there."""
        self.resumed, self._carries = moment, True
        self._series.resumes(moment, self.head.moment)

    def leave_slot(self) -> None:
        """Let the slot of the head be the next one's: the head has its date without."""
        self._series.leaves_slot()

    def slid(self, moment: Moment, reason: str, taken: Taken) -> None:
        """Drop the head, which was lost; its turn passes to the following slot."""
        self._series.slid(moment)
        self.slides.append((moment, reason))
        self._advance(taken)

    def slid_for(self, slot: Slot) -> int:
        """Count the days from the first slot lost to this one."""
        return (slot.moment.day - self.slides[0][0].day).days if self.slides else 0

    def cancellation(self, moment: Moment, *, is_fixed: bool) -> str | None:
        """Say why what would be at a moment is cancelled, or None if it is not.

        A missed parent takes what comes after it along, but what somebody moved or
        confirmed; a closed gate everything that has not passed by then.
        """
        missed, gate, parent = self.cancelled_from, self.gate, self.parent
        follows = missed is not None and not (is_fixed or moment.is_before(missed))
        if follows and parent is not None:
            return f"{parent.unit.rule.id} {parent.number} was missed"
        if gate.closing is not None and not gate.closing.leaves(moment):
            return f"{gate.closed_by} was recorded as {gate.closing.result}"
        return None

    def abandon(self) -> None:
        """Ask for no further slot."""
        self.grows = False

    def order(self) -> tuple[datetime, int]:
        """Order queues by the nominal time of their heads, then by the file.

        A week whose days are to be chosen comes before all that lies in it.
        """
        moment = self._waiting[0].moment if self._waiting else self._week
        return (moment or self.head.moment).instant, self.unit.number

    def _advance(self, taken: Taken) -> None:
        self._carries = False
        taken.due[self._waiting.popleft().moment.day] -= 1
        if self.grows and not self._waiting and self._week is None:
            self._fill()
            self.expect(taken)

    def _fill(self) -> None:
        self._week = None
        while (found := self._series.take()) is not None:
            if not isinstance(found, Slot):
                self._week = found
                return
            self._waiting.append(found)
            if self._one_by_one:
                return
