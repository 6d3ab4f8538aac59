"""What holds for every ledger, whatever the program.

Entries are drawn for a plan that has dates; each law compares whole schedules, so that
nothing else may have moved.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.model.amount import Duration
from careplan.model.diagnostic import Place, has_errors
from careplan.model.ledger import (
    Act,
    Begin,
    Entry,
    Extend,
    Learn,
    Move,
    Pause,
    Record,
    Rest,
    Undo,
)
from careplan.model.program import Program
from careplan.model.schedule import Occurrence, Schedule, State
from careplan.schedule.compile import compile_schedule
from tests.pipeline import bare_enrolment, no_holidays, read_program, read_site
from tests.strategies import Plan, plans

LATER = datetime(2040, 1, 1, tzinfo=UTC)
MOST_ENTRIES = 6


def entry(number: int, act: Act, at: datetime = LATER) -> Entry:
    place = Place(file="a17.toml", path=("ledger", number - 1))
    return Entry(number=number, at=at, act=act, place=place)


def replayed(plan: Plan, ledger: tuple[Entry, ...]) -> Schedule:
    """Schedule a plan with a ledger; a plan that has no legal date is passed over."""
    program, _ = read_program(plan)
    assert program is not None
    schedule, complaints = compile_schedule(
        program,
        replace(bare_enrolment(plan.start, plan.zone), ledger=ledger),
        site=read_site(plan),
        holidays=no_holidays,
    )
    assume(not has_errors(complaints))
    return schedule


def where(schedule: Schedule) -> dict[str, tuple[object, ...]]:
    """Say of every occurrence what it is, when it is, and in which window."""
    return {
        one.name: (one.key, one.nominal, one.moment, one.ends, one.bounds)
        for one in schedule.occurrences
    }


@st.composite
def recorded(draw: st.DrawFn) -> tuple[Plan, tuple[Entry, ...]]:
    """Draw a plan and what became of some of its occurrences, early, late or missed."""
    plan = draw(plans())
    occurrences = replayed(plan, ()).occurrences
    assume(occurrences)
    chosen = draw(
        st.lists(
            st.sampled_from(occurrences),
            max_size=MOST_ENTRIES,
            unique_by=lambda one: one.name,
        )
    )
    records = [_record(draw, one) for one in chosen]
    return plan, tuple(entry(n, record) for n, record in enumerate(records, 1))


def _record(draw: st.DrawFn, one: Occurrence) -> Record:
    if draw(st.booleans()) and draw(st.booleans()):
        return Record(occurrence=one.name, result="missed")
    days = draw(st.integers(-3, 9))
    on = one.placed.day + timedelta(days=days)
    return Record(occurrence=one.name, result="done", on=on)


class TestReplay:
    """The schedule is a pure function of the ledger, read entry by entry."""

    @given(recorded())
    def test_what_is_done_stays_done_as_it_was(
        self, drawn: tuple[Plan, tuple[Entry, ...]]
    ) -> None:
        """Replaying a prefix gives what it gave: no later entry moves a fact."""
        plan, ledger = drawn
        whole = where(replayed(plan, ledger))
        for length in range(len(ledger)):
            before = replayed(plan, ledger[:length])
            for one in before.occurrences:
                if one.state in (State.DONE, State.MISSED):
                    assert whole[one.name] == where(before)[one.name]

    @given(plans(), st.data())
    def test_doing_as_planned_changes_nothing(
        self, plan: Plan, data: st.DataObject
    ) -> None:
        """A record on the planned date is a fact, and no change."""
        planned = replayed(plan, ())
        assume(planned.occurrences)
        one = data.draw(st.sampled_from(planned.occurrences))
        on: date = one.placed.day
        if one.placed.is_timed:
            on = one.placed.in_zone(plan.zone).wall
        for record in (
            Record(occurrence=one.name, result="done"),
            Record(occurrence=one.name, result="done", on=on),
        ):
            assert where(replayed(plan, (entry(1, record),))) == where(planned)

    @given(recorded())
    def test_a_fact_nobody_asks_for_changes_nothing(
        self, drawn: tuple[Plan, tuple[Entry, ...]]
    ) -> None:
        """Nor does it matter when it was learnt."""
        plan, ledger = drawn
        learnt = entry(len(ledger) + 1, Learn(fact="shoe-size", value="42"))
        learnt = replace(learnt, at=datetime(2026, 3, 7, tzinfo=UTC))
        assert where(replayed(plan, (*ledger, learnt))) == where(replayed(plan, ledger))

    @given(recorded())
    def test_undoing_everything_restores_everything(
        self, drawn: tuple[Plan, tuple[Entry, ...]]
    ) -> None:
        """Each entry taken back, the last one first."""
        plan, ledger = drawn
        undone = tuple(
            entry(len(ledger) + n, Undo(entry=one.number))
            for n, one in enumerate(reversed(ledger), 1)
        )
        assert where(replayed(plan, ledger + undone)) == where(replayed(plan, ()))


@st.composite
def gone_on(draw: st.DrawFn) -> tuple[Plan, tuple[Entry, ...]]:
    """Draw a plan and what carries the rest of it along, entered before it begins."""
    plan = draw(plans())
    early = datetime(plan.start.year - 1, 1, 1, tzinfo=UTC)
    acts = [_going_on(draw, plan) for _ in range(draw(st.integers(1, 2)))]
    return plan, tuple(entry(n, act, early) for n, act in enumerate(acts, 1))


def _going_on(draw: st.DrawFn, plan: Plan) -> Act:
    occurrences = replayed(plan, ()).occurrences
    assume(occurrences)
    first = plan.start + timedelta(days=draw(st.integers(-5, 50)))
    program, _ = read_program(plan)
    assert program is not None
    phases = [phase.id for phase in program.phases]
    kinds = ["slide", "pause", "drop", *(["begin"] if phases else [])]
    match draw(st.sampled_from(kinds)):
        case "slide":
            one = draw(st.sampled_from(occurrences))
            days = draw(st.integers(-3, 9))
            to = one.placed.day + timedelta(days=days)
            return Move(occurrence=one.name, to=to, rest=Rest.SLIDE, override=True)
        case "begin":
            return Begin(phase=draw(st.sampled_from(phases)), on=first)
        case verb:
            last = first + timedelta(days=draw(st.integers(0, 15)))
            rest = Rest.DROP if verb == "drop" else Rest.SLIDE
            habits = draw(st.booleans())
            return Pause(first=first, last=last, rest=rest, habits=habits)


# A plan is dated several times in each of these; a third of the others' examples is
# what their time allows.
FEWER = settings(max_examples=max(settings().max_examples // 3, 10))


class TestGoingOn:
    """Whatever slides, stands still or begins anew, it stays so as time goes by."""

    @FEWER
    @given(gone_on(), st.integers(0, 80))
    def test_it_looks_the_same_from_any_day(
        self, drawn: tuple[Plan, tuple[Entry, ...]], days: int
    ) -> None:
        """An entry that changes nothing, when some of it is past, moves nothing."""
        plan, ledger = drawn
        day = datetime.combine(plan.start, time(12), UTC) + timedelta(days=days)
        nothing = Extend(horizon=date(2050, 1, 1))
        later = (*ledger, entry(len(ledger) + 1, nothing, day))
        assert where(replayed(plan, later)) == where(replayed(plan, ledger))

    @FEWER
    @given(gone_on(), st.data())
    def test_doing_as_planned_changes_nothing(
        self, drawn: tuple[Plan, tuple[Entry, ...]], data: st.DataObject
    ) -> None:
        """A record on the planned date is a fact, and no change; a pin as well."""
        plan, ledger = drawn
        planned = replayed(plan, ledger)
        assume(planned.occurrences)
        one = data.draw(st.sampled_from(planned.occurrences))
        done = entry(len(ledger) + 1, Record(occurrence=one.name, result="done"))
        assert where(replayed(plan, (*ledger, done))) == where(planned)

    @FEWER
    @given(gone_on())
    def test_undoing_it_restores_everything(
        self, drawn: tuple[Plan, tuple[Entry, ...]]
    ) -> None:
        """Each entry taken back, the last one first."""
        plan, ledger = drawn
        undone = tuple(
            entry(len(ledger) + n, Undo(entry=one.number))
            for n, one in enumerate(reversed(ledger), 1)
        )
        assert where(replayed(plan, ledger + undone)) == where(replayed(plan, ()))

    @FEWER
    @given(gone_on())
    def test_nothing_is_twice(self, drawn: tuple[Plan, tuple[Entry, ...]]) -> None:
        """Neither a key nor a name."""
        plan, ledger = drawn
        found = replayed(plan, ledger).occurrences
        for said in ("key", "name", "running"):
            assert len({getattr(one, said) for one in found}) == len(found)

    @FEWER
    @given(plans(), st.integers(1, 30), st.booleans())
    def test_a_pause_beside_the_plan_changes_nothing(
        self,
        plan: Plan,
        days: int,
        is_before: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """Before the start, or when everything is over."""
        planned = replayed(plan, ())
        assume(planned.occurrences)
        last = max(one.ends.day for one in planned.occurrences)
        last = max([last, *(one.end.day for one in planned.stretches)])
        first = plan.start - timedelta(days=days)
        ends = plan.start - timedelta(days=1)
        if not is_before:
            first, ends = last + timedelta(days=1), last + timedelta(days=days)
        pause = Pause(first=first, last=ends, habits=True)
        early = datetime(plan.start.year - 1, 1, 1, tzinfo=UTC)
        still = replayed(plan, (entry(1, pause, early),))
        assert where(still) == where(planned)


COURSE = """
[program]
id = "course"
version = "1.0.0"
status = "active"
title = "Course"

