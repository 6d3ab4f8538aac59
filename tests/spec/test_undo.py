"""`undo`: an entry that no longer counts is as if it had never been written."""

from __future__ import annotations

from tests.spec.plan import legal, problems, record, undo

WEEKLY = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 3
    counted_from = "previous"
"""
LATE = record("visit-2", on="2026-03-12")


def test_an_undone_record_moves_nothing() -> None:
    """Written by mistake, and taken back."""
    found = legal(WEEKLY, plan=LATE + undo(1))
    assert found.agenda() == legal(WEEKLY).agenda()
    assert found.states() == []


def test_another_record_may_follow() -> None:
    """It was the 10th."""
    plan = LATE + undo(1) + record("visit-2", on="2026-03-10")
    assert legal(WEEKLY, plan=plan).days() == "Mon 2 Mar, Tue 10 Mar, Tue 17 Mar"


def test_an_undo_can_be_undone() -> None:
    """It was the 12th after all."""
    plan = LATE + undo(1) + undo(2)
    assert legal(WEEKLY, plan=plan).days() == "Mon 2 Mar, Thu 12 Mar, Thu 19 Mar"


def test_there_must_be_something_to_undo() -> None:
    """Neither a later entry, nor itself, nor one undone already."""
    assert problems(WEEKLY, plan=undo(1) + LATE) == [
        "unknown-entry: there is no entry 1 before this one"
    ]
    assert problems(WEEKLY, plan=undo(2) + LATE) == [
        "unknown-entry: there is no entry 2 before this one"
    ]
    assert problems(WEEKLY, plan=LATE + undo(1) + undo(1)) == [
        "unknown-entry: entry 1 is undone already"
    ]
