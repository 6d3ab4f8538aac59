"""Codes of what one calendar program loses or misreads; see `verify --for`."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

CLIENTS = (
    Code(
        code="ics-google-alarm",
        summary="Google does not take over an alarm",
        explanation="It drops those of a file and those of a feed, and rings as the"
        " calendar's own settings say. Hand out reminders as events, with"
        " `--reminders events`.",
    ),
    Code(
        code="ics-google-class",
        summary="Google hides an event of a feed from its own reader",
        explanation="A private event of a feed is shown as `Busy`, to the person as"
        " well. Leave `CLASS` out, and keep the title neutral.",
    ),
    Code(
        code="ics-google-visible",
        severity=Severity.WARNING,
        summary="Google may show an event to others",
        explanation="Without `CLASS:PRIVATE` an imported event is as visible as the"
        " calendar, which at a school or at work may be to everybody.",
    ),
    Code(
        code="ics-google-cancelled",
        severity=Severity.WARNING,
        summary="Google may not take back what a file cancels",
        explanation="An update of the same UID is taken over, a cancellation is not"
        " known to be. `STATUS:CONFIRMED`, a title that says it is"
        " cancelled and `TRANSP:TRANSPARENT` are.",
    ),
    Code(
        code="ics-google-large",
        summary="a calendar is larger than Google takes",
        explanation="About a megabyte and a thousand events; what is beyond is lost"
        " without a word.",
    ),
    Code(
        code="ics-google-link",
        severity=Severity.WARNING,
        summary="Google does not show the link of an event",
        explanation="Repeat it in the description.",
    ),
    Code(
        code="ics-google-task",
        summary="Google does not show a task",
        explanation="Tasks, journals and tables of free time are passed over.",
    ),
    Code(
        code="ics-apple-alarm",
        severity=Severity.WARNING,
        summary="Apple removes the alarms of a feed",
        explanation="`Remove alerts` is on whenever somebody subscribes, so tell them"
        " to turn it off, or hand out reminders as events.",
    ),
    Code(
        code="ics-apple-task",
        summary="Apple's calendar does not show a task",
        explanation="Tasks, journals and tables of free time are passed over.",
    ),
    Code(
        code="ics-outlook-alarms",
        summary="Outlook keeps one alarm of an event",
        explanation="The specification of its converter says none or one (MS-OXCICAL"
        " 2.1.3.1.1.20.62). Put the most important one first.",
    ),
    Code(
        code="ics-outlook-alarm",
        summary="Outlook does not ring for the events of a feed",
        explanation="Alarms of internet calendars are dropped. Hand out reminders as"
        " events.",
    ),
    Code(
        code="ics-outlook-dates",
        summary="Outlook drops an event that lists its dates",
        explanation="It wants a rule (MS-OXCICAL 2.1.3.2.2). Write each date as an"
        " event of its own.",
    ),
    Code(
        code="ics-outlook-rule",
        summary="Outlook has no repetition like this",
        explanation="It knows some templates (MS-OXCICAL 2.1.3.2.2) and a `COUNT` of"
        " three digits.",
    ),
    Code(
        code="ics-outlook-cancelled",
        severity=Severity.WARNING,
        summary="Outlook shows a cancelled event as if it took place",
        explanation="It makes the time free, and no more, so the title has to say it.",
    ),
    Code(
        code="ics-outlook-task",
        summary="Outlook's calendar does not show a task",
        explanation="Tasks, journals and tables of free time are passed over.",
    ),
    Code(
        code="ics-thunderbird-lead",
        summary="Thunderbird misses an alarm of more than a month before",
        explanation="It looks for alarms in a window of a month. Hand out a reminder"
        " of its own.",
    ),
    Code(
        code="ics-thunderbird-action",
        summary="Thunderbird rings for alarms that are displayed only",
        explanation="Write `ACTION:DISPLAY`.",
    ),
)
