"""Reminders: alarms of an entry where they can be, entries of their own where not.

An alarm rings before the start, from a minute to 28 days, at most five to an entry;
all else the calendar programs drop, invert or mangle.  What cannot be an alarm, or
what the person's own program would not keep as one, becomes a short entry, so that no
reminder is ever lost.  The entry says its alarms all the same: which of them a program
is given is no change of what the stream says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from careplan.audience import text
from careplan.audience.quiet import is_held_back, is_quiet, put_off
from careplan.audience.wording import Voice, addressed, busy_word
from careplan.model.amount import Amount, Duration, Period
from careplan.model.enrolment import Privacy, Reminding
from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant, elapsed
from careplan.model.profile import MOST_ALARMS, profile_of
from careplan.model.program import Reminder
from careplan.model.stream import Alarm, Entry
from careplan.model.wording import spell_day
from careplan.schedule.arithmetic import displaced

LONGEST_LEAD = 28 * 24 * 60
NEUTRAL = "Reminder"
LENGTH = timedelta(minutes=5)
# The least lead that every calendar keeps.
_AHEAD = timedelta(minutes=1)
# An untimed day has no hour to count from; midnight would wake people.
_MORNING = time(9)
_MINUTES_A_DAY = 24 * 60
_FRIDAY = 4


class _Ringing(NamedTuple):
    """A reminder and when it rings; one that was put off keeps no lead of its own."""

    reminder: Reminder
    when: Moment
    is_put_off: bool = False


def reminded(
    entry: Entry, reminders: tuple[Reminder, ...], to: Voice, *, over: Moment
) -> tuple[Entry, ...]:
    """Give the entry its alarms, followed by the reminders that are entries.

    `over` is when it is really over, from which reminders afterwards count: its start
    if it has no duration, whatever length the calendar needs to show it.

    The author's order is the order of importance: Outlook keeps only the first alarm
    (MS-OXCICAL 2.1.3.1.1.20.62), and only who wrote the program knows whether the
    evening before or the last hour matters more.
    """
    alarms: list[Alarm] = []
    events: list[Entry] = []
    kept = profile_of(to.stream).most_alarms
    for ringing in _distinct(entry, reminders, to, over):
        alarm = _alarm(entry, ringing, to)
        if alarm is not None and len(alarms) < MOST_ALARMS:
            alarms.append(alarm)
            if len(alarms) <= kept and to.stream.reminders is not Reminding.BOTH:
                continue
        events.append(_event(entry, ringing, to))
    return replace(entry, alarms=tuple(alarms)), *events


def _distinct(
    entry: Entry, reminders: tuple[Reminder, ...], to: Voice, over: Moment
) -> Iterator[_Ringing]:
    """Leave out a reminder at the moment of an earlier one: "24 h" after "1 day"."""
    seen: set[datetime] = set()
    for reminder in reminders:
        ringing = _ringing(entry, reminder, to, over)
        if ringing.when.instant not in seen:
            seen.add(ringing.when.instant)
            yield ringing


def _ringing(entry: Entry, reminder: Reminder, to: Voice, over: Moment) -> _Ringing:
    """Say when a reminder rings: as the author has it, or outside of quiet hours."""
    when, quiet = _when(reminder, entry.start, over), to.stream.quiet
    if quiet is None or not is_held_back(entry.kind):
        return _Ringing(reminder, when)
    there = put_off(when, quiet, to.zone, is_after=reminder.after)
    return _Ringing(reminder, there, is_put_off=there != when)


def _alarm(entry: Entry, ringing: _Ringing, to: Voice) -> Alarm | None:
    reminder = ringing.reminder
    if reminder.after or to.stream.reminders is Reminding.EVENTS:
        return None
    lead = _lead(entry.start, reminder.lead)
    if ringing.is_put_off:
        before = elapsed(ringing.when, entry.start)
        lead = Duration(minutes=before // timedelta(minutes=1))
    if lead is None or not 1 <= (_minutes(lead) or 0) <= LONGEST_LEAD:
        return None
    words = reminder.text or entry.title if to.is_full else NEUTRAL
    return Alarm(id=_id(reminder), lead=lead, text=text.line(words))


def _lead(start: Moment, lead: Amount) -> Amount | None:
    """Count back from the start: the whole days before an untimed day from 09:00."""
    if isinstance(lead, Duration):
        return lead
    if start.is_timed:
        return lead if lead.days is not None else None
    days = lead.days
    if days is None:
        return None
    return Duration(minutes=days * _MINUTES_A_DAY - _MORNING.hour * 60)


def _event(entry: Entry, ringing: _Ringing, to: Voice) -> Entry:
    reminder = ringing.reminder
    words = _words(entry, ringing, to)
    alarms = _own_alarm(words, reminder, to)
    start = _clear_of_quiet(entry, ringing.when, to) if alarms else ringing.when
    return Entry(
        key=f"{entry.key}>reminder/{_id(reminder)}",
        name=f"{entry.name} reminder",
        kind=Kind.REMINDER,
        title=addressed(words, to),
        description=_rest(words, to),
        start=start,
        ends=at_instant(start.instant + LENGTH, start.zone),
        blocks_time=False,
        may_be_series=entry.may_be_series,
        alarms=alarms,
    )


def _clear_of_quiet(entry: Entry, when: Moment, to: Voice) -> Moment:
    """Begin a minute later where the entry's own alarm would ring in the quiet."""
    quiet, rings = to.stream.quiet, at_instant(when.instant - _AHEAD, when.zone)
    if quiet is None or not is_held_back(entry.kind):
        return when
    was_quiet = is_quiet(rings, quiet, to.zone) and not is_quiet(when, quiet, to.zone)
    return at_instant(when.instant + _AHEAD, when.zone) if was_quiet else when


