"""Hypothesis strategies: plans built backwards from what is valid.

A `Plan` is drawn so that it has a schedule: weekdays are taken among open ones, gaps
from what the cadence keeps, windows round what a closed day can need.  Nothing is
drawn and thrown away.  A few draws still have no legal date (closed days are laid at
random), which is an answer too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

import tomli_w
from hypothesis import strategies as st

Table = dict[str, Any]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
APPOINTMENTS = ("session", "coaching", "check-in", "evaluation")
LIGHT = ("task", "reminder", "preparation", "measure")
SERIES = ("habit", "medication")

# Ordinary zones, then those that break assumptions: a half-hour change, changes the
# other way round, a skipped day, +14, a change at midnight, none at all.
ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "America/Santiago",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "UTC",
)

# Days with a name: month ends, leap days, clock changes of 2026 and 2027, a new year.
AWKWARD_STARTS = (
    date(2024, 1, 31),
    date(2024, 2, 29),
    date(2026, 3, 2),
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 12, 28),
    date(2027, 3, 14),
    date(2027, 4, 4),
    date(2028, 2, 29),
)

AWKWARD_LINES = (
    "Plain words",
    "a, b; c: d",
    'he said "quietly"',
    "ends with a space ",
    "zwölf Übungen für müde Füße",
    "数えて十まで、" * 12,
    "👩🏽‍⚕️ and 🧘" * 9,
    "x" * 200,
    "BEGIN:VEVENT",
)
AWKWARD_TEXTS = ("one\ntwo\n\nfour", "BEGIN:VEVENT\nUID:another")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A program as a document, and what a bare program needs to be scheduled."""

    document: Table
    site: Table
    start: date
    zone: str

    @property
    def text(self) -> str:
        """The program as TOML text."""
        return tomli_w.dumps(self.document)

    @property
    def site_text(self) -> str:
        """The site as TOML text."""
        return tomli_w.dumps(self.site)

    def starting(self, start: date) -> Plan:
        """Give the same plan with another start."""
        return replace(self, start=start)


zones = st.sampled_from(ZONES)
starts = st.sampled_from(AWKWARD_STARTS) | st.dates(
    date(2024, 1, 1), date(2035, 12, 31)
)
early_clocks = st.sampled_from((time(0, 0), time(1, 30), time(2, 30))) | st.builds(
    time, st.integers(7, 20), st.sampled_from((0, 15, 30, 45))
)
clocks = early_clocks | st.just(time(23, 45))
lines = st.sampled_from(AWKWARD_LINES) | st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=90
)
texts = lines | st.sampled_from(AWKWARD_TEXTS)


def clock_text(clock: time) -> str:
    """Write a clock time as the language does."""
    return f"{clock:%H:%M}"


@st.composite
def plans(
    draw: st.DrawFn, *, by_days_only: bool = False, is_open: bool = False
) -> Plan:
    """Draw a plan that has a schedule.

    `by_days_only` leaves out whatever does not shift with the start: months, hours,
    dates in the text.  `is_open` leaves out closed days.
    """
    open_days = tuple(WEEKDAYS) if is_open else draw(_open_weekdays())
    start = draw(starts)
    activities = draw(_activities())
    phases = [
        draw(
            _phase(
                f"part-{n}",
                activities,
                open_days=open_days,
                by_days_only=by_days_only,
            )
        )
        for n in range(1, draw(st.integers(1, 3)) + 1)
    ]
    document: Table = {
        "program": {
            "id": draw(st.sampled_from(("walk", "a", "long-program-name-2"))),
            "version": "1.0.0",
            "status": "active",
            "title": draw(lines),
            "private_terms": ["zzyzx"],
        },
        "roles": {"coach": "Coach"},
        "activities": activities,
        "phases": phases,
    }
    site = {} if is_open else draw(_sites(open_days, start))
    return Plan(document=document, site=site, start=start, zone=draw(zones))


def _open_weekdays() -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.sets(st.sampled_from(WEEKDAYS), min_size=4, max_size=7)
    return chosen.map(lambda days: tuple(sorted(days, key=WEEKDAYS.index)))


