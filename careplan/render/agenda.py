"""The agenda: a plan's dates to be read from top to bottom, phase by phase.

Plain text as wide as the view: the week of the phase, the day, the time, what, and the
name the other commands take; on a narrow page what stands below when.  A series stands
where it begins, once.  What closed days moved, what was left out and what still waits
stands at the end, always.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import groupby, pairwise

from careplan.model.amount import DAYS_A_WEEK
from careplan.model.schedule import Occurrence
from careplan.model.value import dataclass
from careplan.model.wording import spell_day
from careplan.render.aftermath import aftermath
from careplan.render.columns import indented, padded, wrapped
from careplan.render.heading import heading
from careplan.render.plain import plain, width
from careplan.render.view import LEGEND, Part, View, is_period, mark, part_of

_MARKS = 4
_WEEK = 8
_DAY = 16
_TIME = 7
_BETWEEN = 2
_SHORTEST = 12
# On a narrower page the title stands below the day, indented by so much.
_NARROW = 60
_BELOW = 6
_DAILY = 1
_MOST_RANGES = 2
_THROUGHOUT: Part = (None, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line: an occurrence, or all those of a series that say the same.

    `clocks` are the times of each of its days.
    """

    occurrences: tuple[Occurrence, ...]
    clocks: tuple[time | None, ...]

    @property
    def first(self) -> Occurrence:
        return self.occurrences[0]


_Group = dict[tuple[object, ...], list[Occurrence]]


def agenda(view: View) -> str:
    """Draw the whole agenda; the text ends with a line feed."""
    lines, parts = heading(view), _parts(view)
    weeks = _width_of_weeks(view, parts)
    for part, occurrences in parts.items():
        lines += ["", *_part(view, part, occurrences, weeks)]
    if not view.occurrences:
        lines += ["", "Nothing is scheduled."]
    lines += [*_legend(view), *aftermath(view)]
    return "\n".join(lines) + "\n"


def _parts(view: View) -> dict[Part, list[Occurrence]]:
    """Sort the occurrences into phases, in the order in which these begin."""
    parts: dict[Part, list[Occurrence]] = {}
    for occurrence in view.occurrences:
        part = _THROUGHOUT if view.is_discreet else part_of(occurrence)
        parts.setdefault(part, []).append(occurrence)
    return parts


def _width_of_weeks(view: View, parts: dict[Part, list[Occurrence]]) -> int:
    """Leave room for the longest, `week 100` and a blank, in all parts alike."""
    longest = max(
        (
            len(_week(_start(view, part), view.local(one.placed).day))
            for part, occurrences in parts.items()
            for one in (occurrences[0], occurrences[-1])
        ),
        default=0,
    )
    return max(_WEEK, longest + 1)


def _part(
    view: View, part: Part, occurrences: list[Occurrence], weeks: int
) -> Iterator[str]:
    start = _start(view, part)
    if view.program.phases and not view.is_discreet:
        title = plain(view.phase_title(part))
        since = "" if part[0] is None else f", from {spell_day(start)}"
        yield from indented(
            f"{title}{since}", first="", rest="  ", columns=view.columns
        )
    week_before: str | None = None
    for line in _lines(view, occurrences):
        day = view.local(line.first.moment).day
        week = _week(start, day)
        shown = "" if week == week_before else week
        yield from _drawn(view, line, padded(shown, weeks))
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
    gathered: _Group = {}
    for number, one in enumerate(occurrences):
        alike: tuple[object, ...] = (number,)
        if one.activity.may_be_series and not one.was_moved and not is_period(one):
            alike = (one.activity.id, view.title(one), mark(one))
        gathered.setdefault(alike, []).append(one)
    lines = [line for group in gathered.values() for line in _series(view, group)]
    order = {one.key: number for number, one in enumerate(occurrences)}
    return sorted(lines, key=lambda line: order[line.first.key])


def _series(view: View, occurrences: list[Occurrence]) -> list[_Line]:
    """Make lines of a series: by its days where these are alike, else by the clock.

    What is taken three times a day is one line with three times; what is done at one
    time on Tuesdays and another on Fridays is two lines.
    """
    days: dict[date, list[Occurrence]] = {}
    clocks: _Group = {}
    for one in occurrences:
        days.setdefault(view.local(one.moment).day, []).append(one)
        clocks.setdefault((one.rule.id, _clock(view, one)), []).append(one)
    alike = groupby(days.values(), lambda day: [_clock(view, one) for one in day])
    runs = [list(run) for _, run in alike]
    if len(runs) > len(clocks):
        return [_line(view, group, 1) for group in clocks.values()]
    return [line for run in runs for line in _run(view, run)]


