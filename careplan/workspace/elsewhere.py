"""An enrolment as it would be under another site file, from now on."""

from __future__ import annotations

from datetime import datetime

from careplan.model.diagnostic import Severity
from careplan.model.enrolment import Site
from careplan.model.resiting import Elsewhere
from careplan.schedule.holidays import public_holidays
from careplan.schedule.ledger.moving import zone_now
from careplan.schedule.questions.differences import differences
from careplan.schedule.questions.resiting import resited
from careplan.workspace.documents import Loaded
from careplan.workspace.found import Found, found
from careplan.workspace.plan import but_late, open_enrolment


def look_elsewhere(
    loaded: Loaded, other: Site | None, now: datetime
) -> tuple[Elsewhere | None, Found]:
    """Date an enrolment as it is and under another site; nothing if it has no dates.

    What is wrong with it as it is comes with the answer, what would be wrong stands in
    it.
    """
    plan, result = open_enrolment(loaded)
    if plan is None or result.has_errors:
        return None, result
    dates = resited(
        plan.first,
        plan.enrolment,
        site=plan.site,
        other=other,
        busy=plan.busy,
        holidays=public_holidays,
        now=now,
        amendments=plan.amendments,
    )
    result += found(*but_late(dates.wrong_before))
    if result.has_errors:
        return None, result
    refusals = tuple(
        one for one in but_late(dates.wrong_after) if one.severity is Severity.ERROR
    )
    moved = () if refusals else differences(dates.before, dates.after)
    elsewhere = Elsewhere(
        name=loaded.name,
        timezone=zone_now(plan.enrolment),
        revisions=moved,
        clashes=dates.clashes,
        refusals=refusals,
    )
    return elsewhere, result
