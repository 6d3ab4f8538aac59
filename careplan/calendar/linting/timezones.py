"""Rules about time zones: described, used, named alike, and in the form all read.

Some readers look the name up and ignore the body, others read the body and ignore the
name; only where the two agree is an event at one time everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from careplan.calendar.busy.values import When
from careplan.calendar.busy.window import EARLIEST
from careplan.calendar.linting.components import CALENDAR, Component
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.times import known_zone, on_wall
from careplan.calendar.linting.values import read, when
from careplan.calendar.linting.vocabulary import EVENT, OBSERVANCES, TASKS, ZONE
from careplan.calendar.timezone import FIRST_YEAR, Onset, rule_of
from careplan.language.byparts import parts_of
from careplan.model.moment import is_repeated, is_skipped
from careplan.model.zone import is_zone

_OFFSET = re.compile(r"[+-](?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?")
_NO_OFFSET = re.compile(r"-0000(?:00)?")
_YEARLY = re.compile(r"[+-]?[1-5](?:MO|TU|WE|TH|FR|SA|SU)")
_NEEDED = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
_LONGEST_NAME = 100
# A change is looked at up to this year, and so soon, and so long, before and after it.
_LAST_YEAR = 2_400
_SOON, _FAR = timedelta(minutes=90), timedelta(hours=25)
_DATED = (EVENT, *TASKS)


def _undescribed(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, _ in survey.times_of(component):
        zone = line.parameters.get("TZID")
        if zone is not None and zone not in survey.described:
            yield Fault(
                line.number,
                "this time is in a zone that the file does not describe",
                "write its `VTIMEZONE`, or the time in UTC",
            )


def _unused(zone: Component, survey: Survey) -> Iterator[Fault]:
    if zone.value("TZID") not in survey.used:
        yield Fault(zone.number, "no time is in this zone", "leave it out")


def _twice(calendar: Component, survey: Survey) -> Iterator[Fault]:
    for zone in calendar.named(ZONE):
        name = zone.value("TZID")
        if name and survey.described[name] is not zone:
            yield Fault(zone.number, "this zone is described before")


def _unnamed(zone: Component, _: Survey) -> Iterator[Fault]:
    line = zone.first("TZID")
    if line is None or not line.value:
        return
    if len(line.value) > _LONGEST_NAME or not is_zone(line.value):
        yield at(
            line,
            "this is no place of the IANA database",
            "name a place, as `Europe/London`",
        )


def _incomplete(zone: Component, _: Survey) -> Iterator[Fault]:
    if not zone.value("TZID"):
        yield Fault(zone.number, "this zone has no `TZID`")
    if not any(part.name in OBSERVANCES for part in zone.parts):
        yield Fault(zone.number, "this zone has no `STANDARD` and no `DAYLIGHT`")
    for part in zone.parts:
        for name in _NEEDED:
            if name not in part.lines:
                yield Fault(part.number, f"this part of a zone has no `{name}`")


def _offsets(part: Component, _: Survey) -> Iterator[Fault]:
    for line in part.all("TZOFFSETFROM", "TZOFFSETTO"):
        if not _OFFSET.fullmatch(line.value) or _NO_OFFSET.fullmatch(line.value):
            yield at(line, "this is no offset from UTC", "write `+0100`")
    start = part.first("DTSTART")
    if start is not None:
        moment = when(start)
        if moment is None or moment.is_day or moment.zone is not None:
            yield at(start, "this is no time on the wall", "write `19700329T010000`")


def _dates(part: Component, _: Survey) -> Iterator[Fault]:
    for line in part.all("RDATE"):
        yield Fault(
            line.number,
            "this zone lists the days on which the clock changes",
            "say it with one `RRULE`",
        )


def _many_parts(zone: Component, _: Survey) -> Iterator[Fault]:
    for name in OBSERVANCES:
        for part in zone.named(name)[1:]:
            yield Fault(
                part.number,
                "this zone has more than one `STANDARD` and one `DAYLIGHT`",
                "describe only the rules of the years in the calendar",
            )


def _rules(part: Component, _: Survey) -> Iterator[Fault]:
    for line in part.all("RRULE"):
        parts = parts_of(line.value)
        is_plain = (
            parts.get("FREQ") == "YEARLY"
            and parts.get("BYMONTH", "").isdecimal()
            and _YEARLY.fullmatch(parts.get("BYDAY", "")) is not None
        )
        if not is_plain:
            yield at(
                line,
                "not every program reads a zone with such a rule",
                "write `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`",
            )


def _nameless(part: Component, _: Survey) -> Iterator[Fault]:
    if not part.value("TZNAME").strip():
        yield Fault(part.number, "this part of a zone has no `TZNAME`")


def _disagreeing(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, value in survey.times_of(component):
        moment = read(value, line.parameters.get("TZID"))
        zone = known_zone(moment)
        if moment is None or zone is None or value.endswith("Z"):
            continue
        there = on_wall(moment, zone)
        if is_skipped(there) or is_repeated(there):
            continue
        by_body = survey.by_body(moment)
        if by_body is not None and by_body != survey.instant(moment):
            yield at(
                line,
                "the file describes this time's zone otherwise than it is",
                "write it in UTC",
            )


def _late(zone: Component, survey: Survey) -> Iterator[Fault]:
    """Find a change of the clock that is described right but for its hour."""
    line = zone.first("TZID")
    if line is None or known_zone(_local(EARLIEST, line.value)) is None:
        return
    rule = rule_of(line.value)
    parts = () if rule is None else (rule.standard, rule.daylight)
    onsets = (part.onset for part in parts if part is not None and part.onset)
    if any(_is_elsewhere(onset, line.value, survey) for onset in onsets):
        yield at(
            line,
            "the file changes this zone's clock at another hour than it is changed",
            "the start of each part is in the offset before it",
        )


def _is_elsewhere(onset: Onset, zone: str, survey: Survey) -> bool:
    """Compare offsets soon before or after an onset with those of a day's distance.

    Only where the two would be the same, and are so by name: the law may be another
    in that very year, which a yearly rule cannot say.
    """
    change = onset.on(min(max(survey.year, FIRST_YEAR + 1), _LAST_YEAR))
    for side in (-1, 1):
        near, far = (
            (
                _offset(survey.by_body, change + side * distance, zone),
                _offset(survey.instant, change + side * distance, zone),
            )
            for distance in (_SOON, _FAR)
        )
        if near[0] != far[0] and near[1] == far[1] == far[0]:
            return True
    return False


def _offset(
    instant: Callable[[When], datetime | None], wall: datetime, zone: str
) -> timedelta | None:
    found = instant(_local(wall, zone))
    return None if found is None else wall - found


def _local(wall: datetime, zone: str) -> When:
    return When(wall=wall, zone=zone, is_day=False, line=0)


RULES = (
    Rule(code="ics-no-zone", of=_DATED, check=_undescribed),
    Rule(code="ics-unused-zone", of=(ZONE,), check=_unused),
    Rule(code="ics-same-zone", of=(CALENDAR,), check=_twice),
    Rule(code="ics-zone-name", of=(ZONE,), check=_unnamed),
    Rule(code="ics-zone-incomplete", of=(ZONE,), check=_incomplete),
    Rule(code="ics-zone-offset", of=OBSERVANCES, check=_offsets),
    Rule(code="ics-zone-dates", of=OBSERVANCES, check=_dates),
    Rule(code="ics-zone-parts", of=(ZONE,), check=_many_parts),
    Rule(code="ics-zone-rule", of=OBSERVANCES, check=_rules),
    Rule(code="ics-zone-nameless", of=OBSERVANCES, check=_nameless),
    Rule(code="ics-zone-disagrees", of=_DATED, check=_disagreeing),
    Rule(code="ics-zone-disagrees", of=(ZONE,), check=_late),
)
