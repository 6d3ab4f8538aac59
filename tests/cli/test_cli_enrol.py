"""`enrol`: a new person's file, complete, private, and never in place of another."""

from __future__ import annotations

import json
import re
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from careplan import files
from tests.cli.running import ENROLMENT_ID, WALKS, Run

BEGIN = ("--start", "2026-03-02", "--timezone", "Europe/London")
MEMBER = "write ROLE.name=TEXT, ROLE.email=TEXT or ROLE.phone=TEXT"
PRIVACY = "write ROLE=full, ROLE=discreet or ROLE=busy"
HASH = sha256(WALKS.encode()).hexdigest()


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_an_enrolment_is_written(careplan: Run) -> None:
    done = careplan(
        *("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, "--id", ENROLMENT_ID),
        *("--alias", "A17", "--site", "site.toml"),
        *("--choose", "walk.on=mon,thu", "--choose", "opening/walk.at=09:00"),
    )
    assert (done.code, done.out) == (0, "a17.toml\n")
    assert done.err == "next: careplan show a17.toml\n"
    assert stat.S_IMODE(Path("a17.toml").stat().st_mode) == 0o600
    assert sorted(path.name for path in Path().iterdir()) == [
        "a17.toml",
        "site.toml",
        "walks.toml",
    ]
    assert (
        Path("a17.toml").read_text(encoding="utf-8")
        == f"""\
# One person's part in a program.  `careplan fields` lists all that can stand here.
id = "{ENROLMENT_ID}"
program = "walks.toml"
pin = {{ version = "1.0.0", sha256 = "{HASH}" }}
start = 2026-03-02
timezone = "Europe/London"
site = "site.toml"

[person]
alias = "A17"

[choices.walk]
on = ["mon", "thu"]

[choices."opening/walk"]
at = "09:00"

[calendars.patient]
privacy = "discreet"
"""
    )


@pytest.mark.usefixtures("folder")
def test_team_facts_and_calendars_are_written(careplan: Run) -> None:
    """Whatever the order they are said in, they stand in that of the reference."""
    done = careplan(
        *("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, "--id", ENROLMENT_ID),
        *("--privacy", "coach=busy", "--fact", "arm=a", "--fact", "site-code = X 1"),
        *("--consent", "2026-02-20", "--privacy", "patient=full"),
        *("--team", "coach.phone=+44 20 7946 0000", "--team", "coach.name=Jo = Park"),
        *(
            "--team",
            'coach.email="Jo" <jo@clinic.example>',
            "--choose",
            "walk.at=09:00",
        ),
    )
    assert (done.code, done.out) == (0, "a17.toml\n")
    text = Path("a17.toml").read_text(encoding="utf-8")
    _, _, end = text.partition('timezone = "Europe/London"\n')
    assert (
        end
        == r"""
[team]
coach = { name = "Jo = Park", email = "\u0022Jo\u0022 <jo@clinic.example>",\
 phone = "+44 20 7946 0000" }

[choices.walk]
at = "09:00"

[facts]
arm = "a"
site-code = "X 1"

[calendars.patient]
privacy = "full"
consent = 2026-02-20

[calendars.coach]
privacy = "busy"
""".replace("\\\n", "")
    )


@pytest.mark.usefixtures("folder")
def test_people_of_no_role_are_refused_and_not_named(careplan: Run) -> None:
    people = ("--team", "coahc.name=Jo Park", "--privacy", "cook=full")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *people)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[unknown-role]: the program has no role `coahc`\n"
        " --> a17.toml:9:1\n"
        "  |\n"
        "9 | coahc = { name = ••• ••••• }\n"
        "  | ^^^^^\n"
        "  |\n"
        "  = help: did you mean `coach`?\n"
        "\n"
        "error[unknown-role]: the program has no role `cook`\n"
        "  --> a17.toml:14:12\n"
        "   |\n"
        "14 | [calendars.cook]\n"
        "   |            ^^^^\n"
        "   |\n"
        "   = help: its roles are `patient`, `coach`\n"
        "\n"
        "2 errors in a17.toml; nothing was written\n"
    )
    assert not Path("a17.toml").exists()


@pytest.mark.usefixtures("folder")
def test_a_full_calendar_needs_consent(careplan: Run) -> None:
    full = ("--privacy", "patient=full")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *full)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[consent-missing]: ")


