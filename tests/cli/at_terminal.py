"""A terminal with somebody at it: careplan asks, answers are typed, all of it is seen.

Questions and answers go through a pseudo-terminal, which echoes what is typed and turns
Ctrl-C into an interrupt; standard output is a pipe, so that results can be told apart.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CTRL_C, CTRL_D = "\x03", "\x04"
PATIENCE = 60

# A terminal sends interrupts to those it controls; a new session has to ask for that.
_START = """\
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from careplan.__main__ import main
main()
"""
_PROMPT = b": "
_KEYS = (CTRL_C.encode(), CTRL_D.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What came of it: the exit code, standard output, and all that was to be seen.

    Nobody sees the blanks at the end of a line, so they are left out.
    """

    code: int
    out: str
    seen: str


def talk(
    arguments: Sequence[str],
    answers: Sequence[str | bytes],
    *,
    environment: Mapping[str, str],
    folder: Path | None = None,
    results_too: bool = False,
) -> Talk:
    """Run careplan, and type one answer at each of its questions.

    With `results_too` standard output is the terminal as well, as it is for people.
    """
    master, slave = os.openpty()
    process = subprocess.Popen(  # noqa: S603 - this interpreter and careplan
        [sys.executable, "-c", _START, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=slave,
        stdout=slave if results_too else subprocess.PIPE,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    with process:
        try:
            seen = _typed(master, answers, process.pid)
            out, _ = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
            os.close(master)
    lines = seen.decode("utf-8", "backslashreplace").split("\r\n")
    text = "\n".join(line.rstrip() for line in lines)
    return Talk(code=process.returncode, out=(out or b"").decode(), seen=text)


def _typed(master: int, answers: Sequence[str | bytes], pid: int) -> bytes:
    """Type each answer where it is asked for; give all that was to be seen."""
    seen = b""
    for answer in answers:
        seen += _until_asked(master)
        _let_it_listen(pid)
        typed = answer.encode() if isinstance(answer, str) else answer
        os.write(master, typed if typed in _KEYS else typed + b"\n")
    while more := _some(master):
        seen += more
    return seen


def _until_asked(master: int) -> bytes:
    """Read up to the next question: every other line is written with its end."""
    seen = b""
    while not seen.endswith(_PROMPT):
        more = _some(master)
        if not more:
            raise EOFError(seen.decode("utf-8", "backslashreplace"))
        seen += more
    return seen


def _let_it_listen(pid: int) -> None:
    """Wait until the process waits, where the system tells.

    Python looks for signals between its own steps: an interrupt that comes on the way
    into the reading of an answer is seen only when there is one.
    """
    status = Path(f"/proc/{pid}/stat")
    while status.exists() and status.read_text().rpartition(") ")[2][0] in "RD":
        time.sleep(0.001)


def _some(master: int) -> bytes:
    """Read what there is; nothing once the other side is closed."""
    ready, _, _ = select.select([master], [], [], PATIENCE)
    if not ready:
        raise TimeoutError(f"nothing was said for {PATIENCE} s")
    try:
        return os.read(master, 4096)
    except OSError:
        return b""
