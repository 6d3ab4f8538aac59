"""Whole calendars and agendas, byte for byte, and read by parsers of others.

Two sorts: every published program of `plans/` with the first of its own dated cases,
and the stories here, each an enrolment as it was edited over time and issued again.
`CAREPLAN_GOLDEN=update` writes what comes out instead of comparing it; look at the
difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest
import tomli_w

from careplan.cli import run
from tests.expectation import expected
from tests.golden.issuing import next_issue
from tests.oracles import ical_js, strict_python
from tests.oracles.reading import GAPS, Reading, differences

HERE = Path(__file__).parent
PLANS = HERE.parents[1] / "plans"
UPDATES = os.environ.get("CAREPLAN_GOLDEN") == "update"

# What the dates rest on, by release: not what a golden register is about.
RELEASES = re.compile(rb'^(careplan|tzdata|holidays) = ".+"$', re.MULTILINE)

# What else happens in a step: `# reissue: session-1`, or `# lost, since: old.ics`.
REMARK = re.compile(r"^# (reissue|lost, since): (\S+)$", re.MULTILINE)

ENROLMENT = "a17.toml"
CALENDAR = Path("out/a17/careplan.ics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An enrolment as it stands at one time, and where its golden files are."""

    enrolment: str
    golden: Path

    @property
    def now(self) -> str:
        """The instant of the issue: a day later for each step of a story."""
        number = self.golden.name.partition("-")[0]
        day = int(number) if number.isdigit() else 1
        return f"2026-01-{day:02}T12:00:00Z"


def stories() -> list[Path]:
    return sorted((HERE / "stories").iterdir())


def programs() -> list[Path]:
    return sorted(
        path
        for path in PLANS.glob("*.toml")
        if path.with_name(f"{path.stem}.cases.toml").exists()
    )


def steps_of(story: Path) -> list[Step]:
    return [
        Step(enrolment=path.read_text("utf-8"), golden=path.with_suffix(""))
        for path in sorted(story.glob("*.toml"))
    ]


def step_of(program: Path) -> Step:
    """Enrol somebody as the first case of a program's own dated cases says."""
    cases = program.with_name(f"{program.stem}.cases.toml")
    case = tomllib.loads(cases.read_text("utf-8"))["case"][0]
    for key in ("name", "source", "dates"):
        case.pop(key, None)
    identity = {"id": str(uuid5(NAMESPACE_URL, program.stem)), "program": program.name}
    return Step(
        enrolment=tomli_w.dumps(identity | case),
        golden=HERE / "plans" / program.stem,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with all programs in it, as the working directory."""
    for program in [*PLANS.glob("*.toml"), *(HERE / "programs").glob("*.toml")]:
        shutil.copy(program, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def careplan(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run one command line; it has to succeed."""
    capfd.readouterr()
    status = run(arguments)
    shown = capfd.readouterr()
    assert status == 0, f"careplan {' '.join(arguments)}\n{shown.out}{shown.err}"
    return shown.out


def take(step: Step, folder: Path, capfd: pytest.CaptureFixture[str]) -> bytes:
    """Issue one step of a story; compare or keep its calendar and its agenda."""
    (folder / ENROLMENT).write_text(step.enrolment, encoding="utf-8")
    for what, name in REMARK.findall(step.enrolment):
        act(what, name, step, folder, capfd)
    issue = next_issue(ENROLMENT, step.now)
    careplan(capfd, "export", ENROLMENT, "--now", step.now)
    data = (folder / CALENDAR).read_bytes()
    agenda = careplan(capfd, "show", ENROLMENT)
    assert_read_alike(data, expected(issue))
    assert_golden(step.golden.with_suffix(".ics"), data)
    assert_golden(step.golden.with_suffix(".txt"), agenda.encode())
    return data


def act(
    what: str, name: str, step: Step, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Do what an enrolment's remark asks for before the step is issued."""
    if what == "reissue":
        careplan(capfd, "reissue", ENROLMENT, name, "--now", step.now)
        return
    shutil.move(folder / CALENDAR, folder / name)
    (folder / "a17.issued.toml").unlink()
    since = ("--since", name, "--accept-data", "--now", step.now)
    careplan(capfd, "export", ENROLMENT, *since)


def assert_read_alike(data: bytes, wanted: tuple[Reading, ...]) -> None:
    assert differences(wanted, strict_python.read(data)) == ()
    by_body = strict_python.read(data, by_body=True)
    assert differences(wanted, by_body, but=GAPS) == ()
    assert differences(wanted, ical_js.read(data)) == ()


def assert_golden(path: Path, data: bytes) -> None:
    if UPDATES:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert path.is_file(), f"{path.name} is not kept yet: CAREPLAN_GOLDEN=update"
    # As lines: a difference is shown where it is, and not as one long text.
    assert data.split(b"\n") == path.read_bytes().split(b"\n")


@pytest.mark.parametrize("program", programs(), ids=lambda path: path.stem)
def test_every_published_program(
    program: Path, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    take(step_of(program), folder, capfd)


@pytest.mark.parametrize("story", stories(), ids=lambda path: path.name)
def test_every_story(
    story: Path, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for step in steps_of(story):
        data = take(step, folder, capfd)
        careplan(capfd, "export", ENROLMENT, "--now", "2027-01-01T00:00:00Z")
        assert (folder / CALENDAR).read_bytes() == data, "issued again, unchanged"
    register = (folder / "a17.issued.toml").read_bytes()
    assert_golden(story / "register.txt", RELEASES.sub(rb'\1 = "..."', register))


def test_no_golden_file_is_left_over() -> None:
    """A file that nothing writes any more would be believed for ever."""
    steps = [step for story in stories() for step in steps_of(story)]
    steps += [step_of(program) for program in programs()]
    wanted = {
        step.golden.with_suffix(end) for step in steps for end in (".ics", ".txt")
    }
    wanted |= {story / "register.txt" for story in stories()}
    kept = {
        path
        for where in ("plans", "stories")
        for end in ("ics", "txt")
        for path in (HERE / where).rglob(f"*.{end}")
    }
    assert sorted(kept - wanted) == []
