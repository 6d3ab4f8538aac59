"""Plans: an enrolment with all it names, or a program with a start and a zone.

Everything that is wrong with any of the documents is said at once: a mistake in the
enrolment does not hide one in the program.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from careplan import files
from careplan.language.checks import check_enrolment
from careplan.language.decode import decode_enrolment
from careplan.model.alternative import Alternatives
from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Diagnostic, Label, Part, Place
from careplan.model.enrolment import Enrolment, Site
from careplan.model.ledger import Entry
from careplan.model.program import Program
from careplan.model.schedule import Schedule
from careplan.model.value import dataclass
from careplan.schedule.alternatives import alternatives, objection
from careplan.schedule.compile import compile_schedule
from careplan.schedule.holidays import public_holidays
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


def open_enrolment(loaded: Loaded) -> tuple[Plan | None, Found]:
    """Open an enrolment with the program and the site it names."""
    enrolment, diagnostics = decode_enrolment(loaded.source)
    result = loaded.found + found(*diagnostics, *_region_problems(loaded))
    named, trouble = _named(loaded, "program")
    result += trouble
    site, trouble = _site_of(loaded)
    result += trouble
    program: Program | None = None
    if named is not None:
        program, trouble = read_program(named)
        result += trouble
    if enrolment is None:
        return None, result
    path = files.followed(Path(loaded.name))
    busy, trouble = busy_times(enrolment, path)
    result += trouble
    if named is not None:
        result += found(*_pin_problems(enrolment, named))
    if program is None:
        return None, result
    plan = Plan(
        program=program,
        enrolment=enrolment,
        site=site.value or enrolment.site_table,
        site_digest=site.digest,
        busy=busy,
        path=path,
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
    """Say in what an enrolment does not fit its program."""
    return found(*check_enrolment(plan.program, plan.enrolment))


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
    schedule, diagnostics = compile_schedule(
        plan.program,
        plan.enrolment,
        site=plan.site,
        busy=plan.busy,
        holidays=public_holidays,
    )
    result = found(*diagnostics)
    return (None if result.has_errors else schedule), result


def other_days(
    plan: Plan, *, name: str, first: date | None, last: date | None
) -> Alternatives | None:
    """Say on which other days an occurrence might be; None if nothing is called so."""
    return alternatives(
        plan.program,
        plan.enrolment,
        site=plan.site,
        busy=plan.busy,
        holidays=public_holidays,
        name=name,
        first=first,
        last=last,
    )


def objected(plan: Plan, entry: Entry) -> str | None:
    """Say why an entry may not move or add something there; None if it may."""
    return objection(
        plan.program,
        plan.enrolment,
        entry,
        site=plan.site,
        busy=plan.busy,
        holidays=public_holidays,
    )


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


def _pin_problems(enrolment: Enrolment, program: Loaded) -> tuple[Diagnostic, ...]:
    pin = enrolment.pin
    if pin is None or pin.sha256.lower() == program.digest:
        return ()
    place = Place(file=enrolment.place.file, path=("pin",), part=Part.KEY)
    return (
        Diagnostic(
            code="pin-mismatch",
            message=f"`{program.name}` is no longer what this enrolment was made for",
            primary=Label(place=place, note=f"made for version {pin.version}"),
            help=(
                "restore the program as it was: a changed one cannot be gone on with",
                "until then no date of this plan is given",
            ),
        ),
    )
