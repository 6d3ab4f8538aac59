"""khal, a calendar for the terminal, as somebody who imports one file after another.

Where everything is to be tried (`CI_FULL` is set) it is installed once, with its own
libraries, into an environment under `.cache/`; else its tests are skipped, and say so.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = "khal==0.14.1"
CACHE = Path(__file__).parents[2] / ".cache" / "oracles"
FORMAT = "{start-date-long} {start-time}|{end-time}|{title}|{status}|{uid}"
CONFIG = """\
[calendars]
[[care]]
path = {folder}/care
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = care
"""


class Khal:
    """A calendar of one's own, into which files are imported."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty calendar."""
        (folder / "care").mkdir(parents=True)
        self.config = folder / "config"
        self.config.write_text(CONFIG.format(folder=folder), "utf-8")

    def take(self, calendar: Path) -> None:
        """Import a file, as it is."""
        self._run("import", "--batch", "-a", "care", str(calendar))

    def shown(self, first: str, days: int) -> list[str]:
        """List what the calendar shows, each entry once, in order of time."""
        span = (first, f"{days}d")
        said = self._run("list", "--once", "-f", FORMAT, "-df", "", *span)
        return sorted(line for line in said.splitlines() if line)

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(  # noqa: S603 - khal and our own files
            [khal(), "-c", self.config, *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, f"{done.stdout}{done.stderr}"
        return done.stdout


@cache
def khal() -> str:
    """Find khal, or install it; test processes may race."""
    home = CACHE / PACKAGE
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{PACKAGE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "whole").is_file() and not os.environ.get("CI_FULL"):
            pytest.skip("SKIPPED: khal is only brought where CI_FULL is set")
        if not (home / "whole").is_file():
            _install(home)
            (home / "whole").touch()
    return str(home / "bin" / "khal")


def _install(home: Path) -> None:
    commands: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", home],
        [home / "bin" / "pip", "install", "--quiet", PACKAGE],
    )
    for command in commands:
        done = subprocess.run(  # noqa: S603 - python and pip
            command, capture_output=True, check=False, encoding="utf-8"
        )
        if done.returncode:
            pytest.fail(f"khal cannot be brought: {done.stderr.strip()[-400:]}")
