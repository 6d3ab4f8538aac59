"""A person's calendar as the tests write it, and what was read of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from careplan.calendar.busy import read_busy
from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Diagnostic

FIRST, LAST = date(2025, 3, 2), date(2036, 3, 2)
ZONE = "Europe/London"


def calendar(*parts: str) -> str:
    """Write a calendar of these components."""
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""))


def event(*lines: str, uid: str = "1") -> str:
    """Write an appointment."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def read(text: str | bytes) -> tuple[BusyTimes, tuple[Diagnostic, ...]]:
    """Read a calendar for a plan that begins in 2026."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_busy(data, name="busy.ics", zone=ZONE, first=FIRST, last=LAST)


def spans(text: str | bytes) -> list[tuple[datetime, datetime]]:
    """Give the spans of a calendar about which there is nothing to say."""
    busy, complaints = read(text)
    assert complaints == ()
    return list(zip(busy.starts, busy.ends, strict=True))


def said(text: str | bytes) -> list[str]:
    """Give what is wrong with a calendar: `line code: message; what would be right`."""
    return [_written(one) for one in read(text)[1]]


def utc(*parts: int) -> datetime:
    """Give an instant."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc] # year, month …


def _written(one: Diagnostic) -> str:
    assert one.primary is not None
    place = one.primary.place
    assert place.file == "busy.ics"
    assert place.position is not None
    assert place.position[1] == 1
    return f"{place.position[0]} {one.code}: {one.message}; {'; '.join(one.help)}"
