"""The only place that opens, locks and replaces files.

What can go wrong with a file is part of the input, so every function here answers
with a diagnostic and never with an exception of the operating system.  Reading is
bounded and takes regular files only; writing is all or nothing.  What the bytes mean
is nobody's business here.
"""

# pathlib is not loaded to read a file: that would be a tenth of a `check`.
# ruff: noqa: PTH112, PTH117, PTH118, PTH123

from __future__ import annotations

import errno
import fcntl
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.value import dataclass

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000
LIMIT = MEGABYTE
STANDARD_INPUT = "-"

_TEMPORARY = ".tmp"
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_READING = os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK
_CREATING = os.O_WRONLY | os.O_CLOEXEC | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_LOCKING = os.O_RDWR | os.O_CLOEXEC | os.O_CREAT | os.O_NOFOLLOW

# A full disk, a quota and a file size limit are one thing to a person: no room.
_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file to be written and what shall stand in it."""

    path: Path
    data: bytes


def read(
    name: str, *, limit: int = LIMIT, label: Label | None = None
) -> bytes | Diagnostic:
    """Read a regular file of at most `limit` bytes, or standard input for `-`.

    `label` is the place that names the file, where a document does.
    """
    label = label or Label(place=Place(file=name))
    try:
        data = _read_some(name, limit + 1)
    except OSError as error:
        return _unreadable(name, error, label)
    if len(data) <= limit:
        return data
    return Diagnostic(
        code="too-large",
        message=f"`{name}` is larger than {_size(limit)}",
        primary=label,
    )


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
    return _outside(relative, label)


def relate(name: str, folder: Path) -> str | Diagnostic:
    """Give the relative path by which a document in this folder names a file."""
    root, found = os.path.realpath(folder), os.path.realpath(name)
    if os.path.commonpath((root, found)) == root:
        return os.path.relpath(found, root)
    return _outside(name, Label(place=Place(file=name)))


def from_here(name: str) -> str:
    """Name a file from the working directory, with slashes, wherever it lies."""
    return os.path.relpath(name or os.curdir).replace(os.sep, "/")


def followed(path: Path) -> Path:
    """Give the file that a symbolic link leads to, anything else as it is named."""
    return _real(path) if path.is_symlink() else path


def is_folder(name: str) -> bool:
    """Say whether this is a folder."""
    return os.path.isdir(name)


def exists(path: Path) -> bool:
    """Say whether anything has this name, be it a dangling link."""
    return os.path.lexists(path)


def taken(path: Path) -> Diagnostic | None:
    """Say it if a file that is to be made is there already."""
    return _exists_already(path) if exists(path) else None


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
        found.append(_unreadable(name, error, Label(place=Place(file=name))))

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


def beginning(path: Path, size: int) -> bytes:
    """Read the first bytes of a regular file; none of what cannot be read."""
    try:
        return _read_some(str(path), size)
    except OSError:
        return b""


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
        return _unwritable(one.target.path, error)
    finally:
        for one in staged:
            one.clean_up()
    return None


def sweep(paths: tuple[Path, ...]) -> None:
    """Remove what killed writers of these files left behind; call it under the lock."""
    for path in paths:
        final = _real(path)
        for left in beside(final, _TEMPORARY):
            if left.name.startswith(f".{final.name}."):
                _take_away(left)


@contextmanager
def locked(path: Path) -> Iterator[Diagnostic | None]:
    """Keep other careplan commands from working on this file meanwhile.

    Gives a diagnostic, `locked` if one of them does already.  The lock file beside
    it goes away at the end; after a crash it stays and means nothing.
    """
    # Not `with_name`: the folder one is in has no name.
    lock = path.parent / f".{path.name}.lock"
    try:
        descriptor = _lock(lock)
    except BlockingIOError:
        yield Diagnostic(
            code="locked",
            message=f"another careplan command is working on `{path}`",
            primary=Label(place=Place(file=str(path))),
            help=("nothing was changed; try again in a moment",),
        )
        return
    except OSError as error:
        yield _unwritable(path, error)
        return
    try:
        yield None
    finally:
        lock.unlink(missing_ok=True)
        os.close(descriptor)


def _read_some(name: str, size: int) -> bytes:
    """Read up to `size` bytes, and never wait for a pipe's other end to open."""
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "it is closed")
        return sys.stdin.buffer.read(size)
    if "\0" in name:
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    descriptor = os.open(name, _READING)
    with open(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise OSError(errno.EISDIR, "it is a folder")
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        return file.read(size)


class _Staged:
    """A target and its new content beside it, under a name of its own."""

    def __init__(self, target: Target) -> None:
        self.target = target
        # A link stays a link: what it leads to is replaced.
        self.final = _real(target.path)
        unique = os.urandom(6).hex()
        self.temporary = self.final.with_name(
            f".{self.final.name}.{unique}{_TEMPORARY}"
        )

    def write(self) -> None:
        """Write the bytes out and bring them to the disk."""
        self.final.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        old = _replaceable(self.final)
        descriptor = os.open(self.temporary, _CREATING, _PRIVATE_FILE)
        with open(descriptor, "wb") as file:
            file.write(self.target.data)
            file.flush()
            if old is not None:
                _keep_owner(descriptor, old)
            os.fsync(descriptor)

    def clean_up(self) -> None:
        """Take the temporary file away, if it still exists."""
        _take_away(self.temporary)


def _take_away(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        # Its folder went away or became read-only, or a folder has this name: there
        # is nothing to save, and nothing that stands in the way.
        return


def _real(path: Path) -> Path:
    """Follow links, as far as they lead; a path joined to an absolute one is that."""
    return path / os.path.realpath(path)


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


def _lock(lock: Path) -> int:
    """Open and lock; again, if the one before us just took the file away."""
    while True:
        descriptor = os.open(lock, _LOCKING, _PRIVATE_FILE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), lock.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _outside(name: str, label: Label) -> Diagnostic:
    return Diagnostic(
        code="outside-tree",
        message=f"`{name}` lies outside of the folder of the file that names it",
        primary=label,
        help=("what a file names lies in its own folder or in one below it",),
    )


def _exists_already(path: Path) -> Diagnostic:
    return Diagnostic(
        code="file-exists",
        message=f"`{path}` exists already",
        primary=Label(place=Place(file=str(path))),
        help=("choose another name, or move the file away first",),
    )


def _unreadable(name: str, error: OSError, label: Label) -> Diagnostic:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Diagnostic(
            code="file-missing", message=f"`{name}` does not exist", primary=label
        )
    return Diagnostic(
        code="file-unreadable",
        message=f"`{name}` cannot be read: {_reason(error)}",
        primary=label,
    )


def _unwritable(path: Path, error: OSError) -> Diagnostic:
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


def _size(limit: int) -> str:
    megabytes, rest = divmod(limit, MEGABYTE)
    return f"{limit} bytes" if rest else f"{megabytes} MB"
