"""`publish` beside people: what they change is told, and never overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.cli.test_cli_publish import (
    FIRST,
    LAST,
    LATER,
    NOON,
    REGISTER,
    SOMEBODY_ELSES,
    named,
    said,
    written,
)
from tests.servers.radicale import Calendar

CHANGED = (
    "error[changed-on-server]: somebody changed `opening/walk-1` on the server, and it"
    " was left as it is\n"
    "  = help: if that was agreed, enter it in the plan: `careplan move`, or `omit`\n"
    "  = help: if not, `--overwrite` puts the plan's in its place\n"
    "\n"
)


@pytest.fixture
def published(enrolled: Path, careplan: Run, calendar: Calendar) -> Calendar:
    """Have a calendar on the server."""
    del enrolled
    assert careplan("publish", "a17.toml", calendar.url, *NOON).code == 0
    return calendar


def moved_by_hand(calendar: Calendar, to: bytes = b"20260303T12") -> bytes:
    """Move the first walk as a phone does: SEQUENCE and the stamps rise as well."""
    name = named(FIRST)
    data = calendar.events()[name]
    for old, new in (
        (b":20260303T10", b":" + to),
        (b":20260303T11", b":" + to[:-2] + b"13"),
        (b"SEQUENCE:0", b"SEQUENCE:1"),
        (b"STAMP:20260301T12", b"STAMP:20260301T15"),
        (b"MODIFIED:20260301T12", b"MODIFIED:20260301T15"),
    ):
        assert old in data
        data = data.replace(old, new)
    calendar.put(name, data)
    return calendar.events()[name]


def test_what_somebody_moved_by_hand_is_told_and_left(
    careplan: Run, published: Calendar
) -> None:
    theirs = moved_by_hand(published)
    tried = careplan("publish", "a17.toml", published.url, "--dry-run", *LATER)
    assert (tried.code, tried.out) == (3, "4 unchanged, 1 left\n")
    assert tried.err.endswith(f"{CHANGED}1 error; nothing was written\n")
    careplan("omit", "a17.toml", "walk-4", *NOON)
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out) == (
        4,
        (
            "1 deleted, 3 unchanged, 1 left\n"
            "  deleted opening/walk-4: Fri 13 Mar 2026 10:00\n"
        ),
    )
    assert done.err == (
        "issue 2 of 2026-03-01 18:00 UTC: 1 removed\n"
        f"{CHANGED}1 error; the others are done\n"
    )
    assert published.events()[named(FIRST)] == theirs


@pytest.mark.parametrize("times", [1, 2])
def test_however_often_the_plan_moves_it_since(
    times: int, careplan: Run, published: Calendar
) -> None:
    """By sequence and stamp alone it would look like an older state of the plan's."""
    theirs = moved_by_hand(published)
    for day in ("2026-03-04", "2026-03-05")[:times]:
        careplan(
            "move",
            "a17.toml",
            "walk-1",
            f"{day}T09:00",
            "--override",
            "--reason",
            "x",
            *LATER,
        )
        careplan("export", "a17.toml", *LATER)
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, published.events()[named(FIRST)]) == (4, theirs)


def test_the_plan_is_right_if_a_person_says_so(
    careplan: Run, published: Calendar
) -> None:
    moved_by_hand(published)
    done = careplan("publish", "a17.toml", published.url, "--overwrite", *LATER)
    assert (done.code, done.out) == (
        0,
        "1 updated, 4 unchanged\n  updated opening/walk-1: Tue 3 Mar 2026 10:00\n",
    )
    assert said(published, FIRST) == ("Appointment", "20260303T100000", "0")


def test_once_the_plan_says_the_same_all_is_well(
    careplan: Run, published: Calendar
) -> None:
    """It is sealed anew, so that the next change of the plan's is published."""
    moved_by_hand(published)
    careplan("move", "a17.toml", "walk-1", "2026-03-03T12:00", *LATER)
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out.splitlines()[0]) == (0, "1 updated, 4 unchanged")
    again = careplan("publish", "a17.toml", published.url, *LATER)
    assert (again.code, again.out) == (0, "5 unchanged\n")
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *LATER)
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out.splitlines()[0]) == (0, "1 updated, 4 unchanged")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"SUMMARY:Appointment", b"SUMMARY:Walk with Jane"),
        (b"TRANSP:OPAQUE", b"TRANSP:TRANSPARENT"),
        (b"CLASS:PRIVATE", b"CLASS:PUBLIC"),
        (b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
        (b"TRIGGER:-P1D", b"TRIGGER:-PT1H"),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nDESCRIPTION:bring the stick\r\n"),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nRRULE:FREQ=DAILY;COUNT=2\r\n"),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nCATEGORIES:Sport\r\n"),
    ],
)
def test_whatever_a_person_changes_counts(
    old: bytes, new: bytes, careplan: Run, published: Calendar
) -> None:
    published.change(named(FIRST), old, new)
    theirs = published.events()[named(FIRST)]
    careplan("omit", "a17.toml", "walk-1", *NOON)
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, published.events()[named(FIRST)]) == (4, theirs)
    assert CHANGED in done.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"LAST-MODIFIED:20260301T12", b"LAST-MODIFIED:20260302T09"),
        (b"SEQUENCE:0", b"SEQUENCE:4"),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nX-MOZ-LASTACK:20260302T100000Z\r\n"),
        (
            b"TRIGGER:-P1D\r\n",
            b"TRIGGER:-P1D\r\nACKNOWLEDGED:20260302T100000Z\r\n",
        ),
        (
            b"END:VALARM\r\n",
            (
                b"END:VALARM\r\nBEGIN:VALARM\r\nUID:again\r\nACTION:DISPLAY\r\n"
                b"DESCRIPTION:Reminder\r\nTRIGGER:-PT5M\r\nRELATED-TO:before\r\n"
                b"END:VALARM\r\n"
            ),
        ),
        (b"TRIGGER:-P1D", b"TRIGGER:-PT24H"),
    ],
)
def test_that_a_reminder_was_seen_is_no_change(
    old: bytes, new: bytes, careplan: Run, published: Calendar
) -> None:
    """Calendar programs note it in the event; the plan goes on."""
    published.change(named(FIRST), old, new)
    theirs = published.events()[named(FIRST)]
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out) == (0, "5 unchanged\n")
    assert published.events()[named(FIRST)] == theirs
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out.splitlines()[0]) == (0, "1 updated, 4 unchanged")


