"""Rules about single dates of what repeats: listed, left out, changed.

Google, Outlook, Proton and Android each lose some of them; an event for each
appointment is the one form that nobody does.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.calendar.linting.components import Component
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.recurrence import OTHERWISE
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import MOST_DATES, Survey
from careplan.calendar.linting.values import read, when
from careplan.calendar.linting.vocabulary import EVENT

_EXCEPTIONS = ("EXDATE", "RECURRENCE-ID")
_COUNTED = ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")


def _listed(event: Component, survey: Survey) -> Iterator[Fault]:
    survey.times_of(event)
    if survey.share.dates <= 0:
        yield Fault(
            event.number,
            f"the file lists more than {MOST_DATES:,} dates, and only those before this"
            " event were looked at",
        )


def _more_dates(event: Component, _: Survey) -> Iterator[Fault]:
    for line in event.all("RDATE"):
        yield Fault(line.number, "many programs do not show dates listed so", OTHERWISE)


def _less_rules(event: Component, _: Survey) -> Iterator[Fault]:
    for line in event.all("EXRULE"):
        yield Fault(line.number, "rules for what is left out are read no more")


def _left_out(event: Component, survey: Survey) -> Iterator[Fault]:
    start = event.first("DTSTART")
    begins = None if start is None else when(start)
    if begins is None:
        return
    for line, value in survey.times_of(event):
        one = read(value, line.parameters.get("TZID"))
        if line.name not in _EXCEPTIONS or one is None:
            continue
        if (one.is_day, one.zone) != (begins.is_day, begins.zone):
            yield at(
                line,
                "this date of a repeated event is not written as its start is",
                "write it in the start's zone, or as a whole day like it",
            )


def _first_left_out(event: Component, survey: Survey) -> Iterator[Fault]:
    start = event.value("DTSTART")
    for line, value in survey.times_of(event):
        if line.name == "EXDATE" and value == start:
            yield at(line, "the first date is left out", "begin on the next one")


def _override(event: Component, survey: Survey) -> Iterator[Fault]:
    line = event.first("RECURRENCE-ID")
    if line is None:
        return
    master = survey.masters.get(event.value("UID"))
    if master is None:
        yield Fault(line.number, "the event that this is one date of is not there")
    elif master.number > event.number:
        yield Fault(line.number, "the event that this is one date of comes later")


def _overriding(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first("RECURRENCE-ID")
    if line is not None:
        yield Fault(
            line.number, "not every program takes a date that was changed", OTHERWISE
        )


def _newer(event: Component, survey: Survey) -> Iterator[Fault]:
    master = survey.masters.get(event.value("UID"))
    if master is None or "RECURRENCE-ID" not in event.lines:
        return
    for name in _COUNTED:
        line = event.first(name)
        if line is not None and _is_beyond(line, master.first(name)):
            yield at(
                line,
                "this changed date is newer than the event that it is one of",
                "raise `SEQUENCE` and the stamps of the event together with its own",
            )
            return


def _is_beyond(line: Line, other: Line | None) -> bool:
    """Compare numbers of one length, or stamps in UTC; what is neither is neither."""
    if other is None or not (line.value + other.value).isalnum():
        return False
    return (len(line.value), line.value) > (len(other.value), other.value)


def _later_ones(event: Component, _: Survey) -> Iterator[Fault]:
    for line in event.all("RECURRENCE-ID"):
        if line.parameters.get("RANGE"):
            yield Fault(line.number, "a change of all later dates is hardly ever read")


RULES = (
    Rule(code="ics-too-full", of=(EVENT,), check=_listed),
    Rule(code="ics-more-dates", of=(EVENT,), check=_more_dates),
    Rule(code="ics-exclusion-rule", of=(EVENT,), check=_less_rules),
    Rule(code="ics-left-out", of=(EVENT,), check=_left_out),
    Rule(code="ics-first-left-out", of=(EVENT,), check=_first_left_out),
    Rule(code="ics-override-alone", of=(EVENT,), check=_override),
    Rule(code="ics-override", of=(EVENT,), check=_overriding),
    Rule(code="ics-newer-override", of=(EVENT,), check=_newer),
    Rule(code="ics-later-dates", of=(EVENT,), check=_later_ones),
)
