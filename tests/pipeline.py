"""The whole way from text to bytes in one process, for laws, golden files, benchmarks.

Each function is one stage of the house, called as its room offers it; nothing is
stubbed, and whatever a stage complains about is handed back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from careplan.audience.entries import entries
from careplan.calendar.series import runs
from careplan.calendar.writer import write
from careplan.issue.revision import revise
from careplan.language.decode import decode_program, decode_site
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, Place
from careplan.model.enrolment import Enrolment, Privacy, Site, Stream
from careplan.model.profile import profile_of
from careplan.model.program import Program
from careplan.model.register import Issue, StreamRegister, Versions
from careplan.model.schedule import Schedule
from careplan.model.stream import Entry
from careplan.schedule.compile import compile_schedule
from tests.strategies import Plan

ID = "6f0c8a52-3f0e-4b8e-9d6f-0a1b2c3d4e5f"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = Place(file="a17.toml")
VERSIONS = Versions(careplan="0", tzdata="0", holidays="0")

Complaints = tuple[Diagnostic, ...]


def no_holidays(region: str, year: int) -> Mapping[date, str]:
    """Know no public holiday anywhere."""
    del region, year
    return MappingProxyType({})


def bare_enrolment(start: date, zone: str) -> Enrolment:
    """Enrol somebody who chose nothing."""
    return Enrolment(
        id=ID, program="program.toml", start=start, timezone=zone, place=HERE
    )


def stream(privacy: Privacy = Privacy.DISCREET, **parts: Any) -> Stream:  # noqa: ANN401 - any field
    """Describe what the patient gets."""
    agreed = date(2026, 1, 1)
    return Stream(role="patient", privacy=privacy, consent=agreed, place=HERE, **parts)


def read_program(plan: Plan) -> tuple[Program | None, Complaints]:
    """Read the plan's program from its text."""
    return decode_program(Source(name="program.toml", text=plan.text))


def read_site(plan: Plan) -> Site | None:
    """Read the plan's site from its text; an empty one is no site."""
    if not plan.site:
        return None
    site, complaints = decode_site(Source(name="site.toml", text=plan.site_text))
    assert complaints == ()
    return site


def scheduled(plan: Plan) -> tuple[Program, Schedule, Complaints]:
    """Schedule a plan that is valid by construction."""
    program, complaints = read_program(plan)
    assert program is not None, complaints
    schedule, found = compile_schedule(
        program,
        bare_enrolment(plan.start, plan.zone),
        site=read_site(plan),
        holidays=no_holidays,
    )
    return program, schedule, found


def issue_of(
    said: tuple[Entry, ...],
    memory: StreamRegister | None = None,
    *,
    now: datetime = NOON,
    to: Stream | None = None,
) -> Issue:
    """Make what the patient gets of some entries now."""
    return revise(
        runs(said, profile_of(to or stream())),
        memory,
        enrolment_id=ID,
        role="patient",
        now=now,
        versions=VERSIONS,
    )


def issued(
    plan: Plan,
    *,
    to: Stream | None = None,
    memory: StreamRegister | None = None,
    now: datetime = NOON,
) -> Issue:
    """Make what the plan hands out now."""
    program, schedule, _ = scheduled(plan)
    enrolment = bare_enrolment(plan.start, plan.zone)
    said = entries(
        schedule, program=program, enrolment=enrolment, stream=to or stream()
    )
    return issue_of(said, memory, now=now, to=to)


def calendar(plan: Plan, *, to: Stream | None = None) -> tuple[Issue, bytes]:
    """Write the plan's first calendar."""
    to = to or stream()
    issue = issued(plan, to=to)
    return issue, write(issue, stream=to)
