"""Which plan a command line means: an enrolment file, or a program with a start."""

from __future__ import annotations

from dataclasses import replace

import click

from careplan.cli.given import Given
from careplan.language.suggest import advice
from careplan.model.program import PATIENT, Program
from careplan.workspace.answers import Answers
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.found import Found
from careplan.workspace.plan import Plan, open_enrolment, open_program


def load_program(name: str, option: str) -> tuple[Loaded | None, Found]:
    """Read a file that must be a program; `option` is what asks for one."""
    loaded, found = load(name)
    if loaded is not None and loaded.kind is not Kind.PROGRAM:
        raise click.UsageError(
            f"`{loaded.name}` is {loaded.kind}; {option} is for a program"
        )
    return loaded, found


def load_enrolment(name: str, why: str) -> tuple[Loaded | None, Found]:
    """Read a file that must be an enrolment; `why` says so as the end of a sentence."""
    loaded, found = load(name)
    if loaded is not None and loaded.kind is not Kind.ENROLMENT:
        raise click.UsageError(f"`{loaded.name}` is {loaded.kind}; {why}")
    return loaded, found


def open_plan(name: str, given: Given) -> tuple[Plan | None, Found]:
    """Read a file and open the plan it means."""
    loaded, result = load(name)
    if loaded is None:
        return None, result
    return open_loaded(loaded, given)


def open_loaded(loaded: Loaded, given: Given) -> tuple[Plan | None, Found]:
    """Open the plan a command line means; a usage error if it means none."""
    match loaded.kind:
        case Kind.PROGRAM:
            plan, result = open_program(loaded, _answers(loaded, given))
            return _previewed(plan, given), result
        case Kind.ENROLMENT if given.is_empty:
            return open_enrolment(loaded)
        case Kind.ENROLMENT:
            raise click.UsageError(
                f"`{loaded.name}` is an enrolment and says itself how it begins;"
                " leave --start, --timezone, --horizon, --site, --choose, --decide,"
                " --anchor, --fact and --result out"
            )
        case _:
            raise click.UsageError(
                f"`{loaded.name}` is {loaded.kind}; a plan is an enrolment, or a"
                " program with --start and --timezone"
            )


def known_role(program: Program, role: str) -> str:
    """Take a role of the program, or name the nearest one."""
    roles = tuple(dict.fromkeys((PATIENT, *(one.id for one in program.roles))))
    if role in roles:
        return role
    meant = advice(role, roles)
    raise click.UsageError(
        f"the program has no role `{role}`" + (f"; {meant}" if meant else "")
    )


def _previewed(plan: Plan | None, given: Given) -> Plan | None:
    """Take results for granted; a usage error if no activity could have them."""
    if plan is None or not given.results:
        return plan
    known = {
        activity.id: tuple(name for name, _ in activity.results)
        for activity in plan.program.activities
        if activity.results
    }
    for name, result in given.results:
        if name not in known:
            meant = advice(name, known)
            raise click.UsageError(
                f"no activity `{name}` has results" + (f"; {meant}" if meant else "")
            )
        if result not in known[name]:
            meant = advice(result, known[name])
            raise click.UsageError(
                f"`{name}` has no result `{result}`" + (f"; {meant}" if meant else "")
            )
    enrolment = replace(plan.enrolment, assumed=given.results)
    return replace(plan, enrolment=enrolment)


def _answers(program: Loaded, given: Given) -> Answers:
    answers = given.answers()
    if answers is None:
        raise click.UsageError(
            f"`{program.name}` is a program: say --start and --timezone, or begin a"
            f" person's plan with `careplan enrol {program.name}`"
        )
    return answers
