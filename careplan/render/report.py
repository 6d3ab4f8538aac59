"""The report: diagnostics as a good compiler draws them (as rustc does).

Everything at once, sorted by place; the source line with carets, related places,
suggestions.  Places become lines and columns here and nowhere before.  In documents
about a person the values on the source line are masked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.render.columns import indented
from careplan.render.excerpt import Frame, excerpt
from careplan.render.ink import BOLD, FRAME, SEVERITIES, Ink
from careplan.render.located import Located, Spot, located
from careplan.render.mask import masked as without_values
from careplan.render.plain import plain

_MANY_FILES = 2
_HERE, _ELSEWHERE = "-->", ":::"


def report(
    diagnostics: tuple[Diagnostic, ...],
    texts: Mapping[str, str],
    *,
    masked: frozenset[str] = frozenset(),
    colour: bool = False,
    outcome: str = "",
) -> str:
    """Draw all diagnostics and a line that counts them.

    `texts` are the documents by file name, `masked` the names of those about a person,
    and `outcome` what came of it all (`nothing was written`).  Nothing to say is "".
    """
    if not diagnostics:
        return ""
    shown = {
        name: without_values(text) if name in masked else text
        for name, text in texts.items()
        if any(name == label.place.file for label in _labels(diagnostics))
    }
    pages = {name: text.split("\n") for name, text in shown.items()}
    ink = Ink(colour=colour)
    everything = located(diagnostics, texts)
    blocks = ["\n".join(_block(one, pages, ink)) for one in everything]
    return "\n\n".join([*blocks, _summary(everything, outcome)]) + "\n"


def counted(number: int, noun: str) -> str:
    """Write `1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _summary(everything: tuple[Located, ...], outcome: str) -> str:
    """Count errors and warnings in words, and say what came of it."""
    diagnostics = [one.diagnostic for one in everything]
    counts = [
        counted(sum(one.severity is severity for one in diagnostics), severity)
        for severity in Severity
        if any(one.severity is severity for one in diagnostics)
    ]
    files = dict.fromkeys(
        plain(one.primary.place.file) for one in diagnostics if one.primary
    )
    where = f" in {len(files)} files" if len(files) >= _MANY_FILES else ""
    if len(files) == 1:
        where = f" in {next(iter(files))}"
    said = " and ".join(filter(None, [", ".join(counts[:-1]), counts[-1]]))
    return said + where + (f"; {outcome}" if outcome else "")


def _labels(diagnostics: tuple[Diagnostic, ...]) -> Iterator[Label]:
    for one in diagnostics:
        yield from (one.primary,) if one.primary else ()
        yield from one.related


def _heading(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.severity}[{diagnostic.code}]: {plain(diagnostic.message)}"


def _position(spot: Spot) -> str:
    line, column = spot.position
    return plain(spot.file) + (f":{line}:{column}" if line else "")


def _block(one: Located, pages: Mapping[str, list[str]], ink: Ink) -> Iterator[str]:
    """Draw one diagnostic: heading, an excerpt of each file, and what would help."""
    diagnostic = one.diagnostic
    style = SEVERITIES[diagnostic.severity]
    mark, _, message = _heading(diagnostic).partition(": ")
    yield ink.write(mark, style) + ink.write(f": {message}", BOLD)
    drawn = [spot for spot in one.spots if spot.file in pages and not spot.is_whole]
    numbers = (max(spot.position[0], spot.last_line) for spot in drawn)
    gutter = max((len(str(number)) for number in numbers), default=1)
    frame = Frame(gutter=gutter, ink=ink, caret=style)
    arrow = _HERE
    for file in dict.fromkeys(spot.file for spot in one.spots):
        here = [spot for spot in one.spots if spot.file == file]
        shown = [spot for spot in here if spot in drawn]
        if shown and arrow == _ELSEWHERE:
            yield frame.blank()
        yield f"{' ' * gutter}{ink.write(arrow, FRAME)} {_position(here[0])}"
        arrow = _ELSEWHERE
        if shown:
            yield frame.blank()
            yield from excerpt(pages[file], shown, frame)
    if (diagnostic.notes or diagnostic.help) and drawn:
        yield frame.blank()
    sign = f"{' ' * (gutter + 1)}{ink.write('=', FRAME)}"
    for fact in diagnostic.notes:
        yield from _note(fact, sign, gutter)
    for advice in diagnostic.help:
        yield f"{sign} help: {plain(advice)}"
    if one.count > 1:
        yield f"{sign} and {one.count - 1} more of this rule"


def _note(fact: str, sign: str, gutter: int) -> Iterator[str]:
    """Wrap what may be long: a note lists whatever the diagnostic stands for."""
    indent = " " * (gutter + len("  = note: ") - 1)
    first, *rest = indented(plain(fact), first=indent, rest=indent)
    yield f"{sign} note: {first.removeprefix(indent)}"
    yield from rest
