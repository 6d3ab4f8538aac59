"""The ground of a unit: all that is the same for every anchor it counts from.

Here limits and ends become moments, as far as the schedule is known.  Whatever is not
there keeps the whole rule from happening.
"""

from __future__ import annotations

from datetime import date

from careplan.model.anchor import Expression
from careplan.model.moment import Moment
from careplan.model.position import IntervalStep, Taper
from careplan.model.value import dataclass
from careplan.schedule.anchors import Anchors, Missing
from careplan.schedule.arithmetic import days_through
from careplan.schedule.bounds import Limits, limit_of
from careplan.schedule.horizon import OpenEnds
from careplan.schedule.order import waits_for_end
from careplan.schedule.progress import Progress
from careplan.schedule.stretches import Stretches
from careplan.schedule.units import Unit


class NothingThereError(Exception):
    """What a unit rests on is not there; the text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a unit stands on besides its anchor, already read.

    `bound` is where its phase ends, unless slots slide; `cut` the phase's `until` or
    the horizon, beyond which nothing slides.
    """

    limits: Limits
    until: Moment | None
    steps: dict[IntervalStep, Moment]
    bound: date | None
    cut: date | None
    skipped: frozenset[date]


class Grounds:
    """Reads the grounds of units, against the progress made so far."""

    def __init__(
        self,
        progress: Progress,
        anchors: Anchors,
        stretches: Stretches,
        open_ends: OpenEnds,
    ) -> None:
        """Read expressions by these."""
        self._progress = progress
        self._anchors = anchors
        self._stretches = stretches
        self._open_ends = open_ends

    def of(self, unit: Unit) -> Ground:
        """Read the ground of a unit.  Raises NothingThereError."""
        rule = unit.rule
        limits = Limits(
            not_before=self._limits(rule.not_before, unit),
            not_after=self._limits(rule.not_after, unit),
        )
        return Ground(
            limits=limits,
            until=self._limits((rule.until,), unit)[0] if rule.until else None,
            steps=self._step_ends(unit),
            bound=self._phase_bound(unit),
            cut=self._cut(unit),
            skipped=self._days_of(rule.skip_days_of),
        )

    def read(self, expression: Expression, unit: Unit) -> Moment:
        """Read one expression.  Raises NothingThereError."""
        moment = self._anchors.read(expression, unit)
        if isinstance(moment, Missing):
            raise NothingThereError(moment.reason)
        return moment

    def _cut(self, unit: Unit) -> date | None:
        """Give the first day beyond which nothing of a series lies, slid or not."""
        if not unit.rule.goes_on:
            return None
        known = (self._stretches.until_of(unit), self._open_ends.find(unit))
        return min((day for day in known if day is not None), default=None)

    def _phase_bound(self, unit: Unit) -> date | None:
        if unit.phase is not None and waits_for_end(self._progress, unit):
            end = self._progress.slot_ends[unit.phase.id, unit.cycle]
            return None if end is None else end.day
        return self._stretches.length_of(unit)

    def _limits(
        self, expressions: tuple[Expression, ...], unit: Unit
    ) -> tuple[Moment, ...]:
        return tuple(limit_of(each, self.read(each, unit)) for each in expressions)

    def _step_ends(self, unit: Unit) -> dict[IntervalStep, Moment]:
        steps = unit.position.steps if isinstance(unit.position, Taper) else ()
        return {
            step: self._limits((step.until,), unit)[0]
            for step in steps
            if isinstance(step, IntervalStep) and step.until is not None
        }

    def _days_of(self, activities: tuple[str, ...]) -> frozenset[date]:
        units = self._progress.units_of_activities(activities)
        return frozenset(
            day
            for draft in self._progress.drafts_of(units)
            if draft.stands is not None
            for day in _days_from(draft.stands, draft.ends)
        )


def _days_from(begins: Moment, ends: Moment) -> list[date]:
    """List the days an occurrence is on: all of a period's, else the first."""
    last = begins.day if begins.is_timed else ends.day
    return days_through(begins.day, last)
