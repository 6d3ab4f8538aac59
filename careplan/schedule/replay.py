"""Replay: the ledger read entry by entry, each against the plan as it then was.

An entry says what happened, what was decided or what is different from now on.  What
has settled by then keeps its date; everything else is dated anew, and only when an
entry asks what the plan was.  Replaying the same entries gives the same dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Enrolment
from careplan.model.ledger import (
    DONE,
    MISSED,
    Act,
    Add,
    Begin,
    End,
    Entry,
    Extend,
    Learn,
    Move,
    Omit,
    Pause,
    Pin,
    Record,
    Redate,
    Undo,
)
from careplan.model.moment import Moment
from careplan.model.schedule import Key, State, Step, StepKind
from careplan.model.wording import spell_skip
from careplan.schedule import disputes
from careplan.schedule.actuals import spoken_moment
from careplan.schedule.arranging import added, carries_rest, fixed, reasons
from careplan.schedule.beginning import begun, staying
from careplan.schedule.compilation import Compilation
from careplan.schedule.facts import Facts, Finding, Fixed, is_past
from careplan.schedule.lasting import ends_of
from careplan.schedule.naming import Names
from careplan.schedule.progress import Draft
from careplan.schedule.revising import redated, revised
from careplan.schedule.runs import goes_through


class Dated(Protocol):
    """Dates a plan for an enrolment with what is known by then.

    What was dated `before` spares working out what nothing has changed for.
    """

    def __call__(
        self, now: Enrolment, facts: Facts, before: Compilation | None = None, /
    ) -> Compilation:
        """Date it."""


T = TypeVar("T")


class Replay:
    """One reading of a ledger; `dated` dates the plan as some point of it has it.

    `complaints` are what is wrong with entries.
    """

    def __init__(
        self, names: Names, dated: Dated, enrolment: Enrolment, facts: Facts
    ) -> None:
        """Begin before the first entry."""
        self._names = names
        self._dated = dated
        self._enrolment = enrolment
        self._settled = dict(facts.settled)
        self._findings = dict(facts.findings)
        self._results = dict(facts.results)
        self._fixed = dict(facts.fixed)
        self._omitted = set(facts.omitted)
        self._slid = dict(facts.slid)
        self._pauses = facts.pauses
        self._lengths = dict(facts.lengths)
        self._ended = facts.ended
        self._run = facts.run
        self._recorded: dict[Key, Entry] = {}
        self.complaints: list[Diagnostic] = []
        self._current: Compilation | None = None
        self._latest: Compilation | None = None
        self._drafts: dict[Key, Draft] | None = None
        self._is_behind = False
        self._overtaken: tuple[Compilation, Moment] | None = None

    @property
    def enrolment(self) -> Enrolment:
        """Give the enrolment as the entries read so far have left it."""
        return self._enrolment

    @property
    def facts(self) -> Facts:
        """Give what is known by the entries read so far."""
        return Facts(
            settled=dict(self._settled),
            findings=dict(self._findings),
            results=dict(self._results),
            fixed=dict(self._fixed),
            omitted=frozenset(self._omitted),
            slid=dict(self._slid),
            pauses=self._pauses,
            lengths=dict(self._lengths),
            ended=self._ended,
            run=self._run,
        )

    def read(self, entries: tuple[Entry, ...]) -> None:
        """Read some more entries."""
        for entry in entries:
            self._read(entry)

    def plan(self) -> Compilation:
        """Date the plan with everything read so far, and the whole of it."""
        is_whole = self._current is not None and self._current.is_whole
        if self._is_behind or not is_whole:
            self._current = self._latest = None
        return self._plan()

    def _read(self, entry: Entry) -> None:
        match entry.act:
            case Record() as record:
                self._record(entry, record)
            case Move() | Omit() | Pin() as act:
                self._arrange(entry, act)
            case Add() as addition:
                self._add(entry, addition)
            case Begin() as begin:
                self._begin(entry, begin)
            case Redate() as redating:
                self._redate(entry, redating)
            case Undo():
                return  # it was obeyed before the replay began
            case Learn(fact=name) if not self._is_asked(name):
                self._enrolment = revised(self._enrolment, entry)
            case act:
                self._change(entry, revised(self._enrolment, entry))
                self._limit(act)

    def _is_asked(self, fact: str) -> bool:
        """Say whether anything in the program depends on a fact."""
        program = self._plan().progress.program
        phases = (one for phase in program.phases for one in phase.when)
        rules = (one for rule in program.all_rules() for one in rule.when)
        return any(one.name == fact for one in (*phases, *rules))

    def _limit(self, act: Act) -> None:
        """Go on longer, stand still, or end."""
        match act:
            case Extend(phase=str() as phase, length=length) if length is not None:
                self._lengths[phase] = length
            case End(on=on):
                self._ended = on
            case Pause() as pause:
                self._pauses = (*self._pauses, pause)
            case _:
                return

    def _plan(self) -> Compilation:
        """Date the plan as it is known by now, unless no date has changed since."""
        if self._current is None:
            before = self._latest
            self._current = self._dated(self._enrolment, self.facts, before)
            if self._leave_behind(self._current):
                before = before and self._current
                self._current = self._dated(self._enrolment, self.facts, before)
            self._latest = self._current
            self._names.give(self._current.progress.everything())
            self._drafts = None
            self._is_behind = False
        return self._current

    def _leave_behind(self, plan: Compilation) -> bool:
        """Keep what a record would move to a time that was past when it happened.

        An operation that was late moves the check-up after it.  The tests before it
        had their day and were made or not; on another day nobody could have made them.
        """
        if self._overtaken is None:
            return False
        (before, actual), self._overtaken = self._overtaken, None
        old = {draft.key: draft for draft in before.progress.everything()}
        left = [
            old[draft.key]
            for draft in plan.progress.everything()
            if draft.key in old and _was_past(old[draft.key], draft, actual)
        ]
        for draft in left:
            self._settled.setdefault(draft.key, draft)
        return bool(left)

    def _planned(self, key: Key) -> Draft | None:
        """Find an occurrence in the plan; only who records needs them by key."""
        if self._drafts is None:
            drafts = self._plan().progress.everything()
            self._drafts = {draft.key: draft for draft in drafts}
        return self._drafts.get(key)

    def _change(self, entry: Entry, enrolment: Enrolment) -> None:
        """Go on with another enrolment; what is past or recorded stays where it was."""
        self._keep_past(entry, self._plan().progress.everything())
        self._enrolment = enrolment
        self._current = None

    def _redate(self, entry: Entry, redating: Redate) -> None:
        is_many = self._is_many(redating.anchor)
        new = redated(self._enrolment, redating, entry.place, is_many=is_many)
        if new is None:
            self.complaints.append(disputes.gap_in_dates(entry, redating))
        else:
            self._change(entry, new)

    def _is_many(self, anchor: str) -> bool:
        program = self._plan().progress.program
        return any(one.id == anchor and one.many for one in program.anchors)

    def _named(self, entry: Entry, name: str) -> Draft | None:
        """Find what an entry names in the plan as it is; None is said to be wrong."""
        self._plan()
        key = self._names.find(name)
        draft = None if key is None else self._planned(key)
        if draft is None:
            elsewhere = key is not None
            self.complaints.append(disputes.not_there(entry, elsewhere=elsewhere))
            return None
        return self._settled.get(draft.key, draft)

    def _arrange(self, entry: Entry, act: Move | Omit | Pin) -> None:
        """Move, leave out or confirm one occurrence, whatever the program says of it.

        What was recorded of it stands; nothing else that is past moves with it.
        """
        draft = self._named(entry, act.occurrence)
        if draft is None:
            return
        wrong = disputes.about_date(entry, act, draft, self._recorded.get(draft.key))
        if wrong is not None:
            self.complaints.append(wrong)
            return
        everything = self._plan().progress.everything()
        self._keep_past(entry, (one for one in everything if one.key != draft.key))
        self._settled.pop(draft.key, None)
        before = self._fixed.pop(draft.key, None)
        self._omitted.discard(draft.key)
        if isinstance(act, Omit):
            self._omitted.add(draft.key)
        else:
            zone = self._enrolment.timezone
            self._fixed[draft.key] = now = fixed(entry, act, draft, zone, before)
            if carries_rest(act, draft.unit):
                self._slid[draft.key] = now.moment
        self._current = None

    def _add(self, entry: Entry, addition: Add) -> None:
        """Let an activity happen once more; the others keep clear of it."""
        plan = self._plan()
        self._keep_past(entry, plan.progress.everything())
        draft = added(entry, addition, plan.progress.program, self._enrolment.timezone)
        self._fixed[draft.key] = Fixed(
            draft=draft,
            moment=draft.nominal,
            steps=(),
            keeps_apart=not addition.override,
        )
        self._current = None

    def _begin(self, entry: Entry, begin: Begin) -> None:
        """Go through a phase and those after it anew; withdraw what is not done."""
        plan = self._plan()
        program = plan.progress.program
        drafts = [
            self._settled.get(draft.key, draft) for draft in plan.progress.everything()
        ]
        kept = staying(program, begin, drafts, self._recorded)
        self._run = begun(plan, entry, begin, kept)
        again = {phase.id for phase in program.phases}
        again -= {phase.id for phase in self._run.phases}
        self._fixed = _lasting(plan, self._fixed)
        self._slid = _lasting(plan, self._slid)
        self._lengths = {
            phase: length
            for phase, length in self._lengths.items()
            if phase not in again
        }
        self._ended = None
        self._settled = _lasting(plan, self._settled)
        self._settled |= {draft.key: draft for draft in kept}
        self._current = None

    def _record(self, entry: Entry, record: Record) -> None:
        draft = self._named(entry, record.occurrence)
        if draft is None:
            return
        earlier = self._recorded.get(draft.key)
        zone = self._enrolment.timezone
        actual, skipped = spoken_moment(record.on, draft, zone)
        wrong = disputes.about(entry, record, draft, earlier, actual)
        if wrong is not None:
            self.complaints.append(wrong)
            return
        if record.result not in (DONE, MISSED):
            # An earlier result may have brought, or confirmed, what this one would not.
            self._keep_past(entry, self._resting_on(draft.unit.rule.activity.id))
        if record.result != MISSED and actual != draft.stands:
            self._overtaken = self._plan(), actual
        self._recorded[draft.key] = entry
        happened = _happened(record, draft, actual, skipped)
        trace = (*happened.trace, *reasons(entry))
        self._settled[draft.key] = happened._replace(trace=trace)
        self._note(entry, record, draft)

    def _resting_on(self, activity: str) -> Iterator[Draft]:
        """Give what happens because of a result of the activity."""
        for draft in self._plan().progress.everything():
            phase = draft.unit.phase
            conditions = draft.unit.rule.when + (phase.when if phase else ())
            asks = any(one.name == activity for one in conditions)
            if asks or activity in draft.unit.gates:
                yield draft

    def _note(self, entry: Entry, record: Record, draft: Draft) -> None:
        """Note a finding; dates stay as they are if it was done just as planned."""
        activity = draft.unit.rule.activity
        as_planned = self._settled[draft.key].stands == draft.stands
        self._is_behind = True
        if record.result == MISSED or not as_planned:
            self._current = None
        if record.result == MISSED or (record.result == DONE and activity.results):
            return
        self._findings[activity.id] = Finding(record.result, entry.at)
        self._results[draft.key] = record.result
        if record.result != DONE:
            self._current = None

    def _keep_past(self, entry: Entry, drafts: Iterable[Draft]) -> None:
        """Keep what is past where it is."""
        for draft in drafts:
            if draft.stands is not None and is_past(draft.stands, entry.at):
                self._settled.setdefault(draft.key, draft)


def _lasting(plan: Compilation, known: dict[Key, T]) -> dict[Key, T]:
    """Keep what is known of rules that no run begins anew."""
    progress = plan.progress
    lasting = {
        draft.key
        for draft in progress.everything()
        if goes_through(progress.program, draft.unit.rule)
    }
    return {key: one for key, one in known.items() if key in lasting}


def _was_past(old: Draft, new: Draft, actual: Moment) -> bool:
    """Say whether what lay before a moment would go elsewhere and still lie before."""
    if old.stands is None or new.stands is None or old.stands == new.stands:
        return False
    return old.stands.is_before(actual) and new.stands.is_before(actual)


def _happened(
    record: Record, draft: Draft, actual: Moment, skipped: Moment | None
) -> Draft:
    if record.result == MISSED:
        step = Step(kind=StepKind.NOTE, moment=draft.placed, reason="it was missed")
        return draft._replace(state=State.MISSED, trace=(*draft.trace, step))
    steps = [Step(kind=StepKind.ACTUAL, moment=actual)]
    if skipped is not None:
        skip = spell_skip(skipped, actual)
        steps.insert(0, Step(kind=StepKind.NOTE, moment=skipped, reason=skip))
    return draft._replace(
        state=State.DONE,
        placed=draft.placed or draft.nominal,
        actual=actual,
        ends=ends_of(draft.unit.rule.activity, actual),
        trace=(*draft.trace, *steps),
    )
