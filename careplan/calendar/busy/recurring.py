"""Repetitions (RFC 5545 §3.3.10), expanded within a window, every step counted.

python-dateutil expands the rules of programs, which are checked before.  A stranger's
rule it would follow to the year 9999 for a day that never comes, with no way to stop it
in between; so here periods are counted off and the days in each are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import product
from math import prod

from careplan.calendar.busy.components import Line
from careplan.calendar.busy.trouble import Effort, LineError
from careplan.calendar.busy.values import When, read_when
from careplan.language.byparts import DAYS_A_WEEK, ByParts, parts_of
from careplan.language.findings import UnreadableError
from careplan.language.recurrences import recurrence

MONTHS_A_YEAR = 12
MOST_A_DAY = 24
# Every day of the year, by its number, fits in.
_LONGEST_RULE = 2_000
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")

# The first day of a period, and the days in it worth asking about.
Period = tuple[date, Iterator[date]]


def until_of(line: Line) -> When | None:
    """Read until when a rule runs, or None if it does not say.  Raises LineError."""
    until = parts_of(line.value()).get("UNTIL")
    return None if until is None else read_when(until, None, line.number)


def rule_of(line: Line) -> dict[str, str]:
    """Read a rule but for its UNTIL.  Raises LineError."""
    parts = parts_of(line.value().rstrip(";"))
    parts.pop("UNTIL", None)
    a_day = prod(parts.get(name, "").count(",") + 1 for name in _CLOCK)
    if parts.get("FREQ") in _WITHIN_A_DAY or a_day > MOST_A_DAY:
        raise LineError(
            line.number,
            f"this repeats within a day, or more than {MOST_A_DAY} times a day",
            "write such times as appointments of their own, or leave them out",
        )
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        if len(text) <= _LONGEST_RULE:
            return parts_of(recurrence(text))
    except UnreadableError:
        pass
    raise LineError(
        line.number,
        "this repetition cannot be followed",
        "write the repetition otherwise, or its dates one by one",
    )


def recurring(
    rule: dict[str, str],
    start: datetime,
    *,
    since: datetime,
    before: datetime,
    effort: Effort,
) -> Iterator[datetime]:
    """Give the wall times after `start`, from `since` up to `before`.

    The start itself is the first whether the rule matches it or not, and COUNT counts
    it (RFC 5545 §3.8.5.3).  Only what is counted has to be followed from there.
    """
    days = ByParts(rule, start.date())
    clocks = _clocks(rule, start)
    left = int(rule["COUNT"]) - 1 if "COUNT" in rule else None
    begins = start if left is not None else max(start, since)
    for first, candidates in _periods(days, rule, start.date(), begins.date()):
        # Also a period without any such day is looked at, and a place in it is sought.
        effort.step(1 + len(days.positions))
        if first > before.date() or left == 0:
            return
        for wall in _in_period(days, candidates, clocks, effort):
            if wall <= start:
                continue
            if wall >= before or left == 0:
                return
            if left is not None:
                left -= 1
            if wall >= since:
                yield wall


def _in_period(
    days: ByParts, candidates: Iterator[date], clocks: tuple[time, ...], effort: Effort
) -> list[datetime]:
    found: list[datetime] = []
    for day in candidates:
        effort.step()
        if day in days:
            found += (datetime.combine(day, clock) for clock in clocks)
    if not days.positions:
        return found
    size = len(found)
    chosen = (place - 1 if place > 0 else size + place for place in days.positions)
    return [found[n] for n in sorted(set(chosen)) if 0 <= n < size]


def _clocks(rule: dict[str, str], start: datetime) -> tuple[time, ...]:
    usual = (start.hour, start.minute, start.second)
    hours, minutes, seconds = (
        sorted({int(number) for number in rule[name].split(",")})
        if name in rule
        else [number]
        for name, number in zip(_CLOCK, usual, strict=True)
    )
    return tuple(time(*one) for one in product(hours, minutes, seconds))


def _periods(
    days: ByParts, rule: dict[str, str], start: date, begins: date
) -> Iterator[Period]:
    interval = int(rule.get("INTERVAL", "1"))
    match days.frequency:
        case "YEARLY":
            return _years(days, start, begins, interval)
        case "MONTHLY":
            return _months(days, start, begins, interval)
        case "WEEKLY":
            monday = start.toordinal() - (start.weekday() - days.week_starts) % 7
            return _stretches(monday, begins, interval * DAYS_A_WEEK, DAYS_A_WEEK)
        case _:
            return _stretches(start.toordinal(), begins, interval, 1)


def _years(days: ByParts, start: date, begins: date, interval: int) -> Iterator[Period]:
    year = _on_grid(start.year, begins.year, interval)
    while True:
        months = range(1, MONTHS_A_YEAR + 1)
        yield (
            date(year, 1, 1),
            (date(year, m, day) for m in months for day in days.in_month(year, m)),
        )
        year += interval


def _months(
    days: ByParts, start: date, begins: date, interval: int
) -> Iterator[Period]:
    number = _on_grid(_month_number(start), _month_number(begins), interval)
    while True:
        year, month = number // MONTHS_A_YEAR, number % MONTHS_A_YEAR + 1
        yield (
            date(year, month, 1),
            (date(year, month, day) for day in days.in_month(year, month)),
        )
        number += interval


def _stretches(first: int, begins: date, step: int, size: int) -> Iterator[Period]:
    """Count off stretches of so many days, known by their ordinals."""
    number = _on_grid(first, begins.toordinal(), step)
    while True:
        # The first week of the year 1 began in the year before, which is none.
        ordinals = range(max(number, 1), number + size)
        yield date.fromordinal(ordinals.start), map(date.fromordinal, ordinals)
        number += step


def _on_grid(first: int, wanted: int, step: int) -> int:
    """Give the last number of the grid that is not beyond the wanted one."""
    return first + (wanted - first) // step * step


def _month_number(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month - 1
