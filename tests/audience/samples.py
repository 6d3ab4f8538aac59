"""A program's activities and a schedule, for the tests of who sees what."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from careplan.audience.entries import entries
from careplan.model.anchor import Expression, Start
from careplan.model.diagnostic import Place
from careplan.model.enrolment import (
    Enrolment,
    Member,
    Person,
    Privacy,
    Reminding,
    Stream,
)
from careplan.model.kind import TRAITS, Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.position import AtAnchor
from careplan.model.program import Activity, From, Program, Rule, Status
from careplan.model.schedule import (
    Bounds,
    Key,
    Occurrence,
    Schedule,
    State,
)
from careplan.model.stream import Entry

LONDON = "Europe/London"
HERE = Place(file="program.toml")
PLAN = Place(file="a17.toml")
DAY = date(2026, 3, 3)


def moment(day: date = DAY, clock: time | None = time(18)) -> Moment:
    return Moment(day=day, clock=clock, zone=LONDON)


def activity(kind: Kind = Kind.SESSION, **parts: Any) -> Activity:  # noqa: ANN401 - any field
    traits = TRAITS[kind]
    return Activity(
        **{
            "id": "session",
            "kind": kind,
            "title": "Ketamine session",
            "neutral": traits.neutral,
            "roles": ("companion",),
            "instructions": "Set an intention.",
            "neutral_instructions": "Do not drive until tomorrow.",
            "location": "Clinic, 2 High Street",
            "link": "https://clinic.example/a17?x=1,2",
            "blocks_time": traits.blocks_time,
            "may_be_series": traits.may_be_series,
            "place": HERE,
            **parts,
        }
    )


def occurrence(
    what: Activity,
    placed: Moment | None = None,
    *,
    number: int = 1,
    hours: int = 2,
    ends: Moment | None = None,
    state: State = State.PLANNED,
    label: str | None = None,
) -> Occurrence:
    start = placed or moment()
    end = ends or start
    if ends is None and start.is_timed:
        end = at_instant(start.instant + timedelta(hours=hours), start.zone)
    rule = Rule(
        id=what.id,
        phase="foundation",
        activity=what,
        anchor=From(expression=Expression(base=Start(), text="start", place=HERE)),
        position=AtAnchor(),
        place=HERE,
    )
    return Occurrence(
        key=Key(phase="foundation", rule=what.id, ordinal=number),
        name=f"foundation/{what.id}-{number}",
        running=f"{what.id}-{number}",
        rule=rule,
        nominal=start,
        placed=start,
        ends=end,
        bounds=Bounds(earliest=None, latest=None),
        label=label,
        state=state,
    )


PROGRAM = Program(
    id="ketamine-foundations",
    version="1.0.0",
    status=Status.ACTIVE,
    title="At-home ketamine therapy",
    urgent="In an emergency call 112.",
    notice="Never change a medicine on your own.",
    private_terms=("ketamine", "set and setting"),
    place=HERE,
)
ENROLMENT = Enrolment(
    id="6f0c2a5e-3b1d-4c8e-9f00-5d2a7b1c4e90",
    program="program.toml",
    start=date(2026, 3, 2),
    timezone=LONDON,
    person=Person(alias="A17", name="Qux Fooson", medicines=("Examplin",), place=PLAN),
    team=(
        Member(
            role="coach",
            name="Dr. Bar Bazley",
            email="bar@clinic.example",
            phone="+44 20 7946 0000",
        ),
        Member(role="clinician", name="Corge", phone="12"),
    ),
    place=PLAN,
)


def stream(
    role: str = "patient",
    privacy: Privacy = Privacy.DISCREET,
    reminders: Reminding = Reminding.ALARMS,
) -> Stream:
    return Stream(role=role, privacy=privacy, reminders=reminders, place=PLAN)


def said(
    *occurrences: Occurrence,
    to: Stream | None = None,
    program: Program = PROGRAM,
    enrolment: Enrolment = ENROLMENT,
) -> tuple[Entry, ...]:
    return entries(
        Schedule(occurrences=occurrences),
        program=program,
        enrolment=enrolment,
        stream=to or stream(),
    )
