"""The entries of a stream: the occurrences one role sees, as it may see them.

The patient sees everything, anybody else what names their role in `with`.  Times are
made such as every calendar can hold: whole seconds, a wall time that exists, an end
after the start.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from careplan.audience import wording
from careplan.audience.reminders import reminded
from careplan.audience.wording import Voice
from careplan.model.enrolment import Enrolment, Stream
from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.program import PATIENT, Program
from careplan.model.schedule import Occurrence, Schedule, State
from careplan.model.stream import Entry, Standing

NOTICE = "Nothing is planned in this calendar"
NOTICE_KEY = "notice"
# The length of what has a time and no duration: RFC 5545 §3.6.1 ends it later.
_SLOT = timedelta(minutes=15)


def entries(
    schedule: Schedule, *, program: Program, enrolment: Enrolment, stream: Stream
) -> tuple[Entry, ...]:
    """List what a stream says, by start; reminders that are entries included.

    What is cancelled is left out: the issue makes a tombstone of it if it was ever
    handed out.  Never empty, since a calendar without an event is refused (RFC 5545
    §3.6): a role with nothing gets a notice on the first day, which is an entry like
    any other and so is taken back when there is something.
    """
    to = wording.voice(program, enrolment, stream)
    found = [
        entry
        for occurrence in schedule.occurrences
        if is_seen(occurrence, stream.role)
        for entry in _entries(occurrence, to)
    ]
    found.sort(key=lambda entry: (entry.start.instant, entry.key))
    return tuple(found) or (_notice(enrolment),)


def is_seen(occurrence: Occurrence, role: str) -> bool:
    """Say whether a role sees an occurrence."""
    if occurrence.state is State.CANCELLED:
        return False
    return role == PATIENT or role in occurrence.activity.roles


def _entries(occurrence: Occurrence, to: Voice) -> Iterator[Entry]:
    activity = occurrence.activity
    is_provisional = occurrence.state is State.PROVISIONAL
    start = _legible(occurrence.moment)
    over = _over(start, occurrence.ends)
    entry = Entry(
        key=occurrence.key.text,
        name=occurrence.name,
        kind=activity.kind,
        title=wording.title(occurrence, to),
        description=wording.description(occurrence, to),
        location=wording.location(activity, to),
        link=wording.link(activity, to),
        start=start,
        ends=_end(start, over),
        standing=Standing.TENTATIVE if is_provisional else Standing.CONFIRMED,
        blocks_time=activity.blocks_time,
        may_be_series=activity.may_be_series,
    )
    if is_provisional:
        yield entry
    else:
        yield from reminded(entry, activity.reminders, to, over=over)


def _legible(moment: Moment) -> Moment:
    """Give the wall time as the clock on the wall will show it, in whole seconds."""
    if moment.clock is None:
        return moment
    return at_instant(moment.instant.replace(microsecond=0), moment.zone)


def _over(start: Moment, ends: Moment) -> Moment:
    """Say when it is over: never before it starts, on the clock of its start."""
    if not start.is_timed:
        return Moment(day=max(start.day, ends.day), zone=start.zone)
    end = _legible(ends.in_zone(start.zone))
    return end if end.is_timed and end.instant > start.instant else start


def _end(start: Moment, over: Moment) -> Moment:
    """Give what has no duration the length a calendar needs to show it."""
    # By instant: in the hour that happens twice two moments look the same.
    if not start.is_timed or over.instant > start.instant:
        return over
    return at_instant(start.instant + _SLOT, start.zone)


def _notice(enrolment: Enrolment) -> Entry:
    start = Moment(day=_date(enrolment.start), zone=enrolment.timezone)
    return Entry(
        key=NOTICE_KEY,
        name=NOTICE_KEY,
        kind=Kind.PERIOD,
        title=NOTICE,
        start=start,
        ends=start,
        blocks_time=False,
    )


def _date(start: date | datetime) -> date:
    return start.date() if isinstance(start, datetime) else start
