"""What has a name and no date: dropped, left out, cancelled, or not there any more.

A name is given once and for ever, so somebody may ask what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careplan.model.moment import Moment
from careplan.model.schedule import Key, StepKind, Undated
from careplan.schedule.ceilings import Agreed
from careplan.schedule.facts import Facts, LeftOut
from careplan.schedule.naming import Names
from careplan.schedule.progress import Draft

_TELLING = (StepKind.CANCELLED, StepKind.CLOSED, StepKind.GAP)

Omitted = Mapping[Key, LeftOut]


def undated_ones(
    drafts: Sequence[Draft], names: Names, omitted: Omitted
) -> tuple[Undated, ...]:
    """List all that has a name and no date, and why; `drafts` is all there is."""
    there = {draft.key: draft for draft in drafts}
    missing = (key for key in names if key not in there)
    keys = (*(draft.key for draft in drafts if draft.placed is None), *missing)
    return tuple(_undated(key, there, names, omitted) for key in keys)


def agreed_gaps(drafts: Sequence[Draft], facts: Facts) -> tuple[Agreed, ...]:
    """Give what was left out, and where the plan stands still, by way of exception."""
    stills = (one.first for one in facts.pauses if one.override)
    # A day is a day by whatever clock.
    paused = tuple((None, Moment(day=day, zone="UTC")) for day in stills)
    agreed = {key: one.draft for key, one in facts.omitted.items() if one.is_exception}
    if agreed:
        agreed |= {one.key: one for one in drafts if one.key in agreed}
    omitted = ((one.unit.rule.activity.id, one.nominal) for one in agreed.values())
    return (*paused, *omitted)


def _undated(
    key: Key, there: Mapping[Key, Draft], names: Names, omitted: Omitted
) -> Undated:
    name, draft, left_out = names.of(key), there.get(key), omitted.get(key)
    if left_out is not None:
        because = f"left out by entry {left_out.entry} of the ledger"
    elif draft is not None:
        because = _because(draft)
    else:
        because = _with_its_parent(key, there, names)
    return Undated(
        name=name.full,
        running=name.running,
        nominal=None if draft is None else draft.nominal,
        because=because,
        reason=None if left_out is None else left_out.reason,
    )


def _because(draft: Draft) -> str:
    """Say why something was cancelled, or dropped by closed days."""
    told = (step.reason for step in reversed(draft.trace) if step.kind in _TELLING)
    return next(told, "")


def _with_its_parent(key: Key, there: Mapping[Key, Draft], names: Names) -> str:
    """Say that a companion shares the fate of its parent."""
    parent = key.parent
    if parent is None or (parent in there and there[parent].placed is not None):
        return ""
    return f"{names.of(parent).running}, which it counts from, has none either"
