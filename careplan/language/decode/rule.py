"""Rules: a row of a `schedule`, with the names it uses resolved.

Everything wrong with a rule is said before it is given up.
"""

from __future__ import annotations

from careplan.language.decode.activity import activity
from careplan.language.decode.anchors import Scope, occurrences, resolve
from careplan.language.decode.known import check_activities, check_activity, check_roles
from careplan.language.decode.position import position
from careplan.language.expressions import Written
from careplan.language.fields import activity as activity_fields
from careplan.language.fields import rule as fields
from careplan.language.schema.field import Field
from careplan.language.schema.row import Row
from careplan.model.anchor import Expression, PhaseStart
from careplan.model.diagnostic import Part
from careplan.model.program import Activity, Condition, Each, From, Rule


def rule(row: Row, scope: Scope, activities: dict[str, Row]) -> Rule | None:
    """Build a rule; None if what it needs could not be read."""
    name = row.get(fields.ACTIVITY)
    if name is not None:
        check_activity(name, scope.names, row.at(fields.ACTIVITY))
    check_roles(row, scope.names)
    check_activities(row, fields.REQUIRES, scope.names)
    check_activities(row, fields.SKIP_DAYS_OF, scope.names)
    _check_together(row)
    base = activities.get(name or "")
    return _built(row, scope, None if base is None else activity(base, row))


def conditions(row: Row, field: Field[Conditions]) -> tuple[Condition, ...]:
    """Build the conditions of a `when`."""
    return tuple(Condition(name=name, values=values) for name, values in row[field])


Conditions = tuple[tuple[str, tuple[str, ...]], ...]


def expression(row: Row, field: Field[Written], scope: Scope) -> Expression | None:
    """Resolve the expression of a key, if there is one."""
    written = row.get(field)
    return None if written is None else resolve(written, scope, row.at(field))


def _built(row: Row, scope: Scope, what: Activity | None) -> Rule | None:
    anchor = _each(row, scope) if row.says(fields.EACH) else _from(row, scope)
    where = position(row, scope)
    until = expression(row, fields.UNTIL, scope)
    not_before = _expressions(row, fields.NOT_BEFORE, scope)
    not_after = _expressions(row, fields.NOT_AFTER, scope)
    if what is None or anchor is None:
        return None
    align, align_month = row.get(fields.ALIGN) or ((), False)
    return Rule(
        id=row.get(fields.ID) or what.id,
        phase=scope.phase,
        activity=what,
        anchor=anchor,
        position=where,
        count=row.get(fields.COUNT_),
        until=until,
        weeks=row.get(fields.WEEKS),
        open_ended=row[fields.OPEN_ENDED],
        at=row.get(activity_fields.AT),
        all_day=row[fields.ALL_DAY],
        align=align,
        align_month=align_month,
        excepted=row[fields.EXCEPT],
        skip_days_of=row[fields.SKIP_DAYS_OF],
        window=row.get(fields.WINDOW_),
        not_before=not_before,
        not_after=not_after,
        grace=row.get(fields.GRACE),
        if_closed=row.get(fields.IF_CLOSED),
        if_missed=row[fields.IF_MISSED],
        counted_from=row[fields.COUNTED_FROM],
        follows=row[fields.FOLLOWS],
        when=conditions(row, fields.WHEN),
        requires=row[fields.REQUIRES],
        labels=row[fields.LABELS],
        clock=row[fields.CLOCK],
        place=row.place(),
    )


def _from(row: Row, scope: Scope) -> From | None:
    if not row.says(fields.FROM):
        start = Expression(base=PhaseStart(), text="phase", place=row.place())
        return From(expression=start)
    counted = expression(row, fields.FROM, scope)
    return None if counted is None else From(expression=counted)


def _each(row: Row, scope: Scope) -> Each | None:
    parent = row.get(fields.EACH)
    if parent is None:
        return None
    spot = row.at(fields.EACH)
    found = occurrences(parent, scope, spot)
    if found is None:
        return None
    return Each(
        name=found.name,
        by_rule=found.by_rule,
        phase=found.phase,
        own_cycle=found.own_cycle,
        which=row.get(fields.WHICH_),
        place=spot.place(),
    )


def _expressions(
    row: Row, field: Field[tuple[Written, ...]], scope: Scope
) -> tuple[Expression, ...]:
    found = (resolve(written, scope, spot) for written, spot in row.each(field))
    return tuple(one for one in found if one is not None)


def _check_together(row: Row) -> None:
    """Refuse keys that contradict each other, and keys without what they refine."""
    if row.says(fields.EACH) and row.says(fields.FROM):
        _clash(row, fields.EACH, fields.FROM, "a rule counts from one thing")
    if row.says(activity_fields.AT) and row[fields.ALL_DAY]:
        _clash(row, activity_fields.AT, fields.ALL_DAY, "a whole day has no time")
    if row.says(fields.WHICH_) and not row.says(fields.EACH):
        row.at(fields.WHICH_).error(
            "no-effect", "`which` needs `each`, of which it picks some", part=Part.KEY
        )


def _clash(row: Row, first: Field[object], second: Field[object], reason: str) -> None:
    row.at(second).error(
        "key-clash",
        f"{reason}, but this has `{first.name}` and `{second.name}`",
        part=Part.KEY,
        related=(row.label(first),),
    )
