"""Tapers: steps one after another, each with a cadence of its own.

A taper keeps distances: the first slot of a later interval step lies one of its own
intervals after the slot before it.  Calendar blocks are phases, not steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from careplan.model.amount import DAYS_A_WEEK, Period, Unit
from careplan.model.moment import Moment
from careplan.model.position import (
    Every,
    IntervalStep,
    PatternStep,
    Taper,
    Weekday,
)
from careplan.schedule.arithmetic import next_day
from careplan.schedule.nominal.intervals import base_of, flexible, pattern, repeated
from careplan.schedule.nominal.spots import (
    Feedback,
    Footing,
    Spot,
    carried,
    day_of,
    is_past,
)

MOST_WEEKS = 10_000
A_DAY = Period(number=1, unit=Unit.DAY)


def tapering(position: Taper, footing: Footing, told: Feedback) -> Iterator[Spot]:
    """Give the spots of all steps, in order."""
    first = (position.first,) if position.first else ()
    base = _taper_base(position, footing)
    begin = footing.pauses.moved(base, footing.moved(base, *first))
    last: Spot | None = None
    shift = told.shift
    for step in position.steps:
        match step:
            case IntervalStep():
                link = None
                if last is not None:
                    link = told.placed if footing.chained else None
                    here = carried(last.moment, told.shift - shift)
                    base = _base_of(here, link, step, footing)
                    begin = footing.pauses.moved(base, footing.moved(base, step.every))
                steps = _interval_step(step, position.on, begin, footing, told)
                steps = _linked(steps, link)
            case PatternStep():
                steps = _pattern_step(step, begin, told)
            case _:
                steps = flexible(step, replace(footing, anchor=begin))
        for last in steps:
            shift = told.shift
            yield last
        if last is not None:
            begin = Moment(
                day=footing.left_free(last, last.moment.day), zone=begin.zone
            )


def without_end(taper: Taper) -> Taper:
    """Give a taper whose last step goes on for ever."""
    *steps, last = taper.steps
    if isinstance(last, IntervalStep):
        last = replace(last, count=None, until=None)
    else:
        last = replace(last, weeks=MOST_WEEKS)
    return replace(taper, steps=(*steps, last))


def _taper_base(position: Taper, footing: Footing) -> Moment:
    step = position.steps[0]
    every = step.every if isinstance(step, IntervalStep) else A_DAY
    return base_of(Every(interval=every, first=position.first), footing)


def _base_of(
    last: Moment, link: Moment | None, step: IntervalStep, footing: Footing
) -> Moment:
    """Give what a later step's first interval counts from (taper = distances)."""
    base = link or last
    if isinstance(step.every, Period):
        return day_of(base)
    return Moment(day=base.day, clock=base.clock or footing.clock, zone=base.zone)


def _interval_step(
    step: IntervalStep,
    on: tuple[Weekday, ...],
    begin: Moment,
    footing: Footing,
    told: Feedback,
) -> Iterator[Spot]:
    every = Every(interval=step.every, on=on)
    here = Footing(
        anchor=begin,
        is_open=footing.is_open,
        until_of=footing.until_of,
        choose=footing.choose,
        chained=footing.chained,
        clock=footing.clock,
        pauses=footing.pauses,
    )
    until = footing.until_of(step)
    given = 0
    endless = repeated(every, here, told)
    while step.count is None or given < step.count:
        spot = next(endless)
        if until is not None and is_past(spot.moment, until):
            return
        yield spot
        given += 0 if told.slid else 1


def _linked(spots: Iterator[Spot], link: Moment | None) -> Iterator[Spot]:
    """Let the first spot of a step know what it counts from, in a chain."""
    for spot in spots:
        yield spot if link is None else spot._replace(link=link)
        link = None


def _pattern_step(step: PatternStep, begin: Moment, told: Feedback) -> Iterator[Spot]:
    """Give so many weeks of a pattern; a step that slid ends as many days later."""
    end = next_day(begin.day, step.weeks * DAYS_A_WEEK)
    wanted = step.weeks * len(step.on)
    usual = pattern(step.on, begin, Feedback())
    planned = [spot.moment.day for spot in islice(usual, wanted)]
    given = 0
    endless = pattern(step.on, begin, told)
    while given < wanted:
        moment = next(endless).moment
        slid = (moment.day - planned[given]).days
        yield Spot(moment=moment, leaves=next_day(end, slid))
        given += 0 if told.slid else 1
