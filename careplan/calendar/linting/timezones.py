"""Rules about time zones: described, used, and in the form that every program reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careplan.calendar.linting.components import CALENDAR, Component
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.values import is_utc, when
from careplan.calendar.linting.vocabulary import (
    EVENT,
    OBSERVANCES,
    TASKS,
    TIMES,
    ZONE,
)
from careplan.language.byparts import parts_of
from careplan.model.zone import is_zone

_OFFSET = re.compile(r"[+-](?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?")
_NO_OFFSET = re.compile(r"-0000(?:00)?")
_YEARLY = re.compile(r"[+-]?[1-5](?:MO|TU|WE|TH|FR|SA|SU)")
_NEEDED = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
_LONGEST_NAME = 100
_A_PLACE = "name a place, as `Europe/London`"
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
    if not _is_place(line.value):
        yield at(line, "this is no place of the IANA database", _A_PLACE)


def _of_calendar(calendar: Component, survey: Survey) -> Iterator[Fault]:
    line = calendar.first("X-WR-TIMEZONE")
    if line is None:
        return
    if not _is_place(line.value):
        yield at(line, "this is no place of the IANA database", _A_PLACE)
    elif survey.used and line.value not in survey.used and not _has_utc(calendar):
        yield at(line, "no time of the calendar is in this zone", "name that of most")


def _has_utc(calendar: Component) -> bool:
    return any(
        is_utc(line)
        for part in calendar.parts
        if part.name != ZONE
        for line in part.all(*TIMES)
    )


def _is_place(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and is_zone(name)


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


RULES = (
    Rule(code="ics-no-zone", of=_DATED, check=_undescribed),
    Rule(code="ics-unused-zone", of=(ZONE,), check=_unused),
    Rule(code="ics-same-zone", of=(CALENDAR,), check=_twice),
    Rule(code="ics-zone-name", of=(ZONE,), check=_unnamed),
    Rule(code="ics-calendar-zone", of=(CALENDAR,), check=_of_calendar),
    Rule(code="ics-zone-incomplete", of=(ZONE,), check=_incomplete),
    Rule(code="ics-zone-offset", of=OBSERVANCES, check=_offsets),
    Rule(code="ics-zone-dates", of=OBSERVANCES, check=_dates),
    Rule(code="ics-zone-parts", of=(ZONE,), check=_many_parts),
    Rule(code="ics-zone-rule", of=OBSERVANCES, check=_rules),
    Rule(code="ics-zone-nameless", of=OBSERVANCES, check=_nameless),
)
