"""People and calendars of an enrolment: known roles, consent, a neutral alias.

No name, address or number of anybody is ever repeated here, nor the alias.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.places import label
from careplan.language.checks.privacy import says
from careplan.language.checks.survey import Survey
from careplan.language.suggest import nearest
from careplan.model.diagnostic import Diagnostic, Label, Part, Place
from careplan.model.enrolment import Enrolment, Person, Stream
from careplan.model.program import PATIENT


def team_known(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Report people put to roles the program does not have."""
    for member in enrolment.team:
        if member.role not in _roles(survey):
            place = Place(file=enrolment.place.file, path=("team", member.role))
            yield _unknown_role(survey, member.role, place)


def streams_allowed(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Report calendars of unknown roles, and a full one that nobody agreed to."""
    for stream in enrolment.streams:
        if stream.role not in _roles(survey):
            yield _unknown_role(survey, stream.role, stream.place)
        if stream.lacks_consent:
            yield _no_consent(stream)


def alias_tells_nothing(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Report an alias that says what the staff's calendars must not.

    It is written before their titles, so it is the alias that has to be another.
    """
    person = enrolment.person
    if person is None or not person.alias:
        return
    program, alias = survey.program, person.alias
    if any(says(alias, term) for term in program.private_terms):
        terms = label(program.place, "private_terms", note="must not be read by others")
        yield _telling(person, "one of the program's private terms", terms)
    if says(alias, person.name or ""):
        name = label(person.place, "name", note="leaves this file only in full")
        yield _telling(person, "the person's name", name)
    if any(says(alias, medicine) for medicine in person.medicines):
        medicines = label(person.place, "medicines", note="must not be read by others")
        yield _telling(person, "one of the person's medicines", medicines)


def _telling(person: Person, what: str, where: Label) -> Diagnostic:
    """Never repeat the alias, nor which of several secrets it is."""
    return Diagnostic(
        code="private-term",
        message=f"the alias says {what}",
        primary=label(person.place, "alias", note="stands in the staff's calendars"),
        related=(where,),
        help=('call the person by a word that says nothing, such as `alias = "A17"`',),
    )


def _no_consent(stream: Stream) -> Diagnostic:
    advice = (
        "write the date the patient agreed, `consent = YYYY-MM-DD`, or use"
        ' `privacy = "discreet"`'
    )
    return Diagnostic(
        code="consent-missing",
        message=f"the {stream.role}'s {stream.called} would say everything, and no"
        " consent to that is recorded",
        primary=label(stream.place, "privacy"),
        help=(advice,),
    )


def _roles(survey: Survey) -> tuple[str, ...]:
    return tuple(dict.fromkeys((PATIENT, *(role.id for role in survey.program.roles))))


def _unknown_role(survey: Survey, role: str, place: Place) -> Diagnostic:
    close = nearest(role, _roles(survey))
    known = ", ".join(f"`{one}`" for one in _roles(survey))
    return Diagnostic(
        code="unknown-role",
        message=f"the program has no role `{role}`",
        primary=Label(place=Place(file=place.file, path=place.path, part=Part.KEY)),
        help=(f"did you mean `{close}`?" if close else f"its roles are {known}",),
    )
