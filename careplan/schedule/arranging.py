"""What somebody arranged: an occurrence moved to another date, or confirmed on its own.

It stays there whatever the program says; whether it may be there was asked when it was
entered.
"""

from __future__ import annotations

from careplan.model.ledger import Entry, Move, Pin
from careplan.model.schedule import Step, StepKind
from careplan.model.wording import spell_skip
from careplan.schedule.actuals import spoken_moment
from careplan.schedule.facts import Fixed
from careplan.schedule.progress import Draft


def reasons(entry: Entry) -> tuple[Step, ...]:
    """Keep why it was entered, if that was said, for whoever asks why."""
    if entry.reason is None:
        return ()
    return (Step(kind=StepKind.REASON, reason=entry.reason),)


def fixed(
    entry: Entry, act: Move | Pin, draft: Draft, zone: str, before: Fixed | None
) -> Fixed:
    """Fix an occurrence as an entry says; `zone` is the person's.

    What was an exception where it was fixed `before` stays one when it is confirmed.
    """
    said = act.to if isinstance(act, Move) else None
    moment, skipped = spoken_moment(said, draft, zone)
    kind = StepKind.MOVED if isinstance(act, Move) else StepKind.PINNED
    by = f"by entry {entry.number} of the ledger"
    steps = [Step(kind=kind, moment=moment, reason=by), *reasons(entry)]
    if skipped is not None:
        skip = spell_skip(skipped, moment)
        steps.insert(0, Step(kind=StepKind.NOTE, moment=skipped, reason=skip))
    if isinstance(act, Move):
        keeps_apart = not act.override
    else:
        keeps_apart = before is None or before.keeps_apart
    return Fixed(
        draft=draft, moment=moment, steps=tuple(steps), keeps_apart=keeps_apart
    )
