"""`export` for a client, for all roles, in parts; and the `card` that goes with it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from careplan.calendar.contentlines import Component, read
from careplan.model.enrolment import Client, Via
from careplan.render.importing import IMPORTING
from tests.cli.running import Run

NOON = ("--now", "2026-03-01T12:00:00Z")
CALENDAR = Path("out/a17/careplan.ics")
DISCREET = 'privacy = "discreet"'
PARTS = Path("out/a17/careplan-parts")


def events(data: bytes) -> list[Component]:
    return read(data).named("VEVENT")


def starts(data: bytes) -> list[str]:
    return [f"{one.text('SUMMARY')} {one.value('DTSTART')}" for one in events(data)]


@pytest.mark.usefixtures("enrolled")
def test_another_client_is_a_preview_or_is_recorded(careplan: Run) -> None:
    refused = careplan("export", "a17.toml", "--for", "google", *NOON)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith(
        "Error: the enrolment records client `any` for this calendar; say --preview or"
        " `-o -` to look at another, or change it: `careplan set ENROLMENT"
        " calendars.patient.client google`\n"
    )
    looked = careplan("export", "a17.toml", "--for", "google", "-o", "-", *NOON)
    assert "X-WR-TIMEZONE:Europe/London\r\n" in looked.out
    careplan("set", "a17.toml", "calendars.patient.client", "google", *NOON)
    done = careplan("export", "a17.toml", *NOON)
    assert (done.code, done.out) == (0, f"{CALENDAR}\n")
    assert "BEGIN:VALARM" not in CALENDAR.read_text("utf-8")
    assert done.err.endswith(
        "In Google Calendar:\n"
        "  Google drops the alarms of a file, so each reminder is a short entry of its"
        "\n    own.\n"
        "  What is cancelled stays, under a title that says so.\n"
    )


@pytest.mark.usefixtures("enrolled")
def test_another_program_changes_no_sequence(careplan: Run) -> None:
    """Its reminders become entries; what was there stays as it was."""
    careplan("export", "a17.toml", *NOON)
    before = {one.value("UID"): one for one in events(CALENDAR.read_bytes())}
    careplan("set", "a17.toml", "calendars.patient.client", "google", *NOON)
    done = careplan("export", "a17.toml", "--now", "2026-03-02T12:00:00Z")
    assert done.err.startswith("issue 2 of 2026-03-02 12:00 UTC: 4 new\n")
    after = {one.value("UID"): one for one in events(CALENDAR.read_bytes())}
    told = "SEQUENCE", "DTSTAMP", "DTSTART", "SUMMARY"
    for uid, event in before.items():
        assert [after[uid].value(name) for name in told] == [
            event.value(name) for name in told
        ]
    new = [one for uid, one in after.items() if uid not in before]
    assert [one.text("SUMMARY") for one in new] == ["Reminder: 10:00 tomorrow"] * 4


def test_a_bare_program_is_for_any_client(careplan: Run, folder: Path) -> None:
    done = careplan(
        *"export walks.toml --start 2026-03-02 --timezone Europe/London".split(),
        *"--for outlook -o o.ics".split(),
    )
    assert (done.code, done.out) == (0, "o.ics\n")
    data = (folder / "o.ics").read_bytes()
    assert b"METHOD:PUBLISH\r\n" in data
    assert b"VTIMEZONE" not in data
    assert "In Outlook:\n  Import the file into a new calendar that you" in done.err


@pytest.mark.usefixtures("enrolled")
def test_a_file_for_each_role_with_its_activities_only(careplan: Run) -> None:
    done = careplan("export", "a17.toml", "--role", "all", "-o", "all/", *NOON)
    assert (done.code, done.out) == (0, "all/careplan.ics\nall/careplan-coach.ics\n")
    assert done.err == (
        "patient:\n"
        "issue 1 of 2026-03-01 12:00 UTC: 5 new\n"
        "coach:\n"
        "issue 1 of 2026-03-01 12:00 UTC: 4 new\n"
        "\n"
        "Moved:\n"
        "  walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00\n"
        "      a closed day of the site\n"
    )
    assert starts(Path("all/careplan-coach.ics").read_bytes()) == [
        f"A17: Appointment 2026{day}T100000" for day in ("0303", "0305", "0310", "0313")
    ]
    assert len(events(Path("all/careplan.ics").read_bytes())) == 5
    again = careplan(*"export a17.toml --role all -o all/ --format json".split(), *NOON)
    found = json.loads(again.out)
    assert [one["written"] for one in found["calendars"]] == [
        ["all/careplan.ics"],
        ["all/careplan-coach.ics"],
    ]
    assert [one["changes"] for one in found["calendars"]] == [[], []]
    stale = careplan(*"export a17.toml --role all --check --format json".split(), *NOON)
    assert (stale.code, stale.err) == (3, "")
    found = json.loads(stale.out)["calendars"]
    assert [(one["file"], one["because"]) for one in found] == [
        ("out/a17/careplan.ics", "missing"),
        ("out/a17/careplan-coach.ics", "missing"),
    ]
    assert (
        careplan(*"export a17.toml --role all -o all/ --check".split(), *NOON).code == 0
    )


@pytest.mark.usefixtures("enrolled")
def test_one_role_that_cannot_be_handed_out_keeps_all_back(careplan: Run) -> None:
    text = Path("a17.toml").read_text("utf-8")
    Path("a17.toml").write_text(text.replace(DISCREET, 'privacy = "full"'))
    done = careplan("export", "a17.toml", "--role", "all", "-o", "all/", *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[consent-missing]: ")
    assert not Path("all").exists()
    assert not Path("a17.issued.toml").exists()


@pytest.mark.usefixtures("enrolled")
def test_each_entry_as_a_file_for_phones_that_read_only_the_first(
    careplan: Run,
) -> None:
    done = careplan("export", "a17.toml", "--split", *NOON)
    assert (done.code, done.out) == (0, f"{CALENDAR}\n")
    assert done.err.startswith(f"in 5 files: {PARTS}\nissue 1 of ")
    whole = events(CALENDAR.read_bytes())
    names = sorted(path.name for path in PARTS.iterdir())
    assert names == [f"careplan-00{n}.ics" for n in range(1, 6)]
    parts = [events((PARTS / name).read_bytes()) for name in names]
    assert [part[0] for part in parts] == whole
    # What is handed out later leaves no old part lying about.
    (PARTS / "mine.ics").write_text("mine")
    careplan("omit", "a17.toml", "walk-3", *NOON)
    assert careplan("export", "a17.toml", *NOON).code == 0
    assert [path.name for path in PARTS.iterdir()] == ["mine.ics"]


DAILY = """\
[program]
id = "long"
version = "1.0.0"
status = "active"
title = "Long"

