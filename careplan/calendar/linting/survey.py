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
from careplan.calendar.busy.trouble import MOST_STEPS, CalendarError, Effort
from careplan.calendar.busy.values import When
from careplan.calendar.busy.window import EARLIEST, Window
from careplan.calendar.busy.zones import Zones
from careplan.calendar.linting.components import Component
from careplan.calendar.linting.lines import Line
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
# What is spent on all calendars of one file: on dates in lists and instances of rules,
# looked at one by one; and on following rules, some tenths of a second.
MOST_DATES = 100_000
MOST_INSTANCES = 20_000
_MOST_STEPS = 300_000
_A_YEAR = timedelta(days=366)


class Share:
    """What may still be spent on one file."""

    __slots__ = ("dates", "effort", "instances")

    def __init__(self) -> None:
        """Begin with all there is."""
        self.dates = MOST_DATES
        self.instances = MOST_INSTANCES
        self.effort = Effort()
        self.effort.step(MOST_STEPS - _MOST_STEPS)


class Survey:
    """One calendar of a file, surveyed."""

    __slots__ = (
        "_last",
        "_lost",
        "_times",
        "_zones",
        "calendar",
        "described",
        "masters",
        "share",
        "size",
        "uids",
        "used",
        "year",
    )

    def __init__(self, calendar: Component, *, size: int, share: Share) -> None:
        """Look over a calendar; `size` is that of its file in bytes."""
        self.calendar = calendar
        self.size = size
        self.share = share
        self._times: tuple[Component | None, tuple[tuple[Line, str], ...]] = (None, ())
        zones = calendar.named(ZONE)
        self.described = {zone.value("TZID"): zone for zone in reversed(zones)}
        self.used = frozenset(_zones_named(calendar))
        events = calendar.named(EVENT)
        self._last = max((one.wall for one in _starts(calendar)), default=EARLIEST)
        self.year = self._last.year
        self.uids = Counter(
            (event.value("UID"), event.value("RECURRENCE-ID")) for event in events
        )
        self.masters = {
            event.value("UID"): event
            for event in reversed(events)
            if "RECURRENCE-ID" not in event.lines
        }
        self._zones: Zones | None = None
        self._lost: set[str | None] = set()

    def times_of(self, component: Component) -> tuple[tuple[Line, str], ...]:
        """Give each time of a component with its line; of periods the start."""
        if self._times[0] is not component:
            self._times = (component, tuple(self._read_times(component)))
        return self._times[1]

    def _read_times(self, component: Component) -> Iterator[tuple[Line, str]]:
        for line in component.all(*TIMES):
            yield line, line.value
        for line in component.all(*DATE_LISTS):
            values = line.value.split(",", self.share.dates)[: self.share.dates]
            self.share.dates -= len(values)
            for value in values:
                yield line, value.partition("/")[0]

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
        if moment.zone in self._lost:
            return None
        try:
            return self._zones.instant(moment)
        except CalendarError:
            # Unknown, or more than can be followed: asked about once.
            self._lost.add(moment.zone)
            return None

    def _surveyed(self) -> Zones:
        before = self._last + _A_YEAR
        return Zones(
            [_for_zones(zone, name) for name, zone in self.described.items()],
            person="UTC",
            window=Window.around(before.date(), before.date()),
            effort=self.share.effort,
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
