"""`publish`: what a CalDAV server has after it, and what it leaves alone.

The server is a real one, Radicale, and other calendar programs are played by CalDAV.
"""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from careplan.calendar.contentlines import Component, read
from tests.cli.running import ENROLMENT_ID, WALKS, Run
from tests.servers.radicale import PASSWORD, USER, Calendar

NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
REGISTER = Path("a17.issued.toml")
FIRST, LAST = "opening:1~1/walk#1.0", "opening:1~1/walk#4.0"
DIARY = "opening:1~1/diary#1.0"
DIARY_AGAIN = "opening:1~1/diary#4.0"
SOMEBODY_ELSES = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Somebody//Else//EN\r
BEGIN:VEVENT\r
UID:birthday\r
DTSTAMP:20260101T000000Z\r
DTSTART;VALUE=DATE:20260303\r
SUMMARY:Birthday\r
END:VEVENT\r
END:VCALENDAR\r
"""


def named(key: str, role: str = "patient", generation: int = 1) -> str:
    end = "" if generation == 1 else f"#{generation}"
    return f"{uuid5(UUID(ENROLMENT_ID), f'{role}/{key}{end}')}.ics"


def said(calendar: Calendar, key: str, role: str = "patient") -> tuple[str | None, ...]:
    (event,) = components(calendar.events()[named(key, role)])
    return tuple(event.value(name) for name in ("SUMMARY", "DTSTART", "SEQUENCE"))


def components(data: bytes) -> list[Component]:
    return read(data).named("VEVENT")


def written() -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()
    }


@pytest.mark.usefixtures("enrolled")
def test_each_event_is_put_on_its_own(careplan: Run, calendar: Calendar) -> None:
    done = careplan("publish", "a17.toml", calendar.url, *NOON)
    assert (done.code, done.out, done.err) == (
        0,
        "5 created\n",
        "issue 1 of 2026-03-01 12:00 UTC: 5 new\n",
    )
    walks = [f"opening:1~1/walk#{number}.0" for number in (1, 2, 3, 4)]
    events = calendar.events()
    assert set(events) == {named(key) for key in (*walks, DIARY)}
    for name, data in events.items():
        (event,) = components(data)
        assert event.value("UID") == name.removesuffix(".ics")
        assert [zone.value("TZID") for zone in read(data).named("VTIMEZONE")] == [
            "Europe/London"
        ]
        assert b"X-WR-CALNAME" not in data
        assert b"METHOD" not in data
    assert said(calendar, FIRST) == ("Appointment", "20260303T100000", "0")
    assert (REGISTER.stat().st_mode & 0o777) == 0o600


@pytest.mark.usefixtures("enrolled")
def test_it_is_the_issue_that_an_export_would_be(
    careplan: Run, calendar: Calendar
) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    register = REGISTER.read_bytes()
    careplan("export", "a17.toml", *LATER)
    assert REGISTER.read_bytes() == register
    exported = components(Path("out/a17/careplan.ics").read_bytes())
    published = {
        event.value("UID"): event
        for data in calendar.events().values()
        for event in components(data)
    }
    assert len(published) == len(exported)
    for event in exported:
        there = published[event.value("UID")]
        lines = dict(there.lines)
        assert lines.pop("X-CAREPLAN-SEAL").value.startswith("0/20260301T120000Z/")
        assert (lines, [part.lines for part in there.parts]) == (
            event.lines,
            [part.lines for part in event.parts],
        )


@pytest.mark.usefixtures("enrolled")
def test_a_second_time_nothing_is_sent(careplan: Run, calendar: Calendar) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    before, files = calendar.written(), written()
    done = careplan("publish", "a17.toml", calendar.url, *LATER)
    assert (done.code, done.out, done.err) == (
        0,
        "5 unchanged\n",
        "issue 1 of 2026-03-01 12:00 UTC: nothing has changed since\n",
    )
    assert (calendar.written(), written()) == (before, files)
    tried = careplan("publish", "a17.toml", calendar.url, "--dry-run", *LATER)
    assert (tried.code, tried.out) == (0, "5 unchanged\n")


@pytest.mark.usefixtures("enrolled")
def test_what_moved_is_replaced_and_what_was_left_out_is_deleted(
    careplan: Run, calendar: Calendar
) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    before = calendar.written()
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    done = careplan("publish", "a17.toml", calendar.url, *LATER)
    assert (done.code, done.out, done.err) == (
        0,
        (
            "1 updated, 1 deleted, 3 unchanged\n"
            "  updated opening/walk-1: Wed 4 Mar 2026 10:00\n"
            "  deleted opening/walk-4: Fri 13 Mar 2026 10:00\n"
        ),
        (
            "issue 2 of 2026-03-01 18:00 UTC: 1 moved, 1 removed\n"
            "within 48 hours, tell them directly: opening/walk-1\n"
        ),
    )
    after = calendar.written()
    assert set(before) - set(after) == {named(LAST)}
    assert [name for name in after if after[name] != before[name]] == [named(FIRST)]
    assert said(calendar, FIRST) == ("Appointment", "20260304T100000", "1")


@pytest.mark.usefixtures("enrolled")
def test_what_is_back_in_the_plan_is_back_in_the_calendar(
    careplan: Run, calendar: Calendar
) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    careplan("publish", "a17.toml", calendar.url, *NOON)
    careplan("undo", "a17.toml", *NOON)
    done = careplan("publish", "a17.toml", calendar.url, *LATER)
    assert done.out == (
        "1 created, 4 unchanged\n  created opening/walk-4: Fri 13 Mar 2026 10:00\n"
    )
    assert said(calendar, LAST) == ("Appointment", "20260313T100000", "2")


@pytest.mark.usefixtures("folder")
def test_a_medicine_that_stops_is_gone_and_never_called_cancelled(
    careplan: Run, calendar: Calendar
) -> None:
    program = WALKS.replace('kind = "habit"', 'kind = "medication"')
    Path("walks.toml").write_text(program, encoding="utf-8")
    careplan(
        *"enrol walks.toml -o a17.toml --start 2026-03-02".split(),
        *f"--timezone Europe/London --id {ENROLMENT_ID}".split(),
    )
    careplan("omit", "a17.toml", "diary-3", *NOON)
    careplan("publish", "a17.toml", calendar.url, *NOON)
    assert {named(DIARY), named(DIARY_AGAIN)} < set(calendar.events())
    careplan("end", "a17.toml", "diary", "--on", "2026-03-03", *NOON)
    done = careplan("publish", "a17.toml", calendar.url, *NOON)
    assert done.out == (
        "1 deleted, 5 unchanged\n  deleted opening/diary-4: Thu 5 Mar 2026 20:00\n"
    )
    assert named(DIARY_AGAIN) not in calendar.events()
    assert not any(b"ancel" in data for data in calendar.events().values())


@pytest.mark.usefixtures("enrolled")
def test_trying_sends_nothing_and_writes_nothing(
    careplan: Run, calendar: Calendar
) -> None:
    files = written()
    done = careplan("publish", "a17.toml", calendar.url, "--dry-run", *NOON)
    assert (done.code, done.out, done.err) == (
        3,
        "5 to be created\n",
        "issue 1 of 2026-03-01 12:00 UTC: 5 new\nnothing was written\n",
    )
    assert (calendar.events(), written()) == ({}, files)
    careplan("publish", "a17.toml", calendar.url, *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    before, files = calendar.written(), written()
    done = careplan("publish", "a17.toml", calendar.url, "--dry-run", *LATER)
    assert (done.code, done.out) == (
        3,
        (
            "1 to be deleted, 4 unchanged\n"
            "  deleted opening/walk-4: Fri 13 Mar 2026 10:00\n"
        ),
    )
    assert (calendar.written(), written()) == (before, files)


@pytest.mark.usefixtures("enrolled")
def test_what_an_export_handed_out_meanwhile_is_published_too(
    careplan: Run, calendar: Calendar
) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    careplan("export", "a17.toml", *NOON)
    tried = careplan("publish", "a17.toml", calendar.url, "--dry-run", *LATER)
    assert (tried.code, tried.err.splitlines()[0]) == (
        3,
        "issue 2 of 2026-03-01 12:00 UTC: nothing has changed since",
    )
    done = careplan("publish", "a17.toml", calendar.url, *LATER)
    assert (done.code, done.out.splitlines()[0]) == (0, "1 updated, 4 unchanged")
    assert said(calendar, FIRST) == ("Appointment", "20260304T100000", "1")


@pytest.mark.usefixtures("enrolled")
def test_what_others_keep_in_the_calendar_is_not_touched(
    careplan: Run, calendar: Calendar
) -> None:
    calendar.put("birthday.ics", SOMEBODY_ELSES)
    theirs = calendar.events(), calendar.written()
    careplan("publish", "a17.toml", calendar.url, *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    careplan("publish", "a17.toml", calendar.url, "--overwrite", *NOON)
    assert calendar.events()["birthday.ics"] == theirs[0]["birthday.ics"]
    assert calendar.written()["birthday.ics"] == theirs[1]["birthday.ics"]


@pytest.mark.usefixtures("enrolled")
def test_two_people_and_two_roles_share_a_calendar(
    careplan: Run, calendar: Calendar
) -> None:
    careplan(
        *"enrol walks.toml -o b23.toml --start 2026-03-09".split(),
        *"--timezone Europe/London --site site.toml --alias B23".split(),
    )
    for plan in ("a17.toml", "b23.toml"):
        for role in ("patient", "coach"):
            done = careplan("publish", plan, calendar.url, "--role", role, *NOON)
            assert done.code == 0, done.err
    before = calendar.written()
    assert len(before) == 5 + 5 + 4 + 4
    careplan("omit", "a17.toml", "walk-4", *NOON)
    done = careplan("publish", "a17.toml", calendar.url, "--role", "coach", *NOON)
    assert done.out.splitlines()[0] == "1 deleted, 3 unchanged"
    after = calendar.written()
    assert set(before) - set(after) == {named(LAST, "coach")}
    assert {name: before[name] for name in after} == after


@pytest.mark.usefixtures("enrolled")
def test_a_new_identity_comes_and_the_old_one_goes(
    careplan: Run, calendar: Calendar
) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    careplan("reissue", "a17.toml", "walk-1", *LATER)
    done = careplan("publish", "a17.toml", calendar.url, *LATER)
    assert done.out == (
        "1 created, 1 deleted, 4 unchanged\n"
        "  created opening/walk-1: Tue 3 Mar 2026 10:00\n"
        "  deleted opening/walk-1: Tue 3 Mar 2026 10:00\n"
    )
    assert named(FIRST) not in calendar.events()
    assert named(FIRST, generation=2) in calendar.events()


@pytest.mark.usefixtures("enrolled")
def test_programs_are_told_in_json(careplan: Run, calendar: Calendar) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    done = careplan("publish", "a17.toml", calendar.url, "--format", "json", *LATER)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == {
        "version": 1,
        "dry_run": False,
        "issue": 2,
        "created": [],
        "updated": ["opening/walk-1"],
        "deleted": [],
        "unchanged": 4,
        "left": 0,
        "changes": [
            {
                "change": "moved",
                "name": "opening/walk-1",
                "before": "2026-03-03T10:00",
                "after": "2026-03-04T10:00",
            }
        ],
    }


@pytest.mark.usefixtures("enrolled")
def test_dates_that_data_moved_are_looked_at_first(
    careplan: Run, calendar: Calendar
) -> None:
    careplan("publish", "a17.toml", calendar.url, *NOON)
    text = Path("site.toml").read_text(encoding="utf-8")
    Path("site.toml").write_text(text.replace("03-06", "03-03"), encoding="utf-8")
    before = calendar.written(), written()
    done = careplan("publish", "a17.toml", calendar.url, *LATER)
    assert (done.code, done.out) == (3, "")
    assert done.err.endswith(
        "nothing was written\n"
        "  `careplan publish a17.toml URL --accept-data` hands these dates out\n"
    )
    assert (calendar.written(), written()) == before
    done = careplan("publish", "a17.toml", calendar.url, "--accept-data", *LATER)
    assert (done.code, done.out.splitlines()[0]) == (0, "2 updated, 3 unchanged")


@pytest.mark.usefixtures("enrolled")
def test_all_is_told_to_a_server_only_with_consent(
    careplan: Run, calendar: Calendar
) -> None:
    """A file goes to one person, a collection to whoever reads it."""
    text = Path("a17.toml").read_text(encoding="utf-8")
    plan = f'{text}\n[calendars.coach]\nprivacy = "full"\n'
    command = ("publish", "a17.toml", calendar.url, "--role", "coach", *NOON)
    Path("a17.toml").write_text(plan, encoding="utf-8")
    done = careplan(*command)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[consent-missing]: the server would be told everything, and no consent"
        " to that is recorded\n"
        "  --> a17.toml:15:1\n"
        "   |\n"
        "15 | [calendars.coach]\n"
        "   | ^^^^^^^^^^^^^^^^^\n"
        "   |\n"
        "   = help: record the day the patient agreed: `consent = YYYY-MM-DD`\n"
        '   = help: or say less: `privacy = "discreet"`\n'
        "\n"
        "1 error in a17.toml; nothing was written\n"
    )
    assert (calendar.events(), REGISTER.exists()) == ({}, False)
    Path("a17.toml").write_text(f"{plan}consent = 2026-02-01\n", encoding="utf-8")
    assert careplan(*command).code == 0
    assert len(calendar.events()) == 4


@pytest.mark.usefixtures("enrolled")
def test_nothing_is_written_while_another_command_works_on_it(
    careplan: Run, calendar: Calendar
) -> None:
    import fcntl  # noqa: PLC0415 - the lock of another command

    with Path(".a17.toml.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = careplan("publish", "a17.toml", calendar.url, *NOON)
        assert (done.code, done.out) == (75, "")
        tried = careplan("publish", "a17.toml", calendar.url, "--dry-run", *NOON)
        assert tried.code == 3
    assert calendar.events() == {}


@pytest.mark.usefixtures("enrolled", "known")
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://dav.example.org/a/", "it is not encrypted, and not of this machine"),
        (
            "http://127.0.0.1.example.org/",
            "it is not encrypted, and not of this machine",
        ),
        ("ftp://dav.example.org/a/", "it is no `https://` address"),
        ("dav.example.org/a/", "it is no `https://` address"),
        ("https:///a/", "it is no `https://` address"),
        ("https://dav.example.org:port/", "it is no address"),
        ("https://[::1/", "it is no address"),
        ("https://jane:secret@dav.example.org/", "it holds a name or a password"),
        ("https://jane@dav.example.org/", "it holds a name or a password"),
        (
            "https://dav.example.org/?token=secret",
            "a collection has neither `?` nor `#` in its address",
        ),
        (
            "https://dav.example.org/#secret",
            "a collection has neither `?` nor `#` in its address",
        ),
        ("https://dav.example.org/a/../b/", "its path goes up again"),
        ("https://dav.example.org/a/%2e%2e/b/", "its path goes up again"),
        (
            "https://dav.example.org/a b/",
            "it holds a blank or another character that no address has",
        ),
        (
            "https://dav.example.org\\@127.0.0.1/",
            "it holds a blank or another character that no address has",
        ),
    ],
)
def test_an_address_to_which_nothing_may_be_sent_is_refused(
    url: str, why: str, careplan: Run
) -> None:
    done = careplan("publish", "a17.toml", url, *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: the URL cannot be used: {why}\n")
    assert "secret" not in done.err
    assert not REGISTER.exists()


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("environment", "why"),
    [
        (
            {"USER": "jane"},
            "CAREPLAN_CALDAV_USER and CAREPLAN_CALDAV_PASSWORD go together",
        ),
        (
            {"PASSWORD": "s3cret"},
            "CAREPLAN_CALDAV_USER and CAREPLAN_CALDAV_PASSWORD go together",
        ),
        (
            {"USER": "jane", "PASSWORD": "s3cret", "TOKEN": "s3cret"},
            (
                "say CAREPLAN_CALDAV_USER with CAREPLAN_CALDAV_PASSWORD, or"
                " CAREPLAN_CALDAV_TOKEN, not both"
            ),
        ),
        (
            {"TOKEN": "s3cret\r\nX-More: 1"},
            "the token holds what no header can",
        ),
        (
            {"USER": "jane:doe", "PASSWORD": "s3cret"},
            "a name with a colon cannot be sent",
        ),
    ],
)
def test_who_asks_is_said_once_and_whole(
    environment: dict[str, str], why: str, careplan: Run
) -> None:
    said_so = {f"CAREPLAN_CALDAV_{name}": value for name, value in environment.items()}
    done = careplan(
        "publish", "a17.toml", "https://dav.example.org/a/", *NOON, **said_so
    )
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: {why}\n")
    assert "s3cret" not in done.err


@pytest.mark.usefixtures("enrolled", "known")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ("walks.toml",),
            (
                "`walks.toml` is a program; only an enrolment's calendar can be kept"
                " up to date"
            ),
        ),
        (("-",), "an enrolment's register is beside its file; name it"),
        (
            ("a17.toml", "--role", "coch"),
            "the program has no role `coch`; did you mean `coach`?",
        ),
    ],
)
def test_wrong_usage_is_said(
    arguments: tuple[str, ...], why: str, careplan: Run
) -> None:
    plan, *more = arguments
    done = careplan("publish", plan, "https://dav.example.org/a/", *more, *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: {why}\n")


def test_a_plan_that_is_wrong_is_not_published(
    enrolled: Path, careplan: Run, calendar: Calendar
) -> None:
    (enrolled / "site.toml").unlink()
    done = careplan("publish", "a17.toml", calendar.url, *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-missing]: `site.toml` does not exist\n")
    done = careplan("publish", "no.toml", calendar.url, *NOON)
    assert (done.code, done.out) == (1, "")
    assert calendar.events() == {}


@pytest.mark.usefixtures("enrolled")
def test_nothing_that_is_written_or_said_holds_the_password(
    careplan: Run, calendar: Calendar
) -> None:
    done = careplan("publish", "a17.toml", calendar.url, *NOON)
    everything = [done.out.encode(), done.err.encode(), *written().values()]
    everything += calendar.events().values()
    for secret in (PASSWORD, USER, calendar.name):
        assert not any(secret.encode() in text for text in everything)
