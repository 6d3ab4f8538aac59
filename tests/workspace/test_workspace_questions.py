"""What a program leaves to be said when somebody begins it."""

from __future__ import annotations

import pytest

from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.model.program import Program
from careplan.workspace.questions import (
    Question,
    needs,
    of_the_files,
    of_the_person,
    of_the_program,
    of_the_team,
)

HEAD = """\
[program]
id = "walks"
version = "1"
title = "Walks"

[roles]
patient = "You"
clinician = "Doctor"
coach = "Coach"

[activities.walk]
kind = "session"
title = "A walk"
choose = ["on", "at"]

[activities.call]
kind = "coaching"
title = "A call"
choose = ["on", "at"]
results = { yes = "opens", no = "closes" }
"""
Asked = tuple[str, str | None, str | None]


def program(text: str) -> Program:
    """Read a program, whether or not all of it can be scheduled already."""
    value, _ = decode_program(Source(name="x.toml", text=f"{text}\n{HEAD}"))
    assert value is not None
    return value


def scheduled(*rules: str) -> Program:
    return program(f"schedule = [{', '.join(rules)}]")


def asked(questions: tuple[Question, ...]) -> list[Asked]:
    """Give each question's key and words, and what holds without an answer."""
    return [(".".join(one.path), one.text, one.without) for one in questions]


def test_every_plan_begins_with_the_same_questions() -> None:
    assert asked((*of_the_person(), *of_the_files())) == [
        ("start", "Start, a date or a date and a time", None),
        ("timezone", "Time zone", None),
        ("person.alias", "Alias, what staff calendars show", "none"),
        ("output", "New file, the enrolment", None),
        ("site", "Site file, when the clinic is open", "every day is open"),
    ]


def test_nothing_is_chosen_of_what_is_not_scheduled() -> None:
    assert asked(of_the_program(scheduled())) == []


def test_a_horizon_is_asked_for_where_something_goes_on() -> None:
    """It must be said, unless that is only in a branch nobody may ever take."""
    rule = 'activity = "walk", every = "1 week", open_ended = true'
    horizon = ("horizon", "Horizon, the last day to plan for")
    assert asked(of_the_program(scheduled(f"{{ {rule} }}")))[0] == (*horizon, None)
    branch = f'{{ {rule}, when = {{ call = "yes" }} }}'
    assert asked(of_the_program(scheduled(branch)))[0] == (*horizon, "none")


def test_weekdays_are_chosen_where_a_rule_has_some() -> None:
    """As many as the rule with the most; those with fewer take the first of them."""
    rules = (
        '{ id = "weekly", activity = "walk", on = "fri", count = 2 }',
        '{ activity = "walk", on = ["mon", "thu"], count = 2 }',
        '{ activity = "call", day = 3 }',
    )
    assert asked(of_the_program(scheduled(*rules))) == [
        ("choices.walk.on", "A walk, which 2 weekdays", "mon, thu"),
        ("choices.walk.at", "A walk, at what time", "all day"),
        ("choices.call.at", "A call, at what time", "all day"),
    ]
    assert asked(of_the_program(scheduled(rules[0])))[0] == (
        "choices.walk.on",
        "A walk, which weekday",
        "fri",
    )


WEEK = '{ mon-tue = "09:00", fri = ["10:00", "16:00"] }'


@pytest.mark.parametrize(
    ("at", "spelled"),
    [
        ('"18:00"', "18:00"),
        ('["09:00", "20:30"]', "09:00, 20:30"),
        (WEEK, "mon 09:00, tue 09:00, fri 10:00, fri 16:00"),
    ],
)
def test_the_time_of_the_activity_holds_if_none_is_chosen(
    at: str, spelled: str
) -> None:
    text = f"""\
schedule = [{{ activity = "swim", day = 1 }}]
[activities.swim]
kind = "session"
title = "Swimming"
at = {at}
choose = ["at"]
"""
    assert asked(of_the_program(program(text))) == [
        ("choices.swim.at", "Swimming, at what time", spelled)
    ]


@pytest.mark.parametrize(
    ("own", "number"),
    [('at = "08:00"', 0), ("all_day = true", 0), ('at = { mon = "08:00" }', 1)],
)
def test_no_time_is_chosen_where_every_rule_has_its_own(own: str, number: int) -> None:
    rule = f'{{ activity = "walk", day = 1, {own} }}'
    assert len(of_the_program(scheduled(rule))) == number


def test_dates_are_needed_that_something_counts_from() -> None:
    text = """\
schedule = [
  { activity = "walk", from = "surgery" },
  { activity = "call", day = 1, at = "09:00" },
]
[anchors.surgery]
title = "The operation"
[anchors.unused]
[anchors.scans]
optional = true
many = true
"""
    plan = program(text)
    assert asked(of_the_program(plan))[1:] == [
        ("anchors.surgery", "The operation", None),
        ("anchors.unused", "unused", "none"),
        ("anchors.scans", "scans, one or more dates", "none"),
    ]
    assert [".".join(one.path) for one in needs(plan)] == [
        "start",
        "timezone",
        "output",
        "anchors.surgery",
    ]


def test_facts_are_needed_that_conditions_name() -> None:
    """But not what a decision or a result will say."""
    text = """\
schedule = [
  { activity = "walk", all_day = true, when = { arm = ["a", "b"], call = "yes" } },
]
[decisions.response]
question = "How well did it work?"
options = ["well", "badly"]
default = "well"
[[phases]]
id = "later"
length = "1 week"
when = { response = "badly", arm = "c" }
schedule = [{ activity = "call", day = 1, at = "09:00", when = { smoker = "no" } }]
"""
    plan = program(text)
    assert asked(of_the_program(plan)) == [
        (
            "decisions.response",
            "How well did it work? `well` or `badly`",
            "undecided",
        ),
        ("facts.arm", "arm, such as `c`, `a` or `b`", None),
        ("facts.smoker", "smoker, such as `no`", None),
    ]
    assert [".".join(one.path) for one in needs(plan)][3:] == [
        "facts.arm",
        "facts.smoker",
    ]


def test_each_role_is_asked_for_and_the_patient_only_about_the_calendar() -> None:
    """The clinician's calendar is full, and the rest follows a name."""
    questions = of_the_team(scheduled())
    words = "calendar (full, discreet, busy)"
    assert asked(questions) == [
        ("team.clinician.name", "Doctor, name", "nobody yet"),
        ("team.clinician.email", "Doctor, e-mail", "none"),
        ("team.clinician.phone", "Doctor, phone", "none"),
        ("calendars.clinician.privacy", f"Doctor, {words}", "full"),
        ("team.coach.name", "Coach, name", "nobody yet"),
        ("team.coach.email", "Coach, e-mail", "none"),
        ("team.coach.phone", "Coach, phone", "none"),
        ("calendars.coach.privacy", f"Coach, {words}", "discreet"),
        ("calendars.patient.privacy", f"You, {words}", "discreet"),
    ]
    assert [one.follows for one in questions] == [
        None,
        *[("team", "clinician", "name")] * 3,
        None,
        *[("team", "coach", "name")] * 3,
        None,
    ]
