"""What is wrong with the slots of a rule, in words.

Every day that was tried is named with the reason against it: nothing is silently
swapped, clipped or dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.model.wording import WEEKDAYS, spell_day, spell_moment
from careplan.schedule.legality import Aim
from careplan.schedule.nominal.flexible import FullWeek
from careplan.schedule.nominal.series import Slot
from careplan.schedule.placing import nearest_legal
from careplan.schedule.progress import Draft
from careplan.schedule.units import Unit

MOST_NAMED = 3
TWICE = 2
MOST_FULL = 20
MOST_TRIED = 20


def no_legal_date(
    aim: Aim,
    slot: Slot,
    tried: Iterable[tuple[Moment, str]],
    parent: Draft | None = None,
) -> Diagnostic:
    """Say that an occurrence has no legal date, which were tried, and the nearest.

    A companion is named by its `parent`.
    """
    refused = _refused(list(tried))
    found = nearest_legal(aim)
    if found is not None:
        legal, inside = found
        refused.append(
            f"the nearest legal day is {spell_day(legal.day)}"
            if inside
            else f"the nearest open day is {spell_day(legal.day)}, outside the bounds"
        )
    return Diagnostic(
        code="no-legal-date",
        message=f"there is no legal date for {_which(aim.unit, slot, parent)},"
        f" nominally {spell_moment(slot.moment)}",
        primary=Label(place=aim.unit.rule.place),
        help=tuple(refused),
    )


def _which(unit: Unit, slot: Slot, parent: Draft | None) -> str:
    """Say which occurrence is meant, before it has a name."""
    name, number = f"`{unit.rule.name}`", f"number {slot.number}"
    if parent is None:
        return f"{number}{_of_cycle(unit)} of {name}"
    several = f"{number} of " if unit.several_under_each else ""
    whose = f"{parent.unit.rule.id} {parent.number}{_of_cycle(parent.unit)}"
    return f"{several}the {name} of {whose}"


def _of_cycle(unit: Unit) -> str:
    return f" of cycle {unit.cycle}" if unit.cycle > 1 else ""


def _refused(tried: list[tuple[Moment, str]]) -> list[str]:
    told = [
        f"tried {spell_day(moment.day)}: {reason}"
        for moment, reason in tried[:MOST_TRIED]
    ]
    if len(tried) > MOST_TRIED:
        last, _ = tried[-1]
        more = len(tried) - MOST_TRIED
        told.append(f"and {more:,} more days, up to {spell_day(last.day)}")
    return told


def further_refusals(rule: Rule, number: int) -> Diagnostic:
    """Say how many more have no legal date, where the first have been told in full."""
    return Diagnostic(
        code="no-legal-date",
        message=f"there is no legal date for {number:,} more of `{rule.name}`",
        primary=Label(place=rule.place),
    )


def same_day(rule: Rule, other: Rule, days: list[Moment]) -> Diagnostic:
    """Say that two rules, or one, give an activity one day twice, or more often.

    `days` are those of the ones too many, a day as often as it has one.
    """
    times = Counter(moment.day for moment in days)[days[0].day] + 1
    often = "twice" if times == TWICE else f"{times} times"
    others = len({moment.day for moment in days}) - 1
    more = f" and on {others} other day{'s' * (others > 1)}" if others else ""
    related = (Label(place=other.place, note="and so does this one"),)
    return Diagnostic(
        code="same-day",
        message=f"`{rule.activity.id}` would happen {often} on"
        f" {spell_day(days[0].day)}{more}",
        primary=Label(place=rule.place, note="this rule puts one there"),
        related=() if other is rule else related,
        help=("let one rule give both times with `at`, or move one of them",),
    )


def without_time(rule: Rule, days: list[Moment]) -> Diagnostic:
    """Say that a rule falls on weekdays that its table of times leaves out."""
    shown = [spell_day(moment.day) for moment in days[:MOST_NAMED]]
    if len(days) > MOST_NAMED:
        shown.append(f"{len(days) - MOST_NAMED:,} other days")
    last = shown.pop()
    dates = f"{', '.join(shown)} and {last}" if shown else last
    weekdays = sorted({moment.day.weekday() for moment in days})
    named = ", ".join(f"`{WEEKDAYS[weekday].lower()}`" for weekday in weekdays)
    return Diagnostic(
        code="weekday-without-time",
        message=f"`{rule.name}` has no time on {dates}, so it would be a whole day"
        " then",
        primary=Label(place=_times_of(rule)),
        related=() if rule.at else (Label(place=rule.place, note="falls there"),),
        help=(
            f"name a time for {named}, or use one time for all",
            "what really has no time of day says `all_day = true`",
        ),
    )


def _times_of(rule: Rule) -> Place:
    """Find the table; one that the person chose stands in the enrolment."""
    for times, home in (
        (rule.at, rule.place),
        (rule.activity.at, rule.activity.place),
    ):
        if times is not None:
            return replace(home, path=(*home.path, "at"))
    return rule.place


def untimed_window(rule: Rule) -> Diagnostic:
    """Say that a window in hours needs occurrences with a time."""
    place = replace(rule.place, path=(*rule.place.path, "window"))
    return Diagnostic(
        code="untimed-anchor",
        message=f"the window of `{rule.id}` counts hours or minutes, but its"
        " occurrences have no clock time",
        primary=Label(place=place),
        help=("give the rule a time with `at`, or write the window in days",),
    )


def too_few_days(rule: Rule, weeks: list[FullWeek]) -> list[Diagnostic]:
    """Say which weeks have fewer free days than are wanted, and why.

    The first is told in full: often the same is wrong with all of them.
    """
    if not weeks:
        return []
    first, *others = weeks
    told = [
        f"the week from {spell_day(week.begin)}: {_days(week.fit)}"
        for week in others[:MOST_FULL]
    ]
    if len(others) > MOST_FULL:
        further = len(others) - MOST_FULL
        told.append(f"and {further:,} more week{'s' * (further > 1)}")
    found = _too_few_days(rule, first)
    return [replace(found, help=(*found.help, *told))]


def _too_few_days(rule: Rule, week: FullWeek) -> Diagnostic:
    tried = [f"{spell_day(day)}: {reason or 'free'}" for day, reason in week.refused]
    free = sum(not reason for _, reason in week.refused)
    if free > week.fit:
        gap = rule.activity.min_gap
        tried.append(f"the {free} free days lie closer together than {gap}")
    return Diagnostic(
        code="too-few-days",
        message=f"`{rule.name}` needs {_days(week.wanted)} of the week from"
        f" {spell_day(week.begin)}, and {_days(week.fit)} can be had",
        primary=Label(place=rule.place),
        help=tuple(tried),
    )


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number or 'no'} days"
