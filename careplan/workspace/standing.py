"""What lies on disk beside what would be written: whether it is up to date."""

from __future__ import annotations

from pathlib import Path

from careplan import files
from careplan.calendar.contentlines import Component, UnreadableCalendarError, read
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.workspace.exporting import Prepared

_LARGEST = 64 * files.MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a calendar on disk differs: in so many entries new, gone, and other.

    A file of the same entries may still be another one, byte for byte.
    """

    is_current: bool
    is_missing: bool = False
    new: int = 0
    gone: int = 0
    other: int = 0


def standing(prepared: Prepared, target: Path) -> Standing | Diagnostic:
    """Compare what would be written with what lies there; nothing is written."""
    data = files.read(str(target), limit=_LARGEST)
    if isinstance(data, Diagnostic):
        if data.code != "file-missing":
            return data
        return Standing(is_current=False, is_missing=True)
    if data == prepared.data:
        return Standing(is_current=True)
    before, after = _events(data), _events(prepared.data)
    return Standing(
        is_current=False,
        new=len(after.keys() - before.keys()),
        gone=len(before.keys() - after.keys()),
        other=sum(before[uid] != after[uid] for uid in before.keys() & after.keys()),
    )


def _events(data: bytes) -> dict[str, Component]:
    try:
        calendar = read(data)
    except UnreadableCalendarError:
        return {}
    return {event.value("UID") or "": event for event in calendar.named("VEVENT")}
