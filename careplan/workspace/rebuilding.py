"""Rebuilding: a lost register's memory, made again from calendars it handed out.

Of each entry the newest state in any of the files counts.  What an entry says now is
compared with what the file says, which is all that anybody was told: where the two are
the same it is unchanged, and where that cannot be seen the sequence rises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from careplan import files
from careplan.audience.entries import entries
from careplan.calendar.earlier import (
    EarlierCalendar,
    EarlierEvent,
    StrangeCalendarError,
    earlier_calendar,
)
from careplan.calendar.readback import says
from careplan.calendar.timezone import ZoneRule
from careplan.issue.digest import digest_of
from careplan.issue.identity import is_lost
from careplan.issue.recognition import recognised
from careplan.issue.tombstone import tombstone
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Stream
from careplan.model.profile import profile_of
from careplan.model.program import PATIENT
from careplan.model.register import Issued, Record, Recorded, StreamRegister
from careplan.model.schedule import Schedule, State
from careplan.model.stream import Entry
from careplan.schedule.ledger.moving import zone_now
from careplan.workspace.plan import Plan, dated
from careplan.workspace.replacing import with_line_ends
from careplan.workspace.versions import versions

_LARGEST = 16 * files.MEGABYTE
_Read = tuple[str, EarlierCalendar]
_Newest = tuple[EarlierEvent, dict[str, ZoneRule]]


def rebuilt(
    plan: Plan,
    schedule: Schedule,
    stream: Stream,
    memory: StreamRegister | None,
    *,
    joined: tuple[Entry, ...],
    since: tuple[str, ...],
) -> StreamRegister | tuple[Diagnostic, ...]:
    """Rebuild a stream's memory from earlier calendars, or say why that cannot be.

    `memory` is what an older register still remembers; `joined` what the stream would
    say now.
    """
    read = [_earlier(name, zone_now(plan.enrolment)) for name in since]
    problems = tuple(one for one in read if isinstance(one, Diagnostic))
    earlier = [one for one in read if not isinstance(one, Diagnostic)]
    known = _known(plan, schedule, stream)
    problems += tuple(_strangers(plan, stream, memory, known, earlier))
    number = max((calendar.number for _, calendar in earlier), default=0)
    if memory is not None and not problems and number <= memory.number:
        problems = (_in_place(plan, memory, number),)
    if problems:
        return problems
    records = _records(memory, [calendar for _, calendar in earlier])
    records = recognised(
        records, known, enrolment_id=plan.enrolment.id, role=stream.role
    )
    newest = _newest([calendar for _, calendar in earlier])
    now = {entry.key: entry for entry in joined}
    records = tuple(
        _compared(record, newest.get(record.uid), now.get(record.key), stream)
        for record in records
    )
    return StreamRegister(
        role=stream.role,
        number=number,
        changed=max(record.stamp for record in records),
        versions=versions(plan),
        records=tuple(sorted(records, key=_place)),
    )


def _earlier(name: str, zone: str) -> _Read | Diagnostic:
    data = files.read(name, limit=_LARGEST)
    if isinstance(data, Diagnostic):
        return data
    try:
        return name, earlier_calendar(with_line_ends(data), zone)
    except StrangeCalendarError as error:
        return Diagnostic(
            code="calendar-unusable",
            message=f"no register can be rebuilt from `{name}`: {error}",
            primary=Label(place=Place(file=name)),
            help=("name a calendar as `careplan export` wrote it for this enrolment",),
        )


def _known(plan: Plan, schedule: Schedule, stream: Stream) -> tuple[Entry, ...]:
    """List all that the stream may ever have said: cancelled and put off as well.

    The plan without its ledger is asked too, for what an entry of it withdrew.
    """
    first, _ = dated(replace(plan, enrolment=replace(plan.enrolment, ledger=())))
    schedules = (schedule, first or Schedule(), Schedule())
    return tuple(
        entry
        for each in schedules
        for entry in entries(
            _with_all_planned(each),
            program=plan.program,
            enrolment=plan.enrolment,
            stream=stream,
        )
    )


def _with_all_planned(schedule: Schedule) -> Schedule:
    return replace(
        schedule,
        occurrences=tuple(
            replace(one, state=State.PLANNED) for one in schedule.occurrences
        ),
    )


def _strangers(
    plan: Plan,
    stream: Stream,
    memory: StreamRegister | None,
    known: tuple[Entry, ...],
    earlier: list[_Read],
) -> Iterator[Diagnostic]:
    """Say which calendars hold nothing of this enrolment and role."""
    roles = dict.fromkeys((PATIENT, *(role.id for role in plan.program.roles)))
    remembered = {record.uid for record in (memory.records if memory else ())}
    for name, calendar in earlier:
        found = tuple(event.record for event in calendar.events)
        if any(record.uid in remembered for record in found):
            continue
        owners = [role for role in roles if _is_of(found, known, plan, role)]
        if stream.role not in owners:
            yield _stranger(name, stream.role, owners)


def _is_of(
    records: tuple[Record, ...], known: tuple[Entry, ...], plan: Plan, role: str
) -> bool:
    named = recognised(records, known, enrolment_id=plan.enrolment.id, role=role)
    return any(not is_lost(record.key) for record in named)


def _records(
    memory: StreamRegister | None, calendars: list[EarlierCalendar]
) -> tuple[Record, ...]:
    """Give the newest state of each UID; what an older register knows of it stays."""
    records = {record.uid: record for record in (memory.records if memory else ())}
    for event, _ in _newest(calendars).values():
        found = event.record
        old = records.get(found.uid)
        if old is None:
            records[found.uid] = found
        elif _age(found) > _age(old):
            records[found.uid] = replace(
                found,
                key=old.key,
                name=old.name,
                kind=old.kind,
                generation=old.generation,
                created=old.created,
            )
    return tuple(records.values())


def _newest(calendars: list[EarlierCalendar]) -> dict[str, _Newest]:
    newest: dict[str, _Newest] = {}
    for calendar in calendars:
        for event in calendar.events:
            own = event.record.uid
            if own not in newest or _age(event.record) > _age(newest[own][0].record):
                newest[own] = (event, calendar.zones)
    return newest


def _age(record: Record) -> tuple[int, datetime]:
    return record.sequence, record.stamp


def _compared(
    record: Record, found: _Newest | None, now: Entry | None, stream: Stream
) -> Record:
    """Give a record the digest of what it says, if the file says just that."""
    if record.digest or found is None:
        return record
    event, zones = found
    is_gone = record.state is Recorded.REMOVED
    entry = tombstone(record, role=stream.role) if is_gone else now
    if entry is None or entry.start != record.start:
        return record
    issued = Issued(
        uid=record.uid,
        sequence=record.sequence,
        created=event.record.created,
        stamp=record.stamp,
        entry=entry,
    )
    if not says(event.component, issued, zones, profile_of(stream)):
        return record
    return replace(record, digest=digest_of(entry))


def _place(record: Record) -> tuple[datetime, str]:
    return record.start.instant, record.uid


def _stranger(name: str, role: str, owners: list[str]) -> Diagnostic:
    advice = "name a calendar that was handed out of this enrolment"
    if owners:
        advice = f"it is that of the {owners[0]}: say `--role {owners[0]}`"
    return Diagnostic(
        code="calendar-of-another",
        message=f"`{name}` holds nothing of this enrolment that the {role} was given",
        primary=Label(place=Place(file=name)),
        help=(advice,),
    )


def _in_place(plan: Plan, memory: StreamRegister, number: int) -> Diagnostic:
    return Diagnostic(
        code="register-in-place",
        message=f"the register remembers issue {memory.number}, and the newest"
        f" calendar named is issue {number}",
        primary=Label(place=Place(file=plan.enrolment.place.file)),
        help=("nothing is lost: leave `--since` out",),
    )
