"""`test`: dated cases, and the two lines that say where a date differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run

CASES = """\
[[case]]
name = "an example"
start = 2026-03-02
timezone = "Europe/London"
site = { open = "mon-fri", closed = [2026-03-06] }
[case.dates]
walk = ["2026-03-03 10:00", "2026-03-05", "2026-03-10 10:00", "2026-03-13 10:00"]
diary = [
  "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07",
  "2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13",
  "2026-03-14", "2026-03-15",
]
"""


def cases(text: str, name: str = "walks.cases.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("path", [".", "walks.toml", "walks.cases.toml"])
def test_right_dates_are_counted(path: str, careplan: Run) -> None:
    cases(CASES)
    done = careplan("test", path)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "walks.toml: 1 case, 18 dates\n1 program, 1 case, 18 dates: all as expected\n"
    )


def test_cases_lie_beside_a_program(careplan: Run) -> None:
    done = careplan("test", "-")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: cases lie in a file beside their program; `-` is none\n"
    )


@pytest.mark.usefixtures("folder")
def test_two_lines_say_where_a_date_differs(careplan: Run) -> None:
    wrong = CASES.replace("03-03 10:00", "03-03 11:00")
    wrong = wrong.replace("diary", '"opening/diary"')
    cases(wrong.replace('"2026-03-13 10:00"', '"2026-03-12 10:00", "2026-03-20"'))
    done = careplan("test", "walks.toml")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "walks.toml: 1 of 1 case failed\n"
        "  an example: 3 dates differ\n"
        "  - expected  walk 2026-03-03 11:00\n"
        "  + scheduled walk 2026-03-03 10:00\n"
        "  - expected  walk 2026-03-12 10:00\n"
        "  + scheduled walk 2026-03-13 10:00\n"
        "  - expected  walk 2026-03-20\n"
        "  + scheduled nothing\n"
        "1 program, 1 case, 18 dates: 1 case failed\n"
    )


@pytest.mark.usefixtures("folder")
def test_dates_of_what_the_program_does_not_have_are_a_mistake(careplan: Run) -> None:
    """One cause, and not as many differences as there are dates."""
    cases(CASES.replace("diary", '"openin/diary"').replace("walk", "stroll"))
    done = careplan("test", "walks.toml")
    assert (done.code, done.out) == (
        1,
        "walks.toml: not run\n1 program, 0 cases, 0 dates: nothing was compared\n",
    )
    assert done.err == UNKNOWN


UNKNOWN = """\
error[unknown-activity]: the program has no activity `stroll`
 --> walks.cases.toml:7:1
  |
7 | stroll = ["2026-03-03 10:00", "2026-03-05", "2026-03-10 10:00", "2026-03-13 10:00"]
  | ^^^^^^
  |
  = help: dates are expected of an activity, or of one rule by `PHASE/RULE`

error[unknown-activity]: the program has no rule `openin/diary`
 --> walks.cases.toml:8:1
  |
