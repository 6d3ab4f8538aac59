"""Data that dates rest on besides the plan: time zones, holidays, the site's file.

When only they change, dates move although nobody decided it.  Whether the plan was
edited besides cannot be told from the register; so whenever the data changed *and*
dates did, a person looks at them before they are handed out.  A new tzdata may keep
every wall time and move the instant behind it.  The register keeps that instant only
inside the digest, so then all that changed and has a clock time is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan import __version__
from careplan.model.change import Change, Revision
from careplan.model.register import (
    Issue,
    StreamRegister,
    Versions,
)
from careplan.model.value import dataclass
from careplan.model.zone import RELEASE
from careplan.schedule.holidays import release
from careplan.workspace.plan import Plan

_DATED_ANEW = (Change.NEW, Change.MOVED, Change.REMOVED, Change.RESTORED)

_NOT_KNOWN = "no calendar says on which data its dates rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataChange:
    """What of the data is another, and which dates are."""

    causes: tuple[str, ...]
    revisions: tuple[Revision, ...]


def versions(plan: Plan) -> Versions:
    """Say what a plan's dates rest on; with no holidays, on no version of them."""
    return Versions(
        careplan=__version__,
        tzdata=RELEASE,
        holidays=_holidays(plan),
        site=plan.site_digest,
    )


def data_change(
    memory: StreamRegister | None, issue: Issue, *, is_rebuilt: bool = False
) -> DataChange | None:
    """Find dates that are new while other data may be all that changed.

    What a rebuilt memory rested on is not known, so it counts as other data.
    """
    if memory is None:
        return None
    before, after = memory.versions, issue.memory.versions
    causes = (_NOT_KNOWN,) if is_rebuilt else tuple(_causes(before, after))
    revisions = tuple(
        one
        for one in issue.revisions
        if one.change in _DATED_ANEW
        or (one.change is Change.REISSUED and one.before != one.after)
        or (before.tzdata != after.tzdata and _may_have_another_instant(one))
    )
    if not causes or not revisions:
        return None
    return DataChange(causes=causes, revisions=revisions)


def _may_have_another_instant(one: Revision) -> bool:
    timed = one.after is not None and one.after.is_timed
    return one.change is Change.CHANGED and timed


def _holidays(plan: Plan) -> str:
    return release() if plan.site is not None and plan.site.holidays else ""


def _causes(before: Versions, after: Versions) -> Iterator[str]:
    """Name the data that differ; what one side does not use at all is an edit."""
    for name, old, new in (
        ("tzdata", before.tzdata, after.tzdata),
        ("holidays", before.holidays, after.holidays),
    ):
        if old and new and old != new:
            yield f"{name} {old} is now {new}"
    if before.site and after.site and before.site != after.site:
        yield "the site file is another"
