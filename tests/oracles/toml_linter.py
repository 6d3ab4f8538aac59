"""Tombi, a linter of TOML that knows JSON Schema, as an independent reader of ours.

It comes with the `test` extra.  A file names its schema in its first line, and
nothing is asked of the network.
"""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections.abc import Iterable
from pathlib import Path

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def directive(kind: str) -> str:
    """Write the first line by which a file names the schema beside it."""
    return f"#:schema ./{kind}.schema.json\n"


def complaints(paths: Iterable[Path]) -> list[str]:
    """Lint files; give what is wrong with them, one line each."""
    command = Path(sysconfig.get_path("scripts")) / "tombi"
    done = subprocess.run(  # noqa: S603 - the linter and our own files
        [command, "lint", "--offline", "--error-on-warnings", "--quiet", *paths],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    lines = COLOUR.sub("", done.stdout + done.stderr).splitlines()
    found = [line.strip() for line in lines if re.match(r"\s*(?:Error|Warning):", line)]
    assert bool(found) == bool(done.returncode), done.stderr
    return found
