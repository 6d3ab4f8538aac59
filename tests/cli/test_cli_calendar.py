"""`calendar` merges for staff what was handed out of a folder of plans, by alias."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from careplan import files
from careplan.calendar.contentlines import Component, read
from tests.cli.at_terminal import talk
from tests.cli.running import Ran, Run
from tests.files.machine import as_nobody
from tests.oracles import ical_js, strict_python
from tests.oracles.reading import Reading, differences

WALKS = """\
[program]
id = "walks"
version = "1.0.0"
status = "active"
title = "Walking back to strength"
private_terms = ["ward"]

[roles]
coach = "Walking coach"
clinician = "Physician"

[activities.walk]
kind = "session"
title = "Walking session"
neutral = "Walk"
instructions = "Ask about the ward."
neutral_instructions = "Bring shoes."
duration = "1 h"
at = "10:00"
with = ["coach", "clinician"]
reminders = ["1 day"]

[activities.diary]
kind = "habit"
title = "Diary"
at = "20:00"

[[phases]]
id = "opening"
length = "2 weeks"
schedule = [
  { activity = "walk", on = ["tue"] },
  { activity = "diary", every = "1 day" },
]
"""
ROLES = """\
[roles]
coach = "Walking coach"
clinician = "Physician"

"""
NO_ROLE = WALKS.replace(ROLES, "").replace('with = ["coach", "clinician"]\n', "")

FRIDAY = "2026-02-27T09:00:00Z"
SATURDAY = "2026-02-28T09:00:00Z"
HOW = """\
  import it into a calendar of its own; to renew it, delete that one first
