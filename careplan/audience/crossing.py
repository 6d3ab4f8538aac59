"""Crossing: what the entries of one person tell of another, where they are merged.

Each plan's own calendar has been searched for what is private to that plan.  In a
merged one everybody's entries stand side by side, so what is private to one must not
be said by another either: not by a title, and not by an alias.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.audience.leaks import CODE, Said, Secret, secrets_of, texts_of
from careplan.language.checks.privacy import folded
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Enrolment, Person, Privacy, Stream
from careplan.model.program import Program
from careplan.model.stream import Entry
from careplan.model.value import dataclass

_TEXT_END = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One plan in a merged calendar: what it says there, and whose it is."""

    entries: tuple[Entry, ...]
    program: Program
    enrolment: Enrolment
    stream: Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """A text, and one of those who say it."""

    text: Said
    by: Speaker


def crossings(speakers: tuple[Speaker, ...]) -> tuple[Diagnostic, ...]:
    """Find what is said of one by another; at full privacy everything may be said.

    As within one plan, a part of a name is a warning only.  One secret is one
    diagnostic, at the first text that gives it away; who says a whole name is not told
    of its parts as well.
    """
    spoken = tuple(
        _Spoken(text=text, by=speaker)
        for speaker in speakers
        if speaker.stream.privacy is not Privacy.FULL
        for text in texts_of(speaker.entries)
    )
    # Each secret is looked for once in all that is said, and only what is found there
    # in each text: two hundred plans would otherwise be compared in pairs.
    distinct = dict.fromkeys(one.text.words for one in spoken)
    everything = _TEXT_END.join(distinct)
    found: dict[Place, Diagnostic] = {}
    for owner in speakers:
        for secret in secrets_of(owner.program, owner.enrolment):
            if secret.place in found or not secret.pattern.search(everything):
                continue
            first = next(_telling(secret, spoken, owner), None)
            if first is not None:
                found[secret.place] = _diagnostic(secret, first)
    return tuple(found.values())


def _telling(
    secret: Secret, spoken: tuple[_Spoken, ...], owner: Speaker
) -> Iterator[_Spoken]:
    """List the texts of others that give a secret away."""
    return (
        one
        for one in spoken
        if one.by is not owner and secret.pattern.search(one.text.words)
    )


def _diagnostic(secret: Secret, spoken: _Spoken) -> Diagnostic:
    person = spoken.by.enrolment.person
    where = Place(file=spoken.by.enrolment.place.file)
    what = f"the {spoken.text.part} of `{spoken.text.name}`"
    if person is not None and _is_alias(secret, person):
        where = Place(file=person.place.file, path=(*person.place.path, "alias"))
        what = "the alias"
    return Diagnostic(
        code=CODE,
        message=f"{what} in one plan says {secret.called} in another",
        severity=secret.severity,
        primary=Label(place=where, note="this says it"),
        related=(Label(place=secret.place, note="must not be said there"),),
        help=(
            "in a merged calendar both are read together: say it by another word",
            "or keep the two in folders of their own",
        ),
    )


def _is_alias(secret: Secret, person: Person) -> bool:
    alias = folded(person.alias or "")
    return secret.pattern.search(alias) is not None
