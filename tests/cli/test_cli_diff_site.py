"""`diff --site`: who moves under another site file, and what clashes with it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.running import WALKS, Run

FRIDAY = {"SOURCE_DATE_EPOCH": "1772182800"}  # 27 February 2026, 09:00 UTC
BEGIN = ("--timezone", "Europe/London", "--site", "site.toml")
OTHER = 'open = "mon-thu"\n'
HOURLY = """
[activities.blood]
kind = "measure"
title = "Blood test"

[[schedule]]
activity = "blood"
each = "walk"
offset = "3 h"
"""
APART = WALKS.replace('duration = "1 h"', 'duration = "1 h"\nmin_gap = "2 days"')


def entered(careplan: Run, *words: str, now: str = FRIDAY["SOURCE_DATE_EPOCH"]) -> None:
    done = careplan(*words, SOURCE_DATE_EPOCH=now)
    assert done.code == 0, done.err


def enrol(careplan: Run, name: str, start: str, *more: str) -> None:
    entered(
        careplan, "enrol", "walks.toml", "-o", name, "--start", start, *BEGIN, *more
    )


@pytest.fixture
def people(folder: Path, careplan: Run) -> Path:
    """Work in a folder with three enrolments, and with what is none beside them."""
    Path("other.toml").write_text(OTHER, encoding="utf-8")
    enrol(careplan, "a17.toml", "2026-03-02", "--alias", "A17")
    enrol(careplan, "b17.toml", "2026-03-09")
    enrol(careplan, "c17.toml", "2026-03-01", "--choose", "walk.on=tue,thu")
    entered(careplan, "pin", "a17.toml", "walk-4")
    entered(careplan, "export", "a17.toml")
    return folder


@pytest.mark.usefixtures("people")
def test_who_moves_and_what_cannot(careplan: Run) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*.*")}
    done = careplan("diff", ".", "--site", "other.toml", **FRIDAY)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
./a17.toml, under other.toml: 1 clash
  clash    walk-4: Fri 13 Mar 2026 10:00, pinned; the site is closed on a Friday

./b17.toml, under other.toml: 2 moved
  moved    walk-2: Fri 13 Mar 2026 10:00 -> Thu 12 Mar 10:00
  moved    walk-4: Fri 20 Mar 2026 10:00 -> Thu 19 Mar 10:00

under other.toml, of 3 enrolments: 1 with other dates, 1 with clashes
"""
    )
    assert before == {path: path.read_bytes() for path in Path().rglob("*.*")}


@pytest.mark.usefixtures("people")
def test_programs_are_told_the_same(careplan: Run) -> None:
    words = ("diff", ".", "--site", "other.toml", "--format", "json")
    done = careplan(*words, **FRIDAY)
    assert (done.code, done.err) == (3, "")
    moves = [
        {
            "change": "moved",
            "name": f"walk-{number}",
            "before": f"2026-03-{day}T10:00",
            "after": f"2026-03-{day - 1}T10:00",
            "before_timezone": "Europe/London",
            "after_timezone": "Europe/London",
            "aspects": [],
        }
        for number, day in ((2, 13), (4, 20))
    ]
    clash = {
        "name": "walk-4",
        "moment": "2026-03-13T10:00",
        "timezone": "Europe/London",
        "held": "pinned",
        "reason": "the site is closed on a Friday",
    }
    assert json.loads(done.out) == {
        "version": 1,
        "compared": "site",
        "site": "other.toml",
        "now": "2026-02-27T09:00:00Z",
        "different": True,
        "failed": [],
        "enrolments": [
            {
                "enrolment": name,
                "timezone": "Europe/London",
                "changes": changes,
                "clashes": clashes,
                "refusals": [],
            }
            for name, changes, clashes in (
                ("./a17.toml", [], [clash]),
                ("./b17.toml", moves, []),
                ("./c17.toml", [], []),
            )
        ],
    }


@pytest.mark.usefixtures("people")
def test_under_the_site_it_has_nothing_is_different(careplan: Run) -> None:
    done = careplan("diff", ".", "--site", "site.toml", **FRIDAY)
    told = "under site.toml, of 3 enrolments: nothing is different\n"
    assert (done.code, done.out, done.err) == (0, told, "")
    done = careplan("diff", "a17.toml", "--site", "site.toml", **FRIDAY)
    told = "a17.toml: nothing is different under site.toml\n"
    assert (done.code, done.out, done.err) == (0, told, "")


@pytest.mark.usefixtures("people")
def test_one_enrolment_is_told_without_a_total(careplan: Run) -> None:
    done = careplan("diff", "b17.toml", "--site", "other.toml", **FRIDAY)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
