"""Every way out: exit codes, streams, and what start-up costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import FileIO
from pathlib import Path

import click
import pytest

from careplan.cli import COMMANDS, GROUP
from careplan.cli.lazy import Listed
from tests.cli.running import Run

ROOT = Path(__file__).parents[2]
PLAN = ["walks.toml", "--start", "2026-03-02", "--timezone", "Europe/London"]


def begin(
    *arguments: str, script: str = "", stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start the console script in the working directory."""
    command = ["-c", script] if script else ["-m", "careplan"]
    return subprocess.Popen(  # noqa: S603 - this interpreter and careplan
        [sys.executable, *command, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finished(process: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_the_version_is_told(careplan: Run) -> None:
    done = careplan("--version")
    assert (done.code, done.out, done.err) == (0, "careplan 0.1.0\n", "")


def test_the_help_lists_the_commands(careplan: Run) -> None:
    done = careplan("--help")
    assert (done.code, done.err) == (0, "")
    assert done.out == HELP


def test_no_command_at_all_is_answered_with_help(careplan: Run) -> None:
    done = careplan()
    assert (done.code, done.out, done.err) == (2, "", HELP)


def test_every_command_has_a_page_of_help(careplan: Run) -> None:
    for listed in COMMANDS:
        done = careplan(str(listed.name), "--help")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"Usage: careplan {listed.name} ")
        assert max(map(len, done.out.split("\n"))) <= 80


def test_no_option_is_left_without_a_sentence() -> None:
    for listed in COMMANDS:
        options = [one for one in listed.load().params if isinstance(one, click.Option)]
        assert [one.name for one in options if not one.help] == []


def test_an_unknown_command_is_a_usage_error(careplan: Run) -> None:
    done = careplan("exprt")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "Usage: careplan [OPTIONS] COMMAND [ARGS]...\n"
        "Try 'careplan --help' for help.\n"
        "\n"
        "Error: No such command 'exprt'. Did you mean 'export'?\n"
    )


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_starting_up_loads_click_and_no_command(arguments: list[str]) -> None:
    script = (
        "import sys\n"
        "from careplan.cli import run\n"
        f"run({arguments!r})\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)\n"
    )
    _, _, err = finished(begin(script=script))
    loaded = err.decode().split("\n")
    assert [name for name in loaded if name.startswith("careplan")] == [
        "careplan",
        "careplan.cli.boundary",
        "careplan.cli.lazy",
        "careplan.cli",
    ] or arguments == []
    heavy = {"icalendar", "holidays", "tomllib", "zoneinfo", "dataclasses", "json"}
    assert heavy.intersection(loaded) == set()


def test_completion_lists_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CAREPLAN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "careplan ex")
    monkeypatch.setenv("COMP_CWORD", "1")
    script = "import sys\nfrom careplan.cli import run\nsys.exit(run())"
    assert finished(begin(script=script)) == (
        0,
        b"plain,export\nplain,extend\nplain,explain\n",
        b"",
    )


def test_completion_lists_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CAREPLAN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "careplan show --timezone europe/lon")
    monkeypatch.setenv("COMP_CWORD", "3")
    script = "import sys\nfrom careplan.cli import run\nsys.exit(run())"
    assert finished(begin(script=script)) == (0, b"plain,Europe/London\n", b"")


