from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careplan.issue.digest import digest_of
from careplan.issue.identity import uid
from careplan.issue.revision import SameKeyError
from careplan.issue.tombstone import title
from careplan.model.change import Change, Revision
from careplan.model.kind import Kind
from careplan.model.moment import Moment
from careplan.model.register import Issue, Recorded
from careplan.model.stream import Entry, Frequency, Repeat, Standing
from tests.issue.samples import ENROLMENT, LATER, LONDON, NOW, VERSIONS, entry, issue

ONE = entry(1)
TWO = entry(2, date(2026, 3, 6))


def _line(issued: Issue, number: int) -> tuple[int, datetime, datetime, Entry]:
    own = uid(ENROLMENT, "patient", f"foundation:1~1/session#{number}.0")
    (found,) = (each for each in issued.issued if each.uid == own)
    return found.sequence, found.created, found.stamp, found.entry


def test_a_first_issue_begins_every_sequence_at_nought() -> None:
    first = issue((TWO, ONE), now=NOW.replace(microsecond=7))

    assert [each.entry for each in first.issued] == [ONE, TWO]
    assert _line(first, 1) == (0, NOW, NOW, ONE)
    assert (first.memory.number, first.memory.changed) == (1, NOW)
    assert first.revisions == (
        Revision(change=Change.NEW, name="foundation/session-1", after=ONE.start),
        Revision(change=Change.NEW, name="foundation/session-2", after=TWO.start),
    )


def test_nothing_changes_when_nothing_changed() -> None:
    """Exporting twice gives the same bytes, whatever the clock says."""
    first = issue((ONE, TWO))

    second = issue((ONE, TWO), first.memory, now=LATER)

    assert second == replace(first, revisions=())


def test_newer_data_that_change_nothing_are_only_noted() -> None:
    first = issue((ONE,))
    newer = replace(VERSIONS, tzdata="2027.1")

    second = issue((ONE,), first.memory, now=LATER, versions=newer)

    assert second.issued == first.issued
    assert second.memory == replace(first.memory, versions=newer)


def test_a_move_raises_one_sequence_and_one_stamp() -> None:
    """The other entry keeps its number and its stamps."""
    first = issue((ONE, TWO))
    moved = replace(TWO, start=entry(2, date(2026, 3, 9)).start, ends=ONE.ends)

    second = issue((ONE, moved), first.memory, now=LATER)

    assert _line(second, 1) == (0, NOW, NOW, ONE)
    assert _line(second, 2) == (1, NOW, LATER, moved)
    assert (second.memory.number, second.memory.changed) == (2, LATER)
    assert second.revisions == (
        Revision(
            change=Change.MOVED,
            name="foundation/session-2",
            before=TWO.start,
            after=moved.start,
        ),
    )


@pytest.mark.parametrize(
    "changed",
    [
        replace(ONE, title="Form"),
        replace(ONE, description="Nothing to eat for 4 hours before."),
        replace(ONE, location="2 High Street"),
        replace(ONE, link="https://example.org/a17"),
        replace(ONE, blocks_time=False),
        replace(ONE, alarms=()),
        replace(ONE, repeat=Repeat(frequency=Frequency.DAILY, count=3)),
    ],
)
def test_whatever_a_calendar_would_show_otherwise_raises_the_sequence(
    changed: Entry,
) -> None:
    second = issue((changed,), issue((ONE,)).memory, now=LATER)

    assert _line(second, 1) == (1, NOW, LATER, changed)
    assert [each.change for each in second.revisions] == [Change.CHANGED]


def test_what_waits_is_confirmed_or_waits_again() -> None:
    waits = replace(ONE, standing=Standing.TENTATIVE)
    first = issue((waits,))

    second = issue((ONE,), first.memory, now=LATER)
    third = issue((waits,), second.memory, now=LATER)

    assert [one.change for one in second.revisions] == [Change.CONFIRMED]
    assert [one.change for one in third.revisions] == [Change.PROVISIONAL]
    assert _line(third, 1)[0] == 2


