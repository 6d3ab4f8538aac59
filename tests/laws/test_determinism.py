"""Same inputs, same bytes: in another zone, directory, interpreter, hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Draws eight plans, always the same, and prints their calendars.
SCRIPT = """
import sys
from hypothesis import HealthCheck, given, settings
from tests.pipeline import calendar
from tests.strategies import plans

@settings(max_examples=8, derandomize=True, database=None, deadline=None,
          suppress_health_check=list(HealthCheck))
@given(plans())
def show(plan):
    sys.stdout.buffer.write(plan.text.encode() + calendar(plan)[1])

show()
"""


def calendars(folder: Path, environment: dict[str, str]) -> bytes:
    inherited = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
    done = subprocess.run(  # noqa: S603 - this interpreter and our own script
        [sys.executable, "-c", SCRIPT],
        cwd=folder,
        env=inherited | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def plain() -> bytes:
    return calendars(ROOT, {"PYTHONHASHSEED": "0"})


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "20"},
        {"PYTHONHASHSEED": "3", "TZ": "America/St_Johns", "PYTHONTZPATH": ""},
    ],
    ids=lambda environment: " ".join(f"{k}={v}" for k, v in environment.items()),
)
def test_no_environment_changes_a_byte(
    plain: bytes, environment: dict[str, str], tmp_path: Path
) -> None:
    assert calendars(tmp_path, environment) == plain
    assert b"BEGIN:VEVENT" in plain
