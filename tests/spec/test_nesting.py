"""Companions of companions, as deep as anybody can follow."""

from __future__ import annotations

from tests.spec.plan import legal, problems

FIRST = """
    [[schedule]]
    id = "n0"
    activity = "form"
    at = "08:00"
"""


def chain(length: int) -> str:
    """Write a chain of companions, each an hour after the one before."""
    return FIRST + "".join(
        f"""
    [[schedule]]
    id = "n{number}"
    activity = "note"
    each = "n{number - 1}"
    offset = "5 min"
    """
        for number in range(1, length + 1)
    )


def test_a_companion_may_have_a_companion_of_its_own() -> None:
    """Sixteen below the first are scheduled, each five minutes after the last."""
    found = legal(chain(16))
    assert len(found.agenda()) == 17
    assert found.agenda()[-1] == "Mon 2 Mar 09:20 n16-1"


def test_too_deep_a_chain_is_refused() -> None:
    """The seventeenth is told, once; what rests on it is not there."""
    assert problems(chain(18)) == [
        "too-deep: `n17` is a companion of companions, 16 deep"
    ]


def test_a_timeline_may_hang_on_an_occurrence_of_another() -> None:
    """Samples at minutes after an infusion, which is an hour after each visit."""
    found = legal(
        """
    [[schedule]]
    activity = "visit"
    days = [1, 8]
    at = "09:00"
    if_closed = "next"

    [[schedule]]
    id = "infusion"
    activity = "note"
    each = "visit"
    offset = "1 h"

    [[schedule]]
    id = "sample"
    activity = "form"
    each = "infusion"
    which = "last"
    offset = "-5, 30, 90 min"
    """,
        site="closed = [2026-03-09]",
    )
    assert found.agenda() == [
        "Mon 2 Mar 09:00 visit-1",
        "Mon 2 Mar 10:00 infusion-1",
        "Tue 10 Mar 09:00 visit-2",
        "Tue 10 Mar 09:55 sample-1",
        "Tue 10 Mar 10:00 infusion-2",
        "Tue 10 Mar 10:30 sample-2",
        "Tue 10 Mar 11:30 sample-3",
    ]
    assert found.identities()[3] == (":1~1/visit#2.0>:1~1/infusion#1.0>:1~1/sample#1.0")
