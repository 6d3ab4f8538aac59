"""What a person is told when a calendar was written, or was not because of the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from careplan.cli.output import JSON, NOTHING_WRITTEN, dumped, note, result
from careplan.model.change import Revision
from careplan.model.value import dataclass
from careplan.render.aftermath import aftermath
from careplan.render.changes import changes, counted, listed, records, urgent
from careplan.render.columns import indented
from careplan.render.gates import still_open
from careplan.render.importing import CLIENTS, importing
from careplan.render.plain import plain
from careplan.render.view import View
from careplan.workspace.destination import Destination
from careplan.workspace.exporting import Prepared
from careplan.workspace.standing import Standing
from careplan.workspace.versions import DataChange

VERSION = 1
_MOST_TOLD = 3
IMPORT_AGAIN = (
    "what is reissued is a new entry, and the old one is taken back: import the file"
    " again"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A calendar that was written, and the plan it is of; `name` is the plan's file."""

    prepared: Prepared
    there: Destination | None
    view: View
    name: str
    now: datetime
    message: str


def tell_export(told: Told, *, puts_message: bool = False) -> None:
    """Name the file on standard output, and tell its story on standard error.

    With `puts_message` standard output is the message, ready to be piped on.

    A calendar on standard output is the only thing there; then only what it is and
    what closed days moved is told, for nobody imports what a pipe reads.
    """
    prepared, view, there = told.prepared, told.view, told.there
    if there is None:
        standing = _standing(prepared, view, told.name)
        note(*standing, *aftermath(view, most=_MOST_TOLD))
        note(*still_open(view, told.now))
    elif puts_message:
        result(told.message)
        note(plain(str(there.path)), *_places(told), *_story(told, ""))
    else:
        result(f"{plain(str(there.path))}\n")
        note(*_places(told), *_story(told, told.message))


def tell_several(several: list[Told]) -> None:
    """Name the files, say what is new in each, and once what holds for the plan."""
    for told in several:
        path = "" if told.there is None else plain(str(told.there.path))
        result(f"{path}\n")
        note(f"{told.prepared.stream.role}:", *_places(told), *_changed(told))
    last = several[-1]
    note(*_of_plan(last))


def document(told: Told) -> dict[str, object]:
    """Give the same for a program to read."""
    if told.there is None:
        raise AssertionError(told.name)
    said = _document(told.prepared, told.there.path) | {"message": told.message}
    feed = told.there.feed
    if told.prepared.parts:
        said["parts"] = str(told.there.parts)
    return said if feed is None else said | {"address": feed.address}


def _places(told: Told) -> Iterator[str]:
    """Say where else the calendar is, and how a feed is reached."""
    there, number = told.there, len(told.prepared.parts)
    if there is None:
        return
    if number:
        yield f"in {number:,} files: {plain(str(there.parts))}"
        if number < len(told.prepared.shown.issued):
            yield from _item("import all of them: one file would be too large")
    feed = there.feed
    if feed is not None:
        yield f"serve this folder: {plain(str(feed.folder))}"
        yield from _item(f"the address ends in /{feed.address}")
        yield from _item("by https only; whoever has the address can read the feed")


def tell_reissue(prepared: Prepared, target: Path, *, is_dry: bool, style: str) -> None:
    """Say what has another identity now, and that the file must be imported again."""
    if style == JSON:
        document = _document(prepared, target)
        result(dumped(document | {"written": [] if is_dry else [str(target)]}))
        return
    if is_dry:
        note(*changes(prepared.issue), NOTHING_WRITTEN)
        return
    result(f"{plain(str(target))}\n")
    note(*changes(prepared.issue), "", *_item(IMPORT_AGAIN))


def tell_standing(prepared: Prepared, found: Standing, target: Path) -> None:
    """Say whether the calendar on disk is up to date, and what would change."""
    revisions = _remembered(prepared)
    said = f"{plain(str(target))}: {_because(found, revisions)}"
    result("\n".join((said, *listed(revisions))) + "\n")


def standing_document(
    prepared: Prepared, found: Standing, target: Path
) -> dict[str, object]:
    """Give the same for a program to read."""
    revisions = _remembered(prepared)
    return {
        "version": VERSION,
        "file": str(target),
        "current": found.is_current,
        "because": _because(found, revisions),
        "changes": records(revisions),
    }


