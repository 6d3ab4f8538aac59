"""Other days for one occurrence: which are legal, and what each would move.

A day is judged against the plan as it is, with everything else left where it stands;
what would follow (companions, the rest of a chain, later phases) is found by dating the
plan as if the occurrence had settled there.  Nothing is changed by asking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from careplan.model.alternative import Alternative, Alternatives, Shift
from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Severity
from careplan.model.enrolment import Enrolment, Site
from careplan.model.ledger import Add, Entry, Move
from careplan.model.moment import Moment
from careplan.model.program import Program
from careplan.model.schedule import Key, State
from careplan.schedule.arithmetic import days_through, next_day
from careplan.schedule.bounds import outside
from careplan.schedule.compilation import Compilation, Dated
from careplan.schedule.compile import dating, replayed
from careplan.schedule.facts import NO_AMENDMENTS, Amendments, Facts
from careplan.schedule.gaps import is_far_enough
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.lasting import ends_of
from careplan.schedule.ledger.actuals import spoken_moment
from careplan.schedule.ledger.arranging import added, carries_rest
from careplan.schedule.ledger.replay import Replay
from careplan.schedule.legality import at_clock
from careplan.schedule.naming import Names
from careplan.schedule.progress import Draft

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
    plan = replay.plan()
    key = names.find(name)
    drafts = {draft.key: draft for draft in plan.progress.everything()}
    draft = None if key is None else drafts.get(key)
    if draft is None or draft.placed is None:
        return None
    found = Alternatives(
        name=names.of(draft.key).full,
        stands=draft.stands or draft.placed,
        is_over=draft.state in (State.DONE, State.MISSED),
    )
    if found.is_over:
        return found
    question = _Question(names, replay, dated, drafts, draft)
    tried = [question.answer(day) for day in question.days(first, last)]
    return replace(found, tried=tuple(sorted(tried, key=question.rank)))


def objection(
    program: Program,
    enrolment: Enrolment,
    entry: Entry,
    *,
    site: Site | None,
    busy: BusyTimes | None,
    holidays: HolidayTable,
    amendments: Amendments = NO_AMENDMENTS,
) -> str | None:
    """Say why an entry may not move or add something there; None if it may.

    Nor is there anything to be said of an entry that does neither, names nothing, or is
    an exception.
    """
    act = entry.act
    if not isinstance(act, Move | Add) or act.override:
        return None
    dated = dating(program, enrolment, site=site, busy=busy, holidays=holidays)
    names, replay, _ = replayed(program, enrolment, dated, amendments)
    progress = replay.plan().progress
    drafts = {draft.key: draft for draft in progress.everything()}
    zone = replay.enrolment.timezone
    if isinstance(act, Add):
        draft = added(entry, act, progress.program, zone)
        return _Question(names, replay, dated, drafts, draft).put(draft).refusal
    key = names.find(act.occurrence)
    planned = None if key is None else drafts.get(key)
    if planned is None:
        return None
    moment, _ = spoken_moment(act.to, planned, zone)
    slides = carries_rest(act, planned.unit)
    question = _Question(names, replay, dated, drafts, planned, slides=slides)
    return question.judge(moment).refusal


class _Question:
    """One occurrence that might go elsewhere, and the plan around it."""

    def __init__(
        self,
        names: Names,
        replay: Replay,
        dated: Dated,
        drafts: dict[Key, Draft],
        draft: Draft,
        *,
        slides: bool = False,
    ) -> None:
        """Ask about one; if it `slides`, what comes after it goes along."""
        self._names = names
        self._enrolment: Enrolment = replay.enrolment
        self._facts: Facts = replay.facts
        self._dated = dated
        self._plan = replay.plan()
        self._drafts = drafts
        self._draft = draft
        self._slides = slides
        self._placed = draft.placed or draft.nominal
        self._others = [
            (other, other.stands)
            for other in drafts.values()
            if other.stands is not None and self._counts_beside(other)
        ]

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
            for other, stands in self._others
            if other.unit.rule == self._draft.unit.rule
        ]
        low = max([low, *(next_day(one) for one in beside if one < day)])
        high = min([high, *(next_day(one, -1) for one in beside if one > day)])
        return low, high

    def answer(self, day: date) -> Alternative:
        """Say whether it may be given that day, and what would follow."""
        draft = self._draft
        return self.judge(at_clock(draft.unit, day, self._placed, hourly=False))

    def judge(self, moment: Moment) -> Alternative:
        """Say whether it may be given then, and what would follow."""
        draft = self._draft
        if moment == draft.placed:
            return Alternative(moment=moment)
        ends = ends_of(draft.unit.rule.activity, moment)
        return self.put(draft._replace(placed=moment, ends=ends))

    def put(self, draft: Draft) -> Alternative:
        """Say whether it may be as this draft has it, and what would follow."""
        moment = draft.placed or draft.nominal
        refusal = self._refusal(moment)
        if refusal is not None:
            return Alternative(moment=moment, refusal=refusal)
        settled = {**self._facts.settled, draft.key: draft}
        facts = replace(self._facts, settled=settled)
        if self._slides:
            facts = replace(facts, slid={**facts.slid, draft.key: moment})
        after = self._dated(self._enrolment, facts)
        trouble = [
            found
            for found in after.diagnostics
            if found.severity is Severity.ERROR and found not in self._plan.diagnostics
        ]
        if trouble:
            return Alternative(moment=moment, refusal=trouble[0].message)
        return Alternative(moment=moment, moves=self._moves(after))

    def rank(self, tried: Alternative) -> tuple[bool, int, int, date]:
        """Order the days: legal ones first, what moves least, what lies nearest."""
        day = tried.moment.day
        distance = abs((day - self._draft.nominal.day).days)
        if tried.refusal is not None:
            return True, 0, 0, day
        return False, len(tried.moves), distance, day

    def _counts_beside(self, other: Draft) -> bool:
        """Say whether another of the activity stays where it is if this one moves."""
        mine = self._draft
        if other.key == mine.key:
            return False
        if other.unit.rule.activity.id != mine.unit.rule.activity.id:
            return False
        if self._slides and mine.nominal.is_before(other.nominal):
            return other.key in self._facts.settled or other.key in self._facts.fixed
        follows = mine.unit.chained and other.unit.number == mine.unit.number
        return not (follows and mine.key.ordinal < other.key.ordinal)

    def _refusal(self, moment: Moment) -> str | None:
        activity = self._draft.unit.rule.activity
        return (
            outside(moment, self._draft.bounds)
            or self._plan.open_days.refusal(activity, moment)
            or self._beside(moment)
            or self._past_parent(moment)
            or self._past_neighbour(moment)
        )

    def _beside(self, moment: Moment) -> str | None:
        """Say that the activity has that day already, or is too close to it."""
        unit = self._draft.unit
        gap = unit.rule.activity.min_gap
        is_open = self._plan.open_days.is_business_day
        for other, stands in self._others:
            if stands.day == moment.day and not unit.several_a_day:
                return f"{self._name(other)} is already on that day"
            earlier, later = sorted((stands, moment), key=lambda one: one.instant)
            if gap is not None and not is_far_enough(earlier, later, gap, is_open):
                return f"closer than {gap} to {self._name(other)}"
        return None

    def _past_parent(self, moment: Moment) -> str | None:
        """Keep a companion on its side of its parent."""
        key = self._draft.key.parent
        parent = None if key is None else self._drafts.get(key)
        stands = None if parent is None else parent.stands
        if parent is None or stands is None:
            return None
        if self._draft.nominal.is_before(stands) == moment.is_before(stands):
            return None
        return f"it would pass {self._name(parent)}, which it counts from"

    def _past_neighbour(self, moment: Moment) -> str | None:
        """Keep the order of the rule's own occurrences."""
        mine = self._draft
        for other, stands in self._others:
            if other.unit.rule != mine.unit.rule:
                continue
            if stands.is_before(self._placed) != stands.is_before(moment):
                return f"it would pass {self._name(other)}"
        return None

    def _moves(self, after: Compilation) -> tuple[Shift, ...]:
        """List what else stands elsewhere then, in order of time."""
        there = {draft.key: draft for draft in after.progress.everything()}
        moves = []
        for key, before in self._drafts.items():
            if key == self._draft.key or before.stands is None:
                continue
            now = there.get(key)
            stands = None if now is None else now.stands
            if stands != before.stands:
                name = self._names.of(key).running
                moves.append(Shift(name=name, before=before.stands, after=stands))
        return tuple(sorted(moves, key=lambda shift: shift.before.instant))

    def _name(self, draft: Draft) -> str:
        return self._names.of(draft.key).running