def _words(entry: Entry, ringing: _Ringing, to: Voice) -> str:
    reminder = ringing.reminder
    when = "" if reminder.after else _told(entry.start, ringing.when)
    match to.stream.privacy:
        case Privacy.BUSY:
            return busy_word(Kind.REMINDER)
        case Privacy.DISCREET:
            return f"{NEUTRAL}: {when}" if when else NEUTRAL
        case Privacy.FULL:
            what = _without_alias(entry.title, to)
            told = f"{what}, {when}" if when else what
            return reminder.text or f"{NEUTRAL}: {told}"


def _told(start: Moment, when: Moment) -> str:
    """Say at which time of which day it is, as somebody who is reminded would."""
    clock = "" if start.clock is None else f"{start.clock:%H:%M} "
    match (start.day - when.day).days:
        case 0:
            return f"{clock}today"
        case 1:
            return f"{clock}tomorrow"
        case _:
            return f"{clock}on {spell_day(start.day)}"


def _rest(words: str, to: Voice) -> str | None:
    """Say in the description what is too long for a title."""
    is_cut = len(addressed(words, to)) == text.TITLE_LIMIT
    return text.paragraphs(words) if is_cut else None


def _own_alarm(words: str, reminder: Reminder, to: Voice) -> tuple[Alarm, ...]:
    """Let a reminder ring that has no alarm on its parent."""
    if to.stream.reminders is Reminding.EVENTS:
        return ()
    if to.stream.reminders is Reminding.BOTH and not reminder.after:
        return ()
    spoken = words if to.is_full else NEUTRAL
    lead = Duration(minutes=_AHEAD // timedelta(minutes=1))
    return (Alarm(id="start", lead=lead, text=text.line(spoken)),)


def _without_alias(title: str, to: Voice) -> str:
    return title.removeprefix(f"{to.alias}: ") if to.alias else title


def _when(reminder: Reminder, start: Moment, over: Moment) -> Moment:
    """Find the moment of a reminder: before the start, or after it is over."""
    lead = reminder.lead if reminder.after else reminder.lead.times(-1)
    anchor = over if reminder.after else start
    if not anchor.is_timed:
        clock = _MORNING if isinstance(lead, Period) else time()
        anchor = replace(anchor, clock=clock)
    reached = displaced(anchor, (lead,), _is_weekday)
    return at_instant(reached.instant, reached.zone)


def _is_weekday(day: date) -> bool:
    return day.weekday() <= _FRIDAY


def _minutes(amount: Amount) -> int | None:
    if isinstance(amount, Duration):
        return amount.minutes
    return None if amount.days is None else amount.days * _MINUTES_A_DAY


def _id(reminder: Reminder) -> str:
    """Name a reminder by what it says, so that its place in the list may change."""
    side = "after" if reminder.after else "before"
    return f"{side}-{str(reminder.lead).replace(' ', '-')}"
