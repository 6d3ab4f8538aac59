"""The summary of a new enrolment in words, for whoever has to confirm it."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.enrolment import AnchorValue, Choice, Enrolment, Member
from careplan.model.program import Program
from careplan.model.schedule import Schedule
from careplan.model.wording import spell_day, spell_times, spell_wall, spell_weekdays
from careplan.render.columns import indented, padded
from careplan.render.plain import plain

_LABELS = 13
_REST = " " * _LABELS + "  "


def summary(
    program: Program, enrolment: Enrolment, schedule: Schedule
) -> tuple[str, ...]:
    """Say line by line what an enrolment holds, and from when to when its dates lie."""
    lines: list[str] = []
    before = ""
    for label, text in _facts(program, enrolment, schedule):
        first = "  " + padded("" if label == before else label, _LABELS)
        lines += indented(plain(text), first=first, rest=_REST)
        before = label
    return tuple(lines)


def _facts(
    program: Program, enrolment: Enrolment, schedule: Schedule
) -> Iterator[tuple[str, str]]:
    titles = {role.id: role.title for role in program.roles}
    yield "program", f"{program.title}, {program.id} {program.version}"
    yield "start", spell_wall(enrolment.start)
    yield "time zone", enrolment.timezone
    yield "site", enrolment.site or "none, every day is open"
    if enrolment.person is not None and enrolment.person.alias is not None:
        yield "alias", enrolment.person.alias
    for choice in enrolment.choices:
        yield "choices", _choice(program, choice)
    for anchor in enrolment.anchors:
        yield "anchors", _anchor(program, anchor)
    questions = {one.id: one.question for one in program.decisions}
    for name, option in enrolment.decisions:
        yield "decisions", f"{questions.get(name, name)} {option}"
    for name, value in enrolment.facts:
        yield "facts", f"{name}: {value}"
    for member in enrolment.team:
        yield "team", f"{titles.get(member.role, member.role)}: {_who(member)}"
    for stream in enrolment.streams:
        agreed = f", agreed on {spell_day(stream.consent)}" if stream.consent else ""
        title = titles.get(stream.role, stream.role)
        yield "calendars", f"{title}: {stream.privacy}{agreed}"
    yield "schedule", _extent(schedule)


def _choice(program: Program, choice: Choice) -> str:
    titles = {activity.id: activity.title for activity in program.activities}
    parts = []
    if choice.on is not None:
        parts.append(spell_weekdays(choice.on))
    if choice.at is not None:
        parts.append(spell_times(choice.at))
    return f"{titles.get(choice.target, choice.target)}: {' at '.join(parts)}"


def _anchor(program: Program, anchor: AnchorValue) -> str:
    titles = {one.id: one.title for one in program.anchors}
    dates = ", ".join(map(spell_wall, anchor.values))
    return f"{titles.get(anchor.name) or anchor.name}: {dates}"


def _who(member: Member) -> str:
    said = (member.name, member.email, member.phone)
    return ", ".join(one for one in said if one is not None)


def _extent(schedule: Schedule) -> str:
    """Say how many dates there are, and the first and the last."""
    days = [one.placed.day for one in schedule.occurrences]
    if not days:
        return "no dates"
    first, last = spell_day(min(days)), spell_day(max(days))
    number = "1 date" if len(days) == 1 else f"{len(days):,} dates"
    return f"{number}, from {first} to {last}"
