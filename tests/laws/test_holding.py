"""What holds for what a role has in hand, whatever the plan says by now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careplan.audience.handed_out import handed_out
from careplan.audience.wording import Voice
from careplan.model.register import Issued
from careplan.model.stream import Entry
from tests.audience.samples import PROGRAM
from tests.laws.entry_values import entries
from tests.laws.test_issuing import ages, histories, issue, issues
from tests.pipeline import stream

TO = Voice(program=PROGRAM, stream=stream(), alias=None, zone="Europe/London")
History = list[tuple[tuple[Entry, ...], int]]


def in_order(issued: tuple[Issued, ...]) -> list[Issued]:
    return sorted(issued, key=lambda one: one.uid)


@given(histories)
def test_of_a_plan_that_says_the_same_it_is_the_last_issue(history: History) -> None:
    last = issues(history)[-1]
    following = issue(history[-1][0], last.memory, 99)
    held = handed_out(following, last.memory, TO)
    assert in_order(held) == in_order(last.issued)


@given(histories, entries(), ages)
def test_of_any_other_it_has_the_same_identities_times_and_states(
    history: History, later: tuple[Entry, ...], days: int
) -> None:
    last = issues(history)[-1]
    held = handed_out(issue(later, last.memory, days), last.memory, TO)
    for one, before in zip(in_order(held), in_order(last.issued), strict=True):
        assert _marks(one) == _marks(before)


@given(histories, entries(), st.data())
def test_what_changed_says_a_neutral_word_and_what_did_not_says_all(
    history: History, later: tuple[Entry, ...], data: st.DataObject
) -> None:
    """Some of what was said last is said again, and the rest is another."""
    last = issues(history)[-1]
    kept = tuple(one for one in history[-1][0] if data.draw(st.booleans()))
    keys = {one.key for one in kept}
    said = (*kept, *(one for one in later if one.key not in keys))
    following = issue(said, last.memory, 99)
    changed = {one.uid for one in following.issued} - {
        one.uid for one in following.issued if one in last.issued
    }
    known = {one.uid: one for one in last.issued}
    for one in handed_out(following, last.memory, TO):
        if one.uid not in changed:
            assert one == known[one.uid]
        else:
            assert (one.entry.description, one.entry.alarms) == (None, ())


def _marks(one: Issued) -> tuple[object, ...]:
    entry = one.entry
    when = (entry.start, entry.ends, entry.repeat)
    return one.uid, one.sequence, one.created, one.stamp, *when, entry.standing
