"""Which days of a week to take: as far apart as can be, and then as early.

A flexible week names a number and no days.  Of all choices among the free days that
keep their gap, the one whose smallest distance is largest is taken, because what is
asked for twice a week is meant to be spread over it.  The distance from the last day to
the first one seven days later counts too: weeks mostly resemble each other, and Monday
and Sunday would otherwise seem six days apart, when they are one.  Of equals the
earliest is taken, so that nothing depends on chance.

Which days are free and which two are far enough apart is said by whoever asks.  A week
has at most C(7, 3) = 35 choices, so all are looked at; what cannot be had in full is
given as far as it can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from careplan.model.amount import DAYS_A_WEEK


class Spread(NamedTuple):
    """The days taken, how many choices there were, and how many were as far apart."""

    days: tuple[date, ...]
    choices: int = 0
    as_far: int = 0


def spread(
    free: Sequence[date],
    times: int,
    are_apart: Callable[[date, date], bool],
    kept: Sequence[date] = (),
) -> Spread:
    """Take so many of a week's days, in order; fewer if no more keep their gap.

    `kept` are days of the week that are taken in any case, because what was on them
    has happened; the others are spread round them.
    """
    for number in range(min(times - len(kept), len(free)), -1, -1):
        choices = [
            tuple(sorted((*kept, *days)))
            for days in combinations(free, number)
            if (days or kept) and all(are_apart(*pair) for pair in pairwise(days))
        ]
        if choices:
            distances = [smallest_distance(days) for days in choices]
            farthest = max(distances)
            # Choices come in the order of the calendar, so the first is the earliest.
            best = choices[distances.index(farthest)]
            as_far = distances.count(farthest)
            return Spread(days=best, choices=len(choices), as_far=as_far)
    return Spread(days=())


def smallest_distance(days: Sequence[date]) -> int:
    """Give the fewest days from one to the next, round the week."""
    within = ((later - sooner).days for sooner, later in pairwise(days))
    return min((DAYS_A_WEEK - (days[-1] - days[0]).days, *within))
