"""What a person must know after the dates: moved, left out, still waiting.

Nothing is ever silently moved or dropped, so every rendering for people ends so.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.moment import Moment
from careplan.model.schedule import Lost, Occurrence
from careplan.model.wording import spell_moment
from careplan.render.columns import indented
from careplan.render.plain import plain
from careplan.render.view import View

_BELOW = "      "


def aftermath(view: View, *, most: int | None = None) -> list[str]:
    """Give the closing sections, each after an empty line; those with nothing fall.

    Where the dates themselves are not shown, each section names the first `most`.
    """
    sections = (
        ("Moved:", [list(_moved(view, one)) for one in view.moved]),
        ("On a closed day:", [list(_kept(view, one)) for one in view.kept]),
        ("Left out:", [list(_lost(view, lost)) for lost in view.lost]),
        ("Notices:", [_item(view, text) for text in view.notices]),
    )
    lines: list[str] = []
    for title, items in sections:
        if items:
            lines += ["", title, *(line for item in items[:most] for line in item)]
        if most is not None and len(items) > most:
            lines.append(f"  and {len(items) - most} more, which `careplan show` names")
    return lines


def moved_words(view: View, occurrence: Occurrence) -> str:
    """Say from where to where."""
    before, after = view.local(occurrence.nominal), view.local(occurrence.placed)
    moved = f"{spell_moment(before)} -> {_short(before, after)}"
    return f"{view.name(occurrence)}: {moved}"


def _moved(view: View, occurrence: Occurrence) -> Iterator[str]:
    yield from _headed(view, moved_words(view, occurrence))
    yield from _causes(view, occurrence)


def _kept(view: View, occurrence: Occurrence) -> Iterator[str]:
    where = spell_moment(view.local(occurrence.placed))
    yield from _headed(view, f"{view.name(occurrence)}: {where}")
    yield from _causes(view, occurrence)


def _lost(view: View, lost: Lost) -> Iterator[str]:
    moment = spell_moment(view.local(lost.moment))
    yield from _headed(view, f"{lost.rule.id}, {moment}: {lost.reason}")


def _headed(view: View, text: str) -> list[str]:
    return indented(plain(text), first="  ", rest=_BELOW, columns=view.columns)


def _causes(view: View, occurrence: Occurrence) -> Iterator[str]:
    for reason in view.causes(occurrence):
        yield from indented(
            plain(reason), first=_BELOW, rest=_BELOW, columns=view.columns
        )


def _item(view: View, text: str) -> list[str]:
    return indented(plain(text), first="  ", rest="    ", columns=view.columns)


def _short(before: Moment, after: Moment) -> str:
    """Spell the new moment; the time alone where the day is the same."""
    if before.day == after.day and after.clock is not None:
        return f"{after.clock:%H:%M} the same day"
    return spell_moment(after)
