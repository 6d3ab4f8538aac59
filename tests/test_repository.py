"""The repository as somebody meets it: what lies in it, what it says, how it starts."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__)
ROOT = HERE.parent.parent

# The project speaks of itself and of calendars, not of who made it or where.
FOREIGN = (
    r"(?<![\w.~])/(?:work|root|home|Users|farm)/",
    r"(?<![\w.~])/tmp/\w",
    r"\b(?:DESIGN|CALENDARS|DOMAIN|LIBRARIES|STYLE|FIXME|TODO|XXX)\b",
    r"\bissue #\d",
    r"\b(?:next|previous|this) (?:github )?issue\b",
    r"\bcontract\.md\b",
    r"\bas an? (?:AI|language model)\b",
    r"\b(?:LLM|chatbot|coding agent|Claude|Copilot)\b",
)

# Each of these costs more than all that `--version` has to do.
SLOW_TO_LOAD = {
    "asyncio",
    "dateutil",
    "email",
    "holidays",
    "icalendar",
    "rich",
    "tomli_w",
    "tomllib",
    "tzdata",
    "zoneinfo",
}

TOP_LEVEL = {
    "careplan",
    "plans",
    "tests",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
}


@cache
def kept_files() -> tuple[Path, ...]:
    """List what is under version control, or lies ready to be put there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    found = subprocess.run(  # noqa: S603 - git lists its files
        command, cwd=ROOT, capture_output=True, check=False
    )
    if found.returncode:
        pytest.skip("this copy is not a git checkout")
    names = found.stdout.decode().split("\0")
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


def test_starting_up_loads_the_command_line_and_nothing_else() -> None:
    script = (
        "import sys; from careplan.cli import run; status = run(['--version'])\n"
        "print(*sys.modules); sys.exit(status)"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter and our own script
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(done.stdout.split())
    assert {name.partition(".")[0] for name in loaded} & SLOW_TO_LOAD == set()
    assert sorted(name for name in loaded if name.startswith("careplan.")) == [
        "careplan.cli",
        "careplan.cli.boundary",
        "careplan.cli.lazy",
    ]


def test_the_project_speaks_only_of_itself() -> None:
    """No machine's paths, no leftovers, no document that a reader cannot open."""
    pattern = re.compile("|".join(FOREIGN))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in kept_files()
        if path != HERE and path.suffix != ".ics"
        for number, line in enumerate(
            path.read_text("utf-8", errors="replace").splitlines(), start=1
        )
        if (match := pattern.search(line))
    ]
    assert found == []


def test_nothing_unforeseen_lies_at_the_top() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in kept_files()}
    assert sorted(n for n in names - TOP_LEVEL if not n.startswith(".")) == []
