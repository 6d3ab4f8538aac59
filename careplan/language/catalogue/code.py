"""One code of the catalogue: what a diagnostic of this kind means, for ever."""

from __future__ import annotations

import textwrap

from careplan.model.diagnostic import Severity
from careplan.model.value import dataclass

_WIDTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code with its one-line summary, its explanation, and an example of each way.

    `severity` is the usual one; a doubtful case of an error may be a warning.
    """

    code: str
    summary: str
    explanation: str
    severity: Severity = Severity.ERROR
    wrong: str = ""
    right: str = ""

    def page(self) -> str:
        """Give the text that `careplan explain CODE` prints."""
        parts = [
            f"{self.severity}[{self.code}]: {self.summary}",
            _wrapped(self.explanation),
        ]
        if self.wrong:
            parts.append(f"Wrong:\n\n{_indented(self.wrong)}")
        if self.right:
            parts.append(f"Right:\n\n{_indented(self.right)}")
        return "\n\n".join(parts) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())
