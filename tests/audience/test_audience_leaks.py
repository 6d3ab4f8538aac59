from __future__ import annotations

from dataclasses import replace

import pytest

from careplan.audience.leaks import leaks
from careplan.model.amount import Duration
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.model.enrolment import Privacy
from careplan.model.kind import Kind
from careplan.model.program import Reminder
from careplan.model.stream import Entry
from tests.audience.samples import (
    ENROLMENT,
    PROGRAM,
    activity,
    moment,
    occurrence,
    said,
    stream,
)


def _entry(title: str = "Appointment", **parts: str) -> Entry:
    return Entry(
        key="k",
        name="foundation/session-1",
        kind=Kind.SESSION,
        title=title,
        start=moment(),
        ends=moment(),
        **parts,  # type: ignore[arg-type]
    )


def _found(
    *entries: Entry, privacy: Privacy = Privacy.DISCREET
) -> tuple[Diagnostic, ...]:
    return leaks(
        entries, program=PROGRAM, enrolment=ENROLMENT, stream=stream(privacy=privacy)
    )


def test_a_private_term_is_named_with_its_places() -> None:
    assert _found(_entry("KETAMINE, at home")) == (
        Diagnostic(
            code="private-term",
            message=(
                "the title of `foundation/session-1` says the private term `ketamine`"
                " in the discreet calendar of the patient"
            ),
            severity=Severity.ERROR,
            primary=Label(
                place=Place(file="program.toml", path=("program", "private_terms", 0)),
                note="must not be said there",
            ),
            help=("give the activity a `neutral` title and instructions without it",),
        ),
    )


@pytest.mark.parametrize(
    ("words", "called", "severity"),
    [
        ("the KETAMINE one", "the private term `ketamine`", "error"),
        ("pre-ketamine_dose", "the private term `ketamine`", "error"),
        (
            "\uff4b\uff45\uff54\uff41\uff4d\uff49\uff4e\uff45",
            "the private term `ketamine`",
            "error",
        ),
        ("keta\u200bmine", "the private term `ketamine`", "error"),
        ("Set  and\nsetting", "the private term `set and setting`", "error"),
        ("with qux fooson", "the name of the person", "error"),
        ("Examplin 10", "one of the person's medicines", "error"),
        ("dr. bar bazley", "the name of the coach", "error"),
        ("Corge calls", "the name of the clinician", "error"),
        ("ask Bazley", "a part of the name of the coach", "warning"),
        ("write to Bar@Clinic.example", "the address of the coach", "error"),
        ("+44 (20) 79460000", "the telephone number of the coach", "error"),
    ],
)
def test_whole_words_are_found_in_any_form(
    words: str, called: str, severity: str
) -> None:
    """And what is personal is never repeated in the message."""
    found = _found(_entry(description=words))

    first = next(each for each in found if each.severity.value == severity)
    assert first.message == (
        f"the description of `foundation/session-1` says {called} in the discreet"
        " calendar of the patient"
    )


@pytest.mark.parametrize(
    "words",
    ["ketamines", "Esketamine", "settings and set", "Foosonic", "Dr", "Corgen", "12"],
)
def test_parts_of_words_are_not_found(words: str) -> None:
    assert _found(_entry(words)) == ()


@pytest.mark.parametrize("part", ["location", "link", "description"])
def test_every_text_is_looked_at(part: str) -> None:
    assert len(_found(_entry(**{part: "ketamine"}))) == 1


def test_the_words_of_an_alarm_are_looked_at() -> None:
    (entry,) = said(
        occurrence(
            activity(reminders=(Reminder(lead=Duration(minutes=60), text="Ketamine"),))
        ),
        to=stream(privacy=Privacy.FULL),
    )

    parts = [each.message.split()[1] for each in _found(replace(entry, title="x"))]

    assert parts == ["alarm"]


def test_one_text_is_told_once() -> None:
    second = replace(_entry("Ketamine"), name="foundation/session-2")

    assert len(_found(_entry("Ketamine"), second, privacy=Privacy.BUSY)) == 1


def test_full_privacy_may_say_it() -> None:
    assert _found(_entry("Ketamine"), privacy=Privacy.FULL) == ()


def test_what_the_room_says_by_itself_gives_nothing_away() -> None:
    for privacy in (Privacy.DISCREET, Privacy.BUSY):
        for role in ("patient", "companion"):
            to = stream(role, privacy)
            entries = said(occurrence(activity(neutral="Appointment")), to=to)

            assert leaks(entries, program=PROGRAM, enrolment=ENROLMENT, stream=to) == ()


def test_without_a_person_only_the_terms_count() -> None:
    nobody = replace(ENROLMENT, person=None, team=())

    assert (
        leaks(
            (_entry("Qux Fooson"),), program=PROGRAM, enrolment=nobody, stream=stream()
        )
        == ()
    )