def _run(view: View, days: list[list[Occurrence]]) -> list[_Line]:
    everything = [one for day in days for one in day]
    if len(days) == 1:
        return [_line(view, [one], 1) for one in everything]
    return [_line(view, everything, len(days[0]))]


def _line(view: View, occurrences: list[Occurrence], a_day: int) -> _Line:
    clocks = tuple(_clock(view, one) for one in occurrences[:a_day])
    return _Line(occurrences=tuple(occurrences), clocks=clocks)


def _drawn(view: View, line: _Line, week: str) -> list[str]:
    moment = view.local(line.first.moment)
    when = (
        padded(f" {mark(line.first)}", _MARKS)
        + week
        + padded(_padded_day(moment.day), _DAY)
        + padded("" if moment.clock is None else f"{moment.clock:%H:%M}", _TIME)
    )
    if view.columns < _NARROW:
        return [
            when.rstrip(),
            *(" " * _BELOW + text for text in _what(view, line, _BELOW)),
        ]
    first, *rest = _what(view, line, width(when))
    return [when + first, *(" " * width(when) + text for text in rest)]


def _what(view: View, line: _Line, before: int) -> list[str]:
    """Say what it is, with its name at the right edge, and how long it goes on."""
    name = "" if view.is_discreet else plain(_name(line))
    title, room = plain(view.title(line.first)), view.columns - before
    how_long = _how_long(view, line)
    below = wrapped(how_long, room) if how_long else []
    short = room - width(name) - _BETWEEN if name else room
    if short < _SHORTEST:
        return [*wrapped(title, room), *wrapped(name, room), *below]
    first, *rest = wrapped(title, short)
    return [f"{padded(first, room - width(name))}{name}".rstrip(), *rest, *below]


def _padded_day(day: date) -> str:
    """Spell a date so that days stand under each other."""
    weekday, number, month, year = spell_day(day).split()
    return f"{weekday} {number:>2} {month} {year}"


def _how_long(view: View, line: _Line) -> str:
    """Say until when a series or a period goes on, and how."""
    if len(line.occurrences) > 1:
        last = view.local(line.occurrences[-1].moment).day
        times = f"{len(line.occurrences)} times"
        return f"{_rhythm(view, line)}until {spell_day(last)}, {times}"
    if is_period(line.first):
        return f"until {spell_day(line.first.ends.day)}"
    return ""


def _rhythm(view: View, line: _Line) -> str:
    """Say `daily` or `weekly` where every step is one, and at which times."""
    days = [view.local(one.moment).day for one in line.occurrences]
    steps = {(after - day).days for day, after in pairwise(dict.fromkeys(days))}
    regular = {_DAILY: "daily ", DAYS_A_WEEK: "weekly "}
    words = regular.get(steps.pop(), "") if len(steps) == 1 else ""
    if len(line.clocks) == 1:
        return words
    return f"{words}at {', '.join(f'{clock:%H:%M}' for clock in line.clocks)} "


def _name(line: _Line) -> str:
    """Give the name, of a series with the numbers that stand in this line."""
    if len(line.occurrences) == 1:
        return line.first.running
    word, _, _ = line.first.running.rpartition("-")
    ranges: list[list[int]] = []
    for one in line.occurrences:
        number = int(one.running.rpartition("-")[2])
        if not ranges or number != ranges[-1][-1] + 1:
            ranges.append([])
        ranges[-1].append(number)
    said = [str(one[0]) + f"..{one[-1]}" * (len(one) > 1) for one in ranges]
    more = " ..." if len(said) > _MOST_RANGES else ""
    return f"{word}-{', '.join(said[:_MOST_RANGES])}{more}"


def _clock(view: View, occurrence: Occurrence) -> time | None:
    return view.local(occurrence.moment).clock


def _legend(view: View) -> list[str]:
    used = "".join(mark(one) for one in view.occurrences)
    meant = [f"{sign} {words}" for sign, words in LEGEND.items() if sign in used]
    if not meant:
        return []
    text = "; ".join(meant)
    return ["", *indented(text, first=" ", rest=" ", columns=view.columns)]
