"""The programs of `plans/`: each is without fault, and gives the dates of its source.

The dates stand beside each program, in its cases; they were taken from the published
protocol or worked out by hand, never from careplan.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from careplan.cli import run
from careplan.language.decode import decode_program
from careplan.language.source import Source

ROOT = Path(__file__).parent.parent
PROGRAMS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.glob("plans/*.toml")
    if not path.name.endswith(".cases.toml") and path.name != "site.toml"
)

AS_EXPECTED = """\
plans/antenatal-eight-contacts.toml: 1 case, 9 dates
plans/cognitive-therapy-boosters.toml: 1 case, 27 dates
plans/cpt-twice-weekly.toml: 1 case, 14 dates
plans/days-of-the-month.toml: 1 case, 21 dates
plans/diabetes-prevention-year.toml: 1 case, 22 dates
plans/dose-dense-ac-t.toml: 1 case, 16 dates
plans/ect-continuation.toml: 1 case, 10 dates
plans/esketamine-trd.toml: 2 cases, 98 dates
plans/every-eight-hours.toml: 2 cases, 18 dates
plans/hepatitis-b-0-1-6.toml: 1 case, 3 dates
plans/isatuximab-cycles.toml: 1 case, 18 dates
plans/ketamine-at-home-chain.toml: 1 case, 8 dates
plans/ketamine-iv-responders.toml: 2 cases, 30 dates
plans/ketamine.toml: 3 cases, 828 dates
plans/lecanemab-with-mri.toml: 1 case, 18 dates
plans/mbsr-eight-weeks.toml: 1 case, 51 dates
plans/mdma-three-sessions.toml: 1 case, 16 dates
plans/paliperidone-monthly.toml: 1 case, 14 dates
plans/tms-36-taper.toml: 1 case, 36 dates
plans/varenicline-quit-date.toml: 1 case, 34 dates
plans/wilson-disease-study.toml: 1 case, 62 dates
21 programs, 26 cases, 1,353 dates: all as expected
"""


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_every_date_is_the_published_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Each program gives the dates, times and windows of its source, and no others."""
    code = run(["test", "plans/"])
    assert (code, *capsys.readouterr()) == (0, AS_EXPECTED, "")


@pytest.mark.parametrize("name", [*PROGRAMS, "plans/site.toml"])
def test_nothing_is_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An example gives not even a warning."""
    code = run(["check", "--strict", name])
    assert (code, *capsys.readouterr()) == (0, f"{name}: no problems\n", "")


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_program_introduces_itself(name: str) -> None:
    """Each says what it shows, its source, and that it is no medical advice."""
    text = (ROOT / name).read_text(encoding="utf-8")
    header = text.partition("[program]")[0]
    shown = [word for word in ("Shows:", "Source:", "Not medical") if word in header]
    assert shown == ["Shows:", "Source:", "Not medical"]
    program, _ = decode_program(Source(name=name, text=text))
    assert program is not None
    assert program.summary is not None
    assert program.source is not None
