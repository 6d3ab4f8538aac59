"""`diff` compares two plans, or an enrolment with what was handed out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import WALKS, Ran, Run

FRIDAY = {"SOURCE_DATE_EPOCH": "1772182800"}  # 27 February 2026, 09:00 UTC
BEGIN = ("--start", "2026-03-02", "--timezone", "Europe/London")
GATE = """
[activities.check]
kind = "evaluation"
title = "Check"
at = "09:00"
results = { fit = "opens", unfit = "closes" }

[[schedule]]
activity = "check"

[activities.talk]
kind = "coaching"
title = "Talk"
at = "12:00"
neutral_instructions = "Bring your diary."

[[schedule]]
activity = "talk"
day = 4
requires = ["check"]
"""
USAGE = """\
Usage: careplan diff [OPTIONS] PLAN|FOLDER [OTHER]
Try 'careplan diff --help' for help.

Error: """


def edit(name: str, *changes: tuple[str, str], to: str | None = None) -> None:
    text = Path(name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path(to or name).write_text(text, encoding="utf-8")


def enter(careplan: Run, *words: str) -> None:
    done = careplan(*words, **FRIDAY)
    assert done.code == 0, done.err


def kept(careplan: Run, *words: str) -> Ran:
    """Run it, and see that every file is as it was."""

    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in Path().rglob("*.*")}

    before = files()
    done = careplan(*words, **FRIDAY)
    assert files() == before
    return done


@pytest.mark.usefixtures("enrolled")
def test_two_versions_of_an_enrolment_differ_by_what_was_entered(careplan: Run) -> None:
    edit("a17.toml", to="old.toml")
    enter(careplan, "omit", "a17.toml", "walk-1")
    enter(careplan, "move", "a17.toml", "walk-3", "2026-03-11T14:30")
    enter(careplan, "add", "a17.toml", "walk", "2026-03-19")
    done = kept(careplan, "diff", "old.toml", "a17.toml")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
a17.toml, against old.toml: 1 new, 1 moved, 1 removed
  removed  walk-1: Tue 3 Mar 2026 10:00
  moved    walk-3: Tue 10 Mar 2026 10:00 -> Wed 11 Mar 14:30
  new      walk-5: Thu 19 Mar 2026 10:00
"""
    )


@pytest.mark.usefixtures("enrolled")
def test_the_other_way_round_everything_is_taken_back(careplan: Run) -> None:
    edit("a17.toml", to="old.toml")
    enter(careplan, "omit", "a17.toml", "walk-1")
    enter(careplan, "move", "a17.toml", "walk-3", "2026-03-11")
    done = kept(careplan, "diff", "a17.toml", "old.toml")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
old.toml, against a17.toml: 1 new, 1 moved
  new      walk-1: Tue 3 Mar 2026 10:00
  moved    walk-3: Wed 11 Mar 2026 10:00 -> Tue 10 Mar 10:00
"""
    )


@pytest.mark.usefixtures("enrolled")
def test_each_of_two_zones_is_named(careplan: Run) -> None:
    edit("a17.toml", ("Europe/London", "America/New_York"), to="b17.toml")
    edit("walks.toml", ('every = "1 day"', "days = [1]"))
    for name in ("a17.toml", "b17.toml"):
        text = Path(name).read_text(encoding="utf-8").splitlines(keepends=True)
        unpinned = (line for line in text if not line.startswith("pin"))
        Path(name).write_text("".join(unpinned), encoding="utf-8")
    done = kept(careplan, "diff", "a17.toml", "b17.toml")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
b17.toml, against a17.toml: 5 moved
  moved    diary-1: Mon 2 Mar 2026 20:00 Europe/London -> Mon 2 Mar 20:00
           America/New_York
  moved    walk-1: Tue 3 Mar 2026 10:00 Europe/London -> Tue 3 Mar 10:00
           America/New_York
  moved    walk-2: Thu 5 Mar 2026 10:00 Europe/London -> Thu 5 Mar 10:00
           America/New_York
  moved    walk-3: Tue 10 Mar 2026 10:00 Europe/London -> Tue 10 Mar 10:00
           America/New_York
  moved    walk-4: Fri 13 Mar 2026 10:00 Europe/London -> Fri 13 Mar 10:00
           America/New_York
"""
    )


