"""How a series goes on after its program was amended.

What there was until then keeps its rule as it was.  What the new version would have
given before its time is over, and what it gives from then on counts on from what there
was: the fifth session stays the fifth, whatever the new cadence would have called it.
"""

from __future__ import annotations

from dataclasses import replace

from careplan.schedule.facts import Amended, Facts, SeriesOfRun
from careplan.schedule.nominal.series import Slot
from careplan.schedule.progress import Draft
from careplan.schedule.units import Unit


def series_of(unit: Unit) -> SeriesOfRun:
    """Name the series of a unit."""
    return unit.rule.phase, unit.rule.id, unit.cycle, unit.run


def as_it_was(unit: Unit, draft: Draft) -> Unit:
    """Give the unit of today with the rule and clock the occurrence was planned by."""
    rule, told = draft.unit.rule, draft.unit.told
    if rule is unit.rule and told == unit.told:
        return unit
    return replace(unit, rule=rule, told=told)


def is_forgone(
    slot: Slot, unit: Unit, amended: Amended | None, *, is_kept: bool
) -> bool:
    """Say whether a slot, as the rule numbers it, has no turn: it gives nothing.

    It lies before the new version's time, unless it `is_kept` from then, or there is as
    much as the `count` of its rule already.  A run that was begun since is the new
    version's from its first day.
    """
    if amended is None or unit.run > amended.run:
        return False
    known = amended.continued.get(series_of(unit))
    if known is None:
        return not is_kept and amended.precedes(slot.moment)
    if slot.ordinal <= known.after:
        return not is_kept or slot.ordinal > known.after + known.by
    count = unit.rule.count
    return count is not None and slot.number + known.by > count


def counted_on(slot: Slot, unit: Unit, amended: Amended | None) -> Slot:
    """Give a slot the number that it has after what there was."""
    known = None if amended is None else amended.continued.get(series_of(unit))
    if known is None or slot.ordinal <= known.after:
        return slot
    return slot._replace(ordinal=slot.ordinal + known.by, number=slot.number + known.by)


def had_besides(unit: Unit, facts: Facts) -> list[Draft]:
    """Give what a series had and the new version would not have given by then."""
    if facts.amended is None:
        return []
    known = facts.amended.continued.get(series_of(unit))
    had = (facts.settled.get(key) for key in (known.kept if known else ()))
    return [
        draft._replace(unit=as_it_was(unit, draft))
        for draft in had
        if draft is not None
    ]
