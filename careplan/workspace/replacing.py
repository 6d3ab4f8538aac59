"""Replacing: what the calendar that lies where an export goes says against it.

No calendar program compares what it has with what it is given, so a calendar that was
handed out is only ever replaced by a later state of itself.  Whatever the register does
not remember stays where it is, and so does every file of somebody else.
"""

from __future__ import annotations

from pathlib import Path

from careplan import files
from careplan.calendar.contentlines import Component, UnreadableCalendarError, read
from careplan.calendar.merged import is_merged
from careplan.calendar.readback import number_of
from careplan.calendar.writer import PRODUCT
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.register import Record, StreamRegister

_LARGEST_CALENDAR = 64 * files.MEGABYTE
_PUT_BACK = "put back the newest register, from a backup if need be"
_BEGIN_ANEW = (
    "to begin anew instead, move the old calendar away, and have it deleted wherever it"
    " was imported"
)


def foreign_problems(
    target: Path, *, is_merging: bool = False
) -> tuple[Diagnostic, ...]:
    """Refuse to replace a file that is no calendar of ours; an empty one is nothing.

    Calendars of one plan and merged ones do not replace each other either: what one of
    them is for, the other is not.
    """
    data = _standing(target)
    if isinstance(data, Diagnostic):
        return (data,)
    calendar = _ours(data)
    if not data or (calendar is not None and is_merged(calendar) == is_merging):
        return ()
    message = f"`{target}` is not a calendar that careplan wrote"
    if calendar is not None:
        one, several = "the calendar of one plan", "a calendar merged from several"
        message = f"`{target}` is {one if is_merging else several}"
    return (
        Diagnostic(
            code="file-exists",
            message=message,
            primary=Label(place=Place(file=str(target))),
            help=("choose another name, or move the file away first",),
        ),
    )


def replacing_problems(
    target: Path, memory: StreamRegister | None, *, register: Path
) -> tuple[Diagnostic, ...]:
    """Refuse to replace what was handed out by what does not follow from it.

    A calendar older than the register is right: the run before was cut short.
    """
    foreign = foreign_problems(target)
    data = _standing(target)
    calendar = None if isinstance(data, Diagnostic) else _ours(data)
    if foreign or calendar is None or isinstance(data, Diagnostic):
        return foreign
    number = number_of(with_line_ends(data))
    if number is None:
        return ()
    if memory is None:
        return (_register_missing(target, number, register),)
    if number > memory.number:
        return (_older(target, number, memory.number),)
    return () if _follows(calendar, memory.records) else (_unknown(target, number),)


def standing_calendar(target: Path) -> Component | None:
    """Read the calendar of ours that lies there, None if none does."""
    data = _standing(target)
    return None if isinstance(data, Diagnostic) else _ours(data)


def _standing(target: Path) -> bytes | Diagnostic:
    """Read what lies there; nothing if nothing does, or what only writing can tell."""
    data = files.read(str(target), limit=_LARGEST_CALENDAR)
    if isinstance(data, Diagnostic) and data.code != "too-large":
        return b""
    return data


def _ours(data: bytes) -> Component | None:
    try:
        calendar = read(with_line_ends(data))
    except UnreadableCalendarError:
        return None
    return calendar if calendar.value("PRODID") == PRODUCT else None


def with_line_ends(data: bytes) -> bytes:
    """Undo what git and editors do to line ends: it is still what was handed out."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _follows(calendar: Component, records: tuple[Record, ...]) -> bool:
    """Say whether every entry on disk is a state that the register came through.

    Sequence and stamp only ever grow together, so the same sequence with another
    stamp was handed out by a history that this register does not know.
    """
    known = {record.uid: record for record in records}
    for event in calendar.named("VEVENT"):
        record = known.get(event.value("UID") or "")
        if record is None:
            return False
        sequence = int(event.value("SEQUENCE") or 0)
        stamp = event.value("DTSTAMP") or ""
        newest = f"{record.stamp:%Y%m%dT%H%M%SZ}"
        is_same = (sequence, stamp) == (record.sequence, newest)
        is_older = sequence < record.sequence and stamp < newest
        if not is_same and not is_older:
            return False
    return True


def _register_missing(target: Path, number: int, register: Path) -> Diagnostic:
    return Diagnostic(
        code="register-missing",
        message=f"`{target}` was handed out as issue {number}, and `{register}` does"
        " not remember it",
        primary=Label(place=Place(file=str(target))),
        help=(
            _PUT_BACK,
            _rebuild(target),
            _BEGIN_ANEW,
        ),
    )


def _rebuild(target: Path) -> str:
    return f"or rebuild it: `--since {target}` reads the calendar that lies there"


def _older(target: Path, number: int, known: int) -> Diagnostic:
    return Diagnostic(
        code="older-issue",
        message=f"`{target}` is issue {number}, and the register remembers only issue"
        f" {known}",
        primary=Label(place=Place(file=str(target))),
        help=(_PUT_BACK, _rebuild(target)),
    )


def _unknown(target: Path, number: int) -> Diagnostic:
    return Diagnostic(
        code="older-issue",
        message=f"`{target}` is an issue {number} that the register does not remember",
        primary=Label(place=Place(file=str(target))),
        help=(_PUT_BACK, "the calendar of another plan or role needs another name"),
    )
