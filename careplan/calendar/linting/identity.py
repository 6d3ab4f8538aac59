"""Rules about identity and change: UID, SEQUENCE and the stamps clients compare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careplan.calendar.linting.components import Component
from careplan.calendar.linting.rule import Fault, Rule, at, name_of
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.values import is_utc, when
from careplan.calendar.linting.vocabulary import ALARM, DETAILS, EVENT, STAMPS

# Proton takes no more.
LONGEST_UID = 191
_MISSHAPEN = re.compile(r"[\s\\]")
_HAS_UID = (EVENT, "VTODO", "VJOURNAL", "VFREEBUSY")


def _no_uid(component: Component, _: Survey) -> Iterator[Fault]:
    if not component.value("UID"):
        yield Fault(
            component.number,
            "this component has no UID",
            "give it one that stays the same for ever, such as a UUID",
        )


def _long_uid(component: Component, _: Survey) -> Iterator[Fault]:
    line = component.first("UID")
    if line is not None and len(line.value) > LONGEST_UID:
        yield at(line, f"this UID has more than {LONGEST_UID} characters")


def _misshapen_uid(component: Component, _: Survey) -> Iterator[Fault]:
    line = component.first("UID")
    if line is not None and _MISSHAPEN.search(line.value):
        yield at(line, "this UID has a blank or a backslash in it", "write a UUID")


def _telling_uid(component: Component, _: Survey) -> Iterator[Fault]:
    line = component.first("UID")
    if line is not None and "@" in line.value:
        yield at(
            line,
            "this UID may tell whose calendar it is, or what made it",
            "write a UUID and nothing else",
        )


def _same_uid(event: Component, survey: Survey) -> Iterator[Fault]:
    line = event.first("UID")
    if line is None or not line.value:
        return
    identity = (line.value, event.value("RECURRENCE-ID"))
    if survey.uids[identity] > 1:
        yield at(line, "several events have this UID", "give each event its own")


def _no_stamp(component: Component, _: Survey) -> Iterator[Fault]:
    if "DTSTAMP" not in component.lines:
        yield Fault(component.number, "this component has no `DTSTAMP`")


def _stamps(component: Component, _: Survey) -> Iterator[Fault]:
    for line in component.all(*STAMPS):
        if when(line) is None or not is_utc(line) or "TZID" in line.parameters:
            yield at(
                line, f"{name_of(line)} is no time in UTC", "write `20260302T100000Z`"
            )


def _no_sequence(event: Component, _: Survey) -> Iterator[Fault]:
    if "SEQUENCE" not in event.lines:
        yield Fault(
            event.number,
            "this event has no `SEQUENCE`",
            "write `SEQUENCE:0`, and one more at every change",
        )


def _no_change(event: Component, _: Survey) -> Iterator[Fault]:
    if "LAST-MODIFIED" not in event.lines:
        yield Fault(
            event.number,
            "this event has no `LAST-MODIFIED`",
            "write when its content last changed",
        )


def _unlike_stamps(event: Component, survey: Survey) -> Iterator[Fault]:
    stamp, changed = event.first("DTSTAMP"), event.first("LAST-MODIFIED")
    if stamp is None or changed is None or "METHOD" in survey.calendar.lines:
        return
    are_stamps = all(when(line) and is_utc(line) for line in (stamp, changed))
    if are_stamps and stamp.value != changed.value:
        yield at(
            stamp,
            "`DTSTAMP` is not `LAST-MODIFIED`",
            "write when the event last changed in both",
        )


def _cancelled(event: Component, _: Survey) -> Iterator[Fault]:
    if event.word("STATUS") != "CANCELLED":
        return
    if event.word("TRANSP") != "TRANSPARENT":
        line = event.first("TRANSP")
        yield Fault(
            event.number if line is None else line.number,
            "this event is cancelled and takes up time",
            "write `TRANSP:TRANSPARENT`",
        )
    for alarm in event.named(ALARM):
        yield Fault(alarm.number, "this event is cancelled and still reminds")


RULES = (
    Rule(code="ics-no-uid", of=(*_HAS_UID, *DETAILS), check=_no_uid),
    Rule(code="ics-long-uid", of=_HAS_UID, check=_long_uid),
    Rule(code="ics-misshapen-uid", of=_HAS_UID, check=_misshapen_uid),
    Rule(code="ics-telling-uid", of=_HAS_UID, check=_telling_uid),
    Rule(code="ics-same-uid", of=(EVENT,), check=_same_uid),
    Rule(code="ics-no-stamp", of=_HAS_UID, check=_no_stamp),
    Rule(code="ics-bad-stamp", of=(*_HAS_UID, ALARM), check=_stamps),
    Rule(code="ics-no-sequence", of=(EVENT,), check=_no_sequence),
    Rule(code="ics-no-last-modified", of=(EVENT,), check=_no_change),
    Rule(code="ics-unlike-stamps", of=(EVENT,), check=_unlike_stamps),
    Rule(code="ics-cancelled", of=(EVENT,), check=_cancelled),
)
