"""Cases: a program run against its dated examples.

`ketamine.cases.toml` holds the cases of `ketamine.toml` beside it.  Everything that is
scheduled must be expected and the other way round; what an expected date does not say
(a time, a window) is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from careplan.issue.identity import bare_enrolment_id
from careplan.language.case import Case, Expected
from careplan.language.decode import decode_cases
from careplan.language.suggest import nearest
from careplan.model.diagnostic import Diagnostic, Label, Part, Place
from careplan.model.enrolment import Enrolment
from careplan.model.ledger import Amend
from careplan.model.moment import Moment
from careplan.model.program import Program
from careplan.model.schedule import Occurrence, Schedule
from careplan.model.value import dataclass
from careplan.workspace.busy import busy_times
from careplan.workspace.documents import CASES_SUFFIX, load
from careplan.workspace.found import Found, found
from careplan.workspace.plan import Plan, checked, scheduled
from careplan.workspace.programs import read_program
from careplan.workspace.site import region_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An expected date and the scheduled one in its place; either may be missing."""

    expected: str | None
    scheduled: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one case: how many dates it has and which of them differ.

    `dates` is None if the case could not be scheduled.
    """

    name: str
    dates: int | None
    differences: tuple[Difference, ...] = ()

    @property
    def is_right(self) -> bool:
        """Say whether every date is as expected."""
        return self.dates is not None and not self.differences


def program_beside(name: str) -> str:
    """Name the program that a file of cases is about."""
    path = Path(name)
    return str(path.with_name(path.name.removesuffix(CASES_SUFFIX) + ".toml"))


def run_cases(name: str) -> tuple[tuple[Outcome, ...], Found]:
    """Run every case of a file."""
    loaded, result = load(name)
    if loaded is None:
        return (), result
    cases, diagnostics = decode_cases(loaded.source)
    result += found(*diagnostics)
    beside, trouble = load(program_beside(name))
    result += trouble
    if beside is None:
        return (), result
    program, trouble = read_program(beside)
    result += trouble
    if program is not None and cases is not None:
        result += found(*_unknown_names(program, cases))
    if program is None or cases is None or result.has_errors:
        return (), result
    outcomes = []
    for case in cases:
        outcome, trouble = _run(program, case)
        outcomes.append(outcome)
        result += trouble
    return tuple(outcomes), result


def _run(program: Program, case: Case) -> tuple[Outcome, Found]:
    enrolment = _enrolment(program, case)
    busy, trouble = busy_times(enrolment, None)
    plan = Plan(
        program=program,
        enrolment=enrolment,
        site=case.site,
        site_digest="",
        busy=busy,
        path=None,
    )
    trouble += found(*_region_problems(case), *_amendments(case))
    opened, result = scheduled(plan, checked(plan) + trouble)
    if opened is None:
        return Outcome(name=case.name, dates=None), result
    schedule = opened[1]
    differences = tuple(_differences(case, schedule))
    return (
        Outcome(
            name=case.name, dates=len(schedule.occurrences), differences=differences
        ),
        result,
    )


def _unknown_names(program: Program, cases: tuple[Case, ...]) -> Iterator[Diagnostic]:
    """Say which dates are expected of what the program does not have."""
    rules = program.all_rules()
    known = dict.fromkeys(activity.id for activity in program.activities)
    known |= dict.fromkeys(rule.id for rule in program.rules)
    known |= dict.fromkeys(f"{rule.phase or ''}/{rule.id}" for rule in rules)
    for case in cases:
        for name, one in {one.activity: one for one in case.expected}.items():
            if name not in known:
                key = replace(one.place, path=one.place.path[:-1], part=Part.KEY)
                yield _unknown_name(name, key, tuple(known))


def _unknown_name(name: str, key: Place, known: tuple[str, ...]) -> Diagnostic:
    what = "rule" if "/" in name else "activity"
    close = nearest(name, known)
    return Diagnostic(
        code="unknown-activity",
        message=f"the program has no {what} `{name}`",
        primary=Label(place=key),
        help=(f"did you mean `{close}`?",)
        if close
        else ("dates are expected of an activity, or of one rule by `PHASE/RULE`",),
    )


def _region_problems(case: Case) -> tuple[Diagnostic, ...]:
    if case.site is None:
        return ()
    place = case.site.place
    return region_problems(
        case.site.holidays, replace(place, path=(*place.path, "holidays"))
    )


def _amendments(case: Case) -> Iterator[Diagnostic]:
    """Refuse to go on by another version: a case tests the program it stands beside."""
    for entry in case.ledger:
        if isinstance(entry.act, Amend):
            verb = replace(entry.place, path=(*entry.place.path, "verb"))
            yield Diagnostic(
                code="not-a-version",
                message="a case tests one version of a program, and goes by no other",
                primary=Label(place=verb),
            )


def _enrolment(program: Program, case: Case) -> Enrolment:
    identity = bare_enrolment_id(program.id, program.version, case.start, case.timezone)
    return Enrolment(
        id=identity,
        program=program.place.file,
        start=case.start,
        timezone=case.timezone,
        horizon=case.horizon,
        site_table=case.site,
        person=case.person,
        choices=case.choices,
        decisions=case.decisions,
        anchors=case.anchors,
        facts=case.facts,
        ledger=case.ledger,
        place=case.place,
    )


def _differences(case: Case, schedule: Schedule) -> Iterator[Difference]:
    """Compare name by name; `PHASE/RULE` takes its own before the activity does."""
    left = list(schedule.occurrences)
    names = dict.fromkeys(one.activity for one in case.expected)
    for name in sorted(names, key=lambda name: "/" not in name):
        mine = [one for one in left if _is_called(one, name)]
        left = [one for one in left if not _is_called(one, name)]
        expected = [one for one in case.expected if one.activity == name]
        yield from _compared(name, expected, mine, case.timezone)
    for one in left:
        said = f"{one.activity.id} {_written(one, case.timezone)}"
        yield Difference(expected=None, scheduled=said)


def _is_called(one: Occurrence, name: str) -> bool:
    if "/" in name:
        return f"{one.key.phase or ''}/{one.key.rule}" == name
    return one.activity.id == name or (one.key.phase is None and one.key.rule == name)


def _compared(
    name: str, expected: list[Expected], scheduled: list[Occurrence], zone: str
) -> Iterator[Difference]:
    """Match the dates that agree, and put what is left side by side."""
    unmatched = list(scheduled)
    missing: list[Expected] = []
    # What says most goes first, so that a bare date takes what is left over.
    for one in sorted(expected, key=_vagueness):
        for number, each in enumerate(unmatched):
            if _agrees(one, each, zone):
                del unmatched[number]
                break
        else:
            missing.append(one)
    missing.sort(key=lambda one: (one.day, str(one.clock or "")))
    for number in range(max(len(missing), len(unmatched))):
        yield Difference(
            expected=f"{name} {_spelled(missing[number])}"
            if number < len(missing)
            else None,
            scheduled=f"{name} {_written(unmatched[number], zone)}"
            if number < len(unmatched)
            else None,
        )


def _vagueness(one: Expected) -> int:
    said = (one.clock, one.earliest, one.latest, one.last)
    return sum(part is None for part in said)


def _agrees(one: Expected, occurrence: Occurrence, zone: str) -> bool:
    moment = occurrence.moment.in_zone(zone)
    if one.day != moment.day:
        return False
    if one.clock is not None and one.clock != moment.clock:
        return False
    if one.last is not None and one.last != occurrence.ends.day:
        return False
    if one.earliest is None and one.latest is None:
        return True
    bounds = occurrence.bounds
    return _is_side(one.earliest, bounds.earliest, zone) and _is_side(
        one.latest, bounds.latest, zone
    )


def _is_side(wanted: date | datetime | None, side: Moment | None, zone: str) -> bool:
    """Compare one side of a window; one that is left empty must be open."""
    if wanted is None or side is None:
        return (wanted is None) == (side is None)
    there = side.in_zone(zone)
    if isinstance(wanted, datetime):
        return there.wall == wanted
    return there.day == wanted


def _spelled(one: Expected) -> str:
    text = f"{one.day}" if one.clock is None else f"{one.day} {one.clock:%H:%M}"
    if one.last is not None:
        return f"{text} .. {one.last}"
    if one.earliest is None and one.latest is None:
        return text
    return f"{text} [{_side(one.earliest)} .. {_side(one.latest)}]"


def _written(one: Occurrence, zone: str) -> str:
    text = str(one.moment.in_zone(zone))
    if one.ends.day > one.moment.day and not one.moment.is_timed:
        return f"{text} .. {one.ends.day}"
    sides = (one.bounds.earliest, one.bounds.latest)
    if sides == (None, None):
        return text
    low, high = (side and str(side.in_zone(zone)) for side in sides)
    return f"{text} [{low or ''} .. {high or ''}]"


def _side(when: date | datetime | None) -> str:
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%d %H:%M}"
    return "" if when is None else str(when)
