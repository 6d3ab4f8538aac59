"""What is wrong in a document, collected on the way through it.

A reader never stops at the first mistake: it says what it found at a `Spot` and reads
on.  In a document about a person the messages do not repeat what the text says there
(never echo a participant's name or notes).  Nothing here looks up lines
and columns, and nothing is drawn.
"""

from __future__ import annotations

from typing import NamedTuple

from careplan.model.diagnostic import Diagnostic, Label, Part, Path, Place, Severity

MOST = 1_000
LONGEST_QUOTE = 40


class UnreadableError(ValueError):
    """A small text (an amount, a weekday …) that does not say what it should.

    `{}` in the message stands for the words quoted from the text; `span` selects those
    at fault.  `echoes` says that the advice is made of the text's own words, too.
    """

    def __init__(
        self,
        code: str,
        message: str,
        quoted: str = "",
        *,
        span: tuple[int, int] | None = None,
        advice: str = "",
        echoes: bool = False,
    ) -> None:
        """Carry everything a diagnostic will say."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.quoted = quoted
        self.span = span
        self.advice = advice
        self.echoes = echoes

    def moved(self, by: int) -> UnreadableError:
        """Give the same mistake for a longer text, `by` characters further on."""
        start, end = self.span or (0, len(self.quoted))
        return UnreadableError(
            self.code,
            self.message,
            self.quoted,
            span=(start + by, end + by),
            advice=self.advice,
            echoes=self.echoes,
        )


class TooManyError(Exception):
    """There are so many problems that reading on would help nobody."""


class Findings:
    """The diagnostics of one document, in the order they were found.

    `discreet` keeps the text's own words out of the messages.  After a thousand the
    reading ends, so that a broken file is answered in bounded time.
    """

    __slots__ = ("_found", "discreet", "file")

    def __init__(self, file: str, *, discreet: bool = False) -> None:
        """Begin with nothing found in the document `file`."""
        self.file = file
        self.discreet = discreet
        self._found: dict[Diagnostic, None] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, once.  Raises TooManyError after the last that counts."""
        self._found[diagnostic] = None
        if len(self._found) > MOST:
            raise TooManyError

    def all(self) -> tuple[Diagnostic, ...]:
        """Give everything found."""
        found = tuple(self._found)
        if len(found) <= MOST:
            return found
        rest = Diagnostic(
            code="too-many-problems",
            message=f"the file has more problems than these {MOST:,}",
            severity=Severity.NOTE,
            primary=Label(place=Place(file=self.file)),
        )
        return (*found[:MOST], rest)

    def has_errors(self) -> bool:
        """Say whether anything keeps the document from being used."""
        return any(one.severity is Severity.ERROR for one in self._found)


class Spot(NamedTuple):
    """Where a reader stands: a path in a document, and what to call what is there."""

    findings: Findings
    path: Path
    name: str

    def under(self, key: str) -> Spot:
        """Step to the value of a key."""
        return Spot(self.findings, (*self.path, key), f"`{shortened(key)}`")

    def entry(self, index: int) -> Spot:
        """Step to an element of a list."""
        return Spot(self.findings, (*self.path, index), _entry_of(self.name))

    def place(
        self, part: Part = Part.VALUE, within: tuple[int, int] | None = None
    ) -> Place:
        """Name this spot in a diagnostic."""
        return Place(file=self.findings.file, path=self.path, part=part, within=within)

    def error(
        self,
        code: str,
        message: str,
        quoted: str = "",
        *,
        part: Part = Part.VALUE,
        within: tuple[int, int] | None = None,
        note: str = "",
        related: tuple[Label, ...] = (),
        advice: str = "",
    ) -> None:
        """Say that something is wrong here; `{}` stands for the quoted words."""
        shown = "this" if self.findings.discreet else f"`{shortened(quoted)}`"
        self.findings.add(
            Diagnostic(
                code=code,
                message=message.replace("{}", shown, 1),
                primary=Label(place=self.place(part, within), note=note),
                related=related,
                help=(advice,) if advice else (),
            )
        )

    def unreadable(self, error: UnreadableError, part: Part = Part.VALUE) -> None:
        """Say what the reader of a value found wrong with it."""
        tells = self.findings.discreet and error.echoes
        self.error(
            error.code,
            error.message,
            error.quoted,
            part=part,
            within=error.span,
            advice="" if tells else error.advice,
        )


def shortened(text: str) -> str:
    """Cut a text to what fits a message."""
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[: LONGEST_QUOTE - 1] + "…"


def _entry_of(name: str) -> str:
    return name if name.startswith("an entry of") else f"an entry of {name}"
