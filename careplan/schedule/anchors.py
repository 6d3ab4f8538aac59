"""From an anchor expression to a moment, as far as the schedule is known.

An anchor may rest on something that is not there (an optional date nobody gave, a
dropped occurrence): then the rule schedules nothing, and `Missing` says why.  What
can never be right is a diagnostic.
"""

from __future__ import annotations

from datetime import date, datetime

from careplan.model.anchor import (
    Edge,
    Expression,
    Fixed,
    Named,
    Occurred,
    PhaseEdge,
    PhaseStart,
    Pick,
    Previous,
    Start,
)
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.enrolment import Enrolment
from careplan.model.moment import Moment
from careplan.model.program import Follows, Rule
from careplan.model.schedule import State
from careplan.model.value import dataclass
from careplan.model.wording import spell_skip
from careplan.schedule.arithmetic import (
    BusinessDays,
    UntimedError,
    check_year,
    real_time,
    shifted,
)
from careplan.schedule.progress import Draft, Progress
from careplan.schedule.units import Cycle, Unit

Asking = Unit | Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """There is nothing to count from; the reason, in plain words."""

    reason: str


class RuleError(Exception):
    """A rule cannot be scheduled; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Carry this diagnostic."""
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class Anchors:
    """Reads expressions for one enrolment, against the progress made so far."""

    def __init__(
        self, enrolment: Enrolment, progress: Progress, is_open: BusinessDays
    ) -> None:
        """Count business days by `is_open`."""
        self._enrolment = enrolment
        self._progress = progress
        self._is_open = is_open

    def start(self) -> Moment:
        """Give the enrolment's start.  Raises OutOfCalendarError."""
        return self._civil(self._enrolment.start)

    def read(self, expression: Expression, asking: Asking) -> Moment | Missing:
        """Give the moment an expression means, on the clock of the one that asks.

        Raises RuleError where the expression cannot be right for anybody, and
        OutOfCalendarError.
        """
        base = self._base(expression, asking)
        if isinstance(base, Missing):
            return base
        try:
            # Days are counted on the asking rule's clock: what is Monday night for the
            # site may be Tuesday for the person.
            here = base.in_zone(asking.zone)
            there = shifted(here, expression.shifts, self._is_open)
        except UntimedError:
            raise RuleError(untimed(expression)) from None
        stands_still = isinstance(expression.base, Start | PhaseStart | PhaseEdge)
        if stands_still and expression.shifts:
            return asking.pauses.moved(here, there)
        return there

    def occurrence(self, expression: Expression, asking: Unit) -> Draft | None:
        """Find the occurrence that an expression counts from, if it is one."""
        match expression.base:
            case Occurred(pick=pick) as wanted:
                units = self._progress.units_named(wanted, asking)
                return picked(self._progress.drafts_of(units), pick or 1)
            case Previous():
                return self._last_before(asking)
            case _:
                return None

    def _base(  # noqa: PLR0911 - one answer a kind of base
        self, expression: Expression, asking: Asking
    ) -> Moment | Missing:
        match expression.base:
            case Start():
                return self.start()
            case Fixed(when=when):
                return self._civil(when)
            case PhaseStart():
                return self._phase_start(asking)
            case PhaseEdge() as edge:
                return self._phase_edge(edge)
            case Named() as named:
                return self._named(named, expression)
            case Occurred() as occurred:
                return self._occurred(occurred, expression, asking)
            case previous:
                return self._previous(previous, asking)

    def _civil(self, when: date | datetime) -> Moment:
        check_year(when.year)
        zone = self._enrolment.clock_zone
        if not isinstance(when, datetime):
            return Moment(day=when, zone=zone)
        written = Moment(day=when.date(), clock=when.time(), zone=zone)
        exists, skipped = real_time(written)
        if skipped is not None:
            self._progress.notice(spell_skip(skipped, exists))
        return exists

    def _phase_start(self, asking: Asking) -> Moment | Missing:
        if asking.phase is None:
            return self.start()
        start = self._progress.starts[asking.phase.id, asking.cycle]
        return start or Missing(reason=f"phase {asking.phase.id} has no start")

    def _phase_edge(self, edge: PhaseEdge) -> Moment | Missing:
        if edge.phase not in self._progress.phases:
            return Missing(reason=f"phase {edge.phase} does not happen")
        if edge.edge is Edge.START:
            moment = self._progress.starts[edge.phase, 1]
        else:
            last = self._progress.phases[edge.phase].repeat
            moment = self._progress.ends[edge.phase, last]
        return moment or Missing(reason=f"phase {edge.phase} has no start")

    def _named(self, named: Named, expression: Expression) -> Moment | Missing:
        for given in self._enrolment.anchors:
            if given.name == named.name and len(given.values) >= (named.index or 1):
                return self._civil(given.values[(named.index or 1) - 1])
        which = f"[{named.index}]" if named.index else ""
        declared = {anchor.id: anchor for anchor in self._progress.program.anchors}
        anchor = declared.get(named.name)
        if anchor is not None and (anchor.optional or anchor.many):
            return Missing(reason=f"{named.name}{which} has no date yet")
        raise RuleError(
            Diagnostic(
                code="anchor-value-missing",
                message=f"`{expression.text}` needs the date of `{named.name}`,"
                " which the enrolment does not give",
                primary=Label(place=expression.place),
                help=(f"write `{named.name} = DATE` under `[anchors]`",),
            )
        )

    def _occurred(
        self, wanted: Occurred, expression: Expression, asking: Asking
    ) -> Moment | Missing:
        units = self._progress.units_named(wanted, asking)
        drafts = self._progress.drafts_of(units)
        if not drafts:
            return Missing(reason=f"there is no {wanted.name}")
        match wanted.pick:
            case int() as number if number > len(drafts):
                raise _no_such(expression, wanted.name, len(drafts))
            case None if len(drafts) > 1:
                raise _several(expression, wanted.name, len(drafts))
            case pick:
                chosen = picked(drafts, 1 if pick is None else pick)
        if chosen is None:
            return Missing(reason=f"no {wanted.name} is left")
        return _moment_of(chosen, asking)

    def _previous(self, _: Previous, asking: Asking) -> Moment | Missing:
        last = self._last_before(asking)
        if last is None:
            return Missing(reason="nothing comes before")
        return _moment_of(last, asking)

    def _last_before(self, asking: Asking) -> Draft | None:
        """Find the last occurrence of the activity that was to come before the phase.

        In a file phases may overlap and come in any order, so time decides: an
        occurrence whose nominal date lies after the phase's start is not before it.
        """
        start = self._phase_start(asking)
        units = self._progress.units_before(asking) if isinstance(asking, Unit) else ()
        kept = [
            draft
            for draft in self._progress.drafts_of(units)
            if draft.can_be_counted_from
            and isinstance(start, Moment)
            and draft.nominal.day <= start.day
        ]
        return max(kept, key=_time, default=None)


