"""From a program, an enrolment and its ledger to a schedule.

The plan without its ledger names everything there could be; then the ledger is
replayed, entry by entry; then the plan is dated with all that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Diagnostic, has_errors
from careplan.model.enrolment import Enrolment, Site
from careplan.model.program import Program
from careplan.model.schedule import Key, Schedule
from careplan.schedule.branches import asked_once
from careplan.schedule.ceilings import exceeded
from careplan.schedule.compilation import Compilation, Dated
from careplan.schedule.deviations import deviating, warnings_of
from careplan.schedule.facts import NO_AMENDMENTS, Amendments, Facts, Finding
from careplan.schedule.finishing import finished
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.horizon import horizon_of
from careplan.schedule.ledger.replay import Replay
from careplan.schedule.ledger.undoing import standing
from careplan.schedule.naming import Names
from careplan.schedule.open_days import OpenDays
from careplan.schedule.undated import agreed_gaps
from careplan.schedule.waiting import undecided, waiting

MOST_NAMED = 3


def compile_schedule(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None = None,
    busy: BusyTimes | None = None,
    holidays: HolidayTable,
    amendments: Amendments = NO_AMENDMENTS,
) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Give every occurrence a date, or say why that cannot be.

    A pure function of its arguments; `program` is the one the plan began with.  With an
    error among the diagnostics the schedule is incomplete and nothing may be handed
    out.
    """
    dated = dating(program, enrolment, site=site, busy=busy, holidays=holidays)
    names, replay, wrong = replayed(program, enrolment, dated, amendments)
    found = replay.plan()
    wrong = (*wrong, *replay.complaints)
    return completed(replay.enrolment, found, names, wrong)


def completed(
    enrolment: Enrolment,
    found: Compilation,
    names: Names,
    wrong: tuple[Diagnostic, ...] = (),
) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Make the schedule of a dating, with all that has to be said of it.

    The enrolment is the one that the ledger left; `wrong` is wrong with its entries.
    """
    program = found.progress.program
    notices, overdue = waiting(program, found.progress, names)
    _, facts = found.known
    schedule, too_many = finished(found.progress, names, facts.omitted, notices)
    refused = found.progress.refused if enrolment.ledger else {}
    undated = tuple(_by_name(one, refused, names) for one in found.diagnostics)
    diagnostics = (*wrong, *undated, *too_many)
    is_complete = not has_errors(diagnostics)
    schedule = _with_what_is_open(schedule, program, enrolment, found)
    diagnostics += overdue
    if is_complete:
        # Where dates are missing, gaps between the others say nothing.
        is_open = found.open_days.is_business_day
        agreed = agreed_gaps(found.progress.everything(), facts)
        diagnostics += exceeded(schedule, is_open, agreed)
        if enrolment.ledger:  # nothing else says what was done, or arranged
            deviations = tuple(deviating(schedule, is_open))
            schedule = replace(schedule, deviations=deviations)
            diagnostics += warnings_of(deviations)
    return schedule, asked_once(diagnostics)


def _by_name(
    diagnostic: Diagnostic, refused: Mapping[Diagnostic, tuple[Key, ...]], names: Names
) -> Diagnostic:
    """Name what has no date, so that whoever keeps the ledger can settle it."""
    keys = refused.get(diagnostic, ())
    if not keys:
        return diagnostic
    called = ", ".join(f"`{names.of(key).full}`" for key in keys[:MOST_NAMED])
    more = f" and {len(keys) - MOST_NAMED:,} more" if len(keys) > MOST_NAMED else ""
    said = f"settle {called}{more}: `omit` it, or `move` it with `--override`"
    return replace(diagnostic, help=(*diagnostic.help, said))


def _with_what_is_open(
    schedule: Schedule, program: Program, enrolment: Enrolment, found: Compilation
) -> Schedule:
    """Add the decisions still to be taken, and how far the plan reaches."""
    occurrences = schedule.occurrences
    decided = dict(enrolment.decisions)
    return replace(
        schedule,
        undecided=undecided(program, decided, found.progress, occurrences),
        horizon=horizon_of(found.progress, enrolment.horizon, occurrences),
    )


def dating(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None,
    busy: BusyTimes | None,
    holidays: HolidayTable,
) -> Dated:
    """Give the function that dates the plan at some point of its ledger."""
    # A site that says no zone is where the person was; it does not move with them.
    placed = site
    if site is not None and site.timezone is None:
        placed = replace(site, timezone=enrolment.timezone)

    def open_to(zone: str) -> OpenDays:
        where = site if zone == enrolment.timezone else placed
        return OpenDays(where, enrolment.person, holidays, zone=zone, busy=busy)

    here = open_to(enrolment.timezone)

    def dated(
        now: Enrolment, facts: Facts, before: Compilation | None = None
    ) -> Compilation:
        moved = now.timezone != enrolment.timezone
        compilation = Compilation(
            program if facts.amended is None else facts.amended.program,
            now,
            facts,
            site=placed if moved else site,
            open_days=open_to(now.timezone) if moved else here,
            before=before,
        )
        compilation.run()
        return compilation

    return dated


def replayed(
    program: Program,
    enrolment: Enrolment,
    dated: Dated,
    amendments: Amendments = NO_AMENDMENTS,
) -> tuple[Names, Replay, tuple[Diagnostic, ...]]:
    """Name everything there could be, and read the ledger to its end."""
    names = Names()
    if program.has_branches:
        everything = dated(enrolment, Facts(all_branches=True))
        names.give(everything.progress.everything())
    entries, wrong = standing(enrolment.ledger)
    replay = Replay(names, dated, enrolment, _assumed(enrolment), amendments)
    replay.read(entries)
    return names, replay, wrong


def _assumed(enrolment: Enrolment) -> Facts:
    """Take the results a preview assumes as known from the beginning."""
    assumed = {name: Finding(result) for name, result in enrolment.assumed}
    return Facts(findings=assumed)