[activities.walk]
kind = "session"
title = "Walk"
at = "10:00"

[[schedule]]
activity = "walk"
every = "1 day"
count = 1205
"""


def test_what_google_would_lose_comes_in_several_files(
    careplan: Run, folder: Path
) -> None:
    (folder / "long.toml").write_text(DAILY)
    begin = "long.toml --start 2026-03-02 --timezone Europe/London".split()
    done = careplan("export", *begin, "--for", "google", "-o", "g.ics")
    assert (done.code, done.out) == (0, "g.ics\n")
    assert done.err.startswith(
        "in 2 files: g-parts\n  import all of them: one file would be too large\n"
    )
    parts = [events(path.read_bytes()) for path in sorted(Path("g-parts").iterdir())]
    assert [len(part) for part in parts] == [602, 603]
    assert parts[0] + parts[1] == events(Path("g.ics").read_bytes())
    other = careplan("export", *begin, "-o", "any.ics")
    assert "warning[large-calendar]: the calendar has 1,205 events" in other.err
    assert not Path("any-parts").exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--role", "all", "-o", "-"), "`--role all` is several files; name one role"),
        (("--split", "-o", "-"), "--split writes several files"),
        (("--split", "--check"), "--split writes several files"),
        (
            ("--role", "all", "--message", "tell.txt"),
            "--message is for one of them; name the role",
        ),
    ],
)
@pytest.mark.usefixtures("enrolled")
def test_wrong_usage_is_said(
    arguments: tuple[str, ...], why: str, careplan: Run
) -> None:
    done = careplan("export", "a17.toml", *arguments, *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: {why}\n")


@pytest.mark.usefixtures("enrolled")
def test_in_quiet_hours_nothing_rings(careplan: Run) -> None:
    """A walk at ten would ring at ten the day before, which is quiet: half past 9."""
    text = Path("a17.toml").read_text("utf-8")
    quiet = f'{DISCREET}\nquiet = "09:30-21:00"'
    Path("a17.toml").write_text(text.replace(DISCREET, quiet), "utf-8")
    done = careplan("export", "a17.toml", *NOON)
    assert done.code == 0, done.err
    found = CALENDAR.read_text("utf-8")
    assert found.count("TRIGGER:-PT24H30M\n") == 4
    said = careplan("set", "a17.toml", "calendars.patient.quiet", "22:00-07:00", *NOON)
    assert said.out == "entry 1: calendars.patient.quiet is 22:00-07:00\n", said.err
    careplan("export", "a17.toml", *NOON)
    assert CALENDAR.read_text("utf-8").count("TRIGGER:-P1D\n") == 4


GOOGLE_CARD = """\
How to add your calendar to Google Calendar

