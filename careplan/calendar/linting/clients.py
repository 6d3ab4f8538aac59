"""Rules about one calendar program: what that one loses or misreads.

Asked only where it is named.  What is known of each, and how sure that is, differs:
Google, Apple and Outlook are closed, and public reports are all there is of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from careplan.calendar.linting.alarms import lead
from careplan.calendar.linting.components import CALENDAR, Component
from careplan.calendar.linting.recurrence import rules_of
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.vocabulary import ALARM, EVENT, TASKS
from careplan.model.enrolment import Client, Via
from careplan.model.profile import MOST_BYTES, MOST_EVENTS

GOOGLE, APPLE, OUTLOOK = Client.GOOGLE, Client.APPLE, Client.OUTLOOK
THUNDERBIRD = Client.THUNDERBIRD

# It looks a month ahead; a month has 28 days at least.
_FAR_AHEAD = timedelta(days=28)
_THREE_DIGITS = 3
_PREFIXES = ("cancelled", "canceled", "paused", "ended", "this reminder ended")


def _no_alarms(alarm: Component, _: Survey) -> Iterator[Fault]:
    yield Fault(
        alarm.number,
        "Google does not take over alarms",
        "write what must remind as an event of its own",
    )


def _hidden(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first("CLASS")
    if line is not None and line.value.upper() != "PUBLIC":
        yield at(
            line,
            "Google shows a private event of a feed as `Busy`",
            "leave `CLASS` out",
        )


def _shown(event: Component, _: Survey) -> Iterator[Fault]:
    if event.word("CLASS") not in ("PRIVATE", "CONFIDENTIAL"):
        yield Fault(
            event.number,
            "Google may show this event to everybody who sees the calendar",
            "write `CLASS:PRIVATE`",
        )


def _taken_back(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first("STATUS")
    if line is not None and line.value.upper() == "CANCELLED":
        yield at(
            line,
            "nobody knows what Google does with a cancelled event of a file",
            "write `STATUS:CONFIRMED`, and `Cancelled: ` before the title",
        )


def _too_large(calendar: Component, survey: Survey) -> Iterator[Fault]:
    events = len(calendar.named(EVENT))
    if survey.size > MOST_BYTES or events > MOST_EVENTS:
        yield Fault(
            calendar.number,
            f"Google takes {MOST_BYTES:,} bytes and {MOST_EVENTS:,} events of a file",
            "split it by years",
        )


def _unseen_link(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first("URL")
    if line is not None and line.value not in event.value("DESCRIPTION"):
        yield Fault(
            line.number,
            "Google does not show the link of an event",
            "repeat it in `DESCRIPTION`",
        )


def _stripped(alarm: Component, _: Survey) -> Iterator[Fault]:
    yield Fault(
        alarm.number,
        "Apple removes the alarms of a feed, unless somebody keeps them",
        "turn off `Remove alerts` when subscribing",
    )


def _tasks(component: Component, _: Survey) -> Iterator[Fault]:
    yield Fault(
        component.number, "this program shows only events", "write an event instead"
    )


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


def _dates_alone(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first("RDATE")
    if line is not None and "RRULE" not in event.lines:
        yield Fault(
            line.number,
            "Outlook drops an event with dates and no rule",
            "write each date as an event of its own",
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


def _too_far(alarm: Component, _: Survey) -> Iterator[Fault]:
    found = lead(alarm)
    line = alarm.first("TRIGGER")
    if line is not None and found is not None and found > _FAR_AHEAD:
        yield at(
            line,
            "Thunderbird looks for alarms a month ahead, and misses this one",
            "write what must remind as an event of its own",
        )


def _silent(alarm: Component, _: Survey) -> Iterator[Fault]:
    line = alarm.first("ACTION")
    if line is not None and line.value.upper() != "DISPLAY":
        yield at(line, "Thunderbird rings for `ACTION:DISPLAY` alone")


RULES = (
    Rule(code="ics-google-alarm", of=(ALARM,), check=_no_alarms, client=GOOGLE),
    Rule(
        code="ics-google-class",
        of=(EVENT,),
        check=_hidden,
        client=GOOGLE,
        via=Via.FEED,
    ),
    Rule(
        code="ics-google-visible",
        of=(EVENT,),
        check=_shown,
        client=GOOGLE,
        via=Via.FILE,
    ),
    Rule(
        code="ics-google-cancelled",
        of=(EVENT,),
        check=_taken_back,
        client=GOOGLE,
        via=Via.FILE,
    ),
    Rule(code="ics-google-large", of=(CALENDAR,), check=_too_large, client=GOOGLE),
    Rule(code="ics-google-link", of=(EVENT,), check=_unseen_link, client=GOOGLE),
    Rule(code="ics-google-task", of=TASKS, check=_tasks, client=GOOGLE),
    Rule(
        code="ics-apple-alarm",
        of=(ALARM,),
        check=_stripped,
        client=APPLE,
        via=Via.FEED,
    ),
    Rule(code="ics-apple-task", of=TASKS, check=_tasks, client=APPLE),
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
    Rule(code="ics-outlook-cancelled", of=(EVENT,), check=_still_there, client=OUTLOOK),
    Rule(code="ics-outlook-task", of=TASKS, check=_tasks, client=OUTLOOK),
    Rule(code="ics-thunderbird-lead", of=(ALARM,), check=_too_far, client=THUNDERBIRD),
    Rule(code="ics-thunderbird-action", of=(ALARM,), check=_silent, client=THUNDERBIRD),
)
