"""Units: a rule in one cycle of its phase, with the enrolment's choices laid over it.

The engine works unit by unit.  A unit knows what it would do if every day were open;
it does not yet know its anchor.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import time
from typing import NamedTuple

from careplan.model.amount import MINUTES_AN_HOUR, Amount, Duration, Period
from careplan.model.enrolment import Choice, Enrolment, Site
from careplan.model.kind import Kind
from careplan.model.position import (
    AtAnchor,
    Every,
    FlexibleStep,
    IntervalStep,
    Offsets,
    Position,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)
from careplan.model.program import (
    Clock,
    CountedFrom,
    Each,
    IfClosed,
    IfMissed,
    Phase,
    Program,
    Rule,
    Times,
)
from careplan.model.value import dataclass
from careplan.model.wording import spell_times, spell_weekdays
from careplan.schedule.choosing import chosen_weekdays
from careplan.schedule.nominal.recurrence import HOURLY, TIMED
from careplan.schedule.pauses import NEVER, Pauses, Standstill

CARRIES_ON = (Kind.HABIT, Kind.MEDICATION)
MINUTES_A_DAY = 24 * MINUTES_AN_HOUR


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cycle:
    """One cycle of a phase; its own start and end may be asked for, as a rule's."""

    phase: Phase
    cycle: int
    zone: str
    pauses: Pauses = NEVER


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unit:
    """A rule in one cycle.  `number` counts units in the order of the file.

    `times` is empty for whole days; `elapsed` says that the rule counts in hours or
    minutes, so that its slots bring their own time.  `several_a_day` says that one
    day may rightly have several.  `gates` are the activities it waits for: its own
    and those of its phase and the phases before.  `choice` says in words what of it the
    person chose.  `pauses` are those in which it stands still; `slides_on` says that an
    entry lets its later slots go elsewhere, `outlasts` that a pause which does not hold
    for it may prolong its phase.  Nothing of it is moved into those that are `closed`.
    `run` counts how often the program was begun.  `told` is the zone the person lives
    in where its times are read on another's clock.
    """

    number: int
    rule: Rule
    phase: Phase | None
    cycle: int
    position: Position
    times: Times = field(default_factory=Times)
    zone: str
    whole_days: bool
    elapsed: bool
    several_a_day: bool
    gates: tuple[str, ...]
    choice: str = ""
    pauses: Pauses = NEVER
    slides_on: bool = False
    outlasts: bool = False
    closed: Pauses = NEVER
    run: int = 1
    told: str = ""

    @property
    def chained(self) -> bool:
        """Say whether each date counts from the one before it."""
        return self.rule.counted_from is CountedFrom.PREVIOUS and self.rule.can_chain

    @property
    def slides(self) -> bool:
        """Say whether a closed slot passes its turn to the following one."""
        if isinstance(self.position, TimesAWeek):
            return False  # its days are chosen among open ones
        return self.rule.if_closed is IfClosed.SLIDE and self.rule.goes_on

    @property
    def makes_up(self) -> bool:
        """Say whether a missed one is given later, at the end or as the next one."""
        return self.rule.if_missed is not IfMissed.LEAVE and self.rule.goes_on

    @property
    def may_overrun(self) -> bool:
        """Say whether its slots may go on beyond the end of its phase."""
        return self.slides or self.makes_up or self.slides_on

    @property
    def carries_on(self) -> bool:
        """Say whether it fills a phase that was prolonged by others."""
        is_lasting = self.rule.activity.kind in CARRIES_ON
        return is_lasting and self.rule.goes_on and not self.slides_on

    @property
    def several_under_each(self) -> bool:
        """Say whether a companion rule gives each parent more than one."""
        match self.position:
            case Offsets(amounts=several):
                return len(several) > 1
            case StudyDays(days=numbers):
                return len(numbers) > 1
            case _:
                return self.rule.goes_on

    @property
    def aligns_weeks(self) -> bool:
        """Say whether `align` moves the beginning of the weeks, not each date.

        Where a rule names weekdays of a week, or leaves them to be chosen, moving each
        date to another weekday would undo them; what is meant is that the weeks are
        those of the calendar.
        """
        match self.position:
            case WeekdayPattern() | Every(on=(_, *_)) | TimesAWeek():
                return bool(self.rule.align)
            case Taper(on=on, steps=steps):
                weekly = any(not isinstance(step, IntervalStep) for step in steps)
                return bool(self.rule.align and (on or weekly))
            case _:
                return False

    @property
    def chooses(self) -> bool:
        """Say whether some of its days are chosen, week by week."""
        match self.position:
            case TimesAWeek():
                return True
            case Taper(steps=steps):
                return any(isinstance(step, FlexibleStep) for step in steps)
            case _:
                return False


