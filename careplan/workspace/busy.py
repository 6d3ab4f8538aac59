"""Busy times: the calendar a person's document names, opened and read.

Only here is it known how far a plan may reach, and what of it the person may have
imported into that very calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from careplan import files
from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.enrolment import Enrolment, Person
from careplan.schedule.ledger.moving import zone_now
from careplan.workspace.found import Found, found

# Appointments are asked about from a year before the first date a plan counts from
# (a preparation may lie that early) to ten years after the last, as far as a rule
# without an end is followed.  Beyond that nobody has a calendar.
_BEFORE = timedelta(days=366)
_AFTER = timedelta(days=10 * 366)


def busy_times(
    enrolment: Enrolment, path: Path | None
) -> tuple[BusyTimes | None, Found]:
    """Read when the person has no time; None if the document names no calendar.

    `path` is the enrolment's own file, None where nothing was ever handed out.
    """
    person = enrolment.person
    if person is None or person.busy is None:
        return None, Found()
    own = _handed_out(enrolment, path)
    if isinstance(own, Diagnostic):
        return None, found(own)
    named = _opened(person, person.busy)
    if isinstance(named, Diagnostic):
        return None, found(named)
    # Few plans name a calendar, and none of the others waits for it.
    from careplan.calendar.busy import read_busy  # noqa: PLC0415 - see above

    name, data = named
    dates = sorted(_dates(enrolment))
    busy, diagnostics = read_busy(
        data,
        name=name,
        zone=zone_now(enrolment),
        first=dates[0] - _BEFORE,
        last=dates[-1] + _AFTER,
        own=own,
    )
    return busy, found(*diagnostics)


def _opened(person: Person, relative: str) -> tuple[str, bytes] | Diagnostic:
    from careplan.calendar.busy import LARGEST  # noqa: PLC0415 - as above
    from careplan.calendar.busy.trouble import FEWER  # noqa: PLC0415 - as above

    place = replace(person.place, path=(*person.place.path, "busy"))
    label = Label(place=place)
    path = files.resolve(Path(place.file).parent, relative, label=label)
    if isinstance(path, Diagnostic):
        return path
    data = files.read(str(path), limit=LARGEST, label=label)
    if not isinstance(data, Diagnostic):
        return str(path), data
    return replace(data, help=(FEWER,)) if data.code == "too-large" else data


def _handed_out(enrolment: Enrolment, path: Path | None) -> frozenset[str] | Diagnostic:
    """List the UIDs of what this plan handed out: to the person it is no hindrance."""
    from careplan.workspace.memory import recall  # noqa: PLC0415 - as above

    if path is None:
        return frozenset()
    register = recall(path, enrolment)
    if isinstance(register, Diagnostic):
        return register
    return frozenset(
        record.uid for stream in register.streams for record in stream.records
    )


def _dates(enrolment: Enrolment) -> Iterator[date]:
    """List the dates that an enrolment counts from."""
    yield _day(enrolment.start)
    for anchor in enrolment.anchors:
        yield from map(_day, anchor.values)
    if enrolment.horizon is not None:
        yield enrolment.horizon


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when
