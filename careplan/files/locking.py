"""Locking: two commands at once never work on one file."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from careplan.files.trouble import unwritable
from careplan.files.writing import PRIVATE_FILE
from careplan.model.diagnostic import Diagnostic, Label, Place

if TYPE_CHECKING:
    from pathlib import Path

_LOCKING = os.O_RDWR | os.O_CLOEXEC | os.O_CREAT | os.O_NOFOLLOW


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
        yield unwritable(path, error)
        return
    try:
        yield None
    finally:
        lock.unlink(missing_ok=True)
        os.close(descriptor)


def _lock(lock: Path) -> int:
    """Open and lock; again, if the one before us just took the file away."""
    while True:
        descriptor = os.open(lock, _LOCKING, PRIVATE_FILE)
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
