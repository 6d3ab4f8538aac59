"""Which plan a command line means: an enrolment file, or a program with a start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps

import click

from careplan.audience.wording import PATIENT
from careplan.cli.answering import beginning
from careplan.language.suggest import advice
from careplan.model.program import Program
from careplan.model.value import dataclass
from careplan.workspace.answers import (
    SITE,
    START,
    TIMEZONE,
    Answers,
    KeyPath,
    Said,
    Value,
)
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.found import Found
from careplan.workspace.plan import Plan, open_enrolment, open_program


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was said so far, which may be nothing."""

    said: tuple[Said, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all was given."""
        return not self.said

    def says(self, path: KeyPath) -> bool:
        """Say whether there is an answer for this key."""
        return self.value(path) is not None

    def value(self, path: KeyPath) -> Value | None:
        """Give what was said for this key; the last word holds."""
        return dict(self.said).get(path)

    def put(self, path: KeyPath, value: Value) -> Given:
        """Say one thing more."""
        return Given(said=(*self.said, (path, value)))

    def answers(self) -> Answers | None:
        """Give the answers, if they are enough to begin a plan."""
        start, timezone = self.value(START), self.value(TIMEZONE)
        if not isinstance(start, date) or not isinstance(timezone, str):
            return None
        site = self.value(SITE)
        return Answers(
            start=start,
            timezone=timezone,
            site=site if isinstance(site, str) else None,
            more=tuple(one for one in self.said if len(one[0]) > 1),
        )


def begins() -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add the options of a beginning, and hand them on as one value `given`."""
    return _gathering


def _gathering(function: Callable[..., int]) -> Callable[..., int]:

    @wraps(function)
    def gathered(
        *,
        start: date | datetime | None,
        timezone: str | None,
        site: str | None,
        choices: tuple[Said, ...],
        decisions: tuple[Said, ...],
        anchors: tuple[Said, ...],
        facts: tuple[Said, ...],
        **rest: object,
    ) -> int:
        given = Given(said=(*choices, *decisions, *_together(anchors), *facts))
        for path, value in ((START, start), (TIMEZONE, timezone), (SITE, site)):
            given = given if value is None else given.put(path, value)
        return function(given=given, **rest)

    return beginning(gathered)


def _together(anchors: tuple[Said, ...]) -> tuple[Said, ...]:
    """Join the dates of an anchor that was said more than once, in the order said."""
    dates: dict[KeyPath, tuple[str | date | datetime, ...]] = {}
    for path, values in anchors:
        more = values if isinstance(values, tuple) else (values,)
        dates[path] = (*dates.get(path, ()), *more)
    return tuple(dates.items())


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
            return open_program(loaded, _answers(loaded, given))
        case Kind.ENROLMENT if given.is_empty:
            return open_enrolment(loaded)
        case Kind.ENROLMENT:
            raise click.UsageError(
                f"`{loaded.name}` is an enrolment and says itself how it begins;"
                " leave --start, --timezone, --site, --choose, --decide, --anchor and"
                " --fact out"
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


def _answers(program: Loaded, given: Given) -> Answers:
    answers = given.answers()
    if answers is None:
        raise click.UsageError(
            f"`{program.name}` is a program: say --start and --timezone, or begin a"
            f" person's plan with `careplan enrol {program.name}`"
        )
    return answers
