"""Documents on disk: read, and recognised by what stands at their top level.

Nobody says on the command line what kind of file a file is, so its tables do.  A file
that could be anything is taken for a program: that gives the most helpful complaint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from careplan import files
from careplan.language.document import parse
from careplan.language.source import Source, read_source
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.value import dataclass
from careplan.workspace.found import Found, found
from careplan.workspace.personal import is_of_a_person, may_be_of_a_person

CASES_SUFFIX = ".cases.toml"
REGISTER_SUFFIX = ".issued.toml"
FEEDS_SUFFIX = ".feeds.toml"
_STANDARD_INPUT = "<stdin>"


class Kind(StrEnum):
    """The kinds of file, in the words people use for them."""

    PROGRAM = "a program"
    ENROLMENT = "an enrolment"
    SITE = "a site file"
    CASES = "a file of cases"
    REGISTER = "a register"


_OF_A_PROGRAM = frozenset("activities phases schedule roles".split())
_OF_AN_ENROLMENT = frozenset(
    "start pin person team choices facts calendars ledger".split()
)
# What stands at the top of each kind of file; the first that fits decides.
_KNOWN_BY: tuple[tuple[frozenset[str], Kind], ...] = (
    (frozenset(("case",)), Kind.CASES),
    (frozenset(("program",)), Kind.PROGRAM),
    (_OF_AN_ENROLMENT, Kind.ENROLMENT),
    (_OF_A_PROGRAM | {"decisions"}, Kind.PROGRAM),
    (frozenset(("id",)), Kind.ENROLMENT),
    (frozenset("open hours holidays closed timezone".split()), Kind.SITE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A file as read: its name, bytes, text, and what TOML makes of it."""

    name: str
    data: bytes
    source: Source
    tables: Mapping[str, object] = field(compare=False)

    @property
    def kind(self) -> Kind:
        """Recognise the file."""
        return _kind(self.name, self.tables)

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the bytes, in hexadecimal."""
        from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL, `check` needs none

        return sha256(self.data).hexdigest()

    @property
    def found(self) -> Found:
        """Give the text to a report, with nothing wrong so far."""
        return _in_report(self.source, is_personal=_is_personal(self))


def load(name: str, *, label: Label | None = None) -> tuple[Loaded | None, Found]:
    """Read a TOML file; `label` is the place that names it, where a document does."""
    data = files.read(name, label=label)
    if isinstance(data, Diagnostic):
        return None, found(data)
    name = _STANDARD_INPUT if name == files.STANDARD_INPUT else name
    source, diagnostics = read_source(name, data)
    if source is None:
        return None, Found(diagnostics=diagnostics)
    tables, diagnostics = parse(source)
    if tables is None:
        is_personal = may_be_of_a_person(source.text)
        shown = _in_report(source, is_personal=is_personal)
        return None, shown + found(*diagnostics)
    # What else `parse` has to say, the decoder says again.
    loaded = Loaded(name=name, data=data, source=source, tables=tables)
    return loaded, loaded.found


def _is_personal(loaded: Loaded) -> bool:
    kind = loaded.kind
    return kind is Kind.ENROLMENT or is_of_a_person(
        loaded.tables, is_site=kind is Kind.SITE, is_cases=kind is Kind.CASES
    )


def _in_report(source: Source, *, is_personal: bool) -> Found:
    personal = frozenset((source.name,) if is_personal else ())
    return Found(sources=(source,), personal=personal)


def _kind(name: str, tables: Mapping[str, object]) -> Kind:
    keys = tables.keys()
    if name.endswith(CASES_SUFFIX):
        return Kind.CASES
    if name.endswith(REGISTER_SUFFIX):
        return Kind.REGISTER
    # A file that names a program is a person's, unless all else in it is a program's.
    program = tables.get("program")
    if program is not None and not isinstance(program, dict | list):
        of_a_person = keys & (_OF_AN_ENROLMENT | {"timezone"})
        is_program = keys & _OF_A_PROGRAM and not of_a_person
        return Kind.PROGRAM if is_program else Kind.ENROLMENT
    kinds = (kind for known, kind in _KNOWN_BY if keys & known)
    return next(kinds, Kind.PROGRAM)
