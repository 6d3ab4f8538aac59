"""Exceptions to a longest gap and to how often: refused, then entered with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ENROLMENT_ID, Run

PROGRAM = """\
[program]
id = "weekly"
version = "1.0.0"
status = "active"
title = "A visit a week"

[activities.visit]
kind = "session"
title = "Visit"
at = "10:00"
max_gap = "8 days"
at_most = { count = 2, per = "6 days" }

[activities.call]
kind = "coaching"
title = "Call"

[[phases]]
id = "f"
length = "4 weeks"

[[phases.schedule]]
activity = "visit"
every = "1 week"

[[phases.schedule]]
activity = "call"
each = "visit"
offset = "1 day"
"""
WHO = f"""\
id = "{ENROLMENT_ID}"
program = "weekly.toml"
start = 2026-03-02
timezone = "Europe/London"
"""
NOW = ("--now", "2026-03-01T12:00:00Z")
AGREED = ("--override", "--reason", "a journey")
PLACE = """\
  --> weekly.toml:22:1
   |
22 | [[phases.schedule]]
   | ^^^^^^^^^^^^^^^^^^^ gives f/visit-{}
23 | activity = "visit"
24 | every = "1 week"
"""
MOVED = (
    "[gap-too-long]: f/visit-1 on Mon 2 Mar 2026 and f/visit-2 on Thu 12 Mar 2026 lie"
    f" farther apart than the 8 days that `visit` may\n{PLACE.format(2)}"
)
OMITTED = (
    "[gap-too-long]: f/visit-1 on Mon 2 Mar 2026 and f/visit-3 on Mon 16 Mar 2026 lie"
    f" farther apart than the 8 days that `visit` may\n{PLACE.format(3)}"
)
WAY_OUT = "   = help: with `--override` and a `--reason` it is entered all the same\n"
REFUSED = "\n1 error in weekly.toml; nothing was written\n"
WARNED = "\n1 warning in weekly.toml\nnext: careplan export a17.toml\n"


@pytest.fixture(autouse=True)
def _plan(folder: Path) -> None:
    (folder / "weekly.toml").write_text(PROGRAM, encoding="utf-8")
    (folder / "a17.toml").write_text(WHO, encoding="utf-8")


def ledger() -> str:
    return Path("a17.toml").read_text(encoding="utf-8").removeprefix(WHO)


def test_a_move_that_makes_a_gap_too_long_is_an_exception(careplan: Run) -> None:
    arguments = ("move", "a17.toml", "visit-2", "2026-03-12", *NOW)
    done = careplan(*arguments)
    assert (done.code, done.out, ledger()) == (1, "", "")
    where = "   = help: `careplan when ENROLMENT f/visit-2` lists where it may be\n"
    assert done.err == f"error{MOVED}   |\n{where}{WAY_OUT}{REFUSED}"
    done = careplan(*arguments, *AGREED)
    assert (done.code, done.err) == (0, f"warning{MOVED}{WARNED}")
    assert done.out == (
        "entry 1: f/visit-2 moved to Thu 12 Mar 2026, by way of exception\n"
        "  moved    visit-2: Mon 9 Mar 2026 10:00 -> Thu 12 Mar 10:00\n"
        "  moved    call-2: Tue 10 Mar 2026 -> Fri 13 Mar\n"
    )


def test_what_is_left_out_is_an_exception_if_the_gap_is_too_long(careplan: Run) -> None:
    done = careplan("omit", "a17.toml", "visit-2", *NOW)
    assert (done.code, done.out, ledger()) == (1, "", "")
    assert done.err == f"error{OMITTED}   |\n{WAY_OUT}{REFUSED}"
    done = careplan("omit", "a17.toml", "visit-2", "--override", *NOW)
    assert (done.code, done.out, ledger()) == (2, "", "")
    assert done.err.endswith("Error: --override needs a --reason\n")
    done = careplan("omit", "a17.toml", "visit-2", *AGREED, *NOW)
    assert (done.code, done.err) == (0, f"warning{OMITTED}{WARNED}")
    assert done.out == (
        "entry 1: f/visit-2 left out, by way of exception\n"
        "  removed  visit-2: Mon 9 Mar 2026 10:00\n"
        "  removed  call-2: Tue 10 Mar 2026\n"
    )
    assert ledger() == (
        '\n[[ledger]]\nat = 2026-03-01 12:00:00+00:00\nverb = "omit"\n'
        'occurrence = "f/visit-2"\noverride = true\nreason = "a journey"\n'
    )
    assert careplan("omit", "a17.toml", "visit-2", *AGREED, *NOW).out == ""
    assert careplan("omit", "a17.toml", "visit-4", *NOW).code == 0


@pytest.mark.parametrize("rest", [(), ("--rest", "drop")])
def test_a_pause_is_an_exception_if_the_gap_is_too_long(
    rest: tuple[str, ...], careplan: Run
) -> None:
    """Two weeks in hospital, when eight days may lie between visits."""
    pause = ("pause", "a17.toml", "2026-03-07", "2026-03-20", *rest, *NOW)
    done = careplan(*pause)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[gap-too-long]: f/visit-1 on Mon 2 Mar 2026 and ")
    assert done.err.endswith(WAY_OUT + REFUSED)
    done = careplan(*pause, *AGREED)
    assert done.code == 0
    assert done.out.startswith(
        "entry 1: the plan stands still, Sat 7 Mar 2026 to Fri 20 Mar 2026"
    )
    assert ", by way of exception\n" in done.out
    assert done.err.startswith(
        "warning[gap-too-long]: f/visit-1 on Mon 2 Mar 2026 and "
    )
    assert done.err.endswith(WARNED)
    exported = careplan("export", "a17.toml", *NOW)
    assert exported.code == 0, exported.err


def test_one_too_many_is_an_exception(careplan: Run) -> None:
    arguments = ("add", "a17.toml", "visit", "2026-03-05", *NOW)
    assert careplan(*arguments).code == 0
    arguments = ("add", "a17.toml", "visit", "2026-03-06", *NOW)
    done = careplan(*arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[too-often]: f/visit-1 on Mon 2 Mar 2026, visit-5")
    assert done.err.endswith(f"{WAY_OUT}{REFUSED}")
    done = careplan(*arguments, *AGREED)
    assert done.err.startswith("warning[too-often]: f/visit-1 on Mon 2 Mar 2026, ")
    assert done.out == (
        "entry 2: visit once more, on Fri 6 Mar 2026, by way of exception\n"
        "  new      visit-6: Fri 6 Mar 2026 10:00\n"
    )


def test_no_way_out_is_told_where_there_is_none(careplan: Run) -> None:
    """What would break a rule elsewhere is no exception of what is moved."""
    text = PROGRAM.replace(
        'every = "1 week"',
        'every = "1 week"\ncounted_from = "previous"\nif_closed = "next"',
    ).replace('at_most = { count = 2, per = "6 days" }', "")
    site = "\n[site]\nclosed = [2026-03-24, 2026-03-25]\n"
    Path("weekly.toml").write_text(text, encoding="utf-8")
    Path("a17.toml").write_text(WHO + site, encoding="utf-8")
    done = careplan("move", "a17.toml", "visit-2", "2026-03-10", *NOW)
    assert done.code == 1, done
    assert "gap-too-long" in done.err
    assert "--override" not in done.err


def test_what_has_no_date_is_told_so(careplan: Run) -> None:
    """Its name, that it has none, and why; the reason given is for `why` alone."""
    careplan("omit", "a17.toml", "visit-2", *AGREED, *NOW)
    told = (
        "visit-2 (f/visit-2) has no date: left out by entry 1 of the ledger.\n"
        "Its rule names Mon 9 Mar 2026 10:00, Europe/London.\n"
    )
    done = careplan("why", "a17.toml", "visit-2")
    assert (done.code, done.out) == (0, f"{told}The reason given: a journey.\n")
    done = careplan("when", "a17.toml", "f/visit-2")
    assert (done.code, done.out) == (1, told)
    child = "visit-2, which it counts from, has none either"
    for command, code in (("why", 0), ("when", 1)):
        done = careplan(command, "a17.toml", "call-2")
        assert (done.code, done.out) == (
            code,
            f"call-2 (f/call-2) has no date: {child}.\n",
        )
    done = careplan("reissue", "a17.toml", "call-2")
    assert done.code == 2
    assert done.err.endswith(f"call-2 (f/call-2) has no date: {child}\n")


def test_what_has_no_date_is_told_to_programs(careplan: Run) -> None:
    careplan("omit", "a17.toml", "visit-4", "--reason", "a journey", *NOW)
    said = {
        "version": 1,
        "name": "f/visit-4",
        "running": "visit-4",
        "nominal": "2026-03-23T10:00",
        "timezone": "Europe/London",
        "because": "left out by entry 1 of the ledger",
    }
    done = careplan("why", "a17.toml", "visit-4", "--format", "json")
    assert json.loads(done.out) == {
        **said,
        "placed": None,
        "actual": None,
        "steps": [],
        "reason": "a journey",
    }
    done = careplan("when", "a17.toml", "visit-4", "--format", "json")
    assert json.loads(done.out) == said | {"stands": None, "is_over": False, "days": []}


def test_a_branch_not_taken_gives_nothing(careplan: Run) -> None:
    """Its names are given all the same; what is no name is still a mistake."""
    text = PROGRAM.replace(
        'offset = "1 day"', 'offset = "1 day"\nwhen = { more = "a" }'
    )
    decision = '\n[decisions.more]\nquestion = "More?"\noptions = ["a", "b"]\n'
    Path("weekly.toml").write_text(f'{text}{decision}default = "b"\n', encoding="utf-8")
    done = careplan("why", "a17.toml", "call-2")
    assert done.out == (
        "call-2 (f/call-2) has no date: the plan does not give it, or not in the\n"
        "  branches taken.\n"
    )
    done = careplan("why", "a17.toml", "call-9")
    assert (done.code, done.out) == (2, "")
    assert "nothing in this plan is called `call-9`" in done.err
