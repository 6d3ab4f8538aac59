"""Rules about Outlook, whose converter has a specification of its own (MS-OXCICAL).

Of what repeats it keeps one date a day, in the order of the rule: a date that was moved
must stay between its neighbours.  Asked only where Outlook is named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from careplan.calendar.busy.values import When
from careplan.calendar.linting.components import CALENDAR, Component
from careplan.calendar.linting.instances import walls
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.recurrence import OTHERWISE, rules_of
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.times import known_zone
from careplan.calendar.linting.values import read, when
from careplan.calendar.linting.vocabulary import ALARM, EVENT
from careplan.model.enrolment import Client, Via
from careplan.model.moment import at_instant

OUTLOOK = Client.OUTLOOK
_THREE_DIGITS = 3
_PREFIXES = ("cancelled", "canceled", "paused", "ended", "this reminder ended")
_BUSY = "X-MICROSOFT-CDO-BUSYSTATUS"
_FREE = {"TRANSPARENT": True, "OPAQUE": False}


def _second_alarm(event: Component, _: Survey) -> Iterator[Fault]:
    for alarm in event.named(ALARM)[1:]:
        yield Fault(
            alarm.number,
            "Outlook keeps one alarm for each event, and this is another",
            "put the most important one first, and make an event of each other",
        )


def _fed_alarm(alarm: Component, _: Survey) -> Iterator[Fault]:
    yield Fault(
        alarm.number,
        "Outlook does not ring for the events of a feed",
        "write what must remind as an event of its own",
    )


def _dates_alone(event: Component, survey: Survey) -> Iterator[Fault]:
    line = event.first("RDATE")
    if line is None:
        return
    if "RRULE" not in event.lines:
        yield Fault(
            line.number, "Outlook drops an event with dates and no rule", OTHERWISE
        )
        return
    counted = Counter(line.name for line, _ in survey.times_of(event))
    if counted["RDATE"] > counted["EXDATE"]:
        yield Fault(
            line.number,
            "Outlook takes a date only in the place of one that is left out",
            OTHERWISE,
        )


def _untemplated(event: Component, _: Survey) -> Iterator[Fault]:
    for line, parts in rules_of(event):
        is_long = len(parts.get("COUNT", "").lstrip("0")) > _THREE_DIGITS
        if is_long or {"BYYEARDAY", "BYWEEKNO", "BYHOUR", "BYMINUTE"} & parts.keys():
            yield at(line, "Outlook has no repetition like this")


def _still_there(event: Component, _: Survey) -> Iterator[Fault]:
    title = event.value("SUMMARY").lower()
    if event.word("STATUS") == "CANCELLED" and not title.startswith(_PREFIXES):
        yield Fault(
            event.number,
            "Outlook shows a cancelled event as if it took place",
            "begin its title with `Cancelled: `",
        )


def _busy(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first(_BUSY)
    is_free = _FREE.get(event.word("TRANSP") or "OPAQUE")
    if line is not None and is_free is not (line.value.upper() == "FREE"):
        yield at(
            line,
            "Outlook goes by this and not by `TRANSP`, which says otherwise",
            "leave it out",
        )


def _moved(calendar: Component, survey: Survey) -> Iterator[Fault]:
    changed: defaultdict[str, list[Component]] = defaultdict(list)
    for event in calendar.named(EVENT):
        if "RECURRENCE-ID" in event.lines:
            changed[event.value("UID")].append(event)
    for uid, events in changed.items():
        master = survey.masters.get(uid)
        start = None if master is None else master.first("DTSTART")
        begins = None if start is None else when(start)
        if master is not None and begins is not None:
            dates = _dates(master, begins, survey)
            yield from _out_of_order(events, dates, begins, survey)


def _dates(master: Component, begins: When, survey: Survey) -> set[datetime]:
    """Give the dates of a repeated event, by the clock on the wall of its start."""
    dates = set(walls(master, begins, survey))
    for line, value in survey.times_of(master):
        one = read(value, line.parameters.get("TZID"))
        wall = None if one is None else _wall(one, begins, survey)
        if wall is not None and line.name == "EXDATE":
            dates.discard(wall)
        elif wall is not None and line.name == "RDATE":
            dates.add(wall)
    return dates


def _out_of_order(
    events: list[Component], dates: set[datetime], begins: When, survey: Survey
) -> Iterator[Fault]:
    now = dict(zip(dates, dates, strict=True))
    moved: dict[datetime, Line] = {}
    for event in events:
        was, start = (
            None if line is None else _wall(when(line), begins, survey)
            for line in (event.first("RECURRENCE-ID"), event.first("DTSTART"))
        )
        if was not in now:
            continue
        if event.word("STATUS") == "CANCELLED":
            del now[was]
        elif start not in (None, was):
            now[was], moved[was] = start, event.lines["DTSTART"][0]
    for one, other in pairwise(sorted(now)):
        line = moved.get(other) or moved.get(one)
        if line is not None and now[other].date() <= now[one].date():
            yield at(
                line,
                "Outlook takes no date that reaches the day of its neighbour",
                OTHERWISE,
            )


def _wall(moment: When | None, begins: When, survey: Survey) -> datetime | None:
    """Give a time by the clock of the start, None if that cannot be said."""
    if moment is None or moment.is_day != begins.is_day:
        return None
    if moment.zone == begins.zone:
        return moment.wall
    zone, instant = known_zone(begins), survey.instant(moment)
    if zone is None or instant is None:
        return None
    return at_instant(instant.replace(tzinfo=UTC), zone).wall


RULES = (
    Rule(code="ics-outlook-alarms", of=(EVENT,), check=_second_alarm, client=OUTLOOK),
    Rule(
        code="ics-outlook-alarm",
        of=(ALARM,),
        check=_fed_alarm,
        client=OUTLOOK,
        via=Via.FEED,
    ),
    Rule(code="ics-outlook-dates", of=(EVENT,), check=_dates_alone, client=OUTLOOK),
    Rule(code="ics-outlook-rule", of=(EVENT,), check=_untemplated, client=OUTLOOK),
    Rule(code="ics-outlook-moved", of=(CALENDAR,), check=_moved, client=OUTLOOK),
    Rule(code="ics-outlook-cancelled", of=(EVENT,), check=_still_there, client=OUTLOOK),
    Rule(code="ics-outlook-busy", of=(EVENT,), check=_busy, client=OUTLOOK),
)
