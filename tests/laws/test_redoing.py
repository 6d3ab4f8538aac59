"""What holds of every dating that is spared some work: it is as one that is not.

A ledger is replayed entry by entry, and each time the plan is dated with the help of
the time before it is dated anew beside that.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from careplan.model.diagnostic import Place
from careplan.model.enrolment import Enrolment
from careplan.model.ledger import Act, Add, Entry, Move, Omit, Pin, Record
from careplan.model.schedule import Occurrence
from careplan.schedule.compilation import Compilation
from careplan.schedule.compile import dating, replayed
from careplan.schedule.facts import Facts
from tests.benchmarks.programs import program as program_of
from tests.pipeline import bare_enrolment, no_holidays, read_program, read_site
from tests.pipeline import scheduled as planned
from tests.strategies import Plan, plans

MOST_ENTRIES = 8


def content(plan: Compilation) -> tuple[object, ...]:
    """Give all that later entries, and what rests on a date, may ask of a plan."""
    progress = plan.progress
    drafts = {
        number: [draft[1:] for draft in given]  # all but the unit, made anew each time
        for number, given in progress.drafts.items()
    }
    return (
        [draft[1:] for draft in progress.everything()],
        drafts,
        progress.starts,
        progress.ends,
        progress.slot_ends,
        progress.unit_ends,
        progress.shifts,
        progress.last_slots,
        progress.unsure,
    )


def compared(plan: Plan, ledger: tuple[Entry, ...]) -> list[bool]:
    """Replay a ledger and compare; say of each dating whether it was a whole one."""
    program, _ = read_program(plan)
    assert program is not None
    enrolment = replace(bare_enrolment(plan.start, plan.zone), ledger=ledger)
    dated = dating(
        program, enrolment, site=read_site(plan), busy=None, holidays=no_holidays
    )
    whole: list[bool] = []

    def beside(
        now: Enrolment, facts: Facts, before: Compilation | None = None
    ) -> Compilation:
        spared = dated(now, facts, before)
        assert content(spared) == content(dated(now, facts))
        whole.append(spared.is_whole)
        return spared

    _, replay, _ = replayed(program, enrolment, beside)
    assert replay.plan().is_whole
    return whole


@st.composite
def entered(draw: st.DrawFn) -> tuple[Plan, tuple[Entry, ...]]:
    """Draw a plan and what somebody enters of it, in the order of time."""
    plan = draw(plans())
    _, schedule, _ = planned(plan)
    chosen: list[Occurrence] = []
    if schedule.occurrences:
        some = st.sampled_from(schedule.occurrences)
        chosen = draw(st.lists(some, max_size=MOST_ENTRIES))
    acts = sorted(
        (_noon(one) + timedelta(days=draw(st.integers(-9, 3))), n, _act(draw, one))
        for n, one in enumerate(chosen)
    )
    return plan, tuple(
        entry(number, at, act) for number, (at, _, act) in enumerate(acts, 1)
    )


def entry(number: int, at: datetime, act: Act) -> Entry:
    place = Place(file="a17.toml", path=("ledger", number - 1))
    return Entry(number=number, at=at, act=act, place=place)


def _noon(one: Occurrence) -> datetime:
    return datetime.combine(one.placed.day, time(12), UTC)


def _act(draw: st.DrawFn, one: Occurrence) -> Act:
    name, near = one.name, one.placed.day + timedelta(days=draw(st.integers(-3, 3)))
    acts: tuple[Act, ...] = (
        Record(occurrence=name, result="done"),
        Record(occurrence=name, result="done", on=near),
        Record(occurrence=name, result="missed"),
        Move(occurrence=name, to=near),
        Omit(occurrence=name),
        Pin(occurrence=name),
        Add(activity=one.activity.id, on=near, override=True),
    )
    return draw(st.sampled_from(acts))


class TestRedoing:
    """Dating with the help of the time before."""

    @given(entered())
    def test_it_gives_what_dating_anew_gives(
        self, drawn: tuple[Plan, tuple[Entry, ...]]
    ) -> None:
        """Whatever is entered, and whatever rests on it."""
        compared(*drawn)

    def test_what_nothing_rests_on_is_dated_alone(self) -> None:
        """Three entries: the plan before each, two of which are spared, and at last."""
        plan = Plan(
            document=tomllib.loads(program_of(3)),
            site={},
            start=date(2026, 3, 2),
            zone="Europe/London",
        )
        acts: tuple[Act, ...] = (
            Pin(occurrence="session-1-2"),
            Omit(occurrence="session-2-1"),
            Move(occurrence="session-3-3", to=datetime(2026, 4, 8, 9)),  # noqa: DTZ001
        )
        at = datetime(2026, 3, 2, 7, tzinfo=UTC)
        ledger = tuple(entry(number, at, act) for number, act in enumerate(acts, 1))
        assert compared(plan, ledger) == [True, False, False, True]
