"""What has been found so far: phases' starts and ends, and placed occurrences.

The one working store of a compilation.  It answers "which occurrences does this name
mean"; it decides nothing about dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from careplan.model.anchor import Occurred
from careplan.model.moment import Moment
from careplan.model.program import Each, Program
from careplan.model.schedule import Bounds, Key, Lost, Step
from careplan.schedule.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An occurrence before it has a name; `placed` is None where it was dropped.

    `number` counts within its series, `after` is the first day its slot leaves free.
    """

    unit: Unit
    key: Key
    number: int
    nominal: Moment
    placed: Moment | None
    ends: Moment
    bounds: Bounds
    after: date
    provisional: bool
    trace: tuple[Step, ...]


class Progress:
    """The board on which phases and occurrences are filled in, in order."""

    def __init__(self, program: Program, units: tuple[Unit, ...]) -> None:
        """Start with nothing known but the units."""
        self.program = program
        self.units = units
        self.starts: dict[tuple[str, int], Moment | None] = {}
        self.ends: dict[tuple[str, int], Moment | None] = {}
        self.slot_ends: dict[tuple[str, int], Moment | None] = {}
        self.drafts: dict[int, tuple[Draft, ...]] = {}
        self.shifts: dict[int, int] = {}
        self.lost: list[Lost] = []
        self.notices: list[str] = []

    def notice(self, text: str) -> None:
        """Say something once, in plain words."""
        if text not in self.notices:
            self.notices.append(text)

    def give_up(self, phase: str, cycle: int, *, starting: bool) -> None:
        """Leave a phase's cycle without a start, or without an end."""
        key = phase, cycle
        if starting:
            self.starts[key] = None
        else:
            self.ends[key] = self.slot_ends[key] = None

    def units_named(
        self, wanted: Occurred | Each, asking: Unit | None
    ) -> tuple[Unit, ...]:
        """List the units a name means, for the unit that asks."""
        return tuple(
            unit
            for unit in self.units
            if wanted.name
            == (unit.rule.id if wanted.by_rule else unit.rule.activity.id)
            and (wanted.phase is None or unit.rule.phase == wanted.phase)
            and not (wanted.own_cycle and asking and unit.cycle != asking.cycle)
        )

    def units_of_activities(self, activities: tuple[str, ...]) -> tuple[Unit, ...]:
        """List the units that schedule any of these activities."""
        return tuple(unit for unit in self.units if unit.rule.activity.id in activities)

    def drafts_of(self, units: tuple[Unit, ...]) -> tuple[Draft, ...]:
        """List what these units gave, dropped ones too, in order of nominal time."""
        found = [draft for unit in units for draft in self.drafts.get(unit.number, ())]
        return tuple(sorted(found, key=chronologically))


def chronologically(draft: Draft) -> tuple[object, ...]:
    """Order drafts by nominal wall time, then by the order of the file."""
    return draft.nominal.wall, draft.unit.number, draft.number
