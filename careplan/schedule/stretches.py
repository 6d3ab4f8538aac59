"""Where phases begin and end (DESIGN 3.1, "Phases").

A phase begins where the one before it in the file ends, or where its `from` says.
It ends after its length, or where the rules that count from it leave off; an end is
the first day that no longer belongs to the phase.
"""

from __future__ import annotations

from datetime import date

from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.moment import Moment
from careplan.model.program import Phase
from careplan.schedule.anchors import Anchors, Missing, RuleError
from careplan.schedule.arithmetic import BusinessDays, displaced, next_day
from careplan.schedule.order import ending_units, following, sliding_units
from careplan.schedule.progress import Progress
from careplan.schedule.series import aligned


class Stretches:
    """Works out the starts and ends of phases on the board of progress."""

    def __init__(
        self, progress: Progress, anchors: Anchors, is_open: BusinessDays
    ) -> None:
        """Count by these anchors and business days."""
        self._progress = progress
        self._anchors = anchors
        self._is_open = is_open

    def begin(self, phase: Phase, cycle: int) -> None:
        """Fix the start of a phase's cycle."""
        start = self._start(phase, cycle)
        if start is not None:
            day = aligned(start.day, phase.align, back_to_month=phase.align_month)
            if day != start.day:
                start = Moment(day=day, zone=start.zone)
        self._progress.starts[phase.id, cycle] = start

    def finish(self, phase: Phase, cycle: int) -> None:
        """Fix the end of a phase's cycle, and the end its slots were cut at."""
        progress, key = self._progress, (phase.id, cycle)
        start = progress.starts[key]
        if start is None:
            progress.ends[key] = progress.slot_ends[key] = None
            return
        end = self._end(phase, cycle, start)
        until = phase.until and self._anchors.read(phase.until)
        if isinstance(until, Moment):
            end = min(end, next_day(until.day))
        progress.slot_ends[key] = Moment(day=end, zone=start.zone)
        progress.ends[key] = Moment(
            day=self._moved_on(phase, cycle, end), zone=start.zone
        )

    def slots_end(self, phase: Phase, cycle: int) -> Moment | None:
        """Give the day slots of a phase with a length stop at, however much slid."""
        start = self._progress.starts[phase.id, cycle]
        if start is None or phase.length is None:
            return None
        end = displaced(start, (phase.length,), self._is_open)
        until = phase.until and self._anchors.read(phase.until)
        if isinstance(until, Moment) and until.day < end.day:
            return Moment(day=next_day(until.day), zone=start.zone)
        return Moment(day=end.day, zone=start.zone)

    def _start(self, phase: Phase, cycle: int) -> Moment | None:
        progress = self._progress
        if cycle > 1:
            return progress.ends[phase.id, cycle - 1]
        if phase.start is not None:
            read = self._anchors.read(phase.start)
            if isinstance(read, Missing):
                progress.notice(f"phase {phase.id} is left out: {read.reason}")
                return None
            return read
        position = progress.program.phases.index(phase)
        if position == 0:
            return self._anchors.start()
        earlier = progress.program.phases[position - 1]
        start = progress.ends[earlier.id, earlier.repeat]
        if start is None:
            progress.notice(
                f"phase {phase.id} is left out: it follows phase {earlier.id}"
            )
        return start

    def _end(self, phase: Phase, cycle: int, start: Moment) -> date:
        progress = self._progress
        if phase.length is not None:
            slid = max(
                (
                    progress.shifts.get(unit.number, 0)
                    for unit in sliding_units(progress, phase, cycle)
                ),
                default=0,
            )
            return next_day(displaced(start, (phase.length,), self._is_open).day, slid)
        ending = ending_units(progress, phase, cycle)
        if ending:
            drafts = progress.drafts_of(ending)
            return max((draft.after for draft in drafts), default=start.day)
        return self._end_at_next(phase, cycle, start)

    def _end_at_next(self, phase: Phase, cycle: int, start: Moment) -> date:
        progress = self._progress
        later = following(progress.program, phase)
        if later is not None and later.start is not None and cycle == phase.repeat:
            begins = progress.starts[later.id, 1]
            return start.day if begins is None else begins.day
        if not any(
            unit.is_open for unit in progress.units if unit.rule.phase == phase.id
        ):
            return start.day
        raise RuleError(endless(phase))

    def _moved_on(self, phase: Phase, cycle: int, end: date) -> date:
        """Move the end on to the start of what follows, if that is only aligned."""
        if cycle < phase.repeat:
            later: Phase | None = phase
        else:
            later = following(self._progress.program, phase)
            if later is not None and later.start is not None:
                return end
        if later is None or later.align_month:
            return end
        return aligned(end, later.align, back_to_month=False)


def endless(phase: Phase) -> Diagnostic:
    """Say that nothing ends the phase."""
    return Diagnostic(
        code="endless-phase",
        message=f"nothing ends phase `{phase.id}`: it has no `length`, and none of its"
        " rules that count from it ends",
        primary=Label(place=phase.place),
        help=("give the phase a `length`, or a rule a `count`, `weeks` or `until`",),
    )