"""
UNKNOWN = "no program of the plans in `people` has a role"
NOT_THE_PATIENTS = (
    "what patients were handed is theirs alone and is not merged; name a role of the"
    " team"
)
ONE_PLAN = (
    "`people/a17.toml` is an enrolment; name a folder of enrolments, for the calendar"
    " of one is made by `careplan export`"
)
MERGED = "people/out/careplan-coach.ics"

Enrols = Callable[..., Path]
Shown = tuple[str, str, str, int]


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a folder for enrolments, in which their program lies."""
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "walks.toml").write_text(WALKS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


@pytest.fixture
def enrol(people: Path, careplan: Run) -> Enrols:
    """Enrol somebody, and hand their calendar to the coach unless told otherwise."""
    assert people.is_dir()

    def begin(
        name: str,
        *more: str,
        program: str = "walks.toml",
        start: str = "2026-03-02",
        roles: tuple[str, ...] = ("coach",),
    ) -> Path:
        number = int.from_bytes(name.encode()) << 64 | 4 << 76 | 8 << 60
        entered(
            careplan,
            *f"enrol people/{program} -o people/{name}.toml --start {start}".split(),
            *f"--timezone Europe/London --id {UUID(int=number)}".split(),
            *more,
        )
        for role in roles:
            handed_out(careplan, name, role)
        return Path(f"people/{name}.toml")

    return begin


@pytest.fixture
def clinic(people: Path, enrol: Enrols, careplan: Run) -> Path:
    """Three people: one behind, one with a session less, one never handed out."""
    for name in ("a17", "b22"):
        enrol(name, "--alias", name.upper())
    enrol("c31", "--alias", "C31", roles=())
    entered(careplan, *"move people/a17.toml walk-2 2026-03-11T09:00".split())
    entered(careplan, *"omit people/b22.toml walk-1".split())
    handed_out(careplan, "b22", now=SATURDAY)
    return people


def entered(careplan: Run, *words: str) -> None:
    done = careplan(*words, SOURCE_DATE_EPOCH="1772182800")
    assert done.code == 0, done.err


def handed_out(
    careplan: Run, name: str, role: str = "coach", *, now: str = FRIDAY
) -> None:
    done = careplan("export", f"people/{name}.toml", "--role", role, "--now", now)
    assert done.code == 0, done.err


def merged(careplan: Run, *more: str, role: str = "coach") -> Ran:
    return careplan("calendar", "people", "--role", role, *more)


def events(path: str) -> list[Component]:
    return read(Path(path).read_bytes()).named("VEVENT")


def shown(path: str = MERGED) -> list[Shown]:
    """Say what two foreign parsers read, once they agree on all of it."""
    data = Path(path).read_bytes()
    found = strict_python.read(data)
    assert differences(found, ical_js.read(data)) == ()
    return [_shown(one) for one in sorted(found)]


def _shown(one: Reading) -> Shown:
    assert one.location == ""
    return one.start, one.summary, one.status, one.sequence


def everything() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


# What is handed out


@pytest.mark.usefixtures("clinic")
def test_a_coach_gets_one_calendar_of_what_was_handed_out(careplan: Run) -> None:
    """The one that moved since stands where it stood, and says no more than a word."""
    Path("people/d40.toml").write_text("start =\n", encoding="utf-8")
    before = everything()
    done = merged(careplan)
    assert (done.code, done.out) == (4, f"{MERGED}\n")
    assert (
        done.err
        == f"""\
error[syntax]: this is no value
 --> people/d40.toml:1:8
  |
1 | start =
  |        ^
  |
  = help: texts stand in quotes

1 error in people/d40.toml
4 entries of 2 plans
{HOW}\
1 plan is behind; the calendar says what was last handed out to the coach:
  careplan export people/a17.toml --role coach
not in the calendar: 1 plan, of which nothing was handed out to the coach:
  careplan export people/c31.toml --role coach
not in the calendar: 1 plan with errors
"""
    )
    assert shown() == [
        ("2026-03-03T10:00:00Z", "A17: Walk", "CONFIRMED", 0),
        ("2026-03-03T10:00:00Z", "Cancelled: Appointment", "CANCELLED", 1),
        ("2026-03-10T10:00:00Z", "B22: Walk", "CONFIRMED", 0),
        ("2026-03-10T10:00:00Z", "A17: Appointment", "CONFIRMED", 0),
    ]
    after = everything()
    assert Path(MERGED).stat().st_mode & 0o777 == 0o600
    assert after.pop(Path(MERGED))
    assert after == before


@pytest.mark.usefixtures("clinic")
def test_the_description_says_what_it_is_and_has_no_number(careplan: Run) -> None:
    merged(careplan)
    calendar = read(Path(MERGED).read_bytes())
    assert calendar.text("X-WR-CALNAME") == "Care plan"
    assert calendar.text("DESCRIPTION") == (
        "Merged from 2 plans, as last handed out; the newest change is of 2026-02-28"
        " 09:00 UTC. Import it into a calendar of its own; to renew it, delete that"
        " calendar and import the new file."
    )


@pytest.mark.usefixtures("clinic")
def test_what_did_not_change_is_what_each_coach_has_line_by_line(
    careplan: Run,
) -> None:
    merged(careplan)
    own = [
        *events("people/out/a17/careplan-coach.ics"),
        *events("people/out/b22/careplan-coach.ics"),
    ]
    found = events(MERGED)
    assert {each.value("UID") for each in own} == {each.value("UID") for each in found}
    others = [each for each in found if each not in own]
    assert [each.lines["SUMMARY"].value for each in others] == ["A17: Appointment"]
    (stood,) = (each for each in own if each.value("UID") == others[0].value("UID"))
    for name in "DTSTART DTEND SEQUENCE DTSTAMP CREATED LAST-MODIFIED TRANSP".split():
        assert others[0].lines[name] == stood.lines[name]
    assert ("DESCRIPTION" in others[0].lines, others[0].parts) == (False, [])


@pytest.mark.usefixtures("clinic")
def test_after_an_export_its_plan_alone_is_another(careplan: Run) -> None:
    merged(careplan)
    before = events(MERGED)
    handed_out(careplan, "a17", now="2026-03-01T09:00:00Z")
    done = merged(careplan)
    assert (done.code, done.out) == (0, f"{MERGED}\n")
    assert (
        done.err
        == f"""\
4 entries of 2 plans
{HOW}\
not in the calendar: 1 plan, of which nothing was handed out to the coach:
  careplan export people/c31.toml --role coach
"""
    )
    assert shown() == [
        ("2026-03-03T10:00:00Z", "A17: Walk", "CONFIRMED", 0),
        ("2026-03-03T10:00:00Z", "Cancelled: Appointment", "CANCELLED", 1),
        ("2026-03-10T10:00:00Z", "B22: Walk", "CONFIRMED", 0),
        ("2026-03-11T09:00:00Z", "A17: Walk", "CONFIRMED", 1),
    ]
    new = [each for each in events(MERGED) if each not in before]
    assert [each.lines["SUMMARY"].value for each in new] == ["A17: Walk"]


@pytest.mark.usefixtures("clinic")
def test_a_plan_that_is_behind_is_exit_code_3(careplan: Run) -> None:
    done = merged(careplan, "--format", "json")
    assert (done.code, done.err) == (3, "")
    assert json.loads(done.out) == {
        "version": 1,
        "written": [MERGED],
        "role": "coach",
        "entries": 4,
        "enrolments": ["people/a17.toml", "people/b22.toml"],
        "behind": ["people/a17.toml"],
        "never": ["people/c31.toml"],
        "failed": [],
    }


@pytest.mark.usefixtures("clinic")
def test_the_clock_is_not_in_the_bytes(careplan: Run) -> None:
    """And neither is the order in which plans were entered or are listed."""
    first = merged(careplan, "-o", "-").out
    again = careplan(
        "calendar", "people/", "--role", "coach", "-o", "-", SOURCE_DATE_EPOCH="1"
    )
    assert again.out == first
    Path("people/a17.toml").rename("people/z.toml")
    Path("people/a17.issued.toml").rename("people/z.issued.toml")
    assert merged(careplan, "-o", "-").out == first


@pytest.mark.usefixtures("clinic")
def test_what_was_taken_back_stays_so_until_the_next_export(careplan: Run) -> None:
    entered(careplan, "undo", "people/b22.toml", "1")
    done = merged(careplan)
    assert "2 plans are behind" in done.err
    assert ("2026-03-03T10:00:00Z", "Cancelled: Appointment", "CANCELLED", 1) in shown()


def test_what_was_to_be_confirmed_stays_so(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    gated = WALKS.replace(
        "[activities.diary]",
        '[activities.test]\nkind = "evaluation"\ntitle = "Test"\nat = "09:00"\n'
        'results = { fit = "opens" }\n\n[activities.diary]',
    ).replace(
        '{ activity = "walk", on = ["tue"] },',
        '{ activity = "test", day = 1 },\n  { activity = "walk", on = ["tue"],'
        ' requires = ["test"] },',
    )
    (people / "gated.toml").write_text(gated, encoding="utf-8")
    enrol("a17", "--alias", "A17", program="gated.toml")
    assert merged(careplan).code == 0
    waiting = [
        ("2026-03-03T10:00:00Z", "A17: To be confirmed: Walk", "TENTATIVE", 0),
        ("2026-03-10T10:00:00Z", "A17: To be confirmed: Walk", "TENTATIVE", 0),
    ]
    assert shown() == waiting
    done = careplan(
        *"record people/a17.toml test-1 done --result fit".split(),
        *"--now 2026-03-02T12:00:00Z".split(),
    )
    assert done.code == 0, done.err
    assert merged(careplan).code == 3
    assert shown() == [
        (start, title.replace("Walk", "Appointment"), *rest)
        for start, title, *rest in waiting
    ]


def test_a_run_of_a_series_keeps_its_rule(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    shared = WALKS.replace(
        'title = "Diary"', 'title = "Diary"\nwith = ["coach"]\nchoose = ["at"]'
    )
    (people / "shared.toml").write_text(shared, encoding="utf-8")
    enrol("a17", "--alias", "A17", program="shared.toml")
    assert merged(careplan).code == 0
    rules = [each.value("RRULE") for each in events(MERGED)]
    assert rules == ["FREQ=DAILY;COUNT=14", None, None]
    entered(careplan, *"set people/a17.toml diary.at 21:00".split())
    assert merged(careplan).code == 3
    assert [each.value("RRULE") for each in events(MERGED)] == rules
    assert shown()[0] == ("2026-03-02T20:00:00Z", "A17: Reminder", "CONFIRMED", 0)


def test_a_late_decision_keeps_nobody_out(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    asking = WALKS + (
        '\n[decisions.more]\nafter = "opening/walk.last"\nquestion = "More?"\n'
        'options = ["yes", "no"]\n\n[[phases]]\nid = "on"\nlength = "1 week"\n'
        'schedule = [{ activity = "walk", on = ["wed"], when = { more = "yes" } }]\n'
    )
    (people / "asking.toml").write_text(asking, encoding="utf-8")
    enrol("a17", "--alias", "A17", program="asking.toml")
    for name in ("walk-1", "walk-2"):
        done = careplan(
            *f"record people/a17.toml {name} done --now 2026-03-17T12:00:00Z".split()
        )
        assert done.code == 0, done.err
    refused = careplan("export", "people/a17.toml", "--role", "coach")
    assert refused.err.startswith("error[undecided]")
    done = merged(careplan)
    assert (done.code, done.out) == (0, f"{MERGED}\n")
    assert [title for _, title, *_ in shown()] == ["A17: Walk", "A17: Walk"]


def test_who_has_nothing_for_the_role_adds_no_notice(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    """A notice that nothing is planned is true of one plan, and stands alone only."""
    idle = WALKS.replace('"coach", "clinician"', '"clinician"')
    (people / "idle.toml").write_text(idle, encoding="utf-8")
    enrol("b22", "--alias", "B22", program="idle.toml")
    assert merged(careplan).err == f"1 entry of 1 plan\n{HOW}"
    assert [title for _, title, *_ in shown()] == [
        "Nothing is planned in this calendar"
    ]
    enrol("a17", "--alias", "A17")
    assert merged(careplan).err == f"2 entries of 2 plans\n{HOW}"
    assert [title for _, title, *_ in shown()] == ["A17: Walk", "A17: Walk"]


def test_each_stream_says_as_much_as_its_enrolment_records(
    enrol: Enrols, careplan: Run
) -> None:
    enrol("a17", *"--alias A17 --privacy coach=busy".split())
    enrol("b22", *"--alias B22 --privacy coach=full".split(), start="2026-03-09")
    entered(careplan, *"move people/a17.toml walk-2 2026-03-11T09:00".split())
    entered(careplan, *"move people/b22.toml walk-2 2026-03-18T09:00".split())
    assert merged(careplan).code == 3
    assert [title for _, title, *_ in shown()] == [
        "Appointment",
        "Appointment",
        "B22: Walking session",
        "B22: Appointment",
    ]
    assert [each.text("DESCRIPTION") for each in events(MERGED)] == [
        None,
        None,
        "Ask about the ward.",
        None,
    ]


def test_a_clinician_reads_all_of_it(enrol: Enrols, careplan: Run) -> None:
    enrol("a17", "--alias", "A17", roles=("clinician",))
    done = merged(careplan, "-o", "clinic.ics", role="clinician")
    assert (done.code, done.out) == (0, "clinic.ics\n")
    assert [title for _, title, *_ in shown("clinic.ics")] == [
        "A17: Walking session",
        "A17: Walking session",
    ]


# Who is who, and what must not be said


def test_two_with_one_alias_cannot_be_told_apart(enrol: Enrols, careplan: Run) -> None:
    enrol("a17", "--alias", "Robin")
    enrol("b22", "--alias", "robin")
    done = merged(careplan)
    assert (done.code, done.out) == (0, f"{MERGED}\n")
    assert (
        done.err
        == f"""\
warning[alias-unclear]: 2 plans have one alias: their entries look the same
 --> people/a17.toml:9:9
  |
9 | alias = •••••••
  |         ^^^^^^^
  |
 ::: people/b22.toml:9:9
  |
9 | alias = •••••••
  |         -------
  |
  = help: give each of them an `alias` of their own under `[person]`

1 warning in people/a17.toml
4 entries of 2 plans
{HOW}"""
    )


def test_who_has_no_alias_cannot_be_told_at_all(enrol: Enrols, careplan: Run) -> None:
    enrol("a17")
    assert merged(careplan).err == f"2 entries of 1 plan\n{HOW}"
    enrol("b22")
    done = merged(careplan)
    assert done.code == 0
    assert (
        done.err
        == f"""\
warning[alias-unclear]: 2 plans have no alias: nobody can tell whose entries these are
 --> people/a17.toml:1:1
  = note: nor has people/b22.toml
  = help: give each of them an `alias` of their own under `[person]`

1 warning in people/a17.toml
4 entries of 2 plans
{HOW}"""
    )
    enrol("c31", "--alias", "C31", "--privacy", "coach=busy")
    Path("people/b22.toml").unlink()
    assert "1 plan has no alias" in merged(careplan).err


def test_busy_entries_have_no_alias_to_be_told_by(enrol: Enrols, careplan: Run) -> None:
    for name in ("a17", "b22"):
        enrol(name, "--privacy", "coach=busy")
    done = merged(careplan)
    assert (done.code, done.err) == (0, f"4 entries of 2 plans\n{HOW}")


def test_an_alias_must_not_be_the_name_of_somebody_else(
    enrol: Enrols, careplan: Run
) -> None:
    named = enrol("a17", "--alias", "A17")
    give(named, 'name = "Rosa Quint"')
    enrol("b22", "--alias", "Rosa Quint")
    done = merged(careplan)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == """\
error[private-term]: the alias in one plan says the name of the person in another
 --> people/b22.toml:9:9
  |
9 | alias = ••••• ••••••
  |         ^^^^^^^^^^^^ this says it
  |
 ::: people/a17.toml:9:8
  |
9 | name = ••••• ••••••
  |        ------------ must not be said there
  |
  = help: in a merged calendar both are read together: say it by another word
  = help: or keep the two in folders of their own

1 error in people/b22.toml; nothing was written
"""
    )
    assert not Path(MERGED).exists()


def test_a_part_of_a_name_may_be_a_word_and_is_a_warning(
    enrol: Enrols, careplan: Run
) -> None:
    give(enrol("a17", "--alias", "A17"), 'name = "Ann Shoes"')
    # Of its own plan an export tells.
    assert merged(careplan).err == f"2 entries of 1 plan\n{HOW}"
    enrol("b22", "--alias", "B22")
    done = merged(careplan)
    assert (done.code, done.out) == (0, f"{MERGED}\n")
    assert (
        done.err
        == f"""\
warning[private-term]: the description of `opening/walk-1` in one plan says a part of the name of the person in another
 --> people/b22.toml:1:1
  |
 ::: people/a17.toml:9:8
  |
9 | name = •••• ••••••
  |        ----------- must not be said there
  |
  = help: in a merged calendar both are read together: say it by another word
  = help: or keep the two in folders of their own

1 warning in people/b22.toml
4 entries of 2 plans
{HOW}"""  # noqa: E501 - one line of a report
    )


@pytest.mark.parametrize(
    ("line", "called"),
    [
        ('medicines = ["shoes"]', "one of the person's medicines"),
        ('name = "Shoes"', "the name of the person"),
    ],
)
def test_what_is_private_to_one_is_not_said_of_another(
    enrol: Enrols, careplan: Run, line: str, called: str
) -> None:
    give(enrol("a17", *"--alias A17 --privacy coach=full".split()), line)
    enrol("b22", "--alias", "B22")
    done = merged(careplan)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[private-term]: the description of `opening/walk-1` in one plan says"
        f" {called} in another\n"
    )
    assert done.err.endswith("1 error in people/b22.toml; nothing was written\n")


def test_a_private_term_of_one_program_is_none_of_another(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    private = WALKS.replace('["ward"]', '["shoes"]').replace("Bring shoes.", "Come.")
    (people / "private.toml").write_text(private, encoding="utf-8")
    enrol("a17", "--alias", "A17", program="private.toml")
    enrol("b22", "--alias", "B22")
    done = merged(careplan)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == """\
error[private-term]: the description of `opening/walk-1` in one plan says the private term `shoes` in another
 --> people/b22.toml:1:1
  |
 ::: people/private.toml:6:18
  |
6 | private_terms = ["shoes"]
  |                  ------- must not be said there
  |
  = help: in a merged calendar both are read together: say it by another word
  = help: or keep the two in folders of their own

1 error in people/b22.toml; nothing was written
"""  # noqa: E501 - one line of a report
    )
    assert not Path(MERGED).exists()
    entered(careplan, *"set people/b22.toml calendars.coach.privacy full".split())
    handed_out(careplan, "b22", now=SATURDAY)
    assert merged(careplan).code == 0


def test_a_plan_that_would_say_its_own_secret_is_left_out(
    enrol: Enrols, careplan: Run
) -> None:
    enrol("a17", "--alias", "A17")
    give(enrol("b22", "--alias", "B22"), 'medicines = ["shoes"]')
    done = merged(careplan)
    assert (done.code, done.out) == (4, f"{MERGED}\n")
    assert done.err.startswith(
        "error[private-term]: the description of `opening/walk-1` says"
    )
    assert [title for _, title, *_ in shown()] == ["A17: Walk", "A17: Walk"]


# What cannot be merged


def test_a_register_that_cannot_be_trusted_keeps_its_plan_out(
    enrol: Enrols, careplan: Run
) -> None:
    for name in ("a17", "b22"):
        enrol(name, "--alias", name)
    Path("people/b22.issued.toml").write_text("format = 1\n", encoding="utf-8")
    done = merged(careplan, "--format", "json")
    assert done.code == 4
    assert json.loads(done.out)["failed"] == ["people/b22.toml"]
    assert [one["code"] for one in json.loads(done.err)["diagnostics"]] == [
        "damaged-register"
    ]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (
            "[person]\n",
            "[person]\naway = [{ from = 2026-01-01, to = 2026-12-31 }]\n",
            "no-legal-date",
        ),
        ("start = 2026-03-02\n", "begin = 2026-03-02\n", "unknown-key"),
    ],
)
def test_a_plan_that_cannot_be_opened_or_dated_is_left_out(
    enrol: Enrols, careplan: Run, before: str, after: str, code: str
) -> None:
    enrol("a17", "--alias", "A17")
    broken = enrol("b22", "--alias", "B22")
    broken.write_text(broken.read_text("utf-8").replace(before, after), "utf-8")
    done = merged(careplan)
    assert (done.code, done.out) == (4, f"{MERGED}\n")
    assert f"error[{code}]" in done.err
    assert done.err.endswith("not in the calendar: 1 plan with errors\n")
    assert [title for _, title, *_ in shown()] == ["A17: Walk", "A17: Walk"]


def test_a_folder_that_cannot_be_looked_into_may_hold_others(
    enrol: Enrols, people: Path
) -> None:
    enrol("a17", "--alias", "A17")
    for readable in ("a17.toml", "a17.issued.toml"):
        (people / readable).chmod(0o644)
    shutil.rmtree("people/out")
    (people / "out").mkdir()
    (people / "out").chmod(0o777)
    (people / "shut").mkdir(mode=0o000)
    look = "run(['calendar', 'people', '--role', 'coach'{}])\n"
    before = (
        "import os, sys\nfrom careplan.cli import run\nsys.stderr = sys.stdout\n"
        f"os.chdir({str(people.parent)!r})\n"
        + look.format(", '-o', '-'")
        + "print('----')\n"
    )
    script = f"print('=', {look.format('')})"
    seen = as_nobody(script, people, before=before).partition("----\n")[2]
    assert (
        seen
        == f"""\
error[file-unreadable]: `people/shut` cannot be read: permission denied
 --> people/shut

1 error in people/shut
{MERGED}
2 entries of 1 plan
{HOW}\
1 folder could not be looked into
= 4
"""
    )


@pytest.mark.usefixtures("clinic")
def test_a_plan_somebody_works_on_is_merged_as_it_is(careplan: Run) -> None:
    """Whoever only reads waits for nobody, and leaves no lock behind."""
    with files.locked(Path("people/a17.toml")) as taken:
        assert taken is None
        before = everything()
        done = merged(careplan)
        after = everything()
    assert (done.code, done.out) == (3, f"{MERGED}\n")
    assert after.keys() - before.keys() == {Path(MERGED)}


def test_one_enrolment_twice_is_merged_by_neither(enrol: Enrols, careplan: Run) -> None:
    for name in ("a17", "b22"):
        enrol(name, "--alias", name.upper())
    shutil.copytree("people", "people/old")
    Path("people/old/b22.toml").unlink()
    done = merged(careplan)
    assert (done.code, done.out) == (4, f"{MERGED}\n")
    assert (
        done.err
        == f"""\
error[same-enrolment]: 2 files are the same enrolment: they have one `id`
 --> people/a17.toml:2:6
  |
2 | id = ••••••••••••••••••••••••••••••••••••••
  |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: people/old/a17.toml:2:6
  |
2 | id = ••••••••••••••••••••••••••••••••••••••
  |      --------------------------------------
  |
  = help: move old copies out of the folder
  = help: who was enrolled by copying a file needs an `id` of their own

1 error in people/a17.toml
2 entries of 1 plan
{HOW}\
not in the calendar: 2 plans with errors
"""
    )
    assert [title for _, title, *_ in shown()] == ["B22: Walk", "B22: Walk"]
    Path("people/b22.toml").unlink()
    assert merged(careplan, "-o", "-").out == ""


@pytest.mark.usefixtures("people")
def test_a_folder_with_nothing_handed_out_makes_no_calendar(
    enrol: Enrols, careplan: Run
) -> None:
    enrol("a17", "--alias", "A17", roles=())
    enrol("b22", "--alias", "B22", roles=("patient",))
    done = merged(careplan)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == """\
error[nothing-to-merge]: nothing in `people` was handed out to the coach
 --> people
  = help: export each plan for that role first: it is merged as it was exported

1 error in people; nothing was written
not in the calendar: 2 plans, of which nothing was handed out to the coach:
  careplan export people/a17.toml --role coach
  careplan export people/b22.toml --role coach
"""
    )
    found = json.loads(merged(careplan, "--format", "json").err)
    assert [one["code"] for one in found["diagnostics"]] == ["nothing-to-merge"]


