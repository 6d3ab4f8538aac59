"""Where an occurrence of a plan may be, and why an entry may not put it somewhere."""

from __future__ import annotations

from datetime import date

from careplan.model.alternative import Alternatives
from careplan.model.ledger import Entry
from careplan.schedule.holidays import public_holidays
from careplan.schedule.questions.alternatives import alternatives
from careplan.schedule.questions.objections import objection
from careplan.workspace.plan import Plan


def other_days(
    plan: Plan, *, name: str, first: date | None, last: date | None
) -> Alternatives | None:
    """Say on which other days an occurrence might be; None if nothing is called so."""
    return alternatives(
        plan.first,
        plan.enrolment,
        site=plan.site,
        busy=plan.busy,
        holidays=public_holidays,
        amendments=plan.amendments,
        name=name,
        first=first,
        last=last,
    )


def objected(plan: Plan, entry: Entry) -> str | None:
    """Say why an entry may not move or add something there; None if it may."""
    return objection(
        plan.first,
        plan.enrolment,
        entry,
        site=plan.site,
        busy=plan.busy,
        holidays=public_holidays,
        amendments=plan.amendments,
    )
