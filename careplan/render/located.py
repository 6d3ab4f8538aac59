"""Located diagnostics: every place made a line and columns, all of them in order.

The one step from paths to positions, shared by the drawn report and the records.
What is wrong with each of a rule's dates is one diagnostic with a count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careplan.language.spans import Span
from careplan.model.diagnostic import Diagnostic, Label, Path
from careplan.model.value import dataclass
from careplan.render.extent import Page, is_rule

# One cause, such as a time at which the doors are never open, troubles every date of
# a rule.  Other codes may stand twice at one place and mean two things: two keys are
# missing in a table.
_OF_EACH_DATE = frozenset(("no-legal-date",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A label where it stands; the span is None in a file whose text is not known.

    `is_whole` says that the file as such is meant, so there is no line to show;
    `last_line` is that of a rule under a header, which is shown whole.
    """

    file: str
    path: Path
    span: Span | None
    note: str
    is_primary: bool
    is_whole: bool
    last_line: int = 0

    @property
    def position(self) -> tuple[int, int]:
        """Give line and column, both 0 where they are not known."""
        return (0, 0) if self.span is None else (self.span.line, self.span.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A diagnostic and its spots, the primary one first if there is one.

    `count` is how many there are of it: this one, and those that are not shown.
    """

    diagnostic: Diagnostic
    spots: tuple[Spot, ...]
    count: int = 1

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
    """Find the lines and columns of all diagnostics, and sort them.

    Of those that a rule has for each of its dates only the first is given.
    """
    pages = {name: Page(file=name, text=text) for name, text in texts.items()}
    found = [
        Located(
            diagnostic=one,
            spots=tuple(
                _spot(label, pages, is_primary=label is one.primary)
                for label in (*((one.primary,) if one.primary else ()), *one.related)
            ),
            count=count,
        )
        for one, count in _counted(diagnostics)
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def _counted(
    diagnostics: tuple[Diagnostic, ...],
) -> Iterator[tuple[Diagnostic, int]]:
    alike: dict[object, list[Diagnostic]] = {}
    for number, one in enumerate(diagnostics):
        is_repeated = one.code in _OF_EACH_DATE and one.primary is not None
        key = (one.code, one.severity, one.primary) if is_repeated else number
        alike.setdefault(key, []).append(one)
    for group in alike.values():
        yield group[0], sum(one.count for one in group)


def _spot(label: Label, pages: Mapping[str, Page], *, is_primary: bool) -> Spot:
    place = label.place
    page = pages.get(place.file)
    span = None if page is None else page.spans.find(place)
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
        last_line=page.extent(place)[1] if page and is_rule(place) else 0,
    )
