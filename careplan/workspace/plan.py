"""Plans: an enrolment with all it names, or a program with a start and a zone.

Everything that is wrong with any of the documents is said at once: a mistake in the
enrolment does not hide one in the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from careplan import files
from careplan.language.checks import check_enrolment, check_entries
from careplan.language.decode import decode_enrolment
from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Enrolment, Site
from careplan.model.program import Program
from careplan.model.schedule import Schedule
from careplan.model.value import dataclass
from careplan.schedule.compile import compile_schedule
from careplan.schedule.holidays import public_holidays
from careplan.schedule.ledger.streaming import adjusted
from careplan.workspace.amending import (
    FIRST,
    Versions,
    entries_by_version,
    versions_of,
)
from careplan.workspace.answers import Answers
from careplan.workspace.busy import busy_times
from careplan.workspace.documents import Loaded, load
from careplan.workspace.enrolling import advised, bare_source
from careplan.workspace.found import Found, found
from careplan.workspace.programs import read_program
from careplan.workspace.site import NO_SITE, SiteFile, read_site, region_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a schedule is made of.

    `site_digest` is the hash of the site file, empty without one.  `busy` is when the
    person has no time, None if no calendar says so.  `path` is the enrolment's file,
    None for a bare program, which has no memory.
    """

    program: Program
    enrolment: Enrolment
    site: Site | None
    site_digest: str
    busy: BusyTimes | None = None
    path: Path | None
    versions: Versions | None = None

    @property
    def first(self) -> Program:
        """Give the program the plan began with; `program` is the one in force."""
        return self.program if self.versions is None else self.versions.programs[FIRST]

    @property
    def amendments(self) -> Mapping[int, Program]:
        """Give the versions that entries of the ledger brought, by entry number."""
        return {} if self.versions is None else self.versions.amendments


def open_enrolment(
    loaded: Loaded, *, was: str | None = None
) -> tuple[Plan | None, Found]:
    """Open an enrolment with the program and the site it names.

    `was` names the program it goes by, if that is not where the enrolment says.
    """
    enrolment, diagnostics = decode_enrolment(loaded.source)
    result = loaded.found + found(*diagnostics, *_region_problems(loaded))
    site, trouble = _site_of(loaded)
    result += trouble
    if enrolment is None:
        return None, result + _program_problems(loaded)
    enrolment = adjusted(enrolment)
    versions, trouble = versions_of(loaded, enrolment, was)
    result += trouble
    path = files.followed(Path(loaded.name))
    busy, trouble = busy_times(enrolment, path)
    result += trouble
    if versions is None:
        return None, result
    plan = Plan(
        program=versions.programs[versions.current],
        enrolment=enrolment,
        site=site.value or enrolment.site_table,
        site_digest=site.digest,
        busy=busy,
        path=path,
        versions=versions,
    )
    return plan, result + checked(plan)


def open_program(loaded: Loaded, answers: Answers) -> tuple[Plan | None, Found]:
    """Put a program together with what the command line answers."""
    program, result = read_program(loaded)
    source = bare_source(answers, program)
    enrolment, diagnostics = decode_enrolment(source)
    result += Found(diagnostics=diagnostics, sources=(source,))
    site = NO_SITE
    if answers.site is not None:
        site, trouble = read_site(answers.site)
        result += trouble
    if program is None or enrolment is None:
        return None, result
    plan = Plan(
        program=program,
        enrolment=enrolment,
        site=site.value,
        site_digest=site.digest,
        path=None,
    )
    return plan, result + advised(checked(plan))


def checked(plan: Plan) -> Found:
    """Say in what an enrolment does not fit its program.

    An entry of the ledger fits the version that was in force when it was written.
    """
    versions = plan.versions
    if versions is None:
        return found(*check_enrolment(plan.program, plan.enrolment))
    entries = entries_by_version(plan.enrolment.ledger, versions)
    result = Found()
    for number, program in versions.programs.items():
        if number == versions.current:
            fits = check_enrolment(program, plan.enrolment, entries[number])
        else:
            fits = check_entries(program, entries[number])
        result += found(*fits)
    return result


def scheduled(
    plan: Plan | None, result: Found
) -> tuple[tuple[Plan, Schedule] | None, Found]:
    """Date an opened plan; nothing if anything at all is wrong with it."""
    if plan is None or result.has_errors:
        return None, result
    schedule, trouble = dated(plan)
    result += trouble
    return (None if schedule is None else (plan, schedule)), result


def dated(plan: Plan) -> tuple[Schedule | None, Found]:
    """Date a plan with nothing wrong so far; no schedule if that cannot be done."""
    schedule, diagnostics = compiled(plan)
    result = found(*diagnostics)
    return (None if result.has_errors else schedule), result


def compiled(plan: Plan) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Date a plan, whatever is wrong with its dates."""
    return compile_schedule(
        plan.first,
        plan.enrolment,
        site=plan.site,
        busy=plan.busy,
        holidays=public_holidays,
        amendments=plan.amendments,
    )


def but_late(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Leave out that a decision is late.

    That is an error where dates are handed out.  For whoever only looks, nothing is
    missing but the branches that wait for it.
    """
    return tuple(one for one in diagnostics if one.code != "undecided")


def _named(loaded: Loaded, key: str) -> tuple[Loaded | None, Found]:
    """Load the file a key of the enrolment names; what is no text is said already."""
    relative = loaded.tables.get(key)
    if not isinstance(relative, str):
        return None, Found()
    label = Label(place=Place(file=loaded.name, path=(key,)))
    path = files.resolve(Path(loaded.name).parent, relative, label=label)
    if isinstance(path, Diagnostic):
        return None, found(path)
    return load(str(path), label=label)


def _program_problems(loaded: Loaded) -> Found:
    """Say what is wrong with the program of an enrolment that could not be read."""
    named, trouble = _named(loaded, "program")
    return trouble if named is None else trouble + read_program(named)[1]


def _site_of(loaded: Loaded) -> tuple[SiteFile, Found]:
    named, trouble = _named(loaded, "site")
    if named is None:
        return NO_SITE, trouble
    return read_site(named)


def _region_problems(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Check the regions of a [site] table in the enrolment itself."""
    site = loaded.tables.get("site")
    holidays = site.get("holidays") if isinstance(site, dict) else None
    place = Place(file=loaded.name, path=("site", "holidays"))
    return region_problems(holidays, place)
