"""A plan under another site from some moment on: what moves, and what cannot.

The ledger is read under the site the plan has had: what was done, moved or confirmed
was so on the days that were open then.  Only what is still to come, and free to move,
is dated under the other site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from careplan.model.busy import BusyTimes
from careplan.model.enrolment import Enrolment, Site
from careplan.model.program import Program
from careplan.model.resiting import Clash, Resited
from careplan.model.schedule import Occurrence, Schedule, State, StepKind
from careplan.schedule.compile import completed, dating, replayed
from careplan.schedule.facts import NO_AMENDMENTS, Amendments, Facts, is_past
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.ledger.replay import Replay
from careplan.schedule.open_days import OpenDays

_AHEAD = (State.PLANNED, State.PROVISIONAL)
_HELD = {
    StepKind.PINNED: "pinned",
    StepKind.MOVED: "moved by hand",
    StepKind.ADDED: "added by hand",
}
_BOUND = "counts in hours"


def resited(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None,
    other: Site | None,
    busy: BusyTimes | None,
    holidays: HolidayTable,
    now: datetime,
    amendments: Amendments = NO_AMENDMENTS,
) -> Resited:
    """Date a plan under the site it has, and under another one from `now` on."""
    dated = dating(program, enrolment, site=site, busy=busy, holidays=holidays)
    names, replay, wrong = replayed(program, enrolment, dated, amendments)
    plan = replay.plan()
    wrong = (*wrong, *replay.complaints)
    before, wrong_before = completed(replay.enrolment, plan, names, wrong)
    there = dating(program, enrolment, site=other, busy=busy, holidays=holidays)
    found = there(replay.enrolment, _facts(replay, now))
    names.give(found.progress.everything())
    after, wrong_after = completed(replay.enrolment, found, names, wrong)
    here, elsewhere = (
        OpenDays(one, None, holidays, zone=replay.enrolment.timezone)
        for one in (site, other)
    )
    clashes = (
        *_closed(after, here, elsewhere, now),
        *_deviating(before, after, now),
        *_too_late(before, after, now),
    )
    return Resited(
        before=before,
        after=after,
        clashes=tuple(sorted(clashes, key=lambda one: one.occurrence.moment.instant)),
        wrong_before=wrong_before,
        wrong_after=wrong_after,
    )


def _facts(replay: Replay, now: datetime) -> Facts:
    """Give what is known, with all that is past where it was."""
    facts = replay.facts
    past = {
        draft.key: draft
        for draft in replay.plan().progress.everything()
        if draft.stands is not None and is_past(draft.stands, now)
    }
    return replace(facts, settled={**past, **facts.settled})


def _closed(
    schedule: Schedule, here: OpenDays, there: OpenDays, now: datetime
) -> Iterator[Clash]:
    """Find what stays at a moment at which the other site alone is closed."""
    for one in _ahead(schedule, now):
        reason = there.refusal(one.activity, one.moment)
        if reason is not None and here.refusal(one.activity, one.moment) is None:
            yield Clash(occurrence=one, reason=reason, held=_held(one))


def _deviating(before: Schedule, after: Schedule, now: datetime) -> Iterator[Clash]:
    """Find what would break a rule of the program that it keeps now."""
    known = {(one.occurrence.key, one.reason) for one in before.deviations}
    ahead = {one.key for one in _ahead(after, now)}
    for deviation in after.deviations:
        one, reason = deviation.occurrence, deviation.reason
        if one.key in ahead and (one.key, reason) not in known:
            yield Clash(occurrence=one, reason=reason, held=_held(one))


def _too_late(before: Schedule, after: Schedule, now: datetime) -> Iterator[Clash]:
    """Find what is still to come and would have to go where it is too late for it."""
    ahead = {one.key for one in _ahead(before, now)}
    for one in after.occurrences:
        if one.key in ahead and is_past(one.moment, now):
            yield Clash(occurrence=one, reason="that is past already", held=None)


def _ahead(schedule: Schedule, now: datetime) -> Iterator[Occurrence]:
    """List what is still to come; what was done had its day."""
    for one in schedule.occurrences:
        if one.state in _AHEAD and not is_past(one.moment, now):
            yield one


def _held(one: Occurrence) -> str | None:
    """Say what keeps an occurrence where it is: the last thing that was done to it."""
    for step in reversed(one.trace):
        if step.kind in _HELD:
            return _HELD[step.kind]
        if step.kind is StepKind.CLOSED and step.moment == one.placed:
            return _BOUND
    return None
