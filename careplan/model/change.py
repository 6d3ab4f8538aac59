"""What became of an occurrence or an entry, from one state of a plan to the next."""

from __future__ import annotations

from enum import StrEnum

from careplan.model.moment import Moment
from careplan.model.value import dataclass


class Change(StrEnum):
    """The kinds of change, in the order in which they are counted.

    What has another UID now is `reissued`.  What was recorded is `done` or `missed`,
    and `open again` if that is taken back.  What waited for a result is `confirmed` by
    it; `provisional` is what waits again.
    """

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"
    RESTORED = "restored"
    REISSUED = "reissued"
    CONFIRMED = "confirmed"
    PROVISIONAL = "provisional"
    DONE = "done"
    MISSED = "missed"
    OPEN_AGAIN = "open again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One line of a difference, for people at the shell.

    `aspects` are what of it changed, where that is known: `title`, `duration`.
    """

    change: Change
    name: str
    before: Moment | None = None
    after: Moment | None = None
    aspects: tuple[str, ...] = ()
