"""A plan's history: each entry of its ledger with what it changed."""

from __future__ import annotations

from itertools import pairwise

from careplan.model.ledger import Entry, Undo
from careplan.render.history import Chapter
from careplan.schedule.holidays import public_holidays
from careplan.schedule.ledger.undoing import standing
from careplan.schedule.questions.differences import differences
from careplan.schedule.questions.retracing import retraced
from careplan.workspace.plan import Plan


def chapters_of(plan: Plan) -> tuple[Chapter, ...]:
    """Retrace the ledger from its first entry to its last."""
    ledger = plan.enrolment.ledger
    schedules = retraced(
        plan.first,
        plan.enrolment,
        site=plan.site,
        busy=plan.busy,
        holidays=public_holidays,
        amendments=plan.amendments,
    )
    undone = _undone(ledger)
    return tuple(
        Chapter(
            entry=entry,
            revisions=differences(before, after),
            undone_by=undone.get(entry.number),
        )
        for entry, (before, after) in zip(ledger, pairwise(schedules), strict=True)
    )


def _undone(ledger: tuple[Entry, ...]) -> dict[int, int]:
    """Say which entry took which one back, of those that still do."""
    kept, _ = standing(ledger)
    return {one.act.entry: one.number for one in kept if isinstance(one.act, Undo)}
