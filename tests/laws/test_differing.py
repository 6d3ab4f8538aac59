"""What holds for every difference, of two plans or of two sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from careplan.model.diagnostic import Place, has_errors
from careplan.model.enrolment import Enrolment, Site
from careplan.model.ledger import Entry, Pin, Record
from careplan.model.resiting import Resited
from careplan.model.schedule import Occurrence, State
from careplan.schedule.compile import compile_schedule
from careplan.schedule.facts import is_past
from careplan.schedule.questions.differences import differences
from careplan.schedule.questions.resiting import resited
from tests.pipeline import bare_enrolment, no_holidays, read_program, read_site
from tests.strategies import Plan, plans

MOST_ENTRIES = 4


@st.composite
def lived(draw: st.DrawFn) -> tuple[Plan, Enrolment, datetime]:
    """Draw a plan, a time somewhere in it, and what was recorded and confirmed."""
    plan = draw(plans())
    enrolment = bare_enrolment(plan.start, plan.zone)
    occurrences = _dated(plan, enrolment)
    assume(occurrences)
    middle = draw(st.sampled_from(occurrences)).moment.instant
    now = middle + timedelta(hours=draw(st.integers(-30, 30)))
    chosen = draw(
        st.lists(
            st.sampled_from(occurrences),
            max_size=MOST_ENTRIES,
            unique_by=lambda one: one.name,
        )
    )
    ledger = tuple(_entry(number, one, now) for number, one in enumerate(chosen, 1))
    return plan, replace(enrolment, ledger=ledger), now


def _dated(plan: Plan, enrolment: Enrolment) -> tuple[Occurrence, ...]:
    program, _ = read_program(plan)
    assert program is not None
    schedule, complaints = compile_schedule(
        program, enrolment, site=read_site(plan), holidays=no_holidays
    )
    assume(not has_errors(complaints))
    return schedule.occurrences


def _entry(number: int, one: Occurrence, now: datetime) -> Entry:
    """Record what is over, and confirm what is still to come."""
    place = Place(file="a17.toml", path=("ledger", number - 1))
    is_over = one.moment.instant <= now - timedelta(days=1)
    act = (
        Record(occurrence=one.name, result="done", on=one.placed.day)
        if is_over
        else Pin(occurrence=one.name)
    )
    return Entry(number=number, at=now.astimezone(UTC), act=act, place=place)


def under(
    plan: Plan, enrolment: Enrolment, other: Site | None, now: datetime
) -> Resited:
    """Date a plan as it is and under another site; without dates it is passed over."""
    program, _ = read_program(plan)
    assert program is not None
    found = resited(
        program,
        enrolment,
        site=read_site(plan),
        other=other,
        busy=None,
        holidays=no_holidays,
        now=now,
    )
    assume(not has_errors(found.wrong_before))
    return found


class TestDifferences:
    """A difference is of a plan from another, never from itself."""

    @given(lived())
    def test_nothing_is_different_from_itself(
        self, drawn: tuple[Plan, Enrolment, datetime]
    ) -> None:
        """Whatever happened in it."""
        plan, enrolment, now = drawn
        same = under(plan, enrolment, read_site(plan), now)
        assert differences(same.before, same.before) == ()

    @given(lived(), lived())
    def test_what_is_new_one_way_is_removed_the_other(
        self,
        one: tuple[Plan, Enrolment, datetime],
        two: tuple[Plan, Enrolment, datetime],
    ) -> None:
        """Both ways something is told of the same occurrences."""
        first, second = (
            under(plan, enrolment, read_site(plan), now).before
            for plan, enrolment, now in (one, two)
        )
        there, back = differences(first, second), differences(second, first)
        assert len(there) == len(back)
        assert sorted(str((each.before, each.after)) for each in there) == sorted(
            str((each.after, each.before)) for each in back
        )


class TestSites:
    """Another site moves only what is still to come and free to move."""

    @given(lived())
    def test_the_same_site_changes_nothing(
        self, drawn: tuple[Plan, Enrolment, datetime]
    ) -> None:
        """At whatever time it is asked."""
        plan, enrolment, now = drawn
        found = under(plan, enrolment, read_site(plan), now)
        assert differences(found.before, found.after) == ()
        assert found.clashes == ()

    @given(lived(), plans())
    def test_what_is_past_recorded_or_confirmed_stays(
        self, drawn: tuple[Plan, Enrolment, datetime], elsewhere: Plan
    ) -> None:
        """Even where the other site is closed; what was done clashes with nothing."""
        plan, enrolment, now = drawn
        found = under(plan, enrolment, read_site(elsewhere), now)
        pinned = {
            entry.act.occurrence
            for entry in enrolment.ledger
            if isinstance(entry.act, Pin)
        }
        after = {one.key: one for one in found.after.occurrences}
        for one in found.before.occurrences:
            is_fact = one.state in (State.DONE, State.MISSED)
            if is_fact or one.name in pinned or is_past(one.moment, now):
                assert after[one.key].moment == one.moment
                assert after[one.key].state is one.state
        clashing = {clash.occurrence.state for clash in found.clashes}
        assert clashing <= {State.PLANNED, State.PROVISIONAL}
