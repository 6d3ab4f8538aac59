"""`record`, `decide`, `set` and `undo` add to a ledger, and say what that changes."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from careplan import files
from tests.cli.running import ENROLMENT_ID, Ran, Run

NOW = {"SOURCE_DATE_EPOCH": "1772535600"}  # Tuesday, 3 March 2026, 11:00 UTC
LATER = {"SOURCE_DATE_EPOCH": "1773144000"}  # a week on, at 12:00
COMPANIONS = """
[[schedule]]
activity = "call"
each = "walk"
offset = "1 day"

[activities.call]
kind = "coaching"
title = "Call"
at = "12:00"

[activities.check]
kind = "evaluation"
title = "Check"
at = "09:00"
results = { fit = "opens", unfit = "closes" }

[decisions.pace]
question = "Which pace?"
options = ["slow", "quick"]
default = "slow"

[anchors.holiday]
many = true
optional = true

[anchors.surgery]
optional = true

[[schedule]]
activity = "check"
from = "surgery"
when = { pace = "quick" }
"""


def entry(*lines: str, at: str = "2026-03-03 11:00:00+00:00") -> str:
    return "\n".join(("", "[[ledger]]", f"at = {at}", *lines, ""))


def ledger() -> str:
    """Give what stands below the rest of the enrolment."""
    text = Path("a17.toml").read_text(encoding="utf-8")
    head, found, entries = text.partition("\n[[ledger]]\n")
    assert head.endswith('privacy = "discreet"\n')
    return found + entries


@pytest.fixture
def busier(folder: Path, careplan: Run) -> Path:
    """Enrol somebody on a program with companions, a decision and an anchor."""
    walks = folder / "walks.toml"
    walks.write_text(walks.read_text() + COMPANIONS, encoding="utf-8")
    done = careplan(
        *"enrol walks.toml -o a17.toml --start 2026-03-02".split(),
        *f"--timezone Europe/London --id {ENROLMENT_ID}".split(),
    )
    assert done.code == 0, done.err
    return folder


@pytest.mark.usefixtures("busier")
class TestRecord:
    """A fact, and what follows it."""

    def test_as_planned(self, careplan: Run) -> None:
        before = Path("a17.toml").read_bytes()
        done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert done == Ran(
            code=0,
            out="entry 1: opening/walk-1 done on Tue 3 Mar 2026 10:00\n"
            "  done     walk-1: Tue 3 Mar 2026 10:00\n",
            err="next: careplan export a17.toml\n",
        )
        assert Path("a17.toml").read_bytes() == before + (
            b"\n[[ledger]]\nat = 2026-03-03 11:00:00+00:00\n"
            b'verb = "record"\noccurrence = "opening/walk-1"\nresult = "done"\n'
            b"on = 2026-03-03 10:00:00\n"
        )
        assert stat.S_IMODE(Path("a17.toml").stat().st_mode) == 0o600

    def test_companions_follow_the_actual_date(self, careplan: Run) -> None:
        done = careplan(
            *"record a17.toml opening/walk-1 done --on 2026-03-05T09:00".split(),
            **LATER,
        )
        assert done.out == (
            "entry 1: opening/walk-1 done on Thu 5 Mar 2026 09:00\n"
            "  done     walk-1: Tue 3 Mar 2026 10:00 -> Thu 5 Mar 09:00\n"
            "  moved    call-1: Wed 4 Mar 2026 12:00 -> Fri 6 Mar 12:00\n"
        )
        assert ledger() == entry(
            'verb = "record"',
            'occurrence = "opening/walk-1"',
            'result = "done"',
            "on = 2026-03-05 09:00:00",
            at="2026-03-10 12:00:00+00:00",
        )

    def test_a_missed_one_cancels_what_follows_it(self, careplan: Run) -> None:
        done = careplan(
            *"record a17.toml walk-1 missed --by JP".split(),
            *("--reason", "a cold"),
            **NOW,
        )
        assert done.out == (
            "entry 1: opening/walk-1 missed\n"
            "  missed   walk-1: Tue 3 Mar 2026 10:00\n"
            "  removed  call-1: Wed 4 Mar 2026 12:00\n"
        )
        assert ledger() == entry(
            'verb = "record"',
            'occurrence = "opening/walk-1"',
            'result = "missed"',
            'reason = "a cold"',
            'by = "JP"',
        )

    def test_what_was_cancelled_may_have_been_done(self, careplan: Run) -> None:
        """The name is given although nothing in the plan has it any more."""
        careplan("record", "a17.toml", "walk-1", "missed", **NOW)
        done = careplan(
            *"record a17.toml call-1 done --on 2026-03-04T12:00".split(), **LATER
        )
        assert done.out == (
            "entry 2: call-1 done on Wed 4 Mar 2026 12:00\n"
            "  new      call-1: Wed 4 Mar 2026 12:00\n"
        )

    def test_twice_is_nothing_new(self, careplan: Run) -> None:
        careplan("record", "a17.toml", "walk-1", "done", **NOW)
        before = Path("a17.toml").read_bytes()
        for name in ("walk-1", "opening/walk-1"):
            done = careplan("record", "a17.toml", name, "done", **LATER)
            assert done == Ran(
                code=0,
                out="",
                err="the ledger says so already; nothing was written\n",
            )
        assert Path("a17.toml").read_bytes() == before

    def test_a_deviation_is_kept_with_a_warning(self, careplan: Run) -> None:
        walks = Path("walks.toml")
        text = walks.read_text().replace('"fri"] }', '"fri"], window = "1 day" }')
        walks.write_text(text, encoding="utf-8")
        enrolment = Path("a17.toml")
        enrolment.write_text(_without_pin(enrolment.read_text()), encoding="utf-8")
        done = careplan(
            *"record a17.toml walk-1 done --on 2026-03-05T09:00".split(), **LATER
        )
        assert done.code == 0
        assert done.err.startswith(
            "warning[deviation]: `opening/walk-1` was done on Thu 5 Mar 2026 09:00,"
            " after Wed 4 Mar 2026, the latest allowed\n"
        )
        assert "occurrence" in ledger()

    def test_a_fact_is_kept_although_no_dates_are_left(self, careplan: Run) -> None:
        """A gap that the window does not leave room for: the way out is a move."""
        walks = Path("walks.toml")
        text = walks.read_text().replace('"fri"] }', '"fri"], window = "0 days" }')
        text = text.replace('choose = ["on"', 'min_gap = "3 days"\nchoose = ["on"')
        walks.write_text(text, encoding="utf-8")
        enrolment = Path("a17.toml")
        enrolment.write_text(_without_pin(enrolment.read_text()), encoding="utf-8")
        done = careplan(
            *"record a17.toml walk-1 done --on 2026-03-04T09:00".split(), **LATER
        )
        assert (done.code, done.out) == (
            0,
            "entry 1: opening/walk-1 done on Wed 4 Mar 2026 09:00\n",
        )
        assert done.err.startswith("error[no-legal-date]: ")
        assert done.err.endswith(
            "\n1 error in walks.toml\n"
            "the plan has no dates now: `careplan check a17.toml`\n"
        )
        assert "walk-1" in ledger()
        assert careplan("undo", "a17.toml", **LATER).code == 0
        assert careplan("show", "a17.toml").code == 0

    def test_a_dry_run_only_says_so(self, careplan: Run) -> None:
        before = Path("a17.toml").read_bytes()
        done = careplan("record", "a17.toml", "walk-1", "done", "--dry-run", **NOW)
        assert done == Ran(
            code=3,
            out="entry 1: opening/walk-1 done on Tue 3 Mar 2026 10:00\n"
            "  done     walk-1: Tue 3 Mar 2026 10:00\n",
            err="nothing was written\n",
        )
        assert Path("a17.toml").read_bytes() == before
        careplan("record", "a17.toml", "walk-1", "done", **NOW)
        done = careplan("record", "a17.toml", "walk-1", "done", "--dry-run", **NOW)
        assert done.code == 0

    def test_programs_are_told_what_changed_and_not_why(self, careplan: Run) -> None:
        done = careplan(
            *("record", "a17.toml", "walk-1", "done", "--json"),
            *("--reason", "all well"),
            **NOW,
        )
        assert (done.code, done.err) == (0, "")
        assert json.loads(done.out) == {
            "version": 1,
            "written": ["a17.toml"],
            "entry": 1,
            "changes": [
                {
                    "change": "done",
                    "name": "walk-1",
                    "before": "2026-03-03T10:00",
                    "after": "2026-03-03T10:00",
                }
            ],
        }

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ("walk-9 done", "unknown-occurrence"),
            ("walk-3 done", "record-ahead"),
            ("walk-1 done --on 2026-03-04", "record-ahead"),
            ("walk-3 missed", "record-ahead"),
            ("walk-1 done --result eligible", "unknown-result"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, careplan: Run, arguments: str, code: str
    ) -> None:
        before = Path("a17.toml").read_bytes()
        done = careplan("record", "a17.toml", *arguments.split(), **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"error[{code}]: ")
        assert "--> new entry:" in done.err
        assert done.err.endswith("1 error in new entry; nothing was written\n")
        assert Path("a17.toml").read_bytes() == before

    def test_what_contradicts_an_entry_names_it(self, careplan: Run) -> None:
        careplan("record", "a17.toml", "walk-1", "done", **NOW)
        done = careplan("record", "a17.toml", "walk-1", "missed", **NOW)
        assert done.code == 1
        assert done.err == CONTRADICTION

    def test_hidden_characters_are_not_written(self, careplan: Run) -> None:
        done = careplan(
            *("record", "a17.toml", "walk-1", "done", "--by", "J\x1bP"), **NOW
        )
        assert (done.code, done.out) == (1, "")
        assert "\x1b" not in done.err
        assert ledger() == ""

    def test_what_was_missed_was_done_at_no_time(self, careplan: Run) -> None:
        for option in (("--on", "2026-03-03"), ("--result", "fit")):
            done = careplan("record", "a17.toml", "walk-1", "missed", *option)
            assert (done.code, done.out) == (2, "")
            assert done.err.endswith(
                "Error: what was missed has no --on and no --result\n"
            )


ENDED = """\
entry 1: the plan ends with Tue 10 Mar 2026
  removed  call-3: Wed 11 Mar 2026 12:00
  removed  diary-10: Wed 11 Mar 2026 20:00
  removed  diary-11: Thu 12 Mar 2026 20:00
  removed  walk-4: Fri 13 Mar 2026 10:00
  removed  diary-12: Fri 13 Mar 2026 20:00
  removed  call-4: Sat 14 Mar 2026 12:00
  removed  diary-13: Sat 14 Mar 2026 20:00
  removed  diary-14: Sun 15 Mar 2026 20:00
