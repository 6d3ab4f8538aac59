"""What every calendar program is given, byte for byte, and read by parsers of others.

One plan is lived for a while: appointments are to be confirmed and then are, one moves,
one is cancelled and is to be after all, the plan stands still.  After each step its
calendar is written for every client and every way of travel.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from careplan.cli import run
from careplan.model.enrolment import Client, Via
from careplan.model.profile import PROFILES
from tests.expectation import expected
from tests.golden.issuing import next_calendar
from tests.golden.test_golden import UPDATES, assert_golden
from tests.oracles import ical_js, sabre, strict_python
from tests.oracles.reading import GAPS, Reading, differences

HERE = Path(__file__).parent
CLIENTS = HERE / "clients"
ENROLMENT = """\
id = "6f0c8a52-3f0e-4b8e-9d6f-0a1b2c3d4e5f"
program = "clients.toml"
start = 2026-03-16
timezone = "Europe/London"

[person]
alias = "A17"

[calendars.patient]
client = "{client}"
via = "{via}"
"""
FOLDERS = tuple(PROFILES)
# The clocks go forward on the 29th of March, in the first week of the sessions.
STEPS = {
    "1-provisional": (),
    "2-confirmed": ("record", "interview-1", "done", "--result", "fit"),
    "3-moved": ("move", "session-2", "2026-03-29T11:00"),
    "4-cancelled": ("omit", "session-3"),
    "5-restored": ("undo",),
    "6-paused": ("pause", "2026-03-30", "2026-04-01"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(HERE / "programs" / "clients.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def careplan(capfd: pytest.CaptureFixture[str], *arguments: str) -> None:
    status = run(arguments)
    assert status == 0, f"careplan {' '.join(arguments)}\n{capfd.readouterr().err}"


def calendar(folder: Path, via: Via) -> Path:
    """Find the one calendar there is; a feed's lies under its secret."""
    if via is Via.FILE:
        return folder / "out" / "a17" / "careplan.ics"
    feeds = tomllib.loads((folder / "a17.feeds.toml").read_text("utf-8"))
    secret: str = feeds["patient"]["secret"]
    return folder / "out" / "feed" / secret / "careplan.ics"


@pytest.mark.parametrize(("client", "via"), FOLDERS)
def test_every_state_for_every_client(
    client: Client, via: Via, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = ENROLMENT.format(client=client.value, via=via.value)
    (folder / "a17.toml").write_text(text, "utf-8")
    made: list[bytes] = []
    wanted: list[tuple[Reading, ...]] = []
    for day, (step, entry) in enumerate(STEPS.items(), 16):
        now = ("--now", f"2026-03-{day}T18:00:00Z")
        if entry:
            verb, *rest = entry
            careplan(capfd, verb, "a17.toml", *rest, *now)
        shown = next_calendar("a17.toml", now[1])
        careplan(capfd, "export", "a17.toml", *now)
        data = calendar(folder, via).read_bytes()
        assert_golden(CLIENTS / f"{client.value}-{via.value}" / f"{step}.ics", data)
        made.append(data)
        wanted.append(expected(shown, PROFILES[client, via]))
    for data, readings in zip(made, wanted, strict=True):
        assert differences(readings, strict_python.read(data)) == ()
        by_body = strict_python.read(data, by_body=True)
        assert differences(readings, by_body, but=GAPS) == ()
    for readings, found in zip(wanted, ical_js.read_all(made), strict=True):
        assert differences(readings, found) == ()


@pytest.mark.parametrize(("client", "via"), FOLDERS)
def test_a_server_reads_what_was_meant(client: Client, via: Via) -> None:
    """sabre/vobject, which Nextcloud and others keep calendars with, reads the same."""
    kept = sorted((CLIENTS / f"{client.value}-{via.value}").glob("*.ics"))
    assert len(kept) == len(STEPS)
    data = [path.read_bytes() for path in kept]
    by_others = [strict_python.read(each) for each in data]
    for readings, found in zip(by_others, sabre.read_all(data), strict=True):
        assert differences(readings, found) == ()


def test_no_calendar_is_left_over() -> None:
    """A file that nothing writes any more would be believed for ever."""
    wanted = {
        CLIENTS / f"{client.value}-{via.value}" / f"{step}.ics"
        for client, via in FOLDERS
        for step in STEPS
    }
    assert not UPDATES or set(CLIENTS.rglob("*.ics")) <= wanted
    assert set(CLIENTS.rglob("*.ics")) == wanted
