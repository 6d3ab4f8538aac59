"""What a person is told when a calendar was written, or was not because of the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from careplan.calendar.profile import profile_of
from careplan.cli.output import JSON, NOTHING_WRITTEN, dumped, note, result
from careplan.model.change import Revision
from careplan.render.aftermath import aftermath
from careplan.render.changes import changes, counted, listed, records, soon
from careplan.render.columns import indented
from careplan.render.gates import still_open
from careplan.render.plain import plain
from careplan.render.view import View
from careplan.workspace.exporting import Prepared
from careplan.workspace.standing import Standing
from careplan.workspace.versions import DataChange

VERSION = 1
_MOST_TOLD = 3
IMPORT_AGAIN = (
    "what is reissued is a new entry, and the old one is taken back: import the file"
    " again"
)


def tell_export(
    prepared: Prepared,
    view: View,
    *,
    target: Path | None,
    name: str,
    style: str,
    now: datetime,
    message: str = "",
    puts_message: bool = False,
) -> None:
    """Name the file on standard output, and tell its story on standard error.

    With `puts_message` standard output is the message, ready to be piped on.

    A calendar on standard output is the only thing there; then only what it is and
    what closed days moved is told, for nobody imports what a pipe reads.
    """
    if style == JSON and target is not None:
        result(dumped(_document(prepared, target) | {"message": message}))
        return
    if puts_message and target is not None:
        result(message)
        note(plain(str(target)), *_story(prepared, view, name, now, ""))
    elif target is not None:
        result(f"{plain(str(target))}\n")
        note(*_story(prepared, view, name, now, message))
    else:
        note(*_standing(prepared, view, name), *aftermath(view, most=_MOST_TOLD))
        note(*still_open(view, now))


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


def tell_standing(
    prepared: Prepared, found: Standing, *, target: Path, style: str
) -> None:
    """Say whether the calendar on disk is up to date, and what would change."""
    remembered = prepared.register is not None
    revisions = prepared.issue.revisions if remembered else ()
    if style == JSON:
        document = {
            "version": VERSION,
            "file": str(target),
            "current": found.is_current,
            "because": _because(found, revisions),
            "changes": records(revisions),
        }
        result(dumped(document))
        return
    said = f"{plain(str(target))}: {_because(found, revisions)}"
    result("\n".join((said, *listed(revisions))) + "\n")


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
        document = {
            "version": VERSION,
            "written": [],
            "because": list(change.causes),
            "changes": records(change.revisions),
        }
        result(dumped(document))
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


def _story(
    prepared: Prepared, view: View, name: str, now: datetime, message: str
) -> Iterator[str]:
    if not view.is_bare:
        yield from changes(prepared.issue)
        names = soon(prepared.issue)
        if names:
            said = f"within 48 hours, tell them directly: {', '.join(names)}"
            yield from indented(plain(said), first="", rest="  ")
    yield from _standing(prepared, view, name)
    yield from aftermath(view, most=_MOST_TOLD)
    yield from still_open(view, now)
    if message:
        yield from _pasted(message)
    if not view.is_bare:
        return
    yield ""
    yield "Your calendar program:"
    for advice in profile_of(prepared.stream).advice:
        yield from _item(advice)


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
        "advice": list(profile_of(prepared.stream).advice),
    }
