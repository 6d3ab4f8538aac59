"""`export --since`: a lost register, rebuilt from calendars that were handed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careplan.calendar.contentlines import Component, read
from careplan.calendar.earlier import StrangeCalendarError, earlier_calendar
from tests.cli.running import Run

NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
LATEST = ("--now", "2026-03-01T20:00:00Z")
CALENDAR = Path("out/a17/careplan.ics")
REGISTER = Path("a17.issued.toml")
OLD = Path("old.ics")
SINCE = ("export", "a17.toml", "--since", "old.ics")


def events(path: Path = CALENDAR) -> dict[str, Component]:
    found = read(path.read_bytes()).named("VEVENT")
    return {event.value("UID") or "": event for event in found}


def sequences(path: Path = CALENDAR) -> dict[str, int]:
    return {uid: int(each.value("SEQUENCE") or 0) for uid, each in events(path).items()}


def edited(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def lived(enrolled: Path, careplan: Run) -> bytes:
    """Live through issues with a move, a tombstone and a new identity; lose it all."""
    for command in (
        ("export", "a17.toml"),
        ("reissue", "a17.toml", "walk-1"),
        ("omit", "a17.toml", "walk-4"),
        ("move", "a17.toml", "walk-3", "2026-03-11"),
        ("export", "a17.toml"),
    ):
        assert careplan(*command, *NOON).code == 0
    register = REGISTER.read_bytes()
    OLD.write_bytes(CALENDAR.read_bytes())
    for path in (REGISTER, CALENDAR):
        (enrolled / path).unlink()
    return register


def records(register: bytes) -> set[bytes]:
    head, *rest = register.rstrip().split(b"[[streams.records]]\n")
    return {head.rstrip(), *(each.rstrip() for each in rest)}


def test_where_nothing_has_changed_register_and_calendar_are_as_they_were(
    lived: bytes, careplan: Run
) -> None:
    done = careplan(*SINCE, *LATER)
    assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
    assert done.err.startswith("issue 3 of 2026-03-01 12:00 UTC: nothing has changed")
    assert CALENDAR.read_bytes() == OLD.read_bytes()
    assert records(REGISTER.read_bytes()) == records(lived)


@pytest.mark.usefixtures("lived")
def test_what_has_changed_since_is_looked_at_and_then_handed_out(
    careplan: Run,
) -> None:
    """Whether it was an edit or newer data that moved a date, no calendar tells."""
    before = sequences(OLD)
    careplan("move", "a17.toml", "walk-2", "2026-03-04", *NOON)
    done = careplan(*SINCE, *LATER)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "no calendar says on which data its dates rest; that may be all that changes:\n"
        "  moved    opening/walk-2: Thu 5 Mar 2026 10:00 -> Wed 4 Mar 10:00\n"
        "nothing was written\n"
        "  `careplan export a17.toml --since old.ics --accept-data` hands these dates\n"
        "    out\n"
    )
    assert not REGISTER.exists()
    done = careplan(*SINCE, "--accept-data", *LATER)
    assert done.code == 0
    assert done.err.startswith("issue 4 of 2026-03-01 18:00 UTC: 1 moved\n")
    after = sequences()
    assert sorted(after) == sorted(before)
    assert sorted(after[uid] - before[uid] for uid in before) == [0] * 5 + [1]
    assert careplan("export", "a17.toml", *LATEST).code == 0


@pytest.mark.usefixtures("lived")
def test_what_an_entry_withdrew_and_brings_back_keeps_its_uid(careplan: Run) -> None:
    before = sequences(OLD)
    careplan("undo", "a17.toml", "1", *NOON)
    done = careplan(*SINCE, "--accept-data", *LATER)
    assert done.err.startswith("issue 4 of 2026-03-01 18:00 UTC: 1 restored\n")
    assert sum(sequences().values()) == sum(before.values()) + 1
    assert sorted(sequences()) == sorted(before)


@pytest.mark.usefixtures("enrolled")
def test_what_no_plan_knows_any_more_is_taken_back(careplan: Run) -> None:
    """And has its old identity again, with a higher number, should it come back."""
    edited("a17.toml", "pin = ", "# pin = ")
    for name in ("walk", "diary"):
        careplan("export", "a17.toml", *NOON)
        OLD.write_bytes(CALENDAR.read_bytes())
        REGISTER.unlink()
        program = Path("walks.toml").read_text(encoding="utf-8")
        lines = [line for line in program.split("\n") if f'activity = "{name}"' in line]
        edited("walks.toml", lines[0], "")
        done = careplan(*SINCE, "--accept-data", *LATER)
        assert done.code == 0, done.err
        assert sorted(events()) == sorted(events(OLD))
        gone = [one for one in events().values() if one.value("STATUS") == "CANCELLED"]
        title = {
            "walk": "Cancelled: Appointment",
            "diary": r"This reminder ended\; take medicines as your clinician says",
        }
        assert {one.value("SUMMARY") for one in gone} == {title[name]}
        assert {one.value("SEQUENCE") for one in gone} == {"1"}
        assert careplan("check", "a17.toml").code == 0
        Path("walks.toml").write_text(program, encoding="utf-8")
        done = careplan("export", "a17.toml", *LATEST)
        assert done.code == 0, done.err
        assert sorted(events()) == sorted(events(OLD))
        assert {one.value("STATUS") for one in events().values()} == {"CONFIRMED"}
        assert max(sequences().values()) == 2
        CALENDAR.unlink()
        REGISTER.unlink()


@pytest.mark.usefixtures("enrolled")
def test_a_tombstone_of_nobody_stays_what_it_is(careplan: Run) -> None:
    """Its title alone tells what it was."""
    edited("a17.toml", "pin = ", "# pin = ")
    careplan("export", "a17.toml", *NOON)
    edited("walks.toml", '{ activity = "walk", on = ["tue", "fri"] },', "")
    careplan("export", "a17.toml", *NOON)
    OLD.write_bytes(CALENDAR.read_bytes())
    REGISTER.unlink()
    done = careplan(*SINCE, *LATER)
    assert done.code == 0
    assert CALENDAR.read_bytes() == OLD.read_bytes()


@pytest.mark.usefixtures("enrolled")
def test_of_several_calendars_the_newest_state_of_each_entry_counts(
    careplan: Run,
) -> None:
    careplan("export", "a17.toml", *NOON)
    OLD.write_bytes(CALENDAR.read_bytes())
    careplan("omit", "a17.toml", "walk-4", *NOON)
    careplan("export", "a17.toml", *LATER)
    register = REGISTER.read_bytes()
    for order in (("old.ics", str(CALENDAR)), (str(CALENDAR), "old.ics")):
        REGISTER.unlink()
        since = [part for name in order for part in ("--since", name)]
        assert careplan("export", "a17.toml", *since, *LATEST).code == 0
        assert records(REGISTER.read_bytes()) == records(register)


@pytest.mark.usefixtures("enrolled")
def test_an_older_register_is_brought_up_to_the_calendar(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    careplan("export", "a17.toml", "--role", "coach", *NOON)
    old = REGISTER.read_bytes()
    careplan("omit", "a17.toml", "walk-4", *NOON)
    careplan("add", "a17.toml", "walk", "2026-03-16", *NOON)
    careplan("export", "a17.toml", *LATER)
    register = REGISTER.read_bytes()
    REGISTER.write_bytes(old)
    assert careplan("export", "a17.toml", *LATER).code == 1
    done = careplan("export", "a17.toml", "--since", str(CALENDAR), *LATEST)
    assert done.code == 0
    assert records(REGISTER.read_bytes()) == records(register)


def test_a_register_that_remembers_as_much_is_not_rebuilt(
    lived: bytes, careplan: Run
) -> None:
    REGISTER.write_bytes(lived)
    done = careplan(*SINCE, *LATER)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[register-in-place]: the register remembers issue 3, and the newest"
        " calendar named is issue 3\n"
        " --> a17.toml:1:1\n"
        "  = help: nothing is lost: leave `--since` out\n"
        "\n"
        "1 error in a17.toml; nothing was written\n"
    )
    assert REGISTER.read_bytes() == lived


@pytest.mark.usefixtures("enrolled")
def test_times_in_utc_and_whole_days_are_known_again(careplan: Run) -> None:
    """No VTIMEZONE can say what Vancouver's clocks do from 2026 on."""
    edited("a17.toml", '"Europe/London"', '"America/Vancouver"')
    edited("walks.toml", 'at = "10:00"\n', "")
    edited("a17.toml", "pin = ", "# pin = ")
    assert careplan("export", "a17.toml", *NOON).code == 0
    assert b"T040000Z" in CALENDAR.read_bytes()
    register = REGISTER.read_bytes()
    OLD.write_bytes(CALENDAR.read_bytes())
    REGISTER.unlink()
    assert careplan(*SINCE, *LATER).code == 0
    assert records(REGISTER.read_bytes()) == records(register)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def with_another(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new, 1)


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (cut, "it is no longer whole: its last line does not end"),
        (lambda _: b"", "it is no longer whole: content line 1 is none"),
        (lambda _: b"notes\r\n", "it is no longer whole: content line 1 is none"),
        (lambda _: b"\xff\r\n", "it is no longer whole: it is not UTF-8"),
        (with_another(b"//careplan//EN", b"//other//EN"), "careplan did not write it"),
        (
            with_another(b"\r\nDESCRIPTION:Issue", b"\r\nDESCRIPTION:Made"),
            "it was made without memory, for no enrolment",
        ),
        (
            with_another(b"SEQUENCE:0", b"SEQUENCE:-1"),
            "it is no longer whole: there is a `-1` that is never written",
        ),
        (
            with_another(b"CREATED:2026", b"CREATED:0001"),
            "it is no longer whole: there is a date in the year 1",
        ),
        (
            with_another(b"CREATED:20260301T120000Z", b"CREATED:20260301T120000"),
            "it is no longer whole: CREATED is not in UTC",
        ),
        (
            with_another(b"DTSTART;TZID=Europe/London:2026", b"DTSTART:2026"),
            "it is no longer whole: a time has no zone",
        ),
        (with_another(b"UID:", b"UID:x"), None),
    ],
)
def test_a_calendar_that_is_not_whole_is_refused(
    change: Callable[[bytes], bytes], why: str | None, careplan: Run
) -> None:
    OLD.write_bytes(change(OLD.read_bytes()))
    done = careplan(*SINCE, *LATER)
    assert (done.code, done.out) == (1, "")
    if why is None:
        assert " is none of careplan's\n" in done.err
    else:
        assert done.err == (
            "error[calendar-unusable]: no register can be rebuilt from `old.ics`:"
            f" {why}\n"
            " --> old.ics\n"
            "  = help: name a calendar as `careplan export` wrote it for this"
            " enrolment\n"
            "\n"
            "1 error in old.ics; nothing was written\n"
        )
    assert not REGISTER.exists()


