"""The names of a program: what is defined where, gathered before anything is read.

Built from the rows alone, so that a name is known even where what it names is wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from careplan.language.fields import program as fields
from careplan.language.fields import rule as rule_fields
from careplan.language.schema.row import Row
from careplan.model.program import PATIENT


class Scheduled(NamedTuple):
    """The activities and the rules' ids of one phase, or of the whole program."""

    activities: frozenset[str]
    rules: frozenset[str]


class Names(NamedTuple):
    """Everything of a program that can be named.

    `scheduled` holds what each phase schedules; `everywhere` what the program does.
    `all_phases` and `all_rules` say whether every phase and rule could be told by its
    name: where one could not, a name that seems unknown may well be that one.
    """

    roles: tuple[str, ...]
    activities: tuple[str, ...]
    anchors: dict[str, Row]
    scheduled: dict[str, Scheduled]
    everywhere: Scheduled
    all_phases: bool
    all_rules: bool

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases, in order."""
        return tuple(self.scheduled)


def names_of(document: Row) -> Names:
    """Gather the names of a program."""
    phases = document[fields.PHASES]
    rules = [rule for phase in phases for rule in phase[fields.PHASE_SCHEDULE]]
    rules.extend(document[fields.SCHEDULE])
    roles = tuple(name for name, _ in document[fields.ROLES])
    activities = tuple(row.key for row in document[fields.ACTIVITIES])
    return Names(
        roles=roles if PATIENT in roles else (PATIENT, *roles),
        activities=activities,
        anchors={row.key: row for row in document[fields.ANCHORS]},
        scheduled=_by_phase(phases),
        everywhere=_scheduled(rules),
        all_phases=all(phase.complete for phase in phases),
        all_rules=all(
            rule_id(rule) and rule.get(rule_fields.ACTIVITY) in activities
            for rule in rules
        ),
    )


def rule_id(rule: Row) -> str | None:
    """Give a rule's id: its own, or its activity's; none if its own is no id."""
    own = rule_fields.ID
    return rule.get(own if rule.says(own) else rule_fields.ACTIVITY)


def _by_phase(phases: tuple[Row, ...]) -> dict[str, Scheduled]:
    found: dict[str, Scheduled] = {}
    for phase in phases:
        name = phase.get(fields.PHASE_ID)
        if name is not None and name not in found:
            found[name] = _scheduled(list(phase[fields.PHASE_SCHEDULE]))
    return found


def _scheduled(rules: list[Row]) -> Scheduled:
    activities = (rule.get(rule_fields.ACTIVITY) for rule in rules)
    ids = (rule_id(rule) for rule in rules)
    return Scheduled(
        activities=frozenset(name for name in activities if name is not None),
        rules=frozenset(name for name in ids if name is not None),
    )