@pytest.mark.usefixtures("folder")
def test_two_programs_with_one_start(careplan: Run) -> None:
    edit(
        "walks.toml",
        ("Walking session", "Walk outside"),
        ('"1 h"', '"45 min"'),
        ("20:00", "21:00"),
        ('length = "2 weeks"', 'length = "1 week"'),
        to="new.toml",
    )
    done = kept(careplan, "diff", "walks.toml", "new.toml", *BEGIN)
    assert (done.code, done.err) == (3, "")
    diaries = "".join(
        f"  moved    diary-{number}: {day} {number + 1} Mar 2026 20:00 ->"
        f" {day} {number + 1} Mar 21:00\n"
        for number, day in ((5, "Fri"), (6, "Sat"), (7, "Sun"))
    )
    assert done.out.startswith(
        "new.toml, against walks.toml: 2 changed, 7 moved, 9 removed\n"
    )
    assert "  changed  walk-1: Tue 3 Mar 2026 10:00, title, duration\n" in done.out
    assert diaries in done.out
    assert done.out.endswith("  removed  diary-14: Sun 15 Mar 2026 20:00\n")
    assert len(done.out.splitlines()) == 1 + 18


@pytest.mark.usefixtures("folder")
def test_a_result_taken_for_granted_holds_in_both_programs(careplan: Run) -> None:
    Path("one.toml").write_text(WALKS + GATE, encoding="utf-8")
    edit("one.toml", ('requires = ["check"]\n', ""), to="two.toml")
    done = kept(careplan, "diff", "one.toml", "two.toml", *BEGIN)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
two.toml, against one.toml: 1 confirmed
  confirmed talk-1: Thu 5 Mar 2026 12:00
"""
    )
    granted = ("--result", "check=fit")
    done = kept(careplan, "diff", "one.toml", "two.toml", *BEGIN, *granted)
    told = "nothing is different in two.toml from one.toml\n"
    assert (done.code, done.out, done.err) == (0, told, "")


@pytest.mark.usefixtures("enrolled")
def test_two_plans_for_programs(careplan: Run) -> None:
    edit("a17.toml", to="old.toml")
    enter(careplan, "omit", "a17.toml", "walk-1")
    enter(careplan, "move", "a17.toml", "walk-3", "2026-03-11")
    done = kept(careplan, "diff", "old.toml", "a17.toml", "--format", "json")
    assert (done.code, done.err) == (3, "")
    assert json.loads(done.out) == {
        "version": 1,
        "compared": "plans",
        "before": "old.toml",
        "after": "a17.toml",
        "different": True,
        "changes": [
            {
                "change": "removed",
                "name": "walk-1",
                "before": "2026-03-03T10:00",
                "after": None,
                "before_timezone": "Europe/London",
                "after_timezone": None,
                "aspects": [],
            },
            {
                "change": "moved",
                "name": "walk-3",
                "before": "2026-03-10T10:00",
                "after": "2026-03-11T10:00",
                "before_timezone": "Europe/London",
                "after_timezone": "Europe/London",
                "aspects": [],
            },
        ],
    }


@pytest.mark.usefixtures("enrolled")
def test_a_plan_and_itself(careplan: Run) -> None:
    enter(careplan, "move", "a17.toml", "walk-3", "2026-03-11")
    done = kept(careplan, "diff", "a17.toml", "a17.toml")
    told = "nothing is different in a17.toml from a17.toml\n"
    assert (done.code, done.out, done.err) == (0, told, "")
    done = kept(careplan, "diff", "a17.toml", "a17.toml", "--format", "json")
    assert (done.code, json.loads(done.out)["changes"]) == (0, [])


PROGRAMS = sorted(
    str(path)
    for path in (Path(__file__).parents[2] / "plans").glob("*.toml")
    if not path.name.endswith(".cases.toml") and path.name != "site.toml"
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_program_is_different_from_itself(program: str, careplan: Run) -> None:
    """Nor is it compared if it cannot begin on that day."""
    shown = careplan("show", program, *BEGIN)
    done = careplan("diff", program, program, *BEGIN, "--format", "json")
    assert done.code == shown.code
    assert (done.out == "") == (shown.code == 1)
    if done.out:
        assert json.loads(done.out)["changes"] == []


@pytest.mark.usefixtures("enrolled")
def test_nothing_was_handed_out_yet(careplan: Run) -> None:
    done = kept(careplan, "diff", "a17.toml")
    told = "a17.toml: nothing was handed out yet\n"
    assert (done.code, done.out, done.err) == (0, told, "")
    done = kept(careplan, "diff", "a17.toml", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == {
        "version": 1,
        "compared": "register",
        "enrolment": "a17.toml",
        "different": False,
        "streams": [],
    }


@pytest.mark.usefixtures("enrolled")
def test_every_calendar_that_was_handed_out_is_compared(careplan: Run) -> None:
    enter(careplan, "export", "a17.toml")
    enter(careplan, "export", "a17.toml", "--role", "coach")
    done = kept(careplan, "diff", "a17.toml")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == """\
