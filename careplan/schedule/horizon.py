"""The horizon: how far what is open-ended is planned for one enrolment.

A rule that is `open_ended` has no end of its own.  It stops the day after the horizon,
or sooner where its phase ends: at the `length` of that, its `until`, or the `from` of
the phase after it.  Somebody moves the horizon on; until then nothing lies beyond it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from careplan.model.diagnostic import Diagnostic, Label, Part
from careplan.model.program import Rule
from careplan.model.schedule import Horizon, Occurrence
from careplan.model.wording import spell_day
from careplan.schedule.anchors import RuleError
from careplan.schedule.arithmetic import next_day
from careplan.schedule.progress import Progress
from careplan.schedule.units import Unit


def follower(progress: Progress, unit: Unit) -> str | None:
    """Name the phase at whose `from` an open-ended rule stops, if there is one."""
    phase = unit.phase
    if not unit.rule.open_ended or phase is None or phase.length is not None:
        return None
    later = progress.phase_after(phase)
    if later is None or later.start is None or unit.cycle < phase.repeat:
        return None
    return later.id


class OpenEnds:
    """Where the open-ended rules of one enrolment stop, as far as that is known."""

    def __init__(self, progress: Progress, horizon: date | None) -> None:
        """Plan up to the horizon."""
        self._progress = progress
        self._horizon = horizon
        self._ends: dict[int, date] = {}

    def find(self, unit: Unit) -> date | None:
        """Give the first day an open-ended unit no longer has; None if it is not one.

        Raises RuleError without a horizon.
        """
        if not unit.rule.open_ended:
            return None
        if self._horizon is None:
            raise RuleError(_missing(unit.rule))
        later = follower(self._progress, unit)
        begins = self._progress.starts[later, 1] if later is not None else None
        after = next_day(self._horizon)
        end = after if begins is None else min(after, begins.day)
        self._ends[unit.number] = end
        return end

    def of(self, unit: Unit) -> date | None:
        """Give what was found; never before the start of the unit's phase."""
        end, phase = self._ends.get(unit.number), unit.phase
        start = self._progress.starts[phase.id, unit.cycle] if phase else None
        return max(end, start.day) if end and start else end

    def tell(self, rule: Rule, *, begins: date, bound: date | None) -> None:
        """Say how far a rule is planned, if it is the horizon that stops it."""
        horizon = self._horizon
        if not rule.open_ended or horizon is None or bound != next_day(horizon):
            return
        name = rule.name
        said = f"{name} goes on; it is planned up to {spell_day(horizon)}"
        if begins > horizon:
            said = f"{name} is left out: it begins after {spell_day(horizon)},"
            said += " the horizon"
        self._progress.notice(said)
        self._progress.going_on[name] = None


def horizon_of(
    progress: Progress, day: date | None, occurrences: tuple[Occurrence, ...]
) -> Horizon | None:
    """Give the horizon, if something that still happens goes on beyond it.

    What a closed gate cancelled does not; what only begins after it has nothing yet.
    """
    if day is None:
        return None
    laid_out = {draft.unit.rule.name for draft in progress.everything()}
    gone = laid_out - {one.rule.name for one in occurrences}
    rules = tuple(name for name in progress.going_on if name not in gone)
    return Horizon(day=day, rules=rules) if rules else None


def _missing(rule: Rule) -> Diagnostic:
    place = replace(rule.place, path=(*rule.place.path, "open_ended"), part=Part.KEY)
    return Diagnostic(
        code="horizon-missing",
        message=f"`{rule.id}` goes on to the enrolment's `horizon`, and there is none",
        primary=Label(place=place),
        help=("write `horizon = YYYY-MM-DD` in the enrolment",),
    )