b17.toml, under other.toml: 2 moved
  moved    walk-2: Fri 13 Mar 2026 10:00 -> Thu 12 Mar 10:00
  moved    walk-4: Fri 20 Mar 2026 10:00 -> Thu 19 Mar 10:00
"""
    )


@pytest.mark.usefixtures("people")
def test_what_is_past_stays_where_it_was(careplan: Run) -> None:
    """Friday 13 March at 11:00: the walk at ten was held, or was not."""
    now = ("--now", "2026-03-13T11:00:00Z")
    done = careplan("diff", ".", "--site", "other.toml", *now)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
./b17.toml, under other.toml: 1 moved
  moved    walk-4: Fri 20 Mar 2026 10:00 -> Thu 19 Mar 10:00

under other.toml, of 3 enrolments: 1 with other dates
"""
    )


@pytest.mark.usefixtures("people")
def test_a_day_that_is_over_is_no_way_out(careplan: Run) -> None:
    now = ("--now", "2026-03-13T08:00:00Z")
    done = careplan("diff", "b17.toml", "--site", "other.toml", *now)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
b17.toml, under other.toml: 2 moved, 1 clash
  moved    walk-2: Fri 13 Mar 2026 10:00 -> Thu 12 Mar 10:00
  moved    walk-4: Fri 20 Mar 2026 10:00 -> Thu 19 Mar 10:00
  clash    walk-2: Thu 12 Mar 2026 10:00; that is past already
"""
    )


@pytest.mark.usefixtures("folder")
def test_everything_that_holds_a_date_is_named(careplan: Run) -> None:
    Path("other.toml").write_text(
        'open = "mon-thu"\nhours = { mon = "08:00-12:00", tue = "08:00-12:00",'
        ' wed = "08:00-12:00", thu = "08:00-12:00" }\n',
        encoding="utf-8",
    )
    Path("walks.toml").write_text(WALKS + HOURLY, encoding="utf-8")
    enrol(careplan, "a17.toml", "2026-03-09")
    entered(careplan, "move", "a17.toml", "walk-1", "2026-03-11T15:00")
    entered(careplan, "pin", "a17.toml", "walk-2")
    entered(careplan, "add", "a17.toml", "walk", "2026-03-27")
    done = careplan("diff", "a17.toml", "--site", "other.toml", **FRIDAY)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
a17.toml, under other.toml: 2 moved, 7 clashes
  moved    walk-4: Fri 20 Mar 2026 10:00 -> Thu 19 Mar 10:00
  moved    blood-4: Fri 20 Mar 2026 13:00 -> Thu 19 Mar 13:00
  clash    walk-1: Wed 11 Mar 2026 15:00, moved by hand; outside the site's
           hours
  clash    blood-1: Wed 11 Mar 2026 18:00, counts in hours; outside the site's
           hours
  clash    walk-2: Fri 13 Mar 2026 10:00, pinned; the site is closed on a Friday
  clash    blood-2: Fri 13 Mar 2026 13:00, counts in hours; the site is closed
           on a Friday
  clash    blood-3: Tue 17 Mar 2026 13:00, counts in hours; outside the site's
           hours
  clash    blood-4: Thu 19 Mar 2026 13:00, counts in hours; outside the site's
           hours
  clash    walk-5: Fri 27 Mar 2026 10:00, added by hand; the site is closed on a
           Friday
"""
    )


@pytest.mark.usefixtures("folder")
def test_a_rule_that_only_the_other_site_breaks_is_a_clash(careplan: Run) -> None:
    """An exception is no obstacle for the others, and now one lands beside it."""
    Path("walks.toml").write_text(APART, encoding="utf-8")
    Path("other.toml").write_text('open = ["sat", "sun"]\n', encoding="utf-8")
    enrol(careplan, "a17.toml", "2026-03-09")
    why = ("--override", "--reason", "by telephone")
    entered(careplan, "move", "a17.toml", "walk-2", "2026-03-14", *why)
    done = careplan("diff", "a17.toml", "--site", "other.toml", **FRIDAY)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
a17.toml, under other.toml: 3 moved, 1 clash
  moved    walk-1: Tue 10 Mar 2026 10:00 -> Sun 8 Mar 10:00
  moved    walk-3: Tue 17 Mar 2026 10:00 -> Sun 15 Mar 10:00
  moved    walk-4: Fri 20 Mar 2026 10:00 -> Sat 21 Mar 10:00
  clash    walk-3: Sun 15 Mar 2026 10:00; closer than 2 days to opening/walk-2
