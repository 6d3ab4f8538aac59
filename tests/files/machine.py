"""Another process to write files in, which may be anybody and may be killed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

from careplan.model.diagnostic import Diagnostic

ROOT = Path(__file__).parents[2]
PREAMBLE = "from pathlib import Path\nfrom careplan import files\n"


def said(problem: object) -> tuple[str, str]:
    assert isinstance(problem, Diagnostic)
    return problem.code, problem.message


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def begin(script: str, folder: Path) -> subprocess.Popen[str]:
    """Begin a script that has `files` and `Path`."""
    return subprocess.Popen(  # noqa: S603 - this interpreter and our own script
        [sys.executable, "-c", PREAMBLE + script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(script: str, folder: Path) -> tuple[int, str]:
    """Run a script to its end; give its exit status and what it printed."""
    process = begin(script, folder)
    out, _ = process.communicate(timeout=60)
    return process.returncode, out


def as_nobody(script: str, folder: Path, *, before: str = "") -> str:
    """Run as somebody whom the mode of a file concerns: root may do everything.

    What root alone may load is loaded `before`.
    """
    if os.geteuid() == 0:
        for parent in (folder, *folder.parents):
            mode = parent.stat().st_mode
            if not mode & stat.S_IXOTH:
                parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
        script = f"import os\nos.setgid(65534)\nos.setuid(65534)\n{script}"
    return finish(before + script, ROOT)[1]