"""
CONTRADICTION = """\
error[contradictory-record]: this is recorded already, and otherwise
  --> new entry:4:14
   |
 4 | occurrence = ••••••••••••••••
   |              ^^^^^^^^^^^^^^^^
   |
  ::: a17.toml:11:1
   |
11 | [[ledger]]
   | ---------- entry 1 recorded it
   |
   = help: undo entry 1 first, if that is the wrong one

1 error in new entry; nothing was written
"""


def _without_pin(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("pin = "))


@pytest.mark.usefixtures("busier")
class TestOtherEntries:
    """Decisions, dates, choices, facts; and taking any of it back."""

    def test_a_decision_opens_its_branch(self, careplan: Run) -> None:
        careplan("set", "a17.toml", "surgery", "2026-03-12", **NOW)
        done = careplan("decide", "a17.toml", "pace", "quick", **NOW)
        assert done.out == (
            "entry 2: pace is quick\n  new      check-1: Thu 12 Mar 2026 09:00\n"
        )
        done = careplan("decide", "a17.toml", "pace", "quik", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[unknown-option]: ")

    def test_a_date_is_one_only_where_one_is_wanted(self, careplan: Run) -> None:
        done = careplan("set", "a17.toml", "surgery", "2026-03-12", **NOW)
        assert done.out == "entry 1: surgery is Thu 12 Mar 2026\n"
        done = careplan("set", "a17.toml", "birthday", "2026-03-12", **NOW)
        assert done.out == "entry 2: birthday is 2026-03-12\n"
        done = careplan("set", "a17.toml", "surgery", "soon", **NOW)
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith("Error: `surgery` is a date; write 2026-03-02\n")
        assert ledger() == entry(
            'verb = "set"', 'name = "surgery"', "value = 2026-03-12"
        ) + entry('verb = "set"', 'name = "birthday"', 'value = "2026-03-12"')

    def test_a_number_too_high_is_no_repetition(self, careplan: Run) -> None:
        """One date is given; the fifth would leave a gap, and is not said already."""
        careplan("set", "a17.toml", "holiday", "2026-03-12", **NOW)
        done = careplan("set", "a17.toml", "holiday[5]", "2026-06-12", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[unknown-anchor]: ")
        done = careplan("set", "a17.toml", "holiday[1]", "2026-03-12", **NOW)
        assert (done.code, done.out) == (0, "")
        assert done.err == "the ledger says so already; nothing was written\n"

    def test_another_start_moves_what_is_to_come(self, careplan: Run) -> None:
        done = careplan("set", "a17.toml", "start", "2026-03-09", **NOW)
        first, *moved = done.out.splitlines()
        assert (done.code, first) == (0, "entry 1: start is Mon 9 Mar 2026")
        assert "  moved    walk-2: Fri 6 Mar 2026 10:00 -> Fri 13 Mar 10:00" in moved
        assert all(" walk-1:" not in line for line in moved)

    def test_what_was_doubtful_before_is_no_news(self, careplan: Run) -> None:
        walks = Path("walks.toml")
        text = walks.read_text().replace("when = { pace", 'when = { arm = "A", pace')
        walks.write_text(text, encoding="utf-8")
        enrolment = Path("a17.toml")
        text = _without_pin(enrolment.read_text()) + '[facts]\narm = "a"\n'
        enrolment.write_text(text, encoding="utf-8")
        done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert (done.code, done.err) == (0, "next: careplan export a17.toml\n")
        done = careplan("set", "a17.toml", "arm", "b", **NOW)
        assert done.err.startswith("warning[unmatched-fact]: ")

    def test_a_choice_is_made_anew(self, careplan: Run) -> None:
        done = careplan("set", "a17.toml", "walk.on", "mon, thu", **NOW)
        assert done.out.startswith("entry 1: walk.on is mon, thu\n  moved    walk-2: ")
        done = careplan("set", "a17.toml", "walk.at", "11:30", **NOW)
        assert done.out.startswith("entry 2: walk.at is 11:30\n  moved    walk-2: ")

    @pytest.mark.parametrize(
        "arguments",
        [
            "set a17.toml surgery 2026-03-12",
            "set a17.toml holiday 2026-03-12",
            "set a17.toml holiday[1] 2026-03-12",
            "set a17.toml walk.on mon,thu",
            "set a17.toml arm b",
            "decide a17.toml pace quick",
        ],
    )
    def test_twice_is_nothing_new(self, careplan: Run, arguments: str) -> None:
        assert careplan(*arguments.split(), **NOW).code == 0
        before = Path("a17.toml").read_bytes()
        done = careplan(*arguments.split(), **LATER)
        assert (done.code, done.out) == (0, "")
        assert Path("a17.toml").read_bytes() == before

    def test_what_the_file_says_at_its_top_is_nothing_new(self, careplan: Run) -> None:
        done = careplan("set", "a17.toml", "start", "2026-03-02", **NOW)
        assert (done.code, done.out, ledger()) == (0, "", "")

    def test_what_was_said_before_something_else_is_new(self, careplan: Run) -> None:
        for number, date in enumerate(("2026-03-12", "2026-03-13", "2026-03-12"), 1):
            done = careplan("set", "a17.toml", "surgery", date, **NOW)
            assert done.out.startswith(f"entry {number}: ")

    def test_an_undo_restores_the_dates(self, careplan: Run) -> None:
        careplan("record", "a17.toml", "walk-1", "missed", **NOW)
        done = careplan("undo", "a17.toml", **NOW)
        assert done.out == (
            "entry 2: entry 1 no longer counts\n"
            "  open again walk-1: Tue 3 Mar 2026 10:00\n"
            "  new        call-1: Wed 4 Mar 2026 12:00\n"
        )
        assert ledger().endswith(entry('verb = "undo"', "entry = 1"))
        assert careplan("undo", "a17.toml", **NOW).out == ""
        assert careplan("undo", "a17.toml", "2", **NOW).out.startswith("entry 3: ")

    def test_there_must_be_something_to_undo(self, careplan: Run) -> None:
        done = careplan("undo", "a17.toml", **NOW)
        assert (done.code, done.err.splitlines()[-1]) == (
            2,
            "Error: the ledger has no entry yet",
        )
        done = careplan("undo", "a17.toml", "4", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[unknown-entry]: there is no entry 4 ")

    def test_the_stamps_never_fall(self, careplan: Run) -> None:
        careplan("set", "a17.toml", "arm", "b", **LATER)
        careplan("set", "a17.toml", "arm", "c", **NOW)
        stamps = [line for line in ledger().splitlines() if line.startswith("at = ")]
        assert stamps == ["at = 2026-03-10 12:00:00+00:00"] * 2


@pytest.mark.usefixtures("busier")
class TestArranging:
    """One on another date, left out, or kept where it is."""

    def test_a_move_takes_the_companion_along(self, careplan: Run) -> None:
        done = careplan("move", "a17.toml", "walk-2", "2026-03-05", **NOW)
        assert done == Ran(
            code=0,
            out="entry 1: opening/walk-2 moved to Thu 5 Mar 2026\n"
            "  moved    walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 10:00\n"
            "  moved    call-2: Sat 7 Mar 2026 12:00 -> Fri 6 Mar 12:00\n",
            err="next: careplan export a17.toml\n",
        )
        assert ledger() == entry(
            'verb = "move"', 'occurrence = "opening/walk-2"', "to = 2026-03-05"
        )

    @pytest.mark.parametrize(
        ("to", "reason"),
        [
            ("2026-03-10", "walk-3 is already on that day"),
            ("2026-03-11", "it would pass walk-3"),
        ],
    )
    def test_no_rule_is_broken(self, careplan: Run, to: str, reason: str) -> None:
        done = careplan("move", "a17.toml", "walk-2", to, **NOW)
        assert (done.code, done.out, ledger()) == (1, "", "")
        assert done.err == (
            f"""\
