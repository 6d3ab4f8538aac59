"""A schedule as a table: CSV for spreadsheets, Markdown for documents."""

from __future__ import annotations

import csv
import io
import re

from careplan.model.moment import Moment
from careplan.model.schedule import Occurrence
from careplan.model.wording import WEEKDAYS, spell_day, spell_moment
from careplan.render.aftermath import moved_words
from careplan.render.document import instant, wall
from careplan.render.heading import facts_of, title_of
from careplan.render.plain import plain
from careplan.render.view import View, is_period, mark

COLUMNS = tuple(
    "date weekday time last_day title name phase kind state moved nominal"
    " earliest latest timezone utc".split()
)

# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_MARKDOWN = re.compile(r"[\\`*_\[\]<|#&~]")


def csv_table(view: View) -> str:
    """Write CSV with a header line (RFC 4180: CRLF, quotes doubled)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in view.occurrences:
        writer.writerow(_row(view, one))
    return text.getvalue()


def markdown_table(view: View) -> str:
    """Write a Markdown document: heading, table, and what closed days moved."""
    head = ("Date", "Time", "What", *(() if view.is_discreet else ("Name",)), "")
    lines = [
        f"# {_escaped(title_of(view))}",
        "",
        _escaped(facts_of(view)),
        "",
        _cells(head),
        f"|{'---|' * len(head)}",
        *(_line(view, one) for one in view.occurrences),
    ]
    for title, items in _sections(view):
        if items:
            lines += ["", f"## {title}", "", *(f"- {_escaped(one)}" for one in items)]
    return "\n".join(lines) + "\n"


def _row(view: View, one: Occurrence) -> tuple[str, ...]:
    moment = view.local(one.moment)
    bounds = view.bounds(one)
    return (
        moment.day.isoformat(),
        WEEKDAYS[moment.day.weekday()],
        "" if moment.clock is None else f"{moment.clock:%H:%M}",
        one.ends.day.isoformat() if is_period(one) else "",
        inert(view.title(one)),
        "" if view.is_discreet else one.name,
        "" if view.is_discreet else one.key.phase or "",
        "" if view.is_discreet else one.activity.kind.value,
        one.state.value,
        "yes" if one.was_moved else "no",
        wall(view.local(one.nominal)),
        _side(bounds.earliest),
        _side(bounds.latest),
        view.timezone,
        instant(one.moment) or "",
    )


def _side(moment: Moment | None) -> str:
    return "" if moment is None else wall(moment)


def inert(text: str) -> str:
    """Keep a spreadsheet from running a title: the apostrophe says it is text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(view: View, one: Occurrence) -> str:
    moment = view.local(one.moment)
    time = "" if moment.clock is None else f"{moment.clock:%H:%M}"
    until = f" (until {spell_day(one.ends.day)})" if is_period(one) else ""
    cells = (
        spell_day(moment.day),
        time,
        _escaped(view.title(one) + until),
        *(() if view.is_discreet else (_escaped(one.running),)),
        _words(one),
    )
    return _cells(cells)


def _cells(texts: tuple[str, ...]) -> str:
    return f"| {' | '.join(texts)} |"


def _words(one: Occurrence) -> str:
    """Say in words what the agenda says in marks."""
    special = mark(one).removeprefix("*")
    words = ("moved",) if one.was_moved else ()
    state = {"?": "to be confirmed"}.get(special, one.state.value)
    return ", ".join((*words, state) if special else words)


def _sections(view: View) -> tuple[tuple[str, list[str]], ...]:
    moved = [
        "; ".join((moved_words(view, one), *view.causes(one))) for one in view.moved
    ]
    lost = [
        f"{one.rule.id}, {spell_moment(view.local(one.moment))}: {one.reason}"
        for one in view.lost
    ]
    return (
        ("Moved", moved),
        ("Left out", lost),
        ("Notices", list(view.notices)),
    )


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(lambda found: "\\" + found[0], plain(text))
