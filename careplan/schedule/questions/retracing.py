"""Retracing: the schedule as it was when each entry of the ledger had been written.

What an undo takes back later still counted until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careplan.model.busy import BusyTimes
from careplan.model.enrolment import Enrolment, Site
from careplan.model.ledger import Undo
from careplan.model.program import Program
from careplan.model.schedule import Schedule
from careplan.schedule.compile import dating, replayed
from careplan.schedule.facts import NO_AMENDMENTS, Amendments
from careplan.schedule.finishing import finished
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.ledger.replay import Replay
from careplan.schedule.naming import Names


def retraced(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None = None,
    busy: BusyTimes | None = None,
    holidays: HolidayTable,
    amendments: Amendments = NO_AMENDMENTS,
) -> Iterator[Schedule]:
    """Give the schedule before the first entry, and the one after each."""
    dated = dating(program, enrolment, site=site, busy=busy, holidays=holidays)
    ledger = enrolment.ledger
    names, replay, _ = replayed(
        program, replace(enrolment, ledger=()), dated, amendments
    )
    yield _schedule(replay, names)
    for number, entry in enumerate(ledger, 1):
        if isinstance(entry.act, Undo):
            before = replace(enrolment, ledger=ledger[:number])
            names, replay, _ = replayed(program, before, dated, amendments)
        else:
            replay.read((entry,))
        yield _schedule(replay, names)


def _schedule(replay: Replay, names: Names) -> Schedule:
    progress = replay.plan().progress
    return finished(progress, names, replay.facts.omitted)[0]
