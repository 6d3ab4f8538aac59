"""Deviations: what was done when the programme would not have had it.

A record is a fact and never refused; that it lies outside its bounds, or closer than
`min_gap` to what took place before it, is told and kept (a protocol deviation, ICH
E3 10.2).  Nothing is moved for it here.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.moment import Moment
from careplan.model.schedule import Occurrence, Schedule
from careplan.model.wording import spell_moment
from careplan.schedule.arithmetic import BusinessDays
from careplan.schedule.bounds import outside
from careplan.schedule.gaps import is_far_enough

MOST_TOLD = 20


def deviations(schedule: Schedule, is_open: BusinessDays) -> tuple[Diagnostic, ...]:
    """Say what was done outside its bounds or too soon; `is_open`: business days.

    One warning for every rule: the first, and the others below.
    """
    of_rules: dict[tuple[str | None, str], list[tuple[Occurrence, str]]] = {}
    for one, reason in _found(schedule, is_open):
        of_rules.setdefault((one.rule.phase, one.rule.id), []).append((one, reason))
    return tuple(_told(found) for found in of_rules.values())


def _found(
    schedule: Schedule, is_open: BusinessDays
) -> Iterator[tuple[Occurrence, str]]:
    last: dict[str, tuple[Moment, str]] = {}
    for one in schedule.occurrences:
        if one.actual is None:
            continue
        gap, before = one.activity.min_gap, last.get(one.activity.id)
        reason = outside(one.actual, one.bounds)
        if reason is not None:
            yield one, reason
        elif gap is not None and before is not None:
            moment, name = before
            if not is_far_enough(moment, one.actual, gap, is_open):
                yield one, f"closer than {gap} to {name}"
        last[one.activity.id] = one.actual, one.name


def _told(found: list[tuple[Occurrence, str]]) -> Diagnostic:
    (first, reason), *others = found
    told = [f"{_when(one)}, {why}" for one, why in others[:MOST_TOLD]]
    if len(others) > MOST_TOLD:
        told.append(f"and {len(others) - MOST_TOLD:,} more")
    return Diagnostic(
        code="deviation",
        severity=Severity.WARNING,
        message=f"{_when(first)}, {reason}",
        primary=Label(place=first.rule.place, note="gives it"),
        help=tuple(told),
    )


def _when(one: Occurrence) -> str:
    return f"`{one.name}` was done on {spell_moment(one.moment)}"
