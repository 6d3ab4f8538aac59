"""The register on disk: what an enrolment's streams handed out, beside the enrolment.

`a17.toml` has `a17.issued.toml`.  The machine owns it, so whatever is wrong with it is
said in one sentence and nothing is guessed: the way back is the last good copy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import tomli_w

from careplan import files
from careplan.issue.register import from_document, to_document
from careplan.issue.table import DamagedRegisterError
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Enrolment
from careplan.model.register import Register
from careplan.workspace.documents import REGISTER_SUFFIX

# Ten thousand entries of some three hundred bytes each, in each of ten streams.
_LIMIT = 32 * files.MEGABYTE
_REBUILD = (
    "or move it away and rebuild it: `careplan export` with `--since` and the newest"
    " calendar that was handed out"
)
# Enough for the comment and the two keys at the top.
_TOP = 1000
_ENROLMENT = re.compile(rb'^enrolment = "([^"\n]+)"', re.MULTILINE)
_HEADER = """\
# Written by careplan: what was handed out under which identity.  Calendars that were
# given away rest on it, so keep it beside the enrolment and do not edit it.

"""


def register_path(enrolment: Path) -> Path:
    """Say where an enrolment's register is."""
    return enrolment.with_name(f"{enrolment.stem}{REGISTER_SUFFIX}")


def recall(path: Path, enrolment: Enrolment) -> Register | Diagnostic:
    """Read the register of an enrolment; an empty one before its first issue."""
    name = str(register_path(path))
    for other in _of_copies(path, enrolment):
        return _copied(other, register_path(path), enrolment)
    if not files.exists(register_path(path)):
        return Register(enrolment=enrolment.id)
    data = files.read(name, limit=_LIMIT)
    if isinstance(data, Diagnostic):
        return data
    register = read_register(name, data)
    if isinstance(register, Diagnostic) or register.enrolment == enrolment.id:
        return register
    return Diagnostic(
        code="register-of-another",
        message=f"`{name}` belongs to another enrolment",
        primary=Label(place=Place(file=enrolment.place.file, path=("id",))),
        help=(
            "an enrolment keeps its `id` and its register for ever",
            "who was enrolled by copying a file needs an `id` of their own",
        ),
    )


def read_register(name: str, data: bytes) -> Register | Diagnostic:
    """Read a register from its bytes."""
    try:
        return from_document(tomllib.loads(data.decode("utf-8")))
    except DamagedRegisterError as error:
        return _damaged(name, error.reason)
    except (ValueError, RecursionError):
        # Of TOML, of UTF-8, of a number with thousands of digits.
        return _damaged(name, "it is not a TOML document")


def _of_copies(path: Path, enrolment: Enrolment) -> Iterator[Path]:
    """Find this enrolment's register under another name, as a copied file leaves it.

    A copy of a register that no enrolment goes with is a backup.
    """
    own = register_path(path)
    for other in files.beside(own, REGISTER_SUFFIX):
        named = _ENROLMENT.search(files.beginning(other, _TOP))
        if named is None or named[1].decode(errors="replace") != enrolment.id:
            continue
        copied = other.name.removesuffix(REGISTER_SUFFIX) + path.suffix
        if not files.exists(own) or files.exists(path.with_name(copied)):
            yield other


def _copied(other: Path, own: Path, enrolment: Enrolment) -> Diagnostic:
    return Diagnostic(
        code="register-of-another",
        message=f"`{other}` is the register of the same enrolment",
        primary=Label(place=Place(file=enrolment.place.file, path=("id",))),
        help=(
            "who was enrolled by copying a file needs an `id` of their own",
            f"of an enrolment that was renamed, rename the register to `{own.name}`",
        ),
    )


def written(register: Register) -> bytes:
    """Write a register as the bytes of its file."""
    return (_HEADER + tomli_w.dumps(to_document(register))).encode("utf-8")


def _damaged(name: str, reason: str) -> Diagnostic:
    return Diagnostic(
        code="damaged-register",
        message=f"the register `{name}` cannot be trusted: {reason}",
        primary=Label(place=Place(file=name)),
        help=(
            "put back the last good copy",
            _REBUILD,
        ),
    )