@st.composite
def _sites(draw: st.DrawFn, open_days: tuple[str, ...], start: date) -> Table:
    offsets = draw(st.sets(st.integers(0, 60), max_size=3))
    closed: list[object] = [start + timedelta(days=n) for n in sorted(offsets)]
    if draw(st.booleans()):
        first = start + timedelta(days=draw(st.integers(5, 40)))
        closed.append({"from": first, "to": first + timedelta(days=1)})
    site: Table = {"open": list(open_days)}
    if closed:
        site["closed"] = closed
    if draw(st.booleans()):
        # Long enough for every appointment: the latest begins at 20:45, for 3 hours.
        site["hours"] = dict.fromkeys(open_days, "00:00-23:59")
    return site


@st.composite
def _activities(draw: st.DrawFn) -> Table:
    found: Table = {}
    for n in range(1, draw(st.integers(1, 2)) + 1):
        found[f"meeting-{n}"] = draw(_appointment())
    if draw(st.booleans()):
        found["note"] = draw(_light())
    if draw(st.booleans()):
        found["walking"] = draw(_series())
    return found


@st.composite
def _appointment(draw: st.DrawFn) -> Table:
    found: Table = {"kind": draw(st.sampled_from(APPOINTMENTS)), "title": draw(lines)}
    if draw(st.booleans()):
        found["at"] = clock_text(draw(early_clocks))
        found["duration"] = draw(st.sampled_from(("45 min", "1 h", "90 min", "3 h")))
        leads = ("30 min", "2 h", "1 day", "36 h")
        chosen = st.lists(st.sampled_from(leads), min_size=1, max_size=3, unique=True)
        found["reminders"] = draw(chosen)
    if draw(st.booleans()):
        found["min_gap"] = draw(st.sampled_from(("1 day", "24 h", "2 days")))
    if draw(st.booleans()):
        found["instructions"] = draw(texts)
        found["neutral_instructions"] = draw(texts)
    if draw(st.booleans()):
        found["with"] = ["coach"]
    return found


@st.composite
def _light(draw: st.DrawFn) -> Table:
    return {"kind": draw(st.sampled_from(LIGHT)), "title": draw(lines)}


@st.composite
def _series(draw: st.DrawFn) -> Table:
    return {
        "kind": draw(st.sampled_from(SERIES)),
        "title": draw(lines),
        "at": clock_text(draw(clocks)),
        "duration": "5 min",
    }


@st.composite
def _phase(
    draw: st.DrawFn,
    phase_id: str,
    activities: Table,
    *,
    open_days: tuple[str, ...],
    by_days_only: bool,
) -> Table:
    weeks = draw(st.integers(1, 5))
    rules = [
        draw(
            _rule(
                name,
                activities[name],
                weeks,
                open_days=open_days,
                by_days_only=by_days_only,
            )
        )
        for name in sorted(activities)
    ]
    if "meeting-2" in activities and draw(st.booleans()):
        rules = [rule for rule in rules if rule["activity"] != "meeting-2"]
        rules.append(draw(_companion("meeting-2", "meeting-1")))
    phase: Table = {"id": phase_id, "length": f"{weeks} weeks", "schedule": rules}
    if draw(st.integers(0, 3)) == 0:
        phase["repeat"] = draw(st.integers(2, 3))
    if draw(st.integers(0, 3)) == 0:
        phase["align"] = draw(st.sampled_from(WEEKDAYS))
    if not by_days_only and "note" in activities and draw(st.booleans()):
        rules[:] = [rule for rule in rules if rule["activity"] != "note"]
        rules.append(draw(_bound_to("meeting-1")))
    if draw(st.booleans()):
        phase["title"] = draw(lines)
    return phase


@st.composite
def _rule(
    draw: st.DrawFn,
    name: str,
    activity: Table,
    weeks: int,
    *,
    open_days: tuple[str, ...],
    by_days_only: bool,
) -> Table:
    rule: Table = {"activity": name}
    if activity["kind"] in SERIES:
        rule["every"] = draw(st.sampled_from(("1 day", "1 day", "2 days", "1 week")))
        return rule
    positions = [
        _pattern(open_days),
        _interval(weeks),
        _listed(weeks),
        _tapered(open_days),
        _flexible(by_days_only=by_days_only),
    ]
    if not by_days_only:
        positions += [_monthly(), _recurring()]
        if "at" not in activity and activity["kind"] in LIGHT:
            positions.append(_hourly())
    rule |= draw(st.one_of(positions))
    if activity["kind"] in APPOINTMENTS:
        closed = ["nearest", "next", "previous", "drop"]
        if "on" in rule and "taper" not in rule:
            rule["count"] = draw(st.integers(1, weeks))
            closed.append("slide")
        if draw(st.booleans()) and "times_a_week" not in rule:
            rule["if_closed"] = draw(st.sampled_from(closed))
        if draw(st.booleans()):
            windows = ("3 days", ["-2 days", "4 days"], ["0 days", "6 days"])
            rule["window"] = draw(st.sampled_from(windows))
    return rule


