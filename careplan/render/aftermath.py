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


def aftermath(view: View) -> list[str]:
    """Give the closing sections, each after an empty line; those with nothing fall."""
    sections = (
        ("Moved:", [line for one in view.moved for line in _moved(view, one)]),
        ("Left out:", [line for lost in view.lost for line in _lost(view, lost)]),
        ("Notices:", [line for text in view.notices for line in _item(text)]),
    )
    lines: list[str] = []
    for title, body in sections:
        if body:
            lines += ["", title, *body]
    return lines


def moved_words(view: View, occurrence: Occurrence) -> str:
    """Say from where to where."""
    before, after = view.local(occurrence.nominal), view.local(occurrence.placed)
    moved = f"{spell_moment(before)} -> {_short(before, after)}"
    return f"{view.name(occurrence)}: {moved}"


def _moved(view: View, occurrence: Occurrence) -> Iterator[str]:
    yield from indented(plain(moved_words(view, occurrence)), first="  ", rest="      ")
    for reason in view.causes(occurrence):
        yield from indented(plain(reason), first="      ", rest="      ")


def _lost(view: View, lost: Lost) -> Iterator[str]:
    moment = spell_moment(view.local(lost.moment))
    text = f"{lost.rule.id}, {moment}: {lost.reason}"
    yield from indented(plain(text), first="  ", rest="      ")


def _item(text: str) -> list[str]:
    return indented(plain(text), first="  ", rest="    ")


def _short(before: Moment, after: Moment) -> str:
    """Spell the new moment; the time alone where the day is the same."""
    if before.day == after.day and after.clock is not None:
        return f"{after.clock:%H:%M} the same day"
    return spell_moment(after)
