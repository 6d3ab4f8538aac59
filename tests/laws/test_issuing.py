"""What holds for every issue of a stream, whatever is in it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from careplan.issue.digest import digest_of
from careplan.issue.register import from_document, to_document
from careplan.model.register import Issue, Register, StreamRegister
from careplan.model.stream import Entry, Standing
from tests.laws.entry_values import entries
from tests.pipeline import ID, NOON, issue_of

# Clocks are set back, too: later issues may come from an earlier clock.
ages = st.integers(-5, 40)
histories = st.lists(st.tuples(entries(), ages), min_size=2, max_size=4)


def issue(
    said: tuple[Entry, ...], memory: StreamRegister | None, days: int = 0
) -> Issue:
    return issue_of(said, memory, now=NOON + timedelta(days=days))


def issues(history: list[tuple[tuple[Entry, ...], int]]) -> list[Issue]:
    found: list[Issue] = []
    for said, days in history:
        found.append(issue(said, found[-1].memory if found else None, days))
    return found


class TestIssuingTwice:
    """Exporting twice without a change must give byte-identical files."""

    @given(entries(), ages)
    def test_nothing_is_new_the_second_time(
        self, said: tuple[Entry, ...], days: int
    ) -> None:
        first = issue(said, None)
        again = issue(said, first.memory, days)
        assert again.issued == first.issued
        assert again.memory == first.memory
        assert again.revisions == ()

    @given(histories)
    def test_nor_after_any_history(
        self, history: list[tuple[tuple[Entry, ...], int]]
    ) -> None:
        last = issues(history)[-1]
        again = issue(history[-1][0], last.memory, 99)
        assert (again.issued, again.memory) == (last.issued, last.memory)

    @given(st.randoms(use_true_random=False), entries())
    def test_the_order_of_entries_means_nothing(
        self, chance: Random, said: tuple[Entry, ...]
    ) -> None:
        shuffled = list(said)
        chance.shuffle(shuffled)
        assert issue(tuple(shuffled), None).issued == issue(said, None).issued


class TestSequence:
    """SEQUENCE is incremented each time a change is made (RFC 5545 §3.8.7.4)."""

    @given(histories)
    def test_it_grows_by_one_iff_the_content_changed(
        self, history: list[tuple[tuple[Entry, ...], int]]
    ) -> None:
        for before, after in pairwise(issues(history)):
            known = {issued.uid: issued for issued in before.issued}
            for issued in after.issued:
                if (old := known.get(issued.uid)) is None:
                    assert issued.sequence == 0
                    continue
                changed = digest_of(issued.entry) != digest_of(old.entry)
                assert issued.sequence == old.sequence + changed
                assert (issued.stamp > old.stamp) == changed
                assert issued.created == old.created

    @given(histories)
    def test_whatever_was_handed_out_is_never_left_out(
        self, history: list[tuple[tuple[Entry, ...], int]]
    ) -> None:
        for before, after in pairwise(issues(history)):
            assert {i.uid for i in before.issued} <= {i.uid for i in after.issued}

    @given(histories)
    def test_what_is_gone_is_cancelled_and_silent(
        self, history: list[tuple[tuple[Entry, ...], int]]
    ) -> None:
        last, keys = issues(history)[-1], {entry.key for entry in history[-1][0]}
        for issued in last.issued:
            if issued.entry.key not in keys:
                assert issued.entry.standing is Standing.CANCELLED
                assert issued.entry.alarms == ()
                assert not issued.entry.blocks_time


class TestIdentity:
    """A persistent, globally unique identifier (RFC 5545 §3.8.4.7)."""

    @given(histories)
    def test_no_two_entries_share_a_uid(
        self, history: list[tuple[tuple[Entry, ...], int]]
    ) -> None:
        for each in issues(history):
            uids = [issued.uid for issued in each.issued]
            assert len(uids) == len(set(uids))

    @given(histories)
    def test_a_key_keeps_its_uid_whatever_else_changes(
        self, history: list[tuple[tuple[Entry, ...], int]]
    ) -> None:
        seen: dict[str, str] = {}
        for each in issues(history):
            for issued in each.issued:
                assert seen.setdefault(issued.entry.key, issued.uid) == issued.uid


class TestMemory:
    """The register is all that an issue knows of the one before it."""

    @given(histories)
    def test_it_survives_being_written_down(
        self, history: list[tuple[tuple[Entry, ...], int]]
    ) -> None:
        memory = issues(history)[-1].memory
        register = Register(enrolment=ID, streams=(memory,))
        assert from_document(to_document(register)) == register
