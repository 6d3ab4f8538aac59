"""Rules about alarms (RFC 5545 §3.6.6, RFC 9074): which ring, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from careplan.calendar.linting.components import Component
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.values import is_utc, length, read
from careplan.calendar.linting.vocabulary import ALARM, EVENT

MOST_ALARMS = 5
# Thunderbird looks a month ahead; a month has 28 days at least.
FAR_AHEAD = timedelta(days=28)
_A_MINUTE = timedelta(minutes=1)
_DISPLAY = "DISPLAY"
_BEFORE = "write how long before the start, as `-PT30M`"
_NEEDED = {
    _DISPLAY: ("DESCRIPTION",),
    "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE"),
}


def lead(alarm: Component) -> timedelta | None:
    """Give how long before its event an alarm rings; None where it does not say."""
    line = alarm.first("TRIGGER")
    return None if line is None or _is_absolute(line) else _lead(line.value)


def _lead(text: str) -> timedelta | None:
    size = length(text.removeprefix("-").removeprefix("+"))
    if size is None:
        return None
    whole = size.days + size.exact
    return whole if text.startswith("-") else -whole


def _is_absolute(line: Line) -> bool:
    return line.parameters.get("VALUE", "").upper() == "DATE-TIME"


def _incomplete(alarm: Component, _: Survey) -> Iterator[Fault]:
    for name in ("ACTION", "TRIGGER"):
        if name not in alarm.lines:
            yield Fault(alarm.number, f"this alarm has no `{name}`")
    for name in _NEEDED.get(alarm.word("ACTION"), ()):
        if not alarm.value(name).strip():
            yield Fault(alarm.number, f"this alarm has no `{name}`")


def _unreadable(alarm: Component, _: Survey) -> Iterator[Fault]:
    for line in alarm.all("TRIGGER"):
        if _is_absolute(line):
            moment = read(line.value, None)
            is_right = moment is not None and is_utc(line)
        else:
            is_right = _lead(line.value) is not None
        if not is_right:
            yield at(line, "this is no time to ring at", _BEFORE)


def _absolute(alarm: Component, _: Survey) -> Iterator[Fault]:
    for line in alarm.all("TRIGGER"):
        if _is_absolute(line):
            yield at(
                line, "this alarm rings at a time that does not move along", _BEFORE
            )


def _after_start(alarm: Component, _: Survey) -> Iterator[Fault]:
    found = lead(alarm)
    line = alarm.first("TRIGGER")
    if line is not None and found is not None and found < timedelta():
        yield at(line, "this alarm is to ring after the start", _BEFORE)


def _from_end(alarm: Component, _: Survey) -> Iterator[Fault]:
    for line in alarm.all("TRIGGER"):
        if line.parameters.get("RELATED", "").upper() == "END":
            yield Fault(line.number, "this alarm counts from the end", _BEFORE)


def _zero(alarm: Component, _: Survey) -> Iterator[Fault]:
    line = alarm.first("TRIGGER")
    if line is not None and lead(alarm) == timedelta():
        yield at(line, "this alarm rings at the very start", "write `-PT1M`")


def _uneven(alarm: Component, _: Survey) -> Iterator[Fault]:
    found = lead(alarm)
    line = alarm.first("TRIGGER")
    if line is not None and found is not None and found % _A_MINUTE:
        yield at(line, "this alarm does not ring at a whole minute", _BEFORE)


def _far(alarm: Component, _: Survey) -> Iterator[Fault]:
    found = lead(alarm)
    line = alarm.first("TRIGGER")
    if line is not None and found is not None and found > FAR_AHEAD:
        yield at(
            line,
            f"this alarm rings more than {FAR_AHEAD.days} days before the start",
            "write what must remind as an event of its own",
        )


def _not_display(alarm: Component, _: Survey) -> Iterator[Fault]:
    line = alarm.first("ACTION")
    if line is not None and line.value.upper() != _DISPLAY:
        yield at(
            line,
            "some programs show no alarm but one of `ACTION:DISPLAY`",
            "write `ACTION:DISPLAY` and a `DESCRIPTION`",
        )


def _repeating(alarm: Component, _: Survey) -> Iterator[Fault]:
    said = [name for name in ("REPEAT", "DURATION") if name in alarm.lines]
    if len(said) == 1:
        line = alarm.lines[said[0]][0]
        yield Fault(line.number, "`REPEAT` and `DURATION` go together, and one is here")


def _repeated(alarm: Component, _: Survey) -> Iterator[Fault]:
    line = alarm.first("REPEAT")
    if line is not None:
        yield Fault(
            line.number, "most programs ring once", "write an alarm for each time"
        )


def _no_uid(alarm: Component, _: Survey) -> Iterator[Fault]:
    if not alarm.value("UID"):
        yield Fault(alarm.number, "this alarm has no UID of its own")


def _same_uid(event: Component, _: Survey) -> Iterator[Fault]:
    seen: set[str] = set()
    for alarm in event.named(ALARM):
        line = alarm.first("UID")
        if line is not None and line.value in seen:
            yield at(line, "another alarm of this event has this UID")
        seen.add(alarm.value("UID"))


def _many(event: Component, _: Survey) -> Iterator[Fault]:
    for alarm in event.named(ALARM)[MOST_ALARMS : MOST_ALARMS + 1]:
        yield Fault(alarm.number, f"this event has more than {MOST_ALARMS} alarms")


RULES = (
    Rule(code="ics-alarm-incomplete", of=(ALARM,), check=_incomplete),
    Rule(code="ics-bad-trigger", of=(ALARM,), check=_unreadable),
    Rule(code="ics-absolute-trigger", of=(ALARM,), check=_absolute),
    Rule(code="ics-trigger-after-start", of=(ALARM,), check=_after_start),
    Rule(code="ics-trigger-from-end", of=(ALARM,), check=_from_end),
    Rule(code="ics-zero-trigger", of=(ALARM,), check=_zero),
    Rule(code="ics-uneven-trigger", of=(ALARM,), check=_uneven),
    Rule(code="ics-far-alarm", of=(ALARM,), check=_far),
    Rule(code="ics-alarm-action", of=(ALARM,), check=_not_display),
    Rule(code="ics-alarm-repeat", of=(ALARM,), check=_repeating),
    Rule(code="ics-alarm-repeats", of=(ALARM,), check=_repeated),
    Rule(code="ics-alarm-no-uid", of=(ALARM,), check=_no_uid),
    Rule(code="ics-alarm-same-uid", of=(EVENT, "VTODO"), check=_same_uid),
    Rule(code="ics-many-alarms", of=(EVENT,), check=_many),
)
