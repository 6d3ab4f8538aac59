"""Located diagnostics: every place made a line and columns, all of them in order.

The one step from paths to positions, shared by the drawn report and the records.
"""

from __future__ import annotations

from collections.abc import Mapping

from careplan.language.spans import Span, Spans
from careplan.model.diagnostic import Diagnostic, Label, Path
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A label where it stands; the span is None in a file whose text is not known.

    `is_whole` says that the file as such is meant, so there is no line to show.
    """

    file: str
    path: Path
    span: Span | None
    note: str
    is_primary: bool
    is_whole: bool

    @property
    def position(self) -> tuple[int, int]:
        """Give line and column, both 0 where they are not known."""
        return (0, 0) if self.span is None else (self.span.line, self.span.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A diagnostic and its spots, the primary one first if there is one."""

    diagnostic: Diagnostic
    spots: tuple[Spot, ...]

    @property
    def order(self) -> tuple[str, tuple[int, int], str, str]:
        """Sort by file, line, column and code (and at last by what is said)."""
        code, message = self.diagnostic.code, self.diagnostic.message
        if not self.spots:
            return "", (0, 0), code, message
        return self.spots[0].file, self.spots[0].position, code, message


def located(
    diagnostics: tuple[Diagnostic, ...], texts: Mapping[str, str]
) -> tuple[Located, ...]:
    """Find the lines and columns of all diagnostics, and sort them."""
    spans = {name: Spans(text) for name, text in texts.items()}
    found = [
        Located(
            diagnostic=one,
            spots=tuple(
                _spot(label, spans, is_primary=label is one.primary)
                for label in (*((one.primary,) if one.primary else ()), *one.related)
            ),
        )
        for one in diagnostics
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def _spot(label: Label, spans: Mapping[str, Spans], *, is_primary: bool) -> Spot:
    place = label.place
    index = spans.get(place.file)
    span = None if index is None else index.find(place)
    if span is None and place.position is not None:
        line, column = place.position
        span = Span(line=line, column=column, end_line=line, end_column=column)
    return Spot(
        file=place.file,
        path=place.path,
        span=span,
        note=label.note,
        is_primary=is_primary,
        is_whole=not place.path and place.position is None,
    )
