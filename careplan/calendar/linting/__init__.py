"""A calendar file, ours or a stranger's, held to what every calendar program reads.

Three things count: what the RFCs demand (5545, 5546, 7986, 9073, 9074), where the
parsers in use read the same bytes otherwise, and what a named program loses.  The file
may come from anybody, so nothing in it is repeated: whatever is wrong is told by its
line.  A linter never stops at a mistake, and every step that a file can make longer is
counted.

`careplan.calendar.readback` is the other judge: it compares one file of ours with the
issue it was made from, and refuses whatever is not written here.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.calendar.linting import (
    agreement,
    alarms,
    clients,
    envelope,
    identity,
    outlook,
    properties,
    recurrence,
    single_dates,
    texts,
    times,
    timezones,
)
from careplan.calendar.linting.components import Component, calendars
from careplan.calendar.linting.lines import content_lines, physical_lines
from careplan.calendar.linting.masking import masked
from careplan.calendar.linting.notes import Notes
from careplan.calendar.linting.rule import Rule
from careplan.calendar.linting.survey import Share, Survey
from careplan.calendar.linting.vocabulary import COMPONENTS
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Client, Via

FAMILIES = (
    envelope,
    properties,
    identity,
    times,
    timezones,
    agreement,
    recurrence,
    single_dates,
    alarms,
    texts,
    clients,
    outlook,
)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)


def lint(
    data: bytes,
    notes: Notes,
    *,
    client: Client = Client.ANY,
    via: Via = Via.FILE,
) -> None:
    """Note what is wrong with a calendar file, for one client or for all of them."""
    found = calendars(content_lines(data, notes), notes)
    if not found:
        # Of another file there is nothing to say line by line.
        notes.keep("ics-not-utf8")
        if not notes.all():
            notes.add("ics-no-calendar", 1, "this is no iCalendar file")
    for calendar in found[1:]:
        notes.add(
            "ics-several-calendars",
            calendar.number,
            "another calendar begins in this file",
            "put all events into one calendar",
        )
    asked = _by_component(client, via)
    share = Share()
    for calendar in found:
        survey = Survey(calendar, size=len(data), share=share)
        for component in _all(calendar):
            for rule in asked.get(component.name, asked[""]):
                for fault in rule.check(component, survey):
                    notes.add(
                        rule.code,
                        fault.line,
                        fault.message,
                        fault.advice,
                        column=fault.column,
                    )


def shown(data: bytes, diagnostics: tuple[Diagnostic, ...]) -> str:
    """Give the lines that diagnostics point to, masked, and all others empty."""
    numbers = frozenset(
        one.primary.place.position[0]
        for one in diagnostics
        if one.primary is not None and one.primary.place.position is not None
    )
    lines = physical_lines(data, numbers)
    last = max(lines, default=0)
    return "\n".join(masked(lines.get(number, "")) for number in range(1, last + 1))


def _by_component(client: Client, via: Via) -> dict[str, tuple[Rule, ...]]:
    """List the rules to be asked of each component; under "" those of unknown ones."""
    rules = tuple(
        rule
        for rule in RULES
        if rule.client in (None, client) and rule.via in (None, via)
    )
    return {
        name: tuple(rule for rule in rules if not rule.of or name in rule.of)
        for name in ("", *sorted(COMPONENTS))
    }


def _all(component: Component) -> Iterator[Component]:
    """Go through a component and all in it, none nested deeper than was read."""
    yield component
    for part in component.parts:
        yield from _all(part)
