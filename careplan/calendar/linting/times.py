"""Rules about when an event is: its start, its end, and how both are written."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.calendar.busy.values import When
from careplan.calendar.linting.components import Component
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.rule import Fault, Rule, at, name_of
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.values import is_utc, length, read, when
from careplan.calendar.linting.vocabulary import EVENT, TIMES
from careplan.model.moment import Moment, is_repeated, is_skipped
from careplan.model.zone import is_zone

_TIMED = (EVENT, "VTODO", "VJOURNAL", "VFREEBUSY")
_DATE, _DATE_TIME, _PERIOD = "DATE", "DATE-TIME", "PERIOD"
_LONGEST_NAME = 100


def known_zone(moment: When | None) -> str | None:
    """Give the zone of a local time that the database knows."""
    if moment is None or moment.is_day or moment.zone is None:
        return None
    is_known = len(moment.zone) <= _LONGEST_NAME and is_zone(moment.zone)
    return moment.zone if is_known else None


def on_wall(moment: When, zone: str) -> Moment:
    """Give a local time as a moment of its zone."""
    return Moment(day=moment.wall.date(), clock=moment.wall.time(), zone=zone)


def _no_start(event: Component, survey: Survey) -> Iterator[Fault]:
    if "DTSTART" not in event.lines and "METHOD" not in survey.calendar.lines:
        yield Fault(event.number, "this event has no `DTSTART`")


def _unreadable(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, value in survey.times_of(component):
        if read(value, None) is None:
            yield at(
                line,
                "this is no time of any calendar",
                "write `20260302` or `20260302T100000Z`",
            )


def _lengths(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all("DURATION"):
        if length(line.value.removeprefix("+")) is None:
            yield at(line, "this is no length of time", "write `PT1H30M`")


def _types(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, value in survey.times_of(component):
        moment = read(value, None)
        said = line.parameters.get("VALUE", _DATE_TIME).upper()
        if moment is None or (said == _PERIOD and line.name == "RDATE"):
            continue
        if moment.is_day and said != _DATE:
            yield Fault(
                line.number,
                f"{name_of(line)} is a whole day and does not say so",
                f"write `{line.name};VALUE=DATE`",
            )
        elif not moment.is_day and said != _DATE_TIME:
            yield Fault(line.number, f"{name_of(line)} is a time and says otherwise")


def _floating(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, value in survey.times_of(component):
        moment = read(value, line.parameters.get("TZID"))
        if moment is not None and not moment.is_day and moment.zone is None:
            yield at(
                line,
                "this time is of no time zone",
                "name its zone with `TZID`, or write it in UTC",
            )


def _zone_of_utc(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, value in survey.times_of(component):
        if "TZID" in line.parameters and value.endswith("Z"):
            yield Fault(line.number, "this time is in UTC and names a zone")


def _zone_of_day(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, value in survey.times_of(component):
        moment = read(value, None)
        if "TZID" in line.parameters and moment is not None and moment.is_day:
            yield Fault(line.number, "a whole day is of no zone, and this names one")


def _end_and_length(event: Component, _: Survey) -> Iterator[Fault]:
    if {"DTEND", "DURATION"} <= event.lines.keys():
        line = event.lines["DURATION"][0]
        yield Fault(line.number, "this event has both an end and a length")


def _length(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first("DURATION")
    if line is not None and "DTEND" not in event.lines:
        yield Fault(
            line.number,
            "programs add a length otherwise where the clock changes",
            "write `DTEND`",
        )


def _no_end(event: Component, _: Survey) -> Iterator[Fault]:
    if not {"DTEND", "DURATION"} & event.lines.keys():
        yield Fault(event.number, "this event does not say when it ends")


def _backwards(event: Component, survey: Survey) -> Iterator[Fault]:
    start, end, line = _both(event)
    if start is None or end is None or start.is_day != end.is_day:
        return
    if start.zone != end.zone and None in (start.zone, end.zone):
        # Where a time of no zone lies, nobody knows.
        return
    first, last = (
        (start.wall, end.wall)
        if start.zone == end.zone
        else (survey.instant(start), survey.instant(end))
    )
    if first is not None and last is not None and last <= first:
        day = "the day after the last one" if start.is_day else "later than its start"
        yield at(line, "this event does not end after it begins", f"its end is {day}")


def _unlike(event: Component, _: Survey) -> Iterator[Fault]:
    start, end, line = _both(event)
    if start is None or end is None:
        return
    if start.is_day != end.is_day:
        yield at(line, "of start and end one is a whole day and the other a time")
    elif start.zone != end.zone and None not in (start.zone, end.zone):
        yield at(line, "start and end are of different zones")


def _both(event: Component) -> tuple[When | None, When | None, Line]:
    start, end = event.first("DTSTART"), event.first("DTEND")
    if start is None or end is None:
        return None, None, Line(event.number, "", {}, "")
    return when(start), when(end), end


def _skipped(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all(*TIMES):
        moment = when(line)
        zone = known_zone(moment)
        if zone is None or moment is None or is_utc(line):
            continue
        if is_skipped(on_wall(moment, zone)):
            yield at(
                line,
                "the clock is put forward past this time, which never is",
                "write it in UTC",
            )


def _repeated(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all(*TIMES):
        moment = when(line)
        zone = known_zone(moment)
        if zone is None or moment is None or is_utc(line):
            continue
        if is_repeated(on_wall(moment, zone)):
            yield at(
                line,
                "the clock is put back, and this time comes twice",
                "write it in UTC",
            )


RULES = (
    Rule(code="ics-no-start", of=(EVENT,), check=_no_start),
    Rule(code="ics-bad-time", of=_TIMED, check=_unreadable),
    Rule(code="ics-bad-length", of=_TIMED, check=_lengths),
    Rule(code="ics-time-type", of=_TIMED, check=_types),
    Rule(code="ics-floating-time", of=_TIMED, check=_floating),
    Rule(code="ics-zone-of-utc", of=_TIMED, check=_zone_of_utc),
    Rule(code="ics-zone-of-day", of=_TIMED, check=_zone_of_day),
    Rule(code="ics-end-and-length", of=(EVENT,), check=_end_and_length),
    Rule(code="ics-length", of=(EVENT,), check=_length),
    Rule(code="ics-no-end", of=(EVENT,), check=_no_end),
    Rule(code="ics-ends-too-soon", of=(EVENT,), check=_backwards),
    Rule(code="ics-unlike-times", of=(EVENT,), check=_unlike),
    Rule(code="ics-skipped-time", of=_TIMED, check=_skipped),
    Rule(code="ics-repeated-time", of=_TIMED, check=_repeated),
)