def _apart(days: tuple[str, ...]) -> bool:
    """Say whether weekdays leave a free day between them, all round the week."""
    numbers = [WEEKDAYS.index(day) for day in days]
    wrapped = [*numbers, numbers[0] + len(WEEKDAYS)]
    return all(second - first > 1 for first, second in pairwise(wrapped))


@st.composite
def _pattern(draw: st.DrawFn, open_days: tuple[str, ...]) -> Table:
    pairs = [
        (first, second)
        for first in open_days
        for second in open_days
        if WEEKDAYS.index(first) < WEEKDAYS.index(second) and _apart((first, second))
    ]
    single = [(day,) for day in open_days]
    return {"on": list(draw(st.sampled_from([*single, *pairs])))}


@st.composite
def _interval(draw: st.DrawFn, weeks: int) -> Table:
    interval = draw(st.sampled_from(("3 days", "1 week", "10 days", "2 weeks")))
    rule: Table = {"every": interval}
    if draw(st.booleans()):
        rule["count"] = draw(st.integers(1, weeks))
    if draw(st.booleans()):
        rule["counted_from"] = "previous"
    if draw(st.booleans()):
        later = ("2 days", "1 week") if weeks > 1 else ("2 days",)
        rule["first"] = draw(st.sampled_from(later))
    return rule


@st.composite
def _listed(draw: st.DrawFn, weeks: int) -> Table:
    days = draw(st.sets(st.integers(0, 2 * weeks), min_size=1, max_size=4))
    if draw(st.booleans()):
        return {"days": [3 * day + 1 for day in sorted(days)]}
    return {"offset": [f"{3 * day} days" for day in sorted(days)]}


@st.composite
def _tapered(draw: st.DrawFn, open_days: tuple[str, ...]) -> Table:
    steps = [
        {"every": "1 week", "count": draw(st.integers(1, 3))},
        {"every": "2 weeks", "count": draw(st.integers(1, 2))},
    ]
    return {"on": [draw(st.sampled_from(open_days))], "taper": steps}


@st.composite
def _flexible(draw: st.DrawFn, *, by_days_only: bool) -> Table:
    rule: Table = {"times_a_week": draw(st.integers(1, 2))}
    if not by_days_only and draw(st.booleans()):
        rule["align"] = draw(st.sampled_from(WEEKDAYS))
    return rule


@st.composite
def _monthly(draw: st.DrawFn) -> Table:
    return {"every": "1 month", "count": draw(st.integers(1, 4))}


@st.composite
def _recurring(draw: st.DrawFn) -> Table:
    rules = (
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        "FREQ=MONTHLY;BYDAY=2TU;COUNT=2",
        "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2",
    )
    return {"rrule": draw(st.sampled_from(rules))}


@st.composite
def _hourly(draw: st.DrawFn) -> Table:
    return {
        "every": draw(st.sampled_from(("8 h", "12 h", "36 h"))),
        "at": clock_text(draw(clocks)),
        "count": draw(st.integers(1, 8)),
    }


@st.composite
def _bound_to(draw: st.DrawFn, parent: str) -> Table:
    """Draw a rule that rests on another one's occurrences, by name."""
    rule: Table = {"activity": "note"}
    match draw(st.sampled_from(("last", "first", "expression", "not before", "skip"))):
        case "last":
            return rule | {"from": f"{parent}.last", "offset": ["1 day", "8 days"]}
        case "first":
            return rule | {"from": f"{parent}.first", "day": -2}
        case "expression":
            return rule | {"from": f"{parent}.last + 1 week - 2 days"}
        case "not before":
            return rule | {"day": 1, "not_before": f"{parent}.first + 1 day"}
        case _:
            return rule | {"every": "2 days", "skip_days_of": [parent]}


@st.composite
def _companion(draw: st.DrawFn, name: str, parent: str) -> Table:
    rule: Table = {"activity": name, "each": parent}
    rule["offset"] = draw(st.sampled_from(("1 day", "-1 day", "2 days")))
    if draw(st.booleans()):
        rule["window"] = ["-3 days", "3 days"]
    return rule
