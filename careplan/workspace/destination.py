"""Where a calendar goes: the files it becomes, and those it leaves behind.

A file stands under one name, its parts in a folder beside it.  A feed stands under its
secret.  What has no place any more is taken away last, when all the rest is in place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from careplan import files
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.workspace import feeding
from careplan.workspace.exporting import Prepared

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


class Delivery(NamedTuple):
    """A calendar that is ready, and where it goes."""

    prepared: Prepared
    there: Destination


def deliver(
    several: tuple[Delivery, ...], message: files.Target | None = None
) -> Diagnostic | None:
    """Write the calendars of a plan to where they go, and take away what they replace.

    The secrets of feeds come first, so that a run that was cut short is gone on with
    under the same name; then the register, then the calendars.  Whatever was cut short,
    the same command brings to its end.
    """
    feeds = next(
        (one.there.feeds for one in reversed(several) if one.there.feeds), None
    )
    problem = None if feeds is None else feeding.keep(feeds)
    problem = problem or _write(several, message)
    if problem is None and feeds is not None:
        problem = feeding.retire(feeds)
    for one in several:
        problem = problem or _clear(one)
    return problem


def _write(
    several: tuple[Delivery, ...], message: files.Target | None
) -> Diagnostic | None:
    """Write the register and the calendars; what says so already is left alone.

    A message comes first of all: once the register knows of a change, no later run
    would tell of it.
    """
    calendars = [target for one in several for target in _targets(one)]
    targets = [one for one in calendars if not files.holds(one)]
    register = several[0].prepared.register
    if register is not None:
        files.sweep((register, *(one.path for one in calendars)))
        kept = [memory for one in several if (memory := one.prepared.memory)]
        targets[:0] = kept[-1:]  # the last one knows of all the others
    if message is not None:
        files.sweep((message.path,))
        targets.insert(0, message)
    return files.replace_all(tuple(targets))


def _targets(one: Delivery) -> tuple[files.Target, ...]:
    prepared, there = one
    if there.feeds is not None:
        return feeding.targets(there.feeds, there.role, prepared.data)
    whole = files.Target(path=there.path, data=prepared.data)
    number = len(prepared.parts)
    parts = (
        files.Target(path=there.part(n, number), data=data)
        for n, data in enumerate(prepared.parts, 1)
    )
    return whole, *parts


def _clear(one: Delivery) -> Diagnostic | None:
    """Take away parts of an earlier calendar: an old one must not be handed on."""
    there, number = one.there, len(one.prepared.parts)
    if there.feeds is not None:
        return None
    kept = {there.part(n, number) for n in range(1, number + 1)}
    for path in files.beside(there.parts / PARTS, ".ics"):
        if path not in kept and _PART.fullmatch(path.name):
            problem = files.withdraw(path)
            if problem is not None:
                return problem
    return None
