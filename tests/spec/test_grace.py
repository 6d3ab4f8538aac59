"""`grace`: how much before `not_before` is still tolerated; placing does not use it."""

from __future__ import annotations

from tests.spec.plan import legal, record

DOSES = """
    [[schedule]]
    id = "initial"
    activity = "visit"

    [[schedule]]
    id = "second"
    activity = "visit"
    from = "phase"
    offset = "3 weeks"
    not_before = "initial + 28 days"
    grace = "4 days"
"""


def test_placing_keeps_the_minimum() -> None:
    """Aimed at 23 March, the second waits for its 28 days; the window begins sooner."""
    assert legal(DOSES).windows() == [
        "Mon 2 Mar [ .. ]",
        "Mon 30 Mar [Thu 26 Mar .. ]",
    ]


def test_a_window_is_cut_by_what_is_left_of_the_minimum() -> None:
    """From a week before 23 March, but not before the 26th."""
    found = legal(DOSES + 'window = "1 week"\n')
    assert found.windows()[1] == "Mon 30 Mar [Thu 26 Mar .. Mon 30 Mar]"


def test_without_a_minimum_there_is_nothing_to_be_graceful_about() -> None:
    """The window alone counts."""
    rule = '[[schedule]]\nactivity = "visit"\nwindow = "2 days"\ngrace = "4 days"\n'
    assert legal(rule).windows() == ["Mon 2 Mar [Sat 28 Feb .. Wed 4 Mar]"]


def test_what_was_done_within_the_grace_lies_in_its_window() -> None:
    """Given on the 27th, three days early."""
    found = legal(DOSES, plan=record("second-1", on="2026-03-27"))
    assert found.windows()[1] == "Fri 27 Mar [Thu 26 Mar .. ]"
