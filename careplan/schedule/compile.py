"""From a program, an enrolment and its ledger to a schedule.

The plan without its ledger names everything there could be; then the ledger is
replayed, entry by entry; then the plan is dated with all that is known.
"""

from __future__ import annotations

from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Diagnostic, has_errors
from careplan.model.enrolment import Enrolment, Site
from careplan.model.program import Program
from careplan.model.schedule import Schedule
from careplan.schedule.branches import asked_once
from careplan.schedule.ceilings import exceeded
from careplan.schedule.compilation import Compilation
from careplan.schedule.deviations import deviations
from careplan.schedule.facts import Facts, Finding
from careplan.schedule.finishing import finished
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.naming import Names
from careplan.schedule.open_days import OpenDays
from careplan.schedule.replay import Dated, Replay
from careplan.schedule.undoing import standing
from careplan.schedule.waiting import waiting


def compile_schedule(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None = None,
    busy: BusyTimes | None = None,
    holidays: HolidayTable,
) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Give every occurrence a date, or say why that cannot be.

    A pure function of its arguments.  With an error among the diagnostics the
    schedule is incomplete and nothing may be handed out.
    """
    dated = dating(program, enrolment, site=site, busy=busy, holidays=holidays)
    names, replay, wrong = replayed(program, enrolment, dated)
    found = replay.plan()
    notices, undecided = waiting(program, found.progress, names)
    schedule, too_many = finished(found.progress, names, notices)
    diagnostics = (*wrong, *replay.complaints, *found.diagnostics, *too_many)
    diagnostics += undecided
    if not has_errors(diagnostics):
        # Where dates are missing, gaps between the others say nothing.
        diagnostics += exceeded(schedule, found.open_days.is_business_day)
        if enrolment.ledger:  # nothing else says what was done, or arranged
            diagnostics += deviations(schedule, found.open_days.is_business_day)
    return schedule, asked_once(diagnostics)


def dating(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None,
    busy: BusyTimes | None,
    holidays: HolidayTable,
) -> Dated:
    """Give the function that dates the plan at some point of its ledger."""
    open_days = OpenDays(
        site, enrolment.person, holidays, zone=enrolment.timezone, busy=busy
    )

    def dated(
        now: Enrolment, facts: Facts, before: Compilation | None = None
    ) -> Compilation:
        compilation = Compilation(
            program, now, facts, site=site, open_days=open_days, before=before
        )
        compilation.run()
        return compilation

    return dated


def replayed(
    program: Program, enrolment: Enrolment, dated: Dated
) -> tuple[Names, Replay, tuple[Diagnostic, ...]]:
    """Name everything there could be, and read the ledger to its end."""
    names = Names()
    if _has_branches(program):
        everything = dated(enrolment, Facts(all_branches=True))
        names.give(everything.progress.everything())
    entries, wrong = standing(enrolment.ledger)
    replay = Replay(names, dated, enrolment, _assumed(enrolment))
    replay.read(entries)
    return names, replay, wrong


def _has_branches(program: Program) -> bool:
    """Say whether there are occurrences that only some people have."""
    phases = any(phase.when or phase.optional for phase in program.phases)
    return phases or any(rule.when for rule in program.all_rules())


def _assumed(enrolment: Enrolment) -> Facts:
    """Take the results a preview assumes as known from the beginning."""
    assumed = {name: Finding(result) for name, result in enrolment.assumed}
    return Facts(findings=assumed)
