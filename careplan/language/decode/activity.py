"""Activities: the row of one, alone or under the overrides of a rule.

What neither says, the kind decides.  The discreet title is the kind's fixed word
unless one is written; it is never made of the title.
"""

from __future__ import annotations

from typing import TypeVar

from careplan.language.fields import activity as fields
from careplan.language.schema.field import Field
from careplan.language.schema.row import Row
from careplan.model.kind import TRAITS
from careplan.model.program import Activity, Ceiling

T = TypeVar("T")


class Layers:
    """An activity's row under the row of a rule that may say some of it anew."""

    __slots__ = ("base", "over")

    def __init__(self, base: Row, over: Row | None = None) -> None:
        """Lay one row over the other."""
        self.base = base
        self.over = over

    def __getitem__(self, field: Field[T]) -> T:
        """Give the upper value of a field that is required or has a default."""
        return self._row(field)[field]

    def get(self, field: Field[T]) -> T | None:
        """Give the upper value of a field, or None."""
        return self._row(field).get(field)

    def _row(self, field: Field[object]) -> Row:
        if self.over is not None and self.over.says(field):
            return self.over
        return self.base


def activity(base: Row, over: Row | None = None) -> Activity | None:
    """Build an activity; None if what it needs could not be read."""
    if not base.complete:
        return None
    layers = Layers(base, over)
    kind = layers.get(fields.KIND) or base[fields.KIND]
    traits = TRAITS[kind]
    heeds = layers.get(fields.HEEDS)
    blocks = layers.get(fields.BLOCKS)
    series = layers.get(fields.SERIES)
    return Activity(
        id=base.key,
        kind=kind,
        title=layers.get(fields.TITLE) or base[fields.TITLE],
        neutral=layers.get(fields.NEUTRAL) or traits.neutral,
        duration=layers.get(fields.DURATION),
        at=base.get(fields.AT),
        roles=layers[fields.WITH],
        open=layers.get(fields.OPEN),
        min_gap=layers.get(fields.MIN_GAP),
        max_gap=layers.get(fields.MAX_GAP),
        at_most=_ceiling(layers.get(fields.AT_MOST)),
        choose=layers[fields.CHOOSE],
        reminders=layers[fields.REMINDERS],
        instructions=layers.get(fields.INSTRUCTIONS),
        neutral_instructions=layers.get(fields.NEUTRAL_INSTRUCTIONS),
        location=layers.get(fields.LOCATION),
        link=layers.get(fields.LINK),
        results=layers[fields.RESULTS],
        price=layers.get(fields.PRICE_),
        heeds=traits.heeds if heeds is None else heeds,
        blocks_time=traits.blocks_time if blocks is None else blocks,
        may_be_series=traits.may_be_series if series is None else series,
        place=base.place(),
    )


def _ceiling(row: Row | None) -> Ceiling | None:
    if row is None or not row.complete:
        return None
    return Ceiling(count=row[fields.MOST], per=row[fields.PER])
