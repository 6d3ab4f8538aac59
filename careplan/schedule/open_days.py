"""Which days are open for an activity, and why the others are not.

A day is open if its weekday is allowed, it is no holiday and no closed day, the
person is not away, and the time fits the person's and the site's hours (DESIGN 3.2,
step 3).  With no site and no person every day is open.  Where an occurrence goes
instead is not decided here.
"""

from __future__ import annotations

from datetime import date

from careplan.model.enrolment import Hours, Person, Site, Span
from careplan.model.kind import Heeds
from careplan.model.moment import Moment
from careplan.model.position import Weekday
from careplan.model.program import Activity
from careplan.schedule.holidays import HolidayTable

WORKING_WEEK = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)
NAMES = {
    Weekday.MON: "Monday",
    Weekday.TUE: "Tuesday",
    Weekday.WED: "Wednesday",
    Weekday.THU: "Thursday",
    Weekday.FRI: "Friday",
    Weekday.SAT: "Saturday",
    Weekday.SUN: "Sunday",
}


class OpenDays:
    """The open days of one enrolment: its site, its person, and the holidays."""

    __slots__ = ("_closures", "_holidays", "_person", "_site")

    def __init__(
        self, site: Site | None, person: Person | None, holidays: HolidayTable
    ) -> None:
        """Look at this site and person; `holidays` is asked only for named regions."""
        self._site = site
        self._person = person
        self._holidays = holidays
        self._closures: dict[date, str | None] = {}

    def refusal(self, activity: Activity, start: Moment, ends: Moment) -> str | None:
        """Say why the activity cannot be given then, or None if it can."""
        return (
            self._wrong_weekday(activity, start.day)
            or self._site_refusal(activity, start, ends)
            or self._person_refusal(activity, start, ends)
        )

    def is_business_day(self, day: date) -> bool:
        """Say whether the site works that day, whatever any activity heeds."""
        weekdays = (self._site and self._site.open) or WORKING_WEEK
        return day.weekday() in weekdays and self._closure(day) is None

    def _wrong_weekday(self, activity: Activity, day: date) -> str | None:
        allowed, whose = activity.open, "not given on a"
        if allowed is None and Heeds.SITE in activity.heeds and self._site:
            allowed, whose = self._site.open, "the site is closed on a"
        if allowed is None or day.weekday() in allowed:
            return None
        return f"{whose} {NAMES[Weekday(day.weekday())]}"

    def _site_refusal(
        self, activity: Activity, start: Moment, ends: Moment
    ) -> str | None:
        if self._site is None or Heeds.SITE not in activity.heeds:
            return None
        closure = self._closure(start.day)
        if closure is not None or self._site.hours is None:
            return closure
        zone = self._site.timezone or start.zone
        if _fits(self._site.hours, start.in_zone(zone), ends.in_zone(zone)):
            return None
        return "outside the site's hours"

    def _person_refusal(
        self, activity: Activity, start: Moment, ends: Moment
    ) -> str | None:
        if self._person is None or Heeds.PERSON not in activity.heeds:
            return None
        if _covers(self._person.away, start.day):
            return "the person is away"
        hours = self._person.hours
        if hours is None or _fits(hours, start, ends):
            return None
        return "outside the person's hours"

    def _closure(self, day: date) -> str | None:
        if self._site is None:
            return None
        if day not in self._closures:
            self._closures[day] = self._look_up(self._site, day)
        return self._closures[day]

    def _look_up(self, site: Site, day: date) -> str | None:
        if _covers(site.closed, day):
            return "a closed day of the site"
        for region in site.holidays:
            name = self._holidays(region, day.year).get(day)
            if name is not None:
                return f"a holiday, {name}"
        return None


def _covers(spans: tuple[Span, ...], day: date) -> bool:
    return any(day in span for span in spans)


def _fits(hours: Hours, start: Moment, ends: Moment) -> bool:
    """Say whether the event lies inside one interval of its day's hours.

    A whole day fits wherever the day has any hours at all.
    """
    intervals = hours.on(start.day)
    if start.clock is None or ends.clock is None:
        return bool(intervals)
    return any(
        begin <= start.clock
        and (ends.clock <= close if ends.day == start.day else False)
        for begin, close in intervals
    )
