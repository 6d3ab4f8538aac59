"""What is due in one plan at one moment, for whoever looks after it.

Nothing is decided or dated here: a schedule is read beside the clock.  Days are the
person's own.  Habits, medicines and what only the person does or heeds are left out,
for they would hide the rest; what has `results` never is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from careplan.model.due import Due, Matter
from careplan.model.enrolment import Enrolment
from careplan.model.kind import TRAITS
from careplan.model.ledger import DONE, End, Entry, Record
from careplan.model.moment import Moment, at_instant
from careplan.model.program import Program
from careplan.model.schedule import (
    A_WEEK,
    Occurrence,
    OpenGate,
    Schedule,
    State,
)
from careplan.schedule.ledger.moving import zone_now
from careplan.schedule.ledger.undoing import standing
from careplan.schedule.questions.made_up import not_made_up

# With today: who looks every Monday sees each day once.
DAYS_LISTED = 7
DAYS_BEFORE_HORIZON = 60

_AHEAD = (State.PLANNED, State.PROVISIONAL)


def due(
    program: Program, enrolment: Enrolment, schedule: Schedule, now: datetime
) -> tuple[Due, ...]:
    """List what is due at `now`, an aware instant: by matter, then by moment."""
    desk = _Desk(program, enrolment, schedule, now)
    found = (
        *desk.occurrences(),
        *desk.results(),
        *desk.missed(),
        *desk.undecided(),
        *desk.gates(),
        *desk.outside(),
        *desk.horizon(),
    )
    order = {matter: number for number, matter in enumerate(Matter)}
    return tuple(sorted(found, key=lambda one: (order[one.matter], _instant(one, now))))


class _Desk:
    """One plan, looked at by one person on one day."""

    def __init__(
        self, program: Program, enrolment: Enrolment, schedule: Schedule, now: datetime
    ) -> None:
        self._program = program
        self._schedule = schedule
        self._zone = zone_now(enrolment)
        self._now = now
        self._today = at_instant(now, self._zone).day
        self._entries, _ = standing(enrolment.ledger)
        self._ended = _ended(self._entries)

    def occurrences(self) -> Iterator[Due]:
        """List what is on today and in the days after, and what nobody recorded."""
        for one in self._schedule.occurrences:
            if one.state in _AHEAD and _concerns_staff(one):
                matter = self._matter(one)
                if matter is not None:
                    yield self._due(matter, one)

    def results(self) -> Iterator[Due]:
        """List what was recorded as done, without what was found."""
        records = [
            entry.act for entry in self._entries if isinstance(entry.act, Record)
        ]
        found = {one.occurrence for one in records if one.result != DONE}
        for one in self._schedule.occurrences:
            is_done = one.state is State.DONE and bool(one.activity.results)
            if is_done and not found & {one.name, one.running}:
                yield self._due(Matter.UNRECORDED, one)

    def missed(self) -> Iterator[Due]:
        """List what was missed and not dealt with; an end deals with everything."""
        if self._ended is None:
            for one in not_made_up(self._program, self._entries, self._schedule):
                yield self._due(Matter.MISSED, one)

    def undecided(self) -> Iterator[Due]:
        """List the decisions that are asked within a week, or were."""
        if self._is_over:
            return
        for one in self._schedule.undecided:
            asked = one.asked
            if asked is None:
                yield Due(matter=Matter.UNDECIDED, moment=None, about=one)
            elif asked.moment.instant <= self._now + A_WEEK:
                moment = asked.moment.in_zone(self._zone)
                yield Due(
                    matter=Matter.UNDECIDED, moment=moment, occurrence=asked, about=one
                )

    def gates(self) -> Iterator[Due]:
        """List the gates that something near waits for."""
        if self._is_over:
            return
        for gate in self._schedule.gates:
            if gate.is_near(self._now):
                yield Due(
                    matter=Matter.GATE,
                    moment=gate.waits.moment.in_zone(self._zone),
                    occurrence=gate.asked or self._last_done(gate),
                    about=gate,
                )

    def outside(self) -> Iterator[Due]:
        """List what breaks a rule by hand, and what did within the last week.

        That something was done too late is told for a week and then left to `show`:
        nobody can change it any more.
        """
        for one in self._schedule.deviations:
            occurrence = one.occurrence
            if occurrence.actual is None:
                is_told = not self._is_past(occurrence)
            else:
                is_told = occurrence.actual.instant >= self._now - A_WEEK
            if is_told:
                moment = occurrence.moment.in_zone(self._zone)
                yield Due(
                    matter=Matter.OUTSIDE,
                    moment=moment,
                    occurrence=occurrence,
                    about=one,
                )

    def horizon(self) -> Iterator[Due]:
        """Tell that more must be planned soon, unless the plan ends before."""
        horizon = self._schedule.horizon
        if horizon is None or (self._ended is not None and self._ended <= horizon.day):
            return
        if (horizon.day - self._today).days < DAYS_BEFORE_HORIZON:
            moment = Moment(day=horizon.day, zone=self._zone)
            yield Due(matter=Matter.HORIZON, moment=moment, about=horizon)

    @property
    def _is_over(self) -> bool:
        return self._ended is not None and self._ended < self._today

    def _matter(self, one: Occurrence) -> Matter | None:
        if self._is_past(one):
            return Matter.UNRECORDED if _is_to_be_recorded(one) else None
        day = one.moment.in_zone(self._zone).day
        if day <= self._today:  # what began before and is not over is on today as well
            return Matter.TODAY
        last = self._today + timedelta(days=DAYS_LISTED - 1)
        return Matter.WEEK if day <= last else None

    def _is_past(self, one: Occurrence) -> bool:
        """Say whether it is over: at its end, a whole day with its last day."""
        if one.ends.is_timed:
            return one.ends.instant <= self._now
        return one.ends.day < self._today

    def _last_done(self, gate: OpenGate) -> Occurrence | None:
        """Give what was done and found nothing that opens, where no other is left."""
        done = [
            one
            for one in self._schedule.occurrences
            if one.activity.id == gate.activity and one.state is State.DONE
        ]
        return done[-1] if done else None

    def _due(self, matter: Matter, one: Occurrence) -> Due:
        return Due(matter=matter, moment=one.moment.in_zone(self._zone), occurrence=one)


def _concerns_staff(one: Occurrence) -> bool:
    return TRAITS[one.activity.kind].concerns_staff or bool(one.activity.results)


def _is_to_be_recorded(one: Occurrence) -> bool:
    """Say whether somebody has to write down what became of it.

    What is still to be confirmed may never have been: its gate, or its decision, is
    listed instead and asks once for all of it.  But a result is always asked for.
    """
    if one.activity.results:
        return True
    return TRAITS[one.activity.kind].is_recorded and one.state is State.PLANNED


def _ended(entries: tuple[Entry, ...]) -> date | None:
    """Give the day with which the plan ends early, if it does; a later entry wins."""
    ends = (entry.act for entry in entries if isinstance(entry.act, End))
    days = [end.on for end in ends if end.activity is None]
    return days[-1] if days else None


def _instant(one: Due, now: datetime) -> datetime:
    return now if one.moment is None else one.moment.instant
