"""`move --rest`, `pause` and `begin`: what carries the rest of a plan along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ENROLMENT_ID, Run

NOW = {"SOURCE_DATE_EPOCH": "1772449200"}  # Monday, 2 March 2026, 11:00 UTC
STEPS = """
[program]
id = "steps"
version = "1.0.0"
status = "active"
title = "Exercise in steps"

[activities.class]
kind = "session"
title = "Class"
at = "18:00"
min_gap = "48 h"

[activities.talk]
kind = "coaching"
title = "Talk"
at = "12:00"

[activities.walk]
kind = "habit"
title = "Walk"
at = "07:30"

[[phases]]
id = "base"
length = "2 weeks"
schedule = [
  { activity = "class", on = ["tue", "fri"] },
  { activity = "walk", on = "mon" },
]

[[phases]]
id = "second"
schedule = [{ activity = "talk", day = 1 }]
"""


@pytest.fixture
def steps(folder: Path, careplan: Run) -> Path:
    """Enrol somebody on two phases."""
    (folder / "steps.toml").write_text(STEPS, encoding="utf-8")
    done = careplan(
        *"enrol steps.toml -o a17.toml --start 2026-03-02".split(),
        *f"--timezone Europe/London --id {ENROLMENT_ID}".split(),
    )
    assert done.code == 0, done.err
    return folder


def last_entry(folder: Path) -> str:
    """Give the last entry of the ledger."""
    text = (folder / "a17.toml").read_text(encoding="utf-8")
    return text[text.rindex("[[ledger]]") :]


def test_the_rest_follows(steps: Path, careplan: Run) -> None:
    """Two classes take the next slots, and the talk after them is later."""
    move = ("move", "a17.toml", "class-2", "2026-03-09", "--rest", "slide")
    told = """\
entry 1: base/class-2 moved to Mon 9 Mar 2026, and the rest with it
  moved    class-2: Fri 6 Mar 2026 18:00 -> Mon 9 Mar 18:00
  moved    class-3: Tue 10 Mar 2026 18:00 -> Fri 13 Mar 18:00
  new      walk-3: Mon 16 Mar 2026 07:30
  moved    class-4: Fri 13 Mar 2026 18:00 -> Tue 17 Mar 18:00
  moved    talk-1: Mon 16 Mar 2026 12:00 -> Fri 20 Mar 12:00
"""
    before = (steps / "a17.toml").read_bytes()
    dry = careplan(*move, "--dry-run", **NOW)
    assert (dry.code, dry.out, dry.err) == (3, told, "nothing was written\n")
    assert (steps / "a17.toml").read_bytes() == before
    done = careplan(*move, **NOW)
    assert (done.code, done.out) == (0, told)
    assert done.err == "next: careplan export a17.toml\n"
    assert last_entry(steps) == (
        "[[ledger]]\nat = 2026-03-02 11:00:00+00:00\n"
        'verb = "move"\noccurrence = "base/class-2"\nto = 2026-03-09\n'
        'rest = "slide"\n'
    )
    again = careplan(*move, **NOW)
    assert (again.code, again.out) == (0, "")
    assert again.err == "the ledger says so already; nothing was written\n"


def test_alone_it_would_be_too_close(steps: Path, careplan: Run) -> None:
    """A day before the next: refused; with the rest it is not."""
    before = (steps / "a17.toml").read_bytes()
    done = careplan("move", "a17.toml", "class-2", "2026-03-09", **NOW)
    assert (done.code, done.out) == (1, "")
    assert "it may not be there: closer than 48 h to class-3" in done.err
    assert (steps / "a17.toml").read_bytes() == before


@pytest.mark.usefixtures("steps")
def test_with_the_rest_it_may_still_not_be_anywhere(careplan: Run) -> None:
    """Too close to the one before it, which does not move."""
    done = careplan(*"move a17.toml class-2 2026-03-04 --rest slide".split(), **NOW)
    assert (done.code, done.out) == (1, "")
    assert "it may not be there: closer than 48 h to class-1" in done.err


def test_a_plan_stands_still(steps: Path, careplan: Run) -> None:
    """Both days included; habits go on, and into what is longer."""
    done = careplan(
        *"pause a17.toml 2026-03-09 2026-03-15 --by JP --json".split(),
        "--reason",
        "a journey",
        **NOW,
    )
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert [(one["change"], one["name"]) for one in found["changes"]] == [
        ("new", "walk-3"),
        ("moved", "class-3"),
        ("moved", "class-4"),
        ("moved", "talk-1"),
    ]
    assert last_entry(steps) == (
        "[[ledger]]\nat = 2026-03-02 11:00:00+00:00\n"
        'verb = "pause"\nfrom = 2026-03-09\nuntil = 2026-03-15\nrest = "slide"\n'
        'reason = "a journey"\nby = "JP"\n'
    )
    told = careplan("history", "a17.toml")
    assert (
        told.out
        == """\
  1  Mon 2 Mar 2026 11:00, by JP: the plan stands still, Mon 9 Mar 2026 to Sun
     15 Mar 2026
     a journey
     new      walk-3: Mon 16 Mar 2026 07:30
     moved    class-3: Tue 10 Mar 2026 18:00 -> Tue 17 Mar 18:00
     moved    class-4: Fri 13 Mar 2026 18:00 -> Fri 20 Mar 18:00
     moved    talk-1: Mon 16 Mar 2026 12:00 -> Mon 23 Mar 12:00