@pytest.mark.usefixtures("lived")
def test_a_uid_that_stands_twice_is_refused(careplan: Run) -> None:
    data = OLD.read_bytes()
    first = data.index(b"BEGIN:VEVENT")
    event = data[first : data.index(b"END:VEVENT\r\n") + len(b"END:VEVENT\r\n")]
    OLD.write_bytes(data[:first] + event + data[first:])
    done = careplan(*SINCE, *LATER)
    assert done.code == 1
    assert "`old.ics`: one UID stands in it twice\n" in done.err


@pytest.mark.usefixtures("lived")
def test_a_file_that_is_missing_or_enormous_is_refused(careplan: Run) -> None:
    done = careplan("export", "a17.toml", "--since", "no.ics", "--since", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("error[") == 2
    assert "error[file-missing]: `no.ics` does not exist\n" in done.err
    OLD.write_bytes(b" " * 20_000_000)
    done = careplan(*SINCE, *LATER)
    assert done.code == 1
    assert done.err.startswith("error[too-large]: `old.ics` is larger than 16 MB\n")


@pytest.mark.usefixtures("lived")
def test_a_calendar_of_another_enrolment_is_refused(careplan: Run) -> None:
    edited("a17.toml", "6f0c8a52", "7f0c8a52")
    done = careplan(*SINCE, *LATER)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[calendar-of-another]: `old.ics` holds nothing of this enrolment that"
        " the patient was given\n"
        " --> old.ics\n"
        "  = help: name a calendar that was handed out of this enrolment\n"
        "\n"
        "1 error in old.ics; nothing was written\n"
    )


