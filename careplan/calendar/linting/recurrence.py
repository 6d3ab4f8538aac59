"""Rules about what repeats: how often, until when, on which days (RFC 5545 §3.8.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice

from careplan.calendar.busy.components import Line as BusyLine
from careplan.calendar.busy.recurring import recurring, rule_of
from careplan.calendar.busy.trouble import CalendarError, TooFullError
from careplan.calendar.busy.values import When
from careplan.calendar.linting.components import Component
from careplan.calendar.linting.lines import Line
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.times import known_zone, on_wall
from careplan.calendar.linting.values import is_utc, read, when
from careplan.calendar.linting.vocabulary import EVENT
from careplan.language.byparts import ByParts, parts_of
from careplan.language.findings import UnreadableError
from careplan.language.recurrences import MOST_COUNT, MOST_INTERVAL, recurrence
from careplan.model.moment import is_repeated, is_skipped

# Proton takes no more.
MOST_TIMES = 49
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_LONGEST_RULE = 2_000
_FOLLOWED = timedelta(days=3_660)
_CLOCK = (("BYHOUR", "hour"), ("BYMINUTE", "minute"), ("BYSECOND", "second"))
_LATE_DAYS = frozenset(("29", "30", "31"))
OTHERWISE = "write each appointment as an event of its own"


def rules_of(event: Component) -> Iterator[tuple[Line, dict[str, str]]]:
    """Give an event's rules, taken apart; only what could be read."""
    for line in event.all("RRULE"):
        if len(line.value) <= _LONGEST_RULE and _wrong(line.value) is None:
            yield line, parts_of(line.value)


@lru_cache(maxsize=1024)  # several rules ask about one line after another
def _wrong(text: str) -> str | None:
    """Say what is wrong with a rule but for its end, and for its being too fine."""
    parts = parts_of(text)
    if len(parts) <= text.count(";"):
        return "a part of this rule stands twice, or says nothing"
    parts.pop("UNTIL", None)
    if parts.get("FREQ") in _WITHIN_A_DAY:
        return None
    # More than careplan takes may be too much for others, and is no mistake.
    for name, most in (("COUNT", MOST_COUNT), ("INTERVAL", MOST_INTERVAL)):
        if parts.get(name, "").isdecimal() and len(parts[name]) > len(str(most)):
            parts[name] = str(most)
    try:
        recurrence(";".join(f"{name}={value}" for name, value in parts.items()))
    except UnreadableError as error:
        return error.message.replace("{}", "this")
    return None


def _unreadable(event: Component, _: Survey) -> Iterator[Fault]:
    for line in event.all("RRULE"):
        if len(line.value) > _LONGEST_RULE:
            yield at(line, f"this rule has more than {_LONGEST_RULE:,} characters")
            continue
        wrong = _wrong(line.value)
        if wrong is not None:
            yield at(line, wrong, "write a rule, as `FREQ=WEEKLY;COUNT=12`")


def _two_ends(event: Component, _: Survey) -> Iterator[Fault]:
    for line, parts in rules_of(event):
        if {"UNTIL", "COUNT"} <= parts.keys():
            yield at(line, "this rule has both `UNTIL` and `COUNT`")


def _until(event: Component, _: Survey) -> Iterator[Fault]:
    start = event.first("DTSTART")
    begins = None if start is None else when(start)
    if start is None or begins is None:
        return
    for line, parts in rules_of(event):
        if "UNTIL" not in parts:
            continue
        until = read(parts["UNTIL"], None)
        wanted_utc = begins.zone is not None
        if until is None or until.is_day != begins.is_day:
            kind = "day" if begins.is_day else "time in UTC"
            yield at(line, "`UNTIL` is not of the kind of the start", f"write a {kind}")
        elif not until.is_day and (until.zone is not None) != wanted_utc:
            yield at(line, "`UNTIL` is not in UTC", "write `UNTIL=20261231T235959Z`")


def _off(event: Component, _: Survey) -> Iterator[Fault]:
    start = event.first("DTSTART")
    begins = None if start is None else when(start)
    if begins is None:
        return
    for line, parts in rules_of(event):
        if parts.get("FREQ") in _WITHIN_A_DAY or "BYSETPOS" in parts:
            continue
        is_on = begins.wall.date() in ByParts(parts, begins.wall.date()) and all(
            str(getattr(begins.wall, unit))
            in {number.lstrip("0") or "0" for number in parts[name].split(",")}
            for name, unit in _CLOCK
            if name in parts
        )
        if not is_on:
            yield at(
                line,
                "this rule does not hold for the start of the event",
                "begin on a day that the rule names",
            )


