"""`check --starts`: which starts of a range cannot be scheduled, and why."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import pytest

from careplan.cli import run
from tests.cli.running import WALKS, Run

STRICT = WALKS.replace('"fri"] }', '"fri"], if_closed = "fail" }')


@pytest.fixture(autouse=True)
def _in_the_folder(folder: Path) -> None:
    (folder / "walks.toml").write_text(STRICT, encoding="utf-8")


def site(text: str) -> None:
    Path("site.toml").write_text(text, encoding="utf-8")


def test_every_start_can_be_scheduled(careplan: Run) -> None:
    done = careplan(
        *"check walks.toml --starts 2026-03-07..2026-12-31".split(),
        *"--site site.toml --timezone Europe/London".split(),
    )
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "walks.toml: 300 starts can be scheduled, from Sat 7 Mar 2026 to Thu 31 Dec\n"
        "  2026, times in Europe/London\n"
    )


def test_starts_that_fail_for_one_cause_are_told_of_once(careplan: Run) -> None:
    """The first in full, the others counted and folded."""
    site('closed = [2026-03-06, 2026-04-07]\ntimezone = "Europe/London"\n')
    done = careplan(
        *"check walks.toml --starts 2026-01-01..2026-12-31".split(),
        *"--site site.toml".split(),
    )
    assert (done.code, done.out) == (
        1,
        (
            "walks.toml: 28 of 365 starts cannot be scheduled, from Thu 1 Jan 2026"
            " to Thu\n  31 Dec 2026, times in Europe/London\n"
        ),
    )
    assert done.err == (
        """\
error[no-legal-date]: there is no legal date for number 4 of `opening/walk`, nominally Fri 6 Mar 2026 10:00
  --> walks.toml:30:3
   |
30 |   { activity = "walk", on = ["tue", "fri"], if_closed = "fail" },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = note: this is with a start on Sat 21 Feb 2026
   = note: 28 starts fail here: Sat 21 Feb to Fri 6 Mar 2026; Wed 25 Mar to Tue
           7 Apr 2026
   = help: tried Fri 6 Mar 2026: a closed day of the site
   = help: the nearest legal day is Thu 5 Mar 2026

