"""What of a calendar takes time: appointments that block, and free-busy tables.

What is free (TRANSPARENT) or cancelled takes none.  An appointment that replaces one
time of a repetition (RECURRENCE-ID) stands for that time alone.  Something without a
length takes no time, a whole day without one takes that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain

from careplan.calendar.busy.components import Component, Line
from careplan.calendar.busy.recurring import recurring, rule_of, until_of
from careplan.calendar.busy.trouble import AGAIN, Effort, LineError
from careplan.calendar.busy.values import (
    NO_LENGTH,
    UTC_ZONE,
    Length,
    When,
    are_periods,
    length,
    periods,
    uid_of,
    when,
    whens,
)
from careplan.calendar.busy.window import Window
from careplan.calendar.busy.zones import Zones
from careplan.language.findings import Findings
from careplan.model.value import dataclass

_A_DAY = timedelta(days=1)
_ONE_DAY = Length(days=_A_DAY, exact=timedelta())

Span = tuple[datetime, datetime]
# An appointment's UID, and the instant in its series that another one replaces.
Replaced = AbstractSet[tuple[str, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocking:
    """How one calendar is asked: its zones, the time that counts, what is left out."""

    zones: Zones
    window: Window
    effort: Effort
    own: AbstractSet[str]

    def spans(self, components: list[Component], findings: Findings) -> list[Span]:
        """List the spans of time that are taken; what cannot be read is told."""
        counted = [one for one in components if one.name != "VTIMEZONE"]
        replaced: set[tuple[str, datetime]] = set()
        spans: list[Span] = []
        for one in counted:
            with self._telling(one, findings):
                replaced.update(self._replaced(one))
        for one in counted:
            with self._telling(one, findings):
                spans += self._spans(one, replaced)
        return spans

    @contextmanager
    def _telling(self, component: Component, findings: Findings) -> Iterator[None]:
        self.effort.line = component.number
        try:
            yield
        except LineError as error:
            findings.add(error.diagnostic(findings.file))

    def _replaced(self, event: Component) -> Iterator[tuple[str, datetime]]:
        """Give the time of a series that an appointment stands for."""
        line = event.first("RECURRENCE-ID")
        if line is None:
            return
        if "RANGE" in line.parts()[0]:
            raise LineError(
                line.number,
                "this changes all later times of a series at once",
                "end the series before it, and begin another",
            )
        yield uid_of(event), self.zones.instant(when(line))

    def _spans(self, component: Component, replaced: Replaced) -> Iterator[Span]:
        if uid_of(component) in self.own:
            return
        if component.name == "VFREEBUSY":
            spans = self._of_table(component)
        elif takes_time(component):
            spans = self._of_event(component, replaced)
        else:
            return
        for start, end in spans:
            if start < end and self.window.holds(start, end):
                self.effort.span()
                yield start, end

    def _of_table(self, table: Component) -> Iterator[Span]:
        for line in table.all("FREEBUSY"):
            if line.parts()[0].get("FBTYPE", "").upper() == "FREE":
                continue
            for start, end in periods(line, self.effort):
                yield self._span(start, end)

    def _of_event(self, event: Component, replaced: Replaced) -> Iterator[Span]:
        start = when(event.needed("DTSTART", "this appointment has no beginning"))
        end = _end(event, start)
        moments = self._moments(event, start, end)
        first = next(moments, None)
        if first is None:
            # Whatever else stands in it, it is of another time.
            return
        _check(event)
        size = self._size(start, end)
        left_out = {
            self.zones.instant(one)
            for line in event.all("EXDATE")
            for one in whens(line, self.effort)
        }
        series = uid_of(event) if event.first("RECURRENCE-ID") is None else None
        for moment, own_end in chain((first,), moments):
            span = self._span(moment, own_end or size)
            if span[0] in left_out or (series, span[0]) in replaced:
                continue
            yield span

    def _moments(
        self, event: Component, start: When, end: When | Length
    ) -> Iterator[tuple[When, When | Length | None]]:
        """Give the times of an appointment that may lie in the window.

        With each comes its own end, where it has another than the first.
        """
        since = self.window.since(_roughly(start, end))
        before = self.window.before
        if since <= start.wall < before:
            yield start, None
        for line in event.all("RDATE"):
            if are_periods(line):
                yield from periods(line, self.effort)
                continue
            for one in whens(line, self.effort):
                if since <= one.wall < before:
                    yield one, None
        for line in event.all("RRULE"):
            for one in self._repeated(line, start, since):
                yield one, None

    def _repeated(self, line: Line, start: When, since: datetime) -> Iterator[When]:
        until, before = until_of(line), self.window.before
        if until is not None:
            before = min(before, until.wall + 2 * _A_DAY)
            if before <= since:
                return
        for wall in recurring(
            rule_of(line), start.wall, since=since, before=before, effort=self.effort
        ):
            moment = start._replace(wall=wall)
            if until is not None and self._is_after(moment, until):
                return
            yield moment

    def _is_after(self, moment: When, until: When) -> bool:
        """Compare as the end is written: an instant, a day, or a time on the wall."""
        if until.zone == UTC_ZONE and not moment.is_day:
            return self.zones.instant(moment) > until.wall
        if until.is_day:
            return moment.wall.date() > until.wall.date()
        return moment.wall > until.wall

    def _size(self, start: When, end: When | Length) -> Length:
        """Give the length that every time of the appointment has (RFC 5545 §3.8.5.3).

        Days count on the calendar, what ends at a clock time lasts as long as it does
        the first time.
        """
        if not isinstance(end, When):
            return end
        size = self.zones.instant(end) - self.zones.instant(start)
        if size < timedelta():
            raise LineError(end.line, "this ends before it begins", AGAIN)
        if start.is_day:
            return Length(days=end.wall - start.wall, exact=timedelta())
        return Length(days=timedelta(), exact=size)

    def _span(self, start: When, end: When | Length) -> Span:
        begins = self.zones.instant(start)
        if isinstance(end, When):
            return begins, self.zones.instant(end)
        if not end.days:
            return begins, begins + end.exact
        later = start._replace(wall=start.wall + end.days)
        return begins, self.zones.instant(later) + end.exact


def takes_time(event: Component) -> bool:
    """Say whether an appointment keeps its time from being used otherwise."""
    return event.word("STATUS") != "CANCELLED" and event.word("TRANSP") != "TRANSPARENT"


def _end(event: Component, start: When) -> When | Length:
    """Read when, or after how long, an appointment ends.  Raises LineError."""
    line = event.first("DTEND")
    if line is not None:
        end = when(line)
        if end.is_day != start.is_day:
            raise LineError(
                line.number, "this ends at a clock time, or begins at one", AGAIN
            )
        return end
    line = event.first("DURATION")
    if line is not None:
        return length(line)
    return _ONE_DAY if start.is_day else NO_LENGTH


def _check(event: Component) -> None:
    """Refuse what RFC 5545 took away and would leave times too many."""
    line = event.first("EXRULE")
    if line is not None:
        raise LineError(
            line.number,
            "the times that are left out here cannot be followed",
            "write them one by one",
        )


def _roughly(start: When, end: When | Length) -> timedelta:
    if isinstance(end, When):
        return max(end.wall - start.wall, timedelta())
    return end.days + end.exact
