"""Positions: the one key, or pair of keys, that says where a rule's slots lie."""

from __future__ import annotations

from careplan.language.decode.anchors import Scope, resolve
from careplan.language.fields import rule as fields
from careplan.language.schema.field import Field
from careplan.language.schema.row import Row
from careplan.model.amount import Amount, Period, Unit
from careplan.model.anchor import Expression
from careplan.model.diagnostic import Part
from careplan.model.position import (
    AtAnchor,
    Every,
    FlexibleStep,
    IntervalStep,
    Offsets,
    PatternStep,
    Position,
    Recurrence,
    StudyDays,
    Taper,
    TaperStep,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)

POSITIONS: tuple[Field[object], ...] = (
    fields.OFFSET,
    fields.DAY,
    fields.DAYS,
    fields.ON,
    fields.EVERY,
    fields.TIMES_A_WEEK,
    fields.TAPER,
    fields.RRULE,
)
# `on` alone is a pattern; beside these it says which weekday of each period.
WITH_ON: tuple[Field[object], ...] = (fields.EVERY, fields.TAPER)
WITH_FIRST: tuple[Field[object], ...] = (fields.ON, *WITH_ON)
STEP_KINDS: tuple[Field[object], ...] = (
    fields.STEP_EVERY,
    fields.STEP_ON,
    fields.STEP_TIMES,
)
STEP_ENDS: tuple[Field[object], ...] = (fields.STEP_COUNT, fields.STEP_UNTIL)


def position(row: Row, scope: Scope) -> Position:
    """Build a rule's position; one that is wrong is said and stands at the anchor."""
    _check_only_one(row)
    _check_first(row)
    first = row.get(fields.FIRST)
    steps = row.get(fields.TAPER)
    if steps is not None:
        return Taper(
            steps=_steps(steps, scope), on=row.get(fields.ON) or (), first=first
        )
    return _series(row, first) or _single(row) or AtAnchor()


def _series(row: Row, first: Amount | None) -> Position | None:
    every, on = row.get(fields.EVERY), row.get(fields.ON) or ()
    times, rrule = row.get(fields.TIMES_A_WEEK), row.get(fields.RRULE)
    if every is not None:
        return Every(interval=every, on=on, first=first)
    if on:
        return _pattern(on, first)
    if times is not None:
        return TimesAWeek(times=times)
    return None if rrule is None else Recurrence(rrule=rrule)


def _pattern(on: tuple[Weekday, ...], first: Amount | None) -> Position:
    """Build a weekday pattern; a moved one is those weekdays of every moved week."""
    if first is None:
        return WeekdayPattern(on=on)
    return Every(interval=Period(number=1, unit=Unit.WEEK), on=on, first=first)


def _single(row: Row) -> Position | None:
    offsets = row.get(fields.OFFSET)
    if offsets is not None:
        return Offsets(amounts=offsets)
    days = row.get(fields.DAY) or row.get(fields.DAYS)
    return None if days is None else StudyDays(days=days)


def _check_only_one(row: Row) -> None:
    """Refuse a second position; the two that stand first in the text are named."""
    written = row.in_order(POSITIONS)
    if fields.ON in written and any(field in written for field in WITH_ON):
        written.remove(fields.ON)
    if len(written) < 2:  # noqa: PLR2004 - one position is right
        return
    first, second = written[:2]
    row.at(second).error(
        "two-positions",
        f"a rule has one position, but this has `{first.name}` and `{second.name}`",
        part=Part.KEY,
        related=(row.label(first, "the first"),),
        advice="write a second rule with an `id` of its own",
    )


def _check_first(row: Row) -> None:
    if row.says(fields.FIRST) and not any(row.says(field) for field in WITH_FIRST):
        row.at(fields.FIRST).error(
            "no-effect",
            "`first` needs `every`, `on` or `taper`, whose beginning it moves",
            part=Part.KEY,
        )


def _steps(rows: tuple[Row, ...], scope: Scope) -> tuple[TaperStep, ...]:
    steps = (_step(row, scope) for row in rows)
    return tuple(step for step in steps if step is not None)


def _step(row: Row, scope: Scope) -> TaperStep | None:
    written = row.in_order(STEP_KINDS)
    if len(written) != 1:
        row.spot.error(
            "taper-step",
            "a taper step has one of `every`, `on` and `times_a_week`",
            part=Part.HEADER,
        )
        return None
    if written[0] is fields.STEP_EVERY:
        return _interval_step(row, scope)
    return _weekly_step(row, written[0])


def _interval_step(row: Row, scope: Scope) -> IntervalStep | None:
    if len(row.in_order(STEP_ENDS)) != 1:
        row.spot.error(
            "taper-step",
            "a step with `every` ends with one of `count` and `until`",
            part=Part.HEADER,
        )
    _refuse(row, fields.STEP_WEEKS, "every")
    every, written = row.get(fields.STEP_EVERY), row.get(fields.STEP_UNTIL)
    until: Expression | None = None
    if written is not None:
        until = resolve(written, scope, row.at(fields.STEP_UNTIL))
    if every is None:
        return None
    return IntervalStep(every=every, count=row.get(fields.STEP_COUNT), until=until)


def _weekly_step(row: Row, kind: Field[object]) -> TaperStep | None:
    for field in STEP_ENDS:
        _refuse(row, field, kind.name)
    if not row.says(fields.STEP_WEEKS):
        row.spot.error(
            "taper-step", f"a step with `{kind.name}` needs `weeks`", part=Part.HEADER
        )
    weeks, on = row.get(fields.STEP_WEEKS), row.get(fields.STEP_ON)
    times = row.get(fields.STEP_TIMES)
    if weeks is None:
        return None
    if on is not None:
        return PatternStep(on=on, weeks=weeks)
    return None if times is None else FlexibleStep(times=times, weeks=weeks)


def _refuse(row: Row, field: Field[object], kind: str) -> None:
    if row.says(field):
        row.at(field).error(
            "taper-step",
            f"`{field.name}` does not end a step with `{kind}`",
            part=Part.KEY,
        )
