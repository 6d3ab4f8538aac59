"""Spots that repeat: weekdays of every week, days chosen in each, fixed intervals.

These streams have no end; whoever asks stops.  The n-th spot of an interval is the
anchor + (first + n x interval), so that months always count from the anchor
, except in a chain, where each counts from the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from careplan.model.amount import DAYS_A_WEEK, Duration, Period, Unit
from careplan.model.moment import Moment
from careplan.model.position import Every, Flexible, FlexibleStep, Weekday
from careplan.schedule.arithmetic import next_day
from careplan.schedule.nominal.spots import Feedback, Footing, Spot, carried, day_of

WHOLE_DAYS = (Unit.DAY, Unit.WEEK, Unit.BUSINESS_DAY)


def repeated(position: Every, footing: Footing, told: Feedback) -> Iterator[Spot]:
    """Give the spots of an interval, or those weekdays of each period's first week."""
    if position.on:
        return _interval_weekdays(position, footing, told)
    return _intervals(position, footing, told)


def pattern(on: tuple[Weekday, ...], anchor: Moment, told: Feedback) -> Iterator[Spot]:
    """Give every such weekday from the anchor's day on.

    After one that was moved, with the others, they go on from where that went.
    """
    distances = _distances(on)
    day = _days_on(anchor.day, on)[0]
    while True:
        following = next_day(day, distances[day.weekday()])
        yield Spot(moment=Moment(day=day, zone=anchor.zone), leaves=following)
        day = following
        if (resumed := told.resume()) is not None:
            day = _days_on(resumed, on)[0]


def flexible(position: Flexible, footing: Footing) -> Iterator[Spot]:
    """Give the days chosen in each 7-day week from the anchor, week after week.

    A week is chosen as a whole, and only when it has begun: until then nobody knows
    how far the activity has come.  Its last day is followed by the next week, so that
    a phase that ends with it ends with the week.
    """
    last = position.weeks if isinstance(position, FlexibleStep) else None
    anchor, pauses = footing.anchor, footing.pauses
    for number in count() if last is None else range(last):
        begin = next_day(anchor.day, number * DAYS_A_WEEK)
        begin = pauses.later(anchor.day, begin)
        after = pauses.later(begin, next_day(begin, DAYS_A_WEEK))
        yield Spot(
            moment=Moment(day=begin, zone=anchor.zone), leaves=after, opens_week=True
        )
        for day, step in footing.choose(position, begin):
            moment = Moment(day=day, zone=anchor.zone)
            yield Spot(moment=moment, leaves=after, chosen=step)


def base_of(position: Every, footing: Footing) -> Moment:
    """Give the anchor, with a time if the interval, or its beginning, is in hours."""
    anchor = footing.anchor
    if not any(isinstance(x, Duration) for x in (position.interval, position.first)):
        return day_of(anchor)
    if anchor.clock is None:
        return Moment(day=anchor.day, clock=footing.clock, zone=anchor.zone)
    return anchor


def _intervals(position: Every, footing: Footing, told: Feedback) -> Iterator[Spot]:
    interval, pauses = position.interval, footing.pauses
    anchor = base_of(position, footing)
    first = (position.first,) if position.first else ()
    here = footing.moved(anchor, *first)
    begun = told.shift
    # Days, also business days, give the same dates from the spot before: only months
    # are clamped, and only a clock time may have been shifted.
    from_last = isinstance(interval, Period) and interval.unit in WHOLE_DAYS
    from_last = from_last and not here.is_timed
    number = 0
    link: Moment | None = None
    while True:
        later = carried(here, told.shift - begun) if link is None else here
        there = pauses.moved(link or anchor, later)
        yield Spot(moment=there, leaves=interval, link=link)
        number += 1
        if footing.chained and told.placed is not None:
            link = told.placed
            here = footing.moved(link if here.is_timed else day_of(link), interval)
        elif from_last:
            here = footing.moved(here, interval)
        else:
            here = footing.moved(anchor, *first, interval.times(number))


def _interval_weekdays(
    position: Every, footing: Footing, told: Feedback
) -> Iterator[Spot]:
    first = (position.first,) if position.first else ()
    anchor, pauses = day_of(footing.anchor), footing.pauses
    number, last = 0, None
    link: Moment | None = None
    while True:
        if footing.chained and last is not None and told.placed is not None:
            link = told.placed
            # Never again where the last one was aimed, however far back that went.
            begin = footing.moved(day_of(told.placed), position.interval).day
            begin = max(begin, next_day(last))
        else:
            begin = footing.moved(anchor, *first, position.interval.times(number)).day
        since = anchor.day if link is None else link.day
        for nominal in _days_on(begin, position.on):
            day = pauses.later(since, nominal, by_weeks=True)
            if last is None or day > last:
                moment = Moment(day=day, zone=anchor.zone)
                yield Spot(moment=moment, leaves=position.interval, link=link)
                last = day
                if told.resumed is not None:
                    break
        number += 1
        if (resumed := told.resume()) is not None:
            # From the beginning again, to the first of these days from then on.
            number, last = 0, next_day(resumed, -1)


def _distances(on: tuple[Weekday, ...]) -> dict[int, int]:
    """Say for each of these weekdays how many days lie between it and the next."""
    ring = sorted(set(on))
    following = [*ring[1:], ring[0]]
    return {
        here: (there - here) % DAYS_A_WEEK or DAYS_A_WEEK
        for here, there in zip(ring, following, strict=True)
    }


def _days_on(begin: date, on: tuple[Weekday, ...]) -> list[date]:
    weekday = begin.weekday()
    distances = {(wanted - weekday) % DAYS_A_WEEK for wanted in on}
    return [next_day(begin, days) for days in sorted(distances)]
