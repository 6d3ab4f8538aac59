"""What tests share: a command run in a folder of its own, and how laws are tried.

Laws are tried quickly and the same every time, or at length and by chance.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from careplan.cli import run
from tests.cli.running import ENROLMENT_ID, SITE, WALKS, Ran, Run

# What a shell starts in the background cannot be interrupted, nor can anything that it
# starts in its turn; some tests interrupt careplan.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "ci",
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "deep",
    max_examples=500,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("CAREPLAN_LAWS", "ci"))


@pytest.fixture
def careplan() -> Run:
    """Run a command line as the console script does."""

    def call(*arguments: str, stdin: str = "", **environment: str) -> Ran:
        runner = CliRunner()
        with runner.isolation(input=stdin, env=environment) as (out, err, _):
            code = run(arguments)
            return Ran(
                code=code,
                out=out.getvalue().decode(),
                err=err.getvalue().decode(),
            )

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that holds a program and a site."""
    (tmp_path / "walks.toml").write_text(WALKS, encoding="utf-8")
    (tmp_path / "site.toml").write_text(SITE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.fixture
def enrolled(folder: Path, careplan: Run) -> Path:
    """Work in a folder in which somebody is enrolled as a17."""
    done = careplan(
        *"enrol walks.toml -o a17.toml --start 2026-03-02".split(),
        *"--timezone Europe/London --site site.toml".split(),
        *f"--alias A17 --id {ENROLMENT_ID}".split(),
    )
    assert done.code == 0, done.err
    return folder
