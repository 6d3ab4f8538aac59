"""Shapes of availability: hours, days off, time zones."""

from __future__ import annotations

from itertools import pairwise

from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.days import DATE
from careplan.language.schema.field import required, shape, table
from careplan.language.schema.lists import joined, list_of
from careplan.language.schema.plain import LINE, spoken
from careplan.language.schema.row import read_table
from careplan.language.shapes.week import by_weekday, weekday_form
from careplan.language.suggest import did_you_mean, nearest
from careplan.language.times import Interval, intervals, nightly
from careplan.model.enrolment import Hours, Span
from careplan.model.position import Weekday
from careplan.model.quiet import Quiet
from careplan.model.zone import is_zone, zone_names

EVERY_DAY = tuple(Weekday)


def _hours(value: object, spot: Spot) -> Hours | None:
    if isinstance(value, dict):
        by_day = by_weekday(INTERVALS, value, spot)
        return None if by_day is None else Hours(by_weekday=by_day)
    daily = INTERVALS.read(value, spot)
    if daily is None:
        return None
    return Hours(by_weekday=tuple((day, daily) for day in EVERY_DAY))


def _intervals(value: object, spot: Spot) -> tuple[Interval, ...] | None:
    """Read the hours of a day, in order of time."""
    found = _INTERVALS.read(value, spot)
    if found is None:
        return None
    ordered = tuple(sorted(found))
    for before, after in pairwise(ordered):
        if after[0] < before[1]:
            raise UnreadableError("bad-time", f"{spot.name} overlap")
    return ordered


def _days_off(value: object, spot: Spot) -> Span | None:
    if not isinstance(value, dict):
        day = DATE.read(value, spot)
        return None if day is None else Span(first=day, last=day)
    stretch = read_table(DAYS_OFF, value, spot)
    if stretch is None or not stretch.complete:
        return None
    first, last = stretch[FROM], stretch[TO]
    if last < first:
        raise UnreadableError("bad-date", f"{spot.name} ends before it begins")
    return Span(first=first, last=last)


def _zone(value: object, spot: Spot) -> str | None:
    name = LINE.read(value, spot)
    if name is None or is_zone(name):
        return name
    raise UnreadableError(
        "unknown-zone",
        "{} is no time zone",
        name,
        advice=did_you_mean(nearest(name, zone_names()))
        or "zones are named after a place, for example `Europe/London`",
    )


_INTERVALS = joined(spoken("hours", "bad-time", intervals), "hours")
INTERVALS = shape("hours", _intervals, form=_INTERVALS.form)
HOURS = shape(
    "hours, or a table of them by weekday", _hours, form=weekday_form(INTERVALS.form)
)

QUIET = spoken(
    "hours, perhaps over midnight", "bad-time", lambda text: Quiet(*nightly(text))
)

ZONE = shape("a time zone", _zone, form=LINE.form)

FROM = required("from", DATE, "The first day.", "2026-04-10")
TO = required("to", DATE, "The last day.", "2026-04-17")
DAYS_OFF = table(
    "days",
    "a stretch of days",
    "{ from = …, to = … }",
    "Days from the first to the last, both included.",
    FROM,
    TO,
)
SPANS = list_of(
    shape(
        "a date or a stretch of days",
        _days_off,
        form=forms.any_of(DATE.form, forms.table(DAYS_OFF.name)),
        table=DAYS_OFF,
    ),
    "a list of dates and stretches of days",
)
