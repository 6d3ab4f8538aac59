"""What takes slots away before any is placed, and in plain words why.

Excepted dates, days of other activities, and what lies earlier on its first day than
what the rule counts from.  Closed days are somebody else's business.
"""

from __future__ import annotations

from datetime import date

from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Removals:
    """What a rule leaves out; before `begins` nothing happens on that very day."""

    rule: Rule
    skipped: frozenset[date] = frozenset()
    begins: Moment | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is left out at all, which is the usual case."""
        cuts = self.begins is not None and self.begins.clock is not None
        return not (cuts or self.skipped or self.rule.excepted)

    def reason(self, moment: Moment) -> str | None:
        """Say why the rule leaves a moment out, or None if it does not."""
        if moment.day in self.rule.excepted:
            return "an excepted date"
        if moment.day in self.skipped:
            return f"a day of {' or '.join(self.rule.skip_days_of)}"
        if self._is_too_early(moment):
            return "before the time the rule counts from"
        return None

    def _is_too_early(self, moment: Moment) -> bool:
        begins = self.begins
        if begins is None or begins.clock is None or moment.clock is None:
            return False
        return moment.day == begins.day and moment.clock < begins.clock
