"""What has been found so far: phases' starts and ends, and placed occurrences.

The one working store of a compilation.  It answers "which occurrences does this name
mean"; it decides nothing about dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from careplan.model.anchor import Occurred
from careplan.model.diagnostic import Diagnostic
from careplan.model.moment import Moment
from careplan.model.program import Each, Phase, Program
from careplan.model.schedule import Bounds, Key, Lost, State, Step
from careplan.schedule.runs import FIRST, Run
from careplan.schedule.units import Cycle, Unit

Units = tuple[Unit, ...]


class Draft(NamedTuple):
    """An occurrence before it has a name; `placed` is None where it was dropped.

    `number` counts within its series; `turn` is the parent's place among those that
    get a companion, 1 where there is no parent.  `actual` is when it was done.  What is
    an exception may break a rule where somebody arranged it to be, or to be left out.
    """

    unit: Unit
    key: Key
    number: int
    turn: int
    nominal: Moment
    placed: Moment | None
    ends: Moment
    bounds: Bounds
    state: State
    trace: tuple[Step, ...]
    actual: Moment | None = None
    is_exception: bool = False

    @property
    def stands(self) -> Moment | None:
        """The moment it stands for: the actual one, else the planned one, if any."""
        return self.actual or self.placed

    @property
    def can_be_counted_from(self) -> bool:
        """Say whether it happens, so that something may rest on it."""
        return self.placed is not None and self.state is not State.MISSED


class Wait(NamedTuple):
    """What cannot be planned yet; `parent` is the one whose result it waits for."""

    what: str
    parent: Draft | None = None


class Progress:
    """The board on which phases and occurrences are filled in, in order."""

    def __init__(
        self,
        program: Program,
        phases: tuple[Phase, ...],
        units: Units,
        before: Run | None = None,
    ) -> None:
        """Start with nothing known but the phases that happen and the units.

        With a run before there is what that gave, too; its units come first.
        """
        self.program = program
        self.phases = {phase.id: phase for phase in phases}
        self.run = FIRST if before is None else before.number
        self.before = before
        earlier = () if before is None else before.units
        self.units = (*earlier, *units)
        self.starts: dict[tuple[str, int], Moment | None] = {}
        self.ends: dict[tuple[str, int], Moment | None] = {}
        self.slot_ends: dict[tuple[str, int], Moment | None] = {}
        self.drafts: dict[int, tuple[Draft, ...]] = {}
        self.unit_ends: dict[int, date] = {}
        self.shifts: dict[int, int] = {}
        self.last_slots: dict[int, date] = {}
        self.lost: list[Lost] = []
        self.refused: dict[Diagnostic, tuple[Key, ...]] = {}
        self.notices: dict[str, None] = {}
        self.waiting: dict[str, list[Wait]] = {}
        self.unsure: set[tuple[str, int]] = set()
        self.cancelled: Counter[str] = Counter()
        self.shut: dict[str, None] = {}
        self.going_on: dict[str, None] = {}
        self.orphans: tuple[Draft, ...] = ()
        self._everything: tuple[Draft, ...] | None = None
        self._after = {phase.id: later for phase, later in pairwise(phases)}
        self._by_name = _by_name(units)
        self._before_by_name: dict[tuple[bool, str], list[Unit]] = {}
        self._by_cycle: dict[tuple[str, int], list[Unit]] = {}
        for unit in units:
            if unit.phase is not None:
                key = (unit.phase.id, unit.cycle)
                self._by_cycle.setdefault(key, []).append(unit)
        if before is not None:
            given = (unit for unit in earlier if unit.number in before.given)
            self._before_by_name = _by_name(given)
            self.phases = {phase.id: phase for phase in before.phases} | self.phases
            self.starts |= before.starts
            self.ends |= before.ends

    def notice(self, text: str) -> None:
        """Say something once, in plain words."""
        self.notices[text] = None

    def wait(
        self, names: tuple[str, ...], what: str, parent: Draft | None = None
    ) -> None:
        """Note that something cannot be planned before others are known.

        A companion waits for the result of its own `parent`, if it waits for one.
        """
        for name in names:
            is_own = parent is not None and parent.unit.rule.activity.id == name
            wait = Wait(what, parent if is_own else None)
            self.waiting.setdefault(name, []).append(wait)

    def give_up(self, phase: str, cycle: int, *, starting: bool) -> None:
        """Leave a phase's cycle without a start, or without an end."""
        key = phase, cycle
        if starting:
            self.starts[key] = None
        else:
            self.ends[key] = self.slot_ends[key] = None

    @property
    def units_at_hand(self) -> Units:
        """List the units of this run; those of earlier ones have given what they do."""
        first = 0 if self.before is None else len(self.before.units)
        return self.units[first:]

    def units_named(self, wanted: Occurred | Each, asking: Unit | Cycle) -> Units:
        """List the units a name means, for the one that asks."""
        if wanted.own_cycle and wanted.phase is not None:
            known = self._by_cycle.get((wanted.phase, asking.cycle), [])
            return tuple(unit for unit in known if _is_meant(unit, wanted))
        return self.units_meant(wanted)

    def units_meant(self, wanted: Occurred | Each) -> Units:
        """List the units a name means anywhere: this run's, else earlier ones."""
        name = wanted.by_rule, wanted.name
        known = self._by_name.get(name, ())
        meant = tuple(unit for unit in known if _is_meant(unit, wanted))
        if meant or self.before is None:
            return meant
        known = self._before_by_name.get(name, ())
        return tuple(unit for unit in known if _is_meant(unit, wanted))

    def phase_after(self, phase: Phase) -> Phase | None:
        """Give the phase after this one in the file."""
        return self._after.get(phase.id)

    def units_in(self, phase: Phase, cycle: int) -> Units:
        """List the units of one cycle of a phase."""
        return tuple(self._by_cycle.get((phase.id, cycle), ()))

    def units_of_activities(self, activities: tuple[str, ...]) -> Units:
        """List the units that schedule any of these activities."""
        return tuple(
            unit for activity in activities for unit in self._of_activity(activity)
        )

    def units_before(self, asking: Unit) -> Units:
        """List the units of the same activity that the file has before this phase."""
        return tuple(
            unit
            for unit in self._of_activity(asking.rule.activity.id)
            if unit.number < asking.number
            and (unit.rule.phase, unit.cycle, unit.run)
            != (asking.rule.phase, asking.cycle, asking.run)
        )

    def _of_activity(self, activity: str) -> list[Unit]:
        """List the units of an activity in all runs."""
        name = (False, activity)
        return [*self._before_by_name.get(name, ()), *self._by_name.get(name, ())]

    def everything(self) -> tuple[Draft, ...]:
        """List all there is, dropped ones and orphans too, in order of nominal time.

        To be asked for when the board is full: the answer is kept.
        """
        if self._everything is None:
            found = [draft for drafts in self.drafts.values() for draft in drafts]
            found += self.orphans
            found.sort(key=_chronologically)
            self._everything = tuple(found)
        return self._everything

    def drafts_of(self, units: Units) -> tuple[Draft, ...]:
        """List what these units gave, dropped ones too, in order of nominal time."""
        if len(units) == 1:
            return self.drafts.get(units[0].number, ())  # placed in that order
        found = [draft for unit in units for draft in self.drafts.get(unit.number, ())]
        return tuple(sorted(found, key=_chronologically))


def _is_meant(unit: Unit, wanted: Occurred | Each) -> bool:
    """Say whether a name means a unit, as far as it says in which phase that is."""
    rule = unit.rule
    called = rule.id if wanted.by_rule else rule.activity.id
    return wanted.name == called and wanted.phase in (None, rule.phase)


def _by_name(units: Iterable[Unit]) -> dict[tuple[bool, str], list[Unit]]:
    found: dict[tuple[bool, str], list[Unit]] = {}
    for unit in units:
        for name in ((True, unit.rule.id), (False, unit.rule.activity.id)):
            found.setdefault(name, []).append(unit)
    return found


def _chronologically(draft: Draft) -> tuple[datetime, int, int]:
    """Order drafts by nominal time, then by the order of the file."""
    return draft.nominal.instant, draft.unit.number, draft.number