patient, against issue 1 of 2026-02-27 09:00 UTC: nothing would change
coach, against issue 1 of 2026-02-27 09:00 UTC: nothing would change
"""
    )
    enter(careplan, "move", "a17.toml", "walk-3", "2026-03-11")
    enter(careplan, "export", "a17.toml")
    enter(careplan, "omit", "a17.toml", "walk-4")
    done = kept(careplan, "diff", "a17.toml")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
patient, against issue 2 of 2026-02-27 09:00 UTC: 1 removed
  removed  opening/walk-4: Fri 13 Mar 2026 10:00
coach, against issue 1 of 2026-02-27 09:00 UTC: 1 moved, 1 removed
  moved    opening/walk-3: Tue 10 Mar 2026 10:00 -> Wed 11 Mar 10:00
  removed  opening/walk-4: Fri 13 Mar 2026 10:00
"""
    )


@pytest.mark.usefixtures("folder")
def test_what_was_confirmed_is_told_from_what_changed(careplan: Run) -> None:
    Path("walks.toml").write_text(WALKS + GATE, encoding="utf-8")
    enter(
        careplan,
        *("enrol", "walks.toml", "-o", "a17.toml", *BEGIN, "--alias", "A17"),
    )
    enter(careplan, "export", "a17.toml")
    later = {"SOURCE_DATE_EPOCH": "1772463600"}  # Monday, 2 March, 15:00 UTC
    record = ("record", "a17.toml", "check-1", "done")
    assert careplan(*record, "--result", "fit", **later).code == 0
    done = kept(careplan, "diff", "a17.toml")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
patient, against issue 1 of 2026-02-27 09:00 UTC: 1 confirmed
  confirmed talk-1: Thu 5 Mar 2026 12:00
"""
    )
    enter(careplan, "export", "a17.toml")
    assert careplan("undo", "a17.toml", "1", **later).code == 0
    done = kept(careplan, "diff", "a17.toml")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
patient, against issue 2 of 2026-02-27 09:00 UTC: 1 provisional
  provisional talk-1: Thu 5 Mar 2026 12:00
"""
    )


@pytest.mark.usefixtures("enrolled")
def test_newer_data_that_may_be_all_is_named(careplan: Run) -> None:
    enter(careplan, "export", "a17.toml")
    edit("site.toml", ("2026-03-06", "2026-03-10"))
    done = kept(careplan, "diff", "a17.toml")
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
patient, against issue 1 of 2026-02-27 09:00 UTC: 2 moved
  the site file is another; `export` hands this out with --accept-data
  moved    opening/walk-2: Thu 5 Mar 2026 10:00 -> Fri 6 Mar 10:00
  moved    opening/walk-3: Tue 10 Mar 2026 10:00 -> Mon 9 Mar 10:00
