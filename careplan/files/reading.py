"""Reading: regular files only, and never more than is asked for."""

# ruff: noqa: PTH123 - as in `names`

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

from careplan.files.names import STANDARD_INPUT
from careplan.files.trouble import MEGABYTE, megabytes, unreadable
from careplan.model.diagnostic import Diagnostic, Label, Place

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = MEGABYTE
_READING = os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK


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
        return unreadable(name, error, label)
    if len(data) <= limit:
        return data
    return Diagnostic(
        code="too-large",
        message=f"`{name}` is larger than {megabytes(limit)}",
        primary=label,
    )


def beginning(path: Path, size: int) -> bytes:
    """Read the first bytes of a regular file; none of what cannot be read."""
    try:
        return _read_some(str(path), size)
    except OSError:
        return b""


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
