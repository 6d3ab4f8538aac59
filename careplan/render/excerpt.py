"""Excerpts: source lines with carets under what is meant, in a frame of ASCII.

Lines of one file come in order, with `…` where some are left out; a rule under a
header comes whole; a very long line is clipped round its caret.  What the carets say
was decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.value import dataclass
from careplan.render.ink import FRAME, RELATED, Ink
from careplan.render.located import Spot
from careplan.render.plain import drawn, plain, width

WIDEST = 100
_LEAD = 30
_CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How an excerpt is framed: the width of the line numbers, and the colours."""

    gutter: int
    ink: Ink
    caret: str

    def blank(self) -> str:
        """Draw the gutter beside nothing."""
        return " " * (self.gutter + 1) + self.ink.write("|", FRAME)

    def row(self, number: int | None, text: str) -> str:
        """Draw one row: a numbered source line, or what stands under it."""
        left = "" if number is None else str(number)
        bar = self.ink.write(f"{left:>{self.gutter}} |", FRAME)
        return f"{bar} {text}".rstrip()


def excerpt(lines: list[str], spots: list[Spot], frame: Frame) -> Iterator[str]:
    """Draw the marked lines of one file, in order, each with its carets below."""
    by_line: dict[int, list[Spot]] = {}
    for spot in sorted(spots, key=lambda spot: spot.position):
        by_line.setdefault(spot.position[0], []).append(spot)
    before: int | None = None
    for number, group in by_line.items():
        if before is not None and number > before + 1:
            yield frame.ink.write(_CUT, FRAME)
        yield from _line(lines, number, group, frame)
        before = number
        for following in range(number + 1, max(one.last_line for one in group) + 1):
            if following in by_line:
                break
            yield frame.row(following, _fitted(lines[following - 1]))
            before = following


def _line(
    lines: list[str], number: int, group: list[Spot], frame: Frame
) -> Iterator[str]:
    pieces = drawn(lines[number - 1].removesuffix("\r"))
    main = next((spot for spot in group if spot.is_primary), group[0])
    start, end, opening = _clip(pieces, main.position[1] - 1)
    closing = _CUT if end < len(pieces) else ""
    yield frame.row(number, opening + "".join(pieces[start:end]) + closing)
    for spot in group:
        yield frame.row(None, _carets(pieces, spot, (start, end), opening, frame))


def _fitted(line: str) -> str:
    pieces = drawn(line.removesuffix("\r"))
    _, end, _ = _clip(pieces, 0)
    return "".join(pieces[:end]) + (_CUT if end < len(pieces) else "")


def _clip(pieces: tuple[str, ...], caret: int) -> tuple[int, int, str]:
    """Choose the characters to show of a long line: from, to, and what stands first."""
    if sum(map(width, pieces)) <= WIDEST:
        return 0, len(pieces), ""
    start = max(0, min(caret, len(pieces)) - _LEAD)
    end, cells = start, 0
    while end < len(pieces) and cells + width(pieces[end]) <= WIDEST:
        cells += width(pieces[end])
        end += 1
    return start, end, _CUT if start else ""


def _carets(
    pieces: tuple[str, ...],
    spot: Spot,
    shown: tuple[int, int],
    opening: str,
    frame: Frame,
) -> str:
    """Draw a span's carets; one of several lines stops at the end of its first."""
    first, last = _columns(spot, len(pieces))
    start, end = shown
    first = min(max(first, start), end)
    last = min(max(last, first), end)
    indent = width(opening) + sum(map(width, pieces[start:first]))
    length = max(1, sum(map(width, pieces[first:last])))
    note = f" {plain(spot.note)}" if spot.note else ""
    sign, style = ("^", frame.caret) if spot.is_primary else ("-", RELATED)
    return " " * indent + frame.ink.write(sign * length + note, style)


def _columns(spot: Spot, length: int) -> tuple[int, int]:
    if spot.span is None:
        return 0, 0
    same = spot.span.end_line == spot.span.line
    return spot.span.column - 1, spot.span.end_column - 1 if same else length
