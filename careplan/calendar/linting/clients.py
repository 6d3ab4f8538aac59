"""Rules about one calendar program: what that one loses or misreads.

Asked only where it is named.  What is known of each, and how sure that is, differs:
Google and Apple are closed, and public reports are all there is of them; `outlook` has
a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.calendar.grammar import unescaped
from careplan.calendar.linting.alarms import FAR_AHEAD, lead
from careplan.calendar.linting.components import CALENDAR, Component
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.vocabulary import ALARM, EVENT, TASKS
from careplan.model.enrolment import Client, Via
from careplan.model.profile import MOST_BYTES, MOST_EVENTS

GOOGLE, APPLE, OUTLOOK = Client.GOOGLE, Client.APPLE, Client.OUTLOOK
THUNDERBIRD = Client.THUNDERBIRD


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
    if line is not None and line.value not in unescaped(event.value("DESCRIPTION")):
        yield Fault(
            line.number,
            "Google does not show the link of an event",
            "repeat it in `DESCRIPTION`",
        )


def _unpinned(event: Component, _: Survey) -> Iterator[Fault]:
    line = event.first("GEO")
    if line is not None and "X-APPLE-STRUCTURED-LOCATION" not in event.lines:
        yield Fault(
            line.number,
            "Apple does not show a place that stands in `GEO` alone",
            "say it in `LOCATION`",
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


def _too_far(alarm: Component, _: Survey) -> Iterator[Fault]:
    found = lead(alarm)
    line = alarm.first("TRIGGER")
    if line is not None and found is not None and found > FAR_AHEAD:
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
    Rule(code="ics-apple-place", of=(EVENT,), check=_unpinned, client=APPLE),
    Rule(code="ics-apple-task", of=TASKS, check=_tasks, client=APPLE),
    Rule(code="ics-outlook-task", of=TASKS, check=_tasks, client=OUTLOOK),
    Rule(code="ics-thunderbird-lead", of=(ALARM,), check=_too_far, client=THUNDERBIRD),
    Rule(code="ics-thunderbird-action", of=(ALARM,), check=_silent, client=THUNDERBIRD),
)