@pytest.mark.usefixtures("people")
def test_a_folder_without_enrolments_is_the_wrong_one(careplan: Run) -> None:
    done = merged(careplan)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[no-enrolments]: there is no enrolment in `people`\n"
    )


def test_where_nothing_can_be_read_nothing_is_written(
    people: Path, careplan: Run
) -> None:
    (people / "a17.toml").write_text("start =\n", encoding="utf-8")
    done = merged(careplan)
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("1 error in people/a17.toml; nothing was written\n")


def test_a_program_without_the_role_is_no_business_of_it(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    (people / "alone.toml").write_text(NO_ROLE, encoding="utf-8")
    enrol("b22", program="alone.toml", roles=())
    enrol("a17", "--alias", "A17")
    done = merged(careplan)
    assert (done.code, done.err) == (0, f"2 entries of 1 plan\n{HOW}")


# What is asked for


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("people --role coch", f"{UNKNOWN} `coch`; did you mean `coach`?"),
        ("people --role nurse", f"{UNKNOWN} `nurse`; it can be `clinician` or `coach`"),
        ("people --role patient", NOT_THE_PATIENTS),
        ("people", "Missing option '--role'."),
        ("- --role coach", "registers are beside enrolments; name their folder"),
        ("people/a17.toml --role coach", ONE_PLAN),
        ("people --role coach -o all.txt", "`all.txt` does not end in .ics"),
    ],
)
def test_a_command_line_that_cannot_be_meant(
    enrol: Enrols, careplan: Run, words: str, said: str
) -> None:
    enrol("a17", "--alias", "A17")
    done = careplan("calendar", *words.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1] == f"Error: {said}"


