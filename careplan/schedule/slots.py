"""Slots: where a rule aims, before anything moves (DESIGN 3.1, "Position").

A position and an anchor give a stream of spots, each a day (or, for a position in
hours or minutes, a moment) together with the day a phase could end if this spot were
the last.  Clock times, exceptions and ends are laid over the stream in `series`;
closed days are somebody else's business, but what came of the spot before is told by
`Feedback`, because a chain counts from it and a slid slot must be given again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

from careplan.model.amount import Amount, Duration
from careplan.model.moment import Moment
from careplan.model.position import (
    AtAnchor,
    Every,
    FlexibleStep,
    IntervalStep,
    Offsets,
    PatternStep,
    Position,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)
from careplan.schedule.arithmetic import BusinessDays, displaced, next_day
from careplan.schedule.recurrence import recurring_days

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place a rule aims at; `after` is the first day that no longer belongs to it."""

    moment: Moment
    after: date


class Feedback:
    """What became of the last spot: where it was placed, and whether it slid away."""

    __slots__ = ("placed", "slid")

    def __init__(self) -> None:
        """Begin with no spot behind us."""
        self.placed: Moment | None = None
        self.slid = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What a stream of spots stands on.

    `clock` is the rule's first time of day, for a recurrence's DTSTART; `timed` says
    that the anchor itself counts in hours, so its time is the rule's; `chained` says
    that each interval counts from where the spot before was placed.
    """

    anchor: Moment
    is_open: BusinessDays
    until_of: Callable[[IntervalStep], date | None]
    timed: bool = False
    chained: bool = False
    clock: time | None = None
    bound: date | None = None

    def moved(self, moment: Moment, *amounts: Amount) -> Moment:
        """Add amounts to a moment with this footing's business days."""
        return displaced(moment, amounts, self.is_open)


def spots(position: Position, footing: Footing, told: Feedback) -> Iterator[Spot]:
    """Give the spots of a position in order of time; the stream may have no end."""
    match position:
        case WeekdayPattern():
            return _pattern(position.on, footing.anchor)
        case Every(on=()):
            return _intervals(position, footing, told)
        case Every():
            return _interval_weekdays(position, footing, told)
        case Taper():
            return _taper(position, footing, told)
        case _:
            return _finite_spots(position, footing, told)


def _finite_spots(
    position: AtAnchor | Offsets | StudyDays | Recurrence | TimesAWeek,
    footing: Footing,
    told: Feedback,
) -> Iterator[Spot]:
    match position:
        case AtAnchor():
            return _at_anchor(footing)
        case Offsets():
            return _offsets(position, footing, told)
        case StudyDays():
            return _study_days(position, footing, told)
        case Recurrence():
            return _recurrence(position, footing)
        case TimesAWeek():
            return iter(())


def _at_anchor(footing: Footing) -> Iterator[Spot]:
    anchor = footing.anchor
    yield _single(anchor if footing.timed else _day_of(anchor))


def _offsets(position: Offsets, footing: Footing, told: Feedback) -> Iterator[Spot]:
    anchor = footing.anchor
    grid = sorted(
        (
            footing.moved(
                anchor if isinstance(amount, Duration) else _day_of(anchor), amount
            )
            for amount in position.amounts
        ),
        key=lambda moment: moment.wall,
    )
    return _linked(grid, footing, told)


def _study_days(
    position: StudyDays, footing: Footing, told: Feedback
) -> Iterator[Spot]:
    # There is no Day 0: Day 1 is the anchor's day and Day -1 the day before it.
    anchor = footing.anchor
    grid = [
        Moment(
            day=next_day(anchor.day, number - 1 if number > 0 else number),
            zone=anchor.zone,
        )
        for number in sorted(position.days)
    ]
    return _linked(grid, footing, told)


def _linked(grid: list[Moment], footing: Footing, told: Feedback) -> Iterator[Spot]:
    """Give a list of moments; in a chain each keeps its distance to the one before."""
    before: Moment | None = None
    for moment in grid:
        if footing.chained and before is not None and told.placed is not None:
            yield _single(_as_far(before, moment, told.placed))
        else:
            yield _single(moment)
        before = moment


