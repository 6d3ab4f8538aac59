"""What an activity's dates must respect as a whole: `max_gap` and `at_most`.

Both are checked when everything has its date, over all occurrences of the activity in
whatever phase.  They move nothing: where a date would have to be to keep them is for
the author to say.  Each occurrence is held to the properties of its own rule, against
those before it.  What has happened counts on the day it did; it is told, and keeps
nothing from being handed out.  Nor does an exception that somebody entered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from careplan.model.amount import Amount
from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.model.schedule import Occurrence, Schedule, State
from careplan.model.wording import spell_day
from careplan.schedule.arithmetic import BusinessDays
from careplan.schedule.gaps import is_far_enough, is_near_enough

MOST_TOLD = 20
MOST_NAMED = 6
TAKES_PLACE = (State.PLANNED, State.PROVISIONAL, State.DONE)


class _Breach(NamedTuple):
    """Occurrences that break a limit together; the last one's rule has the limit.

    One `is_excused` by what was missed, or agreed on, between them.
    """

    occurrences: Sequence[Occurrence]
    limit: Amount
    is_excused: bool = False

    @property
    def rule(self) -> Rule:
        return self.occurrences[-1].rule

    @property
    def severity(self) -> Severity:
        is_told = self.is_excused or any(
            one.state is State.DONE or one.is_exception for one in self.occurrences
        )
        return Severity.WARNING if is_told else Severity.ERROR


# Of which activity, None for all, and when something is not, by way of exception.
Agreed = tuple[str | None, Moment]


def exceeded(
    schedule: Schedule, is_open: BusinessDays, agreed: Sequence[Agreed] = ()
) -> tuple[Diagnostic, ...]:
    """Say where an activity is too seldom, or too often; `is_open`: business days.

    `agreed` is what was left out, or where the plan stands still, by way of exception.
    """
    missed = (one for one in schedule.occurrences if one.state is State.MISSED)
    excuses = (*agreed, *((one.activity.id, one.moment) for one in missed))
    gaps: list[_Breach] = []
    crowds: list[_Breach] = []
    for series in _by_activity(schedule):
        gaps += _too_long(series, is_open, excuses)
        crowds += _too_many(series, is_open)
    return (*_told(gaps, _gap), *_told(crowds, _crowd))


def _by_activity(schedule: Schedule) -> list[list[Occurrence]]:
    found: dict[str, list[Occurrence]] = {}
    for one in schedule.occurrences:
        if one.state in TAKES_PLACE:
            found.setdefault(one.activity.id, []).append(one)
    return list(found.values())


def _too_long(
    series: list[Occurrence], is_open: BusinessDays, excuses: Sequence[Agreed]
) -> list[_Breach]:
    return [
        _Breach((before, one), gap, _is_excused(before, one, excuses))
        for before, one in pairwise(series)
        if (gap := one.activity.max_gap) is not None
        and not is_near_enough(before.moment, one.moment, gap, is_open)
    ]


def _is_excused(before: Occurrence, one: Occurrence, excuses: Sequence[Agreed]) -> bool:
    """Say whether something between two was missed, or agreed on as an exception."""
    return any(
        activity in (None, one.activity.id)
        and before.moment.is_before(moment)
        and moment.is_before(one.moment)
        for activity, moment in excuses
    )


def _too_many(series: list[Occurrence], is_open: BusinessDays) -> list[_Breach]:
    """Find stretches with one more than there may be; those that overlap are one."""
    found: list[_Breach] = []
    told = -1
    for last, one in enumerate(series):
        limit = one.activity.at_most
        if limit is None or (first := last - limit.count) <= told:
            continue
        if not is_far_enough(series[first].moment, one.moment, limit.per, is_open):
            found.append(_Breach(series[first : last + 1], limit.per))
            told = last
    return found


def _told(
    breaches: list[_Breach], say: Callable[[_Breach, tuple[str, ...]], Diagnostic]
) -> list[Diagnostic]:
    """Give one diagnostic for every rule: the first breach, and the others below."""
    of_rules: dict[tuple[str | None, str, Severity], list[_Breach]] = {}
    for one in breaches:
        key = one.rule.phase, one.rule.id, one.severity
        of_rules.setdefault(key, []).append(one)
    return [say(first, _others(rest)) for first, *rest in of_rules.values()]


def _others(breaches: list[_Breach]) -> tuple[str, ...]:
    told = [f"so do {_named(one.occurrences)}" for one in breaches[:MOST_TOLD]]
    if len(breaches) > MOST_TOLD:
        told.append(f"and {len(breaches) - MOST_TOLD:,} more")
    return tuple(told)


def _gap(breach: _Breach, others: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        code="gap-too-long",
        severity=breach.severity,
        message=f"{_named(breach.occurrences)} lie farther apart than the"
        f" {breach.limit} that `{breach.rule.activity.id}` may",
        primary=_last(breach),
        related=_first(breach),
        help=others,
    )


def _crowd(breach: _Breach, others: tuple[str, ...]) -> Diagnostic:
    times = _times(len(breach.occurrences) - 1)
    return Diagnostic(
        code="too-often",
        severity=breach.severity,
        message=f"{_named(breach.occurrences)} lie within {breach.limit}, in which"
        f" `{breach.rule.activity.id}` may happen {times}",
        primary=_last(breach),
        related=_first(breach),
        help=others,
    )


def _last(breach: _Breach) -> Label:
    return Label(place=breach.rule.place, note=f"gives {breach.occurrences[-1].name}")


def _first(breach: _Breach) -> tuple[Label, ...]:
    first = breach.occurrences[0]
    if first.rule.place == breach.rule.place:
        return ()
    return (Label(place=first.rule.place, note=f"gives {first.name}"),)


def _named(occurrences: Sequence[Occurrence]) -> str:
    """Name occurrences with their dates; of a great many the first and the last."""
    names = [f"{one.name} on {spell_day(one.moment.day)}" for one in occurrences]
    if len(names) > MOST_NAMED:
        return f"{names[0]} to {names[-1]} ({len(names)} in all)"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
