"""The other days of one occurrence, for people and as a document.

Legal days come first, in the order they were ranked; what is not legal follows with the
reason, in the order of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.alternative import Alternative, Alternatives, Shift
from careplan.model.moment import Moment
from careplan.model.schedule import Occurrence
from careplan.model.wording import spell_moment
from careplan.render.columns import indented
from careplan.render.document import VERSION, wall
from careplan.render.plain import plain
from careplan.render.view import View

_INDENT = "  "
_MORE = "      "
_OVER = "It is over, so it cannot be moved."
_AS_IT_IS = "as it is"


def other_days(view: View, occurrence: Occurrence, found: Alternatives) -> str:
    """Tell on which days the occurrence might be, and what each would move."""
    title = f"{occurrence.running} ({occurrence.name}): {view.title(occurrence)}"
    stands = f"{spell_moment(view.local(found.stands))}, {view.timezone}"
    lines = [*indented(plain(title), first="", rest=_INDENT), stands, ""]
    if found.is_over:
        return "\n".join((*lines, _OVER)) + "\n"
    legal = [one for one in found.tried if one.refusal is None]
    others = [one for one in found.tried if one.refusal is not None]
    lines.append(
        "It may be on these days, the best first:" if legal else "No day is possible."
    )
    for one in legal:
        lines += _legal(view, found, one)
    if others:
        lines += ["", "It may not be on these:"]
    for one in others:
        when = spell_moment(view.local(one.moment))
        text = plain(f"{when}: {one.refusal}")
        lines += indented(text, first=_INDENT, rest=_MORE)
    return "\n".join(lines) + "\n"


def document(occurrence: Occurrence, found: Alternatives) -> dict[str, object]:
    """Give the same for programs."""
    return {
        "version": VERSION,
        "name": occurrence.name,
        "running": occurrence.running,
        "stands": wall(found.stands),
        "timezone": found.stands.zone,
        "is_over": found.is_over,
        "days": [_day(one) for one in found.tried],
    }


def _legal(view: View, found: Alternatives, one: Alternative) -> Iterator[str]:
    when = spell_moment(view.local(one.moment))
    if one.moment == found.stands:
        yield f"{_INDENT}{when}: {_AS_IT_IS}"
        return
    told = "; ".join(_told(view, move) for move in one.moves)
    text = f"{when}: moves {told}" if told else f"{when}: moves nothing else"
    yield from indented(plain(text), first=_INDENT, rest=_MORE)


def _told(view: View, move: Shift) -> str:
    if move.after is None:
        return f"{move.name} away"
    return f"{move.name} to {spell_moment(view.local(move.after))}"


def _day(one: Alternative) -> dict[str, object]:
    return {
        "moment": wall(one.moment),
        "legal": one.refusal is None,
        "because": one.refusal,
        "moves": [_move(move) for move in one.moves],
    }


def _move(move: Shift) -> dict[str, object]:
    def written(moment: Moment | None) -> str | None:
        return None if moment is None else wall(moment)

    return {
        "running": move.name,
        "before": written(move.before),
        "after": written(move.after),
    }
