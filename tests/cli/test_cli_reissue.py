"""`reissue`: another identity for what a calendar refuses to take back."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from careplan.calendar.contentlines import Component, read
from tests.cli.running import ENROLMENT_ID, Run

NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
CALENDAR = Path("out/a17/careplan.ics")
REGISTER = Path("a17.issued.toml")

WALK = "opening:1~1/walk#1.0"
DIARY = "opening:1~1/diary#1.0"
AGAIN = """
  what is reissued is a new entry, and the old one is taken back: import the
    file again
"""


def own(key: str, generation: int = 1, role: str = "patient") -> str:
    """Work a UID out as the README says."""
    end = "" if generation == 1 else f"#{generation}"
    return str(uuid5(UUID(ENROLMENT_ID), f"{role}/{key}{end}"))


def events(path: Path = CALENDAR) -> dict[str, Component]:
    found = read(path.read_bytes()).named("VEVENT")
    return {event.value("UID") or "": event for event in found}


def said(event: Component) -> tuple[str | None, ...]:
    return tuple(event.value(name) for name in ("SUMMARY", "STATUS", "SEQUENCE"))


def written() -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()
    }


@pytest.mark.usefixtures("enrolled")
def test_the_new_uid_is_confirmed_and_the_old_one_taken_back(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    before = events()
    done = careplan("reissue", "a17.toml", "walk-1", *LATER)
    assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
    assert done.err == (
        "issue 2 of 2026-03-01 18:00 UTC: 1 reissued\n"
        f"  reissued opening/walk-1: Tue 3 Mar 2026 10:00\n{AGAIN}"
    )
    after = events()
    assert set(after) == {*before, own(WALK, 2)}
    assert said(after[own(WALK)]) == ("Cancelled: Appointment", "CANCELLED", "1")
    assert said(after[own(WALK, 2)]) == ("Appointment", "CONFIRMED", "0")
    assert after[own(WALK, 2)].value("DTSTART") == before[own(WALK)].value("DTSTART")
    others = set(before) - {own(WALK)}
    assert {uid: after[uid] for uid in others} == {uid: before[uid] for uid in others}


@pytest.mark.usefixtures("enrolled")
def test_from_then_on_the_new_uid_is_the_one_that_is_updated(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    careplan("reissue", "a17.toml", "walk-1", *LATER)
    register = REGISTER.read_bytes()
    again = careplan("export", "a17.toml", *LATER)
    assert again.err.startswith("issue 2 of 2026-03-01 18:00 UTC: nothing has changed")
    assert REGISTER.read_bytes() == register
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *LATER)
    careplan("export", "a17.toml", *LATER)
    assert said(events()[own(WALK, 2)]) == ("Appointment", "CONFIRMED", "1")
    assert events()[own(WALK, 2)].value("DTSTART") == "20260304T100000"
    assert said(events()[own(WALK)]) == ("Cancelled: Appointment", "CANCELLED", "1")


@pytest.mark.usefixtures("enrolled")
def test_who_asks_twice_was_refused_twice(careplan: Run) -> None:
    """The command cannot know it; whoever looks at the calendar does."""
    careplan("export", "a17.toml", *NOON)
    for _ in range(2):
        assert careplan("reissue", "a17.toml", "walk-1", *LATER).code == 0
    assert [said(events()[own(WALK, n)]) for n in (1, 2, 3)] == [
        ("Cancelled: Appointment", "CANCELLED", "1"),
        ("Cancelled: Appointment", "CANCELLED", "1"),
        ("Appointment", "CONFIRMED", "0"),
    ]


@pytest.mark.usefixtures("enrolled")
def test_what_else_has_changed_goes_with_it(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    done = careplan("reissue", "a17.toml", "walk-1", *LATER)
    assert done.err == (
        "issue 2 of 2026-03-01 18:00 UTC: 1 removed, 1 reissued\n"
        "  reissued opening/walk-1: Tue 3 Mar 2026 10:00 -> Wed 4 Mar 10:00\n"
        f"  removed  opening/walk-4: Fri 13 Mar 2026 10:00\n{AGAIN}"
    )


@pytest.mark.usefixtures("enrolled")
def test_of_a_series_the_run_is_reissued(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    done = careplan("reissue", "a17.toml", "diary-9", *LATER)
    assert "\n  reissued opening/diary-1: Mon 2 Mar 2026 20:00\n" in done.err
    old, new = events()[own(DIARY)], events()[own(DIARY, 2)]
    assert said(old) == ("This reminder ended", "CANCELLED", "1")
    assert (new.value("RRULE"), old.value("RRULE")) == ("FREQ=DAILY;COUNT=14", None)


@pytest.mark.usefixtures("enrolled")
def test_a_reminder_that_is_an_entry_goes_with_what_it_is_of(careplan: Run) -> None:
    text = Path("a17.toml").read_text(encoding="utf-8")
    Path("a17.toml").write_text(f'{text}reminders = "events"\n', encoding="utf-8")
    careplan("export", "a17.toml", *NOON)
    done = careplan("reissue", "a17.toml", "walk-1", *LATER)
    assert done.err.startswith("issue 2 of 2026-03-01 18:00 UTC: 2 reissued\n")
    reminder = f"{WALK}>reminder/before-1-day"
    assert said(events()[own(reminder)])[1] == "CANCELLED"
    title = "Reminder: 10:00 tomorrow"
    assert said(events()[own(reminder, 2)]) == (title, "CONFIRMED", "0")


@pytest.mark.usefixtures("enrolled")
def test_each_role_has_identities_of_its_own(careplan: Run) -> None:
    for role in ("patient", "coach"):
        careplan("export", "a17.toml", "--role", role, *NOON)
    patients = CALENDAR.read_bytes()
    done = careplan("reissue", "a17.toml", "walk-1", "--role", "coach", *LATER)
    assert (done.code, done.out) == (0, "out/a17/careplan-coach.ics\n")
    assert CALENDAR.read_bytes() == patients
    theirs = events(Path(done.out.strip()))
    assert said(theirs[own(WALK, 2, "coach")])[0] == "A17: Appointment"


@pytest.mark.usefixtures("enrolled")
def test_it_is_tried_without_writing(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    before = written()
    done = careplan("reissue", "a17.toml", "walk-1", "--dry-run", *LATER)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "issue 2 of 2026-03-01 18:00 UTC: 1 reissued\n"
        "  reissued opening/walk-1: Tue 3 Mar 2026 10:00\n"
        "nothing was written\n"
    )
    assert written() == before


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(("dry", "code"), [((), 0), (("--dry-run",), 3)])
def test_programs_are_told_in_json(
    dry: tuple[str, ...], code: int, careplan: Run
) -> None:
    careplan("export", "a17.toml", *NOON)
    done = careplan("reissue", "a17.toml", "walk-1", "--format", "json", *dry, *LATER)
    assert (done.code, done.err) == (code, "")
    told = json.loads(done.out)
    assert told["written"] == ([] if dry else ["out/a17/careplan.ics"])
    assert told["changes"] == [
        {
            "change": "reissued",
            "name": "opening/walk-1",
            "before": "2026-03-03T10:00",
            "after": "2026-03-03T10:00",
        }
    ]


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("name", ["walk-1", "walk-4"])
def test_what_was_never_handed_out_or_taken_back_has_no_uid(
    name: str, careplan: Run
) -> None:
    if name == "walk-4":
        careplan("omit", "a17.toml", name, *NOON)
        careplan("export", "a17.toml", *NOON)
        careplan("undo", "a17.toml", *NOON)
    before = written()
    done = careplan("reissue", "a17.toml", name, *LATER)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"error[not-handed-out]: `{name}` is not in the calendar that was handed out"
        " to the patient\n"
        " --> a17.toml:1:1\n"
        "  = help: `careplan export` hands out what the plan says now\n"
        "\n"
        "1 error in a17.toml; nothing was written\n"
    )
    assert written() == before


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("a17.toml", "wlak-1"), "called `wlak-1`; did you mean walk-1?"),
        (("a17.toml", "walk-1", "--role", "coch"), "`coch`; did you mean `coach`?"),
        (
            ("walks.toml", "walk-1"),
            "is a program; only what an enrolment handed out is remembered",
        ),
        (("-", "walk-1"), "a new identity is remembered in a file; `-` has none"),
        (("a17.toml", "walk-1", "-o", "a.txt"), "`a.txt` does not end in .ics"),
    ],
)
def test_wrong_usage_is_said(
    arguments: tuple[str, ...], why: str, careplan: Run
) -> None:
    done = careplan("reissue", *arguments, *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"{why}\n")


@pytest.mark.usefixtures("enrolled")
def test_a_plan_that_is_wrong_is_not_reissued(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    Path("site.toml").unlink()
    done = careplan("reissue", "a17.toml", "walk-1", *LATER)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-missing]: `site.toml` does not exist\n")
    done = careplan("reissue", "no.toml", "walk-1", *LATER)
    assert (done.code, done.out) == (1, "")


@pytest.mark.usefixtures("enrolled")
def test_dates_that_data_moved_are_looked_at_first(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    text = Path("site.toml").read_text(encoding="utf-8")
    Path("site.toml").write_text(text.replace("03-06", "03-03"), encoding="utf-8")
    before = written()
    done = careplan("reissue", "a17.toml", "walk-1", *LATER)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "the site file is another; that may be all that changes:\n"
        "  reissued opening/walk-1: Tue 3 Mar 2026 10:00 -> Mon 2 Mar 10:00\n"
        "  moved    opening/walk-2: Thu 5 Mar 2026 10:00 -> Fri 6 Mar 10:00\n"
        "nothing was written\n"
        "  `careplan export a17.toml --accept-data` hands these dates out\n"
    )
    assert written() == before


@pytest.mark.usefixtures("enrolled")
def test_cut_short_before_the_calendar_it_is_brought_to_the_end(
    careplan: Run,
) -> None:
    """The register was written, the calendar not: nobody has the new UID yet."""
    careplan("export", "a17.toml", *NOON)
    old = CALENDAR.read_bytes()
    careplan("reissue", "a17.toml", "walk-1", *LATER)
    whole = written()
    CALENDAR.write_bytes(old)
    assert careplan("reissue", "a17.toml", "walk-1", *LATER).code == 0
    assert written() == whole


@pytest.mark.usefixtures("enrolled")
def test_a_calendar_that_was_moved_away_is_no_run_cut_short(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    careplan("reissue", "a17.toml", "walk-1", *LATER)
    CALENDAR.unlink()
    assert careplan("reissue", "a17.toml", "walk-1", *LATER).code == 0
    assert said(events()[own(WALK, 3)])[1] == "CONFIRMED"
