"""`weekday-without-time` and `untimed-anchor`: clock times that are missing.

A table of times must name every weekday its rule can fall on, and hours are counted
from what has a time.  Only what holds for everybody is reported here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from careplan.language.checks.cadence import weekdays
from careplan.language.checks.landing import landing
from careplan.language.checks.places import (
    below,
    header,
    label,
    position_label,
)
from careplan.language.checks.survey import Survey, Use
from careplan.language.checks.wholedays import counts_hours, is_surely_all_day
from careplan.model.amount import Duration
from careplan.model.anchor import Expression, Fixed, Occurred
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.position import TimesAWeek
from careplan.model.program import Each, From, Rule

_FULL = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHOWN = 3
_SHIFT = re.compile(r"\s[+-]\s")
_EVERY_DAY = "name a time for every weekday, or use one time for all"
_FEWER_DAYS = "where it may fall on some weekdays only, name those with `open`"
_ADVICE = "give what is counted from a time with `at`, or count in days"


def weekdays_without_time(survey: Survey) -> Iterator[Diagnostic]:
    """Report weekdays of a rule that its table of times leaves out.

    Days that are chosen for the person are only chosen where there is a time.
    """
    for rule in survey.rules:
        timed = _timed(rule)
        if timed is None or isinstance(rule.position, TimesAWeek):
            continue
        named = frozenset[int](weekdays(rule))
        days = named or landing(survey, rule) or frozenset[int]()
        untimed = sorted(days - timed)
        if untimed:
            yield _without_time(rule, untimed, is_named=bool(named))


def _timed(rule: Rule) -> frozenset[int] | None:
    """List the weekdays that have a time; None if all have, or none is asked for."""
    tables = [times for times in (rule.at, rule.activity.at) if times is not None]
    if not tables or rule.all_day or counts_hours(rule):
        return None
    if any(times.daily for times in tables):
        return None
    return frozenset(day for times in tables for day, _ in times.by_weekday)


def _without_time(rule: Rule, untimed: list[int], *, is_named: bool) -> Diagnostic:
    home = rule.place if rule.at else rule.activity.place
    if is_named:
        falls = label(rule.place, "on", note="happens on these weekdays")
    else:
        falls = position_label(rule, note="can fall on such a day")
    return Diagnostic(
        code="weekday-without-time",
        message=f"`{rule.name}` has no time on {_listed(untimed)}, so it would be a"
        " whole day then",
        primary=Label(place=below(home, "at")),
        related=(falls,),
        help=(_EVERY_DAY,) if is_named else (_EVERY_DAY, _FEWER_DAYS),
    )


def _listed(days: list[int]) -> str:
    names = [_FULL[day] for day in days]
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def hours_from_whole_days(survey: Survey) -> Iterator[Diagnostic]:
    """Report hours that are counted from what surely has no clock time."""
    for rule in survey.rules:
        if counts_hours(rule) and not rule.all_day:
            yield from _from_whole_days(survey, rule)
    for use in survey.uses:
        base, shifts = use.expression.base, use.expression.shifts
        if any(isinstance(amount, Duration) for amount in shifts):
            parents = _parents(survey, base, use.rule)
            place = Label(place=use.expression.place)
            if parents is not None:
                yield _no_clock(_owner(use), _bare(use.expression), parents, place)


def _from_whole_days(survey: Survey, rule: Rule) -> Iterator[Diagnostic]:
    anchor = rule.anchor
    base = anchor.expression.base if isinstance(anchor, From) else anchor
    parents = _parents(survey, base, rule)
    if parents is None:
        return
    name = _bare(anchor.expression) if isinstance(anchor, From) else anchor.name
    yield _no_clock(rule.name, name, parents, position_label(rule))


def _parents(survey: Survey, base: object, rule: Rule | None) -> list[Rule] | None:
    """List the rules counted from if none has a clock time; a bare date has none."""
    if isinstance(base, Fixed):
        return None if isinstance(base.when, datetime) else []
    if not isinstance(base, Occurred | Each):
        return None
    parents = list(survey.named(base, rule))
    untimed = all(is_surely_all_day(parent) for parent in parents)
    return parents if parents and untimed else None


def _bare(expression: Expression) -> str:
    """Give what an expression counts from, as it was written."""
    return _SHIFT.split(expression.text)[0]


def _owner(use: Use) -> str:
    if use.rule is not None:
        return use.rule.name
    return use.phase.id if use.phase is not None else use.key


def _no_clock(name: str, base: str, parents: list[Rule], where: Label) -> Diagnostic:
    return Diagnostic(
        code="untimed-anchor",
        message=f"`{name}` counts hours or minutes from `{base}`, which has no clock"
        " time",
        primary=where,
        related=tuple(
            header(parent.place, note="is a whole day, without a time")
            for parent in parents[:_SHOWN]
        ),
        help=(_ADVICE,),
    )
