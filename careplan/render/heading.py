"""The first lines of every rendering for people: whose plan, since when, what zone."""

from __future__ import annotations

from careplan.model.wording import spell_wall
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
    when = f"start {spell_wall(view.start)}, times in {view.timezone}"
    return when if view.is_discreet else program + when