error[breaks-a-rule]: it may not be there: {reason}
 --> new entry:5:6
  |
5 | to = ••••••••••
  |      ^^^^^^^^^^
  |
  = help: `careplan when ENROLMENT opening/walk-2` lists where it may be
  = help: with `--override` and a `--reason` it goes there all the same

1 error in new entry; nothing was written
"""
        )

    def test_what_is_none_is_not_moved(self, careplan: Run) -> None:
        done = careplan("move", "a17.toml", "walk-9", "2026-03-05", **NOW)
        assert (done.code, done.out, ledger()) == (1, "", "")
        assert done.err.startswith("error[unknown-occurrence]: ")
        assert done.err.endswith("1 error in new entry; nothing was written\n")

    def test_but_by_way_of_exception(self, careplan: Run) -> None:
        arguments = "move a17.toml walk-2 2026-03-11 --override".split()
        done = careplan(*arguments, **NOW)
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith("Error: --override needs a --reason\n")
        done = careplan(*arguments, "--reason", "agreed", **NOW)
        assert done.out.startswith(
            "entry 1: opening/walk-2 moved to Wed 11 Mar 2026, by way of exception\n"
        )
        assert ledger() == entry(
            'verb = "move"',
            'occurrence = "opening/walk-2"',
            "to = 2026-03-11",
            "override = true",
            'reason = "agreed"',
        )
        why = careplan("why", "a17.toml", "walk-2")
        assert "\n  4. The reason given: agreed.\n" in why.out
        for shown in ("agenda", "json", "csv", "markdown"):
            assert "agreed" not in careplan("show", "a17.toml", "--format", shown).out

    def test_one_is_left_out_and_comes_back(self, careplan: Run) -> None:
        done = careplan("omit", "a17.toml", "walk-2", **NOW)
        assert done.out == (
            "entry 1: opening/walk-2 left out\n"
            "  removed  walk-2: Fri 6 Mar 2026 10:00\n"
            "  removed  call-2: Sat 7 Mar 2026 12:00\n"
        )
        done = careplan("move", "a17.toml", "walk-2", "2026-03-07", **NOW)
        assert done.out == (
            "entry 2: opening/walk-2 moved to Sat 7 Mar 2026\n"
            "  new      walk-2: Sat 7 Mar 2026 10:00\n"
            "  new      call-2: Sun 8 Mar 2026 12:00\n"
        )

    def test_one_is_kept_where_it_is(self, careplan: Run) -> None:
        done = careplan("pin", "a17.toml", "walk-2", **NOW)
        assert done == Ran(
            code=0, out="entry 1: opening/walk-2 confirmed where it is\n", err=""
        )
        done = careplan("set", "a17.toml", "walk.at", "11:00", **NOW)
        assert "walk-2" not in done.out

    @pytest.mark.parametrize("verb", [("omit",), ("pin",), ("move", "2026-03-05")])
    def test_twice_is_nothing_new(self, careplan: Run, verb: tuple[str, ...]) -> None:
        name, *rest = verb
        assert careplan(name, "a17.toml", "walk-2", *rest, **NOW).code == 0
        before = Path("a17.toml").read_bytes()
        done = careplan(name, "a17.toml", "opening/walk-2", *rest, **LATER)
        assert (done.code, done.out) == (0, "")
        assert Path("a17.toml").read_bytes() == before

    def test_what_is_over_stays(self, careplan: Run) -> None:
        careplan("record", "a17.toml", "walk-1", "done", **NOW)
        done = careplan("omit", "a17.toml", "walk-1", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[contradictory-record]: this is over: ")


@pytest.mark.usefixtures("busier")
class TestGoingOn:
    """One more, a longer phase, a last day."""

    def test_one_is_added(self, careplan: Run) -> None:
        done = careplan("add", "a17.toml", "walk", "2026-03-18T09:30", **NOW)
        assert done == Ran(
            code=0,
            out="entry 1: walk once more, on Wed 18 Mar 2026 09:30\n"
            "  new      walk-5: Wed 18 Mar 2026 09:30\n",
            err="next: careplan export a17.toml\n",
        )
        assert ledger() == entry(
            'verb = "add"', 'activity = "walk"', "on = 2026-03-18 09:30:00"
        )
        assert careplan("add", "a17.toml", "walk", "2026-03-18T09:30", **NOW).out == ""

    def test_not_where_it_breaks_a_rule(self, careplan: Run) -> None:
        arguments = "add a17.toml walk 2026-03-10T15:00".split()
        done = careplan(*arguments, **NOW)
        assert (done.code, done.out, ledger()) == (1, "", "")
        assert done.err == (
            """\
