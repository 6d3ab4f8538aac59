"""The story of one date: where it counts from, what was tried, why it is what it is.

It tells the trace that the schedule kept, step by step and in the schedule's own
reasons; nothing is worked out again here.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.schedule import Occurrence, Step, StepKind
from careplan.model.wording import spell_day, spell_moment
from careplan.render.columns import indented
from careplan.render.document import VERSION, wall
from careplan.render.plain import plain
from careplan.render.view import LEGEND, MARKS, View, is_period

_SOURCE_INDENT = "    "

_SENTENCES = {
    StepKind.ANCHOR: "It counts from {when}{because}.",
    StepKind.CHOICE: "What the person chose holds{because}.",
    StepKind.LINK: "In the chain the one before was on {when}; it counts from there.",
    StepKind.CHOSEN: "In the week from {when}{because}.",
    StepKind.NOMINAL: "The rule names {when}{because}.",
    StepKind.TARGET: "It must not lie before {when}, so it aims there{because}.",
    StepKind.CLOSED: "{when} is not possible{because}.",
    StepKind.TRIED: "{when} was tried{because}.",
    StepKind.SLID: "The slot of {when} was lost{because}.",
    StepKind.GAP: "{when} does not do either{because}.",
    StepKind.PLACED: "So it is on {when}.",
    StepKind.CANCELLED: "It was not to take place{because}.",
    StepKind.ADDED: "It was added on {when}, {reason}.",
    StepKind.MOVED: "It was moved to {when}, {reason}.",
    StepKind.PINNED: "It was confirmed on {when}, {reason}, and does not move.",
    StepKind.REASON: "The reason given: {reason}.",
    StepKind.ACTUAL: "It was done on {when}{because}.",
    StepKind.NOTE: "Mind{because}.",
}


def story(
    view: View, occurrence: Occurrence, *, where: str, lines: tuple[str, ...]
) -> str:
    """Tell how an occurrence got its date; `lines` are the rule's at `where`."""
    told = [
        *indented(plain(_headline(view, occurrence)), first="", rest="  "),
        *indented(plain(_when(view, occurrence)), first="", rest="  "),
        "",
        *indented(plain(f"The rule stands in {where}:"), first="", rest="  "),
        *(
            part
            for line in lines
            for part in indented(
                plain(line), first=_SOURCE_INDENT, rest=_SOURCE_INDENT * 2
            )
        ),
        "",
        "How the date was found:",
    ]
    sentences = list(_sentences(view, occurrence))
    number_width = len(str(len(sentences)))
    for number, sentence in enumerate(sentences, start=1):
        first = f"  {number:>{number_width}}. "
        told += indented(plain(sentence), first=first, rest=" " * len(first))
    return "\n".join(told) + "\n"


def trace(occurrence: Occurrence, *, where: str) -> dict[str, object]:
    """Give the same as a document for programs."""
    return {
        "version": VERSION,
        "name": occurrence.name,
        "running": occurrence.running,
        "rule": where,
        "nominal": wall(occurrence.nominal),
        "placed": wall(occurrence.placed),
        "actual": None if occurrence.actual is None else wall(occurrence.actual),
        "timezone": occurrence.moment.zone,
        "steps": [
            {
                "kind": step.kind.value,
                "moment": None if step.moment is None else wall(step.moment),
                "reason": step.reason,
            }
            for step in occurrence.trace
        ],
    }


def _headline(view: View, occurrence: Occurrence) -> str:
    return f"{occurrence.running} ({occurrence.name}): {view.title(occurrence)}"


def _when(view: View, occurrence: Occurrence) -> str:
    moment, ends = view.local(occurrence.moment), view.local(occurrence.ends)
    text = spell_moment(moment)
    if is_period(occurrence):
        text += f" until {spell_day(ends.day)}"
    elif moment.is_timed and ends.is_timed:
        same_day = moment.day == ends.day
        text += f" to {ends.clock:%H:%M}" if same_day else f" to {spell_moment(ends)}"
    state = LEGEND.get(MARKS.get(occurrence.state, ""), "")
    return f"{text}, {moment.zone}" + (f"; {state}" if state else "")


def _sentences(view: View, occurrence: Occurrence) -> Iterator[str]:
    for step in occurrence.trace:
        yield _sentence(view, step)
        if step.kind is StepKind.NOMINAL:
            yield from _window(view, occurrence)


def _sentence(view: View, step: Step) -> str:
    when = "" if step.moment is None else spell_moment(view.local(step.moment))
    pattern = _SENTENCES[step.kind]
    if step.kind is StepKind.ANCHOR:
        because = f" (`{step.reason}`)" if step.reason else ""
    else:
        because = f": {step.reason}" if step.reason else ""
    return pattern.format(when=when, because=because, reason=step.reason)


def _window(view: View, occurrence: Occurrence) -> Iterator[str]:
    bounds = view.bounds(occurrence)
    sides = (("from", bounds.earliest), ("to", bounds.latest))
    said = [f"{word} {spell_moment(side)}" for word, side in sides if side is not None]
    if said:
        yield f"It may lie {' '.join(said)}."
