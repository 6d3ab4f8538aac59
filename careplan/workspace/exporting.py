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
from careplan.audience.cuts import cut_titles
from careplan.audience.entries import entries
from careplan.audience.leaks import leaks
from careplan.calendar.readback import verify
from careplan.calendar.series import runs
from careplan.calendar.splitting import parts
from careplan.calendar.window import within
from careplan.calendar.writer import size_warnings, write
from careplan.issue.revision import revise
from careplan.model.diagnostic import Diagnostic, has_errors
from careplan.model.enrolment import Stream
from careplan.model.moment import at_instant
from careplan.model.profile import profile_of
from careplan.model.register import Issue, Register, StreamRegister
from careplan.model.schedule import Occurrence, Schedule
from careplan.model.stream import Entry
from careplan.model.value import dataclass
from careplan.schedule.ledger.moving import zone_now
from careplan.workspace.found import Found, found
from careplan.workspace.memory import recall, register_path, written
from careplan.workspace.plan import Plan
from careplan.workspace.rebuilding import rebuilt
from careplan.workspace.reissuing import keys_anew, not_handed_out
from careplan.workspace.replacing import foreign_problems, replacing_problems
from careplan.workspace.streams import stream_problems
from careplan.workspace.versions import DataChange, data_change, versions


class UnverifiedCalendarError(Exception):
    """The bytes do not say what the plan says: a bug, and nothing may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A calendar ready to be written: its bytes and the issue they came from.

    `parts` are the same in several files.  `shown` is what of the issue stands in the
    calendar: of a feed's the days of its window.  `kept` is the register to be written
    before it, None where nothing is remembered or nothing of it changed.  `change` says
    that a person should look first.
    """

    data: bytes
    parts: tuple[bytes, ...] = ()
    issue: Issue
    shown: Issue
    stream: Stream
    register: Path | None = None
    kept: Register | None = None
    change: DataChange | None = None

    @property
    def memory(self) -> files.Target | None:
        """Give the register as it is to be written, None if it is to stay as it is."""
        if self.register is None or self.kept is None:
            return None
        return files.Target(path=self.register, data=written(self.kept))


def prepare(
    plan: Plan,
    schedule: Schedule,
    *,
    stream: Stream,
    target: Path | None,
    remember: bool,
    now: datetime,
    anew: Occurrence | None = None,
    since: tuple[str, ...] = (),
    register: Register | None = None,
    is_split: bool = False,
) -> tuple[Prepared | None, Found]:
    """Make what the stream hands out now and its bytes, and read them back.

    `anew` is an occurrence that is to have another UID, `since` names calendars from
    which a lost memory is rebuilt.  `register` is the memory as another stream of the
    same run leaves it, else the file's.  A calendar that `is_split` also comes as a
    file for each entry.
    """
    known = _recalled(plan) if register is None else register
    problems = stream_problems(plan, stream)
    if isinstance(known, Diagnostic):
        return None, found(*problems, known)
    if problems:
        return None, found(*problems)
    memory = known.stream(stream.role)
    said = _said(plan, schedule, stream)
    joined = runs(said, profile_of(stream))
    if since:
        again = rebuilt(plan, schedule, stream, memory, joined=joined, since=since)
        if isinstance(again, tuple):
            return None, found(*again)
        memory = again
    keys: frozenset[str] | None = frozenset()
    if anew is not None:
        keys = keys_anew(anew, said, joined, memory, target)
    in_the_way = _in_the_way(plan, target, memory, remember=remember)
    if anew is not None and keys is None:
        missing = not_handed_out(anew, stream, plan.enrolment.place.file)
        return None, found(*(in_the_way or (missing,)))
    issue = _issue(plan, joined, memory, role=stream.role, now=now, anew=keys)
    given_away = (*_leaks(plan, joined, stream), *in_the_way)
    if has_errors(given_away):
        return None, found(*given_away)
    prepared = _made(plan, issue, stream, now, is_split=is_split)
    if remember and plan.path is not None:
        kept = _with_memory(known, issue.memory)
        prepared = replace(
            prepared,
            register=register_path(plan.path),
            kept=None if kept == known else kept,
            change=data_change(memory, issue, is_rebuilt=bool(since)),
        )
    cut = cut_titles(
        schedule, program=plan.program, enrolment=plan.enrolment, stream=stream
    )
    return prepared, found(*given_away, *cut, *_too_large(prepared))


def _made(
    plan: Plan, issue: Issue, stream: Stream, now: datetime, *, is_split: bool
) -> Prepared:
    """Make the bytes of an issue, whole and in parts, and read all of them back."""
    shown = shown_of(plan, issue, stream, now)

    def bytes_of(part: Issue) -> bytes:
        return verified(part, stream, is_remembered=plan.path is not None)

    data = bytes_of(shown)
    parted = parts(shown, data, profile_of(stream), bytes_of, one_each=is_split)
    return Prepared(data=data, parts=parted, issue=issue, shown=shown, stream=stream)


def _too_large(prepared: Prepared) -> tuple[Diagnostic, ...]:
    """Warn of a calendar that is large, unless it comes in parts that are not."""
    return () if prepared.parts else size_warnings(prepared.data, prepared.shown)


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
    joined = runs(_said(plan, schedule, stream), profile_of(stream))
    issue = _issue(plan, joined, memory, role=stream.role, now=now)
    return issue, _leaks(plan, joined, stream)


def _leaks(
    plan: Plan, joined: tuple[Entry, ...], stream: Stream
) -> tuple[Diagnostic, ...]:
    return leaks(joined, program=plan.program, enrolment=plan.enrolment, stream=stream)


def _said(plan: Plan, schedule: Schedule, stream: Stream) -> tuple[Entry, ...]:
    return entries(
        schedule, program=plan.program, enrolment=plan.enrolment, stream=stream
    )


def _issue(
    plan: Plan,
    joined: tuple[Entry, ...],
    memory: StreamRegister | None,
    *,
    role: str,
    now: datetime,
    anew: frozenset[str] | None = None,
) -> Issue:
    enrolment = plan.enrolment
    return revise(
        joined,
        memory,
        enrolment_id=enrolment.id,
        role=role,
        now=now if plan.path is not None else _midnight(enrolment.start),
        versions=versions(plan),
        anew=anew or frozenset(),
    )


def shown_of(plan: Plan, issue: Issue, stream: Stream, now: datetime) -> Issue:
    """Give what stands in the calendar; a feed's window begins and ends at a day."""
    window = profile_of(stream).window
    today = at_instant(now, zone_now(plan.enrolment)).day
    return within(issue, window, today)


def verified(
    issue: Issue, stream: Stream, *, is_remembered: bool = True, about: str = ""
) -> bytes:
    """Make the bytes of an issue and read them back, as `write` is asked to.

    Raises UnverifiedCalendarError.
    """
    data = write(issue, stream=stream, is_remembered=is_remembered, about=about)
    wrong = verify(data, issue, stream=stream)
    if wrong:
        raise UnverifiedCalendarError(*wrong)
    return data


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
