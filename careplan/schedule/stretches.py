"""Where phases begin and end.

A phase begins where the one before it in the file ends, or where its `from` says.
It ends after its length, or where the rules that count from it leave off; an end is
the first day that no longer belongs to the phase.
"""

from __future__ import annotations

from datetime import date

from careplan.model.amount import Amount
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.moment import Moment
from careplan.model.program import Phase
from careplan.schedule.anchors import Anchors, Missing, RuleError
from careplan.schedule.arithmetic import BusinessDays, moved, next_day
from careplan.schedule.branches import Branches
from careplan.schedule.nominal.series import aligned
from careplan.schedule.order import (
    ending_units,
    fills_before_end,
    prolonging_units,
    sliding_units,
)
from careplan.schedule.pauses import Pauses
from careplan.schedule.progress import Progress
from careplan.schedule.units import Cycle, Unit


class Stretches:
    """Works out the starts and ends of phases on the board of progress."""

    def __init__(
        self,
        progress: Progress,
        anchors: Anchors,
        branches: Branches,
        is_open: BusinessDays,
        pauses: Pauses,
    ) -> None:
        """Count by these anchors and business days, and stand still in the pauses."""
        self._progress = progress
        self._anchors = anchors
        self._branches = branches
        self._is_open = is_open
        self._pauses = pauses

    def begin(self, cycle: Cycle, earlier: Cycle | None) -> None:
        """Fix the start of a phase's cycle; `earlier` is the cycle before in the file.

        Raises RuleError and OutOfCalendarError.
        """
        phase = cycle.phase
        standing = self._branches.standing(phase.when, phase.place)
        if not standing.happens:  # it waits: what surely does not happen is left out
            gates = [self._branches.gate(unit.gates) for unit in self._units(cycle)]
            if not (gates and all(gate.is_closed for gate in gates)):
                self._progress.wait(standing.waits_for, f"phase {phase.id}")
            self._progress.starts[phase.id, cycle.cycle] = None
            return
        start = self._start(cycle, earlier)
        self._note_unsure(cycle, earlier, is_sure=standing.is_sure)
        if start is not None:
            day = aligned(start.day, phase.align, back_to_month=phase.align_month)
            if day != start.day:
                start = Moment(day=day, zone=start.zone)
        self._progress.starts[phase.id, cycle.cycle] = start

    def finish(self, cycle: Cycle) -> None:
        """Fix the end of a phase's cycle, and the end its slots are cut at.

        Raises RuleError and OutOfCalendarError.
        """
        progress, key = self._progress, (cycle.phase.id, cycle.cycle)
        start = progress.starts[key]
        if start is None:
            progress.ends[key] = progress.slot_ends[key] = None
            return
        end = self._end(cycle, start)
        progress.slot_ends[key] = Moment(day=end, zone=start.zone)
        moved = self._moved_on(cycle, end)
        progress.ends[key] = Moment(day=moved, zone=start.zone)

    def length_of(self, unit: Unit) -> date | None:
        """Give the first day after its phase's `length`, however far its slots slide.

        A habit or medicine goes on where the phase is prolonged by what others slide.
        In a phase without a length only open rules are stopped: the others are what
        its end is made of, or name an end of their own.
        """
        phase = unit.phase
        start = self._progress.starts.get((phase.id, unit.cycle)) if phase else None
        if phase is None or phase.length is None or start is None:
            return None
        end = self._after_length(phase, phase.length, unit.cycle, start)
        if fills_before_end(unit):
            others = prolonging_units(self._progress, phase, unit.cycle)
            return self._slid_to(start, end, others)
        # What slides on is counted as if there were no pause, and then goes on.
        return end if unit.slides_on else self._pauses.later(start.day, end)

    def until_of(self, asking: Unit | Cycle) -> date | None:
        """Give the first day after the `until` of its phase, if that has one."""
        phase = asking.phase
        if phase is None or phase.until is None:
            return None
        until = self._anchors.read(phase.until, asking)
        if isinstance(until, Missing):
            self._progress.notice(
                f"phase {phase.id} is not ended by its `until`: {until.reason}"
            )
            return None
        return next_day(until.day)

    def _note_unsure(
        self, cycle: Cycle, earlier: Cycle | None, *, is_sure: bool
    ) -> None:
        """Note that a phase, or the date it begins at, rests on a mere default."""
        follows = cycle.cycle > 1 or cycle.phase.start is None
        if follows and earlier is not None:
            before = (earlier.phase.id, earlier.cycle)
            is_sure = is_sure and before not in self._progress.unsure
        if not is_sure:
            self._progress.unsure.add((cycle.phase.id, cycle.cycle))

    def _start(self, cycle: Cycle, earlier: Cycle | None) -> Moment | None:
        progress, phase = self._progress, cycle.phase
        if cycle.cycle == 1 and phase.start is not None:
            read = self._anchors.read(phase.start, cycle)
            if isinstance(read, Missing):
                progress.notice(f"phase {phase.id} is left out: {read.reason}")
                return None
            return read
        if earlier is None:
            return self._anchors.start()
        start = progress.ends[earlier.phase.id, earlier.cycle]
        if start is None:
            name = earlier.phase.id
            progress.notice(f"phase {phase.id} is left out: it follows phase {name}")
        return start

    def _end(self, cycle: Cycle, start: Moment) -> date:
        """Give the earliest of the phase's own end and its `until`."""
        phase = cycle.phase
        ends = (self._own_end(cycle, start), self.until_of(cycle))
        known = [end for end in ends if end is not None]
        if known:
            return min(known)
        if not any(unit.rule.is_open for unit in self._units(cycle)):
            return start.day
        if phase.until is not None:
            return start.day  # a notice said that there is nothing to run to
        raise RuleError(_endless(phase))

    def _own_end(self, cycle: Cycle, start: Moment) -> date | None:
        progress, phase = self._progress, cycle.phase
        if phase.length is not None:
            end = self._after_length(phase, phase.length, cycle.cycle, start)
            sliding = sliding_units(progress, phase, cycle.cycle)
            return self._slid_to(start, end, sliding)
        ending = ending_units(progress, phase, cycle.cycle)
        if ending:
            ends = (progress.unit_ends.get(unit.number) for unit in ending)
            return max((end for end in ends if end is not None), default=start.day)
        return self._start_of_next(cycle, start)

    def _slid_to(self, start: Moment, end: date, sliding: tuple[Unit, ...]) -> date:
        """Move the end of a length on, as far as pauses and these units carry it."""
        shifts, last_slots = self._progress.shifts, self._progress.last_slots
        slid = max((shifts.get(unit.number, 0) for unit in sliding), default=0)
        end = next_day(self._pauses.later(start.day, end), slid)
        # After a pause weekdays may come later than the phase would end.
        last = (last_slots.get(unit.number, start.day) for unit in sliding)
        return max([end, *(next_day(day) for day in last)])

    def _after_length(
        self, phase: Phase, length: Amount, cycle: int, start: Moment
    ) -> date:
        """Count the length of a cycle, months always from the first one's start.

        Otherwise a cycle that begins on a clamped date (29 February for the 31st)
        would hand the clamped day on to all that follow.  An aligned cycle begins
        where its weekday is, so it counts from there.
        """
        first = self._progress.starts[phase.id, 1]
        if cycle == 1 or first is None or phase.align or phase.align_month:
            return moved(start, length, self._is_open).day
        begins, ends = (
            moved(first, length.times(number), self._is_open).day
            for number in (cycle - 1, cycle)
        )
        return next_day(ends, (start.day - begins).days)

    def _start_of_next(self, cycle: Cycle, start: Moment) -> date | None:
        """Let open rules run to the `from` of the phase that follows."""
        phase = cycle.phase
        later = self._progress.phase_after(phase)
        if later is None or later.start is None or cycle.cycle < phase.repeat:
            return None
        begins = self._progress.starts[later.id, 1]
        if begins is not None:
            return begins.day
        self._progress.notice(
            f"phase {phase.id} has nothing to run to: phase {later.id} is left out"
        )
        return start.day

    def _units(self, cycle: Cycle) -> tuple[Unit, ...]:
        return self._progress.units_in(cycle.phase, cycle.cycle)

    def _moved_on(self, cycle: Cycle, end: date) -> date:
        """Move the end on to the start of what follows, if that is only aligned."""
        phase, later = cycle.phase, self._progress.phase_after(cycle.phase)
        if cycle.cycle < phase.repeat:
            later = phase
        elif later is not None and later.start is not None:
            return end
        if later is None or later.align_month:
            return end
        return aligned(end, later.align, back_to_month=False)


def _endless(phase: Phase) -> Diagnostic:
    return Diagnostic(
        code="endless-phase",
        message=f"nothing ends phase `{phase.id}`: it has no `length`, and none of its"
        " rules that count from it ends",
        primary=Label(place=phase.place),
        help=("give the phase a `length`, or a rule a `count`, `weeks` or `until`",),
    )
