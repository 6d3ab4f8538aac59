"""The first lines of every rendering for people: whose plan, since when, what zone."""

from __future__ import annotations

from datetime import datetime

from careplan.model.moment import Moment
from careplan.model.wording import spell_moment
from careplan.render.columns import indented
from careplan.render.plain import plain
from careplan.render.view import View


def heading(view: View) -> list[str]:
    """Name the program, its version, the start and the zone."""
    program, columns = view.program, view.columns
    lines = [
        *indented(plain(title_of(view)), first="", rest="", columns=columns),
        *indented(plain(facts_of(view)), first="", rest="  ", columns=columns),
    ]
    if view.role is not None:
        said = f"as the calendar for `{plain(view.role)}` says it"
        lines += indented(said, first="", rest="  ", columns=columns)
    if program.notice is not None and not view.is_discreet:
        lines += indented(plain(program.notice), first="", rest="", columns=columns)
    return lines


def title_of(view: View) -> str:
    """Name what is seen: the program, or a calendar that does not name it."""
    return view.calendar or view.program.title


def facts_of(view: View) -> str:
    """Say which version it is, and when and where it starts."""
    program = f"{view.program.id} {view.program.version}, "
    when = f"start {_start(view)}, times in {view.timezone}"
    return when if view.is_discreet else program + when


def _start(view: View) -> str:
    start = view.start
    clock = start.time() if isinstance(start, datetime) else None
    day = start.date() if isinstance(start, datetime) else start
    return spell_moment(Moment(day=day, clock=clock, zone=view.timezone))
