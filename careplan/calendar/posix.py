"""A zone's rule for the years to come, as tzdata writes it (RFC 8536 §3.3).

`CET-1CEST,M3.5.0,M10.5.0/3`: two offsets and when the clock changes between them.
This only reads the text; what a calendar can say of it is `timezone`'s business.
"""

from __future__ import annotations

import re
from datetime import timedelta

from careplan.model.value import dataclass

_NAME = r"(?P<{0}>[A-Za-z]{{3,}}|<[A-Za-z0-9+-]{{3,}}>)"
_CLOCK = r"[+-]?\d{1,3}(?::\d\d){0,2}"
_RULE = r"M\d{1,2}\.\d\.\d|J?\d{1,3}"
_FOOTER = re.compile(
    _NAME.format("standard")
    + f"(?P<offset>{_CLOCK})"
    + f"(?:{_NAME.format('daylight')}(?P<daylight_offset>{_CLOCK})?"
    + f",(?P<start>{_RULE})(?:/(?P<start_at>{_CLOCK}))?"
    + f",(?P<end>{_RULE})(?:/(?P<end_at>{_CLOCK}))?)?"
)
_TWO_O_CLOCK = "2"


class UnreadableRuleError(ValueError):
    """A text that is no POSIX TZ rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NthWeekday:
    """`Mm.w.d`: in a month the first to fourth, or with 5 the last, such weekday.

    `weekday` is numbered as POSIX does: Sunday is 0.
    """

    month: int
    nth: int
    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfYear:
    """`Jn` (1 to 365, 29 February never counted) or `n` (0 to 365, it is)."""

    day: int
    counts_leap_day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The clock goes to `offset` on a day, at a time on the wall before the change.

    `at` may be negative or beyond a day: -1 h is 23:00 the evening before.
    """

    name: str
    offset: timedelta
    day: NthWeekday | DayOfYear
    at: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PosixRule:
    """Standard time, and, if the clock changes, the shift to daylight and back."""

    name: str
    offset: timedelta
    shifts: tuple[Shift, Shift] | None


def read(footer: str) -> PosixRule:
    """Read a POSIX TZ rule.  Raises UnreadableRuleError."""
    found = _FOOTER.fullmatch(footer)
    if found is None:
        raise UnreadableRuleError(footer)
    name = found["standard"].strip("<>")
    offset = -_clock(found["offset"])
    if found["daylight"] is None:
        return PosixRule(name=name, offset=offset, shifts=None)
    ahead = offset + timedelta(hours=1)
    if found["daylight_offset"] is not None:
        ahead = -_clock(found["daylight_offset"])
    to_daylight = Shift(
        name=found["daylight"].strip("<>"),
        offset=ahead,
        day=_day(found["start"]),
        at=_clock(found["start_at"] or _TWO_O_CLOCK),
    )
    back = Shift(
        name=name,
        offset=offset,
        day=_day(found["end"]),
        at=_clock(found["end_at"] or _TWO_O_CLOCK),
    )
    return PosixRule(name=name, offset=offset, shifts=(to_daylight, back))


def _day(text: str) -> NthWeekday | DayOfYear:
    if text.startswith("M"):
        month, nth, weekday = map(int, text[1:].split("."))
        return NthWeekday(month=month, nth=nth, weekday=weekday)
    return DayOfYear(
        day=int(text.removeprefix("J")), counts_leap_day=not text.startswith("J")
    )


def _clock(text: str) -> timedelta:
    hours, minutes, seconds = (*text.lstrip("+-").split(":"), "0", "0")[:3]
    size = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -size if text.startswith("-") else size