def picked(drafts: tuple[Draft, ...], pick: int | Pick) -> Draft | None:
    """Find the one of its number, or in time the first or last that takes place."""
    if isinstance(pick, int):
        return drafts[pick - 1] if pick <= len(drafts) else None
    kept = sorted((one for one in drafts if one.can_be_counted_from), key=_time)
    if not kept:
        return None
    return kept[0 if pick is Pick.FIRST else -1]


def stands_for(draft: Draft, rule: Rule) -> Moment | None:
    """Give the moment an occurrence stands for, to a rule that counts from it."""
    if draft.placed is not None and rule.follows is Follows.PLANNED:
        return draft.nominal
    return draft.stands


def _time(draft: Draft) -> datetime:
    return (draft.stands or draft.nominal).instant


def _moment_of(draft: Draft, asking: Asking) -> Moment | Missing:
    name = f"{draft.unit.rule.id} {draft.number}"
    if draft.state in (State.MISSED, State.CANCELLED):
        return Missing(reason=f"{name} was {draft.state}")
    if isinstance(asking, Unit):
        moment = stands_for(draft, asking.rule)
    else:
        moment = draft.stands
    return moment or Missing(reason=f"{name} was dropped")


def untimed(expression: Expression) -> Diagnostic:
    """Say that hours cannot be counted from a day without a time."""
    return Diagnostic(
        code="untimed-anchor",
        message=f"`{expression.text}` counts hours or minutes from something that has"
        " no clock time",
        primary=Label(place=expression.place),
        help=("give what it counts from a time with `at`, or count in days",),
    )


def _no_such(expression: Expression, name: str, number: int) -> RuleError:
    return RuleError(
        Diagnostic(
            code="no-such-occurrence",
            message=f"`{expression.text}` asks for more than the {number}"
            f" of `{name}` there are",
            primary=Label(place=expression.place),
            help=(f"`{name}[{number}]` or `{name}.last` is the last one",),
        )
    )


def _several(expression: Expression, name: str, number: int) -> RuleError:
    return RuleError(
        Diagnostic(
            code="which-occurrence",
            message=f"`{name}` happens {number} times, so `{expression.text}` must say"
            " which one",
            primary=Label(place=expression.place),
            help=(f"for example `{name}.first`, `{name}[2]` or `{name}.last`",),
        )
    )
