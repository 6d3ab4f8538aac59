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

from careplan.calendar.instances import days_before, minutes_of_days, zone_written
from careplan.calendar.timezone import is_exact
from careplan.issue.identity import alarm_uid
from careplan.model.amount import Duration
from careplan.model.moment import Moment
from careplan.model.profile import Profile
from careplan.model.register import Issued
from careplan.model.stream import Alarm, Entry, Standing

BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
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
    zone = zone_written(entry, profile)
    _put_times(component, entry, zone)
    component["STATUS"] = vText(status(entry, profile))
    component["TRANSP"] = vText(transparency(entry))
    busy = busy_status(entry, profile)
    if busy is not None:
        component[BUSY_STATUS] = vText(busy)
    if profile.classification is not None:
        component["CLASS"] = vText(profile.classification)
    _put_texts(component, entry)
    for alarm in entry.alarms[: profile.most_alarms]:
        before = lead(alarm, entry, zone)
        component.add_component(_alarm(alarm, issued.uid, before))
    return component


def status(entry: Entry, profile: Profile) -> str:
    """Give the STATUS of an entry."""
    return _STATUS.get(entry.standing, profile.cancelled_status)


def transparency(entry: Entry) -> str:
    """Give TRANSP: whether the time counts as taken."""
    is_taken = entry.blocks_time and entry.standing is not Standing.CANCELLED
    return "OPAQUE" if is_taken else "TRANSPARENT"


def busy_status(entry: Entry, profile: Profile) -> str | None:
    """Give what Outlook reads besides, which shows the cancelled as taking place."""
    is_free = profile.marks_free and entry.standing is Standing.CANCELLED
    return "FREE" if is_free else None


def lead(alarm: Alarm, entry: Entry, zone: str | None) -> timedelta | int:
    """Give how long before the start an alarm rings: nominal days, or minutes.

    Never both: "24 h" is not "1 day" over a change of the clock (RFC 5545 §3.3.6).
    A day is said in minutes where the start is written in UTC (`zone` is None), which
    has no change while people go by the clock on the wall, and where readers would not
    find one and the same moment that many days before: it comes twice, or never.
    """
    if isinstance(alarm.lead, Duration):
        return alarm.lead.minutes
    days = alarm.lead.days
    if days is None:
        raise ValueError(f"`{alarm.lead}` is no lead of an alarm")
    if entry.start.is_timed and not (zone and is_exact(days_before(days, entry.start))):
        return minutes_of_days(days, entry.start)
    return timedelta(days=days)


def _put_times(component: Event, entry: Entry, zone: str | None) -> None:
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


def _alarm(alarm: Alarm, event_uid: str, before: timedelta | int) -> AlarmComponent:
    component = AlarmComponent()
    component["UID"] = vText(alarm_uid(event_uid, alarm.id))
    component["ACTION"] = vText("DISPLAY")
    component["DESCRIPTION"] = vText(alarm.text)
    component["TRIGGER"] = _trigger(before)
    return component


def _trigger(before: timedelta | int) -> vDuration:
    if isinstance(before, timedelta):
        return vDuration(-before)
    return _Elapsed(-timedelta(minutes=before))


class _Elapsed(vDuration):
    """A duration in hours and minutes only: the library makes a day of 24 hours."""

    def to_ical(self) -> bytes:
        hours, minutes = divmod(-self.td // timedelta(minutes=1), 60)
        text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        return f"-PT{text}".encode("ascii")
