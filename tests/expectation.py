"""What a calendar has to say, worked out from the issue alone.

This is the other half of the comparison with the oracles: no line of it looks at how a
calendar is written.  Instants come from wall times by the pinned zone data.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from careplan.model.amount import Amount, Duration
from careplan.model.enrolment import Client, Via
from careplan.model.moment import Moment
from careplan.model.profile import PROFILES, Profile
from careplan.model.register import Issue, Issued
from careplan.model.stream import Entry, Frequency, Standing
from careplan.model.zone import zone
from tests.oracles.reading import AlarmReading, Reading, written

A_DAY = timedelta(days=1)
ANY = PROFILES[Client.ANY, Via.FILE]
DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}


def expected(issue: Issue, to: Profile = ANY) -> tuple[Reading, ...]:
    """Write out every instance of every entry, as it is given to a client."""
    return tuple(
        sorted(reading for issued in issue.issued for reading in _instances(issued, to))
    )


def _instances(issued: Issued, to: Profile) -> list[Reading]:
    repeat = issued.entry.repeat
    if repeat is None:
        return [_instance(issued, timedelta(), to)]
    step = DAYS[repeat.frequency] * A_DAY
    return [_instance(issued, n * step, to) for n in range(repeat.count)]


def _instance(issued: Issued, later: timedelta, to: Profile) -> Reading:
    entry = issued.entry
    return Reading(
        uid=issued.uid,
        start=_written(_wall(entry.start, later), entry.start),
        end=_end(entry, later),
        summary=entry.title,
        description=entry.description or "",
        location=entry.location or "",
        status=_status(entry, to),
        transparency="OPAQUE" if entry.blocks_time else "TRANSPARENT",
        sequence=issued.sequence,
        alarms=tuple(
            AlarmReading(
                at=_ringing(entry.start, later, alarm.lead),
                action="DISPLAY",
                text=alarm.text,
            )
            for alarm in entry.alarms[: to.most_alarms]
        ),
    )


def _status(entry: Entry, to: Profile) -> str:
    is_gone = entry.standing is Standing.CANCELLED
    return to.cancelled_status if is_gone else entry.standing.value.upper()


def _end(entry: Entry, later: timedelta) -> str:
    """Write the end, which is exclusive: after whole days comes one more."""
    if not entry.start.is_timed:
        return (entry.ends.day + later + A_DAY).isoformat()
    # The length of an instance is nominal, as its start is.
    return _written(_wall(entry.ends, later), entry.ends)


def _ringing(start: Moment, later: timedelta, lead: Amount) -> str:
    """RFC 5545 §3.3.6: days move the wall clock, hours and minutes are elapsed."""
    wall = _wall(start, later)
    length = _length(lead)
    days, rest = (0, length) if isinstance(lead, Duration) else divmod(length, A_DAY)
    if not start.is_timed:
        return (
            f"{(wall - days * A_DAY - rest).replace(tzinfo=None).isoformat()} floating"
        )
    return written(_instant(wall - days * A_DAY if days else wall) - rest)


def _length(lead: Amount) -> timedelta:
    if isinstance(lead, Duration):
        return timedelta(minutes=lead.minutes)
    assert lead.days is not None
    return timedelta(days=lead.days)


def _wall(moment: Moment, later: timedelta) -> datetime:
    wall = moment.wall.replace(tzinfo=zone(moment.zone))
    # Adding even nothing forgets which of two equal wall times is meant.
    return wall + later if later else wall


def _instant(wall: datetime) -> datetime:
    return wall.astimezone(zone("UTC"))


def _written(wall: datetime, like: Moment) -> str:
    return written(wall if like.is_timed else wall.date())