@pytest.mark.parametrize(
    "same",
    [
        replace(ONE, name="taper/session-1"),
        replace(ONE, kind=Kind.COACHING),
        replace(ONE, may_be_series=True),
    ],
)
def test_what_no_calendar_shows_raises_nothing(same: Entry) -> None:
    second = issue((same,), issue((ONE,)).memory, now=LATER)

    assert _line(second, 1) == (0, NOW, NOW, same)
    assert (second.memory.number, second.revisions) == (1, ())


def test_a_whole_day_is_the_same_day_in_any_zone() -> None:
    here = entry(1, clock=None)
    there = replace(
        here,
        start=replace(here.start, zone="Asia/Tokyo"),
        ends=replace(here.ends, zone="Asia/Tokyo"),
    )

    assert digest_of(here) == digest_of(there)


def test_a_removed_entry_stays_as_a_tombstone_at_its_time() -> None:
    """Without instructions, alarm, or a word of why."""
    first = issue((ONE, TWO))

    second = issue((ONE,), first.memory, now=LATER)

    assert _line(second, 2) == (
        1,
        NOW,
        LATER,
        Entry(
            key=TWO.key,
            name="foundation/session-2",
            kind=Kind.SESSION,
            title="Cancelled: Appointment",
            start=TWO.start,
            ends=TWO.ends,
            standing=Standing.CANCELLED,
            blocks_time=False,
        ),
    )
    assert second.revisions == (
        Revision(change=Change.REMOVED, name="foundation/session-2", before=TWO.start),
    )
    assert second.memory.records[1].state is Recorded.REMOVED


def test_a_tombstone_is_handed_out_for_ever_and_never_changes() -> None:
    """Whoever skipped some issues still learns of it, years after."""
    second = issue((ONE,), issue((ONE, TWO)).memory, now=LATER)

    third = issue((ONE,), second.memory, now=NOW + timedelta(days=900))

    assert third == replace(second, revisions=())


def test_a_restored_entry_rises_again_under_its_uid() -> None:
    second = issue((ONE,), issue((ONE, TWO)).memory, now=LATER)
    again = LATER + timedelta(days=1)

    third = issue((ONE, TWO), second.memory, now=again)

    assert _line(third, 2) == (2, NOW, again, TWO)
    assert third.revisions == (
        Revision(
            change=Change.RESTORED,
            name="foundation/session-2",
            before=TWO.start,
            after=TWO.start,
        ),
    )


def test_a_removed_run_leaves_one_tombstone_on_its_first_day() -> None:
    """Not forty-nine of them."""
    run = replace(
        entry(1, kind=Kind.HABIT), repeat=Repeat(frequency=Frequency.DAILY, count=49)
    )

    second = issue((TWO,), issue((run, TWO)).memory, now=LATER)

    _, _, _, tombstone = _line(second, 1)
    assert (tombstone.repeat, tombstone.start) == (None, run.start)


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        (Kind.SESSION, "patient", "Cancelled: Appointment"),
        (Kind.MEASURE, "clinician", "Cancelled: Form"),
        (Kind.PERIOD, "patient", "Cancelled: Note"),
        (Kind.REMINDER, "patient", "Cancelled: Reminder"),
        (Kind.HABIT, "patient", "This reminder ended"),
        (
            Kind.MEDICATION,
            "patient",
            "This reminder ended; take medicines as your clinician says",
        ),
        (Kind.MEDICATION, "coach", "This reminder ended"),
    ],
)
def test_a_medicine_is_never_called_cancelled(
    kind: Kind, role: str, expected: str
) -> None:
    assert title(kind, role=role) == expected


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=-400)])
def test_a_clock_set_back_never_lowers_a_stamp(late: timedelta) -> None:
    """A change is always later than all that was handed out, by a second at least."""
    first = issue((ONE, TWO))

    second = issue((replace(ONE, title="Form"), TWO), first.memory, now=NOW + late)

    assert _line(second, 1)[2] == NOW + timedelta(seconds=1)
    assert second.memory.changed == NOW + timedelta(seconds=1)


