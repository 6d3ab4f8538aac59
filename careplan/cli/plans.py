"""Which plan a command line means: an enrolment file, or a program with a start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps

import click

from careplan.audience.wording import PATIENT
from careplan.cli.options import beginning
from careplan.language.suggest import advice
from careplan.model.program import Program
from careplan.model.value import dataclass
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.enrolling import Answers
from careplan.workspace.found import Found
from careplan.workspace.plan import Plan, open_enrolment, open_program


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the options say about the beginning of a plan."""

    start: date | datetime | None
    timezone: str | None
    horizon: date | None
    site: str | None
    choices: tuple[tuple[str, str, tuple[str, ...]], ...]
    anchors: tuple[tuple[str, tuple[date | datetime, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all was given."""
        said = (self.start, self.timezone, self.horizon, self.site)
        return not (any(said) or self.choices or self.anchors)

    def answers(self, alias: str | None = None) -> Answers | None:
        """Give them as answers, if they are enough to begin a plan."""
        if self.start is None or self.timezone is None:
            return None
        return Answers(
            start=self.start,
            timezone=self.timezone,
            horizon=self.horizon,
            alias=alias,
            site=self.site,
            choices=self.choices,
            anchors=self.anchors,
        )


def begins(*, required: bool = False) -> Callable[..., Callable[..., int]]:
    """Add the options of a beginning, and hand them on as one value `given`."""

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        @wraps(function)
        def gathered(
            *,
            start: date | datetime | None,
            timezone: str | None,
            horizon: date | None,
            site: str | None,
            choices: tuple[tuple[str, str, tuple[str, ...]], ...],
            anchors: tuple[tuple[str, tuple[date | datetime, ...]], ...],
            **rest: object,
        ) -> int:
            given = Given(
                start=start,
                timezone=timezone,
                horizon=horizon,
                site=site,
                choices=choices,
                anchors=_together(anchors),
            )
            return function(given=given, **rest)

        return beginning(required=required)(gathered)

    return decorate


def _together(
    anchors: tuple[tuple[str, tuple[date | datetime, ...]], ...],
) -> tuple[tuple[str, tuple[date | datetime, ...]], ...]:
    """Join the dates of an anchor that was said more than once, in the order said."""
    dates: dict[str, tuple[date | datetime, ...]] = {}
    for name, values in anchors:
        dates[name] = (*dates.get(name, ()), *values)
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
                " leave --start, --timezone, --horizon, --site, --choose and --anchor"
                " out"
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
