"""Names on the command line: which occurrence somebody means."""

from __future__ import annotations

import click

from careplan.language.suggest import nearest
from careplan.model.schedule import Occurrence, Schedule, Undated
from careplan.render.undated import without_date


def undated(schedule: Schedule, name: str) -> Undated | None:
    """Find what is called so and has no date, if nothing with a date is."""
    if any(name in (one.running, one.name) for one in schedule.occurrences):
        return None
    called = (one for one in schedule.undated if name in (one.running, one.name))
    return next(called, None)


def named(schedule: Schedule, name: str) -> Occurrence:
    """Find an occurrence by either of its names; a usage error if there is none."""
    for one in schedule.occurrences:
        if name in (one.running, one.name):
            return one
    nowhere = undated(schedule, name)
    if nowhere is not None:
        raise click.UsageError(without_date(nowhere))
    names = [one.running for one in schedule.occurrences]
    names += [one.name for one in schedule.occurrences]
    # Whoever gives the name of a rule means one of those it gives.
    close = first if (first := f"{name}-1") in names else nearest(name, names)
    advice = f"did you mean {close}?" if close else "`careplan show` lists the names"
    raise click.UsageError(f"nothing in this plan is called `{name}`; {advice}")
