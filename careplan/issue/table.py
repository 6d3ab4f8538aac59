"""A table of the register being read: every key is asked for once, by its sort.

It knows nothing of registers; it only says in plain words what it did not find.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import cast
from uuid import UUID

from careplan.model.moment import Moment
from careplan.model.zone import is_zone

# RFC 5545 §3.3.8 ends whole numbers at 2,147,483,647; nobody comes near in honesty.
_MOST = 1_000_000_000
# Wider than what a plan may say, by more than the longest plan.
_FIRST_YEAR, _LAST_YEAR = 1800, 2400


class DamagedRegisterError(ValueError):
    """The register cannot be trusted; `reason` says why, in plain words."""

    def __init__(self, reason: str) -> None:
        """Keep the reason: a clause without a subject's file name or a full stop."""
        super().__init__(reason)
        self.reason = reason


class Table:
    """A table and what it is called in a sentence."""

    def __init__(self, values: dict[str, object], what: str) -> None:
        """Begin reading; the values are never changed."""
        self._values = values
        self._unread = dict.fromkeys(values)
        self._what = what

    def named(self, what: str) -> Table:
        """Go on reading under a better name."""
        self._what = what
        return self

    def damaged(self, reason: str) -> DamagedRegisterError:
        """Make the error for something wrong in this table."""
        return DamagedRegisterError(f"in {self._what}, {reason}")

    def has(self, key: str) -> bool:
        """Say whether the key is there."""
        return key in self._values

    def text(self, key: str) -> str:
        """Read a text."""
        value = self._take(key)
        if not isinstance(value, str):
            raise self.damaged(f"`{key}` is not a text")
        return value

    def number(self, key: str, *, least: int) -> int:
        """Read a whole number that is not below the least."""
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self.damaged(f"`{key}` is not a whole number from {least} on")
        if value > _MOST:
            raise self.damaged(f"`{key}` is larger than anything careplan counts")
        return value

    def truth(self, key: str) -> bool:
        """Read true or false."""
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.damaged(f"`{key}` is neither true nor false")
        return value

    def uuid(self, key: str) -> str:
        """Read the text of a UUID."""
        value = self.text(key)
        try:
            UUID(value)
        except ValueError:
            raise self.damaged(f"`{key}` is not a UUID") from None
        return value

    def zone(self, key: str) -> str:
        """Read the name of a time zone."""
        value = self.text(key)
        if not is_zone(value):
            raise self.damaged(f"`{key}` is not a time zone careplan knows")
        return value

    def instant(self, key: str) -> datetime:
        """Read a date-time with an offset, as UTC."""
        value = self._take(key)
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise self.damaged(f"`{key}` is not a date-time with an offset")
        self._in_reach(key, value)
        return value.astimezone(UTC)

    def moment(self, key: str, zone: str) -> Moment:
        """Read a whole day, or a wall time in the zone with its offset."""
        value = self._values.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            self._take(key)
            self._in_reach(key, value)
            return Moment(day=value, zone=zone)
        self.instant(key)
        return _on_the_wall(cast("datetime", value), zone)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Read an array of tables."""
        values = self._take(key)
        if not isinstance(values, list):
            raise self.damaged(f"`{key}` is not a list of tables")
        return tuple(
            self._part(key, number, value) for number, value in enumerate(values, 1)
        )

    def finish(self) -> None:
        """Refuse what nobody asked for: a later careplan or a hand wrote it."""
        for key in self._unread:
            raise self.damaged(f"`{key}` is nothing that careplan writes")

    def _in_reach(self, key: str, day: date) -> None:
        """Refuse years in which nobody has a plan, and whose days cannot be moved."""
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise self.damaged(f"`{key}` is in the year {day.year}")

    def _take(self, key: str) -> object:
        if key not in self._values:
            raise self.damaged(f"`{key}` is missing")
        self._unread.pop(key, None)
        return self._values[key]

    def _part(self, key: str, number: int, value: object) -> Table:
        if not isinstance(value, dict):
            raise self.damaged(f"number {number} of `{key}` is not a table")
        inside = f"number {number} of `{key}`"
        if self._what != "the register":
            inside = f"{inside} of {self._what}"
        return Table(value, inside)


def _on_the_wall(value: datetime, zone: str) -> Moment:
    """Keep the wall time that was handed out; the offset says which of two it is.

    An offset the zone no longer has, after a change of law, does not matter: people
    were told the wall time.
    """
    wall = value.replace(tzinfo=None)
    first, second = (
        Moment(day=wall.date(), clock=wall.time().replace(fold=fold), zone=zone)
        for fold in (0, 1)
    )
    return second if second.instant == value != first.instant else first
