"""Days and times in plain English, without asking any locale."""

from __future__ import annotations

from datetime import date

from careplan.model.moment import Moment

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