def test_programs_may_have_no_roles_at_all(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    (people / "alone.toml").write_text(NO_ROLE, encoding="utf-8")
    enrol("b22", program="alone.toml", roles=())
    done = merged(careplan)
    assert done.code == 2
    assert done.err.splitlines()[-1] == (f"Error: {UNKNOWN} `coach`")
    (people / "d40.toml").write_text("start =\n", encoding="utf-8")
    done = merged(careplan)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error[syntax]: this is no value\n")


@pytest.mark.usefixtures("people")
def test_a_folder_that_is_not_there_is_input(careplan: Run) -> None:
    done = careplan("calendar", "nobody", "--role", "coach")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-missing]: `nobody` does not exist\n")


@pytest.mark.usefixtures("clinic")
def test_it_goes_to_standard_output_or_into_a_folder(careplan: Run) -> None:
    done = merged(careplan, "-o", "-")
    assert done.code == 3
    assert done.err.startswith(f"4 entries of 2 plans\n{HOW}1 plan is behind")
    assert not Path(MERGED).exists()
    assert merged(careplan, "-o", "desk/").out == "desk/careplan-coach.ics\n"
    assert Path("desk/careplan-coach.ics").read_bytes() == done.out.encode()


@pytest.mark.usefixtures("clinic")
def test_only_a_merged_calendar_is_replaced(careplan: Run) -> None:
    own = "people/out/a17/careplan-coach.ics"
    before = everything()
    done = merged(careplan, "-o", own)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == f"""\
error[file-exists]: `{own}` is the calendar of one plan
 --> {own}
  = help: choose another name, or move the file away first

1 error in {own}; nothing was written
not in the calendar: 1 plan, of which nothing was handed out to the coach:
  careplan export people/c31.toml --role coach
"""
    )
    assert everything() == before
    Path("mine.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")
    done = merged(careplan, "-o", "mine.ics")
    assert done.code == 1
    assert done.err.startswith(
        "error[file-exists]: `mine.ics` is not a calendar that careplan wrote\n"
    )
    assert merged(careplan).code == 3
    assert merged(careplan).code == 3
    done = careplan("export", "people/c31.toml", "--role", "coach", "-o", MERGED)
    assert done.code == 1
    assert done.err.startswith(
        f"error[file-exists]: `{MERGED}` is a calendar merged from several\n"
    )


