"""A plan under another site: the dates before and after, and what clashes there."""

from __future__ import annotations

from careplan.model.change import Revision
from careplan.model.diagnostic import Diagnostic
from careplan.model.schedule import Occurrence, Schedule
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """An occurrence that stays where the other site, or a rule, would not have it.

    `held` says what keeps it there, in a word or two; None if nobody arranged it.
    """

    occurrence: Occurrence
    reason: str
    held: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resited:
    """The schedule as it is, and as it would be.

    A schedule whose diagnostics hold an error is incomplete.
    """

    before: Schedule
    after: Schedule
    clashes: tuple[Clash, ...]
    wrong_before: tuple[Diagnostic, ...] = ()
    wrong_after: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What another site means for the plan in one file; `timezone` is the person's.

    `refusals` say why it could not be dated there; then there are no revisions.
    """

    name: str
    timezone: str
    revisions: tuple[Revision, ...]
    clashes: tuple[Clash, ...]
    refusals: tuple[Diagnostic, ...]

    @property
    def is_different(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.revisions or self.clashes or self.refusals)
