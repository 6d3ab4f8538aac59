"""One VEVENT for an issued entry (RFC 5545 §3.6.1).

Values are put in as `icalendar`'s own types and never through `add()`, which guesses
a type from the Python value: floating times, undefined zones, triggers without VALUE.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Alarm as AlarmComponent
from icalendar import Event
from icalendar.prop import (
    vDate,
    vDatetime,
    vDuration,
    vInt,
    vRecur,
    vText,
    vUri,
)

from careplan.calendar.instances import zone_written
from careplan.calendar.profile import Profile
from careplan.issue.identity import alarm_uid
from careplan.model.amount import Duration
from careplan.model.moment import Moment
from careplan.model.register import Issued
from careplan.model.stream import Alarm, Entry, Standing

_STATUS = {Standing.CONFIRMED: "CONFIRMED", Standing.TENTATIVE: "TENTATIVE"}


def event(issued: Issued, profile: Profile) -> Event:
    """Build the VEVENT with its alarms, which come last (Outlook wants that)."""
    entry = issued.entry
    component = Event()
    component["UID"] = vText(issued.uid)
    component["DTSTAMP"] = vDatetime(issued.stamp)
    component["CREATED"] = vDatetime(issued.created)
    component["LAST-MODIFIED"] = vDatetime(issued.stamp)
    component["SEQUENCE"] = vInt(issued.sequence)
    _put_times(component, entry)
    component["STATUS"] = vText(status(entry, profile))
    component["TRANSP"] = vText(transparency(entry))
    if profile.classification is not None:
        component["CLASS"] = vText(profile.classification)
    _put_texts(component, entry)
    for alarm in entry.alarms[: profile.most_alarms]:
        component.add_component(_alarm(alarm, issued.uid))
    return component


def status(entry: Entry, profile: Profile) -> str:
    """Give the STATUS of an entry."""
    return _STATUS.get(entry.standing, profile.cancelled_status)


def transparency(entry: Entry) -> str:
    """Give TRANSP: whether the time counts as taken."""
    is_taken = entry.blocks_time and entry.standing is not Standing.CANCELLED
    return "OPAQUE" if is_taken else "TRANSPARENT"


def lead(alarm: Alarm) -> timedelta | int:
    """Give how long before the start an alarm rings: nominal days, or minutes.

    Never both: "24 h" is not "1 day" over a change of the clock (RFC 5545 §3.3.6).
    """
    if isinstance(alarm.lead, Duration):
        return alarm.lead.minutes
    days = alarm.lead.days
    if days is None:
        raise ValueError(f"`{alarm.lead}` is no lead of an alarm")
    return timedelta(days=days)


def _put_times(component: Event, entry: Entry) -> None:
    zone = zone_written(entry)
    component["DTSTART"] = _time(entry.start, zone)
    component["DTEND"] = _time(_exclusive(entry), zone)
    if entry.repeat is not None:
        component["RRULE"] = vRecur(
            {"FREQ": entry.repeat.frequency.value, "COUNT": entry.repeat.count}
        )


def _exclusive(entry: Entry) -> Moment:
    """Give DTEND: for whole days the day after the last (RFC 5545 §3.6.1)."""
    if entry.ends.is_timed:
        return entry.ends
    return Moment(day=entry.ends.day + timedelta(days=1), zone=entry.ends.zone)


def _time(moment: Moment, zone: str | None) -> vDate | vDatetime:
    if moment.clock is None:
        return vDate(moment.day, params={"VALUE": "DATE"})
    if zone is None:
        return vDatetime(moment.instant)
    value = vDatetime(_naive(moment))
    # Set by hand: the library would look for an equivalent name of the zone.
    value.params["TZID"] = zone
    return value


def _naive(moment: Moment) -> datetime:
    return moment.wall.replace(fold=0)


def _put_texts(component: Event, entry: Entry) -> None:
    component["SUMMARY"] = vText(entry.title)
    if entry.description:
        component["DESCRIPTION"] = vText(entry.description)
    if entry.location:
        component["LOCATION"] = vText(entry.location)
    if entry.link:
        component["URL"] = vUri(entry.link)


def _alarm(alarm: Alarm, event_uid: str) -> AlarmComponent:
    component = AlarmComponent()
    component["UID"] = vText(alarm_uid(event_uid, alarm.id))
    component["ACTION"] = vText("DISPLAY")
    component["DESCRIPTION"] = vText(alarm.text)
    component["TRIGGER"] = _trigger(alarm)
    return component


def _trigger(alarm: Alarm) -> vDuration:
    before = lead(alarm)
    if isinstance(before, timedelta):
        return vDuration(-before)
    return _Elapsed(-timedelta(minutes=before))


class _Elapsed(vDuration):
    """A duration in hours and minutes only: the library makes a day of 24 hours."""

    def to_ical(self) -> bytes:
        hours, minutes = divmod(-self.td // timedelta(minutes=1), 60)
        text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        return f"-PT{text}".encode("ascii")
