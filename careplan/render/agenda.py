"""The agenda: a plan's dates to be read from top to bottom, phase by phase.

Eighty columns of plain text: the week of the phase, the day, the time, what, and the
name the other commands take.  A daily or weekly series is one line.  What closed days
moved, what was left out and what still waits stands at the end, always.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

from careplan.model.amount import DAYS_A_WEEK
from careplan.model.schedule import Occurrence
from careplan.model.value import dataclass
from careplan.model.wording import spell_day
from careplan.render.aftermath import aftermath
from careplan.render.columns import WIDTH, indented, padded, wrapped
from careplan.render.heading import heading
from careplan.render.plain import plain, width
from careplan.render.view import LEGEND, Part, View, is_period, mark, part_of

_MARKS = 3
_WEEK = 8
_DAY = 17
_TIME = 7
_BEFORE_TITLE = _MARKS + _WEEK + _DAY + _TIME
_BETWEEN = 2
_DAILY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line: an occurrence, or all those of a series that say the same."""

    occurrences: tuple[Occurrence, ...]

    @property
    def first(self) -> Occurrence:
        return self.occurrences[0]


def agenda(view: View) -> str:
    """Draw the whole agenda; the text ends with a line feed."""
    lines = heading(view)
    for part, occurrences in _parts(view).items():
        lines += ["", *_part(view, part, occurrences)]
    if not view.occurrences:
        lines += ["", "Nothing is scheduled."]
    lines += [*_legend(view), *aftermath(view)]
    return "\n".join(lines) + "\n"


def _parts(view: View) -> dict[Part, list[Occurrence]]:
    """Sort the occurrences into phases, in the order in which these begin."""
    parts: dict[Part, list[Occurrence]] = {}
    for occurrence in view.occurrences:
        parts.setdefault(part_of(occurrence), []).append(occurrence)
    return parts


def _part(view: View, part: Part, occurrences: list[Occurrence]) -> Iterator[str]:
    start = _start(view, part)
    if view.program.phases:
        title = plain(view.phase_title(part))
        since = "" if part[0] is None else f", from {spell_day(start)}"
        yield from indented(f"{title}{since}", first="", rest="  ")
    week_before: str | None = None
    for line in _lines(view, occurrences):
        day = view.local(line.first.placed).day
        week = _week(start, day)
        yield from _drawn(view, line, "" if week == week_before else week)
        week_before = week


def _start(view: View, part: Part) -> date:
    stretch = view.stretch(part)
    if stretch is not None:
        return stretch.start.day
    # A date-time is a date, too, and would count its weeks from its hour.
    return date(view.start.year, view.start.month, view.start.day)


def _week(start: date, day: date) -> str:
    number = (day - start).days // DAYS_A_WEEK
    return "before" if number < 0 else f"week {number + 1}"


def _lines(view: View, occurrences: list[Occurrence]) -> list[_Line]:
    """Gather the occurrences of a series that differ in their date only."""
    gathered: dict[tuple[object, ...], list[Occurrence]] = {}
    for number, one in enumerate(occurrences):
        alike: tuple[object, ...] = (number,)
        if one.activity.may_be_series and not one.was_moved and not is_period(one):
            alike = (one.rule.id, _clock(view, one), view.title(one), mark(one))
        gathered.setdefault(alike, []).append(one)
    return [_Line(occurrences=tuple(group)) for group in gathered.values()]


def _drawn(view: View, line: _Line, week: str) -> list[str]:
    moment = view.local(line.first.placed)
    before = (
        padded(f" {mark(line.first)}"[:_MARKS], _MARKS)
        + padded(week, _WEEK)
        + padded(_padded_day(moment.day), _DAY)
        + padded("" if moment.clock is None else f"{moment.clock:%H:%M}", _TIME)
    )
    name = plain(_name(line))
    room = WIDTH - _BEFORE_TITLE - width(name) - _BETWEEN
    first, *rest = wrapped(plain(_what(view, line)), room)
    return [
        f"{before}{padded(first, room)}{' ' * _BETWEEN}{name}",
        *(" " * _BEFORE_TITLE + text for text in rest),
    ]


def _padded_day(day: date) -> str:
    """Spell a date so that days stand under each other."""
    weekday, number, month, year = spell_day(day).split()
    return f"{weekday} {number:>2} {month} {year}"


def _what(view: View, line: _Line) -> str:
    title = view.title(line.first)
    if len(line.occurrences) > 1:
        last = view.local(line.occurrences[-1].placed).day
        times = f"{len(line.occurrences)} times"
        return f"{title}, {_rhythm(view, line)}until {spell_day(last)}, {times}"
    if is_period(line.first):
        return f"{title} (until {spell_day(line.first.ends.day)})"
    return title


def _rhythm(view: View, line: _Line) -> str:
    """Say `daily` or `weekly` where every step is one."""
    days = [view.local(one.placed).day for one in line.occurrences]
    steps = {(after - day).days for day, after in pairwise(days)}
    if steps == {_DAILY}:
        return "daily "
    return "weekly " if steps == {DAYS_A_WEEK} else ""


def _name(line: _Line) -> str:
    if len(line.occurrences) == 1:
        return line.first.running
    _, _, last = line.occurrences[-1].running.rpartition("-")
    return f"{line.first.running}..{last}"


def _clock(view: View, occurrence: Occurrence) -> time | None:
    return view.local(occurrence.placed).clock


def _legend(view: View) -> list[str]:
    used = "".join(mark(one) for one in view.occurrences)
    meant = [f"{sign} {words}" for sign, words in LEGEND.items() if sign in used]
    return ["", *indented("; ".join(meant), first=" ", rest=" ")] if meant else []
