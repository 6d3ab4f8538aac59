"""Cadence: the shortest time from one slot of a rule to the next.

Weekday patterns wrap to the next week, intervals and tapers say theirs, days that are
chosen lie as far apart as they can, and several clock times a day as far as they do.
Distances are what is nominal; closed days come later.
"""

from __future__ import annotations

from datetime import time
from itertools import pairwise

from careplan.language.checks.distance import MINUTES_A_DAY, Range, minutes
from careplan.language.checks.ends import room
from careplan.language.checks.flexible import farthest_apart, weekdays_to_choose
from careplan.language.checks.landing import weekday_of
from careplan.language.checks.places import below
from careplan.language.checks.survey import Survey
from careplan.model.amount import DAYS_A_WEEK, Amount, Duration
from careplan.model.diagnostic import Place
from careplan.model.position import (
    Every,
    Flexible,
    FlexibleStep,
    IntervalStep,
    Offsets,
    PatternStep,
    StudyDays,
    Taper,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)
from careplan.model.program import From, Rule
from careplan.model.value import dataclass

_WEEK = Range(low=DAYS_A_WEEK * MINUTES_A_DAY, high=DAYS_A_WEEK * MINUTES_A_DAY)
_NAMES = "mon tue wed thu fri sat sun".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Two neighbouring slots: how many minutes apart, in words, and where it says so.

    `minutes` is the longest the distance can be; `whole_days` says that it was
    counted in days, which a clock change makes an hour shorter or longer.
    """

    minutes: int
    words: str
    place: Place
    whole_days: bool = True


def shortest(
    survey: Survey, rule: Rule, on: tuple[Weekday, ...] | None = None
) -> Step | None:
    """Give the shortest step of a rule, with other weekdays if some were chosen."""
    steps = [*_of_position(survey, rule, on), *_within_day(rule)]
    return min(steps, key=lambda step: step.minutes, default=None)


def weekdays(rule: Rule) -> tuple[Weekday, ...]:
    """List the weekdays a rule names, if its position has any."""
    match rule.position:
        case WeekdayPattern(on=on) | Every(on=on) | Taper(on=on) if on:
            return on
        case Taper(steps=steps):
            patterns = [step.on for step in steps if isinstance(step, PatternStep)]
            return max(patterns, key=len, default=())
        case _:
            return ()


def _of_position(  # noqa: PLR0911 - one answer a kind of position
    survey: Survey, rule: Rule, on: tuple[Weekday, ...] | None
) -> list[Step]:
    match rule.position:
        case WeekdayPattern():
            chosen = rule.position.on if on is None else on[: len(rule.position.on)]
            return _weekly(survey, rule, chosen)
        case TimesAWeek():
            wraps = _repeats_weekly(survey, rule, room(survey, rule))
            return _chosen(rule, rule.position, rule.place, on, wraps=wraps)
        case Every():
            return _every(rule, rule.position, on)
        case Taper():
            return _taper(rule, rule.position, on)
        case Offsets(amounts=amounts):
            return _offsets(amounts, below(rule.place, "offset"))
        case StudyDays(days=numbers):
            return _days(numbers, below(rule.place, "days"))
        case _:
            return []


def _weekly(survey: Survey, rule: Rule, on: tuple[Weekday, ...]) -> list[Step]:
    """Give the steps of a pattern: round the week, or within the only week it has."""
    place, within = below(rule.place, "on"), room(survey, rule)
    if _repeats_weekly(survey, rule, within):
        return _pattern(on, place, wraps=True)
    steps = _pattern(on, place, wraps=False, first=_first_day(survey, rule))
    if within is None:
        return steps
    # Two slots so far apart as the whole stretch is long are never both in it.
    return [step for step in steps if step.minutes < within.high]


def _repeats_weekly(survey: Survey, rule: Rule, within: Range | None) -> bool:
    phase = survey.phase_of(rule)
    cycles = phase is not None and phase.repeat > 1 and rule.counts_from_phase
    if cycles and phase is not None and minutes(phase.length) == _WEEK:
        return True
    if within is not None and within.high <= _WEEK.high:
        return False
    a_week = len(weekdays(rule))
    if isinstance(rule.position, TimesAWeek):
        a_week = rule.position.times
    return rule.count is None or rule.count > a_week


def _chosen(
    rule: Rule,
    weeks: Flexible,
    place: Place,
    on: tuple[Weekday, ...] | None,
    *,
    wraps: bool,
) -> list[Step]:
    """Give the step of days that are chosen for the person, as long as it can be."""
    days = weekdays_to_choose(rule, on)
    distance = farthest_apart(weeks.times, days, wraps=wraps)
    if distance is None:
        return []
    words = f"{weeks.times} days a week lie at most {_counted(distance, 'day')} apart"
    place = below(place, "times_a_week")
    return [Step(minutes=distance * MINUTES_A_DAY, words=words, place=place)]


def _first_day(survey: Survey, rule: Rule) -> int:
    """Give the weekday a rule's only week begins with, or Monday if it can be any."""
    days: frozenset[int] | None = frozenset(rule.align)
    if not days and isinstance(rule.anchor, From):
        days = weekday_of(survey, rule.anchor.expression, survey.phase_of(rule))
    return min(days) if days is not None and len(days) == 1 else 0


