"""The moments one activity already has, kept in order of time.

Only the nearest ones before and after a moment can be too close to it, so a plan of
ten thousand occurrences costs no more for each than one of ten.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from datetime import date, datetime

from careplan.model.moment import Moment
from careplan.model.program import Rule


class Taken:
    """What is placed of an activity, and on which days more of it is due."""

    __slots__ = ("_by_day", "_moments", "_walls", "due")

    def __init__(self) -> None:
        """Begin with an activity that has nothing placed."""
        self._walls: list[datetime] = []
        self._moments: dict[datetime, Moment] = {}
        self._by_day: dict[date, list[tuple[Moment, Rule]]] = {}
        self.due: Counter[date] = Counter()

    def add(self, moment: Moment, rule: Rule) -> None:
        """Remember that the rule's occurrence was placed there."""
        insort(self._walls, moment.wall)
        self._moments[moment.wall] = moment
        self._by_day.setdefault(moment.day, []).append((moment, rule))

    def on(self, day: date) -> list[tuple[Moment, Rule]]:
        """List what is placed on a day, with the rules that put it there."""
        return self._by_day.get(day, [])

    def before(self, moment: Moment) -> Moment | None:
        """Give the last one placed before or at the moment's wall time."""
        position = bisect_left(self._walls, moment.wall)
        if position < len(self._walls) and self._walls[position] == moment.wall:
            return self._moments[moment.wall]
        return self._moments[self._walls[position - 1]] if position else None

    def after(self, moment: Moment) -> Moment | None:
        """Give the first one placed after the moment's wall time."""
        position = bisect_left(self._walls, moment.wall)
        if position < len(self._walls) and self._walls[position] == moment.wall:
            position += 1
        if position < len(self._walls):
            return self._moments[self._walls[position]]
        return None
