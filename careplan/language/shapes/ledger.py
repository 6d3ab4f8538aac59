"""The shape of the ledger: flat entries, each with its instant and its verb.

The other keys of an entry depend on its verb and are read when it is replayed; here
they only have to be plain values.
"""

from __future__ import annotations

from datetime import date, datetime, time

from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.days import INSTANT
from careplan.language.schema.field import required, shape, table
from careplan.language.schema.plain import word
from careplan.language.schema.row import read_row, wrong_type
from careplan.model.ledger import Entry, Value, Verb

AT = required("at", INSTANT, "When the entry was written.", "2026-03-04T09:12:00Z")
VERB = required("verb", word(Verb, "a verb"), "What the entry says.", '"record"')
ENTRY = table(
    "ledger entry",
    "an entry of the ledger",
    "[[ledger]]",
    "One thing that happened or was decided; its other keys depend on the verb.",
    AT,
    VERB,
    others=forms.any_of(
        {"type": ["string", "number", "boolean"]},
        forms.DATE,
        forms.WALL,
        forms.INSTANT,
        forms.CLOCK,
    ),
)


def _entries(value: object, spot: Spot) -> tuple[Entry, ...]:
    if not isinstance(value, list):
        raise wrong_type(value, spot, "a list of `[[ledger]]` entries")
    found = [_entry(one, spot.entry(n), n + 1) for n, one in enumerate(value)]
    return tuple(entry for entry in found if entry is not None)


def _entry(value: object, spot: Spot, number: int) -> Entry | None:
    if not isinstance(value, dict):
        spot.unreadable(wrong_type(value, spot, "a table (a `[[ledger]]` entry)"))
        return None
    own = {key: value[key] for key in value if key in ENTRY.fields}
    row = read_row(ENTRY, own, spot)
    rest = {key: value[key] for key in sorted(value) if key not in ENTRY.fields}
    values = tuple(
        (key, flat)
        for key, one in rest.items()
        if (flat := _flat(one, spot.under(key))) is not None
    )
    if not row.complete:
        return None
    return Entry(
        number=number, at=row[AT], verb=row[VERB], values=values, place=row.place()
    )


def _flat(value: object, spot: Spot) -> Value | None:
    match value:
        case bool() | int() | float() | str() | date() | datetime() | time():
            return value
        case _:
            wrong = wrong_type(value, spot, "a plain value")
            spot.unreadable(
                UnreadableError(wrong.code, wrong.message, advice="entries are flat")
            )
            return None


LEDGER = shape(
    "a list of `[[ledger]]` entries",
    _entries,
    form=forms.many(forms.table(ENTRY.name)),
    table=ENTRY,
)
