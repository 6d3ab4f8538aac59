"""`due` lists what somebody who looks after many plans has to see, or to do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import ENROLMENT_ID, Ran, Run
from tests.files.machine import as_nobody

STEPS = """\
[program]
id = "steps"
version = "1.0.0"
status = "active"
title = "Exercise in steps"

[activities.assessment]
kind = "evaluation"
title = "Assessment"
duration = "1 h"
at = "09:00"
results = { fit = "opens", "more tests" = "waits", unfit = "closes" }

[activities.class]
kind = "session"
title = "Class"
duration = "1 h"
at = "18:00"

[activities.form]
kind = "measure"
title = "Form"

[activities.stretch]
kind = "habit"
title = "Stretching"
at = "07:00"

[activities.tablets]
kind = "medication"
title = "Tablets"
at = "08:00"

[activities.letter]
kind = "deadline"
title = "The letter must be in"

[activities.review]
kind = "evaluation"
title = "Review"
at = "09:00"

[activities.visit]
kind = "session"
title = "Visit"
at = "10:00"

[decisions.pace]
after = "classes/review"
question = "Go on as before, or with more classes?"
options = ["same", "more"]
default = "same"

[decisions.visits]
after = "classes/review"
question = "Go on with visits?"
options = ["yes", "no"]

[[phases]]
id = "before"
length = "1 week"
schedule = [
  { activity = "assessment", day = 1 },
  { activity = "form", day = 3 },
  { activity = "letter", day = 5 },
  { activity = "stretch", every = "1 day" },
  { activity = "tablets", every = "1 day" },
]

[[phases]]
id = "classes"
length = "2 weeks"
requires = ["assessment"]
schedule = [
  { activity = "class", on = ["tue", "fri"], window = "1 day" },
  { activity = "review", day = 11 },
]

