"""What is due in a plan, for whoever looks after many: opened, dated and looked at."""

from __future__ import annotations

from datetime import datetime

from careplan.model.diagnostic import has_errors
from careplan.model.due import Due
from careplan.model.value import dataclass
from careplan.schedule.ledger.moving import zone_now
from careplan.schedule.questions.due import due
from careplan.workspace.documents import Loaded
from careplan.workspace.found import Found, found
from careplan.workspace.plan import but_late, compiled, open_enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The plan of one enrolment, by its file, and what is due in it.

    `timezone` is the person's, in which every moment is said.
    """

    name: str
    timezone: str
    due: tuple[Due, ...]


def look_at(loaded: Loaded, now: datetime) -> tuple[Desk | None, Found]:
    """List what is due in an enrolment; nothing if it cannot be read or dated."""
    plan, result = open_enrolment(loaded)
    if plan is None or result.has_errors:
        return None, result
    schedule, diagnostics = compiled(plan)
    wrong = but_late(diagnostics)  # that it is late is listed
    if has_errors(wrong):
        return None, result + found(*diagnostics)
    listed = due(plan.program, plan.enrolment, schedule, now)
    desk = Desk(name=loaded.name, timezone=zone_now(plan.enrolment), due=listed)
    return desk, result + found(*wrong)
