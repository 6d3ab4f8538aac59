"""`history` tells what was entered, by whom and why, and what each entry changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run

ENTRIES = """
[[ledger]]
at = 2026-03-03T11:00:00Z
verb = "record"
occurrence = "opening/walk-1"
result = "missed"
by = "JP"
reason = "The person had a cold, and called in the morning, which is early enough"

[[ledger]]
at = 2026-03-04T09:00:00Z
verb = "undo"
entry = 1

[[ledger]]
at = 2026-03-04T09:01:00Z
verb = "record"
occurrence = "walk-1"
result = "done"
on = 2026-03-04T08:00:00

[[ledger]]
at = 2026-03-04T09:02:00Z
verb = "set"
name = "walk.at"
value = "11:00"

[[ledger]]
at = 2026-03-04T09:03:00Z
verb = "set"
name = "shoe-size"
value = "42"
"""


def added(text: str) -> None:
    path = Path("a17.toml")
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.usefixtures("enrolled")
def test_every_entry_is_told_with_what_it_changed(careplan: Run) -> None:
    added(ENTRIES)
    done = careplan("history", "a17.toml")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == """\
  1  Tue 3 Mar 2026 11:00, by JP: opening/walk-1 missed (undone by entry 2)
     The person had a cold, and called in the morning, which is early enough
     missed   walk-1: Tue 3 Mar 2026 10:00

  2  Wed 4 Mar 2026 09:00: entry 1 no longer counts
     open again walk-1: Tue 3 Mar 2026 10:00

  3  Wed 4 Mar 2026 09:01: walk-1 done on Wed 4 Mar 2026 08:00
     done     walk-1: Tue 3 Mar 2026 10:00 -> Wed 4 Mar 08:00

  4  Wed 4 Mar 2026 09:02: walk.at is 11:00
     moved    walk-2: Thu 5 Mar 2026 10:00 -> Thu 5 Mar 11:00
     moved    walk-3: Tue 10 Mar 2026 10:00 -> Tue 10 Mar 11:00
     moved    walk-4: Fri 13 Mar 2026 10:00 -> Fri 13 Mar 11:00

  5  Wed 4 Mar 2026 09:03: shoe-size is 42
"""
    )


@pytest.mark.usefixtures("enrolled")
def test_programs_are_told_the_same(careplan: Run) -> None:
    added(ENTRIES)
    done = careplan("history", "a17.toml", "--format", "json")
    told = json.loads(done.out)
    assert (done.code, told["version"], len(told["entries"])) == (0, 1, 5)
    assert told["entries"][0] == {
        "entry": 1,
        "at": "2026-03-03T11:00:00Z",
        "by": "JP",
        "said": "opening/walk-1 missed",
        "reason": "The person had a cold, and called in the morning, which is early"
        " enough",
        "undone_by": 2,
        "changes": [
            {
                "change": "missed",
                "name": "walk-1",
                "before": "2026-03-03T10:00",
                "after": "2026-03-03T10:00",
            }
        ],
    }


@pytest.mark.usefixtures("enrolled")
def test_nothing_was_entered_yet(careplan: Run) -> None:
    done = careplan("history", "a17.toml")
    assert (done.code, done.out, done.err) == (0, "the ledger has no entry yet\n", "")


@pytest.mark.usefixtures("enrolled")
def test_a_broken_enrolment_has_no_history(careplan: Run) -> None:
    added("colour = 1\n")
    done = careplan("history", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[unknown-key]: ")


@pytest.mark.usefixtures("folder")
def test_a_program_has_none(careplan: Run) -> None:
    done = careplan("history", "walks.toml")
    assert (done.code, done.out) == (2, "")
    assert "`walks.toml` is a program" in done.err
