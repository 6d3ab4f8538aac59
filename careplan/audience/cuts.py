"""Cuts: the titles that a stream says the beginning of only.

Calendars take 255 characters.  What the program writes may be shorter and the title
longer: it has a label behind it, and before it what is not confirmed and, for staff,
the person's alias.  Told once for each title, at the place where it can be shortened.
"""

from __future__ import annotations

from careplan.audience import text, wording
from careplan.audience.entries import is_seen
from careplan.language.checks.lengths import CODE
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.model.enrolment import Enrolment, Privacy, Stream
from careplan.model.program import Program
from careplan.model.schedule import Occurrence, Schedule, State


def cut_titles(
    schedule: Schedule, *, program: Program, enrolment: Enrolment, stream: Stream
) -> tuple[Diagnostic, ...]:
    """Warn of each title that is cut in a stream; of several alike of the first."""
    if stream.privacy is Privacy.BUSY:
        return ()
    to = wording.voice(program, enrolment, stream)
    worded: set[tuple[str, str, str | None, State]] = set()
    found: dict[Place, Diagnostic] = {}
    for occurrence in schedule.occurrences:
        activity = occurrence.activity
        words = activity.title, activity.neutral, occurrence.label, occurrence.state
        if words in worded or not is_seen(occurrence, stream.role):
            continue
        worded.add(words)
        size = len(wording.whole_title(occurrence, to))
        if size > text.TITLE_LIMIT:
            place = _place(occurrence, program, stream)
            found.setdefault(place, _diagnostic(occurrence, size, place, to))
    return tuple(found.values())


def _place(occurrence: Occurrence, program: Program, stream: Stream) -> Place:
    """Find where the title is written: in the rule if that says another one."""
    key = "title" if stream.privacy is Privacy.FULL else "neutral"
    activity = occurrence.activity
    homes = (one for one in program.activities if one.id == activity.id)
    home = next(homes, activity)
    is_own = getattr(home, key) != getattr(activity, key)
    table = occurrence.rule.place if is_own else home.place
    return Place(file=table.file, path=(*table.path, key))


def _diagnostic(
    occurrence: Occurrence, size: int, place: Place, to: wording.Voice
) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        severity=Severity.WARNING,
        message=f"the title of `{occurrence.name}` is cut in the calendar of the"
        f" {to.stream.role}: it has {size} characters, and calendars take"
        f" {text.TITLE_LIMIT}",
        primary=Label(place=place, note="its end is cut off"),
        notes=tuple(_added(occurrence, to)),
        help=("make it shorter, so that nothing of it is lost",),
    )


def _added(occurrence: Occurrence, to: wording.Voice) -> list[str]:
    """Say what a title is made longer by."""
    added = []
    if to.alias is not None:
        added.append("the alias stands before it")
    if occurrence.state is State.PROVISIONAL:
        added.append(f"`{wording.PROVISIONAL_PREFIX.strip()}` stands before it")
    if to.is_full and occurrence.label:
        added.append("its label stands behind it")
    return added
