"""The history of a plan: what was entered, by whom and why, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.change import Revision
from careplan.model.ledger import Entry
from careplan.model.moment import at_instant
from careplan.model.value import dataclass
from careplan.model.wording import spell_moment
from careplan.render.changes import listed, records
from careplan.render.columns import indented
from careplan.render.entries import words
from careplan.render.plain import plain

VERSION = 1
_BELOW = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An entry and what it changed; `undone_by` is the entry that took it back."""

    entry: Entry
    revisions: tuple[Revision, ...]
    undone_by: int | None


def history(chapters: tuple[Chapter, ...], timezone: str, columns: int) -> str:
    """Tell the entries in order, with an empty line between them."""
    told = ("\n".join(_told(one, timezone, columns)) for one in chapters)
    return "\n\n".join(told) + "\n" if chapters else "the ledger has no entry yet\n"


def document(chapters: tuple[Chapter, ...]) -> dict[str, object]:
    """Give the entries to programs."""
    return {"version": VERSION, "entries": [_record(one) for one in chapters]}


def _told(chapter: Chapter, timezone: str, columns: int) -> Iterator[str]:
    entry = chapter.entry
    when = spell_moment(at_instant(entry.at, timezone))
    by = f", by {entry.by}" if entry.by else ""
    said = f"{entry.number:>3}  {when}{by}: {words(entry.act)}"
    if chapter.undone_by is not None:
        said += f" (undone by entry {chapter.undone_by})"
    number, _, rest = plain(said).lstrip().partition("  ")
    yield from indented(rest, first=f"{number:>3}  ", rest="     ", columns=columns)
    if entry.reason:
        yield from indented(
            plain(entry.reason), first="     ", rest="     ", columns=columns
        )
    for line in listed(chapter.revisions):
        yield f"   {line}"


def _record(chapter: Chapter) -> dict[str, object]:
    entry = chapter.entry
    return {
        "entry": entry.number,
        "at": f"{entry.at:%Y-%m-%dT%H:%M:%SZ}",
        "by": entry.by,
        "said": words(entry.act),
        "reason": entry.reason,
        "undone_by": chapter.undone_by,
        "changes": records(chapter.revisions),
    }
