"""Rules about the calendar as a whole: what stands round its events."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.calendar.linting.components import CALENDAR, Component
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.values import length
from careplan.calendar.linting.vocabulary import EVENT, TASKS, ZONE
from careplan.model.enrolment import Via
from careplan.model.profile import MOST_BYTES, MOST_EVENTS, NEAR

_INTERVALS = ("REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_NAMES = ("NAME", "X-WR-CALNAME")


def _version(calendar: Component, _: Survey) -> Iterator[Fault]:
    line = calendar.first("VERSION")
    if line is None:
        yield Fault(
            calendar.number, "the calendar has no `VERSION`", "write `VERSION:2.0`"
        )
    elif line.value != "2.0":
        yield at(line, "this is not the version of iCalendar", "write `VERSION:2.0`")


def _product(calendar: Component, _: Survey) -> Iterator[Fault]:
    if not calendar.value("PRODID").strip():
        yield Fault(calendar.number, "the calendar does not say what wrote it")


def _scale(calendar: Component, _: Survey) -> Iterator[Fault]:
    line = calendar.first("CALSCALE")
    if line is not None and line.value.upper() != "GREGORIAN":
        yield at(line, "programs read no calendar but the Gregorian one")


def _method(calendar: Component, _: Survey) -> Iterator[Fault]:
    line = calendar.first("METHOD")
    if line is not None and line.value.upper() != "PUBLISH":
        yield at(
            line,
            "this makes the calendar a message about a meeting",
            "leave `METHOD` out",
        )


def _nothing(calendar: Component, _: Survey) -> Iterator[Fault]:
    if all(part.name == ZONE for part in calendar.parts):
        yield Fault(calendar.number, "the calendar has no event")


def _name(calendar: Component, _: Survey) -> Iterator[Fault]:
    if not any(calendar.value(name).strip() for name in _NAMES):
        yield Fault(
            calendar.number,
            "the calendar has no name",
            "write `NAME` and `X-WR-CALNAME`, in neutral words",
        )


def _intervals(calendar: Component, _: Survey) -> Iterator[Fault]:
    for line in calendar.all(*_INTERVALS):
        if length(line.value) is None:
            yield at(line, "this is no length of time", "write `PT6H`")


def _no_interval(calendar: Component, _: Survey) -> Iterator[Fault]:
    if not calendar.all(*_INTERVALS):
        yield Fault(
            calendar.number,
            "the feed does not say how often to ask for it again",
            "write `REFRESH-INTERVAL;VALUE=DURATION:PT6H` and `X-PUBLISHED-TTL:PT6H`",
        )


def _size(calendar: Component, survey: Survey) -> Iterator[Fault]:
    events = len(calendar.named(EVENT))
    if survey.size > MOST_BYTES:
        yield Fault(
            calendar.number,
            f"the file has {survey.size:,} bytes, and some programs take"
            f" {MOST_BYTES:,}",
        )
    if events > MOST_EVENTS:
        yield Fault(
            calendar.number,
            f"the calendar has {events:,} events, and some programs take"
            f" {MOST_EVENTS:,}",
        )


def _nearly(calendar: Component, survey: Survey) -> Iterator[Fault]:
    events = len(calendar.named(EVENT))
    for size, most, what in (
        (survey.size, MOST_BYTES, "the file has {:,} bytes"),
        (events, MOST_EVENTS, "the calendar has {:,} events"),
    ):
        if most * NEAR < size <= most:
            yield Fault(
                calendar.number,
                f"{what.format(size)}, and some programs take {most:,}",
                "split it before it grows beyond that",
            )


def _half_named(calendar: Component, _: Survey) -> Iterator[Fault]:
    said = [name for name in _NAMES if calendar.value(name).strip()]
    if len(said) == 1:
        line = calendar.lines[said[0]][0]
        yield Fault(
            line.number,
            "the calendar says its name in one of two ways",
            "write the same as `NAME` and as `X-WR-CALNAME`",
        )


def _tasks(component: Component, _: Survey) -> Iterator[Fault]:
    yield Fault(
        component.number,
        "most calendar programs do not show this component",
        "write an event",
    )


RULES = (
    Rule(code="ics-version", of=(CALENDAR,), check=_version),
    Rule(code="ics-no-product", of=(CALENDAR,), check=_product),
    Rule(code="ics-calendar-scale", of=(CALENDAR,), check=_scale),
    Rule(code="ics-method", of=(CALENDAR,), check=_method),
    Rule(code="ics-no-event", of=(CALENDAR,), check=_nothing),
    Rule(code="ics-no-name", of=(CALENDAR,), check=_name),
    Rule(code="ics-half-named", of=(CALENDAR,), check=_half_named),
    Rule(code="ics-refresh", of=(CALENDAR,), check=_intervals),
    Rule(code="ics-no-refresh", of=(CALENDAR,), check=_no_interval, via=Via.FEED),
    Rule(code="ics-large", of=(CALENDAR,), check=_size),
    Rule(code="ics-nearly-large", of=(CALENDAR,), check=_nearly),
    Rule(code="ics-unshown-component", of=TASKS, check=_tasks),
)
