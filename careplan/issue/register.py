"""The register as a plain document: what `tomli_w` writes and `tomllib` reads.

The machine owns this file, so reading is strict: whatever is missing, unknown or out
of range makes it a damaged register, never a guess, because a wrong SEQUENCE or UID
would leave a person's calendar at old times.  It holds no title, no instructions and
no name of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TypeVar

from careplan.issue.identity import uid
from careplan.issue.table import DamagedRegisterError, Table
from careplan.model.kind import Kind
from careplan.model.moment import Moment
from careplan.model.register import (
    Record,
    Recorded,
    Register,
    StreamRegister,
    Versions,
)
from careplan.model.stream import Frequency, Repeat
from careplan.model.zone import zone

FORMAT = 1

_Part = TypeVar("_Part")
_Word = TypeVar("_Word", bound=StrEnum)


def to_document(register: Register) -> dict[str, object]:
    """Write the register as plain values, in the order the file shows them."""
    return {
        "format": FORMAT,
        "enrolment": register.enrolment,
        "streams": [_stream_table(stream) for stream in register.streams],
    }


def from_document(document: dict[str, object]) -> Register:
    """Read a register.  Raises DamagedRegisterError with a plain reason."""
    table = Table(document, "the register")
    version = table.number("format", least=1)
    if version > FORMAT:
        raise DamagedRegisterError(
            f"it was written by a newer careplan (format {version}, this one"
            f" reads {FORMAT})"
        )
    enrolment = table.uuid("enrolment")
    streams = _each(table, "streams", lambda part: _stream(part, enrolment))
    table.finish()
    _refuse_twice((stream.role for stream in streams), "stream")
    return Register(enrolment=enrolment, streams=streams)


def _stream_table(stream: StreamRegister) -> dict[str, object]:
    return {
        "role": stream.role,
        "number": stream.number,
        "changed": stream.changed.astimezone(UTC),
        "careplan": stream.versions.careplan,
        "tzdata": stream.versions.tzdata,
        "holidays": stream.versions.holidays,
        "site": stream.versions.site,
        "records": [_record_table(record) for record in stream.records],
    }


def _record_table(record: Record) -> dict[str, object]:
    table: dict[str, object] = {
        "uid": record.uid,
        "key": record.key,
        "name": record.name,
        "state": record.state.value,
        "generation": record.generation,
        "sequence": record.sequence,
        "created": record.created.astimezone(UTC),
        "stamp": record.stamp.astimezone(UTC),
        "start": _moment_value(record.start),
        "ends": _moment_value(record.ends),
        "zone": record.start.zone,
        "kind": record.kind.value,
    }
    if record.repeat is not None:
        table["frequency"] = record.repeat.frequency.value
        table["count"] = record.repeat.count
    if record.provisional:
        table["provisional"] = True
    return table | {"digest": record.digest}


def _moment_value(moment: Moment) -> date | datetime:
    """Write a whole day as a date, a time with its offset: which of two 01:30s."""
    if moment.clock is None:
        return moment.day
    wall = moment.instant.astimezone(zone(moment.zone))
    return wall.replace(tzinfo=timezone(wall.utcoffset() or timedelta()))


def _stream(table: Table, enrolment: str) -> StreamRegister:
    role = table.text("role")
    where = f"stream `{role}`"
    table = table.named(where)
    stream = StreamRegister(
        role=role,
        number=table.number("number", least=1),
        changed=table.instant("changed"),
        versions=Versions(
            careplan=table.text("careplan"),
            tzdata=table.text("tzdata"),
            holidays=table.text("holidays"),
            site=table.text("site"),
        ),
        records=_each(table, "records", _record),
    )
    table.finish()
    _refuse_twice((record.uid for record in stream.records), f"UID of {where}")
    _refuse_foreign(stream, enrolment)
    return stream


def _record(table: Table) -> Record:
    name = table.zone("zone")
    record = Record(
        uid=table.text("uid"),
        key=table.text("key"),
        name=table.text("name"),
        state=_word(table, "state", Recorded),
        generation=table.number("generation", least=1),
        sequence=table.number("sequence", least=0),
        created=table.instant("created"),
        stamp=table.instant("stamp"),
        start=table.moment("start", name),
        ends=table.moment("ends", name),
        kind=_word(table, "kind", Kind),
        repeat=_repeat(table),
        digest=table.text("digest"),
        provisional=table.has("provisional") and table.truth("provisional"),
    )
    table.finish()
    return record


def _repeat(table: Table) -> Repeat | None:
    if not table.has("frequency"):
        return None
    frequency = _word(table, "frequency", Frequency)
    return Repeat(frequency=frequency, count=table.number("count", least=2))


def _each(table: Table, key: str, read: Callable[[Table], _Part]) -> tuple[_Part, ...]:
    return tuple(read(part) for part in table.tables(key))


def _word(table: Table, key: str, words: type[_Word]) -> _Word:
    found = table.text(key)
    try:
        return words(found)
    except ValueError:
        raise table.damaged(f"`{found}` is no {key} that careplan writes") from None


def _refuse_twice(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DamagedRegisterError(f"there are two entries for {what} `{name}`")
        seen.add(name)


def _refuse_foreign(stream: StreamRegister, enrolment: str) -> None:
    """Refuse records of another enrolment, as when a register was copied."""
    for record in stream.records:
        own = uid(enrolment, stream.role, record.key, record.generation)
        if record.uid != own:
            raise DamagedRegisterError(
                f"the UID `{record.uid}` of stream `{stream.role}` is not that of"
                f" `{record.key}` in this enrolment"
            )