@pytest.mark.usefixtures("clinic")
def test_what_cannot_be_written_is_said(careplan: Run) -> None:
    Path("people/out/careplan-coach.ics").mkdir()
    done = merged(careplan)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"error[file-unwritable]: `{MERGED}` cannot be written")


def test_a_large_calendar_is_a_warning(
    people: Path, enrol: Enrols, careplan: Run
) -> None:
    daily = WALKS.replace('on = ["tue"] }', 'every = "1 day" }')
    daily = daily.replace('length = "2 weeks"', 'length = "60 weeks"')
    (people / "daily.toml").write_text(daily, encoding="utf-8")
    for name in ("a17", "b22"):
        enrol(name, "--alias", name.upper(), program="daily.toml")
    done = merged(careplan)
    assert done.code == 0
    assert (
        "warning[large-calendar]: the calendar has 840 events; some calendar programs"
        " lose what is beyond 1,000\n"
    ) in done.err


@pytest.mark.usefixtures("clinic")
def test_whoever_waits_sees_how_far_it_has_come(tmp_path: Path) -> None:
    words = ["calendar", "people", "--role", "coach", "-o", "-"]
    done = talk(words, [], environment={"NO_COLOR": "1"}, folder=tmp_path)
    assert done.code == 3
    assert "1 of 3 enrolments" in done.seen


def give(enrolment: Path, line: str) -> None:
    """Write a line under `[person]`."""
    text = enrolment.read_text("utf-8").replace("[person]\n", f"[person]\n{line}\n")
    enrolment.write_text(text, encoding="utf-8")
