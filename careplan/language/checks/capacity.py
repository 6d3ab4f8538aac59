"""How many slots fit into the room a rule has, counted without making one.

Whole weeks, months within months and plain lists are counted exactly; where a stretch
or an interval has no certain length the tally is as wide as it must be.
"""

from __future__ import annotations

from careplan.language.checks.distance import MINUTES_A_DAY, Range, minutes, months
from careplan.language.checks.ends import first_slot, room
from careplan.language.checks.rrule import count_of
from careplan.language.checks.survey import Survey
from careplan.language.checks.tally import NONE, UNKNOWN, Tally, exactly
from careplan.model.amount import DAYS_A_WEEK, Duration
from careplan.model.position import (
    AtAnchor,
    Every,
    FlexibleStep,
    IntervalStep,
    Offsets,
    PatternStep,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    WeekdayPattern,
)
from careplan.model.program import From, Rule

_WEEK = DAYS_A_WEEK * MINUTES_A_DAY


def without_ends(survey: Survey, rule: Rule) -> Tally:
    """Count what fits into the rule's room, whatever its `count` asks for."""
    return _positions(survey, rule, room(survey, rule)) * times_a_day(rule)


def times_a_day(rule: Rule) -> Tally:
    """Count the clock times a day of the rule has; no time at all is one."""
    times = rule.at or rule.activity.at
    if times is None or rule.all_day or _counts_in_hours(rule):
        return exactly(1)
    numbers = [len(clocks) or 1 for _, clocks in times.by_weekday]
    numbers.append(len(times.daily) or 1)
    high = None if "at" in rule.activity.choose else max(numbers)
    return Tally(low=1 if high is None else min(numbers), high=high)


def _counts_in_hours(rule: Rule) -> bool:
    match rule.position:
        case Every(interval=Duration()):
            return True
        case Offsets(amounts=amounts):
            return any(isinstance(amount, Duration) for amount in amounts)
        case _:
            return False


def _positions(  # noqa: PLR0911 - one answer a kind of position
    survey: Survey, rule: Rule, within: Range | None
) -> Tally:
    match rule.position:
        case AtAnchor():
            return exactly(1)
        case Offsets(amounts=amounts):
            return exactly(len(amounts))
        case StudyDays(days=numbers):
            return exactly(len(numbers))
        case Recurrence(rrule=text):
            return Tally(low=0, high=count_of(text))
        case Taper():
            return _taper(rule.position)
        case WeekdayPattern(on=on):
            return _in_weeks(len(on), within)
        case TimesAWeek(times=times):
            return _in_weeks(times, within)
        case Every():
            return _intervals(survey, rule, rule.position, within)


def _in_weeks(a_week: int, within: Range | None) -> Tally:
    """Count weekdays of a stretch: whole weeks exactly, the rest of one either way."""
    if within is None:
        return UNKNOWN
    full, rest = divmod(within.high, _WEEK)
    spare = min(a_week, -(-rest // MINUTES_A_DAY))
    return Tally(low=within.low // _WEEK * a_week, high=full * a_week + spare)


def _intervals(survey: Survey, rule: Rule, every: Every, within: Range | None) -> Tally:
    step = minutes(every.interval)
    if within is None or step is None or step.low <= 0:
        return UNKNOWN
    left = within - first_slot(rule)
    periods = _whole_months(survey, rule, every) or Tally(
        low=max(0, -(-left.low // step.high)), high=max(0, -(-left.high // step.low))
    )
    if not every.on:
        return periods
    # The last period may be cut in its first week, so it may give none at all.
    a_period = exactly(len(every.on))
    low = max(0, periods.low - 1) * len(every.on)
    return Tally(low=low, high=(periods * a_period).high)


def _whole_months(survey: Survey, rule: Rule, every: Every) -> Tally | None:
    """Count months within months exactly: "6 months" hold six of "1 month"."""
    phase = survey.phase_of(rule)
    length = None if phase is None else months(phase.length)
    step = months(every.interval)
    shaped = rule.weeks or rule.until or every.first or not _at_phase_start(rule)
    if not length or not step or shaped:
        return None
    return exactly(-(-length // step))


def _at_phase_start(rule: Rule) -> bool:
    shifts = isinstance(rule.anchor, From) and rule.anchor.expression.shifts
    return rule.counts_from_phase and not shifts


def _taper(taper: Taper) -> Tally:
    total = NONE
    for step in taper.steps:
        match step:
            case IntervalStep(count=count):
                total = total + (UNKNOWN if count is None else exactly(count))
            case PatternStep(on=on, weeks=weeks):
                total = total + exactly(len(on) * weeks)
            case FlexibleStep(times=times, weeks=weeks):
                total = total + exactly(times * weeks)
    return total
