"""What somebody arranged: an occurrence moved, confirmed where it is, or one more.

It stays there whatever the program says; whether it may be there was asked when it was
entered.
"""

from __future__ import annotations

from datetime import date, datetime

from careplan.model.amount import Period
from careplan.model.anchor import Expression, Start
from careplan.model.ledger import Add, Entry, Move, Omit, Pin, Rest
from careplan.model.moment import Moment
from careplan.model.position import AtAnchor, TimesAWeek
from careplan.model.program import Activity, From, Program, Rule
from careplan.model.schedule import Key, State, Step, StepKind
from careplan.model.wording import spell_skip
from careplan.schedule.arithmetic import real_time
from careplan.schedule.bounds import ANYWHERE
from careplan.schedule.facts import Fixed, LeftOut
from careplan.schedule.lasting import ends_of
from careplan.schedule.ledger.actuals import spoken_moment
from careplan.schedule.progress import Draft
from careplan.schedule.units import Unit

# No id of a rule begins so, and no key of one can be the same.
ADDED = "+"


def added(entry: Entry, addition: Add, program: Program, zone: str) -> Draft:
    """Give what happens once more: known by the number of its entry, held by no rule.

    Raises LookupError for an activity that the program does not have.
    """
    (activity,) = (one for one in program.activities if one.id == addition.activity)
    rule = _rule(activity)
    unit = Unit(
        number=len(program.all_rules()) + entry.number,
        rule=rule,
        phase=None,
        cycle=1,
        position=rule.position,
        zone=zone,
        whole_days=isinstance(activity.duration, Period),
        elapsed=False,
        several_a_day=False,
        gates=(),
    )
    moment, skipped = _first_time(addition, activity, zone)
    steps = _steps(entry, StepKind.ADDED, moment, skipped)
    return Draft(
        unit=unit,
        key=Key(phase=None, rule=f"{ADDED}{activity.id}", ordinal=entry.number),
        number=1,
        turn=1,
        nominal=moment,
        placed=moment,
        ends=ends_of(activity, moment),
        bounds=ANYWHERE,
        state=State.PLANNED,
        trace=(*steps, Step(kind=StepKind.PLACED, moment=moment)),
    )


def _rule(activity: Activity) -> Rule:
    start = Expression(base=Start(), text="start", place=activity.place)
    return Rule(
        id=activity.id,
        phase=None,
        activity=activity,
        anchor=From(expression=start),
        position=AtAnchor(),
        place=activity.place,
    )


def _first_time(
    addition: Add, activity: Activity, zone: str
) -> tuple[Moment, Moment | None]:
    """Give the time that was said, else the activity's first, else the whole day."""
    on = addition.on
    if isinstance(activity.duration, Period):
        return Moment(day=_day(on), zone=zone), None
    if isinstance(on, datetime):
        return real_time(Moment(day=on.date(), clock=on.time(), zone=zone))
    clocks = activity.at.on(on) if activity.at else ()
    return real_time(Moment(day=on, clock=next(iter(clocks), None), zone=zone))


def _day(on: date) -> date:
    return on.date() if isinstance(on, datetime) else on


def reasons(entry: Entry) -> tuple[Step, ...]:
    """Keep why it was entered, if that was said, for whoever asks why."""
    if entry.reason is None:
        return ()
    return (Step(kind=StepKind.REASON, reason=entry.reason),)


def carries_rest(act: Move | Pin, unit: Unit) -> bool:
    """Say whether the rest of a series follows one of it by an entry's word.

    A chain follows anyway, and days that are chosen week by week have no order to
    keep.  A companion follows its parent, and nothing follows it.
    """
    slides = isinstance(act, Move) and act.rest is Rest.SLIDE
    follows = unit.chained or isinstance(unit.position, TimesAWeek)
    return slides and not follows and isinstance(unit.rule.anchor, From)


def fixed(
    entry: Entry, act: Move | Pin, draft: Draft, zone: str, before: Fixed | None
) -> Fixed:
    """Fix an occurrence as an entry says; `zone` is the person's.

    What was an exception where it was fixed `before` stays one when it is confirmed.
    """
    said = act.to if isinstance(act, Move) else act.on
    moment, skipped = spoken_moment(said, draft, zone)
    kind = StepKind.MOVED if isinstance(act, Move) else StepKind.PINNED
    if isinstance(act, Move):
        keeps_apart = not act.override
    else:
        keeps_apart = before is None or before.keeps_apart
    return Fixed(
        draft=draft,
        moment=moment,
        steps=_steps(entry, kind, moment, skipped),
        keeps_apart=keeps_apart,
        is_kept=isinstance(act, Pin) and before is not None and before.is_kept,
    )


def left_out(entry: Entry, act: Omit, draft: Draft) -> LeftOut:
    """Leave out an occurrence as an entry says."""
    return LeftOut(
        draft=draft,
        entry=entry.number,
        reason=entry.reason,
        is_exception=act.override,
    )


def _steps(
    entry: Entry, kind: StepKind, moment: Moment, skipped: Moment | None
) -> tuple[Step, ...]:
    """Tell by which entry it came about, and what stands for a time that is skipped."""
    by = f"by entry {entry.number} of the ledger"
    steps = (Step(kind=kind, moment=moment, reason=by), *reasons(entry))
    if skipped is None:
        return steps
    skip = spell_skip(skipped, moment)
    return (Step(kind=StepKind.NOTE, moment=skipped, reason=skip), *steps)
