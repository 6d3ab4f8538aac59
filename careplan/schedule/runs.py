"""Runs: a program gone through again from one of its phases on.

What an earlier run gave and keeps is there for good; names in the program mean what the
run at hand gives, and only where that has nothing of the name what was given before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from careplan.model.anchor import Fixed, Named, Occurred
from careplan.model.diagnostic import Place
from careplan.model.moment import Moment
from careplan.model.program import Each, Phase, Program, Rule
from careplan.model.schedule import Key, Stretch
from careplan.model.value import dataclass
from careplan.schedule.units import Unit

FIRST = 1

Edges = Mapping[tuple[str, int], Moment | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that an entry, at `place`, began with a phase on a day; counted from 1.

    `units` are all of the runs before, by their numbers, `given` what each of them has
    given for good.  `phases` are those before the first of this run, with the moments
    at which their cycles began and ended, and `gates` what they require.  `stretches`
    are those of all runs before.
    """

    number: int
    phase: str
    on: date
    place: Place
    units: tuple[Unit, ...]
    given: Mapping[int, tuple[Key, ...]]
    phases: tuple[Phase, ...]
    starts: Edges
    ends: Edges
    gates: tuple[str, ...]
    stretches: tuple[Stretch, ...] = field(default=())


def lasting_rules(program: Program) -> frozenset[str]:
    """Name the rules that stay what they are through all runs.

    They belong to no phase and count from a date that no run moves, or from something
    that does so.
    """
    return frozenset(
        rule.name for rule in program.rules if _is_lasting(program, rule, frozenset())
    )


def _is_lasting(program: Program, rule: Rule, seen: frozenset[str]) -> bool:
    if rule.phase is not None or rule.id in seen:
        return False
    anchor = rule.anchor
    if isinstance(anchor, Each):
        name = anchor.name
    else:
        base = anchor.expression.base
        if isinstance(base, Fixed | Named):
            return True
        if not isinstance(base, Occurred):
            return False
        name = base.name
    meant = [one for one in program.all_rules() if name in (one.id, one.activity.id)]
    return all(_is_lasting(program, one, seen | {rule.id}) for one in meant)