class Part(NamedTuple):
    """The part of a program that a run goes through.

    `first` is the number of its first unit, `gates` are those of the phases before it,
    `lasting` the rules that belong to no run.
    """

    run: int = 1
    first: int = 0
    gates: tuple[str, ...] = ()
    lasting: frozenset[str] = frozenset()


def cycles_of(
    phases: tuple[Phase, ...], zone: str, pauses: Pauses = NEVER
) -> tuple[Cycle, ...]:
    """List every cycle of the phases, in the order of the file."""
    return tuple(
        Cycle(phase=phase, cycle=cycle, zone=zone, pauses=pauses)
        for phase in phases
        for cycle in range(1, phase.repeat + 1)
    )


def units_of(
    program: Program,
    phases: tuple[Phase, ...],
    enrolment: Enrolment,
    *,
    site: Site | None,
    standstill: Standstill,
    part: Part,
) -> tuple[Unit, ...]:
    """Make every unit: rules of no phase first, then by phase that happens, cycle."""
    made: list[Unit] = []
    gates = part.gates
    places: list[tuple[Phase | None, tuple[Rule, ...]]] = [(None, program.rules)]
    places += [(phase, phase.rules) for phase in phases]
    for phase, rules in places:
        # A gate of one phase holds for every later one too.
        gates += phase.requires if phase else ()
        for cycle in range(1, (phase.repeat if phase else 1) + 1):
            made += [
                _unit(
                    rule,
                    enrolment,
                    site,
                    standstill,
                    number=part.first + len(made) + offset,
                    phase=phase,
                    cycle=cycle,
                    run=1 if rule.name in part.lasting else part.run,
                    gates=gates,
                )
                for offset, rule in enumerate(rules)
            ]
    return tuple(made)


def _unit(
    rule: Rule,
    enrolment: Enrolment,
    site: Site | None,
    standstill: Standstill,
    *,
    number: int,
    phase: Phase | None,
    cycle: int,
    run: int,
    gates: tuple[str, ...],
) -> Unit:
    choices = _choices(rule, enrolment)
    position = chosen_weekdays(rule.position, choices)
    if rule.clock is Clock.ELAPSED:
        position = _in_elapsed_time(position)
    zone = enrolment.zone_of(() if rule.at else choices)
    told = enrolment.timezone if zone != enrolment.timezone else ""
    if rule.clock is Clock.SITE and site is not None and site.timezone is not None:
        zone, told = site.timezone, ""
    whole_days = rule.all_day or isinstance(rule.activity.duration, Period)
    times = Times() if whole_days else _times(rule, choices)
    elapsed = not whole_days and _counts_in_hours(rule, position)
    # Medicines are outside every gate: they stop only by their own entry.
    is_free = rule.activity.kind is Kind.MEDICATION
    waits_for = () if is_free else tuple(dict.fromkeys(gates + rule.requires))
    pauses = standstill.of(rule)
    slid = (rule.phase, rule.id, cycle) in standstill.slid
    return Unit(
        number=number,
        rule=rule,
        phase=phase,
        cycle=cycle,
        position=position,
        times=times,
        zone=zone,
        whole_days=whole_days,
        elapsed=elapsed,
        several_a_day=elapsed or _has_several_times(times, position),
        gates=waits_for,
        choice=_choice(rule, choices, position, times) if choices else "",
        pauses=pauses,
        slides_on=slid or (bool(pauses) and _loses_slots(rule, position)),
        outlasts=bool(standstill.plan) and not pauses,
        closed=standstill.closing(rule),
        run=run,
        told=told,
    )


