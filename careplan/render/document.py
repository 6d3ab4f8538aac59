"""A schedule as JSON: for machines, versioned, and stable.

Keys are only ever added; a change of meaning raises `version`.  Days are
`2026-03-02`, wall times `2026-03-02T10:00` in the occurrence's own `timezone`,
instants `2026-03-02T10:00:00Z`.  What a discreet view holds back is null.  The text is
ASCII, so it is safe on any terminal.
"""

from __future__ import annotations

import json
from datetime import datetime

from careplan.model.moment import Moment
from careplan.model.schedule import Lost, Occurrence, Stretch
from careplan.render.view import View

VERSION = 1

Object = dict[str, object]


def document(view: View) -> str:
    """Write the whole document; it ends with a line feed."""
    content: Object = {
        "version": VERSION,
        "program": _program(view),
        "start": _start(view),
        "timezone": view.timezone,
        "role": view.role,
        "phases": [_stretch(one) for one in _stretches(view)],
        "occurrences": [_occurrence(view, one) for one in view.occurrences],
        "left_out": [_lost(lost) for lost in view.lost],
        "notices": list(view.notices),
    }
    return json.dumps(content, indent=2) + "\n"


def wall(moment: Moment) -> str:
    """Write a day, or a wall time without its zone."""
    if moment.clock is None:
        return moment.day.isoformat()
    return moment.wall.isoformat(timespec="minutes")


def instant(moment: Moment) -> str | None:
    """Write a timed moment in UTC; a whole day is no instant."""
    if moment.clock is None:
        return None
    return moment.instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _program(view: View) -> Object:
    program = view.program
    if view.is_discreet:
        return {"id": None, "version": None, "title": view.calendar}
    return {"id": program.id, "version": program.version, "title": program.title}


def _stretches(view: View) -> tuple[Stretch, ...]:
    return () if view.is_discreet else view.schedule.stretches


def _start(view: View) -> str:
    if isinstance(view.start, datetime):
        return view.start.isoformat(timespec="minutes")
    return view.start.isoformat()


def _occurrence(view: View, one: Occurrence) -> Object:
    earliest, latest = one.bounds.earliest, one.bounds.latest
    return {
        **(dict.fromkeys(_identity(one)) if view.is_discreet else _identity(one)),
        "title": view.title(one),
        "state": one.state.value,
        "timezone": one.moment.zone,
        "nominal": wall(one.nominal),
        "placed": wall(one.placed),
        "actual": None if one.actual is None else wall(one.actual),
        "ends": wall(one.ends),
        "utc": instant(one.moment),
        "window": {
            "earliest": None if earliest is None else wall(earliest),
            "latest": None if latest is None else wall(latest),
        },
        "moved": one.was_moved,
        "because": list(view.causes(one)),
    }


def _identity(one: Occurrence) -> Object:
    return {
        "key": one.key.text,
        "name": one.name,
        "running": one.running,
        "activity": one.activity.id,
        "rule": one.rule.id,
        "kind": one.activity.kind.value,
        "phase": one.key.phase,
        "cycle": one.key.cycle,
    }


def _stretch(one: Stretch) -> Object:
    return {
        "phase": one.phase,
        "cycle": one.cycle,
        "run": one.run,
        "start": wall(one.start),
        "end": wall(one.end),
    }


def _lost(lost: Lost) -> Object:
    return {
        "rule": lost.rule.id,
        "phase": lost.rule.phase,
        "moment": wall(lost.moment),
        "because": lost.reason,
    }
