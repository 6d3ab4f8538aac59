"""The closed table of kinds of activity, and what a kind decides by default.

A program may override each property of an activity; the kinds themselves are part
of the language: a closed table.
"""

from __future__ import annotations

from enum import StrEnum

from careplan.model.value import dataclass


class Kind(StrEnum):
    """What sort of thing an activity is."""

    EVALUATION = "evaluation"
    SESSION = "session"
    COACHING = "coaching"
    CHECK_IN = "check-in"
    MEASURE = "measure"
    PREPARATION = "preparation"
    TASK = "task"
    REMINDER = "reminder"
    RESTRICTION = "restriction"
    DEADLINE = "deadline"
    MILESTONE = "milestone"
    PERIOD = "period"
    HABIT = "habit"
    MEDICATION = "medication"


class Heeds(StrEnum):
    """What can close a day for an activity.

    `site` is its weekdays, hours, closed days and holidays; `person` the hours and
    absences; `busy` the person's other appointments.
    """

    SITE = "site"
    PERSON = "person"
    BUSY = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTraits:
    """What a kind means unless the activity says otherwise.

    What `concerns_staff` somebody beside the person looks out for; what `is_recorded`
    takes place between them, so whether it did must be written down.
    """

    heeds: tuple[Heeds, ...]
    blocks_time: bool
    may_be_series: bool
    neutral: str
    concerns_staff: bool = False
    is_recorded: bool = False


_APPOINTMENT = KindTraits(
    heeds=(Heeds.SITE, Heeds.PERSON, Heeds.BUSY),
    blocks_time=True,
    may_be_series=False,
    neutral="Appointment",
    concerns_staff=True,
    is_recorded=True,
)
_FORM = KindTraits(
    heeds=(Heeds.SITE, Heeds.PERSON),
    blocks_time=False,
    may_be_series=False,
    neutral="Form",
    concerns_staff=True,
    is_recorded=True,
)
# A day that counts for the team as well.  That it passed is nothing to be recorded:
# nobody met, and no form came back.
_DATE = KindTraits(
    heeds=(),
    blocks_time=False,
    may_be_series=False,
    neutral="Reminder",
    concerns_staff=True,
)
# What the person does or heeds alone; that would drown everything else.
_REMINDER = KindTraits(
    heeds=(), blocks_time=False, may_be_series=False, neutral="Reminder"
)
_NOTE = KindTraits(heeds=(), blocks_time=False, may_be_series=False, neutral="Note")
_SERIES = KindTraits(
    heeds=(), blocks_time=False, may_be_series=True, neutral="Reminder"
)

TRAITS: dict[Kind, KindTraits] = {
    Kind.EVALUATION: _APPOINTMENT,
    Kind.SESSION: _APPOINTMENT,
    Kind.COACHING: _APPOINTMENT,
    Kind.CHECK_IN: _APPOINTMENT,
    Kind.MEASURE: _FORM,
    Kind.PREPARATION: _REMINDER,
    Kind.TASK: _DATE,
    Kind.REMINDER: _REMINDER,
    Kind.RESTRICTION: _REMINDER,
    Kind.DEADLINE: _DATE,
    Kind.MILESTONE: _DATE,
    Kind.PERIOD: _NOTE,
    Kind.HABIT: _SERIES,
    Kind.MEDICATION: _SERIES,
}
