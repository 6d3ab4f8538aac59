"""What `when` promises, `move` keeps: the same days, and the same that else moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from careplan.model.alternative import Alternative
from careplan.model.diagnostic import Severity
from careplan.model.enrolment import Enrolment
from careplan.model.ledger import Entry, Move
from careplan.model.moment import Moment
from careplan.model.program import Program
from careplan.model.schedule import Occurrence, Schedule
from careplan.schedule.compile import compile_schedule
from careplan.schedule.questions.alternatives import alternatives
from careplan.schedule.questions.objections import objection
from tests.laws.test_replaying import FEWER, entry, gone_on, replayed, where
from tests.pipeline import bare_enrolment, no_holidays, read_program, read_site
from tests.strategies import Plan

FARTHEST = 9


def spoken(moment: Moment, zone: str) -> date:
    """Say a moment as an entry does, by the person's clock."""
    return moment.in_zone(zone).wall if moment.is_timed else moment.day


class TestMoving:
    """A day is legal exactly if an entry that moves the occurrence there is taken."""

    @FEWER
    @given(gone_on(), st.data())
    def test_when_lists_what_move_accepts(
        self, drawn: tuple[Plan, tuple[Entry, ...]], data: st.DataObject
    ) -> None:
        """Nor does anything else move than what was promised."""
        plan, ledger = drawn
        before = replayed(plan, ledger)
        assume(before.occurrences)
        one = data.draw(st.sampled_from(before.occurrences))
        if data.draw(st.booleans()):
            plan = held_together(plan, before, one)
            assume(where(replayed(plan, ledger)) == where(before))
        first = one.placed.day + timedelta(days=data.draw(st.integers(-FARTHEST, 3)))
        program, _ = read_program(plan)
        assert program is not None
        enrolment = replace(bare_enrolment(plan.start, plan.zone), ledger=ledger)
        found = alternatives(
            program,
            enrolment,
            site=read_site(plan),
            busy=None,
            holidays=no_holidays,
            name=one.name,
            first=first,
            last=first + timedelta(days=6),
        )
        assert found is not None
        early = datetime(plan.start.year - 1, 1, 1, tzinfo=UTC)
        for tried in found.tried:
            if tried.moment == one.placed:
                assert tried.refusal is None
                continue
            move = Move(occurrence=one.name, to=spoken(tried.moment, plan.zone))
            after = moved(program, enrolment, plan, entry(len(ledger) + 1, move, early))
            assert (tried.refusal is None) == (after is not None), (tried, move)
            if after is not None:
                assert kept(tried, one) == went(before, after, one)


def held_together(plan: Plan, schedule: Schedule, one: Occurrence) -> Plan:
    """Allow an activity no longer gap than it has."""
    of_it = [two for two in schedule.occurrences if two.activity.id == one.activity.id]
    days = [(b.moment.day - a.moment.day).days for a, b in pairwise(of_it)]
    activities = plan.document["activities"]
    limited = activities[one.activity.id] | {"max_gap": f"{max([1, *days])} days"}
    document = plan.document | {"activities": activities | {one.activity.id: limited}}
    return replace(plan, document=document)


def moved(
    program: Program, enrolment: Enrolment, plan: Plan, new: Entry
) -> Schedule | None:
    """Enter a move; None if it is refused."""
    site = read_site(plan)
    reason = objection(
        program, enrolment, new, site=site, busy=None, holidays=no_holidays
    )
    schedule, complaints = compile_schedule(
        program,
        replace(enrolment, ledger=(*enrolment.ledger, new)),
        site=site,
        holidays=no_holidays,
    )
    wrong = any(found.severity is Severity.ERROR for found in complaints)
    return None if wrong or reason is not None else schedule


def kept(tried: Alternative, one: Occurrence) -> dict[str, Moment | None]:
    """Say what was promised to move, the occurrence itself included."""
    return {one.running: tried.moment} | {move.name: move.after for move in tried.moves}


def went(
    before: Schedule, after: Schedule, one: Occurrence
) -> dict[str, Moment | None]:
    """Say what did move, of what there was."""
    there = {found.key: found.moment for found in after.occurrences}
    return {
        found.running: there.get(found.key)
        for found in before.occurrences
        if there.get(found.key) != found.moment or found.key == one.key
    }
