"""A program against the version before it: which ids were kept, which dates moved.

Dates are compared by the keys of their occurrences, so what has only another date is
moved, whatever became of its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.ids import ids_kept
from careplan.model.diagnostic import Diagnostic
from careplan.model.register import Change, Revision
from careplan.model.schedule import Occurrence, Schedule
from careplan.model.value import dataclass
from careplan.workspace.answers import Answers
from careplan.workspace.documents import Loaded
from careplan.workspace.found import Found
from careplan.workspace.plan import open_program, scheduled
from careplan.workspace.programs import read_program


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is another: ids that were not kept, and the dates of one start in order.

    `revisions` is None where no start was given, or none that both can be dated from.
    """

    ids: tuple[Diagnostic, ...]
    revisions: tuple[Revision, ...] | None

    @property
    def is_different(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.ids or self.revisions)


def compare(
    new: Loaded, old: Loaded, answers: Answers | None
) -> tuple[Comparison | None, Found]:
    """Compare two versions of a program; nothing if one of them cannot be read."""
    before, trouble = read_program(old)
    after, result = read_program(new)
    # What is doubtful in the old version is nobody's business any more.
    if trouble.has_errors:
        result = trouble + result
    if before is None or after is None or result.has_errors:
        return None, result
    ids = tuple(ids_kept(before, after))
    result += Found(diagnostics=ids, sources=trouble.sources)
    revisions = None
    if answers is not None:
        revisions, trouble = _compare_dates(new, old, answers)
        result += trouble
    return Comparison(ids=ids, revisions=revisions), result


def _compare_dates(
    new: Loaded, old: Loaded, answers: Answers
) -> tuple[tuple[Revision, ...] | None, Found]:
    """Schedule both from one start; give what is new, moved and removed."""
    before, trouble = scheduled(*open_program(old, answers))
    after, result = scheduled(*open_program(new, answers))
    if before is None or after is None:
        return None, trouble + result
    return tuple(_revisions(before[1], after[1])), Found()


def _revisions(before: Schedule, after: Schedule) -> Iterator[Revision]:
    old = {one.key: one for one in before.occurrences}
    new = {one.key: one for one in after.occurrences}
    both = sorted(
        dict.fromkeys((*old, *new)),
        key=lambda key: (new.get(key) or old[key]).placed.instant,
    )
    for key in both:
        revision = _revision(old.get(key), new.get(key))
        if revision is not None:
            yield revision


def _revision(old: Occurrence | None, new: Occurrence | None) -> Revision | None:
    match old, new:
        case None, Occurrence():
            return Revision(change=Change.NEW, name=new.running, after=new.placed)
        case Occurrence(), None:
            return Revision(change=Change.REMOVED, name=old.running, before=old.placed)
        case Occurrence(), Occurrence() if old.placed != new.placed:
            return Revision(
                change=Change.MOVED,
                name=new.running,
                before=old.placed,
                after=new.placed,
            )
        case _:
            return None
