"""Values read back from a calendar file: times, runs, zones, leads.

Only the forms that are written here are understood; anything else is refused, since
it would be something nobody meant to write.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from careplan.calendar.contentlines import Component, Line
from careplan.calendar.timezone import Observance, Onset, ZoneRule
from careplan.model.moment import Moment, at_instant
from careplan.model.stream import Frequency, Repeat
from careplan.model.zone import is_zone, zone

_DATE = re.compile(r"\d{8}")
_TIME = re.compile(r"\d{8}T\d{6}")
_RUN = re.compile(r"FREQ=(DAILY|WEEKLY);COUNT=([1-9]\d?)")
_YEARLY = re.compile(r"FREQ=YEARLY;BYDAY=(-1|[1-4])([A-Z]{2});BYMONTH=(\d{1,2})")
_COUNTED = re.compile(r"\d{1,9}")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)")
_TRIGGER = re.compile(r"-P(?:(\d+)D|T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEPS = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(days=7)}
_WHOLE_DAY = {"VALUE": "DATE"}

# Nobody has a plan beyond, and the days at the ends of the calendar cannot be moved.
FIRST_YEAR, LAST_YEAR = 1800, 2400

_Day = TypeVar("_Day", date, datetime)
Interval = tuple[date, date]


class UnreadableValueError(ValueError):
    """A value in a form that is not written here."""


def instances(event: Component, zones: dict[str, ZoneRule]) -> tuple[Interval, ...]:
    """Give the start and end of each instance, in UTC, or as dates.

    Each instance has the first one's clock time and the first one's exact duration
    (RFC 5545 §3.8.5.3).
    """
    start, end = _line(event, "DTSTART"), _line(event, "DTEND")
    if start.parameters != end.parameters:
        raise UnreadableValueError("DTSTART and DTEND are of different sorts")
    first = _moment(start, timedelta(), zones)
    length = _moment(end, timedelta(), zones) - first
    starts = (_moment(start, step, zones) for step in _steps(event.value("RRULE")))
    return tuple((each, each + length) for each in starts)


def interval(event: Component, zone: str) -> tuple[Moment, Moment]:
    """Give start and end on the wall they are written for; UTC is read on `zone`'s.

    The end of whole days is the last of them.
    """
    start, end = _on_wall(_line(event, "DTSTART"), zone), _line(event, "DTEND")
    ends = _on_wall(end, zone)
    if start.is_timed:
        return start, ends
    return start, Moment(day=ends.day - timedelta(days=1), zone=zone)


def repeat(event: Component) -> Repeat | None:
    """Give the rule of a run, None if it is none."""
    rrule = event.value("RRULE")
    if rrule is None:
        return None
    found = _matched(_RUN, rrule)
    return Repeat(frequency=Frequency(found[1]), count=int(found[2]))


def stamp(event: Component, name: str) -> datetime:
    """Read one of an event's stamps, which are in UTC."""
    value = _line(event, name).value
    if not value.endswith("Z"):
        raise UnreadableValueError(f"{name} is not in UTC")
    return _reachable(_wall(value.removesuffix("Z"))).replace(tzinfo=UTC)


def sequence(event: Component) -> int:
    """Read how often an event has changed."""
    return int(_matched(_COUNTED, _line(event, "SEQUENCE").value)[0])


def lead(trigger: str) -> timedelta | int:
    """Read a trigger before the start: nominal days, or elapsed minutes."""
    days, hours, minutes = _matched(_TRIGGER, trigger).groups()
    if days is not None:
        return timedelta(days=int(days))
    return int(hours or 0) * 60 + int(minutes or 0)


def zone_rules(components: list[Component]) -> dict[str, ZoneRule]:
    """Read VTIMEZONEs of the one form that is written: see `timezone`."""
    rules = {_line(each, "TZID").value: _zone_rule(each) for each in components}
    if len(rules) != len(components) or not all(map(is_zone, rules)):
        raise UnreadableValueError("a VTIMEZONE is of no zone or stands twice")
    return rules


