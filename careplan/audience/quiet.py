"""Quiet hours: what would ring in them rings before, or afterwards.

Of what is to come people want to know in time, so its reminder comes before the quiet;
one that comes afterwards waits until it is over.  A medicine's reminder says "now", and
a dose is not to be taken hours early because somebody sleeps: those are left alone.
"""

from __future__ import annotations

from datetime import timedelta

from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.quiet import Quiet

_DAY = timedelta(days=1)


def is_held_back(kind: Kind) -> bool:
    """Say whether quiet hours hold for a reminder of this kind."""
    return kind is not Kind.MEDICATION


def is_quiet(when: Moment, quiet: Quiet, zone: str) -> bool:
    """Say whether it is quiet at a moment, on the person's wall."""
    clock = at_instant(when.instant, zone).clock
    return clock is not None and quiet.holds(clock)


def put_off(when: Moment, quiet: Quiet, zone: str, *, is_after: bool) -> Moment:
    """Give the moment at which it rings instead; `zone` is on the person's wall.

    The beginning of the quiet is the last moment before it, its end the first after.
    """
    here = at_instant(when.instant, zone)
    if here.clock is None or not quiet.holds(here.clock) or here.clock == quiet.begins:
        return when
    if is_after:
        day = here.day + _DAY if here.clock >= quiet.ends else here.day
        over = Moment(day=day, clock=quiet.ends, zone=zone)
        return at_instant(over.instant, when.zone)
    day = here.day - _DAY if here.clock < quiet.begins else here.day
    begins = Moment(day=day, clock=quiet.begins, zone=zone)
    return at_instant(begins.instant, when.zone)