@pytest.mark.usefixtures("lived")
def test_a_calendar_of_another_role_is_refused(careplan: Run) -> None:
    done = careplan(*SINCE, "--role", "coach", *LATER)
    assert (done.code, done.out) == (1, "")
    assert "  = help: it is that of the patient: say `--role patient`\n" in done.err
    assert not REGISTER.exists()


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("a17.toml", "--check"), "--since writes a register; say it without"),
        (("a17.toml", "--preview"), "--since writes a register; say it without"),
        (
            ("walks.toml",),
            "`walks.toml` is a program; only an enrolment has a register",
        ),
    ],
)
def test_wrong_usage_is_said(
    arguments: tuple[str, ...], why: str, careplan: Run
) -> None:
    done = careplan("export", *arguments, "--since", "old.ics")
    assert (done.code, done.out) == (2, "")
    assert why in done.err


@given(data=st.data())
def test_no_damage_to_a_calendar_is_a_crash(data: st.DataObject) -> None:
    """Any bytes are read or refused, with a reason."""
    whole = Path(__file__).parents[1].joinpath("golden/plans/mbsr-eight-weeks.ics")
    text = whole.read_bytes()[:6000]
    text = text[: text.rindex(b"END:VEVENT")] + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    place = data.draw(st.integers(0, len(text) - 1))
    some = data.draw(
        st.sampled_from([b"", b"9", b"Z", b"T", b":", b";", b"\r\n", b"\0"])
    )
    length = data.draw(st.integers(0, 9))
    mangled = text[:place] + some + text[place + length :]
    try:
        found = earlier_calendar(mangled, "Europe/London")
    except StrangeCalendarError as error:
        found = None
        assert str(error) != ""  # noqa: PT017 - either is right
    assert found is None or found.number > 0
