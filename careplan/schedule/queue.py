"""The slots of a unit waiting to be placed, seen one at a time with the next behind.

A plain grid is known in full beforehand; a chain or a sliding series is asked slot by
slot, because each depends on what became of the one before.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime

from careplan.model.moment import Moment
from careplan.model.schedule import Lost, Step
from careplan.schedule.bounds import Limits
from careplan.schedule.progress import Draft
from careplan.schedule.series import Series, Slot
from careplan.schedule.taken import Taken
from careplan.schedule.units import Unit


class Queue:
    """A series with its limits and, for a companion, its parent.

    `origin` is the first step of every trace: what the series counts from.
    """

    __slots__ = ("_series", "_waiting", "limits", "origin", "parent", "unit")

    def __init__(
        self, series: Series, origin: Step, limits: Limits, parent: Draft | None
    ) -> None:
        """Take the whole grid at once, or only the first slot of a chain."""
        self.unit: Unit = series.unit
        self.origin = origin
        self.limits = limits
        self.parent = parent
        self._series = series
        self._waiting: deque[Slot] = deque()
        self._fill()

    @property
    def head(self) -> Slot | None:
        """The slot to be placed next."""
        return self._waiting[0] if self._waiting else None

    @property
    def lost(self) -> list[Lost]:
        """What exceptions took away."""
        return self._series.lost

    def expect(self, taken: Taken) -> None:
        """Tell the activity which days will be wanted."""
        taken.due.update(slot.moment.day for slot in self._waiting)

    def placed_at(self, moment: Moment, taken: Taken) -> None:
        """Drop the head, which was placed there, and look at what comes next."""
        self._series.placed_at(moment)
        self._advance(taken)

    def slid(self, taken: Taken) -> None:
        """Drop the head, which was lost; its turn passes to the following slot."""
        self._series.slid()
        self._advance(taken)

    def next_nominal(self) -> Moment | None:
        """Give the nominal moment of the slot after the head, if it is known."""
        return self._waiting[1].moment if len(self._waiting) > 1 else None

    def order(self) -> tuple[datetime, int]:
        """Order queues by the nominal time of their heads, then by the file."""
        return self._waiting[0].moment.wall, self.unit.number

    def _advance(self, taken: Taken) -> None:
        taken.due[self._waiting.popleft().moment.day] -= 1
        if not self._waiting and self._grows:
            self._fill()
            self.expect(taken)

    @property
    def _grows(self) -> bool:
        return self.unit.chained or self.unit.slides

    def _fill(self) -> None:
        while (slot := self._series.take()) is not None:
            self._waiting.append(slot)
            if self._grows:
                return