def test_what_was_deleted_by_hand_is_put_again(
    careplan: Run, published: Calendar
) -> None:
    before = published.events()
    published.delete(named(FIRST))
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out) == (
        0,
        "1 created, 4 unchanged\n  created opening/walk-1: Tue 3 Mar 2026 10:00\n",
    )
    assert published.events() == before


def test_what_was_deleted_by_hand_and_is_left_out_is_well(
    careplan: Run, published: Calendar
) -> None:
    published.delete(named(LAST))
    careplan("omit", "a17.toml", "walk-4", *NOON)
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out) == (0, "4 unchanged\n")


@pytest.mark.parametrize("more", [(), ("--overwrite",)])
def test_another_event_under_the_name_of_ours_is_never_touched(
    more: tuple[str, ...], careplan: Run, enrolled: Path, calendar: Calendar
) -> None:
    del enrolled
    calendar.put(named(FIRST), SOMEBODY_ELSES)
    theirs = calendar.events()
    done = careplan("publish", "a17.toml", calendar.url, *more, *NOON)
    assert (done.code, done.out) == (4, "4 created, 1 left\n")
    assert done.err == (
        "issue 1 of 2026-03-01 12:00 UTC: 5 new\n"
        "error[foreign-event]: under the name of `opening/walk-1` there is another"
        " event on the server\n"
        "  = help: careplan touches nothing but its own: delete it by hand if it is"
        " yours\n"
        "\n"
        "1 error; the others are done\n"
    )
    assert calendar.events()[named(FIRST)] == theirs[named(FIRST)]


def exported(careplan: Run) -> bytes:
    """Export, and give the first walk alone, as an import leaves it on a server."""
    careplan("export", "a17.toml", *NOON)
    whole = Path("out/a17/careplan.ics").read_bytes()
    events = whole.split(b"BEGIN:VEVENT")
    uid = named(FIRST).removesuffix(".ics").encode()
    (own,) = (event for event in events if uid in event)
    tail = b"END:VCALENDAR\r\n"
    return events[0] + b"BEGIN:VEVENT" + own.removesuffix(tail) + tail


def test_an_event_that_was_imported_is_told_where_it_differs(
    careplan: Run, enrolled: Path, calendar: Calendar
) -> None:
    del enrolled
    calendar.put(named(FIRST), exported(careplan))
    done = careplan("publish", "a17.toml", calendar.url, *NOON)
    assert (done.code, done.out) == (0, "4 created, 1 unchanged\n" + done.out[23:])
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    done = careplan("publish", "a17.toml", calendar.url, *LATER)
    assert (done.code, done.out) == (4, "4 unchanged, 1 left\n")
    assert (
        "error[changed-on-server]: what the server has of `opening/walk-1` bears no"
        " seal, and it was left as it is: it was imported there, or the server keeps"
        " none\n"
        "  = help: `--overwrite` puts the plan's in its place\n"
    ) in done.err
    done = careplan("publish", "a17.toml", calendar.url, "--overwrite", *LATER)
    assert (done.code, done.out.splitlines()[0]) == (0, "1 updated, 4 unchanged")


def test_an_event_that_was_imported_under_another_name_is_told(
    careplan: Run, enrolled: Path, calendar: Calendar
) -> None:
    del enrolled
    calendar.put("imported.ics", exported(careplan))
    theirs = calendar.events()
    done = careplan("publish", "a17.toml", calendar.url, *NOON)
    assert (done.code, done.out) == (4, "4 created, 1 left\n")
    assert done.err.endswith(
        "error[foreign-event]: `opening/walk-1` is in the collection under another name"
        "\n"
        "  = help: it was imported from a file: delete what was imported, then publish"
        " again\n"
        "\n"
        "1 error; the others are done\n"
    )
    assert calendar.events()["imported.ics"] == theirs["imported.ics"]


LATEST = ("--now", "2026-03-01T20:00:00Z")
OLDER = """\
error[older-issue]: the collection has {} in a state that the register does not remember
  = help: put back the newest register, from a backup if need be
  = help: to begin anew instead, delete what was published there

1 error; nothing was written
"""


@pytest.mark.parametrize("more", [(), ("--overwrite",), ("--dry-run",)])
def test_an_older_register_changes_nothing(
    more: tuple[str, ...], careplan: Run, published: Calendar
) -> None:
    shutil.copy(REGISTER, "kept")
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    careplan("publish", "a17.toml", published.url, *LATER)
    shutil.copy("kept", REGISTER)
    before = published.events(), written()
    done = careplan("publish", "a17.toml", published.url, *more, *LATEST)
    assert (done.code, done.out, done.err) == (1, "", OLDER.format("1 event"))
    assert (published.events(), written()) == before


def test_a_lost_register_changes_nothing(careplan: Run, published: Calendar) -> None:
    REGISTER.unlink()
    before = published.events()
    done = careplan("publish", "a17.toml", published.url, *LATER)
    assert (done.code, done.out, done.err) == (1, "", OLDER.format("5 events"))
    assert (published.events(), REGISTER.exists()) == (before, False)