[[phases]]
id = "on"
schedule = [
  { activity = "class", on = ["tue"], open_ended = true },
  { id = "two", activity = "class", on = ["thu"], weeks = 2, when = { pace = "more" } },
  { activity = "visit", on = ["wed"], weeks = 2, when = { visits = "yes" } },
]
"""
NOW = "2026-03-03T12:00:00Z"

Enrols = Callable[..., None]


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a folder for enrolments, in which their program lies."""
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "steps.toml").write_text(STEPS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


@pytest.fixture
def enrol(people: Path, careplan: Run) -> Enrols:
    """Enrol somebody of whom the file name and the start are said."""

    def begin(
        name: str,
        start: str = "2026-02-16",
        *,
        zone: str = "Europe/London",
        horizon: str = "2026-12-31",
        program: str = "steps.toml",
    ) -> None:
        done = careplan(
            *f"enrol people/{program} -o people/{name}.toml --start {start}".split(),
            *f"--timezone {zone} --horizon {horizon} --alias X99".split(),
            *f"--id {ENROLMENT_ID}".split(),
        )
        assert done.code == 0, done.err
        assert people.joinpath(f"{name}.toml").exists()

    return begin


def entered(careplan: Run, *lines: str) -> None:
    """Enter in ledgers: each line is a command, and ends with the time of day."""
    for line in lines:
        command, _, now = line.rpartition(" at ")
        done = careplan(*command.split(), "--now", now)
        assert done.code == 0, done.err


def listed(done: Ran) -> dict[str, list[str]]:
    """Sort the lines of a list by the titles of its sections."""
    sections = done.out.split("\n\n")[:-1]
    return {
        title.removesuffix(":"): lines
        for title, *lines in (section.split("\n") for section in sections)
    }


LIST = """\
Today:
  people/more/a17.toml: letter-1, Tue 3 Mar 2026
  people/b04.toml: class-3, Tue 3 Mar 2026 18:00 Europe/London
  people/c30.toml: class-3, Tue 3 Mar 2026 18:00 America/New_York; to be
      confirmed

To be recorded, as done or as missed:
  people/c30.toml: assessment-1, Mon 16 Feb 2026 09:00 America/New_York; it
      was done, and its result is not recorded; RESULT is fit, more tests or
      unfit
      careplan record people/c30.toml assessment-1 done --result RESULT
  people/b04.toml: form-1, Wed 18 Feb 2026
      careplan record people/b04.toml form-1 done
  people/c30.toml: form-1, Wed 18 Feb 2026
      careplan record people/c30.toml form-1 done
  people/more/a17.toml: assessment-1, Fri 27 Feb 2026 09:00 Europe/London;
      RESULT is fit, more tests or unfit
      careplan record people/more/a17.toml assessment-1 done --result RESULT
  people/more/a17.toml: form-1, Sun 1 Mar 2026
      careplan record people/more/a17.toml form-1 done

Missed, and not dealt with:
  people/b04.toml: class-1, Tue 24 Feb 2026 18:00 Europe/London
      careplan add people/b04.toml class WHEN

Waiting for a decision:
  people/b04.toml: pace, asked after review-1, Thu 5 Mar 2026 09:00
      Europe/London; `same` is planned until it is taken; OPTION is same or more
      careplan decide people/b04.toml pace OPTION
  people/b04.toml: visits, asked after review-1, Thu 5 Mar 2026 09:00
      Europe/London; its branches are left out until it is taken; OPTION is yes
      or no
      careplan decide people/b04.toml visits OPTION
  people/c30.toml: pace, asked after review-1, Thu 5 Mar 2026 09:00
      America/New_York; `same` is planned until it is taken; OPTION is same or
      more
      careplan decide people/c30.toml pace OPTION
  people/c30.toml: visits, asked after review-1, Thu 5 Mar 2026 09:00
      America/New_York; its branches are left out until it is taken; OPTION is
      yes or no
      careplan decide people/c30.toml visits OPTION

Gates still open, with something waiting within 7 days:
  people/c30.toml: assessment: class-1 on Tue 24 Feb 2026 waits for it;
      RESULT is fit, more tests or unfit
      careplan record people/c30.toml assessment-1 done --result RESULT
  people/more/a17.toml: the result of assessment-1 (Fri 27 Feb 2026):
      class-1 on Fri 6 Mar 2026 waits for it; RESULT is fit, more tests or unfit
      careplan record people/more/a17.toml assessment-1 done --result RESULT

This week:
  people/b04.toml: review-1, Thu 5 Mar 2026 09:00 Europe/London
  people/c30.toml: review-1, Thu 5 Mar 2026 09:00 America/New_York; to be
      confirmed
  people/b04.toml: class-4, Fri 6 Mar 2026 18:00 Europe/London
  people/more/a17.toml: class-1, Fri 6 Mar 2026 18:00 Europe/London; to be
      confirmed
  people/c30.toml: class-4, Fri 6 Mar 2026 18:00 America/New_York; to be
      confirmed

Outside what the program allows:
  people/b04.toml: class-2, Sun 1 Mar 2026 18:00 Europe/London; after Sat 28
      Feb 2026, the latest allowed

Horizon near:
  people/b04.toml: on/class, Mon 20 Apr 2026; planned no further
      careplan extend people/b04.toml --horizon DATE

"""


@pytest.fixture
def clinic(people: Path, enrol: Enrols, careplan: Run) -> Path:
    """Look after three people, of whom one lies in a folder below."""
    (people / "more").mkdir()
    (people / "more" / "steps.toml").write_text(STEPS, encoding="utf-8")
    (people / ".old").mkdir()
    (people / ".old" / "z.toml").write_text("hidden", encoding="utf-8")
    (people / "site.toml").write_text('open = "mon-sun"\n', encoding="utf-8")
    (people / "steps.cases.toml").write_text("no matter", encoding="utf-8")
    (people / "b04.issued.toml").write_text("no matter", encoding="utf-8")
    (people / "notes.txt").write_text("no matter", encoding="utf-8")
    enrol("b04", horizon="2026-04-20")
    enrol("c30", zone="America/New_York")
    enrol("more/a17", "2026-02-27", program="more/steps.toml")
    entered(
        careplan,
        "record people/b04.toml assessment-1 done --result fit at 2026-02-16T12:00:00Z",
        "record people/b04.toml class-1 missed at 2026-02-25T12:00:00Z",
        "record people/b04.toml class-2 done --on 2026-03-01 at 2026-03-01T20:00:00Z",
        "record people/c30.toml assessment-1 done at 2026-02-16T22:00:00Z",
    )
    return people


@pytest.mark.usefixtures("clinic")
def test_everything_due_is_listed_in_the_order_it_is_dealt_with(careplan: Run) -> None:
    done = careplan("due", "people", "--now", NOW)
    assert (done.code, done.err) == (3, "")
    assert done.out == LIST + "22 things are due in 3 of 3 enrolments\n"
    assert max(map(len, done.out.split("\n"))) <= 80


CSV = (
    "matter,enrolment,subject,name,activity,kind,state,date,weekday,time,timezone,utc,"
    "reason,next\r\n"
    "today,people/a17.toml,letter-1,before/letter-1,letter,deadline,planned,"
    "2026-02-20,Fri,,Europe/London,,,\r\n"
    "unrecorded,people/a17.toml,assessment-1,before/assessment-1,assessment,evaluation,"
    "planned,2026-02-16,Mon,09:00,Europe/London,2026-02-16T09:00:00Z,"
    '"RESULT is fit, more tests or unfit",'
    "careplan record people/a17.toml assessment-1 done --result RESULT\r\n"
    "unrecorded,people/a17.toml,form-1,before/form-1,form,measure,planned,2026-02-18,"
    "Wed,,Europe/London,,,careplan record people/a17.toml form-1 done\r\n"
    "gate,people/a17.toml,assessment,before/assessment-1,assessment,evaluation,planned,"
    "2026-02-24,Tue,18:00,Europe/London,2026-02-24T18:00:00Z,"
    '"the result of assessment-1 (Mon 16 Feb 2026): class-1 on Tue 24 Feb 2026 waits'
    ' for it; RESULT is fit, more tests or unfit",'
    "careplan record people/a17.toml assessment-1 done --result RESULT\r\n"
    "week,people/a17.toml,class-1,classes/class-1,class,session,provisional,2026-02-24,"
    "Tue,18:00,Europe/London,2026-02-24T18:00:00Z,to be confirmed,\r\n"
    "horizon,people/a17.toml,on/class,,,,,2026-04-20,Mon,,Europe/London,,"
    "planned no further,"
    "careplan extend people/a17.toml --horizon DATE\r\n"
)


def test_a_table_has_one_row_for_each(enrol: Enrols, careplan: Run) -> None:
    enrol("a17", horizon="2026-04-20")
    now = ("--now", "2026-02-20T12:00:00Z")
    done = careplan("due", "people/a17.toml", *now, "--format", "csv")
    assert (done.code, done.out, done.err) == (3, CSV, "")


def test_programs_are_told_the_same(enrol: Enrols, careplan: Run) -> None:
    enrol("a17", horizon="2026-03-23")
    now = ("--now", "2026-01-24T12:00:00Z")
    done = careplan("due", "people", *now, "--format", "json")
    assert (done.code, done.err) == (3, "")
    assert json.loads(done.out) == {
        "version": 1,
        "now": "2026-01-24T12:00:00Z",
        "enrolments": ["people/a17.toml"],
        "failed": [],
        "due": [
            {
                "matter": "horizon",
                "enrolment": "people/a17.toml",
                "subject": "on/class",
                "name": None,
                "activity": None,
                "kind": None,
                "state": None,
                "moment": "2026-03-23",
                "timezone": "Europe/London",
                "utc": None,
                "reason": "planned no further",
                "next": "careplan extend people/a17.toml --horizon DATE",
            },
        ],
    }
    done = careplan("due", "people", "--now", NOW, "--format", "json")
    asked = json.loads(done.out)["due"][3]
    assert asked == {
        "matter": "undecided",
        "enrolment": "people/a17.toml",
        "subject": "pace",
        "name": "classes/review-1",
        "activity": "review",
        "kind": "evaluation",
        "state": "provisional",
        "moment": "2026-03-05T09:00",
        "timezone": "Europe/London",
        "utc": "2026-03-05T09:00:00Z",
        "reason": "`same` is planned until it is taken; OPTION is same or more",
        "next": "careplan decide people/a17.toml pace OPTION",
    }


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize("style", ["text", "csv", "json"])
def test_the_same_folder_at_the_same_time_gives_the_same_bytes(
    careplan: Run, style: str
) -> None:
    command = ("due", "people", "--now", NOW, "--format", style)
    first = careplan(*command)
    assert careplan(*command, TZ="Asia/Tokyo") == first
    assert careplan(*command[:2], *command[4:], SOURCE_DATE_EPOCH="1772539200") == first
    assert not re.search("X99|6f0c8a52", first.out)


def test_nothing_is_due_before_anything_is(enrol: Enrols, careplan: Run) -> None:
    enrol("a17")
    enrol("b04")
    done = careplan("due", "people", "--now", "2026-01-05T09:00:00Z")
    assert (done.code, done.err) == (0, "")
    assert done.out == "nothing is due in 2 enrolments\n"
    done = careplan("due", "people/a17.toml", "--now", "2026-01-05T09:00:00Z")
    assert (done.code, done.out) == (0, "nothing is due in 1 enrolment\n")


# ---- Today and this week -------------------------------------------------------------

DAYS = """\
[program]
id = "days"
version = "1.0.0"
status = "active"
title = "Days"

[activities.call]
kind = "coaching"
title = "Call"
duration = "30 min"
at = "23:30"

[activities.stay]
kind = "milestone"
title = "Days on the ward"
duration = "3 days"

[activities.scale]
kind = "habit"
title = "Step on the scale"
at = "07:00"
results = { steady = "opens", rising = "waits" }

[activities.rest]
kind = "restriction"
title = "No sport"

[[schedule]]
activity = "call"
every = "1 day"
count = 12

[[schedule]]
activity = "stay"
day = 1

[[schedule]]
activity = "scale"
day = 1

[[schedule]]
activity = "rest"
day = 1
"""


@pytest.fixture
def days(people: Path, enrol: Enrols) -> None:
    (people / "days.toml").write_text(DAYS, encoding="utf-8")
    enrol("a17", "2026-03-02", program="days.toml", zone="America/New_York")


@pytest.mark.usefixtures("days")
def test_a_day_is_the_persons_and_a_week_is_seven_of_them(careplan: Run) -> None:
    """At 04:10 on Wednesday in Greenwich it is late on Tuesday in New York."""
    done = careplan("due", "people/a17.toml", "--now", "2026-03-04T04:10:00Z")
    assert (
        done.out
        == """\
Today:
  people/a17.toml: stay-1, Mon 2 Mar 2026
  people/a17.toml: call-2, Tue 3 Mar 2026 23:30

To be recorded, as done or as missed:
  people/a17.toml: scale-1, Mon 2 Mar 2026 07:00; RESULT is steady or rising
      careplan record people/a17.toml scale-1 done --result RESULT
  people/a17.toml: call-1, Mon 2 Mar 2026 23:30
      careplan record people/a17.toml call-1 done

This week:
  people/a17.toml: call-3, Wed 4 Mar 2026 23:30
  people/a17.toml: call-4, Thu 5 Mar 2026 23:30
  people/a17.toml: call-5, Fri 6 Mar 2026 23:30
  people/a17.toml: call-6, Sat 7 Mar 2026 23:30
  people/a17.toml: call-7, Sun 8 Mar 2026 23:30
  people/a17.toml: call-8, Mon 9 Mar 2026 23:30

10 things are due in 1 of 1 enrolment
"""
    )


@pytest.mark.usefixtures("days")
def test_what_has_begun_is_recorded_when_it_is_over(careplan: Run) -> None:
    """A call from 23:30 to midnight goes on at 23:50, and so does a stay."""
    running = careplan("due", "people", "--now", "2026-03-05T04:50:00Z")
    assert listed(running)["Today"] == [
        "  people/a17.toml: stay-1, Mon 2 Mar 2026",
        "  people/a17.toml: call-3, Wed 4 Mar 2026 23:30",
    ]
    over = careplan("due", "people", "--now", "2026-03-05T05:00:00Z")
    assert listed(over)["Today"] == [
        "  people/a17.toml: call-4, Thu 5 Mar 2026 23:30",
    ]
    assert (
        "  people/a17.toml: call-3, Wed 4 Mar 2026 23:30"
        in listed(over)["To be recorded, as done or as missed"]
    )


# ---- Missed --------------------------------------------------------------------------


MISSED = "Missed, and not dealt with"


def missed(careplan: Run, now: str = "2026-03-09T12:00:00Z") -> list[str]:
    done = careplan("due", "people/a17.toml", "--now", now)
    lines = listed(done).get(MISSED, [])
    return [line.split(": ")[1].split(",")[0] for line in lines if ": " in line]


@pytest.fixture
def two_missed(enrol: Enrols, careplan: Run) -> None:
    enrol("a17")
    entered(
        careplan,
        "record people/a17.toml assessment-1 done --result fit at 2026-02-16T12:00:00Z",
        "record people/a17.toml class-1 missed at 2026-02-25T12:00:00Z",
        "record people/a17.toml class-2 missed at 2026-02-28T12:00:00Z",
    )


ADD = "add people/a17.toml class 2026-03-01T18:00 at 2026-02-28T12:01:00Z"
MOVE = "move people/a17.toml class-3 2026-03-04T18:00 at 2026-02-28T12:02:00Z"
OMIT = "omit people/a17.toml classes/class-4 at 2026-02-28T12:03:00Z"
PIN = "pin people/a17.toml on/class-1 at 2026-02-28T12:04:00Z"
OTHER = "pin people/a17.toml review-1 at 2026-02-28T12:05:00Z"
DECIDE = "decide people/a17.toml pace more at 2026-02-28T12:06:00Z"


@pytest.mark.usefixtures("two_missed")
@pytest.mark.parametrize(
    ("entries", "left"),
    [
        ([], ["class-1", "class-2"]),
        ([OTHER, DECIDE], ["class-1", "class-2"]),
        ([ADD], ["class-2"]),
        ([MOVE], ["class-2"]),
        ([OMIT], ["class-2"]),
        ([PIN], ["class-2"]),
        ([ADD, PIN], []),
        ([ADD, OMIT, PIN], []),
    ],
)
def test_one_entry_by_hand_deals_with_one_missed(
    careplan: Run, entries: list[str], left: list[str]
) -> None:
    entered(careplan, *entries)
    assert missed(careplan) == left


@pytest.mark.usefixtures("two_missed")
def test_an_entry_before_or_taken_back_deals_with_nothing(careplan: Run) -> None:
    entered(
        careplan,
        PIN,
        "undo people/a17.toml 4 at 2026-02-28T12:05:00Z",
        "record people/a17.toml class-3 missed at 2026-03-04T12:00:00Z",
    )
    assert missed(careplan) == ["class-1", "class-2", "class-3"]


@pytest.mark.usefixtures("two_missed")
def test_an_end_deals_with_all(careplan: Run) -> None:
    entered(careplan, "end people/a17.toml --on 2026-03-20 at 2026-03-01T12:00:00Z")
    assert missed(careplan) == []


@pytest.mark.parametrize(
    ("policy", "left"),
    [
        ('if_missed = "append"', []),
        ('if_missed = "append", until = "classes.start + 13 days"', ["class-1"]),
    ],
)
def test_a_rule_may_make_up_for_it_itself(
    policy: str, left: list[str], people: Path, enrol: Enrols, careplan: Run
) -> None:
    """It does not, where it must end before there is a place for one more."""
    text = STEPS.replace('window = "1 day"', policy)
    (people / "steps.toml").write_text(text, encoding="utf-8")
    enrol("a17")
    entered(
        careplan,
        "record people/a17.toml assessment-1 done --result fit at 2026-02-16T12:00:00Z",
        "record people/a17.toml class-1 missed at 2026-02-25T12:00:00Z",
    )
    assert missed(careplan) == left


# ---- Decisions -----------------------------------------------------------------------


DECISION = "Waiting for a decision"


def decisions(careplan: Run, now: str) -> list[str]:
    done = careplan("due", "people/a17.toml", "--now", now)
    assert done.err == ""
    text = "\n".join(listed(done).get(DECISION, []))
    return re.findall(r"careplan decide people/a17.toml (\S+) OPTION", text)


@pytest.mark.usefixtures("two_missed")
def test_a_decision_is_asked_a_week_ahead_and_until_it_is_taken(careplan: Run) -> None:
    assert decisions(careplan, "2026-02-26T08:00:00Z") == []
    assert decisions(careplan, "2026-02-26T09:00:00Z") == ["pace", "visits"]
    entered(careplan, DECIDE)
    assert decisions(careplan, "2026-03-05T08:00:00Z") == ["visits"]


@pytest.mark.usefixtures("two_missed")
def test_a_late_decision_is_listed_where_other_commands_refuse(careplan: Run) -> None:
    entered(
        careplan,
        DECIDE,
        "decide people/a17.toml visits no at 2026-03-05T10:00:00Z",
        "record people/a17.toml review-1 done at 2026-03-05T11:00:00Z",
        "undo people/a17.toml 5 at 2026-03-05T12:00:00Z",
    )
    shown = careplan("show", "people/a17.toml")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("error[undecided]: `visits` is not decided")
    done = careplan("due", "people/a17.toml", "--now", "2026-03-06T08:00:00Z")
    assert (done.code, done.err) == (3, "")
    assert listed(done)[DECISION] == [
        "  people/a17.toml: visits, asked after review-1, Thu 5 Mar 2026 09:00; its",
        "      branches are left out until it is taken; OPTION is yes or no",
        "      careplan decide people/a17.toml visits OPTION",
    ]


@pytest.mark.usefixtures("two_missed")
def test_a_plan_that_is_over_asks_nothing(careplan: Run) -> None:
    entered(careplan, "end people/a17.toml --on 2026-03-06 at 2026-03-01T12:00:00Z")
    assert decisions(careplan, "2026-03-06T12:00:00Z") == ["pace", "visits"]
    assert decisions(careplan, "2026-03-07T12:00:00Z") == []


def test_a_decision_of_no_occurrence_waits_from_the_beginning(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    """One that is asked after something a branch left out is not asked at all."""
    text = STEPS.replace('after = "classes/review"', "", 1)
    text = text.replace('after = "classes/review"', 'after = "later/review"')
    text = text.replace(', when = { visits = "yes" }', "")
    text += """
[[phases]]
id = "later"
length = "1 week"
from = "on.start + 8 weeks"
when = { pace = "more" }
schedule = [
  { activity = "review", day = 1 },
  { activity = "visit", day = 2, when = { visits = "yes" } },
]
"""
    (people / "steps.toml").write_text(text, encoding="utf-8")
    enrol("a17")
    done = careplan("due", "people/a17.toml", "--now", "2026-01-05T08:00:00Z")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
Waiting for a decision:
  people/a17.toml: pace, asked from the beginning; `same` is planned until
      it is taken; OPTION is same or more
      careplan decide people/a17.toml pace OPTION

1 thing is due in 1 of 1 enrolment
"""
    )


@pytest.mark.usefixtures("two_missed")
def test_a_decision_that_something_waits_for_is_asked_in_any_case(
    careplan: Run,
) -> None:
    """Without the review nobody asks for visits, and still they wait for it."""
    entered(careplan, "omit people/a17.toml review-1 at 2026-02-28T13:00:00Z")
    done = careplan("due", "people/a17.toml", "--now", "2026-02-28T14:00:00Z")
    assert listed(done)[DECISION] == [
        "  people/a17.toml: visits, asked after `classes/review`; its branches are",
        "      left out until it is taken; OPTION is yes or no",
        "      careplan decide people/a17.toml visits OPTION",
    ]


# ---- Gates ---------------------------------------------------------------------------


GATE = "Gates still open, with something waiting within 7 days"


def test_a_gate_is_listed_as_export_names_it(enrol: Enrols, careplan: Run) -> None:
    """What is still ahead cannot be recorded, so no command stands there."""
    enrol("a17", "2026-03-02")
    entered(careplan, "move people/a17.toml assessment-1 2026-03-09 at " + NOW)
    early, near = "2026-03-03T17:59:00Z", "2026-03-03T18:00:00Z"
    done = careplan("due", "people/a17.toml", "--now", early)
    assert GATE not in listed(done)
    done = careplan("due", "people/a17.toml", "--now", near)
    assert listed(done)[GATE] == [
        "  people/a17.toml: the result of assessment-1 (Mon 9 Mar 2026): class-1 on",
        "      Tue 10 Mar 2026 waits for it; RESULT is fit, more tests or unfit",
    ]
    exported = careplan("export", "people/a17.toml", "--now", near)
    assert (
        "  the result of assessment-1 (Mon 9 Mar 2026): class-1 on Tue 10 Mar 2026\n"
        "      waits for it\n" in exported.err
    )


def test_a_gate_nobody_came_to_needs_another(enrol: Enrols, careplan: Run) -> None:
    enrol("a17")
    entered(
        careplan, "record people/a17.toml assessment-1 missed at 2026-02-16T12:00:00Z"
    )
    done = careplan("due", "people/a17.toml", "--now", "2026-02-20T12:00:00Z")
    assert listed(done)[GATE] == [
        "  people/a17.toml: assessment: class-1 on Tue 24 Feb 2026 waits for it",
        "      careplan add people/a17.toml assessment WHEN",
    ]


def test_no_gate_of_a_plan_that_is_over_is_listed(enrol: Enrols, careplan: Run) -> None:
    enrol("a17")
    entered(careplan, "end people/a17.toml --on 2026-02-27 at 2026-02-25T12:00:00Z")
    done = careplan("due", "people/a17.toml", "--now", "2026-03-03T12:00:00Z")
    assert list(listed(done)) == ["To be recorded, as done or as missed"]


# ---- Outside, and the horizon --------------------------------------------------------


OUTSIDE = "Outside what the program allows"


def test_what_is_outside_is_told_ahead_and_for_a_week(
    enrol: Enrols, careplan: Run
) -> None:
    enrol("a17")
    entered(
        careplan,
        "record people/a17.toml assessment-1 done --result fit at 2026-02-16T12:00:00Z",
        "record people/a17.toml class-1 done --on 2026-02-26 at 2026-02-26T20:00:00Z",
        "move people/a17.toml class-3 2026-03-05 --override --reason way"
        " at 2026-02-26T20:01:00Z",
    )
    done = careplan("due", "people/a17.toml", "--now", "2026-03-05T18:00:00Z")
    assert listed(done)[OUTSIDE] == [
        "  people/a17.toml: class-1, Thu 26 Feb 2026 18:00; after Wed 25 Feb 2026,",
        "      the latest allowed",
        "  people/a17.toml: class-3, Thu 5 Mar 2026 18:00; after Wed 4 Mar 2026, the",
        "      latest allowed",
        "      careplan when people/a17.toml class-3",
    ]
    done = careplan("due", "people/a17.toml", "--now", "2026-03-05T19:00:00Z")
    assert OUTSIDE not in listed(done)


HORIZON = "Horizon near"
NEAR = [
    "  people/a17.toml: on/class, Mon 20 Apr 2026; planned no further",
    "      careplan extend people/a17.toml --horizon DATE",
]


def horizon(careplan: Run, now: str) -> list[str]:
    return listed(careplan("due", "people/a17.toml", "--now", now)).get(HORIZON, [])


def test_a_horizon_is_near_less_than_sixty_days_before(
    enrol: Enrols, careplan: Run
) -> None:
    enrol("a17", horizon="2026-04-20")
    assert horizon(careplan, "2026-02-19T12:00:00Z") == []
    assert horizon(careplan, "2026-02-20T12:00:00Z") == NEAR
    entered(
        careplan, "extend people/a17.toml --horizon 2026-12-31 at 2026-02-20T12:00:00Z"
    )
    assert horizon(careplan, "2026-02-20T12:00:00Z") == []


@pytest.mark.parametrize(
    "entry",
    [
        "end people/a17.toml --on 2026-04-20 at 2026-02-20T12:00:00Z",
        "record people/a17.toml assessment-1 done --result unfit at " + NOW,
    ],
)
def test_a_horizon_matters_only_where_something_goes_on(
    enrol: Enrols, careplan: Run, entry: str
) -> None:
    enrol("a17", horizon="2026-04-20")
    entered(careplan, entry)
    assert horizon(careplan, "2026-04-01T12:00:00Z") == []


def test_a_plan_that_ends_after_the_horizon_goes_on_till_then(
    enrol: Enrols, careplan: Run
) -> None:
    enrol("a17", horizon="2026-04-20")
    entered(careplan, "end people/a17.toml --on 2026-04-21 at 2026-02-20T12:00:00Z")
    assert horizon(careplan, "2026-02-20T12:00:00Z") == NEAR


def test_what_begins_only_after_the_horizon_is_told_as_well(
    enrol: Enrols, careplan: Run
) -> None:
    enrol("a17", horizon="2026-03-01")
    assert horizon(careplan, "2026-02-20T12:00:00Z") == [
        "  people/a17.toml: on/class, Sun 1 Mar 2026; planned no further",
        "      careplan extend people/a17.toml --horizon DATE",
    ]


# ---- Files ---------------------------------------------------------------------------


def test_a_long_command_is_broken_as_a_shell_reads_it(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    enrol("a17")
    name = "an enrolment whose file has a long name, and blanks.toml"
    (people / "a17.toml").rename(people / name)
    done = careplan("due", f"people/{name}", "--now", "2026-02-16T12:00:00Z")
    assert listed(done)["To be recorded, as done or as missed"] == [
        "  people/an enrolment whose file has a long name, and blanks.toml:",
        "      assessment-1, Mon 16 Feb 2026 09:00; RESULT is fit, more tests or unfit",
        "      careplan record \\",
        "        'people/an enrolment whose file has a long name, and blanks.toml' \\",
        "        assessment-1 done --result RESULT",
    ]


def test_no_spreadsheet_takes_a_file_for_a_formula(
    people: Path, enrol: Enrols, careplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol("a17")
    (people / "a17.toml").rename(people / "=a17.toml")
    monkeypatch.chdir(people)
    done = careplan("due", "=a17.toml", "--now", "2026-02-16T08:00:00Z", "--format=csv")
    assert [row.split(",")[1] for row in done.out.splitlines()[1:]] == [
        "'=a17.toml",
        "'=a17.toml",
        "'=a17.toml",
    ]


def test_what_is_broken_is_told_and_the_others_are_listed(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    for name in ("a17", "b04", "c30"):
        enrol(name)
    with (people / "b04.toml").open("a", encoding="utf-8") as file:
        file.write("colour = 1\n")
    (people / "c30.toml").write_text("start = \n", encoding="utf-8")
    done = careplan("due", "people", "--now", "2026-01-05T12:00:00Z")
    assert (done.code, done.out) == (4, "nothing is due in 1 enrolment\n")
    assert re.findall(r"error\[\S+\]", done.err) == [
        "error[unknown-key]",
        "error[syntax]",
    ]
    assert done.err.endswith(
        "2 enrolments could not be read or dated, and nothing of them is listed\n"
    )
    told = careplan(
        "due", "people", "--now", "2026-01-05T12:00:00Z", "--format", "json"
    )
    assert told.code == 4
    assert json.loads(told.out) == {
        "version": 1,
        "now": "2026-01-05T12:00:00Z",
        "enrolments": ["people/a17.toml"],
        "failed": ["people/b04.toml", "people/c30.toml"],
        "due": [],
    }
    assert [one["code"] for one in json.loads(told.err)["diagnostics"]] == [
        "unknown-key",
        "syntax",
        "no-default",
    ]


def test_one_that_is_broken_is_code_1(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    enrol("a17")
    (people / "steps.toml").unlink()
    done = careplan("due", "people/a17.toml", "--now", NOW)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[file-missing]: `people/steps.toml` does not exist"
    )


def test_one_that_cannot_be_dated_is_told(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    enrol("a17")
    with (people / "a17.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[ledger]]\nat = 2026-03-01T12:00:00Z\nverb = "omit"\n'
            'occurrence = "dance-1"\n'
        )
    done = careplan("due", "people", "--now", NOW)
    assert (done.code, done.out) == (4, "nothing is due in 0 enrolments\n")
    assert done.err.startswith("error[unknown-occurrence]: ")
    assert done.err.endswith(
        "1 enrolment could not be read or dated, and nothing of it is listed\n"
    )


@pytest.mark.usefixtures("people")
def test_a_folder_without_enrolments_is_the_wrong_one(careplan: Run) -> None:
    """A list that says nothing is due must not come of a mistyped name."""
    done = careplan("due", "people", "--now", NOW)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[no-enrolments]: there is no enrolment in `people`\n"
        " --> people\n"
        "  = help: `careplan enrol` makes one; hidden files and "
        "folders are passed over\n"
        "\n"
        "1 error in people\n"
    )


@pytest.mark.usefixtures("people")
def test_what_is_no_folder_and_no_enrolment_is_said_to_be(careplan: Run) -> None:
    done = careplan("due", "nowhere", "--now", NOW)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-missing]: `nowhere` does not exist")
    Path("notes.txt").write_text("call at ten", encoding="utf-8")
    done = careplan("due", "notes.txt", "--now", NOW)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[syntax]: ")
    done = careplan("due", "people/steps.toml", "--now", NOW)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: `people/steps.toml` is a program; what is due stands in an enrolment,"
        " or in a folder of them\n"
    )
    done = careplan("due", "-", "--now", NOW)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: what is due is dealt with in a file; name it\n")


def test_what_may_not_be_looked_into_is_told(people: Path, enrol: Enrols) -> None:
    """A folder that is shut is an error; one within does not hide the others."""
    enrol("a17")
    (people / "a17.toml").chmod(0o644)
    (people / "shut").mkdir(mode=0o000)
    look = "run(['due', {0!r}, '--now', '2026-01-05T12:00:00Z'])\n"
    before = (
        "import os, sys\nfrom careplan.cli import run\nsys.stderr = sys.stdout\n"
        f"os.chdir({str(people.parent)!r})\n"
        + look.format("people")
        + look.format("nowhere")
        + "print('----')\n"
    )

    def told(name: str) -> str:
        script = f"print('=', {look.format(name)})"
        return as_nobody(script, people, before=before).partition("----\n")[2]

    assert told("people") == (
        "error[file-unreadable]: `people/shut` cannot be read: permission denied\n"
        " --> people/shut\n"
        "\n"
        "1 error in people/shut\n"
        "nothing is due in 1 enrolment\n"
        "1 folder could not be looked into\n"
        "= 4\n"
    )
    assert told("people/shut") == (
        "error[file-unreadable]: `people/shut` cannot be read: permission denied\n"
        " --> people/shut\n"
        "\n"
        "1 error in people/shut\n"
        "= 1\n"
    )
    assert (people / "shut").stat().st_mode & 0o777 == 0
