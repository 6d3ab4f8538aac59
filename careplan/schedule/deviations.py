"""Deviations: what was done, or arranged, when the programme would not have had it.

A record is a fact and never refused, and an exception was agreed on; that it lies
outside its bounds, or closer than `min_gap` to the one before it, is told and kept (a
protocol deviation, ICH E3 10.2), and so is what had to stay beside a fact.  Nothing is
moved for it here.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.schedule import (
    Deviation,
    Occurrence,
    Schedule,
    State,
    StepKind,
)
from careplan.model.wording import spell_moment
from careplan.schedule.arithmetic import BusinessDays
from careplan.schedule.bounds import outside
from careplan.schedule.gaps import is_far_enough

MOST_TOLD = 20
_BY_HAND = (StepKind.MOVED, StepKind.ADDED, StepKind.PINNED)


def warnings_of(deviations: tuple[Deviation, ...]) -> tuple[Diagnostic, ...]:
    """Give one warning for every rule: the first deviation, and the others below."""
    of_rules: dict[tuple[str | None, str], list[Deviation]] = {}
    for one in deviations:
        rule = one.occurrence.rule
        of_rules.setdefault((rule.phase, rule.id), []).append(one)
    return tuple(_told(found) for found in of_rules.values())


def deviating(schedule: Schedule, is_open: BusinessDays) -> Iterator[Deviation]:
    """Find what is outside its bounds or too soon by a fact or by hand.

    Facts are compared with the facts before them, what is planned with all before it.
    Where neither of two was arranged by hand the schedule has seen to their distance.
    `is_open` says which dates are business days.
    """
    done: dict[str, Occurrence] = {}
    last: dict[str, Occurrence] = {}
    for one in schedule.occurrences:
        if one.state is State.MISSED:
            continue
        known = last if one.actual is None else done
        before, activity = known.get(one.activity.id), one.activity.id
        if one.actual is not None or _is_arranged(one):
            reason = outside(one.moment, one.bounds) or _too_soon(one, before, is_open)
        elif before is not None and _is_arranged(before):
            reason = _too_soon(one, before, is_open)
        else:
            reason = _beside_fact(one)
        if reason is not None:
            yield Deviation(occurrence=one, reason=reason)
        last[activity] = one
        if one.actual is not None:
            done[activity] = one


def _too_soon(
    one: Occurrence, before: Occurrence | None, is_open: BusinessDays
) -> str | None:
    gap = one.activity.min_gap
    if gap is None or before is None:
        return None
    if is_far_enough(before.moment, one.moment, gap, is_open):
        return None
    return f"closer than {gap} to {before.name}"


def _beside_fact(one: Occurrence) -> str | None:
    """Say what speaks against the place of one that had to stay where a fact is."""
    refused = (step for step in one.trace if step.kind is StepKind.GAP)
    return next((step.reason for step in refused if step.moment == one.placed), None)


def _is_arranged(one: Occurrence) -> bool:
    return any(step.kind in _BY_HAND for step in one.trace)


def _told(found: list[Deviation]) -> Diagnostic:
    first, *others = found
    told = [_words(one) for one in others[:MOST_TOLD]]
    if len(others) > MOST_TOLD:
        told.append(f"and {len(others) - MOST_TOLD:,} more")
    return Diagnostic(
        code="deviation",
        severity=Severity.WARNING,
        message=_words(first),
        primary=Label(place=first.occurrence.rule.place, note="gives it"),
        help=tuple(told),
    )


def _words(deviation: Deviation) -> str:
    one = deviation.occurrence
    became = "is planned for" if one.actual is None else "was done on"
    return f"`{one.name}` {became} {spell_moment(one.moment)}, {deviation.reason}"