@pytest.mark.usefixtures("folder")
def test_a_decision_the_program_does_not_ask_for_is_refused(careplan: Run) -> None:
    decided = ("--decide", "response=partial")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *decided)
    assert (done.code, done.out) == (1, "")
    assert "error[unknown-decision]: the program asks for no decision `response`\n" in (
        done.err
    )


@pytest.mark.usefixtures("folder")
def test_a_script_is_told_all_that_is_missing_at_once(careplan: Run) -> None:
    anchored = '[anchors.surgery]\n\n[[schedule]]\nactivity = "diary"\nid = "after"\n'
    write("walks.toml", f'{WALKS}\n{anchored}from = "surgery"\n')
    done = careplan("enrol", "walks.toml")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "Usage: careplan enrol [OPTIONS] PROGRAM\n"
        "Try 'careplan enrol --help' for help.\n"
        "\n"
        "Error: Missing options: --start, --timezone, --output, --anchor surgery=DATE\n"
    )


@pytest.mark.usefixtures("folder")
def test_what_no_option_can_help_is_said_before_what_is_missing(careplan: Run) -> None:
    write("walks.toml", WALKS.replace('"active"', '"draft"'))
    done = careplan("enrol", "walks.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[not-active]: ")
    write("walks.toml", "[program]\n")
    done = careplan("enrol", "walks.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[missing-key]: ")
    done = careplan("enrol", "walk.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-missing]: ")


@pytest.mark.usefixtures("folder")
def test_everybody_gets_an_id_of_their_own(careplan: Run) -> None:
    ids = set()
    for name in ("a17.toml", "b22.toml"):
        careplan("enroll", "walks.toml", "-o", name, *BEGIN)
        found = re.search('id = "(.*)"', Path(name).read_text(encoding="utf-8"))
        assert found
        ids.add(found[1])
    assert len(ids) == 2


@pytest.mark.usefixtures("folder")
def test_an_enrolment_may_lie_above_its_program(careplan: Run) -> None:
    Path("plans").mkdir()
    Path("walks.toml").rename("plans/walks.toml")
    done = careplan("enrol", "plans/walks.toml", "-o", "a17.toml", *BEGIN)
    assert done.code == 0
    text = Path("a17.toml").read_text(encoding="utf-8")
    assert 'program = "plans/walks.toml"\n' in text


@pytest.mark.usefixtures("folder")
def test_an_enrolment_below_its_program_is_refused(careplan: Run) -> None:
    Path("people").mkdir()
    done = careplan("enrol", "walks.toml", "-o", "people/a17.toml", *BEGIN)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[outside-tree]: `walks.toml` lies outside of the folder of the file that"
        " names it\n"
        " --> walks.toml:1:1\n"
        "  = help: what a file names lies in its own folder or in one below it\n"
        "\n"
        "1 error in walks.toml; nothing was written\n"
    )
    assert list(Path("people").iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_no_file_is_ever_replaced(careplan: Run) -> None:
    write("a17.toml", "somebody")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-exists]: `a17.toml` exists already\n")
    assert Path("a17.toml").read_text(encoding="utf-8") == "somebody"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("status", "said", "advice"),
    [
        (
            "draft",
            "a draft",
            "its author sets `status` to `active` when it may be used",
        ),
        (
            "retired",
            "retired",
            "use the version that took its place, or another program",
        ),
    ],
)
def test_nobody_is_enrolled_on_what_is_not_active(
    status: str, said: str, advice: str, careplan: Run
) -> None:
    write("walks.toml", WALKS.replace('"active"', f'"{status}"'))
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"error[not-active]: nobody is enrolled on a program that is {said}\n"
        " --> walks.toml:4:10\n"
        "  |\n"
        f'4 | status = "{status}"\n'
        f"  |          {'^' * (len(status) + 2)}\n"
        "  |\n"
        f"  = help: {advice}\n"
        "\n"
        "1 error in walks.toml; nothing was written\n"
    )
    assert not Path("a17.toml").exists()


