"""What is wrong with the slots of a rule, in words.

Every day that was tried is named with the reason against it: nothing is silently
swapped, clipped or dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.model.wording import spell_day, spell_moment
from careplan.schedule.legality import Aim
from careplan.schedule.placing import nearest_legal
from careplan.schedule.series import Slot


def no_legal_date(
    aim: Aim, slot: Slot, tried: Iterable[tuple[Moment, str]]
) -> Diagnostic:
    """Say that an occurrence has no legal date, which were tried, and the nearest."""
    unit, rule = aim.unit, aim.unit.rule
    where = f"{rule.phase}/{rule.id}" if rule.phase else rule.id
    cycle = f" of cycle {unit.cycle}" if unit.cycle > 1 else ""
    refused = [f"tried {spell_day(moment.day)}: {reason}" for moment, reason in tried]
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
        message=f"there is no legal date for number {slot.number}{cycle} of `{where}`,"
        f" nominally {spell_moment(slot.moment)}",
        primary=Label(place=rule.place),
        help=tuple(refused),
    )


def further_refusals(rule: Rule, number: int) -> Diagnostic:
    """Say how many more have no legal date, where the first have been told in full."""
    where = f"{rule.phase}/{rule.id}" if rule.phase else rule.id
    return Diagnostic(
        code="no-legal-date",
        message=f"there is no legal date for {number:,} more of `{where}`",
        primary=Label(place=rule.place),
    )


def same_day(rule: Rule, other: Rule, days: list[Moment]) -> Diagnostic:
    """Say that two rules, or one, give an activity one day twice."""
    others = len(days) - 1
    more = f" and on {others} other day{'s' * (others > 1)}" if others else ""
    related = (Label(place=other.place, note="and so does this one"),)
    return Diagnostic(
        code="same-day",
        message=f"`{rule.activity.id}` would happen twice on"
        f" {spell_day(days[0].day)}{more}",
        primary=Label(place=rule.place, note="this rule puts one there"),
        related=() if other is rule else related,
        help=("let one rule give both times with `at`, or move one of them",),
    )


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
