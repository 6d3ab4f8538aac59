"""Placing the units of one activity together, in chronological order.

Whatever rule or phase an occurrence comes from, gaps and days count for the activity
as a whole.
"""

from __future__ import annotations

from collections import deque
from heapq import heapify, heappop, heapreplace

from careplan.model.diagnostic import Diagnostic
from careplan.model.moment import Moment
from careplan.model.program import Rule
from careplan.model.schedule import Bounds, Key, Lost, State, Step, StepKind
from careplan.model.wording import spell_skip
from careplan.schedule.arithmetic import UntimedError
from careplan.schedule.bounds import ANYWHERE, bounds_of, target_of
from careplan.schedule.complaints import (
    further_refusals,
    no_legal_date,
    same_day,
    untimed_window,
    without_time,
)
from careplan.schedule.continuing import (
    as_it_was,
    counted_on,
    had_besides,
    is_forgone,
)
from careplan.schedule.drafting import draft_of, key_of, state_of
from careplan.schedule.facts import Facts, Fixed
from careplan.schedule.legality import Aim, at_clock, collision, lacks_only_time
from careplan.schedule.nominal.series import Slot
from careplan.schedule.open_days import OpenDays
from careplan.schedule.passing import is_left_behind, passed_over
from careplan.schedule.pauses import Still
from careplan.schedule.placing import Placing, place, refusals
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.queue import Queue
from careplan.schedule.taken import Taken

FARTHEST_SLIDE = 366
MOST_REFUSED = 20
NOWHERE = Placing(moment=None)
_OMITTED = "left out by an entry of the ledger"

RuleKey = tuple[str | None, str]


