"""On which weekdays a rule's slots can lie, as far as that is sure without a date.

A start that the enrolment gives can be any weekday; an aligned phase or a written date
has one.  Closed days and gaps come later.
"""

from __future__ import annotations

import re

from careplan.language.checks.distance import MINUTES_A_DAY, minutes
from careplan.language.checks.ends import room
from careplan.language.checks.survey import Survey
from careplan.language.weekdays import WORDS
from careplan.model.amount import DAYS_A_WEEK, Amount, Duration, Period, Unit
from careplan.model.anchor import (
    Edge,
    Expression,
    Fixed,
    Named,
    PhaseEdge,
    PhaseStart,
    Start,
)
from careplan.model.position import Every, Offsets, Recurrence, StudyDays, Weekday
from careplan.model.program import From, Phase, Rule

Days = frozenset[int]

ANY: Days = frozenset(range(DAYS_A_WEEK))
_WORKDAYS: Days = frozenset(range(Weekday.SAT))
_BYDAY = re.compile(r"BYDAY=([^;]+)")


def landing(survey: Survey, rule: Rule) -> Days | None:
    """Give the weekdays an interval, a list or a recurrence can land on.

    None where nobody can say; weekday patterns name theirs themselves.
    """
    if rule.activity.open is not None:
        return frozenset(rule.activity.open)
    if rule.align and not rule.not_before:
        return frozenset(rule.align)
    if rule.not_before or rule.align_month:
        return None
    if isinstance(rule.position, Recurrence):
        return _recurring(rule.position.rrule)
    steps = _steps(survey, rule)
    if steps is None or steps == ANY:
        return steps
    base = None
    if isinstance(rule.anchor, From):
        base = weekday_of(survey, rule.anchor.expression, survey.phase_of(rule))
    return None if base is None else _moved(base, steps)


def weekday_of(survey: Survey, where: Expression, phase: Phase | None) -> Days | None:
    """Give the weekdays an anchor can lie on, or None where nobody can say."""
    days = _base(survey, where, phase)
    for amount in where.shifts:
        days = None if days is None else _shifted(days, amount)
    return days


def _base(survey: Survey, where: Expression, phase: Phase | None) -> Days | None:
    match where.base:
        case Start() | Named():
            return ANY
        case Fixed(when=when):
            return frozenset({when.weekday()})
        case PhaseStart():
            return ANY if phase is None else _start(survey, phase)
        case PhaseEdge(phase=name, edge=Edge.START) if name in survey.phases:
            return _start(survey, survey.phases[name])
        case _:
            return None


def _start(survey: Survey, phase: Phase) -> Days | None:
    """Give the weekdays on which a phase, in any of its cycles, can begin."""
    if phase.align:
        return frozenset(phase.align)
    if phase.align_month:
        return ANY
    if phase.repeat > 1 and not _is_whole_weeks(phase.length):
        return None
    if phase.start is not None:
        return weekday_of(survey, phase.start, None) if _is_dated(phase.start) else None
    return ANY if survey.phase_before(phase) is None else None


def _is_dated(where: Expression) -> bool:
    return isinstance(where.base, Fixed | Named | Start)


def _is_whole_weeks(length: Amount | None) -> bool:
    days = length.days if isinstance(length, Period) else None
    return days is not None and days % DAYS_A_WEEK == 0


def _recurring(rrule: str) -> Days | None:
    found = _BYDAY.search(rrule.upper())
    if found is None:
        return None
    named = {day[:2].upper(): day_number for day, day_number in WORDS.items()}
    return frozenset(
        named[item[-2:]] for item in found[1].split(",") if item[-2:] in named
    )


def _steps(survey: Survey, rule: Rule) -> Days | None:
    """Give how many days round the week the slots lie from the anchor."""
    match rule.position:
        case StudyDays(days=numbers):
            return frozenset(
                (number - 1 if number > 0 else number) % DAYS_A_WEEK
                for number in numbers
            )
        case Offsets(amounts=amounts):
            return _union(amounts)
        case Every(interval=Period() as interval, on=(), first=None):
            return _of_interval(survey, rule, interval)
        case _:
            return None


def _union(amounts: tuple[Amount, ...]) -> Days | None:
    found = [_moved_by(amount) for amount in amounts]
    if any(one is None for one in found):
        return None
    return frozenset().union(*(one for one in found if one is not None))


def _of_interval(survey: Survey, rule: Rule, interval: Period) -> Days | None:
    if interval.days is None:
        return _moved_by(interval)
    within, step = room(survey, rule), minutes(interval)
    number = rule.count or DAYS_A_WEEK
    if within is not None and step is not None:
        number = min(number, -(-within.high // max(step.low, MINUTES_A_DAY)))
    days = interval.days
    return frozenset(n * days % DAYS_A_WEEK for n in range(min(number, DAYS_A_WEEK)))


def _moved_by(amount: Amount) -> Days | None:
    if isinstance(amount, Duration) or amount.unit is Unit.BUSINESS_DAY:
        return None
    return ANY if amount.days is None else frozenset({amount.days % DAYS_A_WEEK})


def _shifted(days: Days, amount: Amount) -> Days | None:
    if isinstance(amount, Period) and amount.unit is Unit.BUSINESS_DAY:
        return _WORKDAYS
    steps = _moved_by(amount)
    return None if steps is None else _moved(days, steps)


def _moved(days: Days, steps: Days) -> Days:
    return frozenset((day + step) % DAYS_A_WEEK for day in days for step in steps)