@pytest.mark.usefixtures("folder")
def test_a_program_without_a_status_is_a_draft(careplan: Run) -> None:
    """The table that lacks it is pointed at, and what to write is said."""
    write("walks.toml", WALKS.replace('status = "active"\n', ""))
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == """\
error[not-active]: the program says no `status`, which makes it a draft, and nobody is\
 enrolled on a draft
 --> walks.toml:1:1
  |
1 | [program]
  | ^^^^^^^^^
  |
  = help: its author writes `status = "active"` when it may be used

1 error in walks.toml; nothing was written
"""
    )
    assert not Path("a17.toml").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-01-31", "next: "),
        ("2026-02-01", "warning[review-overdue]: the program was due for review by "),
    ],
)
def test_a_program_past_its_review_is_warned_of(
    today: str, said: str, careplan: Run
) -> None:
    write("walks.toml", WALKS.replace("title", "review_by = 2026-01-31\ntitle", 1))
    now = ("--now", f"{today}T00:00:00Z")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *now)
    assert (done.code, done.out) == (0, "a17.toml\n")
    assert done.err.startswith(said)


@pytest.mark.usefixtures("folder")
def test_an_alias_that_says_a_private_term_is_refused_and_never_repeated(
    careplan: Run,
) -> None:
    alias = ("--alias", "Walking 17")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *alias)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == """\
error[private-term]: the alias says one of the program's private terms
 --> a17.toml:9:9
  |
9 | alias = •••••••• •••
  |         ^^^^^^^^^^^^ stands in the staff's calendars
  |
 ::: walks.toml:6:17
  |
6 | private_terms = ["walking"]
  |                 ----------- must not be read by others
  |
  = help: call the person by a word that says nothing, such as `alias = "A17"`

1 error in a17.toml; nothing was written
"""
    )
    assert not Path("a17.toml").exists()


@pytest.mark.usefixtures("folder")
def test_a_choice_the_program_does_not_offer_is_refused(careplan: Run) -> None:
    wrong = ("--choose", "diary.at=09:00")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *wrong)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[unknown-choice]: ")
    assert not Path("a17.toml").exists()


@pytest.mark.usefixtures("folder")
def test_a_plan_without_a_legal_date_does_not_begin(careplan: Run) -> None:
    write("site.toml", 'open = "sun"\n')
    site = ("--site", "site.toml")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *site)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[no-legal-date]: ")
    assert not Path("a17.toml").exists()


ANCHOR_MISSING = """\
error[anchor-value-missing]: the program counts from `surgery`, and nothing says when\
 that is
  --> a17.toml:5:9
   |
 5 | start = ••••••••••
   |         ^^^^^^^^^^
   |
  ::: walks.toml:34:1
   |
34 | [anchors.surgery]
   | ----------------- is needed
   |
   = help: say `--anchor surgery=YYYY-MM-DD` of a bare program, or to `enrol`
   = help: write `surgery = YYYY-MM-DD` under `[anchors]` of the enrolment

1 error in a17.toml; nothing was written
"""


@pytest.mark.usefixtures("folder")
def test_dates_of_anchors_are_written(careplan: Run) -> None:
    anchored = "[anchors.surgery]\n\n[anchors.scans]\nmany = true\noptional = true\n"
    rules = (
        '[[schedule]]\nactivity = "diary"\nid = "after"\nfrom = "surgery"\n\n'
        '[[schedule]]\nactivity = "diary"\nid = "scanned"\nfrom = "scans[2]"\n'
    )
    write("walks.toml", f"{WALKS}\n{anchored}\n{rules}")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: Missing option: --anchor surgery=DATE\n")
    dates = (
        *("--anchor", "surgery=2026-04-01T08:00"),
        *("--anchor", "scans=2026-04-02,2026-05-02"),
    )
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *dates)
    assert (done.code, done.out) == (0, "a17.toml\n")
    text = Path("a17.toml").read_text(encoding="utf-8")
    assert (
        "[anchors]\nsurgery = 2026-04-01T08:00:00\nscans = [2026-04-02, 2026-05-02]\n"
    ) in text


