"""`check --against`: ids that were not kept, and dates that are others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import WALKS, Run

MORE = f"""{WALKS}
[[phases]]
id = "later"
length = "1 week"
schedule = [{{ activity = "walk", id = "last-walk", day = 2 }}]

[anchors.check-up]
title = "Check-up"

[[schedule]]
activity = "walk"
id = "check-walk"
from = "check-up"
"""


@pytest.fixture(autouse=True)
def _in_the_folder(folder: Path) -> None:
    (folder / "old.toml").write_text(MORE, encoding="utf-8")


def new(*changes: tuple[str, str]) -> None:
    """Write the new version: the old one with texts in the place of others."""
    text = MORE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    Path("new.toml").write_text(text, encoding="utf-8")


HEADS = ("error", "warning")


def heads(report: str) -> list[str]:
    return [line for line in report.split("\n") if line.startswith(HEADS)]


def test_what_only_says_something_else_keeps_its_ids(careplan: Run) -> None:
    """Titles, times and texts may change, and things may come."""
    new(
        ('title = "Walking session"', 'title = "Walk"'),
        ("day = 2 }]", 'day = 3 }, { activity = "diary", day = 1 }]'),
    )
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert (done.code, done.out, done.err) == (
        0,
        "new.toml, against old.toml: every id is kept\n",
        "",
    )


def test_what_has_another_id_and_is_the_same_was_renamed(careplan: Run) -> None:
    """An error at the new id, with the old one beside it."""
    new(('id = "last-walk"', 'id = "farewell"'))
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert (done.code, done.out) == (
        1,
        "new.toml, against old.toml: 1 id is not kept\n",
    )
    assert done.err == (
        """\
error[changed-id]: the rule `later/last-walk` is called `later/farewell` now
  --> new.toml:37:39
   |
37 | schedule = [{ activity = "walk", id = "farewell", day = 2 }]
   |                                       ^^^^^^^^^^ has another id
   |
  ::: old.toml:37:39
   |
37 | schedule = [{ activity = "walk", id = "last-walk", day = 2 }]
   |                                       ----------- was called so
   |
   = help: call it `later/last-walk` again: calendars handed out know it by that

1 error in new.toml
"""
    )


def test_what_is_gone_is_a_warning_where_it_was(careplan: Run) -> None:
    """It may be meant, so it is a difference and no error, except with --strict."""
    new(('  { activity = "diary", every = "1 day" },\n', ""))
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert (done.code, done.out) == (
        3,
        "new.toml, against old.toml: 1 id is not kept\n",
    )
    assert heads(done.err) == [
        "warning[unscheduled-activity]: no rule schedules activity `diary`",
        "warning[vanished-id]: the rule `opening/diary` is gone",
    ]
    assert done.err.endswith(
        """\
  --> old.toml:31:3
   |
31 |   { activity = "diary", every = "1 day" },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ was here
   |
   = help: what it put into calendars will be cancelled there

2 warnings in 2 files
"""
    )
    strict = careplan("check", "--strict", "new.toml", "--against", "old.toml")
    assert (strict.code, strict.out, strict.err) == (1, done.out, done.err)


def test_a_near_name_is_suggested(careplan: Run) -> None:
    """What differs besides was perhaps renamed: the new one is pointed at."""
    new(('id = "last-walk", day = 2', 'id = "last-walks", day = 3'))
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert (done.code, done.err) == (
        3,
        """\
warning[vanished-id]: the rule `later/last-walk` is gone
  --> old.toml:37:39
   |
37 | schedule = [{ activity = "walk", id = "last-walk", day = 2 }]
   |                                       ^^^^^^^^^^^ was here
   |
  ::: new.toml:37:39
   |
37 | schedule = [{ activity = "walk", id = "last-walks", day = 3 }]
   |                                       ------------ is new
   |
   = help: was it renamed to `later/last-walks`? an id is for ever

