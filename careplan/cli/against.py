"""`careplan check --against`: a program compared with the version before it."""

from __future__ import annotations

from careplan.cli.boundary import DIFFERENT, DONE, FAILED
from careplan.cli.given import Given
from careplan.cli.output import TEXT, result, tell
from careplan.cli.plans import load_program
from careplan.cli.starts import note_zone
from careplan.render.changes import counted, listed, records
from careplan.render.columns import indented
from careplan.render.plain import plain
from careplan.workspace.against import Comparison, compare
from careplan.workspace.starts import zone_for


def check_against(
    name: str, before: str, given: Given, *, style: str, strict: bool
) -> int:
    """Say which ids were not kept, and with a start which dates are others."""
    new, everything = load_program(name, "--against")
    old, trouble = load_program(before, "--against")
    everything += trouble
    comparison: Comparison | None = None
    zone = zone_for(given.timezone, given.site)
    if new is not None and old is not None:
        answers = None
        if given.start is not None:
            answers = given.beginning(given.start, zone)
        comparison, everything = compare(new, old, answers)
    everything = everything.in_full
    failed = everything.has_errors or (strict and everything.has_warnings)
    dates = None if comparison is None else comparison.revisions
    tell(
        everything,
        style=style,
        files=[name],
        against=before,
        passed=not failed,
        changes=None if dates is None else records(dates),
    )
    if style == TEXT and comparison is not None:
        result("".join(f"{line}\n" for line in _lines(name, before, comparison)))
        if dates is not None:
            note_zone(zone, given)
    if failed or comparison is None:
        return FAILED
    return DIFFERENT if comparison.is_different else DONE


def _lines(name: str, before: str, comparison: Comparison) -> list[str]:
    """Count what is another, and list the dates."""
    said = "every id is kept"
    if comparison.ids:
        number = len(comparison.ids)
        said = "1 id is not kept" if number == 1 else f"{number:,} ids are not kept"
    dates = comparison.revisions
    if dates is not None:
        said += f"; dates: {counted(dates)}" if dates else "; no date is another"
    head = indented(plain(f"{name}, against {before}: {said}"), first="", rest="  ")
    return [*head, *listed(dates or ())]
