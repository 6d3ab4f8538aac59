"""The moments one activity already has, kept in order of time.

Only the nearest ones before and after a moment can be too close to it, so a plan of
ten thousand occurrences costs no more for each than one of ten.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from datetime import date, datetime

from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.schedule.units import Unit


class Taken:
    """What is placed of an activity, and on which days more of it is due."""

    __slots__ = (
        "_any",
        "_arranged",
        "_displaced",
        "_facts",
        "_instants",
        "_last",
        "_moments",
        "_ordered",
        "_single",
        "due",
    )

    def __init__(self, *, ordered: bool) -> None:
        """Begin with an activity that has nothing placed.

        Only an activity with a gap to keep, or with several a day, is `ordered`.
        """
        self._ordered = ordered
        self._instants: list[datetime] = []
        self._moments: dict[datetime, tuple[Moment, Rule]] = {}
        self._any: dict[date, Rule] = {}
        self._arranged: set[date] = set()
        self._single: dict[date, Rule] = {}
        self._facts: set[date] = set()
        self._displaced: set[datetime] = set()
        self._last: dict[tuple[str | None, str], Moment] = {}
        self.due: Counter[date] = Counter()

    def add(self, moment: Moment, unit: Unit) -> None:
        """Remember that the unit's occurrence is there."""
        rule = unit.rule
        if self._ordered:
            instant = moment.instant
            insort(self._instants, instant)
            self._moments[instant] = moment, rule
        self._any.setdefault(moment.day, rule)
        if not unit.several_a_day:
            self._single.setdefault(moment.day, rule)

    def displaced(self, moment: Moment) -> None:
        """Remember that what is there stands for a time that the clocks skip.

        It is in nobody's way: whoever wants that very time has it as well.
        """
        self._displaced.add(moment.instant)

    def happened(self, moment: Moment) -> None:
        """Remember that what was added there has taken place."""
        self._facts.add(moment.day)

    def arranged(self, moment: Moment) -> None:
        """Remember that what was added there was moved there, or confirmed."""
        self._arranged.add(moment.day)

    def is_given(self, day: date) -> bool:
        """Say whether what is planned for a day has to give way, as to a fact."""
        return day in self._facts or day in self._arranged

    def has_happened(self, day: date) -> bool:
        """Say whether the activity has taken place on a day."""
        return day in self._facts

    def follow(self, moment: Moment, rule: Rule) -> None:
        """Remember that this was the last of the rule so far."""
        self._last[rule.phase, rule.id] = moment

    def last_of(self, rule: Rule) -> Moment | None:
        """Give what was placed last of a rule, in whatever cycle of its phase."""
        return self._last.get((rule.phase, rule.id))

    def in_the_way(self, moment: Moment, unit: Unit) -> Rule | None:
        """Find the rule that already gave the activity that day.

        Rules of several a day stand beside each other, but not at one moment.
        """
        if not unit.several_a_day:
            return self._any.get(moment.day)
        if moment.day in self._single:
            return self._single[moment.day]
        if moment.day not in self._any:
            return None
        if moment.instant in self._displaced:
            return None
        same = self._moments.get(moment.instant)
        return same and same[1]

    def before(self, moment: Moment) -> Moment | None:
        """Give the last one placed before or at the moment."""
        position = bisect_right(self._instants, moment.instant)
        return self._moments[self._instants[position - 1]][0] if position else None

    def after(self, moment: Moment) -> Moment | None:
        """Give the first one placed after the moment."""
        position = bisect_left(self._instants, moment.instant)
        if position == len(self._instants):
            return None
        return self._moments[self._instants[position]][0]
