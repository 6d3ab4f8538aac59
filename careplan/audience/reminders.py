"""Reminders: alarms of an entry where they can be, entries of their own where not.

An alarm rings before the start, from a minute to 28 days, at most five to an entry;
all else the calendar programs drop, invert or mangle.  What
cannot be an alarm becomes a short entry, so that no reminder is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from careplan.audience import text
from careplan.audience.wording import Voice, addressed, busy_word
from careplan.model.amount import Amount, Duration, Period
from careplan.model.enrolment import Privacy, Reminding
from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.program import Reminder
from careplan.model.stream import Alarm, Entry
from careplan.schedule.arithmetic import displaced

MOST_ALARMS = 5
LONGEST_LEAD = 28 * 24 * 60
NEUTRAL = "Reminder"
LENGTH = timedelta(minutes=5)
# An untimed day has no hour to count from; midnight would wake people.
_MORNING = time(9)
_MINUTES_A_DAY = 24 * 60
_FRIDAY = 4


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
    for reminder, when in _distinct(reminders, entry.start, over):
        alarm = _alarm(entry, reminder, to)
        if alarm is not None and len(alarms) < MOST_ALARMS:
            alarms.append(alarm)
            if to.stream.reminders is not Reminding.BOTH:
                continue
        events.append(_event(entry, reminder, when, to))
    return replace(entry, alarms=tuple(alarms)), *events


def _distinct(
    reminders: tuple[Reminder, ...], start: Moment, over: Moment
) -> Iterator[tuple[Reminder, Moment]]:
    """Leave out a reminder at the moment of an earlier one: "24 h" after "1 day"."""
    seen: set[datetime] = set()
    for reminder in reminders:
        when = _when(reminder, start, over)
        if when.instant not in seen:
            seen.add(when.instant)
            yield reminder, when


def _alarm(entry: Entry, reminder: Reminder, to: Voice) -> Alarm | None:
    if reminder.after or to.stream.reminders is Reminding.EVENTS:
        return None
    lead = _lead(entry.start, reminder.lead)
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


def _event(entry: Entry, reminder: Reminder, start: Moment, to: Voice) -> Entry:
    words = _words(entry, reminder, to)
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
        alarms=_own_alarm(words, reminder, to),
    )


def _words(entry: Entry, reminder: Reminder, to: Voice) -> str:
    match to.stream.privacy:
        case Privacy.BUSY:
            return busy_word(Kind.REMINDER)
        case Privacy.DISCREET:
            return NEUTRAL
        case Privacy.FULL:
            return reminder.text or f"{NEUTRAL}: {_without_alias(entry.title, to)}"


def _rest(words: str, to: Voice) -> str | None:
    """Say in the description what is too long for a title."""
    is_cut = len(addressed(words, to)) == text.TITLE_LIMIT
    return text.paragraphs(words) if is_cut else None


def _own_alarm(words: str, reminder: Reminder, to: Voice) -> tuple[Alarm, ...]:
    """Let a reminder ring that has no alarm on its parent.

    One minute is the least lead every calendar keeps.
    """
    if to.stream.reminders is Reminding.EVENTS:
        return ()
    if to.stream.reminders is Reminding.BOTH and not reminder.after:
        return ()
    spoken = words if to.is_full else NEUTRAL
    return (Alarm(id="start", lead=Duration(minutes=1), text=text.line(spoken)),)


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
