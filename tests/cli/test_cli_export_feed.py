"""`export` of a feed: a folder to serve, a secret name, and a window of days."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import pytest

from careplan.calendar.contentlines import read
from tests.cli.running import Run

NOON = ("--now", "2026-03-01T12:00:00Z")
EVENING = ("--now", "2026-03-01T20:00:00Z")
MORROW = ("--now", "2026-03-02T12:00:00Z")
SECRETS = Path("a17.feeds.toml")
WEB = Path("www")


@pytest.fixture
def feeding(enrolled: Path, careplan: Run) -> Path:
    """Enrol somebody whose calendar is a feed."""
    assert careplan("set", "a17.toml", "calendars.patient.via", "feed", *NOON).code == 0
    return enrolled


def secret(role: str = "patient") -> str:
    found = tomllib.loads(SECRETS.read_text("utf-8"))[role]["secret"]
    assert isinstance(found, str)
    return found


def feed(role: str = "patient") -> Path:
    return WEB / secret(role) / "careplan.ics"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def titles(path: Path) -> list[str | None]:
    return [one.text("SUMMARY") for one in read(path.read_bytes()).named("VEVENT")]


def served() -> set[str]:
    return {str(path.relative_to(WEB)) for path in WEB.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("feeding")
def test_it_lies_in_the_folder_under_a_secret_name(careplan: Run) -> None:
    """Whoever serves the folder can hand it out, and nobody can list it."""
    before = os.umask(0o077)
    try:
        done = careplan("export", "a17.toml", "-o", "www", *NOON)
    finally:
        os.umask(before)
    assert (done.code, done.out) == (0, f"{feed()}\n")
    assert done.err.startswith(
        "serve this folder: www\n"
        f"  the address ends in /{secret()}/careplan.ics\n"
        "  by https only; whoever has the address can read the feed\n"
        "issue 1 of 2026-03-01 12:00 UTC: 5 new\n"
    )
    assert len(secret()) >= 22
    assert served() == {"index.html", f"{secret()}/careplan.ics"}
    assert (WEB / "index.html").read_bytes() == b""
    assert [mode(one) for one in (SECRETS, Path("a17.issued.toml"))] == [0o600, 0o600]
    assert [mode(one) for one in (WEB, feed().parent)] == [0o711, 0o711]
    assert [mode(one) for one in (feed(), WEB / "index.html")] == [0o644, 0o644]


@pytest.mark.usefixtures("feeding")
def test_any_web_server_can_serve_it(careplan: Run) -> None:
    careplan("export", "a17.toml", "-o", "www", *NOON)
    server = subprocess.Popen(
        [sys.executable, "-um", "http.server", "0", "-b", "127.0.0.1", "-d", "www"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        port = server.stdout.readline().partition(" port ")[2].split()[0]
        address = f"http://127.0.0.1:{port}/"
        with urllib.request.urlopen(f"{address}{secret()}/careplan.ics") as answer:  # noqa: S310 - our own server
            assert answer.read() == feed().read_bytes()
            assert answer.headers["Content-Type"] == "text/calendar"
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == b""
    finally:
        server.kill()
        server.communicate()


@pytest.mark.usefixtures("feeding")
def test_nothing_is_written_again_if_nothing_has_changed(careplan: Run) -> None:
    """A server tells by the file's time whether there is something to fetch."""
    careplan("export", "a17.toml", "-o", "www", *NOON)
    name, before = secret(), feed().stat()
    again = careplan("export", "a17.toml", *EVENING)
    assert "nothing has changed since" in again.err
    after = feed().stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert secret() == name
    moved = ("move", "a17.toml", "walk-2", "2026-03-04", *EVENING)
    assert careplan(*moved).code == 0
    assert careplan("export", "a17.toml", "--check", *EVENING).code == 3
    assert careplan("export", "a17.toml", *EVENING).code == 0
    assert feed().stat().st_ino != before.st_ino
    assert mode(feed()) == 0o644


@pytest.mark.usefixtures("feeding")
def test_it_keeps_its_address_until_it_is_rotated(careplan: Run) -> None:
    careplan("export", "a17.toml", "-o", "www", *NOON)
    first = secret()
    elsewhere = careplan("export", "a17.toml", "-o", "other", *NOON)
    assert (elsewhere.code, elsewhere.out) == (2, "")
    assert elsewhere.err.endswith(
        "Error: this feed lies in `www` and keeps its address; leave -o out\n"
    )
    done = careplan("export", "a17.toml", "--rotate", *NOON)
    assert (done.code, done.out) == (0, f"{feed()}\n")
    assert secret() != first
    assert served() == {"index.html", f"{secret()}/careplan.ics"}
    assert "retired" not in SECRETS.read_text("utf-8")
    assert not (WEB / first).exists()


@pytest.mark.usefixtures("feeding")
def test_a_rotation_that_was_cut_short_is_finished(careplan: Run) -> None:
    """The old name stays written down until its feed is gone."""
    careplan("export", "a17.toml", "-o", "www", *NOON)
    first, data = feed(), feed().read_bytes()
    careplan("export", "a17.toml", "--rotate", *NOON)
    first.parent.mkdir()
    first.write_bytes(data)
    text = SECRETS.read_text("utf-8")
    SECRETS.write_text(f'{text}retired = ["{first.parent.name}"]\n', "utf-8")
    assert careplan("export", "a17.toml", *NOON).code == 0
    assert served() == {"index.html", f"{secret()}/careplan.ics"}
    assert SECRETS.read_text("utf-8") == text


