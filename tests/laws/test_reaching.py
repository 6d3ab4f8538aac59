"""What `check` says is never reached is never reached, whatever anybody records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given, note
from hypothesis import strategies as st

from careplan.language.checks.branches.confirming import unconfirmed
from careplan.language.checks.branches.happening import of_rule, unreachable
from careplan.language.checks.survey import Survey
from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.model.diagnostic import Place
from careplan.model.ledger import Decide, Entry, Record
from careplan.model.program import Program
from careplan.model.schedule import Occurrence, Schedule, State
from careplan.schedule.compile import compile_schedule
from tests.pipeline import bare_enrolment, no_holidays
from tests.spec.plan import HEAD

RESULTS = ("yes", "perhaps", "no")
OPTIONS = ("left", "right")
ACTIVITIES = ("eye", "ear", "toe")
PHASES = ("p", "q", "r")
MOST_ENTRIES = 6
MOST_SKIPPED = 3
START = date(2026, 3, 2)
BEGINNING = datetime(2026, 3, 1, tzinfo=UTC)
DONE = State.DONE
AHEAD = (State.PLANNED, State.PROVISIONAL)

DESCRIBED = "".join(
    f"""
[activities.{name}]
kind = "evaluation"
title = "{name}"
at = "10:00"
results = {{ yes = "opens", perhaps = "waits", no = "closes" }}
"""
    for name in ACTIVITIES
)


@st.composite
def conditions(draw: st.DrawFn) -> str:
    """Ask for some results of an activity, or for an answer, or for nothing."""
    name = draw(st.sampled_from(("", "", *ACTIVITIES, "way")))
    if not name:
        return ""
    options = OPTIONS if name == "way" else RESULTS
    wanted = draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
    return f"when = {{ {name} = {wanted} }}"


def gates() -> st.SearchStrategy[str]:
    """Require one activity, or none."""
    asking = [f'requires = ["{name}"]' for name in ACTIVITIES]
    return st.sampled_from(["", "", "", *asking])


@st.composite
def rules(draw: st.DrawFn, name: str) -> str:
    """Schedule an activity, on a day of its own or with another one."""
    activity = draw(st.sampled_from(ACTIVITIES))
    other = draw(st.sampled_from([one for one in ACTIVITIES if one != activity]))
    anchors = (
        "day = 1",
        "days = [3, 5]",
        f'each = "{other}", offset = "1 day"',
        f'from = "{other}.first", offset = "2 days"',
    )
    said = (
        f'activity = "{activity}", id = "{name}"',
        draw(st.sampled_from((*anchors[:2], *anchors))),
        draw(conditions()),
        draw(gates()),
    )
    return f"{{ {', '.join(part for part in said if part)} }}"


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Write a program of branches and gates, many of them in each other's way."""
    asked = st.sampled_from(["", 'after = "eye.first"', 'after = "p/p1"'])
    lines = [
        f"schedule = [{draw(rules('top'))}]",
        HEAD + DESCRIBED,
        "[decisions.way]",
        'question = "Which way?"',
        'options = ["left", "right"]',
        draw(st.sampled_from(["", 'default = "left"'])),
        draw(asked),
    ]
    for phase in PHASES:
        inside = [draw(rules(f"{phase}{number}")) for number in (1, 2)]
        lines += [
            "[[phases]]",
            f'id = "{phase}"',
            'length = "1 week"',
            draw(st.sampled_from(["", "", 'from = "start + 1 day"'])),
            draw(conditions()),
            draw(gates()),
            f"schedule = [{', '.join(inside)}]",
        ]
    text = "\n".join(lines) + "\n"
    program, _ = decode_program(Source(name="program.toml", text=text))
    note(text)
    assume(program is not None)
    assert program is not None
    return program


class Life:
    """One enrolment: what is planned by now, recorded and decided step by step."""

    def __init__(self, program: Program) -> None:
        """Begin with nothing recorded."""
        self.program = program
        self.now = BEGINNING
        self.ledger: tuple[Entry, ...] = ()

    def schedule(self) -> Schedule:
        """Date what is planned by now; a rule that cannot be dated is left out."""
        enrolment = replace(bare_enrolment(START, "UTC"), ledger=self.ledger)
        return compile_schedule(self.program, enrolment, holidays=no_holidays)[0]

    def lies_ahead(self, one: Occurrence) -> bool:
        """Say whether an occurrence is still to come, and was when all was recorded.

        A gate that closes leaves alone what was past by then.
        """
        return one.state in AHEAD and one.nominal.instant > self.now

    def enters(self, draw: st.DataObject, among: tuple[State, ...]) -> bool:
        """Record one of the next occurrences, or decide what is asked, if anything is.

        Nobody decides before the question is asked.
        """
        schedule = self.schedule()
        asked = {
            one.decision.id
            for one in schedule.undecided
            if one.decision.after is None or (one.asked and one.asked.state is DONE)
        }
        ahead = [
            one
            for one in schedule.occurrences
            if one.state in among and _instant(one) > self.now
        ]
        acts: list[Occurrence | str] = [*ahead[:MOST_SKIPPED], *sorted(asked)]
        if not acts:
            return False
        act = draw.draw(st.sampled_from(acts))
        if isinstance(act, str):
            option = draw.draw(st.sampled_from(OPTIONS))
            self._enter(Decide(decision=act, option=option))
        else:
            self.now = _instant(act) + timedelta(hours=1)
            result = draw.draw(st.sampled_from(RESULTS))
            self._enter(Record(occurrence=act.name, result=result))
        return True

    def _enter(self, act: Record | Decide) -> None:
        number = len(self.ledger) + 1
        place = Place(file="a17.toml", path=("ledger", number - 1))
        entry = Entry(number=number, at=self.now, act=act, place=place)
        self.ledger = (*self.ledger, entry)


def _instant(one: Occurrence) -> datetime:
    return one.moment.instant


def _lives(
    program: Program, draw: st.DataObject, among: tuple[State, ...]
) -> Iterator[tuple[Life, Schedule]]:
    life = Life(program)
    yield life, life.schedule()
    while len(life.ledger) < MOST_ENTRIES and life.enters(draw, among):
        yield life, life.schedule()


@given(program=programs(), draw=st.data())
def test_what_is_never_reached_is_never_planned(
    program: Program, draw: st.DataObject
) -> None:
    """Whatever is recorded and decided, no rule comes up that was said never to."""
    missing = unreachable(Survey(program))
    for life, schedule in _lives(program, draw, AHEAD):
        for one in schedule.occurrences:
            is_ahead = life.lies_ahead(one)
            assert not (is_ahead and of_rule(one.rule) in missing), one.name


@given(program=programs(), draw=st.data())
def test_what_is_never_confirmed_stays_to_be_confirmed(
    program: Program, draw: st.DataObject
) -> None:
    """As long as nobody records what is itself to be confirmed."""
    shut = unconfirmed(Survey(program))
    for life, schedule in _lives(program, draw, (State.PLANNED,)):
        for one in schedule.occurrences:
            if life.lies_ahead(one) and of_rule(one.rule) in shut:
                assert one.state is State.PROVISIONAL, one.name
