"""One is moved and the rest follows; and a plan that stands still for a while.

The dates of the worked example, and what a pause means for every kind of rule.
"""

from __future__ import annotations

from tests.spec.plan import (
    legal,
    move,
    pause,
)
from tests.spec.test_worked_example import CHECK_IN, SESSIONS, SITE

BOTH = CHECK_IN + SESSIONS
PAUSE = ("2026-03-16", "2026-03-22")


def march(*rest: str) -> str:
    """Give the first days of the worked example, and then others, all at ten."""
    return ", ".join(f"{day} 10:00" for day in ("Tue 3 Mar", "Fri 6 Mar", *rest))


class TestSlide:
    """`rest = "slide"` works on slots, not on placed dates."""

    def test_the_worked_example(self) -> None:
        """Session 4 would be a day after: it takes the next slot, and so do the rest.

        The last slot of the phase moves by four days, and so the taper by a week.
        """
        there = move("foundation/visit-3", "2026-03-12T10:00:00", rest="slide")
        assert legal(BOTH, site=SITE, plan=there).days("visit") == march(
            "Thu 12 Mar",
            "Tue 17 Mar",
            "Fri 20 Mar",
            "Tue 24 Mar",
            "Fri 27 Mar",
            "Tue 31 Mar",
            "Tue 7 Apr",
            "Tue 14 Apr",
            "Tue 21 Apr",
            "Tue 28 Apr",
            "Tue 12 May",
            "Tue 26 May",
        )

    def test_a_pause_of_the_worked_example(self) -> None:
        """Good Friday moves to the nearest open day, the check-in by the week."""
        found = legal(BOTH, site=SITE, plan=pause(*PAUSE))
        assert found.days("visit") == march(
            "Tue 10 Mar",
            "Fri 13 Mar",
            "Tue 24 Mar",
            "Fri 27 Mar",
            "Tue 31 Mar",
            "Thu 2 Apr",
            "Tue 7 Apr",
            "Tue 14 Apr",
            "Tue 21 Apr",
            "Tue 28 Apr",
            "Tue 12 May",
            "Tue 26 May",
        )
        assert found.days("check-in") == "Mon 13 Apr"
