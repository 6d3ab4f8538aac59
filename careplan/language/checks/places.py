"""Where in a program a finding points: at the key or value itself, never its table.

A model value knows its own table's place; a check names the key below it.  Whether a
property stands in a rule or in its activity is told by comparing the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Label, Part, Place
from careplan.model.position import (
    Every,
    Offsets,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    WeekdayPattern,
)
from careplan.model.program import Activity, Rule

_POSITIONS = {
    Offsets: "offset",
    WeekdayPattern: "on",
    Every: "every",
    TimesAWeek: "times_a_week",
    Taper: "taper",
    Recurrence: "rrule",
}


def below(place: Place, *keys: str | int, part: Part = Part.VALUE) -> Place:
    """Point at what stands under `keys` below a table's place."""
    return Place(file=place.file, path=place.path + keys, part=part)


def label(place: Place, *keys: str | int, note: str = "") -> Label:
    """Point at a value and write a few words beside it."""
    return Label(place=below(place, *keys), note=note)


def header(place: Place, note: str = "") -> Label:
    """Point at the header of a table: for what is missing from it."""
    return Label(
        place=Place(file=place.file, path=place.path, part=Part.HEADER), note=note
    )


def position_label(rule: Rule, note: str = "") -> Label:
    """Point at the key that says where a rule's slots lie, if it has one."""
    if isinstance(rule.position, StudyDays):
        key = "day" if len(rule.position.days) == 1 else "days"
        return label(rule.place, key, note=note)
    known = _POSITIONS.get(type(rule.position))
    if known is None:
        return header(rule.place, note=note)
    return label(rule.place, known, note=note)


def property_label(survey: Survey, rule: Rule, key: str, note: str = "") -> Label:
    """Point at a property of a rule's activity, in the rule if it is overridden."""
    home = survey.activity_of(rule)
    if home is None or getattr(home, key) != getattr(rule.activity, key):
        return label(rule.place, key, note=note)
    return label(home.place, key, note=note)


def written(survey: Survey, key: str) -> Iterator[tuple[Activity, Place]]:
    """List the activities, and the rules that override this property of one."""
    for activity in survey.program.activities:
        yield activity, activity.place
    for rule in survey.rules:
        home = survey.activity_of(rule)
        if home is None or getattr(home, key) != getattr(rule.activity, key):
            yield rule.activity, rule.place
