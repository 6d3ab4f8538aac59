"""A program against the version before it: which ids were kept, which dates moved.

Dates are compared by the keys of their occurrences, so what has only another date is
moved, whatever became of its neighbours.
"""

from __future__ import annotations

from careplan.language.checks.ids import ids_kept
from careplan.model.change import Revision
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.schedule.questions.differences import differences
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
    return differences(before[1], after[1]), Found()
