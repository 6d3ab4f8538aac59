"""Which days are open for an activity, and why the others are not.

A day is open if its weekday is allowed, it is no holiday and no closed day, the
person is not away, and the time fits the person's and the site's hours and nothing
else the person has to do.  With no site and no person every day is open.  Where an
occurrence goes instead is not decided here.
"""

from __future__ import annotations

from datetime import date, time

from careplan.model.busy import BusyTimes
from careplan.model.enrolment import Hours, Person, Site, Span
from careplan.model.kind import Heeds
from careplan.model.moment import Moment
from careplan.model.position import Weekday
from careplan.model.program import Activity
from careplan.schedule.arithmetic import next_day
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.lasting import ends_of

WORKING_WEEK = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)
MIDNIGHT, LAST_MINUTE = time(), time(23, 59)
NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class OpenDays:
    """The open days of one enrolment: its site, its person, and the holidays.

    The site's days and hours are read on its own clock, the person's on theirs, so an
    appointment at 07:00 in Auckland falls on the evening before in London.  `open` of
    an activity is read on the clock of its rule.
    """

    __slots__ = ("_busy", "_closures", "_holidays", "_person", "_site", "_zone")

    def __init__(
        self,
        site: Site | None,
        person: Person | None,
        holidays: HolidayTable,
        *,
        zone: str,
        busy: BusyTimes | None = None,
    ) -> None:
        """Look at this site and person; `holidays` is asked only for named regions.

        `zone` is the person's, and the site's if it says none.
        """
        self._busy = busy
        self._site = site
        self._person = person
        self._zone = zone
        self._holidays = holidays
        self._closures: dict[date, str | None] = {}

    def refusal(self, activity: Activity, start: Moment) -> str | None:
        """Say why the activity cannot be given then, or None if it can."""
        if activity.open is not None and start.day.weekday() not in activity.open:
            return f"not given on a {NAMES[start.day.weekday()]}"
        if self._site is not None and Heeds.SITE in activity.heeds:
            refusal = self._site_refusal(self._site, activity, start)
            if refusal is not None:
                return refusal
        if self._person is not None and Heeds.PERSON in activity.heeds:
            refusal = self._person_refusal(self._person, activity, start)
            if refusal is not None:
                return refusal
        if self._busy is not None and Heeds.BUSY in activity.heeds:
            return self._busy_refusal(self._busy, activity, start)
        return None

    def is_business_day(self, day: date) -> bool:
        """Say whether the site works that day, whatever any activity heeds."""
        weekdays = (self._site and self._site.open) or WORKING_WEEK
        return day.weekday() in weekdays and self._closure(day) is None

    def _site_refusal(
        self, site: Site, activity: Activity, start: Moment
    ) -> str | None:
        zone = site.timezone or self._zone
        there = start if start.zone == zone else start.in_zone(zone)
        weekday = there.day.weekday()
        if activity.open is None and site.open and weekday not in site.open:
            return f"the site is closed on a {NAMES[weekday]}"
        closure = self._closure(there.day)
        if closure is not None:
            return closure
        if site.hours is None:
            return None
        ends = ends_of(activity, start).in_zone(zone)
        return None if _fits(site.hours, there, ends) else "outside the site's hours"

    def _person_refusal(
        self, person: Person, activity: Activity, start: Moment
    ) -> str | None:
        if not person.away and person.hours is None:
            return None
        here = start.in_zone(self._zone)
        ends = ends_of(activity, start).in_zone(self._zone)
        if any(_overlaps(span, here, ends) for span in person.away):
            return "the person is away"
        if person.hours is None or _fits(person.hours, here, ends):
            return None
        return "outside the person's hours"

    def _busy_refusal(
        self, busy: BusyTimes, activity: Activity, start: Moment
    ) -> str | None:
        """Ask for the very time, or, of what has none, for each of its days.

        An appointment of an hour takes no day from what may be done at any time of
        it.  A day is taken when it is taken from midnight to midnight; as with hours,
        23:59 is the end of the day, since some calendars know no other.
        """
        ends = ends_of(activity, start)
        if start.is_timed:
            is_taken = busy.overlap(start.instant, ends.instant)
            return "the person is busy then" if is_taken else None
        day = start.day
        while day <= ends.day:
            midnight = Moment(day=day, zone=self._zone)
            last = Moment(day=day, clock=LAST_MINUTE, zone=self._zone)
            if busy.cover(midnight.instant, last.instant):
                return "the person is busy all day"
            day = next_day(day)
        return None

    def _closure(self, day: date) -> str | None:
        if self._site is None:
            return None
        if day not in self._closures:
            self._closures[day] = self._look_up(self._site, day)
        return self._closures[day]

    def _look_up(self, site: Site, day: date) -> str | None:
        if any(day in span for span in site.closed):
            return "a closed day of the site"
        for region in site.holidays:
            name = self._holidays(region, day.year).get(day)
            if name is not None:
                return f"a holiday, {name}"
        return None


def _overlaps(away: Span, start: Moment, ends: Moment) -> bool:
    """Say whether an absence touches an event or, of a period, any of its days.

    The site is asked for a period's first day only: a stay may well span a weekend.
    """
    last = start.day if start.is_timed else ends.day
    return away.first <= last and start.day <= away.last


def _fits(hours: Hours, start: Moment, ends: Moment) -> bool:
    """Say whether the event lies inside one interval of its day's hours.

    A whole day fits wherever the day has any hours at all.
    """
    intervals = hours.on(start.day)
    if start.clock is None or ends.clock is None:
        return bool(intervals)
    over = ends.clock
    if ends.day != start.day:
        # Hours name no 24:00: what closes at 23:59 is open to the end of the day.
        if over != MIDNIGHT or (ends.day - start.day).days > 1:
            return False
        over = LAST_MINUTE
    return any(begin <= start.clock and over <= close for begin, close in intervals)