def _pattern(
    on: tuple[Weekday, ...], place: Place, *, wraps: bool, first: int = 0
) -> list[Step]:
    days = sorted(set(on), key=lambda day: (day - first) % DAYS_A_WEEK)
    pairs = list(pairwise(days))
    if days and wraps:
        pairs.append((days[-1], days[0]))
    return [_between_weekdays(first, second, place) for first, second in pairs]


def _between_weekdays(first: Weekday, second: Weekday, place: Place) -> Step:
    distance = (second - first) % DAYS_A_WEEK or DAYS_A_WEEK
    following = " of the next week" if second <= first else ""
    words = (
        f"{_NAMES[first]} to {_NAMES[second]}{following} is {_counted(distance, 'day')}"
    )
    return Step(minutes=distance * MINUTES_A_DAY, words=words, place=place)


def _every(rule: Rule, every: Every, on: tuple[Weekday, ...] | None) -> list[Step]:
    if rule.count == 1:
        return []
    if not every.on:
        return _interval(every.interval, below(rule.place, "every"))
    days = every.on if on is None else on[: len(every.on)]
    place = below(rule.place, "on")
    if _is_one_week(every.interval):
        return _pattern(days, place, wraps=True)
    # Which weekday comes first in a period depends on its start, so the widest of the
    # distances round the week may be the one that the pause between periods replaces.
    steps = sorted(_pattern(days, place, wraps=True), key=lambda step: step.minutes)
    return steps[1:] if len(steps) > 1 else _interval(every.interval, place)


def _is_one_week(interval: Amount) -> bool:
    known = minutes(interval)
    return known is not None and known.high == DAYS_A_WEEK * MINUTES_A_DAY


def _interval(interval: Amount, place: Place) -> list[Step]:
    known = minutes(interval)
    if known is None:
        return []
    elapsed = isinstance(interval, Duration)
    words = f"the slots lie {interval} apart"
    return [Step(minutes=known.high, words=words, place=place, whole_days=not elapsed)]


def _taper(rule: Rule, taper: Taper, on: tuple[Weekday, ...] | None) -> list[Step]:
    found: list[Step] = []
    for number, step in enumerate(taper.steps):
        place = below(rule.place, "taper", number)
        match step:
            case IntervalStep(every=every, count=count) if number or count != 1:
                found += _interval(every, below(place, "every"))
            case PatternStep():
                days = step.on if on is None else on[: len(step.on)]
                found += _pattern(days, below(place, "on"), wraps=step.weeks > 1)
            case FlexibleStep():
                found += _chosen(rule, step, place, on, wraps=step.weeks > 1)
            case _:
                continue
    return found


def _offsets(amounts: tuple[Amount, ...], place: Place) -> list[Step]:
    ranges = [minutes(amount) for amount in amounts]
    known = sorted(
        (one.low, one.high, not isinstance(amount, Duration))
        for one, amount in zip(ranges, amounts, strict=True)
        if one is not None
    )
    return [
        Step(
            minutes=later[1] - sooner[0],
            words="two of the offsets lie closer together",
            place=place,
            whole_days=later[2] and sooner[2],
        )
        for sooner, later in pairwise(known)
    ]


def _days(numbers: tuple[int, ...], place: Place) -> list[Step]:
    # There is no Day 0, so Day 1 lies one day after Day -1.
    offsets = [(number - 1 if number > 0 else number, number) for number in numbers]
    offsets.sort()
    return [
        Step(
            minutes=(later - sooner) * MINUTES_A_DAY,
            words=f"day {first} to day {second} is {_counted(later - sooner, 'day')}",
            place=place,
        )
        for (sooner, first), (later, second) in pairwise(offsets)
    ]


def _within_day(rule: Rule) -> list[Step]:
    times = rule.at or rule.activity.at
    if times is None or rule.all_day or rule.count == 1:
        return []
    place = below(rule.place if rule.at else rule.activity.place, "at")
    groups = [times.daily, *(clocks for _, clocks in times.by_weekday)]
    return [step for clocks in groups for step in _between_times(clocks, place)]


def _between_times(clocks: tuple[time, ...], place: Place) -> list[Step]:
    return [
        Step(
            minutes=_of_day(second) - _of_day(first),
            words=f"{first:%H:%M} to {second:%H:%M} is the same day",
            place=place,
            whole_days=False,
        )
        for first, second in pairwise(sorted(clocks))
    ]


def _of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