Add it
  1. Use a computer: the app on a phone cannot import.
  2. In Google Calendar, beside Other calendars, choose + and Create new
     calendar; use it for nothing else and share it with nobody.
  3. Under Settings choose Import & export, the file, and that calendar.
  4. In the settings of that calendar, under Event notifications, add 0 minutes,
     and remove the others.

When a date changes
  - On a computer, import the new file into the same calendar. If Google refuses
    it, delete that calendar and import the file into a new one.
  - Its description carries an issue number: of several files the one with the
    highest number is the newest. An older file brings old dates back.
  - If a date seems wrong, ask your team: what they tell you holds.

What to expect
  - Google drops the alarms of a file, so each reminder is a short entry of its
    own.
  - What is cancelled stays, under a title that says so.

It is private
  - Keep it in a calendar of its own, and share that with nobody.
  - Its reminders show on locked screens, watches and in cars.
"""


class Text(HTMLParser):
    """The sentences of a page, and the elements that fetch something."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.said: list[str] = []
        self.fetching: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said += [data.strip()] if data.strip() else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if names & {"src", "href"} or tag in ("script", "link", "img"):
            self.fetching.append(tag)


def test_a_card_says_how_to_add_it(careplan: Run) -> None:
    done = careplan("card", "--for", "google")
    assert (done.code, done.out, done.err) == (0, GOOGLE_CARD, "")


@pytest.mark.parametrize("via", Via)
@pytest.mark.parametrize("client", Client)
def test_every_card_is_whole_as_text_and_as_a_page(
    client: Client, via: Via, careplan: Run
) -> None:
    whom = ("card", "--for", client.value, "--via", via.value)
    text = careplan(*whom).out
    page = careplan(*whom, "--format", "html").out
    read_page = Text()
    read_page.feed(page)
    told = IMPORTING[client, via]
    flat = " ".join(text.split())
    for sentence in (*told.first, *told.keeps):
        assert sentence in flat
        assert sentence in read_page.said
    assert max(map(len, text.splitlines())) <= 80
    assert read_page.fetching == []
    assert page.startswith('<!doctype html>\n<html lang="en">\n')


def test_a_card_replaces_nobodys_file(careplan: Run, folder: Path) -> None:
    done = careplan("card", "-o", "card.txt")
    assert (done.code, done.out) == (0, "card.txt\n")
    assert careplan("card", "-o", "card.txt").code == 0
    other = careplan("card", "--for", "apple", "-o", "card.txt")
    assert (other.code, other.out) == (1, "")
    assert other.err.startswith("error[file-exists]: `card.txt` exists already\n")
    assert (folder / "card.txt").read_text().startswith("How to add your calendar\n")
