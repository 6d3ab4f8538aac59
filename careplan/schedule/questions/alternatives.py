"""Other days for one occurrence: which are legal, and what each would move.

A day is legal if nothing about the occurrence itself speaks against it and the plan can
be dated with it there: then an entry that moves it is accepted, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from careplan.model.alternative import Alternative, Alternatives
from careplan.model.busy import BusyTimes
from careplan.model.enrolment import Enrolment, Site
from careplan.model.program import Program
from careplan.model.schedule import State
from careplan.schedule.arithmetic import days_through, next_day
from careplan.schedule.compilation import Dated
from careplan.schedule.compile import dating, replayed
from careplan.schedule.facts import NO_AMENDMENTS, Amendments
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.ledger.replay import Replay
from careplan.schedule.legality import at_clock
from careplan.schedule.naming import Names
from careplan.schedule.progress import Draft
from careplan.schedule.questions.consequences import Consequences
from careplan.schedule.questions.objections import Objections

USUAL_REACH = 14


def alternatives(
    program: Program,
    enrolment: Enrolment,
    *,
    site: Site | None,
    busy: BusyTimes | None,
    holidays: HolidayTable,
    amendments: Amendments = NO_AMENDMENTS,
    name: str,
    first: date | None = None,
    last: date | None = None,
) -> Alternatives | None:
    """Try the days for what is called so; None if nothing is, or it is not planned.

    By default the days of its window are tried, or a fortnight where a side is open.
    """
    dated = dating(program, enrolment, site=site, busy=busy, holidays=holidays)
    names, replay, _ = replayed(program, enrolment, dated, amendments)
    everything = replay.plan().progress.everything()
    key = names.find(name)
    draft = next((one for one in everything if one.key == key), None)
    if draft is None or draft.placed is None:
        return None
    found = Alternatives(
        name=names.of(draft.key).full,
        stands=draft.stands or draft.placed,
        is_over=draft.state in (State.DONE, State.MISSED),
    )
    if found.is_over:
        return found
    question = _Question(names, replay, dated, draft)
    tried = [question.answer(day) for day in question.days(first, last)]
    return replace(found, tried=tuple(sorted(tried, key=question.rank)))


class _Question:
    """One occurrence that might go elsewhere, and the plan around it."""

    def __init__(
        self, names: Names, replay: Replay, dated: Dated, draft: Draft
    ) -> None:
        """Ask about one."""
        self._draft = draft
        self._placed = draft.placed or draft.nominal
        self._objections = Objections(names, replay, draft)
        self._consequences = Consequences(names, replay, dated, draft)

    def days(self, first: date | None, last: date | None) -> Iterable[date]:
        """List the days to try: those asked for, else those it could at all be on.

        These are its window or, on a side that is open, a fortnight, and never beyond
        the rule's own occurrences before and after it.
        """
        low, high = self._reach()
        first = first or min(low, last or low)
        last = last or max(high, first)
        return days_through(first, last)

    def _reach(self) -> tuple[date, date]:
        bounds, day = self._draft.bounds, self._placed.day
        low = bounds.earliest.day if bounds.earliest else next_day(day, -USUAL_REACH)
        high = bounds.latest.day if bounds.latest else next_day(day, USUAL_REACH)
        beside = [
            stands.day
            for other, stands in self._objections.beside
            if other.unit.rule == self._draft.unit.rule
        ]
        low = max([low, *(next_day(one) for one in beside if one < day)])
        high = min([high, *(next_day(one, -1) for one in beside if one > day)])
        return low, high

    def answer(self, day: date) -> Alternative:
        """Say whether it may be given that day, and what would follow."""
        unit = self._draft.unit
        moment = at_clock(unit, day, self._placed, hourly=False)
        if moment == self._draft.placed:
            return Alternative(moment=moment)
        refusal = self._objections.to(moment)
        if refusal is not None:
            return Alternative(moment=moment, refusal=refusal)
        found = self._consequences.of(moment)
        return Alternative(moment=moment, refusal=found.trouble, moves=found.moves)

    def rank(self, tried: Alternative) -> tuple[bool, int, int, date]:
        """Order the days: legal ones first, what moves least, what lies nearest."""
        day = tried.moment.day
        distance = abs((day - self._draft.nominal.day).days)
        if tried.refusal is not None:
            return True, 0, 0, day
        return False, len(tried.moves), distance, day