class Batch:
    """Some units of one activity, being placed."""

    def __init__(
        self,
        progress: Progress,
        taken: Taken,
        open_days: OpenDays,
        facts: Facts,
    ) -> None:
        """Place into what the activity has already; what has settled stays there."""
        self._facts = facts
        told = (
            facts.settled,
            facts.fixed,
            facts.omitted,
            facts.slid,
            facts.pauses,
            facts.ended,
            facts.stopped,
            facts.amended,
        )
        self._is_open = not any(told)
        self._progress = progress
        self._taken = taken
        self._open_days = open_days
        self._coming: dict[RuleKey, deque[Moment]] = {}
        self._clashes: dict[tuple[RuleKey, RuleKey], dict[Key, Moment]] = {}
        self._rules: dict[RuleKey, Rule] = {}
        self._timeless: dict[RuleKey, list[Moment]] = {}
        self._refused: dict[RuleKey, list[Rule]] = {}
        self._complaints: list[Diagnostic] = []

    def complain(self) -> list[Diagnostic]:
        """Say everything that is wrong, and note on the board what has no date by it.

        Two rules that meet are told of once.
        """
        met = {
            same_day(
                self._rules[rule], self._rules[other], [*clashes.values()]
            ): clashes
            for (rule, other), clashes in self._clashes.items()
        }
        self._progress.refused |= {one: tuple(keys) for one, keys in met.items()}
        more = [
            further_refusals(rules[0], len(rules) - MOST_REFUSED)
            for rules in self._refused.values()
            if len(rules) > MOST_REFUSED
        ]
        timeless = [
            without_time(self._rules[rule], days)
            for rule, days in self._timeless.items()
        ]
        return self._complaints + more + [*met] + timeless

    def place(self, queues: list[Queue]) -> None:
        """Place every slot of these queues, whichever is due first."""
        drafts: dict[int, list[Draft]] = {queue.unit.number: [] for queue in queues}
        self._expect(queues)
        heap = [
            (queue.order(), n, queue)
            for n, queue in enumerate(queues)
            if not queue.is_over
        ]
        heapify(heap)
        while heap:
            _, n, queue = heap[0]
            if queue.chooses:
                queue.choose(self._taken)
            elif (draft := self._place_head(queue)) is not None:
                drafts[queue.unit.number].append(draft)
            if queue.is_over:
                heappop(heap)
            elif len(heap) > 1:
                heapreplace(heap, (queue.order(), n, queue))
        for queue in queues:
            if had := had_besides(queue.unit, self._facts):
                given = drafts[queue.unit.number]
                given[:] = sorted([*had, *given], key=lambda one: one.nominal.instant)
        for number, given in drafts.items():
            self._progress.drafts[number] = tuple(given)
        for queue in queues:
            self._progress.lost.extend(queue.lost)

    def _expect(self, queues: list[Queue]) -> None:
        """Note what is due when, and in which order each rule's slots will come."""
        coming: dict[RuleKey, list[Queue]] = {}
        for queue in queues:
            queue.expect(self._taken)
            if not queue.grows:
                coming.setdefault(_key(queue.unit.rule), []).append(queue)
        for rule, several in coming.items():
            moments = [slot.moment for queue in several for slot in queue.waiting]
            if len(several) > 1:
                moments.sort(key=lambda moment: moment.instant)
            self._coming[rule] = deque(moments)

    def _next_after(self, queue: Queue) -> Moment | None:
        """Find the next nominal moment of the same rule, in this queue or another."""
        if queue.grows:
            return queue.following(self._taken)
        coming = self._coming[_key(queue.unit.rule)]
        coming.popleft()
        return coming[0] if coming else None

    def _place_head(self, queue: Queue) -> Draft | None:
        """Place the slot that is due, unless it gives nothing: its turn passes on."""
        slot = queue.head
        if self._is_open:
            aim = self._aim(queue, slot)
            cancelled = queue.cancellation(aim.target, is_fixed=False)
            return self._planned(queue, slot, aim, cancelled)
        if self._facts.amended is not None:
            if self._is_forgone(queue, slot):
                return None
            slot = counted_on(slot, queue.unit, self._facts.amended)
        key = key_of(queue, slot)
        if queue.unit.slides_on and self._passes_on(queue, slot, key):
            return None
        settled = self._facts.settled.get(key)
        if settled is not None:
            return self._stay(queue, settled)
        aim = self._aim(queue, slot)
        fixed = self._facts.fixed.get(key)
        stands = aim.target if fixed is None else fixed.moment
        cancelled = queue.cancellation(stands, is_fixed=fixed is not None)
        cancelled = cancelled or self._taken_out(queue, key, stands)
        if cancelled is None and fixed is not None:
            return self._fix(queue, slot, aim, fixed)
        return self._planned(queue, slot, aim, cancelled)

    def _is_forgone(self, queue: Queue, slot: Slot) -> bool:
        """Say whether a slot has no turn since the program was amended."""
        key = key_of(queue, slot)
        is_kept = key in self._facts.settled or key in self._facts.fixed
        if not is_forgone(slot, queue.unit, self._facts.amended, is_kept=is_kept):
            return False
        queue.placed_at(self._aim(queue, slot).target, self._taken)
        return True

    def _passes_on(self, queue: Queue, slot: Slot, key: Key) -> bool:
        """Say whether the turn goes to the next slot, and let the queue know."""
        kept = self._kept(key)
        reason = passed_over(queue, slot, kept, self._open_days)
        if reason is not None:
            queue.slid(slot.moment, reason, self._taken)
            return True
        if kept is not None and is_left_behind(queue, slot, kept):
            queue.leave_slot()
        if (resumed := self._facts.slid.get(key)) is not None:
            queue.resume(resumed)
        return False

    def _planned(
        self, queue: Queue, slot: Slot, aim: Aim, cancelled: str | None
    ) -> Draft | None:
        """Place a slot as the rules say; `cancelled` says why it is not to happen."""
        if cancelled is not None:
            return self._cancel(queue, slot, aim, cancelled)
        placing = self._tried(aim, queue, slot)
        if placing.slid:
            self._lose(queue, slot, placing)
            queue.slid(slot.moment, placing.steps[0].reason, self._taken)
            return None
        draft = draft_of(queue, slot, aim, placing)
        if queue.unit.rule.grace is not None:
            draft = draft._replace(bounds=self._tolerated(queue, aim))
        if slot.skipped is not None:
            skip = spell_skip(slot.skipped, slot.moment)
            note = f"{queue.unit.rule.id}: {skip}"
            self._progress.notice(note)
        if placing.moment is None:
            self._lose(queue, slot, placing)
            queue.placed_at(aim.target, self._taken)
        else:
            self._taken.add(placing.moment, queue.unit)
            if slot.skipped is not None:
                self._taken.displaced(placing.moment)
            self._taken.follow(placing.moment, queue.unit.rule)
            queue.placed_at(placing.moment, self._taken)
        return draft

    def _kept(self, key: Key) -> Draft | None:
        """Find what has settled, or was fixed, under a key."""
        settled = self._facts.settled.get(key)
        if settled is not None:
            return settled
        fixed = self._facts.fixed.get(key)
        return None if fixed is None else fixed.draft

    def _stay(self, queue: Queue, settled: Draft) -> Draft:
        """Leave what has settled where it is: the day was taken for it beforehand."""
        if not queue.grows:
            self._next_after(queue)
        state = settled.state
        if state is State.PROVISIONAL:
            state = state_of(queue)
        stands = settled.stands or settled.nominal
        self._taken.follow(stands, queue.unit.rule)
        if state is State.MISSED:
            queue.missed_at(stands, self._taken)
        else:
            queue.placed_at(stands, self._taken)
        return settled._replace(unit=as_it_was(queue.unit, settled), state=state)

    def _taken_out(self, queue: Queue, key: Key, moment: Moment) -> str | None:
        """Say which entry takes it out of the plan, if one does."""
        facts = self._facts
        if key in facts.omitted:
            return _OMITTED
        activity = queue.unit.rule.activity
        pause = facts.dropped(activity.kind, moment)
        if pause is not None:
            return f"the plan {Still(pause.first, pause.last)}"
        return facts.over(activity, moment)

    def _fix(self, queue: Queue, slot: Slot, aim: Aim, fixed: Fixed) -> Draft:
        """Put what somebody moved or confirmed where they said.

        For its neighbours it is where the rule aims: what is moved keeps the others
        where they are.  Only in a chain they count from where it went.
        """
        placing = Placing(moment=fixed.moment, steps=fixed.steps)
        draft = draft_of(queue, slot, aim, placing)
        draft = draft._replace(is_exception=not fixed.keeps_apart)
        carries = queue.resumed == fixed.moment
        self._taken.follow(fixed.moment if carries else aim.target, queue.unit.rule)
        queue.placed_at(fixed.moment, self._taken)
        if fixed.is_kept:
            unit = as_it_was(queue.unit, fixed.draft)
            return fixed.stands_alone()._replace(unit=unit, state=draft.state)
        return draft

    def _cancel(self, queue: Queue, slot: Slot, aim: Aim, reason: str) -> Draft:
        self._progress.cancelled[reason] += 1
        queue.placed_at(aim.target, self._taken)
        steps = (Step(kind=StepKind.CANCELLED, reason=reason),)
        draft = draft_of(queue, slot, aim, Placing(moment=None, steps=steps))
        return draft._replace(state=State.CANCELLED)

    def _aim(self, queue: Queue, slot: Slot) -> Aim:
        unit, nominal = queue.unit, slot.moment
        target = target_of(nominal, queue.limits, hourly=slot.hourly)
        if target is not nominal and not slot.hourly:
            target = at_clock(unit, target.day, nominal, hourly=False)
        return Aim(
            unit=unit,
            nominal=nominal,
            target=target,
            hourly=slot.hourly,
            bounds=self._bounds(queue, nominal),
            before=self._taken.last_of(unit.rule),
            after=self._next_after(queue),
            rests_on=queue.rests_on,
            taken=self._taken,
            open_days=self._open_days,
        )

    def _bounds(self, queue: Queue, nominal: Moment) -> Bounds:
        rule = queue.unit.rule
        try:
            return bounds_of(
                nominal, rule.window, queue.limits, self._open_days.is_business_day
            )
        except UntimedError:
            self._complaints.append(untimed_window(rule))
            return ANYWHERE

    def _tolerated(self, queue: Queue, aim: Aim) -> Bounds:
        """Give the bounds with `grace`, which tolerates and does not place."""
        rule, is_open = queue.unit.rule, self._open_days.is_business_day
        if rule.grace is None or not queue.limits.not_before:
            return aim.bounds
        limits = queue.limits.with_grace(rule.grace, is_open)
        return bounds_of(aim.nominal, rule.window, limits, is_open)

    def _tried(self, aim: Aim, queue: Queue, slot: Slot) -> Placing:
        other = collision(aim)
        if other is not None:
            self._clash(aim, other, key_of(queue, slot))
            return NOWHERE
        if lacks_only_time(aim):
            self._rules[_key(queue.unit.rule)] = queue.unit.rule
            self._timeless.setdefault(_key(queue.unit.rule), []).append(aim.target)
            return NOWHERE
        placing = place(aim)
        if placing is None:
            tried = refusals(aim)
        elif placing.slid and queue.slid_for(slot) > FARTHEST_SLIDE:
            tried = tuple(queue.slides)
            queue.abandon()
        else:
            return placing
        refused = self._refused.setdefault(_key(queue.unit.rule), [])
        refused.append(queue.unit.rule)
        if len(refused) <= MOST_REFUSED:
            complaint = no_legal_date(aim, slot, tried, queue.parent)
            self._complaints.append(complaint)
            self._progress.refused[complaint] = (key_of(queue, slot),)
        return NOWHERE

    def _clash(self, aim: Aim, other: Rule, key: Key) -> None:
        rule = aim.unit.rule
        self._rules[_key(rule)], self._rules[_key(other)] = rule, other
        clashes = self._clashes.setdefault((_key(rule), _key(other)), {})
        clashes[key] = aim.target

    def _lose(self, queue: Queue, slot: Slot, placing: Placing) -> None:
        reason = placing.steps[0].reason if placing.steps else "no legal date"
        lost = Lost(rule=queue.unit.rule, moment=slot.moment, reason=reason)
        self._progress.lost.append(lost)


def _key(rule: Rule) -> RuleKey:
    return rule.phase, rule.id
