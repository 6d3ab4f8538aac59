"""Exporting: from a schedule to a calendar's bytes, verified, and what to remember.

The bytes are made and read back in memory; only when they say what the plan says is
anything written: the register first, then the calendar.  After a crash in between the
same command finishes the work.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from careplan import files
from careplan.audience.entries import entries
from careplan.audience.leaks import leaks
from careplan.calendar.readback import verify
from careplan.calendar.series import runs
from careplan.calendar.writer import size_warnings, write
from careplan.issue.revision import revise
from careplan.model.diagnostic import Diagnostic, has_errors
from careplan.model.enrolment import Stream
from careplan.model.register import Issue, Register, StreamRegister
from careplan.model.schedule import Schedule
from careplan.model.value import dataclass
from careplan.workspace.found import Found, found
from careplan.workspace.memory import recall, register_path, written
from careplan.workspace.plan import Plan
from careplan.workspace.replacing import foreign_problems, replacing_problems
from careplan.workspace.streams import stream_problems
from careplan.workspace.versions import DataChange, data_change, versions


class UnverifiedCalendarError(Exception):
    """The bytes do not say what the plan says: a bug, and nothing may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A calendar ready to be written: its bytes and the issue they came from.

    `kept` is the register to be written before it, None where nothing is remembered or
    nothing of it changed.  `change` says that a person should look first.
    """

    data: bytes
    issue: Issue
    stream: Stream
    register: Path | None = None
    kept: Register | None = None
    change: DataChange | None = None


def prepare(
    plan: Plan,
    schedule: Schedule,
    *,
    stream: Stream,
    target: Path | None,
    remember: bool,
    now: datetime,
) -> tuple[Prepared | None, Found]:
    """Make what the stream hands out now and its bytes, and read them back."""
    register = _recalled(plan)
    problems = stream_problems(plan, stream)
    if isinstance(register, Diagnostic):
        return None, found(*problems, register)
    if problems:
        return None, found(*problems)
    memory = register.stream(stream.role)
    issue, given_away = next_issue(
        plan, schedule, stream=stream, memory=memory, now=now
    )
    given_away = (*given_away, *_in_the_way(plan, target, memory, remember=remember))
    if has_errors(given_away):
        return None, found(*given_away)
    data = write(issue, stream=stream, is_remembered=plan.path is not None)
    wrong = verify(data, issue, stream=stream)
    if wrong:
        raise UnverifiedCalendarError(*wrong)
    prepared = Prepared(data=data, issue=issue, stream=stream)
    if remember and plan.path is not None:
        kept = _with_memory(register, issue.memory)
        prepared = replace(
            prepared,
            register=register_path(plan.path),
            kept=None if kept == register else kept,
            change=data_change(memory, issue),
        )
    return prepared, found(*given_away, *size_warnings(data, issue))


def hand_out(prepared: Prepared, target: Path) -> Diagnostic | None:
    """Write the calendar, and before it the register, if there is one to keep."""
    targets = [files.Target(path=target, data=prepared.data)]
    if prepared.register is not None:
        files.sweep((prepared.register, target))
        if prepared.kept is not None:
            data = written(prepared.kept)
            targets.insert(0, files.Target(path=prepared.register, data=data))
    return files.replace_all(tuple(targets))


def _recalled(plan: Plan) -> Register | Diagnostic:
    if plan.path is None:
        return Register(enrolment=plan.enrolment.id)
    return recall(plan.path, plan.enrolment)


def next_issue(
    plan: Plan,
    schedule: Schedule,
    *,
    stream: Stream,
    memory: StreamRegister | None,
    now: datetime,
) -> tuple[Issue, tuple[Diagnostic, ...]]:
    """Make what a stream hands out next, and say what it would give away."""
    program, enrolment = plan.program, plan.enrolment
    said = runs(entries(schedule, program=program, enrolment=enrolment, stream=stream))
    issue = revise(
        said,
        memory,
        enrolment_id=enrolment.id,
        role=stream.role,
        now=now if plan.path is not None else _midnight(enrolment.start),
        versions=versions(plan),
    )
    return issue, leaks(said, program=program, enrolment=enrolment, stream=stream)


def _in_the_way(
    plan: Plan, target: Path | None, memory: StreamRegister | None, *, remember: bool
) -> tuple[Diagnostic, ...]:
    """Say what forbids to replace the calendar that lies there; bytes can be shown."""
    if target is None:
        return ()
    if plan.path is None or not remember:
        return foreign_problems(target)
    return replacing_problems(target, memory, register=register_path(plan.path))


def _midnight(start: date) -> datetime:
    """Give the stamp of a calendar without memory, which no clock may decide."""
    return datetime(start.year, start.month, start.day, tzinfo=UTC)


def _with_memory(register: Register, memory: StreamRegister) -> Register:
    """Put a stream's new memory in the place of its old one."""
    streams = tuple(
        memory if one.role == memory.role else one for one in register.streams
    )
    if register.stream(memory.role) is None:
        streams = (*streams, memory)
    return Register(enrolment=register.enrolment, streams=streams)
