"""`gaps-contradict` and `cadence-over-gap`: what `max_gap` leaves no room for.

A rhythm that is wider than `max_gap` breaks it whatever the dates are, unless another
rule of the activity may come in between.  Only what holds for everybody is said; dates
are looked at when somebody is scheduled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from careplan.language.checks.cadence import Step
from careplan.language.checks.capacity import times_a_day
from careplan.language.checks.counting import planned
from careplan.language.checks.distance import MINUTES_A_DAY, minutes
from careplan.language.checks.places import below, property_label
from careplan.language.checks.survey import Survey
from careplan.model.amount import DAYS_A_WEEK, Amount
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.position import (
    Every,
    IntervalStep,
    Offsets,
    StudyDays,
    Taper,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)
from careplan.model.program import Each, Rule


def gaps_contradicting(survey: Survey) -> Iterator[Diagnostic]:
    """Report rules whose `min_gap` is longer than their `max_gap`."""
    for rule in survey.rules:
        low, high = minutes(rule.activity.min_gap), minutes(rule.activity.max_gap)
        if rule.activity.max_gap is None or low is None or high is None:
            continue
        if low.low > high.high:
            yield Diagnostic(
                code="gaps-contradict",
                message=f"`{rule.name}` keeps a gap of {rule.activity.min_gap}, and"
                f" may have none longer than {rule.activity.max_gap}",
                primary=property_label(survey, rule, "max_gap", note="at most"),
                related=(property_label(survey, rule, "min_gap", note="at least"),),
            )


def cadences_over_gap(survey: Survey) -> Iterator[Diagnostic]:
    """Report rules that are alone with their activity and too wide for its gap."""
    rules = Counter(rule.activity.id for rule in survey.rules)
    for rule in survey.rules:
        gap = rule.activity.max_gap
        if gap is None or rules[rule.activity.id] > 1 or not _is_single(survey, rule):
            continue
        known = minutes(gap)
        wide = (step for step in _steps(rule, planned(survey, rule).low))
        step = max(wide, key=lambda step: step.minutes, default=None)
        if known is not None and step is not None and step.minutes > known.high:
            yield _over(survey, rule, gap, step)


def _is_single(survey: Survey, rule: Rule) -> bool:
    """Say whether the rule is one series, with one occurrence a day."""
    phase = survey.phase_of(rule)
    repeated = phase is not None and phase.repeat > 1
    companion = isinstance(rule.anchor, Each)
    return not repeated and not companion and times_a_day(rule).high == 1


def _over(survey: Survey, rule: Rule, gap: Amount, step: Step) -> Diagnostic:
    return Diagnostic(
        code="cadence-over-gap",
        message=f"`{rule.name}` cannot keep within a gap of {gap}: {step.words}",
        primary=Label(place=step.place, note="too far apart"),
        related=(
            property_label(survey, rule, "max_gap", note="may lie no farther apart"),
        ),
    )


def _steps(rule: Rule, slots: int) -> Iterator[Step]:
    """Give the steps a rule with at least so many slots surely has, at their least."""
    match rule.position:
        case Every(interval=interval, on=()) if slots > 1:
            yield from _interval(interval, below(rule.place, "every"))
        case Taper(steps=steps):
            for number, step in enumerate(steps):
                if isinstance(step, IntervalStep) and (number or step.count != 1):
                    place = below(rule.place, "taper", number, "every")
                    yield from _interval(step.every, place)
        case WeekdayPattern(on=on) if slots > len(on):
            yield _weekly(len(on), _widest(rule, on), below(rule.place, "on"))
        case TimesAWeek(times=times) if slots > times:
            place = below(rule.place, "times_a_week")
            yield _weekly(times, -(-DAYS_A_WEEK // times), place)
        case Offsets(amounts=amounts) if slots == len(amounts):
            yield from _listed(amounts, below(rule.place, "offset"))
        case StudyDays(days=days) if slots == len(days):
            yield from _numbered(days, below(rule.place, "days"))
        case _:
            return


def _interval(interval: Amount, place: Place) -> Iterator[Step]:
    known = minutes(interval)
    if known is not None:
        words = f"the slots lie {interval} apart"
        yield Step(minutes=known.low, words=words, place=place)


def _weekly(times: int, days: int, place: Place) -> Step:
    a_week = f"{times} days a week leave" if times > 1 else "one day a week leaves"
    words = f"{a_week} a gap of {_counted(days)}"
    return Step(minutes=days * MINUTES_A_DAY, words=words, place=place)


def _widest(rule: Rule, on: tuple[Weekday, ...]) -> int:
    """Give the widest distance round the week; of chosen weekdays only the least."""
    if "on" in rule.activity.choose:
        return -(-DAYS_A_WEEK // len(on))
    days = sorted(on)
    within = (later - sooner for sooner, later in pairwise(days))
    return max((DAYS_A_WEEK - (days[-1] - days[0]), *within))


def _listed(amounts: tuple[Amount, ...], place: Place) -> Iterator[Step]:
    known = sorted(
        (one.low, one.high) for amount in amounts if (one := minutes(amount))
    )
    if len(known) < len(amounts):
        return  # one that nobody knows may lie in between
    words = "two of the offsets lie farther apart"
    for sooner, later in pairwise(known):
        yield Step(minutes=later[0] - sooner[1], words=words, place=place)


def _numbered(numbers: tuple[int, ...], place: Place) -> Iterator[Step]:
    # There is no Day 0, so Day 1 lies one day after Day -1.
    known = sorted((number - (number > 0), number) for number in numbers)
    for (sooner, first), (later, second) in pairwise(known):
        days = later - sooner
        words = f"day {first} to day {second} is {_counted(days)}"
        yield Step(minutes=days * MINUTES_A_DAY, words=words, place=place)


def _counted(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
