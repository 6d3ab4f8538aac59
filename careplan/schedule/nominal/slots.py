"""Slots: where a rule aims, before anything moves.

A position and an anchor give a stream of spots.  Clock times, exceptions and ends are
laid over the stream in `series`; closed days are somebody else's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from careplan.model.amount import Duration
from careplan.model.moment import Moment
from careplan.model.position import (
    AtAnchor,
    Every,
    Offsets,
    Position,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    WeekdayPattern,
)
from careplan.schedule.arithmetic import displaced, next_day
from careplan.schedule.nominal.intervals import flexible, pattern, repeated
from careplan.schedule.nominal.recurrence import recurring_days
from careplan.schedule.nominal.spots import Feedback, Footing, Spot, carried, day_of
from careplan.schedule.nominal.tapers import tapering

A_MINUTE = timedelta(minutes=1)


def spots(position: Position, footing: Footing, told: Feedback) -> Iterator[Spot]:
    """Give the spots of a position in order of time; the stream may have no end."""
    match position:
        case WeekdayPattern():
            return pattern(position.on, footing.anchor, told)
        case Every():
            return repeated(position, footing, told)
        case TimesAWeek():
            return flexible(position, footing)
        case Taper():
            return tapering(position, footing, told)
        case _:
            return _finite_spots(position, footing, told)


def _finite_spots(
    position: AtAnchor | Offsets | StudyDays | Recurrence,
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
        case _:
            return _recurrence(position, footing, told)


def _at_anchor(footing: Footing) -> Iterator[Spot]:
    anchor = footing.pauses.moved(footing.anchor, footing.anchor)
    yield Spot(moment=anchor if footing.timed else day_of(anchor))


def _offsets(position: Offsets, footing: Footing, told: Feedback) -> Iterator[Spot]:
    anchor = footing.anchor
    grid = sorted(
        (
            footing.moved(
                anchor if isinstance(amount, Duration) else day_of(anchor), amount
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
            link = told.placed
            there = footing.pauses.moved(link, _as_far(before, moment, link))
            yield Spot(moment=there, link=link)
        else:
            later = carried(moment, told.shift)
            yield Spot(moment=footing.pauses.moved(footing.anchor, later))
        before = moment


def _as_far(before: Moment, moment: Moment, placed: Moment) -> Moment:
    if before.is_timed and moment.is_timed and placed.is_timed:
        minutes = (moment.instant - before.instant) // A_MINUTE
        return displaced(placed, (Duration(minutes=minutes),), lambda _: True)
    distance = (moment.day - before.day).days
    return Moment(day=next_day(placed.day, distance), zone=moment.zone)


def _recurrence(
    position: Recurrence, footing: Footing, told: Feedback
) -> Iterator[Spot]:
    """Give what recurs; where the series resumes, from that day on."""
    resumed: date | None = footing.anchor.day
    while resumed is not None:
        first, resumed = resumed, None
        for moment in recurring_days(
            position.rrule, footing.anchor, footing.clock, footing.bound
        ):
            if moment.day < first:
                continue
            yield Spot(moment=moment)
            if (resumed := told.resume()) is not None:
                break
