"""Colour on a terminal: a handful of ANSI styles, or none at all."""

from __future__ import annotations

from careplan.model.diagnostic import Severity
from careplan.model.value import dataclass

_RESET = "\x1b[0m"
BOLD = "1"
FRAME = "1;34"
RELATED = "36"
SEVERITIES = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.NOTE: "1;36",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Writes text in a style, or as it is where colour is not wanted."""

    colour: bool = False

    def write(self, text: str, style: str) -> str:
        """Wrap a text in a style; nothing is never wrapped."""
        return f"\x1b[{style}m{text}{_RESET}" if self.colour and text else text
