"""Commands that are killed, and commands that meet: nothing is lost, nothing is half.

A command is killed at each of its operations on files in turn, as Python tells of them.
Then every file is the old or the new one, whole, and the same command finishes the job.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.running import Run

ROOT = Path(__file__).parents[2]
DEEP = os.environ.get("CAREPLAN_LAWS") == "deep"
NOW = {"SOURCE_DATE_EPOCH": "1772535600"}  # Tuesday, 3 March 2026, 11:00 UTC
LATER = {"SOURCE_DATE_EPOCH": "1773144000"}  # a week on, at 12:00

# Runs a command, and kills itself at the operation of the number given first.
KILLED = """\
import os, signal, sys
from careplan.cli import run

here, wanted, seen = os.getcwd(), int(sys.argv[1]), 0
events = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "fcntl.flock"}

def counted(event, arguments):
    global seen
    if event not in events:
        return
    name = arguments[0]
    elsewhere = isinstance(name, str) and os.path.isabs(name)
    if elsewhere and not name.startswith(here):
        return
    seen += 1
    if seen == wanted:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(counted)
code = run(sys.argv[2:])
print(seen)
sys.exit(code)
"""
# Enters facts one after another, and again whatever the other writer was faster with.
WRITING = """\
import sys, time
from careplan.cli import run

who, number = sys.argv[1], int(sys.argv[2])
for n in range(number):
    while (code := run(["set", "a17.toml", f"fact-{who}-{n}", "known"])) == 75:
        time.sleep(0.001)
    if code:
        sys.exit(code)
"""


def child(script: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this interpreter and careplan
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def state(folder: Path) -> dict[str, bytes]:
    """Give every file that a person sees, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def restored(folder: Path, files: dict[str, bytes]) -> None:
    """Leave these files in the folder, and nothing else."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    "command",
    [
        ("export", "a17.toml", "--message", "tell.txt"),
        *(
            ("export", "a17.toml"),
            ("export", "a17.toml", "--role", "all", "-o", "all/"),
            ("export", "a17.toml", "--split"),
        )
        * DEEP,
        ("reissue", "a17.toml", "walk-1"),
        ("record", "a17.toml", "walk-1", "done"),
        (
            "move",
            "a17.toml",
            "walk-2",
            "2026-03-07",
            "--override",
            "--reason",
            "agreed",
        ),
        # The others go the same way; every one of them has its turn in long runs.
        *(
            ("pause", "a17.toml", "2026-03-11", "2026-03-13"),
            ("undo", "a17.toml"),
            ("begin", "a17.toml", "opening", "--on", "2026-03-11"),
            ("omit", "a17.toml", "walk-4"),
            ("pin", "a17.toml", "walk-4"),
            ("add", "a17.toml", "walk", "2026-03-11"),
            ("extend", "a17.toml", "opening", "--to", "3 weeks"),
            ("end", "a17.toml", "--on", "2026-03-12"),
            ("set", "a17.toml", "start", "2026-03-03"),
        )
        * DEEP,
    ],
    ids=lambda command: command[0],
)
def test_killed_at_any_operation_the_same_command_finishes(
    command: tuple[str, ...], enrolled: Path, careplan: Run
) -> None:
    assert careplan("set", "a17.toml", "walk.at", "11:00", **NOW).code == 0
    assert careplan("export", "a17.toml", **NOW).code == 0
    assert careplan("set", "a17.toml", "walk.at", "09:00", **LATER).code == 0
    before = state(enrolled)
    whole = child(KILLED, "0", *command, **LATER)
    out, _ = whole.communicate()
    assert whole.returncode == 0
    operations, after = int(out.split()[-1]), state(enrolled)
    assert operations > 5
    assert after != before
    for number in range(1, operations + 1):
        restored(enrolled, before)
        killed = child(KILLED, str(number), *command, **LATER)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL, number
        for name, data in state(enrolled).items():
            assert data in (before.get(name), after.get(name)), (number, name)
        if command[0] == "reissue" and state(enrolled) == after:
            # It was done, and to say it once more means a third identity.
            continue
        assert careplan(*command, **LATER).code == 0
        assert state(enrolled) == after, number
        assert [path for path in enrolled.rglob(".*") if path.is_file()] == []


@pytest.mark.parametrize("more", [("--rotate",), *([()] * DEEP)], ids="-".join)
def test_a_feed_killed_at_any_operation_is_whole_and_has_one_name(
    more: tuple[str, ...], enrolled: Path, careplan: Run
) -> None:
    """What is served is old or new; who knows an old name finds nothing in the end."""
    command = ("export", "a17.toml", "-o", "www", *more)
    assert careplan("set", "a17.toml", "calendars.patient.via", "feed", **NOW).code == 0
    if more:
        assert careplan("export", "a17.toml", "-o", "www", **NOW).code == 0
        assert careplan("set", "a17.toml", "walk.at", "11:00", **LATER).code == 0
    before = state(enrolled)
    out, _ = child(KILLED, "0", *command, **LATER).communicate()
    operations, (new,) = int(out.split()[-1]), feeds(state(enrolled))
    for number in range(1, operations + 1):
        restored(enrolled, before)
        killed = child(KILLED, str(number), *command, **LATER)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL, number
        assert set(feeds(state(enrolled))) <= {*feeds(before), new}, number
        assert careplan(*command, **LATER).code == 0
        after = state(enrolled)
        assert feeds(after) == [new], number
        secrets = tomllib.loads(after["a17.feeds.toml"].decode())
        assert secrets["patient"].keys() == {"folder", "secret"}
        assert f"www/{secrets['patient']['secret']}/careplan.ics" in after
        assert [path for path in enrolled.rglob(".*") if path.is_file()] == []


def feeds(files: dict[str, bytes]) -> list[bytes]:
    return [data for name, data in files.items() if name.endswith("/careplan.ics")]


def test_two_writers_lose_no_entry(enrolled: Path) -> None:
    """Each tries again when it is told that the other one is at work."""
    number = 500 if DEEP else 15
    before = Path("a17.toml").read_bytes()
    writers = [child(WRITING, who, str(number), **NOW) for who in ("a", "b")]
    for writer in writers:
        writer.communicate()
    assert [writer.returncode for writer in writers] == [0, 0]
    text = Path("a17.toml").read_bytes()
    assert text.startswith(before)
    entries = tomllib.loads(text.decode())["ledger"]
    assert sorted(entry["name"] for entry in entries) == sorted(
        f"fact-{who}-{n}" for who in ("a", "b") for n in range(number)
    )
    assert [path for path in enrolled.iterdir() if path.name.startswith(".")] == []