"""
    )


@pytest.mark.usefixtures("folder")
def test_a_rule_that_is_broken_anyway_is_no_clash(careplan: Run) -> None:
    """The exception is one under both sites."""
    Path("walks.toml").write_text(APART, encoding="utf-8")
    Path("other.toml").write_text('open = "mon-sat"\n', encoding="utf-8")
    enrol(careplan, "a17.toml", "2026-03-09")
    why = ("--override", "--reason", "by telephone")
    entered(careplan, "move", "a17.toml", "walk-2", "2026-03-11", *why)
    done = careplan("diff", "a17.toml", "--site", "other.toml", **FRIDAY)
    told = "a17.toml: nothing is different under other.toml\n"
    assert (done.code, done.out) == (0, told)
    assert done.err.startswith("warning[deviation]: `opening/walk-2` is planned for ")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("name", ["a17.toml", "."])
def test_who_has_no_dates_now_is_not_compared(careplan: Run, name: str) -> None:
    Path("site.toml").write_text('open = ["sun"]\n', encoding="utf-8")
    closed = "closed = [{ from = 2026-02-01, to = 2026-04-30 }]\n"
    with Path("site.toml").open("a", encoding="utf-8") as file:
        file.write(closed)
    for other in ("b17.toml", "c17.toml"):
        Path(other).unlink()
    done = careplan("diff", name, "--site", "other.toml", **FRIDAY)
    assert done.code == (4 if name == "." else 1)
    assert "error[no-legal-date]: " in done.err


@pytest.mark.usefixtures("people")
def test_each_zone_is_named_where_there_are_several(careplan: Run) -> None:
    text = Path("b17.toml").read_text(encoding="utf-8")
    there = text.replace("Europe/London", "America/New_York")
    Path("b17.toml").write_text(there, encoding="utf-8")
    done = careplan("diff", ".", "--site", "other.toml", **FRIDAY)
    assert (done.code, done.err) == (3, "")
    assert [line for line in done.out.splitlines() if ", under " in line] == [
        "./a17.toml (Europe/London), under other.toml: 1 clash",
        "./b17.toml (America/New_York), under other.toml: 2 moved",
    ]


@pytest.fixture
def shut(people: Path, careplan: Run) -> Path:
    """Have somebody with six walks, the last one pinned, and a site that is shut."""
    Path("walks.toml").write_text(
        WALKS.replace('length = "2 weeks"', 'length = "3 weeks"'), encoding="utf-8"
    )
    Path("shut.toml").write_text(
        'open = ["sun"]\nclosed = [{ from = 2026-02-01, to = 2026-03-31 }]\n',
        encoding="utf-8",
    )
    enrol(careplan, "d17.toml", "2026-03-09")
    entered(careplan, "pin", "d17.toml", "walk-6")
    return people


@pytest.mark.usefixtures("shut")
def test_who_has_no_legal_date_is_told_why(careplan: Run) -> None:
    """Of the first in full; what was pinned stays, and clashes."""
    done = careplan("diff", "d17.toml", "--site", "shut.toml", **FRIDAY)
    assert (done.code, done.err) == (3, "")
    assert (
        done.out
        == """\
d17.toml, under shut.toml: it cannot be dated, 1 clash
  clash    walk-6: Fri 27 Mar 2026 10:00, pinned; the site is closed on a Friday
  there is no legal date for number 1 of `opening/walk`, nominally Tue 10 Mar
    2026 10:00
    tried Wed 4 Mar 2026: the site is closed on a Wednesday
    tried Thu 5 Mar 2026: the site is closed on a Thursday
    tried Fri 6 Mar 2026: the site is closed on a Friday
    tried Sat 7 Mar 2026: the site is closed on a Saturday
    tried Sun 8 Mar 2026: a closed day of the site
    tried Mon 9 Mar 2026: the site is closed on a Monday
    tried Tue 10 Mar 2026: the site is closed on a Tuesday
    tried Wed 11 Mar 2026: the site is closed on a Wednesday
    tried Thu 12 Mar 2026: the site is closed on a Thursday
    the nearest legal day is Sun 25 Jan 2026
    settle `opening/walk-1`: `omit` it, or `move` it with `--override`
  there is no legal date for number 2 of `opening/walk`, nominally Fri 13 Mar
    2026 10:00
  there is no legal date for number 3 of `opening/walk`, nominally Tue 17 Mar
    2026 10:00
  there is no legal date for number 4 of `opening/walk`, nominally Fri 20 Mar
    2026 10:00
  and 1 more, which `--format json` names
