"""Files when something goes wrong: a full disk, a kill, two commands at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from careplan import files
from careplan.files import Target
from tests.files.machine import begin, finish, leftovers, said

OLD, NEW = b"old\n", b"new\n"


def called(program: str, *arguments: str) -> int:
    """Call a program of the machine; give its exit status."""
    path = shutil.which(program)
    if path is None:
        return 127
    command = [path, *arguments]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    return done.returncode


class TestDisasters:
    def test_a_full_disk_leaves_the_old_file(self, tmp_path: Path) -> None:
        """A file size limit answers as a full disk does, in the middle of writing."""
        target = tmp_path / "a"
        target.write_bytes(OLD)
        script = (
            "import resource\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
            "data = b'x' * 100_000\n"
            f"problem = files.replace_all((files.Target(path=Path({str(target)!r}),"
            " data=data),))\n"
            "print(problem.code, problem.message)"
        )
        _, out = finish(script, tmp_path)
        assert out == (f"disk-full `{target}` cannot be written: file too large\n")
        assert target.read_bytes() == OLD
        assert leftovers(tmp_path) == []

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts")
    def test_a_disk_without_room_leaves_the_old_files(self, tmp_path: Path) -> None:
        if called("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)):
            pytest.skip("this machine lets nobody mount")
        try:
            first, second = tmp_path / "first", tmp_path / "second"
            first.write_bytes(OLD)
            targets = (
                Target(path=first, data=NEW),
                Target(path=second, data=b"x" * 200_000),
            )
            assert said(files.replace_all(targets)) == (
                "disk-full",
                f"`{second}` cannot be written: no space left on device",
            )
            assert first.read_bytes() == OLD
            assert sorted(path.name for path in tmp_path.iterdir()) == ["first"]
        finally:
            assert called("umount", str(tmp_path)) == 0

    @pytest.mark.parametrize("delay", [0.0, 0.002, 0.005, 0.01, 0.02])
    def test_killed_in_the_middle_a_file_is_the_old_or_the_new_one(
        self, delay: float, tmp_path: Path
    ) -> None:
        target = tmp_path / "a"
        old, new = b"o" * 300_000, b"n" * 300_000
        target.write_bytes(old)
        script = (
            "import sys\n"
            "print('ready', flush=True)\n"
            "while True:\n"
            "    for letter in (b'n', b'o'):\n"
            "        data = letter * 300_000\n"
            f"        target = files.Target(path=Path({str(target)!r}), data=data)\n"
            "        files.replace_all((target,))\n"
        )
        writer = begin(script, tmp_path)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert target.read_bytes() in (old, new)
        files.sweep((target,))
        assert leftovers(tmp_path) == []

    def test_killed_between_two_files_the_first_is_new_and_the_second_old(
        self, tmp_path: Path
    ) -> None:
        """So a register is never older than a calendar."""
        for name in ("register", "calendar"):
            (tmp_path / name).write_bytes(OLD)
        script = (
            "import os, signal\n"
            "real, done = Path.replace, []\n"
            "def replace(self, target):\n"
            "    if done:\n"
            "        os.kill(os.getpid(), signal.SIGKILL)\n"
            "    done.append(target)\n"
            "    return real(self, target)\n"
            "Path.replace = replace\n"
            "files.replace_all(tuple(\n"
            "    files.Target(path=Path(name), data=b'new\\n')\n"
            "    for name in ('register', 'calendar')))"
        )
        status, _ = finish(script, tmp_path)
        assert status == -signal.SIGKILL
        assert (tmp_path / "register").read_bytes() == NEW
        assert (tmp_path / "calendar").read_bytes() == OLD
        files.sweep((tmp_path / "calendar",))
        assert leftovers(tmp_path) == []


class TestLocking:
    def test_a_second_command_is_told_to_try_again(self, tmp_path: Path) -> None:
        path = tmp_path / "a17.toml"
        with files.locked(path) as first, files.locked(path) as second:
            assert first is None
            assert said(second) == (
                "locked",
                f"another careplan command is working on `{path}`",
            )
        assert leftovers(tmp_path) == []
        with files.locked(path) as third:
            assert third is None

    def test_other_files_are_not_locked(self, tmp_path: Path) -> None:
        with files.locked(tmp_path / "a") as first, files.locked(tmp_path / "b") as two:
            assert (first, two) == (None, None)

    def test_a_killed_command_leaves_no_lock(self, tmp_path: Path) -> None:
        script = (
            "import os, signal\n"
            f"with files.locked(Path({str(tmp_path / 'a')!r})):\n"
            "    os.kill(os.getpid(), signal.SIGKILL)"
        )
        finish(script, tmp_path)
        assert leftovers(tmp_path) == [".a.lock"]
        with files.locked(tmp_path / "a") as taken:
            assert taken is None

    def test_a_folder_that_is_missing_is_said(self, tmp_path: Path) -> None:
        with files.locked(tmp_path / "no" / "a") as taken:
            assert said(taken)[0] == "file-unwritable"
