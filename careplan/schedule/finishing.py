"""From the finished board to the schedule: occurrences, stretches, what was lost.

Nothing is dated here any more; what is still open is put into words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.program import Each
from careplan.model.schedule import (
    Key,
    Occurrence,
    OpenGate,
    Schedule,
    State,
    Stretch,
)
from careplan.schedule.facts import LeftOut
from careplan.schedule.ledger.moving import as_told
from careplan.schedule.naming import Name, Names
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.undated import undated_ones

MOST_OCCURRENCES = 10_000


def finished(
    progress: Progress,
    names: Names,
    omitted: Mapping[Key, LeftOut],
    notices: tuple[str, ...] = (),
) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Turn the board into a schedule, in order of the moments things stand for."""
    drafts = progress.everything()
    occurrences = dated_ones(drafts, names)
    cancelled = (
        f"{number} {_occurrences(number)} cancelled: {reason}"
        for reason, number in progress.cancelled.items()
    )
    schedule = Schedule(
        occurrences=occurrences,
        gates=_open_gates(drafts, occurrences, progress.shut),
        stretches=stretches_of(progress),
        lost=tuple(sorted(progress.lost, key=lambda lost: lost.moment.instant)),
        notices=(*progress.notices, *cancelled, *notices),
        undated=undated_ones(drafts, names, omitted),
    )
    return schedule, _too_many(progress, len(drafts))


def dated_ones(drafts: Iterable[Draft], names: Names) -> tuple[Occurrence, ...]:
    """Give what has a date, in order of the moments things stand for."""
    found = [
        _occurrence(draft, names.of(draft.key))
        for draft in drafts
        if draft.placed is not None
    ]
    return tuple(sorted(found, key=lambda one: one.moment.instant))


def _occurrence(draft: Draft, name: Name) -> Occurrence:
    draft = as_told(draft)
    return Occurrence(
        key=draft.key,
        name=name.full,
        running=name.running,
        rule=draft.unit.rule,
        nominal=draft.nominal,
        placed=draft.placed or draft.nominal,
        actual=draft.actual,
        ends=draft.ends,
        bounds=draft.bounds,
        label=_label(draft),
        state=draft.state,
        trace=draft.trace,
        is_exception=draft.is_exception,
    )


def _open_gates(
    drafts: Iterable[Draft], occurrences: tuple[Occurrence, ...], shut: Collection[str]
) -> tuple[OpenGate, ...]:
    """Say which gates something still waits for, and what waits first."""
    if not shut:
        return ()
    found = []
    gates = {draft.key: draft.unit.gates for draft in drafts}
    for gate in shut:
        waiting = (
            one
            for one in occurrences
            if one.state is State.PROVISIONAL and gate in gates[one.key]
        )
        asked = (
            one
            for one in occurrences
            if one.activity.id == gate and one.state not in (State.MISSED, State.DONE)
        )
        first = next(waiting, None)
        if first is not None:
            found.append(OpenGate(activity=gate, asked=next(asked, None), waits=first))
    return tuple(found)


def _occurrences(number: int) -> str:
    return "occurrence is" if number == 1 else "occurrences are"


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


def stretches_of(progress: Progress) -> tuple[Stretch, ...]:
    """List the phases as scheduled, run by run."""
    before, run = progress.before, progress.run
    found = [] if before is None else list(before.stretches)
    for (phase, cycle), start in progress.starts.items():
        end = progress.ends.get((phase, cycle))
        is_earlier = before is not None and (phase, cycle) in before.starts
        if start is not None and end is not None and not is_earlier:
            found.append(
                Stretch(phase=phase, cycle=cycle, run=run, start=start, end=end)
            )
    # An earlier version of the program may have had phases that this one has not.
    order = {phase.id: n for n, phase in enumerate(progress.program.phases)}
    return tuple(
        sorted(found, key=lambda one: (one.run, order.get(one.phase, -1), one.cycle))
    )


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
