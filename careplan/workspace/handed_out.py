"""What the next export would change for those who hold a plan's calendars.

Each stream that the register remembers is made again in memory, and nothing is written.
"""

from __future__ import annotations

from datetime import datetime

from careplan.model.diagnostic import Diagnostic
from careplan.model.holding import Holding
from careplan.model.schedule import Schedule
from careplan.workspace.exporting import next_issue
from careplan.workspace.found import Found, found
from careplan.workspace.memory import recall
from careplan.workspace.plan import Plan
from careplan.workspace.streams import stream_of, stream_problems
from careplan.workspace.versions import data_change


def holdings(
    plan: Plan, schedule: Schedule, now: datetime
) -> tuple[tuple[Holding, ...] | None, Found]:
    """Compare an enrolment with its register; nothing if it could not be handed out.

    Empty before the first issue.  The plan is an enrolment's, which has a file.
    """
    register = None if plan.path is None else recall(plan.path, plan.enrolment)
    if isinstance(register, Diagnostic):
        return None, found(register)
    held: list[Holding] = []
    trouble = Found()
    for memory in () if register is None else register.streams:
        stream = stream_of(plan, memory.role)
        issue, given_away = next_issue(
            plan, schedule, stream=stream, memory=memory, now=now
        )
        trouble += found(*stream_problems(plan, stream), *given_away)
        change = data_change(memory, issue)
        held.append(
            Holding(
                role=memory.role,
                number=memory.number,
                issued=memory.changed,
                because=() if change is None else change.causes,
                revisions=issue.revisions,
            )
        )
    return (None if trouble.has_errors else tuple(held)), trouble
