"""Differences between two schedules: one for each occurrence, by what counts most."""

from __future__ import annotations

from careplan.model.change import Change
from careplan.schedule.questions.differences import differences
from tests.spec.plan import assign, legal, record, undo

GATED = """
    [activities.review]
    kind = "evaluation"
    title = "Review"
    at = "10:00"
    results = { fine = "opens", again = "waits", bad = "closes" }

    [activities.visit]
    kind = "session"
    title = "Visit"
    choose = ["at"]
    at = "09:00"

    [[schedule]]
    activity = "review"
    every = "1 week"
    count = 2

    [[schedule]]
    activity = "visit"
    every = "1 week"
    first = "2 days"
    count = 3
    requires = ["review"]
"""
MONDAY = "2026-03-02T12:00:00Z"
NEXT = "2026-03-09T12:00:00Z"


def told(before: str, after: str, snippet: str = GATED) -> list[tuple[str, str]]:
    """List what an enrolment has otherwise than another: what became of which."""
    found = differences(
        legal(snippet, plan=before).schedule, legal(snippet, plan=after).schedule
    )
    return [(one.change, one.name) for one in found]


def test_what_is_the_same_is_not_told() -> None:
    """Nothing new, and nothing that anybody would see."""
    assert told("", "") == []
    assert told("", assign("shoe-size", '"42"')) == []


def test_what_was_recorded_and_what_that_confirms() -> None:
    """One result opens the gate."""
    assert told("", record("review-1", "fine", at=MONDAY)) == [
        (Change.DONE, "review-1"),
        (Change.CONFIRMED, "visit-1"),
        (Change.CONFIRMED, "visit-2"),
        (Change.CONFIRMED, "visit-3"),
    ]


def test_what_is_in_doubt_again() -> None:
    """The next result shuts it for what is still to come."""
    first = record("review-1", "fine", at=MONDAY)
    assert told(first, first + record("review-2", "again", at=NEXT)) == [
        (Change.DONE, "review-2"),
        (Change.PROVISIONAL, "visit-2"),
        (Change.PROVISIONAL, "visit-3"),
    ]


def test_what_is_cancelled_and_what_comes_back() -> None:
    """A bad result, taken back."""
    bad = record("review-1", "bad", at=MONDAY)
    assert told("", bad)[1:] == [
        (Change.REMOVED, "visit-1"),
        (Change.REMOVED, "visit-2"),
        (Change.REMOVED, "visit-3"),
    ]
    assert told(bad, bad + undo(1)) == [
        (Change.OPEN_AGAIN, "review-1"),
        (Change.NEW, "visit-1"),
        (Change.NEW, "visit-2"),
        (Change.NEW, "visit-3"),
    ]


def test_where_something_went_counts_before_whether_it_is_confirmed() -> None:
    """Another time of day and an open gate at once."""
    sooner = '[choices.visit]\nat = "08:00"\n'
    assert told("", sooner + record("review-1", "fine", at=MONDAY))[1] == (
        Change.MOVED,
        "visit-1",
    )


def test_how_long_it_lasts_and_what_it_is_called_are_changes() -> None:
    """The same dates, from two versions of a program."""
    one = '[[schedule]]\nactivity = "visit"\nday = 1\nat = "10:00"\n'
    for more in ('labels = ["First"]', 'duration = "2 h"'):
        found = differences(legal(one).schedule, legal(one + more).schedule)
        assert [(each.change, each.name) for each in found] == [
            (Change.CHANGED, "visit-1")
        ]