8 | "openin/diary" = [
  | ^^^^^^^^^^^^^^
  |
  = help: did you mean `opening/diary`?

2 errors in walks.cases.toml
"""


@pytest.mark.usefixtures("folder")
def test_what_nobody_expects_is_a_difference(careplan: Run) -> None:
    text = CASES.split("diary", maxsplit=1)[0]
    cases(text)
    done = careplan("test", "walks.toml")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(
        "walks.toml: 1 of 1 case failed\n"
        "  an example: 14 dates differ\n"
        "  - expected  nothing\n"
        "  + scheduled diary 2026-03-02 20:00\n"
    )
    assert done.out.endswith(
        "  + scheduled diary 2026-03-11 20:00\n"
        "  and 4 more\n"
        "1 program, 1 case, 18 dates: 1 case failed\n"
    )


@pytest.mark.usefixtures("folder")
def test_windows_and_last_days_are_compared_where_they_are_said(careplan: Run) -> None:
    text = Path("walks.toml").read_text(encoding="utf-8")
    text = text.replace('{ activity = "diary", every = "1 day" },', "")
    text = text.replace('[activities.diary]\nkind = "habit"\ntitle = "Diary"\n', "")
    text = text.replace('at = "20:00"\n', "")
    text = text.replace('on = ["tue", "fri"]', 'day = 2, window = ["0 days", "3 days"]')
    text += '\n[activities.course]\nkind = "period"\ntitle = "Course"\n'
    text += 'duration = "7 days"\n\n[[schedule]]\nactivity = "course"\n'
    Path("walks.toml").write_text(text, encoding="utf-8")
    head = CASES.split("walk =", maxsplit=1)[0]
    cases(
        f'{head}walk = ["2026-03-03 10:00 [2026-03-03 .. 2026-03-06]"]\n'
        'course = ["2026-03-02 .. 2026-03-08"]\n'
    )
    assert careplan("test", "walks.toml").code == 0
    cases(
        f'{head}walk = ["2026-03-03 [2026-03-03 .. ]"]\n'
        'course = ["2026-03-02 .. 2026-03-09"]\n'
    )
    done = careplan("test", "walks.toml")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "walks.toml: 1 of 1 case failed\n"
        "  an example: 2 dates differ\n"
        "  - expected  walk 2026-03-03 [2026-03-03 .. ]\n"
        "  + scheduled walk 2026-03-03 10:00 [2026-03-03 .. 2026-03-06]\n"
        "  - expected  course 2026-03-02 .. 2026-03-09\n"
        "  + scheduled course 2026-03-02 .. 2026-03-08\n"
        "1 program, 1 case, 2 dates: 1 case failed\n"
    )


@pytest.mark.usefixtures("folder")
def test_a_case_that_cannot_be_scheduled_fails(careplan: Run) -> None:
    cases(CASES.replace("mon-fri", "sun"))
    done = careplan("test", "walks.toml")
    assert done.code == 1
    assert done.out == (
        "walks.toml: 1 of 1 case failed\n"
        "  an example: cannot be scheduled\n"
        "1 program, 1 case, 0 dates: 1 case failed\n"
    )
    assert done.err.startswith("error[no-legal-date]: ")


@pytest.mark.usefixtures("folder")
def test_what_a_case_says_of_a_person_is_pointed_at(careplan: Run) -> None:
    """The fact and the decision themselves, not the beginning of the case."""
    walks = Path("walks.toml")
    text = walks.read_text(encoding="utf-8")
    walks.write_text(
        text.replace('"fri"]', '"fri"], when = { arm = ["A", "B"] }'),
        encoding="utf-8",
    )
    said = 'facts = { arm = "a" }\ndecisions = { pac = "slow" }\n[case.dates]'
    cases(CASES.replace("[case.dates]", said))
    done = careplan("test", "walks.toml")
    assert done.code == 1
    assert (
        done.err
        == """\
warning[unmatched-fact]: no branch asks for `arm` to be this
 --> walks.cases.toml:6:17
  |
6 | facts = { arm = "a" }
  |                 ^^^
  |
  = help: branches ask for `A` or `B`

error[unknown-decision]: the program asks for no decision `pac`
 --> walks.cases.toml:7:15
  |
7 | decisions = { pac = "slow" }
  |               ^^^

1 error and 1 warning in walks.cases.toml
"""
    )


@pytest.mark.usefixtures("folder")
def test_broken_files_are_told(careplan: Run) -> None:
    cases("[[case]]\n")
    done = careplan("test", "walks.toml")
    assert (done.code, done.out) == (
        1,
        "walks.toml: not run\n1 program, 0 cases, 0 dates: nothing was compared\n",
    )
    assert done.err.startswith("error[missing-key]: ")
    cases(CASES, "nobody.cases.toml")
    done = careplan("test", "nobody.cases.toml")
    assert done.code == 1
    assert "error[file-missing]: `nobody.toml` does not exist\n" in done.err


@pytest.mark.usefixtures("folder")
def test_nothing_to_test_is_not_success(careplan: Run) -> None:
    done = careplan("test", ".")
    assert done.code == 1
    assert done.err == (
        "error[no-cases]: there are no cases in `.`\n"
        " --> .\n"
        "  = help: the cases of `plan.toml` stand in `plan.cases.toml` beside it\n"
        "\n"
        "1 error in .\n"
    )


@pytest.mark.usefixtures("folder")
def test_programs_are_told_in_json(careplan: Run) -> None:
    cases(CASES.replace("03-03 10:00", "03-03 11:00"))
    done = careplan("test", "walks.toml", "--format", "json")
    assert (done.code, done.err) == (1, "")
    assert json.loads(done.out) == {
        "version": 1,
        "programs": [
            {
                "program": "walks.toml",
                "cases": [
                    {
                        "name": "an example",
                        "passed": False,
                        "dates": 18,
                        "differences": [
                            {
                                "expected": "walk 2026-03-03 11:00",
                                "scheduled": "walk 2026-03-03 10:00",
                            }
                        ],
                    }
                ],
            }
        ],
    }


@pytest.mark.usefixtures("folder")
def test_a_case_goes_by_one_version(careplan: Run) -> None:
    """The program beside it is the one it tests."""
    head = CASES.partition("[case.dates]")[0]
    entry = (
        "[[case.ledger]]\nat = 2026-03-03T00:00:00Z\n"
        'verb = "amend"\nprogram = "walks-2.toml"\nversion = "2"\n'
        f'sha256 = "{"a" * 64}"\n'
    )
    cases(CASES.replace(head, head + entry))
    done = careplan("test", "walks.toml")
    assert done.code == 1
    assert "error[not-a-version]: a case tests one version" in done.err + done.out