def test_a_bug_is_told_in_one_line_and_without_what_it_was_about(
    careplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("somebody's name")

    monkeypatch.setattr("careplan.cli.check.check_file", broken)
    done = careplan("check", "a17.toml")
    assert (done.code, done.out) == (70, "")
    assert done.err.startswith("careplan has a bug: KeyError in careplan.cli.check, ")
    assert done.err.count("\n") == 1
    assert "somebody" not in done.err
    done = careplan("check", "a17.toml", CAREPLAN_TRACEBACK="1")
    assert done.code == 70
    assert done.err.startswith("Traceback (most recent call last):\n")


@pytest.mark.usefixtures("folder")
def test_an_interruption_is_130() -> None:
    process = begin("check", "-", stdin=subprocess.PIPE)
    assert process.stdin is not None
    # More than a pipe holds: it has begun to read when this has been written.
    process.stdin.write(b"#" * 200_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    assert finished(process) == (130, b"", b"\n")


@pytest.mark.usefixtures("folder")
def test_a_calendar_in_a_pipe_comes_alone() -> None:
    code, out, err = finished(begin("export", *PLAN, "-o", "-"))
    assert (code, out[:17]) == (0, b"BEGIN:VCALENDAR\r\n")
    assert err == (
        b"5 entries, without memory: this calendar cannot be re-issued\n"
        b"  `careplan enrol walks.toml` begins a plan that can\n"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("terminal", "widest"), [("20", 40), ("66", 66), ("200", 80)])
def test_a_terminal_is_filled_within_reason(terminal: str, widest: int) -> None:
    outside, inside = os.openpty()
    with os.fdopen(outside, "rb", buffering=0) as screen:
        process = subprocess.Popen(  # noqa: S603 - this interpreter and careplan
            [sys.executable, "-m", "careplan", "show", *PLAN],
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": terminal},
            stdout=inside,
        )
        os.close(inside)
        shown = b""
        while piece := _read(screen):
            shown += piece
    assert process.wait(timeout=60) == 0
    lines = shown.decode().splitlines()
    assert "Walking session" in shown.decode()
    assert max(map(len, lines)) == widest


def _read(screen: FileIO) -> bytes:
    """Read what is there; Linux says by an error that nobody writes any more."""
    try:
        return screen.read(4096) or b""
    except OSError:
        return b""


@pytest.mark.usefixtures("folder")
def test_a_closed_pipe_is_silent() -> None:
    script = (
        "import sys\n"
        "from careplan.__main__ import main\n"
        "sys.stdin.read()\n"
        f"sys.argv = {['careplan', 'show', *PLAN]!r}\n"
        "main()"
    )
    process = begin(script=script, stdin=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stdin.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (130, b"")


@pytest.mark.usefixtures("folder")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.Popen(  # noqa: S603 - this interpreter and careplan
            [sys.executable, "-m", "careplan", "show", *PLAN],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
        )
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == b"the output cannot be written: no space left\n"


def test_letters_a_terminal_lacks_do_not_stop_a_command(folder: Path) -> None:
    path = folder / "walks.toml"
    text = path.read_text(encoding="utf-8").replace("Diary", "Diář")
    path.write_text(text, encoding="utf-8")
    os.environ["PYTHONIOENCODING"] = "latin-1"
    try:
        code, out, err = finished(begin("show", *PLAN))
    finally:
        del os.environ["PYTHONIOENCODING"]
    assert (code, err) == (0, b"")
    assert b"Di\xe1\\u0159 " in out


def test_colour_is_for_terminals_that_want_it(folder: Path) -> None:
    """A pseudo-terminal gets colours, unless NO_COLOR is set."""
    (folder / "empty.toml").touch()
    assert b"\x1b[1;31m" in on_a_terminal("check", "empty.toml")
    os.environ["NO_COLOR"] = "1"
    try:
        assert b"\x1b" not in on_a_terminal("check", "empty.toml")
    finally:
        del os.environ["NO_COLOR"]
    code, out, err = finished(begin("check", "empty.toml"))
    assert (code, out, b"\x1b" in err) == (1, b"", False)


def on_a_terminal(*arguments: str) -> bytes:
    """Run with standard error on a pseudo-terminal; give what it shows."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(  # noqa: S603 - this interpreter and careplan
        [sys.executable, "-m", "careplan", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    process.wait()
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    return shown


def test_the_lines_of_the_list_are_those_of_the_commands() -> None:
    context = click.Context(GROUP, info_name="careplan")
    assert list(GROUP.list_commands(context)) == [one.name for one in COMMANDS]
    assert [one.load().name for one in COMMANDS if not one.hidden] == [
        one.name for one in COMMANDS if not one.hidden
    ]


HELP = """\
Usage: careplan [OPTIONS] COMMAND [ARGS]...

  Turn a care programme into one person's calendar.

  A program says what happens and when, for anyone; an enrolment says who starts
  it and on which day.  careplan gives the dates, explains every one of them,
  and writes calendars that stay right when the plan changes.

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit.

Commands:
  check     Say what is wrong with programs, enrolments and other files.
  test      Compare a program's dates with its dated test cases.
  enrol     Start one person's plan: write an enrolment file.
  show      Show a plan's dates as an agenda, a month grid or data.
  export    Write a plan's calendar, ready to import.
  card      Say how to add a calendar to the program a person has.
  publish   Bring a plan's calendar to a server.
  reissue   Give one occurrence a new identity in a calendar.
  why       Explain how one date was found.
  when      List the days on which one occurrence may be.
  record    Record what became of one occurrence.
  move      Move one occurrence to another date.
  omit      Leave one occurrence out.
  pin       Keep one occurrence where it is.
  add       Let an activity happen once more.
  pause     Let a plan stand still for a while.
  begin     Begin a phase anew, and those after it.
  extend    Let a phase last longer, or plan further ahead.
  end       End a plan early.
  decide    Take a decision that the program asks for.
  set       Give a date, a fact or a choice another value from now on.
  amend     Go on by another version of the program.
  undo      Take back an entry of the ledger.
  history   Tell what was entered in a ledger, and what it changed.
  diff      Compare two plans, or one with what was handed out.
  due       List what is due in one plan, or in a folder of them.
  calendar  Merge for staff what was handed out of a folder of plans.
  verify    Say what is wrong with a calendar file, whoever wrote it.
  fields    List what can stand in the files.
  explain   Explain the code of a diagnostic.

  Start here: careplan check plans/ketamine.toml
"""


def test_an_interrupt_while_careplan_loads_shows_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "careplan", "--version"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_every_command_has_its_help_option_by_itself(listed: Listed) -> None:
    """Click keeps the one that is asked for first, whoever asks."""
    command = listed.load()
    assert "-h, --help" in command.get_help(click.Context(command))