def _remembered(prepared: Prepared) -> tuple[Revision, ...]:
    return prepared.issue.revisions if prepared.register is not None else ()


def _because(found: Standing, revisions: tuple[Revision, ...]) -> str:
    """Say in a few words how it stands with the calendar on disk."""
    if found.is_current:
        return "up to date"
    if found.is_missing:
        return "missing, " + counted(revisions) if revisions else "missing"
    if revisions:
        return "not up to date, " + counted(revisions)
    counts = (("new", found.new), ("gone", found.gone), ("other", found.other))
    told = ", ".join(f"{number:,} {word}" for word, number in counts if number)
    return f"not what would be written, {told or 'though it says the same'}"


def data_document(change: DataChange) -> dict[str, object]:
    """Say for a program which dates only the data would move."""
    return {
        "version": VERSION,
        "written": [],
        "because": list(change.causes),
        "changes": records(change.revisions),
    }


def tell_data_change(
    change: DataChange,
    name: str,
    style: str,
    *,
    since: tuple[str, ...] = (),
    verb: str = "export",
) -> None:
    """Say which dates only the data would move, and how to hand them out."""
    if style == JSON:
        result(dumped(data_document(change)))
        return
    command = " ".join(
        (f"careplan {verb} {name}", *(f"--since {one}" for one in since))
    )
    because = plain("; ".join(change.causes))
    note(
        *indented(f"{because}; that may be all that changes:", first="", rest="  "),
        *listed(change.revisions),
        NOTHING_WRITTEN,
        *_item(f"`{command} --accept-data` hands these dates out"),
    )


def _changed(told: Told) -> Iterator[str]:
    """Say what is new in a calendar, and of what a person must be told at once."""
    if told.view.is_bare:
        return
    yield from changes(told.prepared.issue)
    yield from urgent(told.prepared.issue)


def _of_plan(told: Told) -> Iterator[str]:
    """Say what holds for the plan, whoever gets its calendar."""
    yield from _standing(told.prepared, told.view, told.name)
    yield from aftermath(told.view, most=_MOST_TOLD)
    yield from still_open(told.view, told.now)


def _story(told: Told, message: str) -> Iterator[str]:
    prepared, view = told.prepared, told.view
    yield from _changed(told)
    yield from _of_plan(told)
    if message:
        yield from _pasted(message)
    if view.is_bare or prepared.issue.revisions:
        yield from _advised(prepared, is_told=bool(message))


def _advised(prepared: Prepared, *, is_told: bool) -> Iterator[str]:
    """Say honestly what the person's program will do with the calendar.

    What to do with the file stands in the message as well, if there is one.
    """
    yield ""
    yield f"In {CLIENTS[prepared.stream.client]}:"
    told = importing(prepared.stream).keeps if is_told else _advice(prepared)
    for advice in told:
        yield from _item(advice)


def _advice(prepared: Prepared) -> tuple[str, ...]:
    told = importing(prepared.stream)
    is_first = prepared.issue.memory.number == 1
    return (*(told.first if is_first else (told.later,)), *told.keeps)


def _pasted(message: str) -> Iterator[str]:
    yield ""
    yield "To paste into a message:"
    for line in message.splitlines():
        yield from indented(plain(line), first="  ", rest="  ") if line else [""]


def _standing(prepared: Prepared, view: View, name: str) -> Iterator[str]:
    """Say what kind of calendar it is, if it is not one to be updated later."""
    if view.is_bare:
        count = len(prepared.issue.issued)
        entries = "1 entry" if count == 1 else f"{count:,} entries"
        yield f"{entries}, without memory: this calendar cannot be re-issued"
        program = "PROGRAM" if name.startswith("<") else name
        yield from _item(f"`careplan enrol {program}` begins a plan that can")
    elif prepared.register is None:
        yield "a preview: nothing was remembered, do not import it"


def _item(text: str) -> list[str]:
    return indented(plain(text), first="  ", rest="    ")


def _document(prepared: Prepared, target: Path) -> dict[str, object]:
    issue = prepared.issue
    return {
        "version": VERSION,
        "written": [str(target)],
        "remembered": prepared.register is not None,
        "issue": issue.memory.number if prepared.register is not None else None,
        "entries": len(issue.issued),
        "changes": records(issue.revisions),
        "advice": list(_advice(prepared)),
    }
