"""What is decided or dated late may plan what is past; whoever enters it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import ENROLMENT_ID, Run

PROGRAM = """\
[program]
id = "courses"
version = "1.0.0"
status = "active"
title = "Two courses"

[activities.session]
kind = "session"
title = "Session"
at = "10:00"

[activities.control]
kind = "evaluation"
title = "Control"
at = "09:00"

[decisions.response]
after = "session.last"
question = "Go on?"
options = ["yes", "no"]

[anchors.surgery]
optional = true

[[schedule]]
activity = "control"
from = "surgery"
offset = ["1 day", "3 weeks"]

[[phases]]
id = "one"
schedule = [{ activity = "session", every = "1 week", count = 1 }]

[[phases]]
id = "two"
when = { response = "yes" }
schedule = [{ activity = "session", id = "more", every = "1 week", count = 3 }]
"""
IN_TIME = {"SOURCE_DATE_EPOCH": "1772539200"}  # Tuesday, 3 March 2026, 12:00 UTC
LATE = {"SOURCE_DATE_EPOCH": "1773748800"}  # a fortnight on, Tuesday 17 March
PLACE = """\
 --> new entry:1:1
  |
1 | [[ledger]]
  | ^^^^^^^^^^
  |
  = help: record each of them, as done or as missed
"""
ANEW = "  = help: or plan the phase anew: `careplan begin ENROLMENT two --on DATE`\n"
END = """\
  = help: if a date above is wrong: `careplan undo ENROLMENT` takes the entry back

1 warning in new entry
next: careplan export a17.toml
"""


@pytest.fixture(autouse=True)
def begun(folder: Path, careplan: Run) -> None:
    """Enrol somebody, and record the session after which the decision is asked."""
    (folder / "courses.toml").write_text(PROGRAM, encoding="utf-8")
    enrolled = careplan(
        *"enrol courses.toml -o a17.toml --start 2026-03-02".split(),
        *f"--timezone Europe/London --id {ENROLMENT_ID}".split(),
    )
    assert enrolled.code == 0, enrolled.err
    careplan("record", "a17.toml", "session-1", "done", **IN_TIME)


def test_a_late_decision_shows_its_dates_and_names_what_is_past(careplan: Run) -> None:
    done = careplan("decide", "a17.toml", "response", "yes", **LATE)
    assert done.code == 0
    assert done.out == (
        "entry 2: response is yes\n"
        "  new      more-1: Mon 9 Mar 2026 10:00\n"
        "  new      more-2: Mon 16 Mar 2026 10:00\n"
        "  new      more-3: Mon 23 Mar 2026 10:00\n"
    )
    assert done.err == (
        "warning[already-past]: this plans what is past already: more-1 on Mon 9 Mar"
        f" 2026 10:00, and 1 more\n{PLACE}{ANEW}{END}"
    )


def test_a_decision_in_time_warns_of_nothing(careplan: Run) -> None:
    done = careplan("decide", "a17.toml", "response", "yes", **IN_TIME)
    assert done.out.count("  new ") == 3
    assert done.err == "next: careplan export a17.toml\n"


def test_what_is_past_is_told_by_the_entry_that_plans_it_only(careplan: Run) -> None:
    careplan("decide", "a17.toml", "response", "yes", **LATE)
    done = careplan("record", "a17.toml", "more-2", "done", **LATE)
    assert (done.code, "already-past" in done.err) == (0, False)
    done = careplan("undo", "a17.toml", "3", **LATE)
    assert (done.code, "already-past" in done.err) == (0, False)


def test_a_date_that_is_set_late_names_what_is_past(careplan: Run) -> None:
    careplan("decide", "a17.toml", "response", "no", **IN_TIME)
    done = careplan("set", "a17.toml", "surgery", "2026-03-12", **LATE)
    assert done.code == 0
    assert done.out == (
        "entry 3: surgery is Thu 12 Mar 2026\n"
        "  new      control-1: Fri 13 Mar 2026 09:00\n"
        "  new      control-2: Thu 2 Apr 2026 09:00\n"
    )
    assert done.err == (
        "warning[already-past]: this plans what is past already: control-1 on Fri 13"
        f" Mar 2026 09:00\n{PLACE}{END}"
    )


def test_what_somebody_adds_in_the_past_they_date_themselves(careplan: Run) -> None:
    careplan("decide", "a17.toml", "response", "no", **IN_TIME)
    done = careplan("add", "a17.toml", "control", "2026-03-16T11:00", **LATE)
    assert done.out.endswith("  new      control-1: Mon 16 Mar 2026 11:00\n")
    assert done.err == "next: careplan export a17.toml\n"
