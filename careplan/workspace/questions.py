"""Questions: what a program leaves to be said when somebody begins it.

Each is one key of the enrolment, with the words to ask in and what holds without an
answer.  Nothing is asked here, and no question is about what the answers to others
decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from careplan.language.checks.bearings import needed
from careplan.language.checks.cadence import weekdays
from careplan.language.checks.horizons import always_open
from careplan.language.checks.survey import Survey
from careplan.language.fields import enrolment as fields
from careplan.language.schema.field import Shape
from careplan.language.schema.plain import LINE
from careplan.language.suggest import listed
from careplan.model.enrolment import Privacy, usual_privacy
from careplan.model.position import Weekday
from careplan.model.program import PATIENT, Activity, Phase, Program, Rule
from careplan.model.value import dataclass
from careplan.model.wording import spell_times, spell_weekdays
from careplan.workspace.answers import (
    ALIAS,
    HORIZON,
    OUTPUT,
    SITE,
    START,
    TIMEZONE,
    KeyPath,
)

UNDECIDED = "undecided"
_NONE = "none"
_FILES = "Files"


class Takes(StrEnum):
    """What is made of the words of an answer before they are read."""

    TEXT = "text"
    DATE = "date"
    DATES = "dates"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask for one key, under which heading.

    `shape` reads the answer as it reads the key.  `without` says in words what holds if
    nothing is answered, and is None where something must be.  A question that `follows`
    another is asked only if that one was answered.
    """

    heading: str
    path: KeyPath
    text: str
    shape: Shape[object]
    takes: Takes = Takes.TEXT
    without: str | None = None
    follows: KeyPath | None = None


def of_the_person() -> tuple[Question, ...]:
    """Ask what every plan begins with."""
    heading = "The person"
    return (
        Question(
            heading=heading,
            path=START,
            text="Start, a date or a date and a time",
            shape=fields.START.shape,
            takes=Takes.DATE,
        ),
        Question(
            heading=heading,
            path=TIMEZONE,
            text="Time zone",
            shape=fields.TIMEZONE.shape,
        ),
        Question(
            heading=heading,
            path=ALIAS,
            text="Alias, what staff calendars show",
            shape=fields.ALIAS.shape,
            without=_NONE,
        ),
    )


def of_the_files() -> tuple[Question, ...]:
    """Ask which file to write, and for the clinic's."""
    return (
        Question(
            heading=_FILES,
            path=OUTPUT,
            text="New file, the enrolment",
            shape=LINE,
        ),
        Question(
            heading=_FILES,
            path=SITE,
            text="Site file, when the clinic is open",
            shape=LINE,
            without=fields.SITE_.otherwise,
        ),
    )


def of_the_program(program: Program) -> tuple[Question, ...]:
    """Ask what this program lets one choose, counts from and makes depend on facts."""
    return (
        *_horizon(program),
        *_choices(program),
        *_anchors(program),
        *_decisions(program),
        *_facts(program),
    )


def of_the_team(program: Program) -> tuple[Question, ...]:
    """Ask who plays each role, and how much each calendar says."""
    titles = {role.id: role.title for role in program.roles}
    others = [role for role in titles if role != PATIENT]
    questions = [one for role in others for one in _member(role, titles[role])]
    privacy = _privacy(PATIENT, titles.get(PATIENT, PATIENT.capitalize()))
    return (*questions, privacy)


def needs(program: Program) -> tuple[Question, ...]:
    """List what has no meaning without an answer, whoever begins the program."""
    questions = (*of_the_person(), *of_the_files(), *of_the_program(program))
    return tuple(one for one in questions if one.without is None)


def _horizon(program: Program) -> Iterator[Question]:
    """Ask how far to plan what has no end of its own."""
    must = bool(always_open(Survey(program)))
    if any(rule.open_ended for rule in program.all_rules()):
        yield Question(
            heading="The person",
            path=HORIZON,
            text="Horizon, the last day to plan for",
            shape=fields.HORIZON.shape,
            takes=Takes.DATE,
            without=None if must else _NONE,
        )


