"""Shapes made of other shapes: lists, one or more, tables, tables by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.field import Shape, Table, shape
from careplan.language.schema.names import Naming, is_named, pattern_of
from careplan.language.schema.row import Row, read_table, wrong_type

T = TypeVar("T")

MOST_JOINED = 10_000


def list_of(item: Shape[T], words: str, *, least: int = 0) -> Shape[tuple[T, ...]]:
    """Make the shape of a list."""

    def accept(value: object, spot: Spot) -> tuple[T, ...] | None:
        if not isinstance(value, list):
            raise wrong_type(value, spot, words)
        if len(value) < least:
            raise UnreadableError("empty-list", f"{spot.name} is an empty list")
        found = [item.read(one, spot.entry(n)) for n, one in enumerate(value)]
        kept = tuple(one for one in found if one is not None)
        return kept if len(kept) == len(found) else None

    form = forms.many(item.form, least)
    return shape(words, accept, form=form, allowed=item.allowed, table=item.table)


def one_or_more(item: Shape[T], words: str, *, least: int = 1) -> Shape[tuple[T, ...]]:
    """Make the shape of one value or of a list; by default an empty list is wrong."""
    many = list_of(item, words, least=least)

    def accept(value: object, spot: Spot) -> tuple[T, ...] | None:
        if isinstance(value, list):
            return many.read(value, spot)
        one = item.read(value, spot)
        return None if one is None else (one,)

    form = forms.any_of(item.form, many.form)
    return shape(words, accept, form=form, allowed=item.allowed, table=item.table)


def joined(
    item: Shape[tuple[T, ...]], words: str, repeated: str = ""
) -> Shape[tuple[T, ...]]:
    """Make the shape of a value that says several things, or of a list of such values.

    `repeated` is the code for saying the same thing twice, where that is wrong.
    """

    def accept(value: object, spot: Spot) -> tuple[T, ...] | None:
        found = _all_parts(item, value, spot)
        if repeated and found is not None and len(set(found)) < len(found):
            raise UnreadableError(repeated, f"{spot.name} says the same twice")
        return found

    form = forms.any_of(item.form, forms.many(item.form, 1))
    return shape(words, accept, form=form)


def _all_parts(
    item: Shape[tuple[T, ...]], value: object, spot: Spot
) -> tuple[T, ...] | None:
    if not isinstance(value, list):
        return item.read(value, spot)
    if not value:
        raise UnreadableError("empty-list", f"{spot.name} is an empty list")
    parts: list[T] = []
    whole = True
    for number, one in enumerate(value):
        found = item.read(one, spot.entry(number))
        parts.extend(found or ())
        whole = whole and found is not None
        # A short list of ranges can mean millions, so it is stopped on the way.
        if len(parts) > MOST_JOINED:
            message = f"{spot.name} names more than {MOST_JOINED:,}"
            raise UnreadableError("too-many-occurrences", message)
    return tuple(parts) if whole else None


def checked(inner: Shape[T], check: Callable[[T, Spot], None]) -> Shape[T]:
    """Narrow a shape by a check that raises UnreadableError."""

    def accept(value: object, spot: Spot) -> T | None:
        found = inner.read(value, spot)
        if found is not None:
            check(found, spot)
        return found

    return shape(
        inner.words,
        accept,
        form=inner.form,
        allowed=inner.allowed,
        table=inner.table,
    )


def row(table: Table) -> Shape[Row]:
    """Make the shape of one table."""

    def accept(value: object, spot: Spot) -> Row | None:
        return read_table(table, value, spot)

    return shape("a table", accept, form=forms.table(table.name), table=table)


def rows(table: Table, *, least: int = 0) -> Shape[tuple[Row, ...]]:
    """Make the shape of a list of tables; those that are none are left out."""

    def accept(value: object, spot: Spot) -> tuple[Row, ...]:
        if not isinstance(value, list):
            raise wrong_type(value, spot, "a list of tables")
        if len(value) < least:
            raise UnreadableError("empty-list", f"{spot.name} is an empty list")
        found = [read_table(table, one, spot.entry(n)) for n, one in enumerate(value)]
        return tuple(one for one in found if one is not None)

    form = forms.many(forms.table(table.name), least)
    return shape("a list of tables", accept, form=form, table=table)


def rows_by_name(table: Table, naming: Naming) -> Shape[tuple[Row, ...]]:
    """Make the shape of tables that stand under names of the author's choosing."""

    def accept(value: object, spot: Spot) -> tuple[Row, ...]:
        if not isinstance(value, dict):
            raise wrong_type(value, spot, "a table of tables")
        found = []
        for name, one in value.items():
            is_named(naming, name, spot.under(name))
            found.append(read_table(table, one, spot.under(name)))
        return tuple(one for one in found if one is not None)

    form = forms.by_key(forms.table(table.name), pattern_of(naming))
    return shape("a table of tables", accept, form=form, table=table)


def by_name(
    item: Shape[T], words: str, naming: Naming
) -> Shape[tuple[tuple[str, T], ...]]:
    """Make the shape of values that stand under names of the author's choosing."""

    def accept(value: object, spot: Spot) -> tuple[tuple[str, T], ...]:
        if not isinstance(value, dict):
            raise wrong_type(value, spot, words)
        found = []
        for name, one in value.items():
            is_named(naming, name, spot.under(name))
            read_one = item.read(one, spot.under(name))
            if read_one is not None:
                found.append((name, read_one))
        return tuple(found)

    form = forms.by_key(item.form, pattern_of(naming))
    return shape(words, accept, form=form, allowed=item.allowed)
