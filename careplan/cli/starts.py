"""`careplan check --starts`: a program tried from every start of a range."""

from __future__ import annotations

from datetime import date

from careplan.cli.boundary import DONE, FAILED
from careplan.cli.given import Given
from careplan.cli.output import TEXT, note, result, tell
from careplan.cli.plans import load_program
from careplan.cli.progress import watched
from careplan.model.wording import spell_day
from careplan.render.columns import indented
from careplan.render.plain import plain
from careplan.render.records import dotted
from careplan.render.report import counted
from careplan.render.starts import with_starts
from careplan.schedule.arithmetic import days_through
from careplan.workspace.found import found
from careplan.workspace.plan import open_program
from careplan.workspace.starts import (
    NO_PLACE,
    Cause,
    causes_of,
    try_starts,
    zone_for,
)


def check_starts(
    name: str, span: tuple[date, date], given: Given, *, style: str, strict: bool
) -> int:
    """Schedule a program from each day, and say which of them cannot be and why."""
    loaded, everything = load_program(name, "--starts")
    if loaded is None:
        tell(everything, style=style, files=[name], passed=False)
        return FAILED
    zone = zone_for(given.timezone, given.site)
    plan, everything = open_program(loaded, given.beginning(span[0], zone))
    everything = everything.in_full
    if plan is None or everything.has_errors:
        tell(everything, style=style, files=[name], passed=False)
        return FAILED
    days = days_through(*span)
    causes = causes_of(watched(try_starts(plan, days), len(days), "starts"))
    everything += found(
        *(with_starts(one.diagnostic, one.days, len(days)) for one in causes)
    )
    failed = everything.has_errors or (strict and everything.has_warnings)
    tell(
        everything,
        style=style,
        files=[name],
        passed=not failed,
        starts=_record(span, zone, len(days), causes),
    )
    if style == TEXT:
        _sum_up(name, span, zone, len(days), causes)
        note_zone(zone, given)
    return FAILED if failed else DONE


def note_zone(zone: str, given: Given) -> None:
    """Say that no clock changed where the program was tried, if nobody chose that."""
    if zone == NO_PLACE and given.timezone is None:
        note(f"no zone was said, so it is {NO_PLACE}, where clocks never change")


def _failing(causes: tuple[Cause, ...]) -> list[date]:
    return sorted({day for cause in causes for day in cause.days})


def _path(cause: Cause) -> str | None:
    primary = cause.diagnostic.primary
    return None if primary is None else dotted(primary.place.path)


def _sum_up(
    name: str,
    span: tuple[date, date],
    zone: str,
    tried: int,
    causes: tuple[Cause, ...],
) -> None:
    failing = len(_failing(causes))
    said = f"{counted(tried, 'start')} can be scheduled"
    if failing:
        said = f"{failing:,} of {counted(tried, 'start')} cannot be scheduled"
    first, last = map(spell_day, span)
    said = f"{name}: {said}, from {first} to {last}, times in {zone}"
    result("".join(f"{line}\n" for line in indented(plain(said), first="", rest="  ")))


def _record(
    span: tuple[date, date], zone: str, tried: int, causes: tuple[Cause, ...]
) -> dict[str, object]:
    return {
        "first": span[0].isoformat(),
        "last": span[1].isoformat(),
        "timezone": zone,
        "tried": tried,
        "failed": [day.isoformat() for day in _failing(causes)],
        "causes": [
            {
                "code": cause.diagnostic.code,
                "path": _path(cause),
                "starts": [
                    {"start": day.isoformat(), "message": message}
                    for day, message in cause.starts
                ],
            }
            for cause in causes
        ],
    }
