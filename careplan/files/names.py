"""Names of files: where they lead to, what is there, and what may be named at all."""

# pathlib is not loaded to read a file: that would be a tenth of a `check`.
# ruff: noqa: PTH112, PTH117, PTH118

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from careplan.files.trouble import exists_already, outside, unreadable
from careplan.model.diagnostic import Diagnostic, Label, Place

if TYPE_CHECKING:
    from pathlib import Path

STANDARD_INPUT = "-"


def resolve(folder: Path, relative: str, *, label: Label) -> Path | Diagnostic:
    """Find a file that a document names; it must lie in the document's folder tree.

    Symbolic links count as where they lead to: a file received from somebody else
    must not be able to make careplan read what lies elsewhere.
    """
    if "\0" not in relative and not os.path.isabs(relative):
        root, found = os.path.realpath(folder), os.path.realpath(folder / relative)
        # Standard input is no file of the folder, however it is spelled.
        is_input = os.path.normpath(relative) == STANDARD_INPUT
        if os.path.commonpath((root, found)) == root and not is_input:
            return folder / relative
    return outside(relative, label)


def relate(name: str, folder: Path) -> str | Diagnostic:
    """Give the relative path by which a document in this folder names a file."""
    root, found = os.path.realpath(folder), os.path.realpath(name)
    if os.path.commonpath((root, found)) == root:
        return os.path.relpath(found, root)
    return outside(name, Label(place=Place(file=name)))


def from_here(name: str) -> str:
    """Name a file from the working directory, with slashes, wherever it lies."""
    return os.path.relpath(name or os.curdir).replace(os.sep, "/")


def from_there(path: Path, folder: Path) -> str:
    """Name a file from a folder, with slashes, wherever both lie."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def followed(path: Path) -> Path:
    """Give the file that a symbolic link leads to, anything else as it is named."""
    return real(path) if path.is_symlink() else path


def is_folder(name: str) -> bool:
    """Say whether this is a folder."""
    return os.path.isdir(name)


def is_same(one: Path, other: Path) -> bool:
    """Say whether two names lead to one place, be it there or not."""
    return os.path.realpath(one) == os.path.realpath(other)


def exists(path: Path) -> bool:
    """Say whether anything has this name, be it a dangling link."""
    return os.path.lexists(path)


def taken(path: Path) -> Diagnostic | None:
    """Say it if a file that is to be made is there already."""
    return exists_already(path) if exists(path) else None


def find(folder: str, suffix: str) -> tuple[str, ...]:
    """List the files below a folder whose names end in `suffix`, in order of name.

    Hidden folders and files are passed over, links to folders are not followed.
    """
    found = search(folder, suffix)
    return tuple(name for name in found if not isinstance(name, Diagnostic))


def search(folder: str, suffix: str) -> tuple[str | Diagnostic, ...]:
    """List the same as `find`, and say of which folders nothing can be listed."""
    found: list[str | Diagnostic] = []

    def unlisted(error: OSError) -> None:
        name = str(error.filename)
        found.append(unreadable(name, error, Label(place=Place(file=name))))

    for where, folders, names in os.walk(folder, onerror=unlisted):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (
            os.path.join(where, name)
            for name in sorted(names)
            if name.endswith(suffix) and not name.startswith(".")
        )
    return tuple(found)


def beside(path: Path, suffix: str) -> tuple[Path, ...]:
    """List what else in a file's folder has a name that ends so, in order of name."""
    try:
        names = sorted(os.listdir(path.parent))  # noqa: PTH208 - see above
    except OSError:
        return ()
    return tuple(
        path.with_name(name)
        for name in names
        if name.endswith(suffix) and name != path.name
    )


def real(path: Path) -> Path:
    """Follow links, as far as they lead; a path joined to an absolute one is that."""
    return path / os.path.realpath(path)