"""
    )


@pytest.mark.usefixtures("shut")
def test_programs_are_told_every_reason(careplan: Run) -> None:
    words = ("diff", "d17.toml", "--site", "shut.toml", "--format", "json")
    done = careplan(*words, **FRIDAY)
    (told,) = json.loads(done.out)["enrolments"]
    assert (done.code, told["changes"], len(told["clashes"])) == (3, None, 1)
    assert [one["code"] for one in told["refusals"]] == ["no-legal-date"] * 5
    assert told["refusals"][0] == {
        "code": "no-legal-date",
        "message": "there is no legal date for number 1 of `opening/walk`, nominally"
        " Tue 10 Mar 2026 10:00",
        "help": [
            "tried Wed 4 Mar 2026: the site is closed on a Wednesday",
            "tried Thu 5 Mar 2026: the site is closed on a Thursday",
            "tried Fri 6 Mar 2026: the site is closed on a Friday",
            "tried Sat 7 Mar 2026: the site is closed on a Saturday",
            "tried Sun 8 Mar 2026: a closed day of the site",
            "tried Mon 9 Mar 2026: the site is closed on a Monday",
            "tried Tue 10 Mar 2026: the site is closed on a Tuesday",
            "tried Wed 11 Mar 2026: the site is closed on a Wednesday",
            "tried Thu 12 Mar 2026: the site is closed on a Thursday",
            "the nearest legal day is Sun 25 Jan 2026",
            "settle `opening/walk-1`: `omit` it, or `move` it with `--override`",
        ],
    }


@pytest.mark.usefixtures("people")
def test_one_that_cannot_be_read_stops_no_other(careplan: Run) -> None:
    Path("broken.toml").write_text("start = \n", encoding="utf-8")
    text = Path("c17.toml").read_text(encoding="utf-8")
    wrong = text.replace("Europe/London", "Europe/Londn")
    Path("c17.toml").write_text(wrong, encoding="utf-8")
    done = careplan("diff", ".", "--site", "other.toml", **FRIDAY)
    assert done.code == 4
    assert (
        done.out
        == """\
./a17.toml, under other.toml: 1 clash
  clash    walk-4: Fri 13 Mar 2026 10:00, pinned; the site is closed on a Friday

./b17.toml, under other.toml: 2 moved
  moved    walk-2: Fri 13 Mar 2026 10:00 -> Thu 12 Mar 10:00
  moved    walk-4: Fri 20 Mar 2026 10:00 -> Thu 19 Mar 10:00

under other.toml, of 2 enrolments: 1 with other dates, 1 with clashes
"""
    )
    assert done.err.count("error[") == 2
    assert done.err.endswith(
        "2 enrolments could not be read or dated, and nothing of them is listed\n"
    )
    words = ("diff", ".", "--site", "other.toml", "--format", "json")
    done = careplan(*words, **FRIDAY)
    assert (done.code, json.loads(done.out)["failed"]) == (
        4,
        ["./broken.toml", "./c17.toml"],
    )
    assert len(json.loads(done.err)["diagnostics"]) == 2


@pytest.mark.usefixtures("people")
@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_nobody_may_look_into_is_told(careplan: Run) -> None:
    Path("more").chmod(0o000)
    done = careplan("diff", ".", "--site", "other.toml", **FRIDAY)
    Path("more").chmod(0o755)
    assert done.code == 4
    assert done.err.endswith("1 folder could not be looked into\n")


@pytest.mark.usefixtures("people")
def test_a_site_that_is_wrong_is_all_that_is_told(careplan: Run) -> None:
    Path("other.toml").write_text('open = "mon-fry"\n', encoding="utf-8")
    done = careplan("diff", ".", "--site", "other.toml", **FRIDAY)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("error[") == 1
    assert " --> other.toml:1:" in done.err
    done = careplan("diff", ".", "--site", "gone.toml", **FRIDAY)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-missing]: `gone.toml` does not exist\n")


@pytest.mark.usefixtures("people")
def test_a_folder_without_enrolments_is_the_wrong_one(careplan: Run) -> None:
    Path("empty").mkdir()
    done = careplan("diff", "empty", "--site", "other.toml", **FRIDAY)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[no-enrolments]: there is no enrolment in `empty`")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "walks.toml --site other.toml",
            (
                "`walks.toml` is a program; under another site an enrolment is"
                " compared, or a folder of them"
            ),
        ),
        (
            "- --site other.toml",
            "enrolments and sites have files here; name them",
        ),
        (
            ". --site other.toml --start 2026-03-02",
            (
                "`.` is a folder: its enrolments are compared under another site file"
                " alone; name that with --site"
            ),
        ),
    ],
)
def test_wrong_mixtures(careplan: Run, words: str, said: str) -> None:
    done = careplan("diff", *words.split(), **FRIDAY)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"\n\nError: {said}\n")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("name", ["gone.toml", "broken.toml"])
def test_one_enrolment_that_cannot_be_read(careplan: Run, name: str) -> None:
    Path("broken.toml").write_text("start = 2026-03-02\n", encoding="utf-8")
    done = careplan("diff", name, "--site", "other.toml", **FRIDAY)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[")
