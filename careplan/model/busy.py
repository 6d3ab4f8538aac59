"""When a person has no time: spans of instants, and not a word about what fills them.

Spans stand in order and none touches the next, so that a question is answered by
halving.  What closes a day is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyTimes:
    """Spans from `starts[n]` up to, not including, `ends[n]`, in UTC."""

    starts: tuple[datetime, ...] = ()
    ends: tuple[datetime, ...] = ()

    def overlap(self, start: datetime, end: datetime) -> bool:
        """Say whether any of the time from start up to end is taken."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start

    def cover(self, start: datetime, end: datetime) -> bool:
        """Say whether all of the time from start up to end is taken."""
        before = bisect_right(self.starts, start)
        return before > 0 and self.ends[before - 1] >= end


def merged(spans: Iterable[tuple[datetime, datetime]]) -> BusyTimes:
    """Put spans in order, those that touch or overlap together."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return BusyTimes(starts=tuple(starts), ends=tuple(ends))
