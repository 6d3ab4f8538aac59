"""Starts that fail, in few words: consecutive days and weekly ones are folded.

A cause is drawn like any diagnostic, with the first start in full and the others in
a note.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.model.wording import WEEKDAYS, spell_day
from careplan.render.report import counted

MOST_LISTED = 12
FEWEST = 3
_DAILY, _WEEKLY = 1, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Days at one distance from each other; a single one has none."""

    first: date
    last: date
    step: int = 0

    @property
    def size(self) -> int:
        """Count the days."""
        return (self.last - self.first).days // self.step + 1 if self.step else 1

    def spelled(self) -> str:
        """Write them: one, from one to another, or every such weekday."""
        if not self.step:
            return spell_day(self.first)
        first, last = spell_day(self.first), spell_day(self.last)
        if self.first.year == self.last.year:
            first = first.removesuffix(f" {self.first.year}")
        if self.step == _WEEKLY:
            weekday = WEEKDAYS[self.first.weekday()]
            first, last = (text.removeprefix(f"{weekday} ") for text in (first, last))
            return f"every {weekday} from {first} to {last}"
        return f"{first} to {last}"


def with_starts(
    diagnostic: Diagnostic, days: tuple[date, ...], tried: int
) -> Diagnostic:
    """Let a diagnostic say for which start it speaks, and which others fail so."""
    notes = [f"this is with a start on {spell_day(days[0])}"]
    if len(days) == tried > 1:
        notes.append(f"all {tried:,} starts fail here")
    elif len(days) > 1:
        notes.append(f"{counted(len(days), 'start')} fail here: {listed(days)}")
    return replace(diagnostic, notes=(*diagnostic.notes, *notes))


def listed(days: tuple[date, ...]) -> str:
    """List days in order, folded, and the many only counted."""
    folds = folded(days)
    pieces = [fold.spelled() for fold in folds[:MOST_LISTED]]
    rest = sum(fold.size for fold in folds[MOST_LISTED:])
    if rest:
        pieces.append(f"and {rest:,} more")
    return "; ".join(pieces)


def folded(days: tuple[date, ...]) -> list[Fold]:
    """Fold days in order, by days or by weeks first: whichever gives fewer pieces."""
    ways = [_folded(days, steps) for steps in ((_DAILY, _WEEKLY), (_WEEKLY, _DAILY))]
    return min(ways, key=len)


def _folded(days: tuple[date, ...], steps: tuple[int, int]) -> list[Fold]:
    """Fold by the first step, what is left by the second, and keep the rest single."""
    folds: list[Fold] = []
    left = days
    for step in steps:
        runs = _runs(left, step)
        folds += [
            Fold(first=run[0], last=run[-1], step=step)
            for run in runs
            if len(run) >= FEWEST
        ]
        left = tuple(sorted(day for run in runs if len(run) < FEWEST for day in run))
    folds += [Fold(first=day, last=day) for day in left]
    return sorted(folds, key=lambda fold: fold.first)


def _runs(days: tuple[date, ...], step: int) -> list[list[date]]:
    """Split days into runs, each as far from the one before it as the step says."""
    runs: list[list[date]] = []
    for day in sorted(days, key=lambda day: (day.toordinal() % step, day)):
        if not runs or day - runs[-1][-1] != timedelta(days=step):
            runs.append([])
        runs[-1].append(day)
    return runs
