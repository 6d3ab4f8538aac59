"""Amending: what stays as it was when a plan goes on by a new version of its program.

What lies before the new version's first day stays, and so does all that was recorded,
moved, confirmed or added.  The rest is dated by the new version under the same keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from careplan.model.amount import Amount
from careplan.model.ledger import Amend, Entry
from careplan.model.moment import at_instant
from careplan.model.program import Program
from careplan.model.schedule import Key
from careplan.schedule.compilation import Compilation
from careplan.schedule.continuing import series_of
from careplan.schedule.facts import Amended, Continued, Fixed, SeriesOfRun
from careplan.schedule.progress import Draft

Drafts = tuple[Draft, ...]


def amended(
    plan: Compilation, entry: Entry, amend: Amend, program: Program, zone: str
) -> Amended:
    """Say from when on the new version speaks; `zone` is the person's."""
    effective = amend.effective or at_instant(entry.at, zone).day
    run = plan.progress.run
    return Amended(program=program, at=entry.at, effective=effective, run=run)


def kept_fixed(fixed: Mapping[Key, Fixed], everything: Drafts) -> dict[Key, Fixed]:
    """Keep what was moved, confirmed or added just as it is."""
    drafts = {draft.key: draft for draft in everything}
    return {key: _kept(drafts.get(key), one) for key, one in fixed.items()}


def _kept(draft: Draft | None, one: Fixed) -> Fixed:
    if draft is None or draft.placed is None:
        return one  # it does not happen as things are
    return Fixed(
        draft=draft,
        moment=draft.placed,
        steps=(),
        keeps_apart=one.keeps_apart,
        is_kept=True,
    )


def held(new: Amended, everything: Drafts, known: Collection[Key]) -> dict[Key, Fixed]:
    """Hold what lies ahead, and before the first day of the new version."""
    return {
        draft.key: Fixed(draft=draft, moment=draft.placed, steps=(), is_kept=True)
        for draft in everything
        if draft.placed is not None
        and draft.key not in known
        and new.precedes(draft.placed)
    }


def extended_still(
    lengths: Mapping[str, Amount], before: Program, after: Program
) -> dict[str, Amount]:
    """Keep the lengths that entries gave to phases; what a version changes, it means.

    So a length stays where the new version gives its phase the one it had.
    """
    old = {phase.id: phase.length for phase in before.phases}
    return {
        phase.id: lengths[phase.id]
        for phase in after.phases
        if phase.id in lengths and phase.length == old.get(phase.id)
    }


def without_memory(plan: Compilation, settled: Mapping[Key, Draft]) -> dict[Key, Draft]:
    """Keep of what has settled only what earlier runs have given for good."""
    before = plan.progress.before
    given = before.given.values() if before is not None else ()
    keys = {key for several in given for key in several}
    return {key: draft for key, draft in settled.items() if key in keys}


def continued(
    new: Amended, everything: Drafts, trial: Compilation, settled: Mapping[Key, Draft]
) -> Amended:
    """Count how the series go on; `trial` is what the new version alone would give.

    A chain needs no counting: each of it counts from the one before.
    """
    had, given = _turns(new, everything), _turns(new, trial.progress.everything())
    found = {}
    for unit in trial.progress.units_at_hand:
        series = series_of(unit)
        if not unit.chained:
            before, after = had.get(series, 0), given.get(series, 0)
            kept = _between(settled, series, after, before)
            found[series] = Continued(after=after, by=before - after, kept=kept)
    return replace(new, continued=found)


def _turns(new: Amended, drafts: Iterable[Draft]) -> dict[SeriesOfRun, int]:
    """Count by series the turns that came before the new version's first day."""
    found: dict[SeriesOfRun, int] = {}
    for draft in drafts:
        key = draft.key
        if key.parent is None and new.precedes(draft.nominal):
            series = _series_of(key)
            found[series] = max(found.get(series, 0), key.ordinal)
    return found


def _between(
    settled: Mapping[Key, Draft], series: SeriesOfRun, after: int, last: int
) -> tuple[Key, ...]:
    return tuple(
        key
        for key in settled
        if _series_of(key) == series
        and key.parent is None
        and after < key.ordinal <= last
    )


def _series_of(key: Key) -> SeriesOfRun:
    return key.phase, key.rule, key.cycle, key.run
