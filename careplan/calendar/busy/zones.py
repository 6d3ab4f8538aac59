"""Which instant a wall time of somebody's calendar is.

A zone of the IANA database is read there, whatever the file says of it; any other is
read from the VTIMEZONE in the file (RFC 5545 §3.6.5).  Whole days, and times of no
zone, are the person's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from careplan.calendar.busy.components import Component
from careplan.calendar.busy.recurring import recurring, rule_of, until_of
from careplan.calendar.busy.trouble import AGAIN, Effort, LineError
from careplan.calendar.busy.values import UTC_ZONE, When, when, whens
from careplan.calendar.busy.window import EARLIEST, Window
from careplan.model.zone import is_zone, zone

_OFFSET = re.compile(r"([+-])([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])?")
# Endless rules of a zone are followed from here: what began before has its length
# worked out in whatever offset held, which is the same at both its ends.
_FOLLOWED_FROM = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall time
_NO_OFFSET = timedelta()
_LACKING = "this time zone does not say all it must"
# `America/Argentina/Buenos_Aires`; and no name is as long as a file system forbids.
_MOST_PARTS = 3
_LONGEST_NAME = 100

# The offset from UTC that holds at a wall time.
Offset = Callable[[datetime], timedelta]
# From which wall time on another offset holds, and the offsets before and after.
Onset = tuple[datetime, timedelta, timedelta]


class Zones:
    """The zones of one calendar, each worked out when it is first asked for."""

    __slots__ = ("_described", "_effort", "_known", "_person", "_unknown", "_window")

    def __init__(
        self,
        components: list[Component],
        *,
        person: str,
        window: Window,
        effort: Effort,
    ) -> None:
        """Look at what the file describes."""
        self._person = person
        self._window = window
        self._effort = effort
        self._known: dict[str | None, Offset] = {UTC_ZONE: lambda _: _NO_OFFSET}
        self._unknown: dict[str | None, LineError] = {}
        self._described: dict[str, Component] = {}
        for component in components:
            line = component.first("TZID")
            if component.name == "VTIMEZONE" and line is not None:
                self._described.setdefault(line.value(), component)

    def instant(self, moment: When) -> datetime:
        """Give the instant in UTC, without saying so.  Raises LineError."""
        name = moment.zone
        if name not in self._known:
            self._known[name] = self._look_up(name, moment.line)
        return moment.wall - self._known[name](moment.wall)

    def _look_up(self, name: str | None, line: int) -> Offset:
        """Find a zone; what is wrong with one is told once, where it is first used."""
        if name in self._unknown:
            raise self._unknown[name]
        try:
            return self._offset_of(name, line)
        except LineError as error:
            self._unknown[name] = error
            raise

    def _offset_of(self, name: str | None, line: int) -> Offset:
        if name is None:
            return _by_name(self._person)
        if _is_known(name):
            return _by_name(name)
        if name in self._described:
            component = self._described[name]
            return _by_onsets(sorted(self._onsets(component)), component)
        # Some programs write a path of their own before the name (RFC 5545 §3.2.19).
        for parts in range(_MOST_PARTS, 0, -1):
            ending = "/".join(name.rsplit("/", maxsplit=parts)[-parts:])
            if _is_known(ending):
                return _by_name(ending)
        raise LineError(
            line,
            "this is in a time zone that nobody knows and the file does not describe",
            "export the calendar with its time zones, or with times in UTC",
        )

    def _onsets(self, component: Component) -> Iterator[Onset]:
        for part in component.parts:
            before = _offset(part, "TZOFFSETFROM")
            after = _offset(part, "TZOFFSETTO")
            # A wall time that is skipped is read with the offset before the change.
            skipped = max(after - before, _NO_OFFSET)
            for wall in self._walls(part):
                yield wall + skipped, before, after

    def _walls(self, part: Component) -> Iterator[datetime]:
        start = when(part.needed("DTSTART", _LACKING)).wall
        yield start
        for line in part.all("RDATE"):
            yield from (one.wall for one in whens(line, self._effort))
        for line in part.all("RRULE"):
            rule, until = rule_of(line), until_of(line)
            before = self._window.before
            if until is not None:
                # A day to spare, whatever zone it is written in: onsets lie farther
                # apart than that.
                before = min(before, until.wall + timedelta(days=1))
            # The last onset of a rule that has ended may hold to this day.
            has_end = until is not None or "COUNT" in rule
            yield from recurring(
                rule,
                start,
                since=EARLIEST if has_end else _FOLLOWED_FROM,
                before=before,
                effort=self._effort,
            )


def _is_known(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and is_zone(name)


def _by_name(name: str) -> Offset:
    """Ask the database; of two equal wall times it takes the first (RFC 5545)."""
    place = zone(name)

    def offset(wall: datetime) -> timedelta:
        return place.utcoffset(wall.replace(tzinfo=place)) or _NO_OFFSET

    return offset


def _by_onsets(onsets: list[Onset], component: Component) -> Offset:
    if not onsets:
        raise LineError(component.number, "this time zone has no offset", AGAIN)
    walls = [wall for wall, _, _ in onsets]

    def offset(wall: datetime) -> timedelta:
        number = bisect_right(walls, wall)
        return onsets[number - 1][2] if number else onsets[0][1]

    return offset


def _offset(part: Component, name: str) -> timedelta:
    line = part.needed(name, _LACKING)
    found = _OFFSET.fullmatch(line.value())
    if found is None:
        raise LineError(line.number, "this is no offset from UTC", AGAIN)
    hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    size = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -size if found[1] == "-" else size