[activities.session]
kind = "session"
title = "Session"
at = "10:00"
min_gap = "48 h"

[activities.call]
kind = "coaching"
title = "Call"
at = "02:30"

[activities.dose]
kind = "medication"
title = "Dose"

[[phases]]
id = "weekly"
length = "8 weeks"
schedule = [
  { activity = "session", on = ["tue", "fri"], window = "2 days" },
  { activity = "call", each = "session", offset = "1 day" },
]

[[phases]]
id = "monthly"
length = "12 months"
schedule = [{ activity = "session", every = "1 month", window = ["-3 days", "5 days"] }]

[[schedule]]
activity = "dose"
from = "weekly/session.first"
every = "36 h"
count = 40
"""
YEARS = 3 * 365
# All of them where laws are tried at length; every seventeenth day else, so that each
# weekday and each day of the month comes up.
STEP = 1 if os.environ.get("CAREPLAN_LAWS") == "deep" else 17


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/London", "Australia/Lord_Howe"]
)
def test_every_start_of_three_years_keeps_windows_gaps_and_clock_times(
    zone: str,
) -> None:
    """Whatever day it begins on, and however the clocks change on the way."""
    program, complaints = decode_program(Source(name="course.toml", text=COURSE))
    assert program is not None, complaints
    for days in range(0, YEARS, STEP):
        _keeps_all(program, date(2026, 1, 1) + timedelta(days=days), zone)


def _keeps_all(program: Program, start: date, zone: str) -> None:
    schedule, complaints = compile_schedule(
        program, bare_enrolment(start, zone), holidays=no_holidays
    )
    assert not has_errors(complaints), (start, complaints)
    sessions = [one for one in schedule.occurrences if one.activity.id == "session"]
    for one in sessions:
        low, high = one.bounds.earliest, one.bounds.latest
        assert low is not None
        assert high is not None
        assert low.day <= one.placed.day <= high.day, (start, one.name)
        assert f"{one.placed.clock:%H:%M}" == "10:00"
    for before, after in pairwise(sessions):
        gap = after.placed.instant - before.placed.instant
        assert gap >= timedelta(hours=48), (start, after.name)
    doses = [one for one in schedule.occurrences if one.activity.id == "dose"]
    for before, after in pairwise(doses):
        gap = after.placed.instant - before.placed.instant
        assert gap == timedelta(minutes=Duration(minutes=36 * 60).minutes)
    calls = [one for one in schedule.occurrences if one.activity.id == "call"]
    skipped = [one for one in calls if f"{one.placed.clock:%H:%M}" != "02:30"]
    # A clock time that the spring change skips is read with the offset before it.
    assert all(one.placed.instant.minute in (0, 30) for one in skipped)
    assert len(skipped) <= 1
