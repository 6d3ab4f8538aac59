"""Which entries of a ledger still count: an `undo` takes back an earlier one.

An undo can itself be undone; then the entry it took back counts again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from careplan.model.diagnostic import Diagnostic, Label, Part
from careplan.model.ledger import Entry, Undo
from careplan.schedule.ledger.disputes import at_key


def standing(
    ledger: tuple[Entry, ...],
) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """List the entries that count, and say of which undo there is nothing to undo."""
    undone: set[int] = set()
    obeyed: list[tuple[Entry, int]] = []
    for entry in reversed(ledger):  # what is undone itself undoes nothing
        if isinstance(entry.act, Undo) and entry.number not in undone:
            undone.add(entry.act.entry)
            obeyed.insert(0, (entry, entry.act.entry))
    kept = tuple(entry for entry in ledger if entry.number not in undone)
    return kept, tuple(_futile(obeyed, {entry.number: entry for entry in ledger}))


def _futile(
    obeyed: list[tuple[Entry, int]], by_number: Mapping[int, Entry]
) -> Iterator[Diagnostic]:
    """Report undos of what is not there, or comes later, or is undone already."""
    seen: set[int] = set()
    for entry, number in obeyed:
        if number not in by_number or number >= entry.number:
            yield _nothing_to_undo(entry, number)
        elif number in seen:
            yield _undone_twice(entry, by_number[number])
        seen.add(number)


def _nothing_to_undo(entry: Entry, number: int) -> Diagnostic:
    return Diagnostic(
        code="unknown-entry",
        message=f"there is no entry {number} before this one",
        primary=at_key(entry, "entry"),
        help=("entries are counted from 1, in the order of the file",),
    )


def _undone_twice(entry: Entry, undone: Entry) -> Diagnostic:
    place = undone.place
    header = Label(place=replace(place, part=Part.HEADER), note="this one")
    return Diagnostic(
        code="unknown-entry",
        message=f"entry {undone.number} is undone already",
        primary=at_key(entry, "entry"),
        related=(header,),
    )
