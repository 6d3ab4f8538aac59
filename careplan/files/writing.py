"""Writing: all or nothing, first beside the target and then in its place.

What is private is so from its first byte on.
"""

# ruff: noqa: PTH123 - as in `names`

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from careplan.files.names import beside, exists, real, taken
from careplan.files.reading import beginning
from careplan.files.trouble import unwritable
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass

if TYPE_CHECKING:
    from pathlib import Path

_TEMPORARY = ".tmp"
PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
# For a web server: it may open what it is asked for by name, and list nothing.
_PUBLIC_FILE = 0o644
_PUBLIC_FOLDER = 0o711
_CREATING = os.O_WRONLY | os.O_CLOEXEC | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file to be written and what shall stand in it.

    One that is public may be read by others, and its folders, where they are made,
    be gone through, but not listed.
    """

    path: Path
    data: bytes
    is_public: bool = False


def holds(target: Target) -> bool:
    """Say whether a file says already what it is to say."""
    size = len(target.data) + 1
    return exists(target.path) and beginning(target.path, size) == target.data


def create(target: Target) -> Diagnostic | None:
    """Write a file that must not exist yet; call it under the lock."""
    return taken(target.path) or replace_all((target,))


def replace_all(targets: tuple[Target, ...]) -> Diagnostic | None:
    """Write files, each all or nothing, and in this order.

    All of them are first written out beside their targets, so a full disk is met
    before anything is replaced.  A replaced file keeps its owner and its mode.
    """
    staged = [_Staged(target) for target in targets]
    try:
        for one in staged:
            one.write()
        for one in staged:
            one.temporary.replace(one.final)
            _settle(one.final.parent)
    except OSError as error:
        return unwritable(one.target.path, error)
    finally:
        for one in staged:
            one.clean_up()
    return None


def sweep(paths: tuple[Path, ...]) -> None:
    """Remove what killed writers of these files left behind; call it under the lock."""
    for path in paths:
        final = real(path)
        for left in beside(final, _TEMPORARY):
            if left.name.startswith(f".{final.name}."):
                _take_away(left)


def withdraw(path: Path) -> Diagnostic | None:
    """Remove a file and, if nothing else is in it, its folder; gone is gone."""
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
            _settle(path.parent.parent)
    except OSError as error:
        return unwritable(path, error)
    return None


class _Staged:
    """A target and its new content beside it, under a name of its own."""

    def __init__(self, target: Target) -> None:
        self.target = target
        # A link stays a link: what it leads to is replaced.
        self.final = real(target.path)
        unique = os.urandom(6).hex()
        self.temporary = self.final.with_name(
            f".{self.final.name}.{unique}{_TEMPORARY}"
        )

    def write(self) -> None:
        """Write the bytes out and bring them to the disk."""
        _make_folder(self.final.parent, is_public=self.target.is_public)
        old = _replaceable(self.final)
        descriptor = os.open(self.temporary, _CREATING, PRIVATE_FILE)
        with open(descriptor, "wb") as file:
            file.write(self.target.data)
            file.flush()
            if old is not None:
                _keep_owner(descriptor, old)
            elif self.target.is_public:
                os.fchmod(descriptor, _PUBLIC_FILE)
            os.fsync(descriptor)

    def clean_up(self) -> None:
        """Take the temporary file away, if it still exists."""
        _take_away(self.temporary)


def _make_folder(folder: Path, *, is_public: bool) -> None:
    """Make a folder and those above it, whatever the umask where others go through."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    for one in missing if is_public else ():
        one.chmod(_PUBLIC_FOLDER)


def _take_away(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        # Its folder went away or became read-only, or a folder has this name: there
        # is nothing to save, and nothing that stands in the way.
        return


def _replaceable(final: Path) -> os.stat_result | None:
    """Look at the file about to be replaced, or None; raise if it must not be."""
    try:
        old = final.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise OSError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    # A rename asks only the folder; who made the file read-only meant something.
    if not os.access(final, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return old


def _keep_owner(descriptor: int, old: os.stat_result) -> None:
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except PermissionError as error:
            reason = "its owner and group cannot be kept"
            raise PermissionError(errno.EPERM, reason) from error
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _settle(folder: Path) -> None:
    """Bring a rename to the disk: it is the folder that changed."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
