"""`publish` when things break: whatever does, the same command finishes the job.

Between careplan and the real server stands a relay, which lets one request go wrong:
the connection breaks before it arrives or after it was carried out, the server is busy,
or careplan itself is killed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from careplan.caldav import transport
from tests.cli.at_terminal import talk
from tests.cli.running import Run
from tests.cli.test_cli_publish import LATER, NOON, REGISTER
from tests.servers.radicale import Calendar
from tests.servers.relay import BROKEN, Asked, Told, forwarded, listening

ROOT = Path(__file__).parents[2]
# Two to look, and then one for each event: come back, moved, and deleted.
REQUESTS = 5
LOOKING = 2
# Whether a request is carried out before all breaks matters to one that writes.
BREAKS = [
    *((number, False) for number in range(1, REQUESTS + 1)),
    *((number, True) for number in range(LOOKING + 1, REQUESTS + 1)),
]
BUSY = Told(status=503, headers={"Retry-After": "0"})


@pytest.fixture
def behind(enrolled: Path, careplan: Run, calendar: Calendar) -> Calendar:
    """Have a calendar that lacks an event, has one too much and one elsewhere."""
    del enrolled
    careplan("omit", "a17.toml", "walk-3", *NOON)
    assert careplan("publish", "a17.toml", calendar.url, *NOON).code == 0
    careplan("undo", "a17.toml", *NOON)
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    return calendar


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait no longer between attempts than a test can."""
    monkeypatch.setattr(transport, "_PAUSES", (0.01, 0.01, 0.01))


def is_whole(careplan: Run, calendar: Calendar) -> bool:
    """Say whether it holds what an empty calendar would have been given at once."""
    empty = calendar.server.calendar(f"{calendar.name}-anew")
    done = careplan("publish", "a17.toml", empty.url, *LATER)
    assert (done.code, done.out) == (0, "4 created\n")
    return calendar.events() == empty.events()


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("number", "how"),
    [
        *((number, "after" if after else "before") for number, after in BREAKS),
        (1, "busy"),
        (4, "busy"),
    ],
)
def test_one_request_that_goes_wrong_is_sent_again(
    number: int, how: str, careplan: Run, behind: Calendar
) -> None:
    """Also where it was carried out, so that the server refuses it the second time."""

    def answer(asked: Asked) -> Told:
        goes_wrong = len(relay.asked) == number
        if goes_wrong and how == "before":
            return BROKEN
        if goes_wrong and how == "busy":
            return BUSY
        told = forwarded(behind, asked)
        return BROKEN if goes_wrong else told

    with listening(answer) as relay:
        done = careplan("publish", "a17.toml", relay.url, *LATER)
    assert (done.code, done.out.splitlines()[0]) == (
        0,
        "1 created, 1 updated, 1 deleted, 2 unchanged",
    )
    assert is_whole(careplan, behind)
    assert len(relay.asked) > REQUESTS


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("number", "is_carried_out"), BREAKS)
def test_a_server_that_goes_away_is_told_and_the_same_command_goes_on(
    number: int,
    is_carried_out: bool,  # noqa: FBT001 - a case of the test
    careplan: Run,
    behind: Calendar,
) -> None:
    def answer(asked: Asked) -> Told:
        if len(relay.asked) < number:
            return forwarded(behind, asked)
        if len(relay.asked) == number and is_carried_out:
            forwarded(behind, asked)
        return BROKEN

    register = REGISTER.read_bytes()
    with listening(answer) as relay:
        done = careplan("publish", "a17.toml", relay.url, *LATER)
    sent = max(0, number - LOOKING - 1)
    outcome = (
        "nothing was written"
        if number <= LOOKING
        else f"{sent} of 3 done, the same command goes on"
    )
    assert done.code == 75
    assert done.err.endswith(
        "error[server-unreachable]: `127.0.0.1` cannot be reached: the connection was"
        " lost\n"
        "  = help: try the same command again later\n"
        "\n"
        f"1 error; {outcome}\n"
    )
    assert (REGISTER.read_bytes() == register) == (number <= LOOKING)
    again = careplan("publish", "a17.toml", behind.url, *LATER)
    assert again.code == 0, again.err
    assert is_whole(careplan, behind)


