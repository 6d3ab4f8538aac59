"""`too-few-days`, and what means nothing beside days that are chosen for the person.

A flexible week names a number and no weekdays.  They are chosen among those on which
the activity is open and has a time, as far apart as can be; whether a person's own
days leave enough is found when somebody is scheduled.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from careplan.language.checks.places import below, label, property_label
from careplan.language.checks.survey import Survey
from careplan.model.amount import DAYS_A_WEEK
from careplan.model.diagnostic import Diagnostic, Label, Part
from careplan.model.position import Flexible, FlexibleStep, Taper, TimesAWeek, Weekday
from careplan.model.program import Rule

_CHOSEN = "leave it out: the days are chosen among open ones, so none needs to move"
_WEEKS = 'align = "mon" begins the weeks on Mondays'


def flexible_weeks(rule: Rule) -> tuple[tuple[Flexible, Label], ...]:
    """List where a rule leaves the days of its weeks open, and where it says so."""
    match rule.position:
        case TimesAWeek():
            return ((rule.position, label(rule.place, "times_a_week")),)
        case Taper(steps=steps):
            return tuple(
                (step, label(rule.place, "taper", number, "times_a_week"))
                for number, step in enumerate(steps)
                if isinstance(step, FlexibleStep)
            )
        case _:
            return ()


def times_a_week(rule: Rule) -> int:
    """Give the most days a week that a rule leaves open; 0 if it names its days."""
    return max((one.times for one, _ in flexible_weeks(rule)), default=0)


def weekdays_to_choose(
    rule: Rule, on: tuple[Weekday, ...] | None = None
) -> tuple[Weekday, ...]:
    """List the weekdays that can be chosen: open, with a time, and named by `on`."""
    tables = [one for one in (rule.at, rule.activity.at) if one is not None]
    timed = {day for times in tables for day, _ in times.by_weekday}
    everyday = rule.all_day or not timed or any(times.daily for times in tables)
    allowed = rule.activity.open or tuple(Weekday)
    return tuple(
        day
        for day in allowed
        if (everyday or day in timed) and (on is None or day in on)
    )


def farthest_apart(times: int, days: tuple[Weekday, ...], *, wraps: bool) -> int | None:
    """Give how many days apart so many weekdays can lie at best; None if not at all.

    Within one week, which may begin anywhere, the distance round it does not count.
    """
    skipped = 0 if wraps else 1
    distances = [
        sorted(_distances(chosen))[skipped]
        for chosen in combinations(sorted(days), times)
        if times > skipped
    ]
    return max(distances, default=None)


def _distances(chosen: tuple[Weekday, ...]) -> list[int]:
    """Give the days from one weekday to the next, round the week."""
    return [
        *(later - sooner for sooner, later in pairwise(chosen)),
        DAYS_A_WEEK - (chosen[-1] - chosen[0]),
    ]


def weeks_too_short(survey: Survey) -> Iterator[Diagnostic]:
    """Report weeks that ask for more days than the activity can be given on."""
    for rule in survey.rules:
        for weeks, where in flexible_weeks(rule):
            days = weekdays_to_choose(rule)
            if len(days) < weeks.times:
                yield _too_short(survey, rule, weeks, where, len(days))


def _too_short(
    survey: Survey, rule: Rule, weeks: Flexible, where: Label, number: int
) -> Diagnostic:
    what = rule.activity
    related = []
    if what.open is not None:
        related.append(property_label(survey, rule, "open", note="where it may land"))
    elif rule.at is not None:
        related.append(label(rule.place, "at", note="no other weekday has a time"))
    else:
        related.append(label(what.place, "at", note="no other weekday has a time"))
    return Diagnostic(
        code="too-few-days",
        message=f"`{rule.name}` needs {weeks.times} days of every week, and can be"
        f" given on {number or 'none'}",
        primary=where,
        related=tuple(related),
    )


def closed_days_avoided(survey: Survey) -> Iterator[Diagnostic]:
    """Report `if_closed` where every day is chosen among open ones."""
    for rule in survey.rules:
        if rule.if_closed is not None and _chooses_every_day(rule):
            yield Diagnostic(
                code="no-effect",
                message=f"no day of `{rule.name}` is ever closed",
                primary=Label(place=below(rule.place, "if_closed", part=Part.KEY)),
                related=(_first_label(rule, "chooses open days"),),
                help=(_CHOSEN,),
            )


def _chooses_every_day(rule: Rule) -> bool:
    if isinstance(rule.position, Taper):
        return len(flexible_weeks(rule)) == len(rule.position.steps)
    return isinstance(rule.position, TimesAWeek)


def _first_label(rule: Rule, note: str) -> Label:
    _, where = flexible_weeks(rule)[0]
    return Label(place=where.place, note=note)


def weeks_of_months(survey: Survey) -> Iterator[Diagnostic]:
    """Report `align = "month"`, which would move every chosen day of a month to one."""
    for rule in survey.rules:
        if rule.align_month and flexible_weeks(rule):
            yield Diagnostic(
                code="key-clash",
                message=f"`{rule.name}` has its days chosen, but `align` moves each"
                " of them to the first of its month",
                primary=label(rule.place, "align"),
                related=(_first_label(rule, "chooses days of each week"),),
                help=(_WEEKS,),
            )
