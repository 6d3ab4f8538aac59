"""When something happened or is to be, as written down: by the day, the time, or not.

A day alone is read with the clock time that was planned, and no day at all means as
planned.  Whether it may be then is not asked here.
"""

from __future__ import annotations

from datetime import date, datetime

from careplan.model.ledger import MISSED, Record
from careplan.model.moment import Moment
from careplan.model.schedule import State, Step, StepKind
from careplan.model.wording import spell_skip
from careplan.schedule.arithmetic import real_time
from careplan.schedule.lasting import ends_of
from careplan.schedule.progress import Draft


def spoken_moment(
    on: date | None, draft: Draft, zone: str
) -> tuple[Moment, Moment | None]:
    """Give the moment an entry speaks of, and the one it names if the clocks skip it.

    `zone` is the person's.
    """
    planned = draft.stands or draft.nominal
    if on is None:
        return planned, None
    if isinstance(on, datetime):
        return real_time(Moment(day=on.date(), clock=on.time(), zone=zone))
    there = planned.in_zone(zone)
    return real_time(Moment(day=on, clock=there.clock, zone=zone))


def happened(
    record: Record, draft: Draft, actual: Moment, skipped: Moment | None
) -> Draft:
    """Give the occurrence as it is after a record: done then, or missed."""
    if record.result == MISSED:
        step = Step(kind=StepKind.NOTE, moment=draft.placed, reason="it was missed")
        return draft._replace(state=State.MISSED, trace=(*draft.trace, step))
    steps = [Step(kind=StepKind.ACTUAL, moment=actual)]
    if skipped is not None:
        skip = spell_skip(skipped, actual)
        steps.insert(0, Step(kind=StepKind.NOTE, moment=skipped, reason=skip))
    return draft._replace(
        state=State.DONE,
        placed=draft.placed or draft.nominal,
        actual=actual,
        ends=ends_of(draft.unit.rule.activity, actual),
        trace=(*draft.trace, *steps),
    )


def was_past(old: Draft, new: Draft, actual: Moment) -> bool:
    """Say whether what lay before a moment would go elsewhere and still lie before."""
    if old.stands is None or new.stands is None or old.stands == new.stands:
        return False
    return old.stands.is_before(actual) and new.stands.is_before(actual)
