"""Objections: why one occurrence may not be at a moment, by the rules about itself.

Everything else is left where it stands.  What the plan would become if the occurrence
were there is not asked here.
"""

from __future__ import annotations

from careplan.model.busy import BusyTimes
from careplan.model.enrolment import Enrolment, Site
from careplan.model.ledger import Add, Entry, Move
from careplan.model.moment import Moment
from careplan.model.program import From, Program
from careplan.schedule.anchors import stands_for
from careplan.schedule.bounds import outside
from careplan.schedule.compilation import Compilation
from careplan.schedule.compile import dating, replayed
from careplan.schedule.facts import NO_AMENDMENTS, Amendments
from careplan.schedule.gaps import is_far_enough
from careplan.schedule.holidays import HolidayTable
from careplan.schedule.ledger.actuals import spoken_moment
from careplan.schedule.ledger.arranging import ADDED, added, carries_rest
from careplan.schedule.ledger.replay import Replay
from careplan.schedule.naming import Names
from careplan.schedule.pauses import Still
from careplan.schedule.progress import Draft


def objection(
    program: Program,
    enrolment: Enrolment,
    entry: Entry,
    *,
    site: Site | None,
    busy: BusyTimes | None,
    holidays: HolidayTable,
    amendments: Amendments = NO_AMENDMENTS,
) -> str | None:
    """Say why an entry may not move or add something there; None if it may.

    Nor is there anything to be said of an entry that does neither, names nothing, or is
    an exception.
    """
    act = entry.act
    if not isinstance(act, Move | Add) or act.override:
        return None
    dated = dating(program, enrolment, site=site, busy=busy, holidays=holidays)
    names, replay, _ = replayed(program, enrolment, dated, amendments)
    progress, zone = replay.plan().progress, replay.enrolment.timezone
    if isinstance(act, Add):
        draft = added(entry, act, progress.program, zone)
        return Objections(names, replay, draft).to(draft.nominal)
    key = names.find(act.occurrence)
    planned = next((one for one in progress.everything() if one.key == key), None)
    if planned is None:
        return None
    moment, _ = spoken_moment(act.to, planned, zone)
    if moment == planned.placed:
        return None
    slides = carries_rest(act, planned.unit)
    return Objections(names, replay, planned, slides=slides).to(moment)


def counted_from(plan: Compilation, draft: Draft) -> Draft | None:
    """Find the occurrence that the rule of another counts from, if from one.

    What no rule of this run gives, as what an earlier one kept, rests on nothing.
    """
    progress, parent = plan.progress, draft.key.parent
    if parent is not None:
        return next((one for one in progress.everything() if one.key == parent), None)
    for unit in progress.units_at_hand:
        given = progress.drafts.get(unit.number, ())
        anchor = unit.rule.anchor
        if isinstance(anchor, From) and any(one.key == draft.key for one in given):
            return plan.anchors.occurrence(anchor.expression, unit)
    return None


class Objections:
    """One occurrence that might go elsewhere, and what stands around it.

    `beside` is what its activity has besides, with the moments.
    """

    def __init__(
        self, names: Names, replay: Replay, draft: Draft, *, slides: bool = False
    ) -> None:
        """Ask about one; if it `slides`, what comes after it goes along."""
        self._names = names
        self._facts = replay.facts
        self._plan = replay.plan()
        self._draft = draft
        self._slides = slides
        self._placed = draft.placed or draft.nominal
        self._parent = counted_from(self._plan, draft)
        self.beside = [
            (other, other.stands)
            for other in self._plan.progress.everything()
            if other.stands is not None and self._counts_beside(other)
        ]

    def to(self, moment: Moment) -> str | None:
        """Say why it may not be there, or None if nothing speaks against it."""
        activity = self._draft.unit.rule.activity
        return (
            outside(moment, self._draft.bounds)
            or self._plan.open_days.refusal(activity, moment)
            or self._too_near(moment)
            or self._past_parent(moment)
            or self._past_neighbour(moment)
            or self._left_out(moment)
        )

    def _counts_beside(self, other: Draft) -> bool:
        """Say whether another of the activity stays where it is if this one moves."""
        mine = self._draft
        if other.key == mine.key:
            return False
        if other.unit.rule.activity.id != mine.unit.rule.activity.id:
            return False
        if self._slides and mine.nominal.is_before(other.nominal):
            return other.key in self._facts.settled or other.key in self._facts.fixed
        follows = mine.unit.chained and other.unit.number == mine.unit.number
        return not (follows and mine.key.ordinal < other.key.ordinal)

    def _too_near(self, moment: Moment) -> str | None:
        """Say that the activity has that day already, or is too close to it."""
        unit = self._draft.unit
        gap = unit.rule.activity.min_gap
        is_open = self._plan.open_days.is_business_day
        for other, stands in self.beside:
            if stands.day == moment.day and not unit.several_a_day:
                return f"{self._name(other)} is already on that day"
            earlier, later = sorted((stands, moment), key=lambda one: one.instant)
            if gap is not None and not is_far_enough(earlier, later, gap, is_open):
                return f"closer than {gap} to {self._name(other)}"
        return None

    def _past_parent(self, moment: Moment) -> str | None:
        """Keep it on its side of what its rule counts from, as placing does."""
        parent, draft = self._parent, self._draft
        stands = None if parent is None else stands_for(parent, draft.unit.rule)
        if parent is None or stands is None:
            return None
        if draft.nominal.is_before(stands) == moment.is_before(stands):
            return None
        return f"it would pass {self._name(parent)}, which it counts from"

    def _past_neighbour(self, moment: Moment) -> str | None:
        """Keep the order of the rule's own occurrences."""
        mine = self._draft
        for other, stands in self.beside:
            if other.unit.rule != mine.unit.rule:
                continue
            if stands.is_before(self._placed) != stands.is_before(moment):
                return f"it would pass {self._name(other)}"
        return None

    def _left_out(self, moment: Moment) -> str | None:
        """Say that nothing takes place then, so that it would vanish.

        What is added in a pause takes place all the same.
        """
        facts, activity = self._facts, self._draft.unit.rule.activity
        pause = facts.dropped(activity.kind, moment)
        if pause is not None and not self._draft.key.rule.startswith(ADDED):
            return f"the plan {Still(pause.first, pause.last)}"
        return facts.over(activity, moment)

    def _name(self, draft: Draft) -> str:
        return self._names.of(draft.key).running
