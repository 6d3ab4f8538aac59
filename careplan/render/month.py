"""The month grid: a wall calendar of letters, at most eighty columns wide.

Every activity has a letter, daily and weekly series share a dot; a legend says which
is which.  A mark after a letter is that letter's; where a whole day is to be
confirmed, one mark before it says so.  Times and moves stand in the agenda.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from datetime import date, timedelta

from careplan.audience.wording import PROVISIONAL_PREFIX
from careplan.model.schedule import Occurrence, State
from careplan.model.wording import MONTHS, WEEKDAYS
from careplan.render.aftermath import aftermath
from careplan.render.columns import indented
from careplan.render.heading import heading
from careplan.render.plain import plain
from careplan.render.view import LEGEND, MARKS, View, mark

_CELL = 11
_NUMBER = 3
_ROOM = _CELL - _NUMBER - 1
_SERIES = "."
_MORE = "+"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NO_LETTER_LEFT = "#"
_TITLE_COLUMN = 4
_UNSURE = MARKS[State.PROVISIONAL]
_WHOLE_DAY = f"{LEGEND[_UNSURE]}; before the first letter, the whole day is"

Signs = dict[str, str]


def month_grid(view: View) -> str:
    """Draw every month in which something happens; the text ends with a line feed."""
    signs = _signs(view)
    days = _days(view, signs)
    months = sorted({(day.year, day.month) for day in days})
    lines = heading(view)
    for year, month in months:
        lines += ["", *_month(year, month, days)]
    lines += [*_legend(view, signs), *aftermath(view)]
    return "\n".join(lines) + "\n"


def _signs(view: View) -> Signs:
    """Give each activity a letter: one of its own word if that is free."""
    signs: Signs = {}
    for occurrence in view.occurrences:
        what = _what(view, occurrence)
        if what not in signs:
            is_series = occurrence.activity.may_be_series
            signs[what] = _SERIES if is_series else _letter(what, signs)
    return signs


def _what(view: View, occurrence: Occurrence) -> str:
    """Give what has a letter: an activity, or all that has one discreet title."""
    return _title(view, occurrence) if view.is_discreet else occurrence.activity.id


def _letter(word: str, taken: Signs) -> str:
    # In a stream for staff the person's alias stands before a title.
    _, _, said = word.rpartition(": ")
    wanted = "".join(one for one in said.upper() if one in _LETTERS)
    free = (one for one in wanted + _LETTERS if one not in taken.values())
    return next(free, _NO_LETTER_LEFT)


def _days(view: View, signs: Signs) -> dict[date, str]:
    """Write down what each day holds: dots last and once, letters in order of time."""
    days: dict[date, list[str]] = {}
    for occurrence in view.occurrences:
        sign = signs[_what(view, occurrence)] + mark(occurrence)
        for day in _covered(view, occurrence):
            days.setdefault(day, []).append(sign)
    return {day: _fitted(found) for day, found in days.items()}


def _covered(view: View, occurrence: Occurrence) -> Iterator[date]:
    """Give the days an occurrence takes: one, or all those of a period."""
    first = view.local(occurrence.moment)
    yield first.day
    if not first.is_timed:
        length = (occurrence.ends.day - first.day).days
        yield from (first.day + timedelta(days=n) for n in range(1, length + 1))


def _fitted(signs: list[str]) -> str:
    """Write what fits: each sign once, the dot last and without marks of its own."""
    letters = [sign for sign in signs if not sign.startswith(_SERIES)]
    before = ""
    if all(sign.endswith(_UNSURE) for sign in letters or signs):
        before = _UNSURE
        letters = [sign.removesuffix(_UNSURE) for sign in letters]
    dot = _SERIES if len(letters) < len(signs) else ""
    text = "".join((before, *dict.fromkeys(letters), dot))
    return text if len(text) <= _ROOM else text[: _ROOM - 1] + _MORE


def _month(year: int, month: int, days: dict[date, str]) -> Iterator[str]:
    yield f"{MONTHS[month - 1]} {year}"
    yield "".join(f" {name:<{_CELL - 1}}" for name in WEEKDAYS).rstrip()
    for week in Calendar().monthdatescalendar(year, month):
        cells = (_cell(day, days) if day.month == month else "" for day in week)
        yield "".join(f"{cell:<{_CELL}}" for cell in cells).rstrip()


def _cell(day: date, days: dict[date, str]) -> str:
    return f"{day.day:>{_NUMBER}} {days.get(day, '')}"


def _legend(view: View, signs: Signs) -> Iterator[str]:
    if not signs:
        yield from ("", "Nothing is scheduled.")
        return
    yield ""
    titles: dict[str, list[str]] = {}
    for occurrence in view.occurrences:
        sign = signs[_what(view, occurrence)]
        said = titles.setdefault(sign, [])
        title = _title(view, occurrence)
        if title not in said:
            said.append(title)
    for sign, said in titles.items():
        first = f"  {sign:<{_TITLE_COLUMN - 2}}"
        yield from indented(plain(", ".join(said)), first=first, rest=" " * 6)
    used = "".join(mark(one) for one in view.occurrences)
    for sign, words in (LEGEND | {_UNSURE: _WHOLE_DAY}).items():
        if sign in used:
            yield f"  {sign:<{_TITLE_COLUMN - 2}}{words}"


def _title(view: View, occurrence: Occurrence) -> str:
    """Give the title of every such occurrence: no label, no word of what is a mark."""
    if view.titles is not None:
        return view.title(occurrence).replace(PROVISIONAL_PREFIX, "")
    return occurrence.activity.title
