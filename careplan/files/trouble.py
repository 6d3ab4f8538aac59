"""What can go wrong with a file, in words: never an exception of the system."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from careplan.model.diagnostic import Diagnostic, Label, Place

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000

# A full disk, a quota and a file size limit are one thing to a person: no room.
_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


def exists_already(path: Path) -> Diagnostic:
    """Say that there is a file where one is to be made."""
    return Diagnostic(
        code="file-exists",
        message=f"`{path}` exists already",
        primary=Label(place=Place(file=str(path))),
        help=("choose another name, or move the file away first",),
    )


def outside(name: str, label: Label) -> Diagnostic:
    """Say that a document names what is none of its business."""
    return Diagnostic(
        code="outside-tree",
        message=f"`{name}` lies outside of the folder of the file that names it",
        primary=label,
        help=("what a file names lies in its own folder or in one below it",),
    )


def unreadable(name: str, error: OSError, label: Label) -> Diagnostic:
    """Say why a file cannot be read."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Diagnostic(
            code="file-missing", message=f"`{name}` does not exist", primary=label
        )
    return Diagnostic(
        code="file-unreadable",
        message=f"`{name}` cannot be read: {_reason(error)}",
        primary=label,
    )


def unwritable(path: Path, error: OSError) -> Diagnostic:
    """Say why a file cannot be written."""
    full = error.errno in _NO_ROOM
    return Diagnostic(
        code="disk-full" if full else "file-unwritable",
        message=f"`{path}` cannot be written: {_reason(error)}",
        primary=Label(place=Place(file=str(path))),
        help=("make room and run the same command again",) if full else (),
    )


def _reason(error: OSError) -> str:
    text = error.strerror or type(error).__name__
    return text[:1].lower() + text[1:]


def megabytes(limit: int) -> str:
    """Spell a size."""
    megabytes, rest = divmod(limit, MEGABYTE)
    return f"{limit} bytes" if rest else f"{megabytes} MB"
