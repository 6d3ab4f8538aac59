"""What was found wrong, with the documents it was found in."""

from __future__ import annotations

from dataclasses import replace

from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, Severity, has_errors
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Diagnostics, and the texts a report draws their places from.

    `personal` names the documents about a person: their values are never shown.
    `doubts` are warnings about the text of a program, which its author reads in
    `check`; whoever only uses the program is told how many there are.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()
    sources: tuple[Source, ...] = ()
    personal: frozenset[str] = frozenset()

    def __add__(self, other: Found) -> Found:
        """Put two together; one cause stays one diagnostic."""
        diagnostics = dict.fromkeys(self.diagnostics + other.diagnostics)
        doubts = dict.fromkeys(self.doubts + other.doubts)
        sources = dict.fromkeys(self.sources + other.sources)
        return Found(
            diagnostics=tuple(diagnostics),
            doubts=tuple(doubts),
            sources=tuple(sources),
            personal=self.personal | other.personal,
        )

    @property
    def in_full(self) -> Found:
        """Give the same with the doubts among the diagnostics."""
        return replace(self, diagnostics=self.diagnostics + self.doubts, doubts=())

    @property
    def has_errors(self) -> bool:
        """Say whether anything here forbids writing."""
        return has_errors(self.diagnostics)

    @property
    def has_warnings(self) -> bool:
        """Say whether there is a warning."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


def found(*diagnostics: Diagnostic) -> Found:
    """Find these, in no document that could be read."""
    return Found(diagnostics=diagnostics)
