"""Replay: the ledger read entry by entry, each against the plan as it then was.

An entry says what happened, what was decided or what is different from now on.  What
has settled by then keeps its date; everything else is dated anew, and only when an
entry asks what the plan was.  Replaying the same entries gives the same dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Enrolment
from careplan.model.ledger import (
    DONE,
    MISSED,
    Act,
    Add,
    Adjust,
    Amend,
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
    Relocate,
    Undo,
)
from careplan.model.moment import Moment
from careplan.model.schedule import Key
from careplan.schedule.compilation import Compilation, Dated
from careplan.schedule.facts import (
    BEFORE_ALL,
    NO_AMENDMENTS,
    Amended,
    Amendments,
    Facts,
    Finding,
    Fixed,
    is_past,
)
from careplan.schedule.ledger import arranging, disputes
from careplan.schedule.ledger.actuals import happened, spoken_moment, was_past
from careplan.schedule.ledger.amending import (
    amended,
    continued,
    extended_still,
    held,
    kept_fixed,
    without_memory,
)
from careplan.schedule.ledger.arranging import added, carries_rest, fixed, reasons
from careplan.schedule.ledger.asking import is_asked, resting_on
from careplan.schedule.ledger.beginning import begun, lasting, only, staying
from careplan.schedule.ledger.revising import redated, revised
from careplan.schedule.naming import Names
from careplan.schedule.progress import Draft


class Replay:
    """One reading of a ledger; `dated` dates the plan as some point of it has it.

    `complaints` are what is wrong with entries.
    """

    def __init__(
        self,
        names: Names,
        dated: Dated,
        enrolment: Enrolment,
        facts: Facts,
        amendments: Amendments = NO_AMENDMENTS,
    ) -> None:
        """Begin before the first entry."""
        self._names = names
        self._dated = dated
        self._enrolment = enrolment
        self._settled = dict(facts.settled)
        self._findings = dict(facts.findings)
        self._results = dict(facts.results)
        self._fixed = dict(facts.fixed)
        self._omitted = dict(facts.omitted)
        self._slid = dict(facts.slid)
        self._pauses = facts.pauses
        self._lengths = dict(facts.lengths)
        self._ended = facts.ended
        self._stopped = dict(facts.stopped)
        self._run = facts.run
        self._amended = facts.amended
        self._amendments = amendments
        self._held: dict[Key, Fixed] = {}
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
            omitted=dict(self._omitted),
            slid=dict(self._slid),
            pauses=self._pauses,
            lengths=dict(self._lengths),
            ended=self._ended,
            stopped=dict(self._stopped),
            run=self._run,
            amended=self._amended,
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
            case Amend() as amend:
                self._amend(entry, amend)
            case Redate() as redating:
                self._redate(entry, redating)
            case Undo() | Adjust():
                return  # obeyed before the replay began; says nothing of dates
            case Learn(fact=name) if not is_asked(self._plan().progress.program, name):
                self._enrolment = revised(self._enrolment, entry)
            case act:
                self._change(entry, revised(self._enrolment, entry))
                self._limit(act)

    def _limit(self, act: Act) -> None:
        """Go on longer, stand still, or end."""
        match act:
            case Extend(phase=str() as phase, length=length) if length is not None:
                self._lengths[phase] = length
            case End(on=on, activity=str() as activity):
                self._stopped[activity] = on
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
            if draft.key in old and was_past(old[draft.key], draft, actual)
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
        everything = self._plan().progress.everything()
        self._keep_past(entry, everything)
        if isinstance(entry.act, Relocate):
            self._fixed = kept_fixed(self._fixed, everything)
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
        self._omitted.pop(draft.key, None)
        if isinstance(act, Omit):
            self._omitted[draft.key] = arranging.left_out(entry, act, draft)
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
        kept, going_on = staying(program, begin, drafts, self._recorded)
        self._run = begun(plan, entry, begin, kept)
        again = {phase.id for phase in program.phases}
        again -= {phase.id for phase in self._run.phases}
        stays = lasting(plan)
        self._fixed = only(stays, self._fixed)
        self._fixed |= {
            draft.key: Fixed(
                draft=draft, moment=draft.placed or draft.nominal, steps=()
            )
            for draft in going_on
        }
        self._slid = only(stays, self._slid)
        self._lengths = {
            phase: length
            for phase, length in self._lengths.items()
            if phase not in again
        }
        self._ended = None
        self._settled = only(stays, self._settled)
        self._settled |= {draft.key: draft for draft in kept}
        self._current = None

    def _amend(self, entry: Entry, amend: Amend) -> None:
        """Go on by another version of the program; what comes before it stays.

        What a former amendment held only until the day of its own is free again.
        """
        program = self._amendments.get(entry.number)
        if program is None:
            return
        plan = self._plan()
        if self._run is not None and not program.has_phase(self._run.phase):
            self.complaints.append(disputes.run_without_phase(entry, self._run.phase))
            return
        new = amended(plan, entry, amend, program, self._enrolment.timezone)
        everything = plan.progress.everything()
        self._keep_past(entry, everything)
        self._release(new)
        self._fixed = kept_fixed(self._fixed, everything)
        self._held = held(new, everything, self._settled.keys() | self._fixed.keys())
        self._fixed |= self._held
        self._lengths = extended_still(self._lengths, plan.version, program)
        alone = replace(new, run=BEFORE_ALL)
        if program.has_branches:
            everywhere = Facts(amended=alone, all_branches=True)
            names = self._dated(self._enrolment, everywhere)
            self._names.give(names.progress.everything())
        given = without_memory(plan, self._settled)
        bare = replace(self.facts, settled=given, fixed={}, amended=alone)
        trial = self._dated(self._enrolment, bare)
        self._amended = continued(new, everything, trial, self._settled)
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
            self._keep_past(
                entry, resting_on(self._plan(), draft.unit.rule.activity.id)
            )
        if record.result != MISSED and actual != draft.stands:
            self._overtaken = self._plan(), actual
        self._recorded[draft.key] = entry
        there = happened(record, draft, actual, skipped)
        trace = (*there.trace, *reasons(entry))
        self._settled[draft.key] = there._replace(trace=trace)
        self._note(entry, record, draft)

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

    def _release(self, new: Amended) -> None:
        """Let go of what a former amendment held beyond the first day of this one."""
        for key, one in self._held.items():
            if self._fixed.get(key) is one and not new.precedes(one.moment):
                del self._fixed[key]

    def _keep_past(self, entry: Entry, drafts: Iterable[Draft]) -> None:
        """Keep what is past where it is."""
        for draft in drafts:
            if draft.stands is not None and is_past(draft.stands, entry.at):
                self._settled.setdefault(draft.key, draft)
