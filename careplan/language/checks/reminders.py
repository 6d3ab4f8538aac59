"""`alarm-after-event`: reminders that cannot come when they say.

A reminder's lead counts back from the start, so it must be positive; one that comes
afterwards says `after`, and counts in days where the thing itself is a whole day.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.distance import minutes
from careplan.language.checks.places import below, label, property_label
from careplan.language.checks.survey import Survey
from careplan.language.checks.wholedays import is_surely_all_day
from careplan.model.amount import Duration
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.program import Activity, Reminder, Rule

_BEFORE = "write how long before it the reminder comes, such as `2 h`"
_AFTER = 'one that comes afterwards is `{ after = "2 h", text = "…" }`'


def leads(survey: Survey) -> Iterator[Diagnostic]:
    """Report reminders whose lead is nothing or less, once for each activity."""
    for activity in survey.program.activities:
        yield from _leads_of(activity, activity.place)
    for rule in survey.rules:
        where = property_label(survey, rule, "reminders").place
        if where.path[: len(rule.place.path)] == rule.place.path:
            yield from _leads_of(rule.activity, rule.place)


def _leads_of(activity: Activity, place: Place) -> Iterator[Diagnostic]:
    for number, reminder in enumerate(activity.reminders):
        lead = minutes(reminder.lead)
        if reminder.after or lead is None or lead.high > 0:
            continue
        yield Diagnostic(
            code="alarm-after-event",
            message=f"a reminder of `{activity.id}` does not come before it: its lead"
            f" is {reminder.lead}",
            primary=label(place, "reminders", number),
            help=(_BEFORE, _AFTER),
        )


def hours_after_whole_days(survey: Survey) -> Iterator[Diagnostic]:
    """Report reminders so many hours after something that has no clock time."""
    told: set[Place] = set()
    for rule in survey.rules:
        if not is_surely_all_day(rule):
            continue
        for number, reminder in enumerate(rule.activity.reminders):
            where = property_label(survey, rule, "reminders").place
            place = below(where, number)
            if _counts_hours_after(reminder) and place not in told:
                told.add(place)
                yield _no_clock(rule, reminder, Label(place=place))


def _counts_hours_after(reminder: Reminder) -> bool:
    return reminder.after and isinstance(reminder.lead, Duration)


def _no_clock(rule: Rule, reminder: Reminder, where: Label) -> Diagnostic:
    return Diagnostic(
        code="alarm-after-event",
        message=f"`{rule.name}` is a whole day, so nothing comes {reminder.lead}"
        " after it",
        primary=where,
        related=(label(rule.place, "activity", note="has no clock time here"),),
        help=("give it a time by `at`, or count the reminder in days",),
    )
