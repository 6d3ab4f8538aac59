"""One thing wrong, as a value: what, where, and what would be right.

A diagnostic names its place by a path of keys and indexes into a document, never by
line and column; only the report that draws it looks those up.  The English is
written where the rule lives and drawn once, in `render`.
"""

from __future__ import annotations

from enum import StrEnum

from careplan.model.value import dataclass

Path = tuple[str | int, ...]


class Severity(StrEnum):
    """How bad it is: only an error keeps results from being written."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Part(StrEnum):
    """Which part of the thing a path leads to is meant."""

    KEY = "key"
    VALUE = "value"
    HEADER = "header"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot in a document: a key, a value, some characters of it, or a table header.

    `file` is the document's name as the user gave it.  `within` selects characters
    (start, end) of a text value.  `position` is (line, column), both from 1, and
    stands instead of the path where a document could not be read at all.
    """

    file: str
    path: Path = ()
    part: Part = Part.VALUE
    within: tuple[int, int] | None = None
    position: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A place with a few words to write beside the carets."""

    place: Place
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing wrong.  `code` is stable for ever and explained by `explain CODE`.

    `notes` are what else is known of it, `help` what would be right; `count` is how
    often it was found, this time included.
    """

    code: str
    message: str
    severity: Severity = Severity.ERROR
    primary: Label | None = None
    related: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    count: int = 1


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Say whether anything among these forbids writing."""
    return any(found.severity is Severity.ERROR for found in diagnostics)
