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
    program = view.program
    lines = [
        *indented(plain(program.title), first="", rest=""),
        *indented(_facts(view), first="", rest="  "),
    ]
    if view.role is not None:
        lines.append(f"as the calendar for `{plain(view.role)}` says it")
    if program.notice is not None:
        lines += indented(plain(program.notice), first="", rest="")
    return lines


def start_of(view: View) -> str:
    """Spell the start."""
    start = view.start
    clock = start.time() if isinstance(start, datetime) else None
    day = start.date() if isinstance(start, datetime) else start
    return spell_moment(Moment(day=day, clock=clock, zone=view.timezone))


def _facts(view: View) -> str:
    program = plain(f"{view.program.id} {view.program.version}")
    return f"{program}, start {start_of(view)}, times in {view.timezone}"
