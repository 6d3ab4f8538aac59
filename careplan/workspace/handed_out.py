"""What the next export would change for those who hold a plan's calendars.

Each stream that the register remembers is made again in memory, and nothing is written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from careplan.audience.entries import entries
from careplan.calendar.series import runs
from careplan.issue.digest import digest_of
from careplan.model.change import Change, Revision
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Stream
from careplan.model.holding import Holding
from careplan.model.register import Recorded, StreamRegister
from careplan.model.schedule import Schedule, State
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
                revisions=_told(plan, schedule, stream, memory, issue.revisions),
            )
        )
    return (None if trouble.has_errors else tuple(held)), trouble


def _told(
    plan: Plan,
    schedule: Schedule,
    stream: Stream,
    memory: StreamRegister,
    revisions: tuple[Revision, ...],
) -> tuple[Revision, ...]:
    """Tell what was only confirmed, or is only in doubt again, from other changes.

    A register does not say how an entry stood, but what its content digests to: if that
    is what the entry would say with the other standing, nothing else has changed.
    """
    if all(one.change is not Change.CHANGED for one in revisions):
        return revisions
    handed_out = {
        one.key: one.digest for one in memory.records if one.state is Recorded.ACTIVE
    }
    changes = {
        name: change
        for state, change in (
            (State.PROVISIONAL, Change.CONFIRMED),
            (State.PLANNED, Change.PROVISIONAL),
        )
        for name, key, digest in _standing(plan, schedule, stream, state)
        if handed_out.get(key) == digest
    }
    return tuple(
        replace(one, change=changes.get(one.name, one.change))
        if one.change is Change.CHANGED
        else one
        for one in revisions
    )


def _standing(
    plan: Plan, schedule: Schedule, stream: Stream, state: State
) -> list[tuple[str, str, str]]:
    """Give name, key and digest of every entry, if all that is to come stood so."""
    occurrences = tuple(
        replace(one, state=state)
        if one.state in (State.PLANNED, State.PROVISIONAL)
        else one
        for one in schedule.occurrences
    )
    said = entries(
        replace(schedule, occurrences=occurrences),
        program=plan.program,
        enrolment=plan.enrolment,
        stream=stream,
    )
    return [(one.name or one.key, one.key, digest_of(one)) for one in runs(said)]
