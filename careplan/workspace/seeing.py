"""Views: a schedule as whoever is at the terminal sees it, or as a stream says."""

from __future__ import annotations

from careplan.audience.entries import entries
from careplan.model.enrolment import Privacy
from careplan.model.schedule import Schedule
from careplan.render.columns import WIDTH
from careplan.render.view import View
from careplan.schedule.ledger.moving import zone_now
from careplan.workspace.plan import Plan
from careplan.workspace.streams import NEUTRAL_NAME, stream_of


def view_of(
    plan: Plan,
    schedule: Schedule,
    *,
    role: str | None = None,
    columns: int = WIDTH,
) -> View:
    """Look at a schedule; through a role's stream if one is named."""
    titles = calendar = None
    if role is not None:
        stream = stream_of(plan, role)
        said = entries(
            schedule, program=plan.program, enrolment=plan.enrolment, stream=stream
        )
        titles = {entry.key: entry.title for entry in said}
        calendar = None if stream.privacy is Privacy.FULL else NEUTRAL_NAME
    return View(
        program=plan.program,
        schedule=schedule,
        start=plan.enrolment.start,
        timezone=zone_now(plan.enrolment),
        role=role,
        titles=titles,
        calendar=calendar,
        is_bare=plan.path is None,
        columns=columns,
    )
