"""What the tests of the command line share: a command run in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from careplan.cli import run
from tests.cli.running import ENROLMENT_ID, SITE, WALKS, Ran, Run


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
