"""Quiet hours: when nothing of a calendar rings."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple


class Quiet(NamedTuple):
    """The hours of a day in which nothing rings, by the clock on the person's wall.

    They go on past midnight if they end before they begin.
    """

    begins: time
    ends: time

    def __str__(self) -> str:
        """Write them as they are read."""
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"

    def holds(self, clock: time) -> bool:
        """Say whether they hold at a clock time; at their end they do not."""
        if self.begins < self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends
