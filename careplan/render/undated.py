"""What has a name and no date, in words: that it has none, and why if that is known."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.schedule import Undated
from careplan.model.wording import spell_moment
from careplan.render.columns import indented
from careplan.render.document import VERSION, wall
from careplan.render.plain import plain
from careplan.render.view import View

_UNKNOWN = "the plan does not give it, or not in the branches taken"


def without_date(one: Undated) -> str:
    """Say in one sentence that something has no date, and why: `s-3 has no date: …`."""
    called = one.running if one.running == one.name else f"{one.running} ({one.name})"
    return f"{called} has no date: {one.because or _UNKNOWN}"


def told(view: View, one: Undated, *, reason: bool = False) -> str:
    """Tell it, and when it would be; only `why` tells the `reason` somebody gave."""
    lines = [f"{without_date(one)}."]
    if one.nominal is not None:
        when = spell_moment(view.local(one.nominal))
        lines.append(f"Its rule names {when}, {view.timezone}.")
    if reason and one.reason is not None:
        lines.append(f"The reason given: {one.reason}.")
    return "\n".join(_wrapped(lines)) + "\n"


def document(one: Undated) -> dict[str, object]:
    """Give the same for programs, without the reason somebody gave."""
    return {
        "version": VERSION,
        "name": one.name,
        "running": one.running,
        "nominal": None if one.nominal is None else wall(one.nominal),
        "timezone": None if one.nominal is None else one.nominal.zone,
        "because": one.because or _UNKNOWN,
    }


def _wrapped(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from indented(plain(line), first="", rest="  ")
