"""`long-title`: titles that calendars take only the beginning of.

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

CODE = "long-title"
# Characters; Proton takes no more, and others cut as well.
LONGEST_TITLE = 255
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
