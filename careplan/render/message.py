"""The message to whoever has a calendar: what is another now, and what to do with it.

It is made to be pasted, so it is short, in whole sentences, and says nothing that a
neighbour at the screen could learn from.  Only what is still to come is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from careplan.issue.tombstone import ENDED, MEDICINE_ENDED
from careplan.model.change import Change, Revision
from careplan.model.enrolment import Stream
from careplan.model.kind import TRAITS, Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.program import PATIENT
from careplan.model.register import Issue
from careplan.model.stream import Entry, Standing
from careplan.model.value import dataclass
from careplan.model.wording import WEEKDAYS
from careplan.render.importing import importing

# More than this nobody reads in a message; the calendar has them all.
MOST_SAID = 8
_REMINDER = ">reminder/"
_SERIES = (Kind.HABIT, Kind.MEDICATION)
_MONTHS = (
    "January February March April May June July August September October November"
    " December".split()
)
_ORDER = (
    Change.MOVED,
    Change.REMOVED,
    Change.NEW,
    Change.RESTORED,
    Change.CONFIRMED,
    Change.PROVISIONAL,
    Change.REISSUED,
    Change.CHANGED,
)

_MOVES = (Change.MOVED, Change.REISSUED)
_BECAME = {
    Change.REMOVED: "is cancelled",
    Change.NEW: "is new",
    Change.RESTORED: "is to be after all",
    Change.CONFIRMED: "is confirmed",
    Change.PROVISIONAL: "is yet to be confirmed",
    Change.REISSUED: "is in the calendar once more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A change that is still to come, and the entry it is about."""

    revision: Revision
    entry: Entry


def message(
    issue: Issue, titles: dict[str, str], *, stream: Stream, zone: str, now: datetime
) -> str:
    """Write the message about an issue; empty if it has nothing new to tell.

    `titles` are neutral, by key; `zone` is where the patient reads a clock.
    """
    told = tuple(_still_to_come(issue, now))
    if not told:
        return ""
    if issue.memory.number == 1:
        return _paragraphs((_ready(issue, stream),), " ".join(importing(stream).first))
    said = [_said(one, titles, stream, zone, now) for one in _each(told)]
    rest = len(said) - MOST_SAID
    if rest > 0:
        said = [*said[:MOST_SAID], f"And {rest:,} more: the calendar has all of them."]
    said += dict.fromkeys(_of_reminders(told, stream))
    newest = f"Issue {issue.memory.number} of the calendar replaces those before it."
    return _paragraphs(said, f"{newest} {importing(stream).later}")


def _still_to_come(issue: Issue, now: datetime) -> Iterator[_Told]:
    # A new identity and the old one's tombstone have one name; the living one counts.
    ordered = sorted(
        (each.entry for each in issue.issued),
        key=lambda entry: entry.standing is not Standing.CANCELLED,
    )
    entries = {entry.name or entry.key: entry for entry in ordered}
    for one in issue.revisions:
        entry = entries[one.name]
        moments = (entry.ends, one.before, one.after)
        is_ahead = any(each is not None and _is_ahead(each, now) for each in moments)
        # A series may have begun long ago and end only now.
        if is_ahead or entry.kind in _SERIES:
            yield _Told(revision=one, entry=entry)


def _is_ahead(moment: Moment, now: datetime) -> bool:
    if moment.is_timed:
        return moment.instant >= now
    return moment.day >= at_instant(now, moment.zone).day


def _ready(issue: Issue, stream: Stream) -> str:
    count = sum(_is_told_alone(each.entry) for each in issue.issued)
    what = "1 date" if count == 1 else f"{count:,} dates"
    whose = "Your" if stream.role == PATIENT else "The"
    return f"{whose} calendar is ready, with {what} and all reminders."


def _each(told: tuple[_Told, ...]) -> list[_Told]:
    """List what is told one by one: by what became of it, then in order of time."""
    alone = [one for one in told if _is_told_alone(one.entry)]
    return sorted(alone, key=lambda one: _ORDER.index(one.revision.change))


def _is_told_alone(entry: Entry) -> bool:
    return entry.kind not in _SERIES and _REMINDER not in entry.key


def _said(
    one: _Told, titles: dict[str, str], stream: Stream, zone: str, now: datetime
) -> str:
    """Say one change in one sentence."""

    def spelled(moment: Moment | None) -> str:
        if moment is None:
            return "another day"
        there = moment.in_zone(zone) if stream.role == PATIENT else moment
        return _spelled(there, now)

    revision = one.revision
    before, after = spelled(revision.before), spelled(revision.after)
    change, what = revision.change, _what(one.entry, titles, stream)
    if change in _MOVES and before != after:
        return f"{what} on {before} is now {after}."
    when = before if change is Change.REMOVED else after
    return f"{what} on {when} {_BECAME.get(change, 'has new details')}."


def _what(entry: Entry, titles: dict[str, str], stream: Stream) -> str:
    """Name an entry within a sentence; a title of the author's stays as it is."""
    usual = TRAITS[entry.kind].neutral
    title = titles.get(entry.key, usual)
    whose = "Your" if stream.role == PATIENT else "The"
    return f"{whose} {usual.lower() if title == usual else title}"


def _of_reminders(told: tuple[_Told, ...], stream: Stream) -> Iterator[str]:
    """Say once that reminders changed; of a medicine's never that it was cancelled."""
    rest = [one for one in told if not _is_told_alone(one.entry)]
    ended = [one for one in rest if one.revision.change is Change.REMOVED]
    if len(ended) < len(rest):
        yield "Reminders have changed."
    for one in ended:
        is_medicine = one.entry.kind is Kind.MEDICATION and stream.role == PATIENT
        if is_medicine:
            yield f"{MEDICINE_ENDED}.".replace("This", "A", 1)
        elif one.entry.kind in _SERIES:
            yield f"{ENDED}.".replace("This", "A", 1)


def _spelled(moment: Moment, now: datetime) -> str:
    day = moment.day
    text = f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    if day.year != now.year:
        text = f"{text} {day.year}"
    return text if moment.clock is None else f"{text}, {moment.clock:%H:%M}"


def _paragraphs(said: list[str] | tuple[str, ...], advice: str) -> str:
    return "\n".join((*said, "", advice)) + "\n"
