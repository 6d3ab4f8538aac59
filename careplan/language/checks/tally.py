"""A tally: how many there can be at least and at most.

Both bounds are surely right; `high` is None where nobody can say.
"""

from __future__ import annotations

from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """At least `low` and at most `high`; None means that nobody can say."""

    low: int
    high: int | None

    def __add__(self, other: Tally) -> Tally:
        """Add two tallies."""
        unknown = self.high is None or other.high is None
        high = None if unknown else (self.high or 0) + (other.high or 0)
        return Tally(low=self.low + other.low, high=high)

    def __mul__(self, other: Tally) -> Tally:
        """Give every one of the first as many as the second says."""
        unknown = self.high is None or other.high is None
        high = None if unknown else (self.high or 0) * (other.high or 0)
        return Tally(low=self.low * other.low, high=high)

    def at_most(self, ceiling: int) -> Tally:
        """Cut the tally off at a number."""
        high = ceiling if self.high is None else min(self.high, ceiling)
        return Tally(low=min(self.low, ceiling), high=high)


NONE = Tally(low=0, high=0)
UNKNOWN = Tally(low=0, high=None)


def exactly(number: int) -> Tally:
    """Make the tally of a known number."""
    return Tally(low=number, high=number)