def _loses_slots(rule: Rule, position: Position) -> bool:
    """Say whether a pause takes slots away that are given later.

    Each of a chain counts from the one before, and flexible weeks go on as weeks do:
    those are only later.
    """
    chained = rule.counted_from is CountedFrom.PREVIOUS and rule.can_chain
    return rule.goes_on and not (chained or isinstance(position, TimesAWeek))


def _choice(
    rule: Rule, choices: tuple[Choice, ...], position: Position, times: Times
) -> str:
    """Say which chosen weekdays and times hold for a rule."""
    on = next((one.on for one in choices if one.on is not None), None)
    at = next((one.at for one in choices if one.at is not None), None)
    words = []
    if on is not None and position != rule.position:
        words.append(spell_weekdays(on))
    if at is not None and rule.at is None and times != Times():
        words.append(spell_times(at))
    return " at ".join(words)


def _times(rule: Rule, choices: tuple[Choice, ...]) -> Times:
    """Lay the times of the rule over the chosen ones, and those over the activity's.

    A table by weekday speaks for its weekdays only: on the others the next one does.
    """
    daily: tuple[time, ...] = ()
    by_weekday: dict[Weekday, tuple[time, ...]] = {}
    for times in (rule.at, *(choice.at for choice in choices), rule.activity.at):
        if times is None:
            continue
        for weekday, clocks in times.by_weekday:
            by_weekday.setdefault(weekday, clocks)
        if times.daily:
            daily = times.daily
            break
    return Times(daily=daily, by_weekday=tuple(by_weekday.items()))


def _has_several_times(times: Times, position: Position) -> bool:
    if isinstance(position, Recurrence) and TIMED.search(position.rrule):
        return True
    given = (times.daily, *(clocks for _, clocks in times.by_weekday))
    return any(len(clocks) > 1 for clocks in given)


def _choices(rule: Rule, enrolment: Enrolment) -> tuple[Choice, ...]:
    """List what was chosen for the rule, and before it what for its activity."""
    wanted = (rule.name, rule.activity.id)
    return tuple(
        choice
        for target in wanted
        for choice in enrolment.choices
        if choice.target == target
    )


def _in_elapsed_time(position: Position) -> Position:
    """Count a day as 24 hours; weekdays, months, day numbers stay on the calendar."""
    match position:
        case Every(on=()):
            return replace(
                position,
                interval=_elapsed(position.interval),
                first=position.first and _elapsed(position.first),
            )
        case Taper(on=()):
            steps = tuple(
                replace(step, every=_elapsed(step.every))
                if isinstance(step, IntervalStep)
                else step
                for step in position.steps
            )
            first = position.first and _elapsed(position.first)
            return replace(position, first=first, steps=steps)
        case Offsets():
            return replace(position, amounts=tuple(map(_elapsed, position.amounts)))
        case _:
            return position


def _elapsed(amount: Amount) -> Amount:
    days = amount.days if isinstance(amount, Period) else None
    return amount if days is None else Duration(minutes=days * MINUTES_A_DAY)


def _counts_in_hours(rule: Rule, position: Position) -> bool:
    amounts: tuple[Amount | None, ...] = ()
    match position:
        case Every():
            amounts = (position.interval, position.first)
        case Taper():
            steps = (s.every for s in position.steps if isinstance(s, IntervalStep))
            amounts = (position.first, *steps)
        case Offsets():
            amounts = position.amounts
        case Recurrence():
            return HOURLY.search(position.rrule) is not None
        case AtAnchor() if not isinstance(rule.anchor, Each):
            amounts = rule.anchor.expression.shifts
        case _:
            pass
    return any(isinstance(amount, Duration) for amount in amounts)