"""
    )
    why = careplan("why", "a17.toml", "talk-1")
    assert why.out.endswith("""\
How the date was found:
  1. It counts from Mon 23 Mar 2026 (`phase`).
  2. The rule names Mon 23 Mar 2026 12:00.
  3. Mind: the plan stands still from Mon 9 Mar 2026 to Sun 15 Mar 2026.
  4. So it is on Mon 23 Mar 2026 12:00.
""")


@pytest.mark.usefixtures("steps")
def test_what_is_dropped_is_removed(careplan: Run) -> None:
    """With the habits, too."""
    done = careplan(
        *"pause a17.toml 2026-03-09 2026-03-10 --rest drop --habits".split(), **NOW
    )
    assert (done.code, done.out) == (
        0,
        """\
entry 1: the plan stands still, Mon 9 Mar 2026 to Tue 10 Mar 2026, habits too, what would be in between left out
  removed  walk-2: Mon 9 Mar 2026 07:30
  removed  class-3: Tue 10 Mar 2026 18:00
""",  # noqa: E501 - one entry, one line
    )


@pytest.mark.usefixtures("steps")
def test_a_phase_begins_anew(careplan: Run) -> None:
    """What is not done is withdrawn, and the run follows."""
    assert careplan("record", "a17.toml", "walk-1", "done", **NOW).code == 0
    done = careplan(*"begin a17.toml base --on 2026-03-10".split(), **NOW)
    assert (done.code, done.err) == (0, "next: careplan export a17.toml\n")
    assert (
        done.out
        == """\
entry 2: phase base begins anew on Tue 10 Mar 2026
  removed  class-3: Tue 10 Mar 2026 18:00
  new      class-5: Tue 10 Mar 2026 18:00
  removed  class-4: Fri 13 Mar 2026 18:00
  new      class-6: Fri 13 Mar 2026 18:00
  new      walk-3: Mon 16 Mar 2026 07:30
  removed  talk-1: Mon 16 Mar 2026 12:00
  new      class-7: Tue 17 Mar 2026 18:00
  new      class-8: Fri 20 Mar 2026 18:00
  new      walk-4: Mon 23 Mar 2026 07:30
  new      talk-2: Tue 24 Mar 2026 12:00
"""
    )
    shown = careplan("show", "a17.toml")
    assert "base, run 2" in shown.out
    done = careplan("record", "a17.toml", "class-5", "done", "--dry-run", **NOW)
    assert done.code == 1
    later = {"SOURCE_DATE_EPOCH": "1773230400"}
    done = careplan("record", "a17.toml", "class-5", "done", **later)
    assert (done.code, done.out) == (
        0,
        (
            "entry 3: base~2/class-1 done on Tue 10 Mar 2026 18:00\n"
            "  done     class-5: Tue 10 Mar 2026 18:00\n"
        ),
    )


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (
            "pause a17.toml 2026-03-15 2026-03-09",
            2,
            "Error: UNTIL is before FROM; both days are part of the pause\n",
        ),
        ("begin a17.toml bass --on 2026-03-10", 1, "did you mean `base`?"),
        ("begin a17.toml base", 2, "Error: Missing option '--on'.\n"),
        (
            "move a17.toml class-2 2026-03-09 --rest drop",
            2,
            "Invalid value for '--rest': 'drop' is not one of 'keep', 'slide'.\n",
        ),
    ],
)
@pytest.mark.usefixtures("steps")
def test_what_cannot_be_said(careplan: Run, command: str, code: int, said: str) -> None:
    """Nothing is written, and it says what would be right."""
    before = Path("a17.toml").read_bytes()
    done = careplan(*command.split(), **NOW)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert Path("a17.toml").read_bytes() == before


def test_calendars_are_issued_again(steps: Path, careplan: Run) -> None:
    """Begun anew: the first run's classes are gone, and the new ones are new."""
    assert careplan("export", "a17.toml", **NOW).code == 0
    assert careplan(*"begin a17.toml base --on 2026-03-10".split(), **NOW).code == 0
    done = careplan("export", "a17.toml", **NOW)
    assert done.code == 0
    assert "6 new, 3 removed" in done.out + done.err
    assert steps.joinpath("out/a17/careplan.ics").exists()
