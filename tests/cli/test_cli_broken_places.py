"""Broken places: a full disk, a folder that is read-only, a register that was damaged.

Each is a diagnostic and exit code 1, and every file stays as it was.  Disks are filled
and mounted read-only in a namespace of their own, where even root may not write.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from careplan.calendar.contentlines import read
from tests.cli.running import Run

ROOT = Path(__file__).parents[2]
NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
AFTERWARDS = ("--now", "2026-03-03T12:00:00Z")
CALENDAR = Path("out/a17/careplan.ics")
REGISTER = Path("a17.issued.toml")

COMMANDS = [
    ("export", "a17.toml"),
    ("export", "a17.toml", "--message", "tell.txt"),
    ("reissue", "a17.toml", "walk-1"),
    ("record", "a17.toml", "walk-1", "missed"),
    ("move", "a17.toml", "walk-2", "2026-03-04"),
    ("undo", "a17.toml"),
]

# Mounts a small disk, copies the folder named first into it, makes it full or
# read-only, and runs the commands there; prints how each ended, and what it left.
PLACE = """\
import json, os, pathlib, shutil, subprocess, sys

source, disk, how = sys.argv[1:4]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=True)
shutil.copytree(source, disk, dirs_exist_ok=True)
os.chdir(disk)
if how == "full":
    with open("filler", "wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            pass
else:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

def state():
    return {
        str(path): path.read_bytes().hex()
        for path in sorted(pathlib.Path().rglob("*"))
        if path.is_file() and path.name != "filler"
    }

before, told = state(), []
for command in json.loads(sys.argv[4]):
    done = subprocess.run(
        [sys.executable, "-m", "careplan", *command], capture_output=True, text=True
    )
    told.append([done.returncode, done.stdout, done.stderr, state() == before])
print(json.dumps(told))
"""


def in_a_place(how: str, source: Path, disk: Path) -> list[tuple[int, str, str, bool]]:
    """Run all commands where nothing can be written; skip if nobody may mount."""
    unshare = shutil.which("unshare")
    trial = [unshare or "false", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(disk)]
    if subprocess.run(trial, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("this kernel lets nobody mount in a namespace")
    commands = json.dumps([[*command, *AFTERWARDS] for command in COMMANDS])
    done = subprocess.run(  # noqa: S603 - this interpreter and our own script
        [
            *trial[:2],
            sys.executable,
            "-c",
            PLACE,
            str(source),
            str(disk),
            how,
            commands,
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
    )
    return [(code, out, err, kept) for code, out, err, kept in json.loads(done.stdout)]


@pytest.fixture
def handed_out(enrolled: Path, careplan: Run) -> Path:
    """Hand a calendar out, and change the plan since."""
    assert careplan("export", "a17.toml", *NOON).code == 0
    assert careplan("omit", "a17.toml", "walk-4", *NOON).code == 0
    return enrolled


@pytest.mark.parametrize(
    ("how", "codes", "why"),
    [
        ("full", ("disk-full",), "no space left on device"),
        ("read-only", ("file-unwritable",), "read-only file system"),
    ],
)
def test_where_nothing_can_be_written_nothing_is_lost(
    how: str,
    codes: tuple[str, ...],
    why: str,
    handed_out: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    ended = in_a_place(how, handed_out, tmp_path_factory.mktemp("disk"))
    assert len(ended) == len(COMMANDS)
    for command, (code, out, err, kept) in zip(COMMANDS, ended, strict=True):
        assert (command, code, out, kept) == (command, 1, "", True), err
        assert err.startswith(tuple(f"error[{one}]: " for one in codes)), err
        assert f"cannot be written: {why}\n" in err
        assert err.endswith("; nothing was written\n")


def written() -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()
    }


@pytest.mark.usefixtures("handed_out")
@pytest.mark.parametrize(
    "command", [COMMANDS[0], COMMANDS[2], ("export", "a17.toml", "--check")]
)
def test_a_register_that_was_cut_short_is_never_gone_on_from(
    command: tuple[str, ...], careplan: Run
) -> None:
    """Wherever the cut is: also between two entries, where it still is a document."""
    whole = REGISTER.read_bytes()
    between = [
        place
        for place in range(len(whole))
        if whole.startswith(b"\n[[streams.records]]", place)
    ]
    places = sorted({*range(0, len(whole) - 1, len(whole) // 23), *between[1:]})
    assert len(between) == 5
    for place in places:
        REGISTER.write_bytes(whole[:place])
        before = written()
        done = careplan(*command, *LATER)
        assert (place, done.code, done.out) == (place, 1, ""), done.err
        code = "older-issue" if place in between else "damaged-register"
        assert done.err.startswith(f"error[{code}]: "), (place, done.err)
        assert written() == before
    REGISTER.write_bytes(whole)
    assert careplan("export", "a17.toml", *LATER).code == 0


@pytest.mark.usefixtures("handed_out")
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("sequence = 1\n", "sequence = 0\n", "older-issue"),
        ("number = 2\n", "number = 1\n", "older-issue"),
        ("sequence = 0\n", "sequence = 0\nnote = 1\n", "damaged-register"),
        ("generation = 1\n", "generation = 2\n", "damaged-register"),
        ('state = "removed"', 'state = "gone"', "damaged-register"),
        ("format = 1\n", "format = 2\n", "damaged-register"),
        ('digest = "', 'provisional = 1\ndigest = "', "damaged-register"),
        ("", None, "damaged-register"),
    ],
    ids=[
        "sequence",
        "number",
        "key",
        "generation",
        "state",
        "format",
        "truth",
        "twice",
    ],
)
def test_a_register_that_was_edited_is_never_gone_on_from(
    old: str, new: str | None, code: str, careplan: Run
) -> None:
    careplan("export", "a17.toml", *LATER)
    text = REGISTER.read_text(encoding="utf-8")
    assert old in text
    if new is None:
        first = text.index("[[streams.records]]")
        edited = (
            text + "\n" + text[first : text.index("[[streams.records]]", first + 1)]
        )
    else:
        edited = text.replace(old, new, 1)
    REGISTER.write_text(edited, encoding="utf-8")
    careplan("move", "a17.toml", "walk-2", "2026-03-04", *LATER)
    before = written()
    for command in (COMMANDS[0], COMMANDS[2]):
        done = careplan(*command, "--now", "2026-03-01T20:00:00Z")
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"error[{code}]: "), done.err
        assert written() == before


@pytest.mark.usefixtures("handed_out")
def test_an_entry_that_names_nothing_hands_nothing_out(careplan: Run) -> None:
    text = Path("a17.toml").read_text(encoding="utf-8")
    named = text.replace('"opening/walk-4"', '"opening/walk-44"')
    assert named != text
    Path("a17.toml").write_text(named, encoding="utf-8")
    before = written()
    for command in COMMANDS[:3]:
        done = careplan(*command, *LATER)
        assert (done.code, done.out) == (1, "")
        assert "a17.toml:" in done.err
        assert done.err.endswith("; nothing was written\n")
        assert written() == before


@pytest.mark.usefixtures("handed_out")
def test_a_clock_that_was_set_back_lets_no_stamp_fall(careplan: Run) -> None:
    def stamps() -> dict[str, tuple[int, str]]:
        found = read(CALENDAR.read_bytes()).named("VEVENT")
        return {
            one.value("UID") or "": (
                int(one.value("SEQUENCE") or 0),
                one.value("LAST-MODIFIED") or "",
            )
            for one in found
        }

    back = ("--now", "2026-02-01T12:00:00Z")
    for command in (COMMANDS[0], COMMANDS[2], COMMANDS[2]):
        before = stamps()
        assert careplan(*command, *back).code == 0
        after = stamps()
        assert after != before
        for uid, (sequence, stamp) in before.items():
            assert after[uid] >= (sequence, stamp)
            assert (after[uid][0] > sequence) == (after[uid][1] > stamp)
        newest = max(stamp for _, stamp in before.values())
        new = set(after) - set(before)
        assert all(after[uid][1] > newest for uid in new)