@pytest.mark.usefixtures("feeding")
def test_each_role_has_a_name_of_its_own(careplan: Run) -> None:
    careplan("set", "a17.toml", "calendars.coach.via", "feed", *NOON)
    done = careplan("export", "a17.toml", "--role", "all", "-o", "www", *NOON)
    assert (done.code, done.out) == (0, f"{feed()}\n{feed('coach')}\n")
    assert len({secret(), secret("coach")}) == 2
    assert set(titles(feed("coach"))) == {"A17: Appointment"}


@pytest.mark.usefixtures("feeding")
def test_it_shows_a_month_back_and_a_year_ahead(careplan: Run) -> None:
    """What is over is left out a day at a time, and the rest says the same."""
    careplan("export", "a17.toml", "-o", "www", *NOON)
    whole = read(feed().read_bytes()).named("VEVENT")
    for days in range(25, 60):
        now = date(2026, 3, 1) + timedelta(days=days)
        at = ("--now", f"{now}T12:00:00Z")
        done = careplan("export", "a17.toml", *at)
        assert "nothing has changed since" in done.err
        same = careplan("verify", str(feed()), "--plan", "a17.toml", *at)
        assert (same.code, same.out) == (0, f"{feed()}: no problems\n")
        shown = read(feed().read_bytes()).named("VEVENT")
        assert [one for one in whole if one in shown] == shown
        oldest = now - timedelta(days=30)
        kept = [one for one in whole if last_day(one.value("DTEND")) >= oldest]
        # The diary is one entry of two weeks, which end on the 15th of March.
        diary = [one for one in whole if one.value("RRULE")]
        kept += diary if date(2026, 3, 15) >= oldest else []
        assert {one.value("UID") for one in shown} >= {one.value("UID") for one in kept}
    # When all is over the last thing stays: a calendar without an event is refused.
    assert len(shown) == 1


def last_day(ends: str | None) -> date:
    return date.fromisoformat((ends or "")[:8])


@pytest.mark.usefixtures("feeding")
def test_a_full_one_needs_consent_whoever_it_is_for(careplan: Run) -> None:
    text = Path("a17.toml").read_text("utf-8")
    staff = '\n[calendars.coach]\nprivacy = "full"\nvia = "feed"\n'
    before, mark, ledger = text.partition("\n[[ledger]]")
    Path("a17.toml").write_text(f"{before}{staff}{mark}{ledger}", "utf-8")
    done = careplan("export", "a17.toml", "--role", "coach", "-o", "www", *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[consent-missing]: the coach's feed would say everything, and no consent"
        " to that is recorded\n"
    )
    assert not WEB.exists()


@pytest.mark.usefixtures("feeding")
@pytest.mark.parametrize(
    "text",
    [
        "patient = 3",
        '[patient]\nfolder = "www"\nsecret = "../../etc/x"',
        '[patient]\nfolder = "www"\nsecret = "short"',
        '[patient]\nsecret = "hHyhpf4qyRMLurIkRSkriEAdKzxPkjDs"',
        '[patient]\nfolder = "www"\nsecret = "hHyhpf4qyRMLurIkRSkriEAdKzxPkjDs"\nx = 1',
        '[patient]\nfolder = "w"\nretired = [3]\nsecret = "hHyhpf4qyRMLurIkRSkriE"',
        '[patient]\nfolder = "w"\nretired = ["../x"]\nsecret = "hHyhpf4qyRMLurIkRSkr"',
        "[patient",
        "\xff",
    ],
)
def test_a_damaged_file_of_secrets_is_not_guessed_at(text: str, careplan: Run) -> None:
    SECRETS.write_text(text, encoding="latin-1")
    done = careplan("export", "a17.toml", "-o", "www", *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[damaged-feeds]: the file of secret names `a17.feeds.toml` cannot be"
        " trusted\n"
        " --> a17.feeds.toml\n"
        "  = help: put back the last good copy\n"
        "  = help: or move it away: then every feed gets another address\n"
        "  = help: the old ones must be removed from the folder that is served\n"
        "\n1 error in a17.feeds.toml; nothing was written\n"
    )
    assert not WEB.exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--rotate",), "--rotate is for a feed, and this is a file"),
        (("--rotate", "--check"), "--rotate changes the feed that was handed out"),
    ],
)
@pytest.mark.usefixtures("enrolled")
def test_a_file_has_no_address(
    arguments: tuple[str, ...], why: str, careplan: Run
) -> None:
    done = careplan("export", "a17.toml", *arguments, *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: {why}\n")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--split",), "--split is for a file, and this is a feed"),
        (("-o", "a.ics"), "a feed goes into a folder, and `a.ics` is none"),
    ],
)
@pytest.mark.usefixtures("feeding")
def test_a_feed_is_no_file(arguments: tuple[str, ...], why: str, careplan: Run) -> None:
    done = careplan("export", "a17.toml", *arguments, *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: {why}\n")


@pytest.mark.usefixtures("feeding")
def test_a_folder_of_plans_passes_the_secrets_over(careplan: Run) -> None:
    careplan("export", "a17.toml", "-o", "www", *NOON)
    assert careplan("due", ".", *MORROW).err == ""
