"""What is due in many plans: as a list to work through, as a table, and as data.

A plan goes by the name of its file, never by the person's.  Times are the person's;
where several zones meet, each time has its own behind it.
"""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from careplan.model.due import Due, Matter
from careplan.model.moment import Moment
from careplan.model.value import dataclass
from careplan.model.wording import WEEKDAYS, spell_moment
from careplan.render.columns import indented
from careplan.render.document import instant, wall
from careplan.render.due_words import next_command, occasion, reason, subject
from careplan.render.plain import plain, width
from careplan.render.table import inert

VERSION = 1
COLUMNS = tuple(
    "matter enrolment subject name activity kind state date weekday time timezone utc"
    " reason next".split()
)
TITLES = {
    Matter.TODAY: "Today",
    Matter.UNRECORDED: "To be recorded, as done or as missed",
    Matter.MISSED: "Missed, and not dealt with",
    Matter.UNDECIDED: "Waiting for a decision",
    Matter.GATE: "Gates still open, with something waiting within 7 days",
    Matter.WEEK: "This week",
    Matter.OUTSIDE: "Outside what the program allows",
    Matter.HORIZON: "Horizon near",
}
_ORDER = {matter: number for number, matter in enumerate(Matter)}
_BELOW = "      "
_GOES_ON = " \\"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is due at `now`, in the enrolment of this file.

    `timezone` is the person's.
    """

    file: str
    timezone: str
    due: Due
    now: datetime


def in_order(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Sort by matter, then by moment, then by file; what has no moment is of now."""
    return tuple(sorted(items, key=_place))


def _place(item: Item) -> tuple[int, datetime, str]:
    moment = item.due.moment
    when = item.now if moment is None else moment.instant
    return _ORDER[item.due.matter], when, item.file


def due_list(items: tuple[Item, ...], enrolments: int, columns: int) -> str:
    """Draw the list; the last line counts."""
    lines: list[str] = []
    has_zones = len({item.timezone for item in items}) > 1
    for matter, group in groupby(items, key=lambda item: item.due.matter):
        lines.append(f"{TITLES[matter]}:")
        for item in group:
            lines += _drawn(item, columns, has_zones=has_zones)
        lines.append("")
    return "\n".join([*lines, *_total(items, enrolments)]) + "\n"


def due_table(items: tuple[Item, ...]) -> str:
    """Write CSV with a header line (RFC 4180: CRLF, quotes doubled)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(item) for item in items)
    return text.getvalue()


def due_document(
    items: tuple[Item, ...],
    *,
    now: datetime,
    enrolments: tuple[str, ...],
    failed: tuple[str, ...],
) -> dict[str, object]:
    """Give the list to programs: `failed` are the files that are not in it."""
    return {
        "version": VERSION,
        "now": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "enrolments": list(enrolments),
        "failed": list(failed),
        "due": [_record(item) for item in items],
    }


def _drawn(item: Item, columns: int, *, has_zones: bool) -> Iterator[str]:
    said = f"{item.file}: {_said(item, has_zones=has_zones)}"
    yield from indented(plain(said), first="  ", rest=_BELOW, columns=columns)
    command = next_command(item.due, item.file, item.now)
    if command is not None:
        yield from _to_paste(command, columns)


def _said(item: Item, *, has_zones: bool) -> str:
    """Say what is due, when, and why; a gate's reason says all of it."""
    due, why = item.due, reason(item.due, item.timezone)
    if due.matter is Matter.GATE:
        return why
    said = ", ".join((subject(due), *occasion(due)))
    if due.moment is not None:
        has_zone = has_zones and due.moment.is_timed
        zone = f" {item.timezone}" if has_zone else ""
        said += f", {spell_moment(due.moment)}{zone}"
    return f"{said}; {why}" if why else said


def _to_paste(command: str, columns: int) -> list[str]:
    """Break a command where a shell goes on reading it, so that it can be copied."""
    lines = [_BELOW]
    for word in map(shlex.quote, shlex.split(command)):
        longer = f"{lines[-1]}{plain(word)}"
        if width(longer) + width(_GOES_ON) > columns and lines[-1].strip():
            lines[-1] = lines[-1].rstrip() + _GOES_ON
            longer = f"{_BELOW}  {plain(word)}"
            lines.append("")
        lines[-1] = f"{longer} "
    lines[-1] = lines[-1].rstrip()
    return lines


def _total(items: tuple[Item, ...], enrolments: int) -> Iterator[str]:
    plans = "1 enrolment" if enrolments == 1 else f"{enrolments:,} enrolments"
    if not items:
        yield f"nothing is due in {plans}"
        return
    files = len({item.file for item in items})
    things = "1 thing is" if len(items) == 1 else f"{len(items):,} things are"
    yield f"{things} due in {files:,} of {plans}"


def _row(item: Item) -> tuple[str, ...]:
    due, one = item.due, item.due.occurrence
    moment = due.moment
    return (
        due.matter.value,
        inert(item.file),
        inert(subject(due)),
        "" if one is None else inert(one.name),
        "" if one is None else one.activity.id,
        "" if one is None else one.activity.kind.value,
        "" if one is None else one.state.value,
        "" if moment is None else moment.day.isoformat(),
        "" if moment is None else WEEKDAYS[moment.day.weekday()],
        _clock(moment),
        item.timezone,
        _utc(moment) or "",
        inert(reason(due, item.timezone)),
        next_command(due, item.file, item.now) or "",
    )


def _record(item: Item) -> dict[str, object]:
    due, one = item.due, item.due.occurrence
    return {
        "matter": due.matter.value,
        "enrolment": item.file,
        "subject": subject(due),
        "name": None if one is None else one.name,
        "activity": None if one is None else one.activity.id,
        "kind": None if one is None else one.activity.kind.value,
        "state": None if one is None else one.state.value,
        "moment": None if due.moment is None else wall(due.moment),
        "timezone": item.timezone,
        "utc": _utc(due.moment),
        "reason": reason(due, item.timezone) or None,
        "next": next_command(due, item.file, item.now),
    }


def _clock(moment: Moment | None) -> str:
    if moment is None or moment.clock is None:
        return ""
    return f"{moment.clock:%H:%M}"


def _utc(moment: Moment | None) -> str | None:
    return None if moment is None else instant(moment)
