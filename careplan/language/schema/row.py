"""Rows: one table of a document, read by the fields it may contain.

Reading a row reads everything below it and says everything that is wrong with its
keys and values; what the values mean together is for the decoder.  A row never holds
a value that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from careplan.language.findings import Spot, UnreadableError, shortened
from careplan.language.schema.field import Field, Table
from careplan.language.schema.toml import kind_of
from careplan.language.suggest import advice
from careplan.model.diagnostic import Label, Part, Place

T = TypeVar("T")

_MOST_SHOWN = 3

# What other programs call the keys of a rule.
_OTHER_WORDS = {
    "frequency": "every",
    "interval": "every",
    "weekday": "on",
    "weekdays": "on",
    "start": "from",
    "end": "until",
    "time": "at",
    "times": "at",
    "occurrences": "count",
}


class Row:
    """What one table says.

    `row[FIELD]` is the value, or the field's default; `row.get(FIELD)` is None where
    nothing readable stands.  `complete` says that every key the table needs could be
    read.
    """

    __slots__ = ("_data", "_values", "complete", "spot")

    def __init__(
        self,
        spot: Spot,
        data: dict[str, object],
        values: dict[str, object],
        *,
        complete: bool,
    ) -> None:
        """Take what TOML gave at a spot and what could be read of it."""
        self.spot = spot
        self.complete = complete
        self._data = data
        self._values = values

    def __getitem__(self, field: Field[T]) -> T:
        """Give the value of a field that is required or has a default."""
        found = self._values.get(field.name, field.default)
        if found is None:
            raise KeyError(field.name)
        return cast("T", found)

    def get(self, field: Field[T]) -> T | None:
        """Give the value of a field, or None."""
        return cast("T | None", self._values.get(field.name, field.default))

    def each(self, field: Field[tuple[T, ...]]) -> Iterator[tuple[T, Spot]]:
        """Give the values of one or more, each with the spot where it stands."""
        spot = self.at(field)
        is_list = isinstance(self._data.get(field.name), list)
        for number, found in enumerate(self[field]):
            yield found, spot.entry(number) if is_list else spot

    def says(self, field: Field[object]) -> bool:
        """Say whether the key stands in the text, readable or not."""
        return field.name in self._data

    def in_order(self, fields: Iterable[Field[object]]) -> list[Field[object]]:
        """List those of the fields that stand in the text, in its order."""
        by_name = {field.name: field for field in fields}
        return [by_name[key] for key in self._data if key in by_name]

    @property
    def key(self) -> str:
        """The key this table stands under, such as an activity's id."""
        return str(self.spot.path[-1])

    def place(self) -> Place:
        """Name the table in a diagnostic."""
        return self.spot.place()

    def at(self, field: Field[object]) -> Spot:
        """Step to the value of a field."""
        return self.spot.under(field.name)

    def label(self, field: Field[object], note: str = "") -> Label:
        """Point at a key."""
        return Label(place=self.at(field).place(Part.KEY), note=note)


def read_row(table: Table, data: dict[str, object], spot: Spot) -> Row:
    """Read a table by its fields: every value, unknown keys, missing keys."""
    values = {}
    missing = [
        field
        for field in table.fields.values()
        if field.required and field.name not in data
    ]
    outside = _outside(missing, table, data)
    for key, value in data.items():
        field = table.fields.get(key)
        if field is None:
            if key not in outside:
                _unknown(table, spot.under(key), key)
            continue
        found = field.shape.read(value, spot.under(key))
        if found is not None:
            values[key] = found
    for needed in missing:
        keys = [key for key, field in outside.items() if field is needed]
        if keys:
            _left_outside(needed, keys, spot)
        else:
            _missing(table, spot, needed)
    complete = all(
        field.name in values for field in table.fields.values() if field.required
    )
    return Row(spot, data, values, complete=complete)


def read_table(table: Table, value: object, spot: Spot) -> Row | None:
    """Read a value that should be this table."""
    if isinstance(value, dict):
        return read_row(table, value, spot)
    spot.unreadable(wrong_type(value, spot, f"a table ({table.title})"))
    return None


def wrong_type(value: object, spot: Spot, wanted: str) -> UnreadableError:
    """Say that a value is of another kind than it should be."""
    message = f"{spot.name} is {kind_of(value)}, not {wanted}"
    return UnreadableError("wrong-type", message)


def _outside(
    missing: list[Field[object]], table: Table, data: dict[str, object]
) -> dict[str, Field[object]]:
    """Find the keys of a table that is needed and whose header was not written."""
    return {
        key: field
        for field in missing
        if field.shape.table is not None
        for key in data
        if key in field.shape.table.fields and key not in table.fields
    }


def _left_outside(field: Field[object], keys: list[str], spot: Spot) -> None:
    """Say once what they all lack: the line that begins their table."""
    written = field.shape.table.written if field.shape.table is not None else ""
    shown = [f"`{key}`" for key in keys[:_MOST_SHOWN]]
    if len(keys) > _MOST_SHOWN:
        shown.append("others")
    *first, last = shown
    several = f"{', '.join(first)} and {last} belong" if first else f"{last} belongs"
    spot.under(keys[0]).error(
        "missing-key",
        f"{several} in `{written}`, which is not there",
        part=Part.KEY,
        advice=f"write `{written}` on a line of its own above "
        + ("them" if first else "it"),
    )


def _unknown(table: Table, spot: Spot, key: str) -> None:
    spot.error(
        "unknown-key",
        f"unknown key `{shortened(key)}` in {table.title}",
        part=Part.KEY,
        note="no such key here",
        advice=_home(table, key) or advice(_meant(table, key), table.fields),
    )


def _home(table: Table, key: str) -> str:
    """Say in which table that this one needs a key belongs, if in one."""
    for field in table.fields.values():
        inner = field.shape.table
        if field.required and inner is not None and key in inner.fields:
            return f"it belongs in `{inner.written}`"
    return ""


def _meant(table: Table, key: str) -> str:
    """Give the key that other programs' word stands for, or the word itself."""
    other = _OTHER_WORDS.get(key.lower(), key)
    return other if other in table.fields else key


def _missing(table: Table, spot: Spot, field: Field[object]) -> None:
    spot.error(
        "missing-key",
        f"{table.title} needs `{field.name}`",
        part=Part.HEADER,
        advice=f"add `{field.name} = {field.example}`" if field.example else "",
    )