def _zone_rule(component: Component) -> ZoneRule:
    standard = [_observance(part) for part in component.named("STANDARD")]
    daylight = [_observance(part) for part in component.named("DAYLIGHT")]
    if len(standard) != 1 or len(component.parts) != 1 + len(daylight[:1]):
        raise UnreadableValueError("a VTIMEZONE is not one STANDARD and one DAYLIGHT")
    return ZoneRule(standard=standard[0], daylight=daylight[0] if daylight else None)


def _moment(line: Line, step: timedelta, zones: dict[str, ZoneRule]) -> date:
    """Find the instant of a time so much later on the wall."""
    if line.parameters == _WHOLE_DAY:
        return _day(line.value) + step
    if not line.parameters and line.value.endswith("Z"):
        return _wall(line.value.removesuffix("Z")).replace(tzinfo=UTC) + step
    name = line.parameters.get("TZID", "")
    if name not in zones:
        raise UnreadableValueError("a time has no zone")
    wall = _wall(line.value) + step
    by_name = wall.replace(tzinfo=zone(name)).astimezone(UTC)
    by_rule = (wall - zones[name].offset_at(wall)).replace(tzinfo=UTC)
    if by_name != by_rule:
        raise UnreadableValueError("the VTIMEZONE and the zone's name disagree")
    return by_name


def _on_wall(line: Line, name: str) -> Moment:
    if line.parameters == _WHOLE_DAY:
        return Moment(day=_reachable(_day(line.value)), zone=name)
    wall = _reachable(_wall(line.value.removesuffix("Z")))
    if line.value.endswith("Z"):
        return at_instant(wall.replace(tzinfo=UTC), name)
    written = line.parameters.get("TZID", "")
    if not is_zone(written):
        raise UnreadableValueError("a time has no zone")
    return Moment(day=wall.date(), clock=wall.time(), zone=written)


def _reachable(day: _Day) -> _Day:
    """Refuse years in which nobody has a plan, and whose days cannot be moved."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableValueError(f"there is a date in the year {day.year}")
    return day


def _steps(rrule: str | None) -> tuple[timedelta, ...]:
    if rrule is None:
        return (timedelta(),)
    found = _matched(_RUN, rrule)
    return tuple(number * _STEPS[found[1]] for number in range(int(found[2])))


def _observance(component: Component) -> Observance:
    rrule = component.value("RRULE")
    start = _wall(_line(component, "DTSTART").value)
    return Observance(
        name=component.text("TZNAME") or "",
        offset_from=_offset(_line(component, "TZOFFSETFROM").value),
        offset_to=_offset(_line(component, "TZOFFSETTO").value),
        onset=None if rrule is None else _onset(rrule, start),
    )


def _onset(rrule: str, start: datetime) -> Onset:
    found = _matched(_YEARLY, rrule)
    onset = Onset(
        month=int(found[3]),
        nth=int(found[1]),
        weekday=_WEEKDAYS.index(found[2]),
        clock=start.time(),
    )
    if onset.on(start.year) != start:
        raise UnreadableValueError("a VTIMEZONE does not start on its own rule")
    return onset


def _offset(text: str) -> timedelta:
    sign, hours, minutes = _matched(_OFFSET, text).groups()
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return -size if sign == "-" else size


def _day(text: str) -> date:
    try:
        return date.fromisoformat(_matched(_DATE, text)[0])
    except ValueError:
        raise UnreadableValueError(f"there is no day `{text}`") from None


def _wall(text: str) -> datetime:
    try:
        return datetime.fromisoformat(_matched(_TIME, text)[0])
    except ValueError:
        raise UnreadableValueError(f"there is no time `{text}`") from None


def _line(component: Component, name: str) -> Line:
    line = component.lines.get(name)
    if line is None:
        raise UnreadableValueError(f"a {component.name} has no {name}")
    return line


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise UnreadableValueError(f"there is a `{text}` that is never written")
    return found
