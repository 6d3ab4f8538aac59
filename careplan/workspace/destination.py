"""Where a calendar goes: the files it becomes, and those it leaves behind.

A file stands under one name, its parts in a folder beside it.  A feed stands under its
secret.  What has no place any more is taken away last, when all the rest is in place.
"""

from __future__ import annotations

import re
from pathlib import Path

from careplan import files
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.workspace import feeding
from careplan.workspace.exporting import Prepared, hand_out

PARTS = "-parts"
_PART = re.compile(r"careplan-\d+\.ics")
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """The file a role's calendar becomes, and the plan's feeds if it is one."""

    path: Path
    role: str
    feeds: feeding.Feeds | None = None

    @property
    def feed(self) -> feeding.Feed | None:
        """Give the role's feed, if its calendar is one."""
        return None if self.feeds is None else self.feeds.by_role[self.role]

    @property
    def parts(self) -> Path:
        """Say in which folder the parts lie."""
        return self.path.with_name(f"{self.path.stem}{PARTS}")

    def part(self, number: int, of: int) -> Path:
        """Name a part, counted from one, so that the names sort."""
        digits = max(_FEWEST_DIGITS, len(str(of)))
        return self.parts / f"careplan-{number:0{digits}}.ics"


def deliver(
    prepared: Prepared, there: Destination, message: files.Target | None = None
) -> Diagnostic | None:
    """Write a calendar to where it goes, and take away what it replaces.

    Whatever was cut short, the same command brings to its end.
    """
    problem = hand_out(prepared, _targets(prepared, there), message)
    if problem is not None:
        return problem
    if there.feeds is not None:
        return feeding.retire(there.feeds)
    return _clear(prepared, there)


def _targets(prepared: Prepared, there: Destination) -> tuple[files.Target, ...]:
    if there.feeds is not None:
        return feeding.targets(there.feeds, there.role, prepared.data)
    whole = files.Target(path=there.path, data=prepared.data)
    number = len(prepared.parts)
    parts = (
        files.Target(path=there.part(n, number), data=data)
        for n, data in enumerate(prepared.parts, 1)
    )
    return whole, *parts


def _clear(prepared: Prepared, there: Destination) -> Diagnostic | None:
    """Take away parts of an earlier calendar: an old one must not be handed on."""
    number = len(prepared.parts)
    kept = {there.part(n, number) for n in range(1, number + 1)}
    for path in files.beside(there.parts / PARTS, ".ics"):
        if path not in kept and _PART.fullmatch(path.name):
            problem = files.withdraw(path)
            if problem is not None:
                return problem
    return None
