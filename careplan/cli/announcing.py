"""What a person is told when a calendar was brought to a server, or would be.

The collection is not named: the path of its address may name a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from careplan.cli.output import JSON, NOTHING_WRITTEN, dumped, note, result
from careplan.model.value import dataclass
from careplan.model.wording import spell_moment
from careplan.render.changes import MOST_LISTED, changes, records, urgent
from careplan.render.columns import indented
from careplan.render.gates import still_open
from careplan.render.plain import plain
from careplan.render.view import View
from careplan.workspace.exporting import Prepared
from careplan.workspace.publishing import Act, Step

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was done, or would be; `left` is how many events are not as they should."""

    steps: tuple[Step, ...]
    unchanged: int
    left: int = 0
    is_dry: bool = False

    def of(self, act: Act) -> tuple[Step, ...]:
        """List what was done in one way."""
        return tuple(step for step in self.steps if step.act is act)


def announce(
    prepared: Prepared,
    published: Published,
    view: View,
    *,
    now: datetime,
    style: str,
) -> None:
    """Say on standard output what was done, and on standard error what it means."""
    if style == JSON:
        result(dumped(_document(prepared, published)))
        return
    result("\n".join((_counted(published), *_listed(published))) + "\n")
    note(changes(prepared.issue)[0], *urgent(prepared.issue), *still_open(view, now))
    if published.is_dry:
        note(NOTHING_WRITTEN)


def _counted(published: Published) -> str:
    to_be = "to be " if published.is_dry else ""
    counts = ((len(published.of(act)), f"{to_be}{act}") for act in Act)
    more = ((published.unchanged, "unchanged"), (published.left, "left"))
    told = ", ".join(f"{n:,} {word}" for n, word in (*counts, *more) if n)
    return told or "nothing to publish"


def _listed(published: Published) -> Iterator[str]:
    """List what was done; of a first publication only how much it was."""
    steps = published.steps
    if published.unchanged == 0 and len(published.of(Act.CREATED)) == len(steps):
        return
    for step in steps[:MOST_LISTED]:
        first = f"  {step.act} "
        text = plain(f"{step.name}: {spell_moment(step.start)}")
        yield from indented(text, first=first, rest=" " * len(first))
    if len(steps) > MOST_LISTED:
        yield f"  and {len(steps) - MOST_LISTED:,} more"


def _document(prepared: Prepared, published: Published) -> dict[str, object]:
    issue = prepared.issue
    done = {str(act): [step.name for step in published.of(act)] for act in Act}
    return {
        "version": VERSION,
        "dry_run": published.is_dry,
        "issue": issue.memory.number,
        **done,
        "unchanged": published.unchanged,
        "left": published.left,
        "changes": records(issue.revisions),
    }
