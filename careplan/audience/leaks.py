"""Leaks: words in a discreet or busy stream that give away what must not be said.

Whole words, in any case and any Unicode form: the program's private terms, the names
and contacts in the enrolment, the person's medicines.  It looks at what is about to
be written, whatever field it came from, and never repeats what is personal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from careplan.language.checks.privacy import folded, whole_words
from careplan.model.diagnostic import Diagnostic, Label, Path, Place, Severity
from careplan.model.enrolment import Enrolment, Member, Person, Privacy, Stream
from careplan.model.program import Program
from careplan.model.stream import Entry
from careplan.model.value import dataclass

CODE = "private-term"
_SHORTEST_NAME = 3
_FEWEST_DIGITS = 6
_BETWEEN_DIGITS = r"[\s()./-]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What must not be said: how to find it, what to call it, where it is written."""

    pattern: re.Pattern[str]
    called: str
    place: Place
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text of the stream, folded, the part it is, and who says it first."""

    part: str
    words: str
    name: str


def leaks(
    entries: tuple[Entry, ...],
    *,
    program: Program,
    enrolment: Enrolment,
    stream: Stream,
) -> tuple[Diagnostic, ...]:
    """Find what a discreet or busy stream gives away; nothing at full privacy.

    A part of a name is a warning only: it may be an everyday word.
    """
    if stream.privacy is Privacy.FULL:
        return ()
    said = tuple(texts_of(entries))
    found = [
        _diagnostic(secret, text, stream, enrolment.person)
        for secret in secrets_of(program, enrolment)
        for text in said
        if secret.pattern.search(text.words)
    ]
    return tuple(dict.fromkeys(found))


def secrets_of(program: Program, enrolment: Enrolment) -> tuple[Secret, ...]:
    """List what a discreet calendar must not say because of one person's plan."""
    return (*_terms(program), *_personal(enrolment))


def texts_of(entries: tuple[Entry, ...]) -> Iterator[Said]:
    """List each distinct text once; a program says the same for weeks."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        for part, words in _texts(entry):
            if (part, words) not in seen:
                seen.add((part, words))
                yield Said(part=part, words=folded(words), name=entry.name)


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "title", entry.title
    yield "description", entry.description or ""
    yield "location", entry.location or ""
    yield "link", entry.link or ""
    for alarm in entry.alarms:
        yield "alarm", alarm.text


def _terms(program: Program) -> Iterator[Secret]:
    for index, term in enumerate(program.private_terms):
        place = Place(file=program.place.file, path=("program", "private_terms", index))
        yield from _secret(term, f"the private term `{term}`", place)


def _personal(enrolment: Enrolment) -> Iterator[Secret]:
    file = enrolment.place.file
    if enrolment.person is not None:
        yield from _of_person(enrolment.person, file)
    for member in enrolment.team:
        yield from _of_member(member, file)


def _of_person(person: Person, file: str) -> Iterator[Secret]:
    yield from _name(person.name, "the person", file, ("person", "name"))
    for index, medicine in enumerate(person.medicines):
        place = Place(file=file, path=("person", "medicines", index))
        yield from _secret(medicine, "one of the person's medicines", place)


def _of_member(member: Member, file: str) -> Iterator[Secret]:
    who = f"the {member.role}"
    path: Path = ("team", member.role)
    yield from _name(member.name, who, file, (*path, "name"))
    email = Place(file=file, path=(*path, "email"))
    yield from _secret(member.email or "", f"the address of {who}", email)
    digits = re.sub(r"\D", "", member.phone or "")
    if len(digits) >= _FEWEST_DIGITS:
        yield Secret(
            pattern=re.compile(_BETWEEN_DIGITS.join(digits)),
            called=f"the telephone number of {who}",
            place=Place(file=file, path=(*path, "phone")),
        )


def _name(name: str | None, who: str, file: str, path: Path) -> Iterator[Secret]:
    place = Place(file=file, path=path)
    yield from _secret(name or "", f"the name of {who}", place)
    parts = folded(name or "").split()
    for part in dict.fromkeys(parts) if len(parts) > 1 else ():
        if len(part.strip(".")) >= _SHORTEST_NAME:
            called = f"a part of the name of {who}"
            yield from _secret(part, called, place, Severity.WARNING)


def _secret(
    words: str, called: str, place: Place, severity: Severity = Severity.ERROR
) -> Iterator[Secret]:
    pattern = whole_words(words)
    if pattern is not None:
        yield Secret(pattern=pattern, called=called, place=place, severity=severity)


def _diagnostic(
    secret: Secret, text: Said, stream: Stream, person: Person | None
) -> Diagnostic:
    where = f"in the {stream.privacy.value} calendar of the {stream.role}"
    alias = person.alias if person is not None else None
    if person is not None and alias and secret.pattern.search(folded(alias)):
        path = (*person.place.path, "alias")
        return Diagnostic(
            code=CODE,
            message=f"the alias says {secret.called} {where}",
            severity=secret.severity,
            primary=Label(place=Place(file=person.place.file, path=path)),
            related=(Label(place=secret.place, note="must not be said there"),),
            help=("call the person by a word that says nothing",),
        )
    return Diagnostic(
        code=CODE,
        message=f"the {text.part} of `{text.name}` says {secret.called} {where}",
        severity=secret.severity,
        primary=Label(place=secret.place, note="must not be said there"),
        help=("give the activity a `neutral` title and instructions without it",),
    )
