"""What a linter notes: the same thing once, with how often and where else.

A note names a line and never repeats what stands there: the calendar may be anybody's.
How bad a thing is, the catalogue says.
"""

from __future__ import annotations

from dataclasses import replace

from careplan.language.catalogue import CODES
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity

# Lines that are named besides the first one.
MOST_NAMED = 5
# Far more than there are things to say of one calendar.
MOST_NOTES = 1_000


class Notes:
    """The notes about one file, in the order they were made."""

    __slots__ = ("_counts", "_file", "_further", "_notes")

    def __init__(self, file: str) -> None:
        """Begin with none."""
        self._file = file
        self._notes: dict[tuple[str, str], Diagnostic] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._further: dict[tuple[str, str], list[int]] = {}

    def add(
        self, code: str, line: int, message: str, advice: str = "", *, column: int = 1
    ) -> None:
        """Note something on a line; the same again is only counted."""
        key = (code, message)
        if key in self._notes:
            self._counts[key] += 1
            further = self._further[key]
            if len(further) < MOST_NAMED and line not in further:
                further.append(line)
        elif len(self._notes) < MOST_NOTES:
            self._counts[key] = 1
            self._further[key] = []
            place = Place(file=self._file, position=(line, column))
            self._notes[key] = Diagnostic(
                code=code,
                severity=CODES[code].severity,
                message=message,
                primary=Label(place=place),
                help=(advice,) if advice else (),
            )

    def has(self, code: str) -> bool:
        """Say whether anything is noted under a code."""
        return any(noted == code for noted, _ in self._notes)

    def keep(self, code: str) -> None:
        """Forget all but the notes of one code."""
        self._notes = {key: note for key, note in self._notes.items() if key[0] == code}

    def all(self) -> tuple[Diagnostic, ...]:
        """Give them as what people are told."""
        notes = tuple(
            replace(note, count=self._counts[key], notes=self._where_else(key))
            for key, note in self._notes.items()
        )
        if len(notes) < MOST_NOTES:
            return notes
        rest = Diagnostic(
            code="too-many-problems",
            message=f"the file has more problems than these {MOST_NOTES:,}",
            severity=Severity.NOTE,
            primary=Label(place=Place(file=self._file)),
        )
        return (*notes, rest)

    def _where_else(self, key: tuple[str, str]) -> tuple[str, ...]:
        further = self._further[key]
        if not further:
            return ()
        lines = ", ".join(map(str, further))
        more = self._counts[key] - 1 > len(further)
        word = "line" if further[1:] == [] else "lines"
        return (f"also in {word} {lines}" + (", …" if more else ""),)
