"""What a rule may know of the calendar round the component that it looks at.

Worked out once, before the rules are asked: which zones are described and which are
used, which events repeat, how large the file is.  Every step that a stranger's file can
make longer is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from careplan.calendar.busy.components import Component as BusyComponent
from careplan.calendar.busy.components import Line as BusyLine
from careplan.calendar.busy.trouble import CalendarError, Effort
from careplan.calendar.busy.values import When
from careplan.calendar.busy.window import EARLIEST, Window
from careplan.calendar.busy.zones import Zones
from careplan.calendar.linting.components import Component
from careplan.calendar.linting.values import when
from careplan.calendar.linting.vocabulary import (
    DATE_LISTS,
    EVENT,
    TASKS,
    TIMES,
    ZONE,
)

# A zone under this name is read from the file alone, whatever the database knows.
_BY_BODY = "!"
# Instances of repetitions that are looked at one by one, in all of a file.
MOST_INSTANCES = 20_000
_A_YEAR = timedelta(days=366)


class Survey:
    """One calendar of a file, surveyed."""

    __slots__ = (
        "_zones",
        "calendar",
        "described",
        "effort",
        "instances_left",
        "masters",
        "size",
        "uids",
        "used",
    )

    def __init__(self, calendar: Component, *, size: int) -> None:
        """Look over a calendar; `size` is that of its file in bytes."""
        self.calendar = calendar
        self.size = size
        self.effort = Effort()
        self.instances_left = MOST_INSTANCES
        zones = calendar.named(ZONE)
        self.described = {zone.value("TZID"): zone for zone in reversed(zones)}
        self.used = frozenset(_zones_named(calendar))
        events = calendar.named(EVENT)
        self.uids = Counter(
            (event.value("UID"), event.value("RECURRENCE-ID")) for event in events
        )
        self.masters = {
            event.value("UID"): event.number
            for event in reversed(events)
            if "RECURRENCE-ID" not in event.lines
        }
        self._zones: Zones | None = None

    def by_body(self, moment: When) -> datetime | None:
        """Find the instant as whoever reads the file's own VTIMEZONE does."""
        if moment.zone not in self.described:
            return None
        return self._instant(moment._replace(zone=f"{_BY_BODY}{moment.zone}"))

    def instant(self, moment: When) -> datetime | None:
        """Find the instant as whoever looks the zone's name up does, if it has one."""
        return self._instant(moment)

    def _instant(self, moment: When) -> datetime | None:
        if self._zones is None:
            self._zones = self._surveyed()
        try:
            return self._zones.instant(moment)
        except CalendarError:
            return None

    def _surveyed(self) -> Zones:
        last = max((moment.wall for moment in _starts(self.calendar)), default=EARLIEST)
        before = last + _A_YEAR
        return Zones(
            [_for_zones(zone, name) for name, zone in self.described.items()],
            person="UTC",
            window=Window.around(before.date(), before.date()),
            effort=self.effort,
        )


def _for_zones(zone: Component, name: str) -> BusyComponent:
    """Hand a zone to the reader of busy times, which knows what it means."""
    component = _as_busy(zone)
    alias = f":{_BY_BODY}{name}".encode()
    component.lines["TZID"] = [BusyLine(zone.number, alias)]
    component.parts = [_as_busy(part) for part in zone.parts]
    return component


def _as_busy(component: Component) -> BusyComponent:
    busy = BusyComponent(component.name, component.number)
    busy.lines = {
        name: [BusyLine(line.number, f":{line.value}".encode()) for line in lines]
        for name, lines in component.lines.items()
    }
    return busy


def _zones_named(calendar: Component) -> Iterator[str]:
    for component in calendar.parts:
        if component.name != ZONE:
            for line in component.all(*TIMES, *DATE_LISTS):
                if "TZID" in line.parameters:
                    yield line.parameters["TZID"]


def _starts(calendar: Component) -> Iterator[When]:
    for component in calendar.parts:
        if component.name in (EVENT, *TASKS):
            for line in component.all("DTSTART", "DTEND"):
                moment = when(line)
                if moment is not None:
                    yield moment
