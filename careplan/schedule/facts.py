"""Facts: what has settled and what was found out, at one point of the ledger.

What has settled never moves again, whatever is decided later: it was done or missed,
or it lay in the past when the plan was changed.  How entries become facts is for
`replay` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import NamedTuple

from careplan.model.moment import Moment, at_instant
from careplan.model.schedule import Key
from careplan.model.value import dataclass
from careplan.schedule.progress import Draft


class Finding(NamedTuple):
    """A result of an activity and when it was recorded; None is from the beginning."""

    result: str
    at: datetime | None = None

    def leaves(self, moment: Moment) -> bool:
        """Say whether a moment was past when this was recorded, and so stays."""
        return self.at is not None and is_past(moment, self.at)


def is_past(moment: Moment, at: datetime) -> bool:
    """Say whether a moment lies before an instant; a whole day until it is over."""
    if moment.is_timed:
        return moment.instant < at
    return moment.day < at_instant(at, moment.zone).day


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known when a plan is dated.

    `findings` are the latest results by activity, `results` those of single
    occurrences.  `all_branches` dates every branch of every decision side by side, so
    that each occurrence there could ever be gets its name.
    """

    settled: Mapping[Key, Draft] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    results: Mapping[Key, str] = field(default_factory=dict)
    all_branches: bool = False