error[breaks-a-rule]: it may not be there: walk-3 is already on that day
 --> new entry:5:6
  |
5 | on = •••••••••• ••••••••
  |      ^^^^^^^^^^^^^^^^^^^
  |
  = help: with `--override` and a `--reason` it goes there all the same

1 error in new entry; nothing was written
"""
        )
        done = careplan(*arguments, "--override", **NOW)
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith("Error: --override needs a --reason\n")

    def test_only_an_activity_is_added(self, careplan: Run) -> None:
        done = careplan("add", "a17.toml", "wlak", "2026-03-18", **NOW)
        assert (done.code, done.out, ledger()) == (1, "", "")
        assert done.err.startswith("error[unknown-activity]: ")

    def test_a_phase_lasts_longer(self, careplan: Run) -> None:
        arguments = ("extend", "a17.toml", "opening", "--to", "3 weeks")
        done = careplan(*arguments, **NOW)
        first, *new = done.out.splitlines()
        assert (done.code, first) == (0, "entry 1: phase opening lasts 3 weeks")
        assert "  new      walk-5: Tue 17 Mar 2026 10:00" in new
        assert ledger() == entry(
            'verb = "extend"', 'phase = "opening"', 'length = "3 weeks"'
        )
        assert careplan(*arguments, **NOW).out == ""

    def test_the_horizon_is_another_day(self, careplan: Run) -> None:
        careplan("set", "a17.toml", "arm", "b", **NOW)
        arguments = ("extend", "a17.toml", "--horizon", "2027-03-01")
        done = careplan(*arguments, **NOW)
        assert done.out == "entry 2: planned up to Mon 1 Mar 2027\n"
        assert careplan(*arguments, **NOW).out == ""
        for wrong in ((), ("opening",), ("opening", "--horizon", "2027-03-01")):
            done = careplan("extend", "a17.toml", *wrong, **NOW)
            assert (done.code, done.out) == (2, "")
            assert done.err.endswith("Error: say a PHASE with --to, or --horizon\n")

    def test_the_plan_ends(self, careplan: Run) -> None:
        done = careplan("end", "a17.toml", "--on", "2026-03-10", **NOW)
        assert done.out == ENDED
        assert careplan("end", "a17.toml", "--on", "2026-03-10", **NOW).out == ""

    def test_it_ends_today(self, careplan: Run) -> None:
        careplan("end", "a17.toml", **LATER)
        assert ledger() == entry(
            'verb = "end"', "on = 2026-03-10", at="2026-03-10 12:00:00+00:00"
        )


@pytest.mark.usefixtures("busier")
class TestTheFile:
    """Nothing above a new entry is touched, and nothing is lost."""

    @pytest.mark.parametrize("text", ["# by hand", "# no end\r\n# of line  ", "\n\n\n"])
    def test_what_stands_there_stays(self, careplan: Run, text: str) -> None:
        enrolment = Path("a17.toml")
        before = enrolment.read_bytes() + text.encode()
        enrolment.write_bytes(before)
        done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert done.code == 0
        assert enrolment.read_bytes().startswith(before)

    def test_somebody_else_is_writing(self, careplan: Run) -> None:
        before = Path("a17.toml").read_bytes()
        with files.locked(Path("a17.toml").absolute()):
            done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert (done.code, done.out) == (75, "")
        assert done.err.startswith("error[locked]: another careplan command is working")
        assert Path("a17.toml").read_bytes() == before

    def test_a_file_that_may_not_be_written(self, careplan: Run) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may write anything")
        Path("a17.toml").chmod(0o400)
        done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[file-unwritable]: ")

    def test_a_file_that_is_full(self, careplan: Run) -> None:
        enrolment = Path("a17.toml")
        size = enrolment.stat().st_size
        filled = enrolment.read_bytes() + b"#" * (1_000_000 - size - 20) + b"\n"
        enrolment.write_bytes(filled)
        done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[too-large]: ")
        assert enrolment.read_bytes() == filled

    def test_a_ledger_written_as_a_list(self, careplan: Run) -> None:
        enrolment = Path("a17.toml")
        text = "ledger = []\n" + enrolment.read_text(encoding="utf-8")
        enrolment.write_text(text, encoding="utf-8")
        done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[inline-ledger]: ")

    def test_a_broken_enrolment_is_not_added_to(self, careplan: Run) -> None:
        enrolment = Path("a17.toml")
        enrolment.write_text(enrolment.read_text() + "colour = 1\n", encoding="utf-8")
        done = careplan("record", "a17.toml", "walk-1", "done", **NOW)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[unknown-key]: ")

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("-", "an entry is written into a file; `-` has no name"),
            (
                "walks.toml",
                (
                    "`walks.toml` is a program; a ledger is part of an enrolment, which"
                    " `careplan enrol` writes"
                ),
            ),
        ],
    )
    def test_only_an_enrolment_has_a_ledger(
        self, careplan: Run, name: str, said: str
    ) -> None:
        done = careplan("record", name, "walk-1", "done")
        assert (done.code, done.err.splitlines()[-1]) == (2, f"Error: {said}")
        done = careplan("record", "nobody.toml", "walk-1", "done")
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[file-missing]: ")


def test_another_site_moves_neither_what_was_done_nor_what_is_confirmed(
    enrolled: Path, careplan: Run
) -> None:
    """Both entries say the date; only what is free to move goes elsewhere."""
    assert careplan("record", "a17.toml", "walk-1", "done", **NOW).code == 0
    assert careplan("pin", "a17.toml", "walk-3", **NOW).code == 0
    (enrolled / "site.toml").write_text('open = "wed-sun"\n', encoding="utf-8")
    shown = json.loads(careplan("show", "a17.toml", "--format", "json").out)
    assert [
        (one["name"], one["actual"] or one["placed"])
        for one in shown["occurrences"]
        if one["activity"] == "walk"
    ] == [
        ("opening/walk-1", "2026-03-03T10:00"),
        ("opening/walk-2", "2026-03-06T10:00"),
        ("opening/walk-3", "2026-03-10T10:00"),
        ("opening/walk-4", "2026-03-13T10:00"),
    ]


def test_what_has_no_time_is_recorded_by_its_day(folder: Path, careplan: Run) -> None:
    """On the day itself, and not on the day before."""
    note = """
[activities.note]
kind = "task"
title = "Note"

[[schedule]]
activity = "note"
day = 2
"""
    walks = folder / "walks.toml"
    walks.write_text(walks.read_text() + note, encoding="utf-8")
    begun = "enrol walks.toml -o a17.toml --start 2026-03-02 --timezone Europe/London"
    assert careplan(*begun.split()).code == 0
    early = careplan(*"record a17.toml note-1 done --now 2026-03-02T12:00:00Z".split())
    assert (early.code, "it is planned for Tue 3 Mar 2026" in early.err) == (1, True)
    assert careplan("record", "a17.toml", "note-1", "done", **NOW).code == 0
    assert ledger() == entry(
        'verb = "record"',
        'occurrence = "note-1"',
        'result = "done"',
        "on = 2026-03-03",
    )
