"""Codes of the alarms of a calendar."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

ALARMS = (
    Code(
        code="ics-alarm-incomplete",
        summary="an alarm does not say all it must",
        explanation="It has an `ACTION` and a `TRIGGER`; what is displayed needs a"
        " `DESCRIPTION`, what is mailed a `SUMMARY` and an `ATTENDEE` as"
        " well (RFC 5545 §3.6.6).",
    ),
    Code(
        code="ics-bad-trigger",
        summary="an alarm has no time to ring at",
        explanation="A length before the start, or with `VALUE=DATE-TIME` a time in"
        " UTC (RFC 5545 §3.8.6.3). ical.js, sabre and others refuse the"
        " file, Apple imports nothing of it, Outlook rings a quarter of"
        " an hour before.",
        wrong="TRIGGER:20260302T090000Z",
        right="TRIGGER:-PT1H",
    ),
    Code(
        code="ics-absolute-trigger",
        severity=Severity.WARNING,
        summary="an alarm rings at a time of its own",
        explanation="It does not move with its event, and of a repeated one it rings"
        " once, or each time at once.",
    ),
    Code(
        code="ics-trigger-after-start",
        summary="an alarm is to ring after the start",
        explanation="Outlook takes the length without its sign and rings before,"
        " Proton drops the alarm.",
    ),
    Code(
        code="ics-trigger-from-end",
        summary="an alarm counts from the end of its event",
        explanation="Two of twelve readers count from the start, Outlook does not"
        " know it, Proton drops the alarm.",
    ),
    Code(
        code="ics-zero-trigger",
        severity=Severity.WARNING,
        summary="an alarm rings at the very start",
        explanation="It is allowed, but some servers turn a length of nothing into"
        " one that cannot be read. Write a minute before.",
    ),
    Code(
        code="ics-uneven-trigger",
        severity=Severity.WARNING,
        summary="an alarm does not ring at a whole minute",
        explanation="Outlook keeps a number of minutes (MS-OXCICAL 2.1.3.1.1.20.62), "
        "and Proton one of minutes, hours, days or weeks; both lose the "
        "seconds.",
        wrong="TRIGGER:-PT90S",
        right="TRIGGER:-PT2M",
    ),
    Code(
        code="ics-far-alarm",
        severity=Severity.WARNING,
        summary="an alarm rings more than four weeks before",
        explanation="Thunderbird looks for alarms in a window of a month, and misses "
        "what rings before. Hand out a reminder of its own.",
    ),
    Code(
        code="ics-alarm-action",
        severity=Severity.WARNING,
        summary="an alarm does something else than to be displayed",
        explanation="Thunderbird rings for `DISPLAY` alone, Outlook does not ask;"
        " `EMAIL` makes a server send the text through the net, and"
        " `NONE` upsets readers.",
    ),
    Code(
        code="ics-alarm-repeat",
        summary="an alarm says half of how it repeats",
        explanation="`REPEAT` and `DURATION` stand together or not at all (RFC 5545"
        " §3.6.6).",
    ),
    Code(
        code="ics-alarm-repeats",
        severity=Severity.WARNING,
        summary="an alarm is to ring more than once",
        explanation="Outlook and Proton ring once. Write an alarm for each time.",
    ),
    Code(
        code="ics-alarm-no-uid",
        severity=Severity.WARNING,
        summary="an alarm has no UID of its own",
        explanation="With one (RFC 9074 §4) a program knows an alarm again that was"
        " dismissed, though the event has changed.",
    ),
    Code(
        code="ics-alarm-same-uid",
        severity=Severity.WARNING,
        summary="two alarms of an event have one UID",
        explanation="A UID names one alarm (RFC 9074 §4). With two of a name, one "
        "that was dismissed may silence the other.",
    ),
    Code(
        code="ics-many-alarms",
        severity=Severity.WARNING,
        summary="an event has more than five alarms",
        explanation="Proton keeps ten, Outlook one, and nobody heeds the sixth. The"
        " most important one comes first.",
    ),
)
