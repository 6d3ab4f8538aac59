"""A schedule as somebody looks at it: in one zone, and with the titles of one role.

All renderings for people and machines take a view, so that they agree about what is
in it, what it is called and when it is.  Nothing is dated or decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from careplan.model.moment import Moment
from careplan.model.program import Program
from careplan.model.schedule import (
    Bounds,
    Lost,
    Occurrence,
    Schedule,
    State,
    Step,
    StepKind,
    Stretch,
)
from careplan.model.value import dataclass
from careplan.render.columns import WIDTH

_CAUSES = (
    StepKind.TARGET,
    StepKind.CLOSED,
    StepKind.SLID,
    StepKind.MOVED,
    StepKind.PINNED,
)
_REFUSED = (StepKind.CLOSED, StepKind.GAP)

MOVED = "*"
MARKS: dict[State, str] = {
    State.PROVISIONAL: "?",
    State.DONE: "=",
    State.MISSED: "!",
    State.CANCELLED: "x",
}
LEGEND = {
    MOVED: "moved from its nominal date",
    "?": "to be confirmed",
    "=": "done",
    "!": "missed",
    "x": "cancelled",
}

Part = tuple[str | None, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is looked at.

    `titles` are those of a role's stream by key text, and leave out what the role
    does not see; None means everything, in the program's own words.  `calendar` is the
    neutral name of a stream that is not full: such a view says titles and times, and
    no word of the program, whose ids, phases and notices tell what it is for.  A bare
    view is a program's, of nobody's plan.  `columns` is how wide the page is.
    """

    program: Program
    schedule: Schedule
    start: date | datetime
    timezone: str
    role: str | None = None
    titles: Mapping[str, str] | None = None
    calendar: str | None = None
    is_bare: bool = False
    columns: int = WIDTH

    @property
    def is_discreet(self) -> bool:
        """Say whether the program's own words are held back."""
        return self.calendar is not None

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """List what is seen, by placed moment."""
        everything = self.schedule.occurrences
        if self.titles is None:
            return everything
        return tuple(one for one in everything if one.key.text in self.titles)

    @property
    def moved(self) -> tuple[Occurrence, ...]:
        """List what stands at another moment than its rule names."""
        return tuple(one for one in self.occurrences if one.was_moved)

    @property
    def kept(self) -> tuple[Occurrence, ...]:
        """List what stays on a closed day, because it counts in hours or minutes."""
        if self.titles is not None:
            return ()
        return tuple(
            one
            for one in self.occurrences
            if not one.was_moved
            and any(step.kind is StepKind.CLOSED for step in one.trace)
        )

    def title(self, occurrence: Occurrence) -> str:
        """Name an occurrence as this view does."""
        if self.titles is not None:
            return self.titles[occurrence.key.text]
        title = occurrence.activity.title
        return title if occurrence.label is None else f"{title}: {occurrence.label}"

    def name(self, occurrence: Occurrence) -> str:
        """Give the name other commands take; a discreet view has only the title."""
        return self.title(occurrence) if self.is_discreet else occurrence.running

    def local(self, moment: Moment) -> Moment:
        """Read a moment on the clock of this view."""
        return moment.in_zone(self.timezone)

    def bounds(self, occurrence: Occurrence) -> Bounds:
        """Read the window on the clock of this view."""
        earliest, latest = occurrence.bounds.earliest, occurrence.bounds.latest
        return Bounds(
            earliest=None if earliest is None else self.local(earliest),
            latest=None if latest is None else self.local(latest),
        )

    def stretch(self, part: Part) -> Stretch | None:
        """Find the phase, cycle and run as scheduled."""
        for stretch in self.schedule.stretches:
            if (stretch.phase, stretch.cycle, stretch.run) == part:
                return stretch
        return None

    def phase_title(self, part: Part) -> str:
        """Name a phase, with its cycle where it is repeated."""
        phase_id, cycle, run = part
        for phase in self.program.phases:
            if phase.id == phase_id:
                repeated = phase.repeat > 1
                cycled = f", cycle {cycle} of {phase.repeat}" if repeated else ""
                again = f", run {run}" if run > 1 else ""
                return f"{phase.title or phase.id}{cycled}{again}"
        return "Throughout"

    def causes(self, occurrence: Occurrence) -> tuple[str, ...]:
        """List why an occurrence is not where its rule names, in the order found.

        A reason may name an absence or a closed day, which a role's calendar does not
        say; so a role's view does not either.
        """
        if self.titles is not None:
            return ()
        tried = False
        steps: list[Step] = []
        for step in occurrence.trace:
            # Only the first day that is too near is the cause; more may follow it.
            if step.kind in _CAUSES or (step.kind is StepKind.GAP and not tried):
                steps.append(step)
            tried = tried or step.kind in _REFUSED
        return tuple(dict.fromkeys(step.reason for step in steps if step.reason))

    @property
    def lost(self) -> tuple[Lost, ...]:
        """List what gave no occurrence; a role's view does not tell."""
        return self.schedule.lost if self.titles is None else ()

    @property
    def notices(self) -> tuple[str, ...]:
        """List what the schedule has to say of itself, in the program's words."""
        return () if self.is_discreet else self.schedule.notices


def part_of(occurrence: Occurrence) -> Part:
    """Say in which phase, cycle and run an occurrence is."""
    key = occurrence.key
    return key.phase, key.cycle, key.run


def is_period(occurrence: Occurrence) -> bool:
    """Say whether it lasts whole days, more than one."""
    moment = occurrence.moment
    return not moment.is_timed and occurrence.ends.day > moment.day


def mark(occurrence: Occurrence) -> str:
    """Give the marks of what is special about an occurrence: at most two letters."""
    moved = MOVED if occurrence.was_moved else ""
    return moved + MARKS.get(occurrence.state, "")
