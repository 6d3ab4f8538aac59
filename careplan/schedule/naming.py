"""Names for people: `foundation/session-3`, and `session-3` through the program.

Numbers are given in order of nominal time and count what was dropped, so that leaving
one out renames nothing.
"""

from __future__ import annotations

from collections import Counter

from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.program import Each
from careplan.model.schedule import Occurrence, Schedule, State, Stretch
from careplan.schedule.progress import Draft, Progress

MOST_OCCURRENCES = 10_000


def named(progress: Progress) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Turn the finished board into a schedule, in order of placed time."""
    drafts = progress.drafts_of(progress.units)
    in_phase: Counter[tuple[str | None, str]] = Counter()
    through: Counter[str] = Counter()
    occurrences = []
    for draft in drafts:
        rule = draft.unit.rule
        in_phase[rule.phase, rule.id] += 1
        through[rule.id] += 1
        if draft.placed is not None:
            running = f"{rule.id}-{through[rule.id]}"
            number = in_phase[rule.phase, rule.id]
            name = f"{rule.phase}/{rule.id}-{number}" if rule.phase else running
            label = _label(draft)
            occurrences.append(_occurrence(draft, name, running, label))
    occurrences.sort(key=lambda found: found.placed.instant)
    schedule = Schedule(
        occurrences=tuple(occurrences),
        stretches=_stretches(progress),
        lost=tuple(sorted(progress.lost, key=lambda lost: lost.moment.instant)),
        notices=tuple(progress.notices),
    )
    return schedule, _too_many(progress, len(drafts))


def _occurrence(draft: Draft, name: str, running: str, label: str | None) -> Occurrence:
    return Occurrence(
        key=draft.key,
        name=name,
        running=running,
        rule=draft.unit.rule,
        nominal=draft.nominal,
        placed=draft.placed or draft.nominal,
        ends=draft.ends,
        bounds=draft.bounds,
        label=label,
        state=State.PROVISIONAL if draft.provisional else State.PLANNED,
        trace=draft.trace,
    )


def _label(draft: Draft) -> str | None:
    """Lay the labels over the slots, lost ones too; the last goes on.

    Companions that come several to a parent begin again under each parent.
    """
    unit = draft.unit
    labels = unit.rule.labels
    if not labels:
        return None
    alone = isinstance(unit.rule.anchor, Each) and not unit.several_under_each
    number = draft.turn if alone else draft.number
    return labels[min(number, len(labels)) - 1]


def _stretches(progress: Progress) -> tuple[Stretch, ...]:
    found = []
    for (phase, cycle), start in progress.starts.items():
        end = progress.ends.get((phase, cycle))
        if start is not None and end is not None:
            found.append(Stretch(phase=phase, cycle=cycle, run=1, start=start, end=end))
    order = {phase.id: n for n, phase in enumerate(progress.program.phases)}
    return tuple(sorted(found, key=lambda one: (order[one.phase], one.cycle)))


def _too_many(progress: Progress, number: int) -> tuple[Diagnostic, ...]:
    if number <= MOST_OCCURRENCES:
        return ()
    return (
        Diagnostic(
            code="too-many-occurrences",
            message=f"the program would have {number:,} occurrences; at most"
            f" {MOST_OCCURRENCES:,} can be scheduled",
            primary=Label(place=progress.program.place),
        ),
    )