def _as_far(before: Moment, moment: Moment, placed: Moment) -> Moment:
    if before.clock is not None and moment.clock is not None and placed.is_timed:
        minutes = int((moment.instant - before.instant).total_seconds() // 60)
        return displaced(placed, (Duration(minutes=minutes),), lambda _: True)
    distance = (moment.day - before.day).days
    return Moment(day=next_day(placed.day, distance), zone=moment.zone)


def _day_of(moment: Moment) -> Moment:
    """Take the time away: a day offset never inherits one (DESIGN 3.1)."""
    return Moment(day=moment.day, zone=moment.zone)


def _single(moment: Moment) -> Spot:
    return Spot(moment=moment, after=next_day(moment.day))


def _pattern(on: tuple[Weekday, ...], anchor: Moment) -> Iterator[Spot]:
    day = _forward_to(anchor.day, on)
    while True:
        following = _forward_to(next_day(day), on)
        yield Spot(moment=Moment(day=day, zone=anchor.zone), after=following)
        day = following


def _intervals(position: Every, footing: Footing, told: Feedback) -> Iterator[Spot]:
    anchor = footing.anchor
    if not isinstance(position.interval, Duration):
        anchor = _day_of(anchor)
    elif anchor.clock is None:
        anchor = Moment(day=anchor.day, clock=footing.clock, zone=anchor.zone)
    first = (position.first,) if position.first else ()
    number = 0
    while True:
        if footing.chained and number and told.placed is not None:
            here = footing.moved(_base(told.placed, position), position.interval)
        else:
            here = footing.moved(anchor, *first, position.interval.times(number))
        after = footing.moved(here, position.interval)
        yield Spot(moment=here, after=max(after.day, here.day))
        number += 1


def _base(placed: Moment, position: Every) -> Moment:
    """Give what the next link counts from: the moment, or for whole days its date."""
    if isinstance(position.interval, Duration):
        return placed
    return _day_of(placed)


def _interval_weekdays(
    position: Every, footing: Footing, told: Feedback
) -> Iterator[Spot]:
    first = (position.first,) if position.first else ()
    anchor = _day_of(footing.anchor)
    number, last = 0, None
    while True:
        if footing.chained and last is not None and told.placed is not None:
            begin = footing.moved(_base(told.placed, position), position.interval)
        else:
            begin = footing.moved(anchor, *first, position.interval.times(number))
        for day in _days_on(begin.day, position.on):
            if last is None or day > last:
                here = Moment(day=day, zone=anchor.zone)
                yield Spot(
                    moment=here, after=footing.moved(here, position.interval).day
                )
                last = day
        number += 1


def _taper(position: Taper, footing: Footing, told: Feedback) -> Iterator[Spot]:
    first = (position.first,) if position.first else ()
    begin = footing.moved(_day_of(footing.anchor), *first)
    last: Spot | None = None
    for step in position.steps:
        match step:
            case IntervalStep():
                if last is not None:
                    begin = footing.moved(_link(last, footing, told), step.every)
                steps = _interval_step(step, position.on, begin, footing, told)
            case PatternStep():
                steps = _pattern_step(step, begin, told)
            case FlexibleStep():
                continue
        for last in steps:
            yield last
        if last is not None:
            begin = Moment(day=last.after, zone=begin.zone)


def _link(last: Spot, footing: Footing, told: Feedback) -> Moment:
    day = last.moment.day
    if footing.chained and told.placed is not None:
        day = told.placed.day
    return Moment(day=day, zone=last.moment.zone)


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
        chained=footing.chained,
    )
    until = footing.until_of(step)
    given = 0
    for spot in spots(every, here, told):
        if step.count is not None and given >= step.count:
            return
        if until is not None and spot.moment.day > until:
            return
        yield spot
        given += 0 if told.slid else 1


def _pattern_step(step: PatternStep, begin: Moment, told: Feedback) -> Iterator[Spot]:
    end = next_day(begin.day, step.weeks * DAYS_A_WEEK)
    wanted = step.weeks * len(step.on)
    for spot in _pattern(step.on, begin):
        yield Spot(moment=spot.moment, after=max(end, next_day(spot.moment.day)))
        wanted -= 0 if told.slid else 1
        if not wanted:
            return


def _recurrence(position: Recurrence, footing: Footing) -> Iterator[Spot]:
    for moment in recurring_days(
        position.rrule, footing.anchor, footing.clock, footing.bound
    ):
        yield _single(moment)


def _forward_to(day: date, on: tuple[Weekday, ...]) -> date:
    return next(iter(_days_on(day, on)))


def _days_on(begin: date, on: tuple[Weekday, ...]) -> list[date]:
    week = (next_day(begin, step) for step in range(DAYS_A_WEEK))
    return [day for day in week if day.weekday() in on]
