"""The message that goes with an issue, put together from a plan and what it changes."""

from __future__ import annotations

from datetime import datetime

from careplan.audience.neutral import neutral_titles
from careplan.model.schedule import Schedule
from careplan.render.message import message
from careplan.schedule.ledger.moving import zone_now
from careplan.workspace.exporting import Prepared
from careplan.workspace.plan import Plan


def message_of(
    plan: Plan, schedule: Schedule, prepared: Prepared, now: datetime
) -> str:
    """Write what to tell whoever has the calendar; empty if there is nothing new.

    Nobody is told of a preview, and of a bare program there is nobody to tell.
    """
    if prepared.register is None:
        return ""
    titles = neutral_titles(
        schedule,
        program=plan.program,
        enrolment=plan.enrolment,
        stream=prepared.stream,
    )
    return message(
        prepared.issue,
        titles,
        stream=prepared.stream,
        zone=zone_now(plan.enrolment),
        now=now,
    )
