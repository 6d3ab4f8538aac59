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