1 warning in old.toml
""",
    )


RENAMED = [
    (
        [('id = "walks"', 'id = "hikes"')],
        ["error[changed-id]: the program `walks` is called `hikes` now"],
    ),
    (
        [("coach = ", "guide = "), ('["coach"]', '["guide"]')],
        ["error[changed-id]: the role `coach` is called `guide` now"],
    ),
    (
        [("[activities.diary]", "[activities.notes]"), ('"diary"', '"notes"')],
        ["error[changed-id]: the activity `diary` is called `notes` now"],
    ),
    (
        [('id = "opening"', 'id = "beginning"')],
        ["error[changed-id]: the phase `opening` is called `beginning` now"],
    ),
    (
        [("check-up", "visit")],
        ["error[changed-id]: the anchor `check-up` is called `visit` now"],
    ),
    (
        [
            ("[activities.diary]", "[activities.notes]"),
            ('"diary"', '"notes"'),
            ("Diary", "Notes"),
        ],
        ["warning[vanished-id]: the activity `diary` is gone"],
    ),
    (
        [('id = "later"\nlength = "1 week"', 'id = "end"\nlength = "2 weeks"')],
        ["warning[vanished-id]: the phase `later` is gone"],
    ),
]


@pytest.mark.parametrize(("changes", "told"), RENAMED)
def test_one_new_name_is_told_of_once(
    changes: list[tuple[str, str]], told: list[str], careplan: Run
) -> None:
    """Not again for each rule of a phase, or that has its id from an activity."""
    new(*changes)
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert heads(done.err) == told
    assert done.code == (1 if told[0].startswith("error") else 3)


def test_two_things_that_are_alike_are_not_guessed_between(careplan: Run) -> None:
    new(("coach = ", 'guide = "Walking coach"\nleader = '), ('["coach"]', '["guide"]'))
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert heads(done.err) == ["warning[vanished-id]: the role `coach` is gone"]


BEGUN = (
    *"--start 2026-03-02 --timezone Europe/London".split(),
    *"--anchor check-up=2026-04-01".split(),
)


def test_with_a_start_the_dates_that_are_others_are_listed(careplan: Run) -> None:
    """By what they are, not by their order: added, moved and removed."""
    new(
        ("day = 2 }", "days = [2, 5] }"),
        ('from = "check-up"', 'from = "check-up + 1 day"'),
        ('on = ["tue", "fri"]', 'on = ["tue", "fri"], count = 3'),
    )
    done = careplan("check", "new.toml", "--against", "old.toml", *BEGUN)
    assert (done.code, done.err) == (3, "")
    assert done.out == (
        "new.toml, against old.toml: every id is kept; dates: 1 new, 1 moved, 1"
        " removed\n"
        "  removed  walk-4: Fri 13 Mar 2026 10:00\n"
        "  new      last-walk-2: Fri 20 Mar 2026 10:00\n"
        "  moved    check-walk-1: Wed 1 Apr 2026 10:00 -> Thu 2 Apr 10:00\n"
    )


def test_with_a_start_it_is_said_that_no_date_is_another(careplan: Run) -> None:
    new(('title = "Walking session"', 'title = "Walk"'))
    done = careplan(
        *"check new.toml --against old.toml --start 2026-03-02".split(),
        *"--anchor check-up=2026-04-01".split(),
    )
    assert (done.code, done.out, done.err) == (
        0,
        "new.toml, against old.toml: every id is kept; no date is another\n",
        "no zone was said, so it is UTC, where clocks never change\n",
    )


def test_programs_get_the_changes(careplan: Run) -> None:
    new(("day = 2 }", "day = 3 }"))
    done = careplan(*"check new.toml --against old.toml --format json".split(), *BEGUN)
    assert (done.code, done.err) == (3, "")
    assert json.loads(done.out) == {
        "version": 1,
        "files": ["new.toml"],
        "against": "old.toml",
        "passed": True,
        "changes": [
            {
                "change": "moved",
                "name": "last-walk-1",
                "before": "2026-03-17T10:00",
                "after": "2026-03-18T10:00",
            }
        ],
        "diagnostics": [],
    }
    done = careplan(*"check new.toml --against old.toml --format json".split())
    assert (done.code, json.loads(done.out)["changes"]) == (0, None)


def test_mistakes_come_before_any_comparison(careplan: Run) -> None:
    """Those of both versions; what was doubtful in the old one is not told again."""
    new(("kind = ", "knd = "))
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("\n4 errors in new.toml\n")
    old = Path("old.toml")
    doubtful = MORE.replace("reminders", 'instructions = "x"\nreminders')
    old.write_text(doubtful, encoding="utf-8")
    new()
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert (done.code, done.err) == (0, "")
    old.write_text(MORE.replace("kind = ", "knd = ", 1), encoding="utf-8")
    done = careplan("check", "new.toml", "--against", "old.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("\n2 errors in old.toml\n")
    done = careplan("check", "gone.toml", "--against", "gone-too.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("\n2 errors in 2 files\n")


def test_a_start_from_which_one_cannot_be_dated_is_an_error(careplan: Run) -> None:
    new(('from = "check-up"', 'from = "check-up"\nif_closed = "fail"'))
    done = careplan(
        *"check new.toml --against old.toml --site site.toml".split(),
        *"--start 2026-03-02 --anchor check-up=2026-03-06".split(),
        *"--timezone Europe/London".split(),
    )
    assert (done.code, done.out) == (
        1,
        "new.toml, against old.toml: every id is kept\n",
    )
    assert heads(done.err) == [
        (
            "error[no-legal-date]: there is no legal date for number 1 of `check-walk`,"
            " nominally Fri 6 Mar 2026 10:00"
        )
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "old.toml --against site.toml",
            "`site.toml` is a site file; --against is for a program",
        ),
        (
            "old.toml walks.toml --against old.toml",
            "--against is for one program, and several are named",
        ),
        (
            "old.toml --against old.toml --timezone Europe/London",
            (
                "--against compares dates from --start; say one, or leave --timezone,"
                " --site, --choose and --anchor out"
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
