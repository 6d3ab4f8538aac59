"""What an issue changes for those who have the one before: in numbers, names, dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from careplan.model.change import Change, Revision
from careplan.model.moment import Moment
from careplan.model.register import Issue
from careplan.model.wording import spell_moment
from careplan.render.columns import indented, padded
from careplan.render.document import wall
from careplan.render.plain import plain

MOST_LISTED = 30
_WORD = 8
_INDENT = "  "
SOON = timedelta(hours=48)


def changes(issue: Issue) -> list[str]:
    """Tell the changes of an issue; of the first one only how much is in it."""
    memory = issue.memory
    head = f"issue {memory.number} of {_spelled(memory.changed)}"
    if not issue.revisions:
        return [f"{head}: nothing has changed since"]
    if all(one.change is Change.NEW for one in issue.revisions):
        return [f"{head}: {len(issue.revisions):,} new"]
    return [f"{head}: {counted(issue.revisions)}", *listed(issue.revisions)]


def counted(revisions: tuple[Revision, ...]) -> str:
    """Count the changes by their kind: `2 new, 1 moved`."""
    counts = {
        change: sum(one.change is change for one in revisions) for change in Change
    }
    return ", ".join(f"{n:,} {change}" for change, n in counts.items() if n)


def listed(
    revisions: tuple[Revision, ...], most: int | None = MOST_LISTED
) -> list[str]:
    """List the changes with names and dates, as far as a person would read."""
    shown = revisions[:most]
    column = 1 + max((_WORD, *(len(one.change) for one in shown)))
    lines = [line for one in shown for line in _line(one, column)]
    rest = len(revisions) - len(shown)
    return [*lines, f"{_INDENT}and {rest:,} more"] if rest > 0 else lines


def records(revisions: tuple[Revision, ...]) -> list[dict[str, object]]:
    """Give the changes to programs."""
    return [
        {
            "change": one.change.value,
            "name": one.name,
            "before": _wall(one.before),
            "after": _wall(one.after),
        }
        for one in revisions
    ]


def soon(issue: Issue) -> tuple[str, ...]:
    """Name what changed and would have begun, or now begins, within two days.

    A calendar may take a day to learn of a change: somebody should call.  Of a first
    issue nobody has a calendar yet that could be behind.
    """
    now = issue.memory.changed
    if issue.memory.number == 1:
        return ()
    return tuple(
        one.name
        for one in issue.revisions
        if any(now <= moment.instant < now + SOON for moment in _moments(one))
    )


def urgent(issue: Issue) -> list[str]:
    """Say of what a person must be told directly, in no lines if of nothing."""
    names = soon(issue)
    if not names:
        return []
    said = f"within 48 hours, tell them directly: {', '.join(names)}"
    return indented(plain(said), first="", rest="  ")


def _line(revision: Revision, column: int) -> list[str]:
    first = _INDENT + padded(revision.change.value, column)
    what = f", {', '.join(revision.aspects)}" if revision.aspects else ""
    text = plain(f"{revision.name}: {_dates(revision)}{what}")
    return indented(text, first=first, rest=" " * len(first))


def _dates(revision: Revision) -> str:
    """Spell the dates; the year once if it is one, the zones if they are two."""
    first, *others = moments = _moments(revision)
    is_far = len({moment.zone for moment in moments if moment.is_timed}) > 1
    spelled = [_spelled_there(first, is_far=is_far)]
    for moment in others:
        text = _spelled_there(moment, is_far=is_far)
        if moment.day.year == first.day.year:
            text = text.replace(f" {moment.day.year}", "", 1)
        if moment != first:
            spelled.append(text)
    return " -> ".join(spelled)


def _spelled_there(moment: Moment, *, is_far: bool) -> str:
    zone = f" {moment.zone}" if is_far and moment.is_timed else ""
    return f"{spell_moment(moment)}{zone}"


def _moments(revision: Revision) -> list[Moment]:
    moments = (revision.before, revision.after)
    return [moment for moment in moments if moment is not None]


def _wall(moment: Moment | None) -> str | None:
    return None if moment is None else wall(moment)


def _spelled(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