1 error in walks.toml
"""  # noqa: E501 - as it is drawn
    )


def test_without_a_zone_the_clocks_are_those_of_utc(careplan: Run) -> None:
    """And that is said, for no clock changes there."""
    done = careplan(*"check walks.toml --starts 2026-03-02..2026-03-02".split())
    assert (done.code, done.out, done.err) == (
        0,
        (
            "walks.toml: 1 start can be scheduled, from Mon 2 Mar 2026 to Mon 2 Mar"
            " 2026,\n  times in UTC\n"
        ),
        "no zone was said, so it is UTC, where clocks never change\n",
    )


def test_a_site_without_a_zone_leaves_it_at_utc(careplan: Run) -> None:
    done = careplan(
        *"check walks.toml --starts 2026-03-02..2026-03-03 --format json".split(),
        *"--site site.toml".split(),
    )
    assert json.loads(done.out)["starts"]["timezone"] == "UTC"


def test_programs_get_every_start_with_its_sentence(careplan: Run) -> None:
    site("closed = [2026-03-06]\n")
    done = careplan(
        *"check walks.toml --starts 2026-03-05..2026-03-08 --format json".split(),
        *"--site site.toml --timezone Europe/London".split(),
    )
    assert (done.code, done.err) == (1, "")
    told = json.loads(done.out)
    told["diagnostics"] = [one["code"] for one in told["diagnostics"]]
    sentence = "there is no legal date for number 1 of `opening/walk`, nominally Fri 6"
    assert told == {
        "version": 1,
        "files": ["walks.toml"],
        "passed": False,
        "starts": {
            "first": "2026-03-05",
            "last": "2026-03-08",
            "timezone": "Europe/London",
            "tried": 4,
            "failed": ["2026-03-05", "2026-03-06"],
            "causes": [
                {
                    "code": "no-legal-date",
                    "path": "phases[0].schedule[0]",
                    "starts": [
                        {"start": day, "message": f"{sentence} Mar 2026 10:00"}
                        for day in ("2026-03-05", "2026-03-06")
                    ],
                }
            ],
        },
        "diagnostics": ["no-legal-date"],
    }


def test_annotations_and_logs_say_it_too(careplan: Run) -> None:
    site("closed = [2026-03-06]\n")
    options = (
        *"check walks.toml --starts 2026-03-06..2026-03-06".split(),
        *"--site site.toml --timezone Europe/London --format".split(),
    )
    done = careplan(*options, "github")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "::error file=walks.toml,line=30,endLine=30,col=3,endColumn=65,"
        "title=careplan%3A no-legal-date::there is no legal date for number 1 of"
        " `opening/walk`, nominally Fri 6 Mar 2026 10:00"
        "%0Anote: this is with a start on Fri 6 Mar 2026"
        "%0Ahelp: tried Fri 6 Mar 2026: a closed day of the site"
        "%0Ahelp: the nearest legal day is Thu 5 Mar 2026\n"
    )
    (run,) = json.loads(careplan(*options, "sarif").out)["runs"]
    assert [one["ruleId"] for one in run["results"]] == ["no-legal-date"]


def test_what_the_person_chooses_is_tried(careplan: Run) -> None:
    done = careplan(
        *"check walks.toml --starts 2026-03-02..2026-03-08".split(),
        *"--site site.toml --timezone Europe/London".split(),
        *"--choose walk.on=mon,thu".split(),
    )
    assert (done.code, done.err) == (0, "")
    done = careplan(
        *"check walks.toml --starts 2026-03-02..2026-03-08".split(),
        *"--timezone Europe/London --choose wlak.on=mon,thu".split(),
    )
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[unknown-choice]: the program schedules nothing called `wlak`\n"
    )


def test_a_program_that_is_wrong_is_told_of_once(careplan: Run) -> None:
    Path("walks.toml").write_text(STRICT.replace("kind", "knd", 1), encoding="utf-8")
    done = careplan(*"check walks.toml --starts 2026-01-01..2026-12-31".split())
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("\n2 errors in walks.toml\n")
    done = careplan(*"check gone.toml --starts 2026-01-01..2026-12-31".split())
    assert (done.code, done.out, done.err) == (
        1,
        "",
        (
            "error[file-missing]: `gone.toml` does not exist\n"
            " --> gone.toml\n\n1 error in gone.toml\n"
        ),
    )


def test_warnings_count_with_strict(careplan: Run) -> None:
    warned = STRICT.replace("reminders", 'instructions = "x"\nreminders')
    Path("walks.toml").write_text(warned, encoding="utf-8")
    options = "check walks.toml --starts 2026-03-02..2026-03-03 --timezone UTC".split()
    assert careplan(*options).code == 0
    assert careplan(*options, "--strict").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "walks.toml --starts 2026-01-01",
            (
                "Invalid value for '--starts': `2026-01-01` is no range of dates; write"
                " 2026-01-01..2026-12-31"
            ),
        ),
        (
            "walks.toml --starts 2026-01-01..2026-13-01",
            (
                "Invalid value for '--starts': `2026-01-01..2026-13-01` is no range of"
                " dates; write 2026-01-01..2026-12-31"
            ),
        ),
        (
            "walks.toml --starts 2026-01-02..2026-01-01",
            (
                "Invalid value for '--starts': `2026-01-02..2026-01-01` ends before it"
                " begins"
            ),
        ),
        (
            "walks.toml --starts 1026-01-02..1026-01-03",
            (
                "Invalid value for '--starts': `1026-01-02..1026-01-03` is not in the"
                " years 1900 to 2200"
            ),
        ),
        (
            "walks.toml --starts 2026-01-01..2036-01-02",
            (
                "Invalid value for '--starts': `2026-01-01..2036-01-02` is longer than"
                " ten years"
            ),
        ),
        (
            "walks.toml --starts 2026-01-01..2026-01-02 --start 2026-01-01",
            "--starts says the starts itself; leave --start out",
        ),
        (
            "walks.toml site.toml --starts 2026-01-01..2026-01-02",
            "--starts is for one program, and several are named",
        ),
        (
            "site.toml --starts 2026-01-01..2026-01-02",
            "`site.toml` is a site file; --starts is for a program",
        ),
        (
            "walks.toml --starts 2026-01-01..2026-01-02 --against site.toml",
            "--starts and --against are two questions: ask one",
        ),
        (
            "walks.toml --site site.toml",
            (
                "--start, --timezone, --site, --choose and --anchor are for --starts"
                " and --against; an enrolment says itself how it begins"
            ),
        ),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(
    arguments: str, message: str, careplan: Run
) -> None:
    done = careplan("check", *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"\n\nError: {message}\n")


def test_ten_years_are_a_range(careplan: Run) -> None:
    """From 1 January to 31 December, leap days included; only one day is tried here."""
    done = careplan(
        *"check gone.toml --starts 2024-01-01..2033-12-31 --format json".split()
    )
    assert done.code == 1
    assert [one["code"] for one in json.loads(done.out)["diagnostics"]] == [
        "file-missing"
    ]


@pytest.mark.usefixtures("folder")
def test_a_person_at_a_terminal_sees_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counted on one line, which is gone at the end; nothing of it elsewhere."""
    ours, theirs = pty.openpty()
    arguments = "check walks.toml --starts 2026-03-09..2026-03-11 --timezone UTC"
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        code = run(arguments.split())
    monkeypatch.undo()
    assert (code, capsys.readouterr().out) == (
        0,
        (
            "walks.toml: 3 starts can be scheduled, from Mon 9 Mar 2026 to Wed 11 Mar"
            " 2026,\n  times in UTC\n"
        ),
    )
    counts = "".join(f"\r{number} of 3 starts" for number in range(3))
    assert all_of(ours) == f"{counts}\r{' ' * 13}\r"


def all_of(terminal: int) -> str:
    """Read what stands on a terminal that nobody writes to any more."""
    seen = b""
    try:
        while True:
            seen += os.read(terminal, 1000)
    except OSError:
        os.close(terminal)
        return seen.decode()