def test_a_stamp_of_a_record_is_a_floor_too() -> None:
    """As after a register was put together from two backups."""
    memory = issue((ONE,)).memory
    (record,) = memory.records
    memory = replace(memory, records=(replace(record, stamp=LATER),))

    second = issue((replace(ONE, title="Form"),), memory, now=NOW)

    assert second.memory.changed == LATER + timedelta(seconds=1)


def test_the_clock_is_read_in_utc() -> None:
    first = issue((ONE,), now=NOW.astimezone(timezone(timedelta(hours=5))))

    assert first == issue((ONE,))
    assert first.memory.changed.tzinfo is UTC


def test_a_second_generation_leaves_a_tombstone_of_the_first() -> None:
    """For a calendar that refuses to take back a UID deleted there."""
    memory = issue((ONE,)).memory
    (record,) = memory.records
    second = replace(record, generation=2, uid=uid(ENROLMENT, "patient", ONE.key, 2))
    both = replace(memory, records=(second, record))

    again = issue((ONE,), both, now=LATER)

    assert [(each.uid, each.entry.standing) for each in again.issued] == sorted(
        [
            (record.uid, Standing.CANCELLED),
            (second.uid, Standing.CONFIRMED),
        ]
    )
    assert [each.uid for each in again.memory.records] == [second.uid, record.uid]


def test_two_entries_with_one_key_are_refused() -> None:
    with pytest.raises(SameKeyError):
        issue((ONE, replace(TWO, key=ONE.key)))


def test_a_record_without_a_name_is_called_by_its_key() -> None:
    memory = issue((replace(ONE, name=""),)).memory

    second = issue((TWO,), memory, now=LATER)

    assert [each.name for each in second.revisions] == [
        ONE.key,
        "foundation/session-2",
    ]


def test_a_moved_instant_of_one_wall_time_is_news() -> None:
    """Which of two 01:30s: the wall says the same, the instant does not."""
    twice = Moment(day=date(2026, 10, 25), clock=time(1, 30), zone=LONDON)
    second = replace(twice, clock=time(1, 30, fold=1))

    made = issue(
        (replace(ONE, start=second),), issue((replace(ONE, start=twice),)).memory
    )

    assert [each.change for each in made.revisions] == [Change.MOVED]
    assert digest_of(replace(ONE, start=twice)) != digest_of(replace(ONE, start=second))


entries = st.lists(
    st.builds(
        entry,
        st.integers(1, 6),
        st.dates(date(2026, 3, 1), date(2026, 11, 30)),
        st.one_of(
            st.none(),
            st.times().map(lambda each: each.replace(second=0, microsecond=0)),
        ),
        kind=st.sampled_from(Kind),
        title=st.sampled_from(["Appointment", "Form"]),
    ),
    unique_by=lambda each: each.key,
    max_size=6,
).map(tuple)
clocks = st.integers(-400, 800).map(lambda days: NOW + timedelta(days=days))


@given(st.lists(st.tuples(entries, clocks), min_size=1, max_size=6))
def test_the_laws_of_revision(
    issues: list[tuple[tuple[Entry, ...], datetime]],
) -> None:
    """RFC 5546 §2.1.5: neither SEQUENCE nor DTSTAMP of a UID ever goes down.

    SEQUENCE rises by one iff the content changed, DTSTAMP with it, every UID once
    handed out stays in the file and is the only one of its key, and an issue repeated
    is the same issue.
    """
    memory = None
    before: dict[str, tuple[int, datetime, str]] = {}
    for asked, now in issues:
        made = issue(asked, memory, now=now)
        after = {
            each.uid: (each.sequence, each.stamp, digest_of(each.entry))
            for each in made.issued
        }
        assert len(after) == len(made.issued)
        assert before.keys() <= after.keys()
        for own, (sequence, stamp, digest) in before.items():
            is_same = after[own][2] == digest
            assert after[own][0] == sequence + (0 if is_same else 1)
            assert (after[own][1] == stamp) if is_same else (after[own][1] > stamp)
        again = issue(asked, made.memory, now=now + timedelta(days=7))
        assert again == replace(made, revisions=())
        memory, before = made.memory, after