def _within_a_day(event: Component, _: Survey) -> Iterator[Fault]:
    for line in event.all("RRULE"):
        if parts_of(line.value).get("FREQ") in _WITHIN_A_DAY:
            yield at(
                line,
                "programs read a rule that repeats within a day otherwise",
                "write one daily rule for each time of the day",
            )


def _hard(event: Component, _: Survey) -> Iterator[Fault]:
    start = event.first("DTSTART")
    begins = None if start is None else when(start)
    for line, parts in rules_of(event):
        days = set(parts.get("BYMONTHDAY", "").split(","))
        frequency = parts.get("FREQ")
        names_days = {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & parts.keys()
        if begins is not None and not names_days:
            by_day = frequency == "MONTHLY" and str(begins.wall.day) in _LATE_DAYS
            leap = frequency == "YEARLY" and f"{begins.wall:%m%d}" == "0229"
        else:
            by_day, leap = bool(days & _LATE_DAYS), False
        if "BYSETPOS" in parts or by_day or leap:
            yield at(
                line,
                "some programs give this rule other days",
                "write `BYMONTHDAY=-1`, or each appointment as an event of its own",
            )


def _endless(event: Component, _: Survey) -> Iterator[Fault]:
    for line, parts in rules_of(event):
        if not {"UNTIL", "COUNT"} & parts.keys():
            yield at(line, "this rule has no end", "write a `COUNT`")


def _long(event: Component, _: Survey) -> Iterator[Fault]:
    for line, parts in rules_of(event):
        count = parts.get("COUNT", "")
        if count.isdecimal() and len(count.lstrip("0")) and _exceeds(count):
            yield at(
                line,
                f"this rule repeats more than {MOST_TIMES} times",
                "begin another event where it has been repeated so often",
            )


def _exceeds(count: str) -> bool:
    return len(count) > len(str(MOST_COUNT)) or int(count) > MOST_TIMES


def _changed_clock(event: Component, survey: Survey) -> Iterator[Fault]:
    start = event.first("DTSTART")
    begins = None if start is None else when(start)
    zone = known_zone(begins)
    if start is None or begins is None or zone is None or is_utc(start):
        return
    for line, parts in rules_of(event):
        for wall in _instances(line, parts, begins, survey):
            there = on_wall(begins._replace(wall=wall), zone)
            if is_skipped(there) or is_repeated(there):
                yield at(
                    line,
                    "this rule meets an hour in which the clock is changed",
                    OTHERWISE,
                )
                break


def _instances(
    line: Line, parts: dict[str, str], begins: When, survey: Survey
) -> Iterator[datetime]:
    """Follow a rule for ten years at most, as far as the file's share goes."""
    if survey.share.instances <= 0:
        return
    before = begins.wall + _FOLLOWED
    until = read(parts.get("UNTIL", ""), None)
    if until is not None:
        before = min(before, until.wall + timedelta(days=1))
    try:
        rule = rule_of(BusyLine(line.number, f":{line.value}".encode()))
        walls = recurring(
            rule,
            begins.wall,
            since=begins.wall,
            before=before,
            effort=survey.share.effort,
        )
        for wall in islice(walls, survey.share.instances):
            survey.share.instances -= 1
            yield wall
    except TooFullError:
        survey.share.instances = 0
    except CalendarError:
        # Too fine: another rule says so.
        return


RULES = (
    Rule(code="ics-bad-rule", of=(EVENT,), check=_unreadable),
    Rule(code="ics-until-and-count", of=(EVENT,), check=_two_ends),
    Rule(code="ics-until", of=(EVENT,), check=_until),
    Rule(code="ics-start-off-rule", of=(EVENT,), check=_off),
    Rule(code="ics-rule-within-day", of=(EVENT,), check=_within_a_day),
    Rule(code="ics-hard-rule", of=(EVENT,), check=_hard),
    Rule(code="ics-endless-rule", of=(EVENT,), check=_endless),
    Rule(code="ics-long-rule", of=(EVENT,), check=_long),
    Rule(code="ics-rule-meets-change", of=(EVENT,), check=_changed_clock),
)
