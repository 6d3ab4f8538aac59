"""Schedules made by hand, for what is drawn of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from careplan.model.amount import Duration, Period, Unit
from careplan.model.anchor import Expression, PhaseStart
from careplan.model.diagnostic import Place
from careplan.model.kind import Kind
from careplan.model.moment import Moment
from careplan.model.position import AtAnchor
from careplan.model.program import Activity, From, Phase, Program, Rule, Status
from careplan.model.schedule import (
    Bounds,
    Key,
    Occurrence,
    Schedule,
    Step,
    StepKind,
    Stretch,
)
from careplan.render.view import View

HERE = Place(file="plan.toml")
ZONE = "Europe/London"
MONDAY = date(2026, 3, 2)
OPEN = Bounds(earliest=None, latest=None)


def activity(name: str, title: str, **more: object) -> Activity:
    plain = Activity(
        id=name, kind=Kind.SESSION, title=title, neutral="Appointment", place=HERE
    )
    return replace(plain, **more)  # type: ignore[arg-type]


WALK = activity("walk", "Walk", duration=Duration(minutes=60))
DIARY = activity("diary", "Diary", may_be_series=True)
COURSE = activity("course", "Course", duration=Period(number=7, unit=Unit.DAY))


def rule(what: Activity, phase: str | None = "opening") -> Rule:
    anchor = From(expression=Expression(base=PhaseStart(), text="phase", place=HERE))
    return Rule(
        id=what.id,
        phase=phase,
        activity=what,
        anchor=anchor,
        position=AtAnchor(),
        place=HERE,
    )


def on(day: date, clock: str | None = None, zone: str = ZONE) -> Moment:
    return Moment(
        day=day, clock=time.fromisoformat(clock) if clock else None, zone=zone
    )


def occurrence(
    what: Activity,
    number: int,
    day: date,
    clock: str | None = None,
    **more: object,
) -> Occurrence:
    """Put an occurrence on a day; whatever else is said replaces a default."""
    moment = on(day, clock)
    made = rule(what)
    plain = Occurrence(
        key=Key(phase="opening", rule=what.id, ordinal=number),
        name=f"opening/{what.id}-{number}",
        running=f"{what.id}-{number}",
        rule=made,
        nominal=moment,
        placed=moment,
        ends=moment,
        bounds=OPEN,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def moved(what: Activity, number: int, day: date, clock: str) -> Occurrence:
    """Move an occurrence here from the day after, which was closed."""
    nominal = on(day + timedelta(days=1), clock)
    trace = (
        Step(kind=StepKind.ANCHOR, moment=on(MONDAY), reason="phase"),
        Step(kind=StepKind.NOMINAL, moment=nominal),
        Step(kind=StepKind.CLOSED, moment=nominal, reason="a holiday, Good Friday"),
        Step(kind=StepKind.PLACED, moment=on(day, clock)),
    )
    return occurrence(what, number, day, clock, nominal=nominal, trace=trace)


def view(*occurrences: Occurrence, **more: object) -> View:
    phase = Phase(
        id="opening",
        title="First weeks",
        rules=tuple(one.rule for one in occurrences),
        place=HERE,
    )
    program = Program(
        id="walks",
        version="1.0.0",
        status=Status.ACTIVE,
        title="Walking",
        phases=(phase,),
        place=HERE,
    )
    stretch = Stretch(
        phase="opening",
        cycle=1,
        run=1,
        start=on(MONDAY),
        end=on(MONDAY + timedelta(days=14)),
    )
    schedule = Schedule(occurrences=occurrences, stretches=(stretch,))
    plain = View(program=program, schedule=schedule, start=MONDAY, timezone=ZONE)
    return replace(plain, **more)  # type: ignore[arg-type]
