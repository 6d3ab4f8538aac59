"""`long-title`, `long-text`: texts that calendars take only the beginning of.

What a title becomes in a calendar may be longer still, by a label behind it and by what
is put before it for one role: that is known when the calendar is made.  This looks at
what the program writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from careplan.language.checks.places import below, label, written
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.model.program import Activity, Program

CODE = "long-title"
# Characters; Proton takes no more, and others cut as well.
LONGEST_TITLE = LONGEST_LOCATION = 255
LONGEST_DESCRIPTION = 3_000
# What must stand under every description keeps its place there, up to so much.
LONGEST_LINE = 1_000
PARAGRAPH = "\n\n"
_ROOM = {
    "location": LONGEST_LOCATION,
    "instructions": LONGEST_DESCRIPTION,
    "neutral_instructions": LONGEST_DESCRIPTION,
}
_INSTEAD = {"title": "instructions", "neutral": "neutral_instructions"}


def long_titles(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of titles, and of titles with their labels, that are cut in calendars."""
    for key, instead in _INSTEAD.items():
        for activity, place in written(survey, key):
            text = getattr(activity, key)
            size = _size(text)
            if size > LONGEST_TITLE:
                what = f"`{key}` of `{activity.id}`"
                yield _cut(what, size, _end(below(place, key), text, size), instead)
    for rule in survey.rules:
        title = _size(rule.activity.title)
        for number, text in enumerate(rule.labels):
            # With ": " between them; a title that is cut itself leaves no label.
            size = title + 2 + _size(text)
            if title <= LONGEST_TITLE < size:
                what = f"the title of `{rule.name}` with this label"
                yield _cut(
                    what, size, label(rule.place, "labels", number), _INSTEAD["title"]
                )


def long_texts(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of other texts of which somebody would read the beginning only.

    Instructions share their room with what stands under them: the link, and for whoever
    has nobody else to ask the program's own lines.
    """
    program = survey.program
    for key, room in _ROOM.items():
        for activity, place in written(survey, key):
            taken = _taken(program, activity) if key == "instructions" else 0
            size, longest = _size_of(getattr(activity, key)), room - taken
            if size > longest:
                where = label(place, key, note="its end is cut off")
                yield _long(f"`{key}` of `{activity.id}`", size, longest, where)
    for key in ("notice", "urgent"):
        size = _size_of(getattr(program, key))
        if size > LONGEST_LINE:
            where = label(program.place, key, note="its end is cut off")
            yield _long(f"`{key}`", size, LONGEST_LINE, where)


def _taken(program: Program, activity: Activity) -> int:
    """Count what the lines under the instructions of an activity take of their room."""
    lines = [each for each in (activity.link, *program.lines_under(activity)) if each]
    return sum(min(_size_of(each), LONGEST_LINE) + len(PARAGRAPH) for each in lines)


def _size_of(text: str | None) -> int:
    return len(normalize("NFC", text or "").strip())


def _long(what: str, size: int, longest: int, where: Label) -> Diagnostic:
    return Diagnostic(
        code="long-text",
        severity=Severity.WARNING,
        message=f"{what} has {size:,} characters, and calendars have room for"
        f" {longest:,}",
        primary=where,
        help=("say the most important first and shortly, and the rest elsewhere",),
    )


def _cut(what: str, size: int, where: Label, instead: str) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        severity=Severity.WARNING,
        message=f"{what} has {size} characters, and calendars take {LONGEST_TITLE}",
        primary=where,
        help=(f"say in a few words what it is, and the rest in `{instead}`",),
    )


def _size(text: str) -> int:
    """Count the characters of a text as they stand in a calendar."""
    return len(" ".join(normalize("NFC", text).split()))


def _end(place: Place, text: str, size: int) -> Label:
    """Point at what is cut off: it ends in `…` before it."""
    within = (LONGEST_TITLE - 1, size) if size == len(text) else None
    return Label(
        place=Place(file=place.file, path=place.path, within=within),
        note="this is cut off" if within else "its end is cut off",
    )
