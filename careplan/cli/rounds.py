"""Going through many enrolments one after the other: one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add
from typing import Generic, TypeVar

from careplan.cli.output import note
from careplan.cli.progress import watched
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.render.report import counted
from careplan.workspace.documents import Loaded, load
from careplan.workspace.folder import enrolments
from careplan.workspace.found import Found

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Generic[T]):
    """What was found on the way through, and what is wrong with the others."""

    found: tuple[T, ...]
    failed: tuple[str, ...]
    trouble: Found


def in_folder(folder: str) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """List the enrolments in a folder, and say of what nothing can be listed."""
    listed = enrolments(folder)
    names = tuple(one for one in listed if not isinstance(one, Diagnostic))
    return names, tuple(one for one in listed if isinstance(one, Diagnostic))


def went_through(
    names: tuple[str, ...], look: Callable[[Loaded], tuple[T | None, Found]]
) -> Round[T]:
    """Look at one after the other; of those that go well nothing else is told."""
    seen: list[T] = []
    trouble: dict[str, Found] = {}
    for name in watched(names, len(names), "enrolments"):
        loaded, about = load(name)
        one = None
        if loaded is not None:
            one, about = look(loaded)
        if one is None:
            trouble[name] = about
        else:
            seen.append(one)
    return Round(
        found=tuple(seen),
        failed=tuple(trouble),
        trouble=reduce(add, trouble.values(), Found()),
    )


def note_failures(failed: tuple[str, ...], unlisted: tuple[Diagnostic, ...]) -> None:
    """Say in words that what is told is not the whole truth."""
    if failed:
        said = counted(len(failed), "enrolment")
        them = "it" if len(failed) == 1 else "them"
        note(f"{said} could not be read or dated, and nothing of {them} is listed")
    if unlisted:
        note(f"{counted(len(unlisted), 'folder')} could not be looked into")