"""
    )
    done = kept(careplan, "diff", "a17.toml", "--format", "json")
    (stream,) = json.loads(done.out)["streams"]
    assert stream == {
        "role": "patient",
        "issue": 1,
        "issued": "2026-02-27T09:00:00Z",
        "because": ["the site file is another"],
        "changes": [
            {
                "change": "moved",
                "name": f"opening/walk-{number}",
                "before": f"2026-03-{before:02}T10:00",
                "after": f"2026-03-{after:02}T10:00",
                "before_timezone": "Europe/London",
                "after_timezone": "Europe/London",
                "aspects": [],
            }
            for number, before, after in ((2, 5, 6), (3, 10, 9))
        ],
    }


@pytest.mark.usefixtures("enrolled")
def test_a_damaged_register_is_compared_with_nothing(careplan: Run) -> None:
    Path("a17.issued.toml").write_text("format = 1\n", encoding="utf-8")
    done = kept(careplan, "diff", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[damaged-register]: the register `a17.issued.toml` cannot be trusted: "
    )


@pytest.mark.usefixtures("enrolled")
def test_what_could_not_be_handed_out_is_not_compared(careplan: Run) -> None:
    enter(careplan, "export", "a17.toml")
    edit("a17.toml", ('alias = "A17"', 'alias = "A17"\nname = "Ada Example"'))
    edit("a17.toml", ('privacy = "discreet"', 'privacy = "full"'))
    done = kept(careplan, "diff", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[consent-missing]: ")
    assert "Ada" not in done.err


@pytest.mark.usefixtures("enrolled")
def test_both_plans_are_said_to_be_wrong(careplan: Run) -> None:
    edit("a17.toml", ("2026-03-02", '"soon"'), to="b17.toml")
    edit("a17.toml", ("Europe/London", "Europe/Londn"))
    done = kept(careplan, "diff", "a17.toml", "b17.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("error[") == 2
    assert " --> a17.toml:" in done.err
    assert " --> b17.toml:" in done.err


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("words", [("gone.toml",), ("gone.toml", "a17.toml")])
def test_a_file_that_is_not_there(careplan: Run, words: tuple[str, ...]) -> None:
    done = kept(careplan, "diff", *words)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[file-missing]: `gone.toml` does not exist\n"
        " --> gone.toml\n\n1 error in gone.toml\n"
    )


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "walks.toml a17.toml",
            (
                "`walks.toml` is a program and `a17.toml` is an enrolment; two"
                " enrolments can be compared, or two programs with --start and"
                " --timezone"
            ),
        ),
        (
            "site.toml a17.toml",
            (
                "`site.toml` is a site file; two enrolments can be compared, or two"
                " programs with --start and --timezone"
            ),
        ),
        (
            "walks.toml walks.toml",
            (
                "`walks.toml` is a program: say --start and --timezone, or begin a"
                " person's plan with `careplan enrol walks.toml`"
            ),
        ),
        (
            "walks.toml",
            (
                "`walks.toml` is a program and was handed out to nobody; name another"
                " program to compare it with, with --start and --timezone"
            ),
        ),
        ("site.toml", "`site.toml` is a site file; only plans can be compared"),
        (
            "a17.toml --start 2026-03-09",
            (
                "`a17.toml` is an enrolment and says itself how it begins; only --site"
                " can be another"
            ),
        ),
        (
            "a17.toml a17.toml --site site.toml",
            (
                "`a17.toml` is an enrolment and says itself how it begins; leave"
                " --start, --timezone, --horizon, --site, --choose, --decide, --anchor,"
                " --fact and --result out"
            ),
        ),
        (
            ".",
            (
                "`.` is a folder: its enrolments are compared under another site file"
                " alone; name that with --site"
            ),
        ),
        ("a17.toml .", "`.` is a folder; a plan is compared with another plan"),
        ("- -", "only one of the two can come from standard input"),
        ("-", "an enrolment's register is beside its file; name the file"),
    ],
)
def test_wrong_mixtures_are_told_what_would_be_right(
    careplan: Run, words: str, said: str
) -> None:
    done = kept(careplan, "diff", *words.split())
    assert (done.code, done.out, done.err) == (2, "", f"{USAGE}{said}\n")


@pytest.mark.usefixtures("enrolled")
def test_one_of_two_may_come_through_a_pipe(careplan: Run) -> None:
    text = Path("a17.toml").read_text(encoding="utf-8")
    done = careplan("diff", "-", "a17.toml", stdin=text, **FRIDAY)
    told = "nothing is different in a17.toml from <stdin>\n"
    assert (done.code, done.out, done.err) == (0, told, "")
