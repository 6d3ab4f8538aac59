"""Verifying: what is wrong with a calendar file, and where it is not the plan's.

A calendar may be anybody's, so a report is given its lines masked: nothing behind here
has the others to show.
"""

from __future__ import annotations

from datetime import datetime

from careplan import files
from careplan.calendar.linting import lint, shown
from careplan.calendar.linting.notes import Notes
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Client, Via
from careplan.model.schedule import Schedule
from careplan.model.value import dataclass
from careplan.workspace.found import Found, found
from careplan.workspace.plan import Plan

_LARGEST = 32 * files.MEGABYTE
_STANDARD_INPUT = "<stdin>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A plan with its dates, and whose calendar of it is meant."""

    plan: Plan
    schedule: Schedule
    role: str


def verify_file(
    path: str,
    *,
    client: Client,
    via: Via,
    dated: Dated | None = None,
    now: datetime,
) -> Found:
    """Say what is wrong with a calendar file, and what a plan says otherwise."""
    data = files.read(path, limit=_LARGEST)
    if isinstance(data, Diagnostic):
        return found(data)
    name = _STANDARD_INPUT if path == files.STANDARD_INPUT else path
    notes = Notes(name)
    lint(data, notes, client=client, via=via)
    trouble = Found() if dated is None else _compare(data, notes, dated, now)
    diagnostics = notes.all()
    source = Source(name=name, text=shown(data, diagnostics))
    return Found(diagnostics=diagnostics, sources=(source,)) + trouble


def _compare(data: bytes, notes: Notes, dated: Dated, now: datetime) -> Found:
    """Compare with what would be handed out now; say it if nothing could be."""
    # What writes calendars is loaded only where one is to be written.
    from careplan.calendar.linting.comparing import compare  # noqa: PLC0415 - see above
    from careplan.workspace.exporting import (  # noqa: PLC0415 - the same
        next_issue,
        shown_of,
    )
    from careplan.workspace.memory import recall  # noqa: PLC0415 - the same
    from careplan.workspace.streams import (  # noqa: PLC0415 - the same
        stream_of,
        stream_problems,
    )

    plan = dated.plan
    register = None if plan.path is None else recall(plan.path, plan.enrolment)
    if isinstance(register, Diagnostic):
        return found(register)
    stream = stream_of(plan, dated.role)
    problems = stream_problems(plan, stream)
    if problems:
        return found(*problems)
    memory = None if register is None else register.stream(dated.role)
    issue, given_away = next_issue(
        plan, dated.schedule, stream=stream, memory=memory, now=now
    )
    records = () if memory is None else memory.records
    names = {record.uid: record.name for record in records}
    shown_now = shown_of(plan, issue, stream, now)
    compare(data, shown_now, stream=stream, notes=notes, names=names)
    return found(*given_away)
