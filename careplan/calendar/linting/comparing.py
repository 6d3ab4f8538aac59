"""A calendar file beside the calendar that a plan would hand out now.

Events are found by UID and told by the names people use at the shell.  Both are read by
the same tolerant reader, so a file that was edited or mangled is still compared, and
where it differs is told by its line.  What its texts say is not repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

from careplan.calendar.busy.values import When
from careplan.calendar.grammar import unescaped
from careplan.calendar.linting.components import Component, calendars
from careplan.calendar.linting.instances import instances
from careplan.calendar.linting.lines import content_lines
from careplan.calendar.linting.notes import Notes
from careplan.calendar.linting.survey import Share, Survey
from careplan.calendar.linting.values import length, when
from careplan.calendar.linting.vocabulary import ALARM, EVENT
from careplan.calendar.writer import write
from careplan.model.enrolment import Stream
from careplan.model.moment import Moment, at_instant
from careplan.model.register import Issue, Issued
from careplan.model.value import dataclass
from careplan.model.wording import spell_day, spell_moment

_TEN_DIGITS = 10
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")
_WORDS = {
    "SUMMARY": "title",
    "DESCRIPTION": "description",
    "LOCATION": "place",
    "URL": "link",
}
_STATES = {"STATUS": "CONFIRMED", "TRANSP": "OPAQUE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """An event and the calendar it is in."""

    event: Component
    survey: Survey


def compare(
    data: bytes,
    issue: Issue,
    *,
    stream: Stream,
    notes: Notes,
    names: Mapping[str, str],
) -> None:
    """Note what a file says otherwise than an issue.

    `names` are those under which UIDs were handed out earlier.
    """
    expected = _events(write(issue, stream=stream)) if issue.issued else {}
    found = _events(data)
    if not found.keys() & expected.keys():
        notes.add(
            "ics-other-calendar",
            1,
            "the file holds no event of this plan and role",
            "name the calendar that was handed out of it, and its role",
        )
        return
    for issued in issue.issued:
        if issued.uid in found:
            _compare(found[issued.uid], expected[issued.uid], issued, notes)
        else:
            start = spell_moment(issued.entry.start)
            notes.add(
                "ics-missing-event",
                1,
                f"`{issued.entry.name}` of {start} is not in the file",
            )
    for uid, one in found.items():
        if uid not in expected:
            known = names.get(uid)
            who = f"`{known}` is" if known else "an event is"
            notes.add(
                "ics-additional-event",
                one.event.number,
                f"{who} in the file and not in the plan",
            )


def _events(data: bytes) -> dict[str, _Read]:
    """Read the events of a file by their UIDs; what is wrong with it is said before."""
    found: dict[str, _Read] = {}
    share, silent = Share(), Notes("")
    for calendar in calendars(content_lines(data, silent), silent):
        survey = Survey(calendar, size=len(data), share=share)
        for event in calendar.named(EVENT):
            read = _Read(event=event, survey=survey)
            found.setdefault(event.value("UID"), read)
    return found


def _compare(found: _Read, expected: _Read, issued: Issued, notes: Notes) -> None:
    name, event = f"`{issued.entry.name}`", found.event
    if instances(found.event, found.survey) != instances(
        expected.event, expected.survey
    ):
        start = event.first("DTSTART")
        begins, said = _begins(found, issued)
        notes.add(
            "ics-other-time",
            event.number if start is None else start.number,
            f"{name} begins at another time than in the plan"
            if said
            else f"{name} ends, or repeats, otherwise than in the plan",
            f"the plan says {begins}" + (f", and the file {said}" if said else ""),
        )
    if _is_cancelled(event) != _is_cancelled(expected.event):
        # Its texts, alarms and time taken follow from that.
        line = event.first("STATUS")
        notes.add(
            "ics-other-status",
            event.number if line is None else line.number,
            f"{name} is {'' if _is_cancelled(event) else 'not '}cancelled, and the"
            " plan says otherwise",
        )
    else:
        _compare_contents(event, expected.event, name, notes)
    _compare_sequences(event, issued, notes)


def _compare_contents(
    event: Component, expected: Component, name: str, notes: Notes
) -> None:
    for key, word in _WORDS.items():
        if _text(event, key) != _text(expected, key):
            line = event.first(key)
            notes.add(
                "ics-other-text",
                event.number if line is None else line.number,
                f"the {word} of {name} is not the plan's",
            )
    if _alarms(event) != _alarms(expected):
        notes.add(
            "ics-other-alarm",
            event.number,
            f"{name} reminds otherwise than the plan says",
        )
    for key, usual in _STATES.items():
        said = expected.word(key) or usual
        if (event.word(key) or usual) != said:
            line = event.first(key)
            notes.add(
                "ics-other-status",
                event.number if line is None else line.number,
                f"{name} is not `{key}:{said}`, as the plan says",
            )


def _compare_sequences(event: Component, issued: Issued, notes: Notes) -> None:
    line = event.first("SEQUENCE")
    text = "0" if line is None else line.value
    if text == str(issued.sequence):
        return
    is_number = text.isdecimal() and len(text) < _TEN_DIGITS
    age = "an older" if is_number and int(text) < issued.sequence else "another"
    notes.add(
        "ics-other-sequence",
        event.number if line is None else line.number,
        f"`{issued.entry.name}` is in {age} state than the plan's",
        f"the plan's is `SEQUENCE:{issued.sequence}`",
    )


def _is_cancelled(event: Component) -> bool:
    return event.word("STATUS") == "CANCELLED"


def _begins(found: _Read, issued: Issued) -> tuple[str, str]:
    """Spell when an event begins: in the plan, and in the file if that is another."""
    line = found.event.first("DTSTART")
    begins = None if line is None else when(line)
    start = issued.entry.start
    spelled = "no time"
    if begins is not None and begins.is_day:
        spelled = spell_day(begins.wall.date())
    elif begins is not None:
        moment = _on_wall(found, begins, start)
        spelled = "an unknown time" if moment is None else spell_moment(moment)
    plans = spell_moment(start)
    return plans, "" if spelled == plans else spelled


def _on_wall(found: _Read, begins: When, start: Moment) -> Moment | None:
    instant = found.survey.instant(begins)
    if instant is None:
        return None
    return at_instant(instant.replace(tzinfo=UTC), start.zone)


def _text(event: Component, key: str) -> str:
    value = event.value(key)
    return unescaped(value).strip() if key in _TEXTS else value


def _alarms(event: Component) -> list[str]:
    """Write each alarm's lead in one way: calendar days, then time that passes."""
    return sorted(_lead(alarm.value("TRIGGER")) for alarm in event.named(ALARM))


def _lead(trigger: str) -> str:
    size = length(trigger.removeprefix("-"))
    sign = "-" if trigger.startswith("-") else ""
    return trigger if size is None else f"{sign}{size.days} {size.exact}"