def _choices(program: Program) -> Iterator[Question]:
    """Ask for weekdays where a rule has some, and for times where no rule has all."""
    rules: dict[str, list[Rule]] = {}
    for rule in program.all_rules():
        rules.setdefault(rule.activity.id, []).append(rule)
    for activity in program.activities:
        mine = rules.get(activity.id, [])
        most = max(map(weekdays, mine), key=len, default=())
        if "on" in activity.choose and most:
            yield _weekdays_of(activity, most)
        if "at" in activity.choose and any(_takes_a_time(rule) for rule in mine):
            yield _times_of(activity)


def _takes_a_time(rule: Rule) -> bool:
    return not rule.all_day and (rule.at is None or not rule.at.daily)


def _weekdays_of(activity: Activity, own: tuple[Weekday, ...]) -> Question:
    number = f", which {len(own)} weekdays" if len(own) > 1 else ", which weekday"
    return Question(
        heading="Choices",
        path=("choices", activity.id, "on"),
        text=activity.title + number,
        shape=fields.CHOSEN_ON.shape,
        takes=Takes.WORDS,
        without=spell_weekdays(own),
    )


def _times_of(activity: Activity) -> Question:
    return Question(
        heading="Choices",
        path=("choices", activity.id, "at"),
        text=f"{activity.title}, at what time",
        shape=fields.CHOSEN_AT.shape,
        takes=Takes.WORDS,
        without="all day" if activity.at is None else spell_times(activity.at),
    )


def _anchors(program: Program) -> Iterator[Question]:
    must = {anchor.id for anchor in needed(Survey(program))}
    for anchor in program.anchors:
        text = anchor.title or anchor.id
        yield Question(
            heading="Dates the program counts from",
            path=("anchors", anchor.id),
            text=f"{text}, one or more dates" if anchor.many else text,
            shape=fields.ANCHOR_DATES,
            takes=Takes.DATES,
            without=None if anchor.id in must else _NONE,
        )


def _decisions(program: Program) -> Iterator[Question]:
    for decision in program.decisions:
        yield Question(
            heading="Decisions, if they are taken already",
            path=("decisions", decision.id),
            text=f"{decision.question} {listed(decision.options)}",
            shape=LINE,
            without=UNDECIDED,
        )


def _facts(program: Program) -> Iterator[Question]:
    """Ask for what a `when` names that no decision and no result can say."""
    known = {one.id for one in program.decisions}
    known |= {one.id for one in program.activities}
    named: dict[str, dict[str, None]] = {}
    holders: tuple[Phase | Rule, ...] = (*program.phases, *program.all_rules())
    for holder in holders:
        for condition in holder.when:
            if condition.name not in known:
                values = named.setdefault(condition.name, {})
                values.update(dict.fromkeys(condition.values))
    for name, values in named.items():
        yield Question(
            heading="Facts that decide what is scheduled",
            path=("facts", name),
            text=f"{name}, such as {listed(tuple(values))}",
            shape=LINE,
        )


def _member(role: str, title: str) -> Iterator[Question]:
    """Ask for somebody's name, and for the rest only if there is somebody."""
    name: KeyPath = ("team", role, "name")
    asked = (
        (name, "name", fields.MEMBER_NAME.shape, "nobody yet"),
        (("team", role, "email"), "e-mail", fields.MEMBER_EMAIL.shape, _NONE),
        (("team", role, "phone"), "phone", fields.MEMBER_PHONE.shape, _NONE),
    )
    for path, what, shape, without in asked:
        yield Question(
            heading="The team",
            path=path,
            text=f"{title}, {what}",
            shape=shape,
            without=without,
            follows=None if path == name else name,
        )
    yield _privacy(role, title, follows=name)


def _privacy(role: str, title: str, follows: KeyPath | None = None) -> Question:
    words = ", ".join(Privacy)
    return Question(
        heading="The team" if follows else "The patient's calendar",
        path=("calendars", role, "privacy"),
        text=f"{title}, calendar ({words})",
        shape=fields.PRIVACY.shape,
        without=usual_privacy(role).value,
        follows=follows,
    )
