"""The person lives by another clock: what that means for times said before and after.

By `clock` the times of the plan hold in the new zone from then on.  By `instant` they
hold where they held, as with a clinic that keeps its hours, and are told in the new
zone.  What the person chooses afterwards they choose by the clock they live by.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from careplan.model.enrolment import Choice, Enrolment
from careplan.model.ledger import Keep, Relocate
from careplan.model.moment import Moment
from careplan.model.schedule import Bounds
from careplan.schedule.arithmetic import real_time
from careplan.schedule.ledger.undoing import standing
from careplan.schedule.progress import Draft


def relocated(enrolment: Enrolment, act: Relocate) -> Enrolment:
    """Give the enrolment of a person who lives in another zone."""
    if act.keep is Keep.INSTANT:
        reckoned = enrolment.clock_zone
        return replace(enrolment, timezone=act.zone, reckoned=reckoned)
    choices = tuple(replace(choice, zone=None) for choice in enrolment.choices)
    return replace(enrolment, timezone=act.zone, reckoned=None, choices=choices)


def zone_now(enrolment: Enrolment) -> str:
    """Give the zone the person lives in after all entries of the ledger."""
    kept, _ = standing(enrolment.ledger)
    zones = (entry.act.zone for entry in kept if isinstance(entry.act, Relocate))
    return (enrolment.timezone, *zones)[-1]


def chosen_here(enrolment: Enrolment, choice: Choice) -> Choice:
    """Let a choice of times be read on the clock the person lives by."""
    if choice.at is None or enrolment.reckoned is None:
        return choice
    return replace(choice, zone=enrolment.timezone)


def said_here(enrolment: Enrolment, when: date) -> date:
    """Write a date that the person says now as the clock of the plan has it."""
    if enrolment.reckoned is None or not isinstance(when, datetime):
        return when
    here = Moment(day=when.date(), clock=when.time(), zone=enrolment.timezone)
    return real_time(here)[0].in_zone(enrolment.clock_zone).wall


def as_told(draft: Draft) -> Draft:
    """Tell an occurrence on the clock the person lives by."""
    zone = draft.unit.told
    if not zone:
        return draft
    steps = (
        step if step.moment is None else replace(step, moment=step.moment.in_zone(zone))
        for step in draft.trace
    )
    return draft._replace(
        nominal=draft.nominal.in_zone(zone),
        placed=_told(draft.placed, zone),
        actual=_told(draft.actual, zone),
        ends=draft.ends.in_zone(zone),
        bounds=Bounds(
            earliest=_told(draft.bounds.earliest, zone),
            latest=_told(draft.bounds.latest, zone),
        ),
        trace=tuple(steps),
    )


def _told(moment: Moment | None, zone: str) -> Moment | None:
    return None if moment is None else moment.in_zone(zone)
