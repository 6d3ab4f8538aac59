"""Earlier calendars: what a file of careplan's says of the memory it was made from.

Everything but the keys can be read out of it again: identities, sequences, stamps,
times, and what was taken back.
"""

from __future__ import annotations

from uuid import UUID

from careplan.calendar import reading
from careplan.calendar.contentlines import Component, UnreadableCalendarError, read
from careplan.calendar.readback import number_of
from careplan.calendar.timezone import ZoneRule
from careplan.calendar.writer import PRODUCT
from careplan.issue.identity import lost_key
from careplan.issue.tombstone import ENDED
from careplan.model.kind import Kind
from careplan.model.register import Record, Recorded
from careplan.model.value import dataclass

_CANCELLED = "Cancelled: "
_KINDS = {
    f"{_CANCELLED}Appointment": Kind.SESSION,
    f"{_CANCELLED}Form": Kind.MEASURE,
    f"{_CANCELLED}Reminder": Kind.REMINDER,
    f"{_CANCELLED}Note": Kind.PERIOD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEvent:
    """An event as it was handed out, and the record of it, which has no key."""

    component: Component
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCalendar:
    """A calendar as it was handed out; `zones` are what it says of time zones."""

    number: int
    events: tuple[EarlierEvent, ...]
    zones: dict[str, ZoneRule]


class StrangeCalendarError(ValueError):
    """Not a calendar of an enrolment that careplan wrote, or not whole any more."""


def earlier_calendar(data: bytes, zone: str) -> EarlierCalendar:
    """Read a calendar of an enrolment; `zone` is where times in UTC are read.

    Raises StrangeCalendarError with a clause that says why it cannot be used.
    """
    try:
        return _read(data, zone)
    except (UnreadableCalendarError, reading.UnreadableValueError) as error:
        raise StrangeCalendarError(f"it is no longer whole: {error}") from None


def _read(data: bytes, zone: str) -> EarlierCalendar:
    calendar = read(data)
    number = number_of(data)
    if calendar.value("PRODID") != PRODUCT:
        raise StrangeCalendarError("careplan did not write it")
    if number is None:
        raise StrangeCalendarError("it was made without memory, for no enrolment")
    events = tuple(_event(each, zone) for each in calendar.named("VEVENT"))
    if len({each.record.uid for each in events}) != len(events):
        raise StrangeCalendarError("one UID stands in it twice")
    zones = reading.zone_rules(calendar.named("VTIMEZONE"))
    return EarlierCalendar(number=number, events=events, zones=zones)


def _event(component: Component, zone: str) -> EarlierEvent:
    start, ends = reading.interval(component, zone)
    own = _uid(component)
    record = Record(
        uid=own,
        key=lost_key(own),
        sequence=reading.sequence(component),
        created=reading.stamp(component, "CREATED"),
        stamp=reading.stamp(component, "DTSTAMP"),
        # No digest at all: whether it says the same is seen by comparing.
        digest="",
        start=start,
        ends=ends,
        kind=_kind(component),
        repeat=reading.repeat(component),
        state=_state(component),
        provisional=component.value("STATUS") == "TENTATIVE",
    )
    return EarlierEvent(component=component, record=record)


def _uid(component: Component) -> str:
    value = component.value("UID") or ""
    try:
        return str(UUID(value))
    except ValueError:
        raise StrangeCalendarError(f"its UID `{value}` is none of careplan's") from None


def _state(component: Component) -> Recorded:
    """Say whether it was taken back; some clients are sent no STATUS that says so."""
    title = component.text("SUMMARY") or ""
    is_gone = component.value("STATUS") == "CANCELLED" or title.startswith(
        (_CANCELLED, ENDED)
    )
    return Recorded.REMOVED if is_gone else Recorded.ACTIVE


def _kind(component: Component) -> Kind:
    """Guess what an entry was that no plan knows any more.

    A tombstone tells it.  Else what took up time is an appointment; all other things
    may have been a medicine, of which "cancelled" must never be said.
    """
    title = component.text("SUMMARY") or ""
    if title in _KINDS:
        return _KINDS[title]
    takes_time = component.value("TRANSP") == "OPAQUE"
    is_single = component.value("RRULE") is None
    return Kind.SESSION if takes_time and is_single else Kind.MEDICATION
