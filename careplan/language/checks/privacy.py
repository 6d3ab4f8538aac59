"""`private-term` and `no-neutral-instructions`: what a discreet calendar may say.

Neutral titles and instructions are written to calendars that family and employers
read.  A program names the words that must not stand there; this looks only at what
the program itself writes for such calendars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize

from careplan.language.checks.places import label, written
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.model.program import Activity


def private_terms(survey: Survey) -> Iterator[Diagnostic]:
    """Report private terms in what discreet calendars are given."""
    for key in ("neutral", "neutral_instructions"):
        for activity, place in written(survey, key):
            text = getattr(activity, key) or ""
            for number, term in enumerate(survey.program.private_terms):
                if says(text, term):
                    yield _private(survey, activity, label(place, key), number)


def says(text: str, term: str) -> bool:
    """Say whether a text holds a private term as whole words, in any case or form."""
    pattern = whole_words(term)
    return pattern is not None and pattern.search(folded(text)) is not None


def whole_words(term: str) -> re.Pattern[str] | None:
    """Make what finds a term in a folded text; None if the term says nothing."""
    words = folded(term).split()
    if not words:
        return None
    # Letters and digits make a word; an underscore or a hyphen ends one.
    pattern = r"\s+".join(map(re.escape, words))
    return re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])")


def folded(text: str) -> str:
    """Fold case and form; invisible characters must not hide a word."""
    plain = normalize("NFKC", normalize("NFKC", text).casefold())
    return "".join(each for each in plain if category(each) != "Cf").strip()


def _private(
    survey: Survey, activity: Activity, where: Label, number: int
) -> Diagnostic:
    path = ("program", "private_terms", number)
    term = Label(
        place=Place(file=survey.program.place.file, path=path),
        note="must not be read by others",
    )
    return Diagnostic(
        code="private-term",
        message=f"`{where.place.path[-1]}` of `{activity.id}` gives the private term"
        f" `{survey.program.private_terms[number]}` away",
        primary=where,
        related=(term,),
        help=("discreet calendars say this to everybody who sees them",),
    )


def withheld_instructions(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of instructions that a discreet calendar will not show at all."""
    for activity in survey.program.activities:
        if activity.instructions and not activity.neutral_instructions:
            yield Diagnostic(
                code="no-neutral-instructions",
                severity=Severity.WARNING,
                message=f"the instructions of `{activity.id}` are left out of discreet"
                " calendars",
                primary=label(activity.place, "instructions"),
                help=(
                    "add `neutral_instructions` that tell nothing about the treatment",
                ),
            )
