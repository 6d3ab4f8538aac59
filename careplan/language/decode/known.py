"""Names that must be known: roles, activities, gates."""

from __future__ import annotations

from careplan.language.decode.names import Names
from careplan.language.fields.activity import WITH
from careplan.language.findings import Spot
from careplan.language.schema.field import Field
from careplan.language.schema.row import Row
from careplan.language.suggest import did_you_mean, nearest


def check_activity(name: str, names: Names, spot: Spot) -> None:
    """Refuse what is no activity of the program."""
    if name not in names.activities:
        meant = nearest(name, names.activities)
        spot.error(
            "unknown-activity",
            "there is no activity {}",
            name,
            advice=did_you_mean(meant)
            or "activities are described under `[activities.ID]`",
        )


def check_activities(row: Row, field: Field[tuple[str, ...]], names: Names) -> None:
    """Refuse those of a list that are no activities of the program."""
    for name, spot in row.each(field):
        check_activity(name, names, spot)


def check_roles(row: Row, names: Names) -> None:
    """Refuse those of `with` that are no roles of the program."""
    for role, spot in row.each(WITH):
        if role not in names.roles:
            meant = nearest(role, names.roles)
            spot.error(
                "unknown-role",
                "there is no role {}",
                role,
                advice=did_you_mean(meant) or f'add `{role} = "…"` to `[roles]`',
            )
