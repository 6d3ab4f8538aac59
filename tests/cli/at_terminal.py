"""A terminal with somebody at it: careplan asks, answers are typed, all of it is seen.

Questions and answers go through a pseudo-terminal, which echoes what is typed and turns
Ctrl-C into an interrupt; standard output is a pipe, so that results can be told apart.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CTRL_C, CTRL_D = "\x03", "\x04"
PATIENCE = 30

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
    try:
        seen = _typed(master, answers)
        out, _ = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        os.close(master)
    lines = seen.decode("utf-8", "backslashreplace").split("\r\n")
    text = "\n".join(line.rstrip() for line in lines)
    return Talk(code=process.returncode, out=(out or b"").decode(), seen=text)


def _typed(master: int, answers: Sequence[str | bytes]) -> bytes:
    """Type each answer where it is asked for; give all that was to be seen."""
    seen = b""
    for answer in answers:
        seen += _until_asked(master)
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


def _some(master: int) -> bytes:
    """Read what there is; nothing once the other side is closed."""
    ready, _, _ = select.select([master], [], [], PATIENCE)
    if not ready:
        raise TimeoutError
    try:
        return os.read(master, 4096)
    except OSError:
        return b""
