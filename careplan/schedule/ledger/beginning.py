"""Beginning a phase anew: what stays of the plan as it was, and what is withdrawn."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from careplan.model.kind import Kind
from careplan.model.ledger import Begin, Entry
from careplan.model.program import Phase, Program
from careplan.model.schedule import Key, Stretch
from careplan.schedule.compilation import Compilation
from careplan.schedule.finishing import stretches_of
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.runs import Edges, Run, lasting_rules

T = TypeVar("T")


def staying(
    program: Program,
    begin: Begin,
    drafts: Iterable[Draft],
    recorded: Container[Key],
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """List what the runs so far have given for good, and which medicines go on.

    The first is what is recorded or lies before the day.  A medicine that the new run
    does not give again is never taken away by it, but may still end.
    """
    again, lasting = _phases_from(program, begin.phase), lasting_rules(program)
    kept, going_on = [], []
    for draft in drafts:
        rule = draft.unit.rule
        if rule.name in lasting:
            continue
        stands = draft.stands or draft.nominal
        is_lasting = rule.activity.kind is Kind.MEDICATION and rule.phase is not None
        if draft.key in recorded or stands.day < begin.on:
            kept.append(draft)
        elif is_lasting and rule.phase not in again and draft.placed is not None:
            going_on.append(draft)
    return tuple(kept), tuple(going_on)


def begun(
    plan: Compilation, entry: Entry, begin: Begin, kept: tuple[Draft, ...]
) -> Run:
    """Give the run that begins, before which this is all there is."""
    progress, program = plan.progress, plan.progress.program
    again = _phases_from(program, begin.phase)
    earlier = tuple(
        phase for phase in progress.phases.values() if phase.id not in again
    )
    names = {phase.id for phase in earlier}
    keys = {draft.key for draft in kept}
    given = {
        number: tuple(draft.key for draft in drafts if draft.key in keys)
        for number, drafts in progress.drafts.items()
    }
    return Run(
        number=progress.run + 1,
        phase=begin.phase,
        on=begin.on,
        place=entry.place,
        units=progress.units,
        given={number: found for number, found in given.items() if found},
        phases=earlier,
        starts=_of(progress.starts, names),
        ends=_of(progress.ends, names),
        gates=tuple(dict.fromkeys(gate for one in earlier for gate in one.requires)),
        stretches=tuple(_cut(progress, begin)),
    )


def lasting(plan: Compilation) -> frozenset[Key]:
    """List the keys of what no run begins anew."""
    names = lasting_rules(plan.progress.program)
    drafts = plan.progress.everything()
    return frozenset(draft.key for draft in drafts if draft.unit.rule.name in names)


def only(keys: Container[Key], known: Mapping[Key, T]) -> dict[Key, T]:
    """Keep what is known of these."""
    return {key: one for key, one in known.items() if key in keys}


def _phases_from(program: Program, first: str) -> dict[str, Phase]:
    ids = [phase.id for phase in program.phases]
    return {phase.id: phase for phase in program.phases[ids.index(first) :]}


def _of(edges: Edges, names: set[str]) -> Edges:
    return {key: moment for key, moment in edges.items() if key[0] in names}


def _cut(progress: Progress, begin: Begin) -> Iterator[Stretch]:
    """Give the stretches so far, none of which goes on into the new run."""
    for one in stretches_of(progress):
        if one.start.day >= begin.on:
            continue
        if one.end.day > begin.on:
            yield replace(one, end=replace(one.end, day=begin.on, clock=None))
        else:
            yield one