@pytest.mark.usefixtures("folder")
def test_how_far_to_plan_what_goes_on_is_written(careplan: Run) -> None:
    rule = '[[schedule]]\nactivity = "walk"\nevery = "1 week"\nopen_ended = true\n'
    write("walks.toml", WALKS.partition("[[phases]]")[0] + rule)
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: Missing option: --horizon\n")
    far = ("--horizon", "2026-03-09")
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *far)
    assert (done.code, done.out) == (0, "a17.toml\n")
    text = Path("a17.toml").read_text(encoding="utf-8")
    assert 'timezone = "Europe/London"\nhorizon = 2026-03-09\n' in text
    shown = careplan("show", "walks.toml", *BEGIN, *far, "--format", "csv")
    assert shown.out == careplan("show", "a17.toml", "--format", "csv").out
    assert [line[:10] for line in shown.out.splitlines()[1:]] == [
        "2026-03-02",
        "2026-03-09",
    ]


@pytest.mark.usefixtures("enrolled")
def test_only_a_program_is_enrolled_on(careplan: Run) -> None:
    done = careplan("enrol", "a17.toml", "-o", "b22.toml", *BEGIN)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: `a17.toml` is not a program but an enrolment\n")
    done = careplan("enrol", "-", "-o", "b22.toml", *BEGIN, stdin=WALKS)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: an enrolment names a file; `-` has no name\n")
    done = careplan("enrol", "walks.toml", "-o", "-", "--start", "2026-03-02")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: an enrolment is kept in a file; `-` has no name\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--start", "soon"], "`soon` is no date; write 2026-03-02"),
        (
            ["--start", "2026-03-02T10Z"],
            "`2026-03-02T10Z` is no date; write 2026-03-02",
        ),
        (
            ["--timezone", "UTC+1"],
            "`UTC+1` is no time zone; write a place: Europe/London",
        ),
        (["--timezone", "EST"], "`EST` is no time zone; write a place: Europe/London"),
        (["--choose", "walk=mon"], "`walk=mon` is no choice; write session.on=mon,thu"),
        (["--choose", "walk.on="], "`walk.on=` is no choice; write session.on=mon,thu"),
        (["--fact", "arm"], "write NAME=VALUE, such as arm=a"),
        (["--fact", "=a"], "write NAME=VALUE, such as arm=a"),
        (["--fact", "Jo Park=a"], "write NAME=VALUE, such as arm=a"),
        (["--decide", "response="], "write NAME=OPTION, such as response=partial"),
        (["--team", "coach=Jo Park"], MEMBER),
        (["--team", "coach.title=Dr"], MEMBER),
        (["--team", "coach.name= "], MEMBER),
        (["--team", "Jo Park.name=Jo Park"], MEMBER),
        (["--privacy", "coach=all"], PRIVACY),
        (["--privacy", "full"], PRIVACY),
        (["--consent", "yesterday"], "write a date, such as 2026-03-01"),
        (["--consent", "2026-03-01T10:00"], "write a date, such as 2026-03-01"),
        (["--horizon", "2027"], "`2027` is no date; write 2026-03-02"),
        (["--anchor", "x=1"], "`x=1` is no anchor; write due-date=2026-09-01"),
    ],
)
def test_words_that_say_nothing_are_usage_errors(
    arguments: list[str], said: str, careplan: Run
) -> None:
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: Invalid value for '{arguments[0]}': {said}\n")


@pytest.mark.usefixtures("folder")
def test_programs_are_told_in_json(careplan: Run) -> None:
    done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == {"version": 1, "written": ["a17.toml"]}


@pytest.mark.usefixtures("folder")
def test_two_people_are_not_enrolled_into_one_file_at_once(careplan: Run) -> None:
    with files.locked(Path("a17.toml")):
        done = careplan("enrol", "walks.toml", "-o", "a17.toml", *BEGIN)
    assert (done.code, done.out) == (75, "")


@pytest.mark.usefixtures("folder")
def test_a_folder_that_is_missing_is_not_made(careplan: Run) -> None:
    done = careplan("enrol", "walks.toml", "-o", "no/a17.toml", *BEGIN)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[file-unwritable]: `no/a17.toml` cannot be written: no such file or"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("output", [".", "", "..", "/"])
def test_a_folder_is_no_new_enrolment(output: str, careplan: Run) -> None:
    start = ("--start", "2026-03-02", "--timezone", "Europe/London")
    done = careplan("enrol", "walks.toml", "-o", output, *start)
    assert (done.code, done.out) == (1, "")
