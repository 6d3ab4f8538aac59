"""Checks: what can be said about a program, or an enrolment, without any date.

One family of rules a module, each a pure function of a surveyed program; the tuples
below are all of them, in order.  A check never computes a schedule and never
repeats what decoding has already refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from careplan.language.checks.bearings import anchors_given
from careplan.language.checks.beyond import counts_over_lists, slots_beyond_phases
from careplan.language.checks.branches.branching import gates_in_other_branches
from careplan.language.checks.branches.conditions import conditions, decisions, results
from careplan.language.checks.branches.confirming import gates_behind_themselves
from careplan.language.checks.branches.conflicts import contradictions
from careplan.language.checks.branches.gates import closed_gates
from careplan.language.checks.branches.happening import never_happening
from careplan.language.checks.branches.lateness import gates_too_late
from careplan.language.checks.choices import choices_made, decisions_made
from careplan.language.checks.cycles import anchor_cycles
from careplan.language.checks.emptiness import cut_short, empty_rules, unreachable_rules
from careplan.language.checks.endings import endless_phases, endless_rules
from careplan.language.checks.entries import entries_known
from careplan.language.checks.facts import facts_given
from careplan.language.checks.flexible import (
    closed_days_avoided,
    weeks_of_months,
    weeks_too_short,
)
from careplan.language.checks.futile import (
    chains_of_nothing,
    closed_days_not_heeded,
    missed_ones_made_up_nowhere,
    periods_under_a_week,
    slides_along_nothing,
    times_beside_hours,
    whole_days_of_hours,
)
from careplan.language.checks.gaps import gaps_equal_to_cadence, gaps_over_cadence
from careplan.language.checks.horizons import (
    horizon_given,
    open_ends_ended,
    phases_after_open_ends,
)
from careplan.language.checks.lengths import long_texts, long_titles
from careplan.language.checks.limits import cadences_over_gap, gaps_contradicting
from careplan.language.checks.people import (
    alias_tells_nothing,
    streams_allowed,
    team_known,
)
from careplan.language.checks.picks import companions, picks
from careplan.language.checks.privacy import private_terms, withheld_instructions
from careplan.language.checks.recurrence import recurrences
from careplan.language.checks.reminders import hours_after_whole_days, leads
from careplan.language.checks.survey import Survey
from careplan.language.checks.untimed import (
    hours_from_whole_days,
    weekdays_without_time,
)
from careplan.language.checks.usage import (
    labels_left_over,
    unscheduled_activities,
    unused_anchors,
)
from careplan.language.checks.volume import too_many_occurrences
from careplan.language.checks.weekdays import weekdays_never_occurring
from careplan.language.checks.windows import (
    contradicting_bounds,
    inverted_windows,
    windows_beside_dates,
    windows_on_anchors,
)
from careplan.language.findings import MOST
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Enrolment
from careplan.model.ledger import Entry
from careplan.model.program import Program

PROGRAM_CHECKS: tuple[Callable[[Survey], Iterator[Diagnostic]], ...] = (
    anchor_cycles,
    picks,
    companions,
    empty_rules,
    unreachable_rules,
    cut_short,
    counts_over_lists,
    slots_beyond_phases,
    closed_days_not_heeded,
    closed_days_avoided,
    chains_of_nothing,
    slides_along_nothing,
    missed_ones_made_up_nowhere,
    periods_under_a_week,
    weeks_of_months,
    whole_days_of_hours,
    times_beside_hours,
    weeks_too_short,
    endless_rules,
    endless_phases,
    open_ends_ended,
    phases_after_open_ends,
    inverted_windows,
    windows_on_anchors,
    windows_beside_dates,
    contradicting_bounds,
    weekdays_never_occurring,
    weekdays_without_time,
    hours_from_whole_days,
    gaps_over_cadence,
    gaps_equal_to_cadence,
    gaps_contradicting,
    cadences_over_gap,
    leads,
    hours_after_whole_days,
    recurrences,
    too_many_occurrences,
    labels_left_over,
    private_terms,
    withheld_instructions,
    long_titles,
    long_texts,
    closed_gates,
    gates_behind_themselves,
    gates_in_other_branches,
    gates_too_late,
    conditions,
    contradictions,
    never_happening,
    decisions,
    results,
    unscheduled_activities,
    unused_anchors,
)

ENROLMENT_CHECKS: tuple[Callable[[Survey, Enrolment], Iterator[Diagnostic]], ...] = (
    anchors_given,
    horizon_given,
    choices_made,
    decisions_made,
    facts_given,
    team_known,
    alias_tells_nothing,
    streams_allowed,
)


def check_program(program: Program) -> tuple[Diagnostic, ...]:
    """Give everything wrong or doubtful in a program that could be read."""
    survey = Survey(program)
    found = (one for check in PROGRAM_CHECKS for one in check(survey))
    return tuple(islice(found, MOST))


def check_enrolment(
    program: Program, enrolment: Enrolment, entries: tuple[Entry, ...] | None = None
) -> tuple[Diagnostic, ...]:
    """Give everything in which an enrolment does not fit its program.

    `entries` are those of its ledger that were written for this version; None is all.
    """
    survey = Survey(program)
    found = (one for check in ENROLMENT_CHECKS for one in check(survey, enrolment))
    written = enrolment.ledger if entries is None else entries
    return (*found, *entries_known(survey, written))


def check_entries(
    program: Program, entries: tuple[Entry, ...]
) -> tuple[Diagnostic, ...]:
    """Give everything in which entries do not fit the version they were written for."""
    return tuple(entries_known(Survey(program), entries))
