"""Facts: what has settled and what was found out, at one point of the ledger.

What has settled never moves again, whatever is decided later: it was done or missed,
or it lay in the past when the plan was changed.  How entries become facts is for
`replay` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from careplan.model.amount import Amount
from careplan.model.kind import Kind
from careplan.model.ledger import Pause, Rest
from careplan.model.moment import Moment, at_instant
from careplan.model.program import Activity, Program
from careplan.model.schedule import Key, Step
from careplan.model.value import dataclass
from careplan.model.wording import spell_day
from careplan.schedule.lasting import ends_of
from careplan.schedule.progress import Draft
from careplan.schedule.runs import Run

# A rule in one cycle of its phase, and the run that belongs to.
SeriesOfRun = tuple[str | None, str, int, int]


class Finding(NamedTuple):
    """A result of an activity and when it was recorded; None is from the beginning."""

    result: str
    at: datetime | None = None

    def leaves(self, moment: Moment) -> bool:
        """Say whether a moment was past when this was recorded, and so stays."""
        return self.at is not None and is_past(moment, self.at)


def is_past(moment: Moment, at: datetime) -> bool:
    """Say whether a moment lies before an instant; a whole day until it is over."""
    if moment.is_timed:
        return moment.instant < at
    return moment.day < at_instant(at, moment.zone).day


def is_begun(moment: Moment, at: datetime) -> bool:
    """Say whether a moment has come by an instant, or its day where it has no time."""
    if moment.is_timed:
        return moment.instant <= at
    return moment.day <= at_instant(at, moment.zone).day


class Fixed(NamedTuple):
    """An occurrence somebody moved or confirmed: where it is, and as it was planned.

    What `keeps_apart` is an obstacle to the others; an exception to a rule is none.
    What `is_kept` is as it was before the plan was amended, whatever its rule says now.
    """

    draft: Draft
    moment: Moment
    steps: tuple[Step, ...]
    keeps_apart: bool = True
    is_kept: bool = False

    def stands_alone(self) -> Draft:
        """Give it as it is where nothing in the plan gives it any more."""
        draft = self.draft
        return draft._replace(
            placed=self.moment,
            ends=ends_of(draft.unit.rule.activity, self.moment),
            trace=(*draft.trace, *self.steps),
            is_exception=not self.keeps_apart,
        )


class LeftOut(NamedTuple):
    """What an entry leaves out, as it was planned; the number of the entry, and why.

    By way of exception the gap that is left may be too long.
    """

    draft: Draft
    entry: int
    reason: str | None
    is_exception: bool


# An amendment in no run: nothing has its time before it.
BEFORE_ALL = 0


class Continued(NamedTuple):
    """How a series goes on by another version of the program.

    The slots up to the one numbered `after` are over.  Those that follow count on from
    what there was, `by` so many more, or fewer if that is negative; `kept` is what
    there was beyond `after`.
    """

    after: int
    by: int
    kept: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """Another version of the program, and the first day and instant it speaks of.

    It was put in the place of the former one during `run`.
    """

    program: Program
    at: datetime
    effective: date
    run: int
    continued: Mapping[SeriesOfRun, Continued] = field(default_factory=dict)

    def precedes(self, moment: Moment) -> bool:
        """Say whether a moment lies before all that the new version speaks of."""
        return moment.day < self.effective or is_past(moment, self.at)


# The programs that entries put in the place of the former one, by entry number.  One
# that nobody could read any more is missing: then the entry had been undone.
Amendments = Mapping[int, Program]
NO_AMENDMENTS: Amendments = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known when a plan is dated.

    `findings` are the latest results by activity, `results` those of single
    occurrences.  What is `fixed` has its date, what is `omitted` none, whatever the
    program says; both still share the fate of their gates and parents.  What was
    `slid` carries the rest of its series along, from that moment on; in `pauses` the
    plan stands still.  `lengths` are those of phases that were extended; after the day
    `ended` there is nothing but medicines, and after those at which activities were
    `stopped` nothing of them.  `run` is the one at hand, if the program was begun anew,
    `amended` the version the plan goes on by.  `all_branches` dates every branch of
    every decision side by side, so that each occurrence there could ever be gets its
    name.
    """

    settled: Mapping[Key, Draft] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    results: Mapping[Key, str] = field(default_factory=dict)
    fixed: Mapping[Key, Fixed] = field(default_factory=dict)
    omitted: Mapping[Key, LeftOut] = field(default_factory=dict)
    slid: Mapping[Key, Moment] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    lengths: Mapping[str, Amount] = field(default_factory=dict)
    ended: date | None = None
    stopped: Mapping[str, date] = field(default_factory=dict)
    run: Run | None = None
    amended: Amended | None = None
    all_branches: bool = False

    def is_exception(self, key: Key, stands: Moment) -> bool:
        """Say whether something stands where an exception to a rule put it.

        That it happens there, or that its day goes by, is as planned: nothing moves.
        """
        fixed = self.fixed.get(key)
        return fixed is not None and not fixed.keeps_apart and fixed.moment == stands

    def over(self, activity: Activity, moment: Moment) -> str | None:
        """Say what is over by then, the plan or this of it, and since when; or None.

        A medicine ends only by an entry of its own.
        """
        stopped = self.stopped.get(activity.id)
        if stopped is not None and moment.day > stopped:
            return f"{activity.id} ends with {spell_day(stopped)}"
        ended = None if activity.kind is Kind.MEDICATION else self.ended
        if ended is None or moment.day <= ended:
            return None
        return f"the plan ends with {spell_day(ended)}"

    def dropped(self, kind: Kind, moment: Moment) -> Pause | None:
        """Give the pause in which something is left out, if it is."""
        for pause in self.pauses:
            if pause.rest is not Rest.DROP or kind is Kind.MEDICATION:
                continue
            holds = pause.habits or kind is not Kind.HABIT
            if holds and pause.first <= moment.day <= pause.last:
                return pause
        return None