@pytest.mark.parametrize(("number", "is_carried_out"), BREAKS)
def test_killed_at_any_request_it_is_finished_by_the_same_command(
    number: int,
    is_carried_out: bool,  # noqa: FBT001 - a case of the test
    careplan: Run,
    behind: Calendar,
) -> None:
    def answer(asked: Asked) -> Told:
        if len(relay.asked) != number:
            return forwarded(behind, asked)
        if is_carried_out:
            forwarded(behind, asked)
        process.send_signal(signal.SIGKILL)
        return BROKEN

    with listening(answer) as relay:
        process = subprocess.Popen(  # noqa: S603 - this interpreter and careplan
            [
                sys.executable,
                "-m",
                "careplan",
                "publish",
                "a17.toml",
                relay.url,
                *LATER,
            ],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert process.wait(60) == -signal.SIGKILL
    again = careplan("publish", "a17.toml", behind.url, *LATER)
    assert again.code == 0, again.err
    assert is_whole(careplan, behind)


@pytest.mark.usefixtures("hasty")
def test_what_cannot_be_looked_at_again_ends_the_run(
    careplan: Run, behind: Calendar
) -> None:
    """The answer is lost, the second time it is refused, and then all is lost."""

    def answer(asked: Asked) -> Told:
        number = len(relay.asked)
        told = forwarded(behind, asked) if number <= LOOKING + 2 else BROKEN
        return BROKEN if number == LOOKING + 1 else told

    with listening(answer) as relay:
        done = careplan("publish", "a17.toml", relay.url, *LATER)
    assert (done.code, done.out.splitlines()[0]) == (75, "2 unchanged, 3 left")
    assert done.err.endswith("1 error; 0 of 3 done, the same command goes on\n")
    asked = relay.methods()
    assert asked == ["PROPFIND", "REPORT", "PUT", "PUT", *["REPORT"] * 4]
    assert careplan("publish", "a17.toml", behind.url, *LATER).code == 0
    assert is_whole(careplan, behind)


@pytest.mark.parametrize("what", ["changed", "deleted"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_who_changes_an_event_at_that_very_moment_wins(
    method: str, what: str, careplan: Run, behind: Calendar
) -> None:
    """Between the looking and the writing the ETag is another."""
    theirs: list[bytes | None] = []

    def answer(asked: Asked) -> Told:
        is_first = method not in (one.method for one in relay.asked[:-1])
        if asked.method == method and is_first and not _is_new(asked):
            name = asked.path.rpartition("/")[2]
            if what == "changed":
                behind.change(name, b"SUMMARY:Appointment", b"SUMMARY:Hands off")
            else:
                behind.delete(name)
            theirs.append(behind.events().get(name))
        return forwarded(behind, asked)

    def _is_new(asked: Asked) -> bool:
        return asked.headers.get("If-None-Match") == "*"

    # With nothing to be created, the first PUT replaces.
    careplan("omit", "a17.toml", "walk-3", *NOON)
    with listening(answer) as relay:
        done = careplan("publish", "a17.toml", relay.url, *LATER)
    assert len(theirs) == 1
    gone_anyway = (method, what) == ("DELETE", "deleted")
    assert done.code == (0 if gone_anyway else 4)
    if not gone_anyway:
        assert "just now, and it was left as it is\n" in done.err
        assert done.err.endswith("1 error; the others are done\n")
    assert theirs[0] in (None, *behind.events().values())


@pytest.mark.usefixtures("enrolled", "known")
def test_nobody_there_changes_nothing(careplan: Run) -> None:
    before = sorted(Path().iterdir())
    done = careplan("publish", "a17.toml", "http://127.0.0.1:1/a17/", *NOON)
    assert (done.code, done.out) == (75, "")
    assert done.err == (
        "error[server-unreachable]: `127.0.0.1` cannot be reached: it takes no"
        " connection\n"
        "  = help: try the same command again later\n"
        "\n"
        "1 error; nothing was written\n"
    )
    assert sorted(Path().iterdir()) == before


@pytest.mark.usefixtures("hasty", "enrolled", "known")
def test_a_server_that_does_not_answer_is_not_waited_for_long(careplan: Run) -> None:
    with listening(
        lambda _: Told(status=207, body=b"x" * 99, seconds_a_byte=0.05)
    ) as it:
        done = careplan("publish", "a17.toml", it.url, "--timeout", "0.2", *NOON)
    assert (done.code, len(it.asked)) == (75, 4)
    assert "cannot be reached: it does not answer within 0.2 s\n" in done.err


@pytest.mark.usefixtures("enrolled", "known")
def test_a_server_may_ask_to_wait_a_little(careplan: Run, calendar: Calendar) -> None:
    def answer(asked: Asked) -> Told:
        if len(relay.asked) == 1:
            return Told(status=429, headers={"Retry-After": "1"})
        return forwarded(calendar, asked)

    with listening(answer) as relay:
        done = careplan("publish", "a17.toml", relay.url, *NOON)
    assert (done.code, done.out) == (0, "5 created\n")


@pytest.mark.usefixtures("enrolled", "known")
@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("3600", "it asks to wait 3,600 s; "),
        ("Fri, 01 Jan 2100 00:00:00 GMT", "it asks to wait "),
        ("Fri, 01 Jan 2100 00:00:00", "it asks to wait "),
    ],
)
def test_a_server_that_asks_to_wait_long_is_left(
    header: str, wait: str, careplan: Run
) -> None:
    busy = Told(status=503, headers={"Retry-After": header})
    with listening(lambda _: busy) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert (done.code, len(server.asked)) == (75, 1)
    assert f"= help: {wait}" in done.err
    assert "cannot be reached: it answers 503\n" in done.err


@pytest.mark.usefixtures("hasty", "enrolled", "known")
@pytest.mark.parametrize("header", ["soon", "-1", "1e9", ""])
def test_what_is_no_time_to_wait_is_none(header: str, careplan: Run) -> None:
    busy = Told(status=503, headers={"Retry-After": header})
    with listening(lambda _: busy) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert (done.code, len(server.asked)) == (75, 4)


def test_on_a_terminal_it_counts(
    enrolled: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    told = talk(
        ["publish", "a17.toml", calendar.url, *NOON],
        [],
        environment={},
        folder=enrolled,
    )
    assert (told.code, told.out) == (0, "5 created\n")
    assert "\r4 of 5 events" in told.seen
