"""Days and times in plain English, without asking any locale."""

from __future__ import annotations

from datetime import date, datetime

from careplan.model.moment import Moment
from careplan.model.position import Weekday
from careplan.model.program import Times

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


def spell_day(day: date) -> str:
    """Spell a date: `Mon 6 Apr 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def spell_moment(moment: Moment) -> str:
    """Spell a moment: `Mon 6 Apr 2026 10:00`, or the day alone."""
    if moment.clock is None:
        return spell_day(moment.day)
    return f"{spell_day(moment.day)} {moment.clock:%H:%M}"


def spell_skip(skipped: Moment, exists: Moment) -> str:
    """Say what stands for a wall time that the clocks skip."""
    return (
        f"the clocks skip {spell_moment(skipped)}; {spell_moment(exists)} stands for it"
    )


def spell_wall(value: date | datetime) -> str:
    """Spell a date, with its time if it has one."""
    if isinstance(value, datetime):
        return f"{spell_day(value)} {value:%H:%M}"
    return spell_day(value)


def spell_weekdays(days: tuple[Weekday, ...]) -> str:
    """Write weekdays as files have them: `tue, fri`."""
    return ", ".join(day.name.lower() for day in days)


def spell_times(times: Times) -> str:
    """Write times of day: `18:00`, and those of weekdays behind them: `mon 09:00`."""
    parts = [f"{clock:%H:%M}" for clock in times.daily]
    for day, clocks in times.by_weekday:
        parts += [f"{day.name.lower()} {clock:%H:%M}" for clock in clocks]
    return ", ".join(parts)
