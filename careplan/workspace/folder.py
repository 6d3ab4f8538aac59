"""A folder of enrolments: the files of those that are looked after together."""

from __future__ import annotations

from careplan import files
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.workspace.documents import (
    CASES_SUFFIX,
    FEEDS_SUFFIX,
    REGISTER_SUFFIX,
    Kind,
    load,
)

_SUFFIX = ".toml"
_MACHINES = (CASES_SUFFIX, REGISTER_SUFFIX, FEEDS_SUFFIX)


def enrolments(folder: str) -> tuple[str | Diagnostic, ...]:
    """List the enrolments in a folder and below it, in order of name.

    What is hidden is passed over, as are programs, sites, cases and registers.  A file
    that cannot be read or is no TOML may be an enrolment and is listed, so that nobody
    is forgotten; so is, as a diagnostic, a folder that cannot be looked into.
    """
    found = files.search(folder, _SUFFIX)
    return tuple(
        one for one in found if isinstance(one, Diagnostic) or _may_be_enrolment(one)
    )


def none_in(folder: str) -> Diagnostic:
    """Say that a folder has none: it may be the wrong one."""
    return Diagnostic(
        code="no-enrolments",
        message=f"there is no enrolment in `{folder}`",
        primary=Label(place=Place(file=folder)),
        help=("`careplan enrol` makes one; hidden files and folders are passed over",),
    )


def _may_be_enrolment(name: str) -> bool:
    if name.endswith(_MACHINES):
        return False
    loaded, _ = load(name)
    return loaded is None or loaded.kind is Kind.ENROLMENT
