"""Codes of what one calendar program loses or misreads; see `verify --for`."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

CLIENTS = (
    Code(
        code="ics-google-alarm",
        summary="an alarm is not taken over by Google",
        explanation="It drops those of a file and those of a feed, and rings as the"
        " calendar's own settings say. Hand out reminders as events, with"
        " `--reminders events`.",
    ),
    Code(
        code="ics-google-class",
        summary="an event of a feed is hidden by Google from its own reader",
        explanation="A private event of a feed is shown as `Busy`, to the person as"
        " well. Leave `CLASS` out, and keep the title neutral.",
    ),
    Code(
        code="ics-google-visible",
        severity=Severity.WARNING,
        summary="an event may be shown to others by Google",
        explanation="Without `CLASS:PRIVATE` an imported event is as visible as the"
        " calendar, which at a school or at work may be to everybody.",
    ),
    Code(
        code="ics-google-cancelled",
        severity=Severity.WARNING,
        summary="a cancellation in a file may be lost in Google",
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
        summary="a link is not shown by Google",
        explanation="Repeat it in the description.",
    ),
    Code(
        code="ics-google-task",
        summary="a task is not shown by Google",
        explanation="Tasks, journals and tables of free time are passed over.",
    ),
    Code(
        code="ics-apple-alarm",
        severity=Severity.WARNING,
        summary="an alarm of a feed is removed by Apple",
        explanation="`Remove alerts` is on whenever somebody subscribes, so tell them"
        " to turn it off, or hand out reminders as events.",
    ),
    Code(
        code="ics-apple-place",
        severity=Severity.WARNING,
        summary="a place is not shown by Apple",
        explanation="It passes over `GEO`, and pins what stands in "
        "`X-APPLE-STRUCTURED-LOCATION`. Where exactly somebody is treated"
        " may be more than others should see: the words of `LOCATION` are"
        " enough.",
    ),
    Code(
        code="ics-apple-task",
        summary="a task is not shown by Apple's calendar",
        explanation="Tasks, journals and tables of free time are passed over.",
    ),
    Code(
        code="ics-outlook-alarms",
        summary="an alarm is one more than Outlook keeps",
        explanation="The specification of its converter says none or one (MS-OXCICAL"
        " 2.1.3.1.1.20.62). Put the most important one first.",
    ),
    Code(
        code="ics-outlook-alarm",
        summary="an alarm of a feed does not ring in Outlook",
        explanation="Alarms of internet calendars are dropped. Hand out reminders as"
        " events.",
    ),
    Code(
        code="ics-outlook-dates",
        summary="an event lists dates as Outlook takes none",
        explanation="It wants a rule, and beside each date that is listed one that is"
        " left out (MS-OXCICAL 2.1.3.1.1.20.18). Write each date as an event of its"
        " own.",
    ),
    Code(
        code="ics-outlook-rule",
        summary="a repetition is of a kind that Outlook does not have",
        explanation="It knows some templates (MS-OXCICAL 2.1.3.2.2) and a `COUNT` of"
        " three digits.",
    ),
    Code(
        code="ics-outlook-moved",
        summary="a date of a repeated event is moved where Outlook takes none",
        explanation="A date that was moved stays after the day of the date before it "
        "and before the day of the next (MS-OXCICAL 2.1.3.2.2). Write it "
        "as an event of its own, and leave its old date out.",
    ),
    Code(
        code="ics-outlook-cancelled",
        severity=Severity.WARNING,
        summary="a cancelled event takes place in Outlook",
        explanation="It makes the time free, and no more, so the title has to say it.",
    ),
    Code(
        code="ics-outlook-busy",
        severity=Severity.WARNING,
        summary="an event takes up time otherwise in Outlook than elsewhere",
        explanation="Outlook reads `X-MICROSOFT-CDO-BUSYSTATUS` before `TRANSP`, and "
        "`STATUS` last (MS-OXCICAL); other programs read `TRANSP`.",
        wrong="TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        right="TRANSP:TRANSPARENT",
    ),
    Code(
        code="ics-outlook-task",
        summary="a task is not shown by Outlook's calendar",
        explanation="Tasks, journals and tables of free time are passed over.",
    ),
    Code(
        code="ics-thunderbird-lead",
        summary="an alarm rings too long before for Thunderbird",
        explanation="It looks for alarms in a window of a month. Hand out a reminder"
        " of its own.",
    ),
    Code(
        code="ics-thunderbird-action",
        summary="an alarm does not ring in Thunderbird",
        explanation="Write `ACTION:DISPLAY`.",
    ),
)
