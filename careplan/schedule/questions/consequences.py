"""Consequences: what a plan would become if one occurrence were elsewhere.

It is dated as after an entry that moves it, so that nothing is promised here which that
entry would not keep.  Nothing is changed by asking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from careplan.model.alternative import Shift
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.model.moment import Moment
from careplan.model.program import Program
from careplan.model.schedule import Schedule
from careplan.schedule.ceilings import exceeded
from careplan.schedule.compilation import Compilation, Dated
from careplan.schedule.facts import Fixed
from careplan.schedule.finishing import dated_ones
from careplan.schedule.ledger.replay import Replay
from careplan.schedule.naming import Names
from careplan.schedule.progress import Draft
from careplan.schedule.undated import agreed_gaps


class Consequence(NamedTuple):
    """What would not be possible then, None if all is; and what else would move."""

    trouble: str | None
    moves: tuple[Shift, ...] = ()


class Consequences:
    """A plan that has dates, dated again and again with one occurrence elsewhere."""

    def __init__(
        self, names: Names, replay: Replay, dated: Dated, draft: Draft
    ) -> None:
        """Ask about one."""
        self._names = names
        self._enrolment = replay.enrolment
        self._facts = replay.facts
        self._dated = dated
        self._plan = replay.plan()
        self._draft = draft
        self._limited = _with_ceilings(self._plan.progress.program)

    def of(self, moment: Moment) -> Consequence:
        """Say what would come of it, were the occurrence there."""
        key, facts = self._draft.key, self._facts
        there = Fixed(draft=self._draft, moment=moment, steps=())
        others = {one: kept for one, kept in facts.settled.items() if one != key}
        facts = replace(facts, settled=others, fixed={**facts.fixed, key: there})
        after = self._dated(self._enrolment, facts, self._plan)
        error = next(self._errors(after), None)
        if error is not None:
            return Consequence(error.message)
        return Consequence(None, self._moves(after))

    def _errors(self, plan: Compilation) -> Iterator[Diagnostic]:
        """Give what is wrong with dates; with their distances only if nothing is."""
        wrong = [one for one in plan.diagnostics if one.severity is Severity.ERROR]
        found = wrong or self._beyond_ceilings(plan)
        return (one for one in found if one.severity is Severity.ERROR)

    def _beyond_ceilings(self, plan: Compilation) -> tuple[Diagnostic, ...]:
        if not self._limited:
            return ()
        everything = plan.progress.everything()
        names = self._names.with_more(everything)
        drafts = [
            one for one in everything if one.unit.rule.activity.id in self._limited
        ]
        schedule = Schedule(occurrences=dated_ones(drafts, names))
        agreed = agreed_gaps(drafts, self._facts)
        return exceeded(schedule, plan.open_days.is_business_day, agreed)

    def _moves(self, after: Compilation) -> tuple[Shift, ...]:
        """List what else stands elsewhere then, in order of time."""
        there = {draft.key: draft for draft in after.progress.everything()}
        moves = []
        for before in self._plan.progress.everything():
            if before.key == self._draft.key or before.stands is None:
                continue
            now = there.get(before.key)
            stands = None if now is None else now.stands
            if stands != before.stands:
                name = self._names.of(before.key).running
                moves.append(Shift(name=name, before=before.stands, after=stands))
        return tuple(sorted(moves, key=lambda shift: shift.before.instant))


def _with_ceilings(program: Program) -> frozenset[str]:
    """Name the activities that may not be too seldom, or too often."""
    activities = (rule.activity for rule in program.all_rules())
    return frozenset(
        one.id
        for one in (*program.activities, *activities)
        if one.max_gap is not None or one.at_most is not None
    )
