"""Drafting: an occurrence from its slot and where that was placed, with its trace.

What it is, how sure it is, and every step by which its date was found; nothing is
dated here.
"""

from __future__ import annotations

from datetime import date

from careplan.model.kind import Kind
from careplan.model.schedule import Key, State, Step, StepKind
from careplan.model.wording import spell_skip
from careplan.schedule.lasting import ends_of
from careplan.schedule.legality import Aim
from careplan.schedule.nominal.series import Slot
from careplan.schedule.placing import Placing
from careplan.schedule.progress import Draft
from careplan.schedule.queue import Queue


def draft_of(queue: Queue, slot: Slot, aim: Aim, placing: Placing) -> Draft:
    """Give what came of a slot, placed or not."""
    unit = queue.unit
    return Draft(
        unit=unit,
        key=key_of(queue, slot),
        number=slot.number,
        turn=queue.turn,
        nominal=slot.moment,
        placed=placing.moment,
        ends=ends_of(unit.rule.activity, placing.moment or aim.target),
        bounds=aim.bounds,
        state=state_of(queue),
        trace=_trace(queue, slot, aim, placing),
    )


def key_of(queue: Queue, slot: Slot) -> Key:
    """Say what the slot of a queue is, whatever its date."""
    unit = queue.unit
    return Key(
        phase=unit.rule.phase,
        cycle=unit.cycle,
        run=unit.run,
        rule=unit.rule.id,
        ordinal=slot.ordinal,
        time_index=slot.time_index,
        parent=queue.parent.key if queue.parent else None,
    )


def state_of(queue: Queue) -> State:
    """Say whether it is confirmed: a companion shares its parent's fate.

    A medicine is outside every gate, also as the companion of what waits for one.
    """
    parent, kind = queue.parent, queue.unit.rule.activity.kind
    shares = parent is not None and kind is not Kind.MEDICATION
    waits = shares and parent is not None and parent.state is State.PROVISIONAL
    if waits or not (queue.gate.is_open and queue.is_sure):
        return State.PROVISIONAL
    return State.PLANNED


def _trace(queue: Queue, slot: Slot, aim: Aim, placing: Placing) -> tuple[Step, ...]:
    steps = [queue.origin]
    if queue.unit.choice:
        steps.append(Step(kind=StepKind.CHOICE, reason=queue.unit.choice))
    if slot.link is not None:
        steps.append(Step(kind=StepKind.LINK, moment=slot.link))
    if slot.chosen is not None:
        steps.append(slot.chosen)
    steps.append(Step(kind=StepKind.NOMINAL, moment=slot.moment))
    if slot.skipped is not None:
        skip = spell_skip(slot.skipped, slot.moment)
        steps.append(Step(kind=StepKind.NOTE, moment=slot.skipped, reason=skip))
    if aim.target is not slot.moment and aim.target != slot.moment:
        reason = f"not before `{_latest_limit(queue)}`"
        steps.append(Step(kind=StepKind.TARGET, moment=aim.target, reason=reason))
    stills = queue.unit.pauses.passed(_since(queue), slot.moment.day)
    steps += [Step(kind=StepKind.NOTE, reason=f"the plan {one}") for one in stills]
    for moment, reason in queue.slides:
        steps.append(Step(kind=StepKind.SLID, moment=moment, reason=reason))
    steps += placing.steps
    if placing.moment is not None:
        steps.append(Step(kind=StepKind.PLACED, moment=placing.moment))
    return tuple(steps)


def _since(queue: Queue) -> date:
    """Give the day after which a pause makes it later.

    That is the start of all, unless its phase begins at a date of its own.
    """
    phase, origin = queue.unit.phase, queue.origin.moment
    if phase is None or phase.start is None or origin is None:
        return date.min
    return origin.day


def _latest_limit(queue: Queue) -> str:
    """Give the `not_before` that holds, as it was written."""
    written = queue.unit.rule.not_before
    read = dict(zip(written, queue.limits.not_before, strict=True))
    return max(written, key=lambda expression: read[expression].wall).text
