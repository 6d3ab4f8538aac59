"""`export`: what is written, where, what is remembered, what a person is told."""

from __future__ import annotations

import json
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from careplan import files
from tests.cli.running import Run

NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
BARE = ("walks.toml", *"--start 2026-03-02 --timezone Europe/London".split())
CALENDAR = Path("out/a17/careplan.ics")
REGISTER = Path("a17.issued.toml")

KEEPS = """\
  Not every program keeps reminders: Google drops them, Outlook keeps one of
    each entry, many phones read only the first entry of a file.
  What is cancelled stays, under a title that says so.
"""
EXPECTED = f"""
In any calendar program:
{KEEPS}"""
ADVICE = f"""
In any calendar program:
  Import the file into a new calendar that you use for nothing else and nobody
    else sees.
{KEEPS}"""
FIRST = """
To paste into a message:
  Your calendar is ready, with 4 dates and all reminders.

  Import the file into a new calendar that you use for nothing else and nobody
  else sees.
"""
FIRST += EXPECTED
LATEST = f"""\

  Issue 2 of the calendar replaces those before it. Delete the calendar that you
  made for it, and import the new file into a new one.
{EXPECTED}"""
MOVED = """
Moved:
  walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00
      a closed day of the site
"""


def edited(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def names() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*") if path.is_file())


@pytest.mark.usefixtures("enrolled")
def test_a_first_calendar_is_written_beside_the_enrolment(careplan: Run) -> None:
    done = careplan("export", "a17.toml", *NOON)
    assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
    assert done.err == f"issue 1 of 2026-03-01 12:00 UTC: 5 new\n{MOVED}{FIRST}"
    assert CALENDAR.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert stat.S_IMODE(CALENDAR.stat().st_mode) == 0o600
    assert stat.S_IMODE(REGISTER.stat().st_mode) == 0o600
    assert names() == [
        "a17.issued.toml",
        "a17.toml",
        "out/a17/careplan.ics",
        "site.toml",
        "walks.toml",
    ]


@pytest.mark.usefixtures("enrolled")
def test_exporting_twice_gives_the_same_bytes(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    before = CALENDAR.read_bytes(), REGISTER.read_bytes()
    done = careplan("export", "a17.toml", *LATER)
    assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
    unchanged = "issue 1 of 2026-03-01 12:00 UTC: nothing has changed since\n"
    assert done.err == unchanged + MOVED
    assert (CALENDAR.read_bytes(), REGISTER.read_bytes()) == before


@pytest.mark.usefixtures("enrolled")
def test_an_edited_plan_updates_the_same_entries(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    before = uids(CALENDAR.read_text(encoding="utf-8"))
    edited(
        "a17.toml", "[calendars", '[choices.walk]\non = ["mon", "thu"]\n\n[calendars'
    )
    done = careplan("export", "a17.toml", *LATER)
    assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
    assert done.err == f"{EDITED}{LATEST}"
    assert uids(CALENDAR.read_text(encoding="utf-8")) == before


EDITED = """\
issue 2 of 2026-03-01 18:00 UTC: 3 moved
  moved    opening/walk-1: Tue 3 Mar 2026 10:00 -> Mon 2 Mar 10:00
  moved    opening/walk-3: Tue 10 Mar 2026 10:00 -> Mon 9 Mar 10:00
  moved    opening/walk-4: Fri 13 Mar 2026 10:00 -> Thu 12 Mar 10:00
within 48 hours, tell them directly: opening/walk-1

To paste into a message:
  Your appointment on Tue 3 March, 10:00 is now Mon 2 March, 10:00.
  Your appointment on Tue 10 March, 10:00 is now Mon 9 March, 10:00.
  Your appointment on Fri 13 March, 10:00 is now Thu 12 March, 10:00.
"""


@pytest.mark.usefixtures("enrolled")
def test_what_is_gone_is_taken_back(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    old = sha256(Path("walks.toml").read_bytes()).hexdigest()
    edited("walks.toml", "2 weeks", "1 week")
    new = sha256(Path("walks.toml").read_bytes()).hexdigest()
    edited("a17.toml", old, new)
    done = careplan("export", "a17.toml", *LATER)
    assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
    assert done.err == f"{SHORTER}{MOVED}{TOLD}{LATEST}"
    text = CALENDAR.read_text(encoding="utf-8")
    assert text.count("STATUS:CANCELLED") == 2


SHORTER = """\
issue 2 of 2026-03-01 18:00 UTC: 1 changed, 2 removed
  changed  opening/diary-1: Mon 2 Mar 2026 20:00
  removed  opening/walk-3: Tue 10 Mar 2026 10:00
  removed  opening/walk-4: Fri 13 Mar 2026 10:00
within 48 hours, tell them directly: opening/diary-1
"""
TOLD = """
To paste into a message:
  Your appointment on Tue 10 March, 10:00 is cancelled.
  Your appointment on Fri 13 March, 10:00 is cancelled.
  Reminders have changed.
"""


def uids(calendar: str) -> set[str]:
    return {line for line in calendar.split("\r\n") if line.startswith("UID:")}


@pytest.mark.usefixtures("enrolled")
def test_each_role_has_a_calendar_and_a_memory_of_its_own(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    done = careplan("export", "a17.toml", "--role", "coach", *LATER)
    assert (done.code, done.out) == (0, "out/a17/careplan-coach.ics\n")
    assert done.err.startswith("issue 1 of 2026-03-01 18:00 UTC: 4 new\n")
    text = REGISTER.read_text(encoding="utf-8")
    assert text.count("[[streams]]") == 2
    assert b"SUMMARY:A17: Appointment\r\n" in Path(done.out.strip()).read_bytes()


@pytest.mark.usefixtures("enrolled")
def test_an_alias_that_is_a_part_of_the_name_is_blamed_itself(careplan: Run) -> None:
    """Once, and not the program, whose titles say nothing of the sort."""
    edited("a17.toml", 'alias = "A17"', 'alias = "Mary"\nname = "Mary Real"')
    done = careplan("export", "a17.toml", "--role", "coach", *NOON)
    assert (done.code, done.out) == (0, "out/a17/careplan-coach.ics\n")
    assert (
        done.err
        == f"""\
warning[private-term]: the alias says a part of the name of the person in the discreet\
 calendar of the coach
  --> a17.toml:10:9
   |
10 | alias = ••••••
   |         ^^^^^^
11 | name = ••••• •••••
   |        ----------- must not be said there
   |
   = help: call the person by a word that says nothing

1 warning in a17.toml
issue 1 of 2026-03-01 12:00 UTC: 4 new
{MOVED}{FIRST.replace("Your", "The")}"""
    )


@pytest.mark.usefixtures("enrolled")
def test_an_unknown_role_is_a_usage_error(careplan: Run) -> None:
    done = careplan("export", "a17.toml", "--role", "coch", *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: the program has no role `coch`; did you mean `coach`?\n"
    )


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("output", ["elsewhere", "elsewhere/", "elsewhere/my.ics"])
def test_the_calendar_goes_where_it_is_told(output: str, careplan: Run) -> None:
    Path("elsewhere").mkdir()
    done = careplan("export", "a17.toml", "-o", output, *NOON)
    name = "my.ics" if output.endswith(".ics") else "careplan.ics"
    assert (done.code, done.out) == (0, f"elsewhere/{name}\n")
    assert names()[2] == f"elsewhere/{name}"
    assert REGISTER.exists()


@pytest.mark.usefixtures("enrolled")
def test_a_file_that_is_no_calendar_is_never_the_target(careplan: Run) -> None:
    before = Path("a17.toml").read_bytes()
    done = careplan("export", "a17.toml", "-o", "a17.toml", *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: `a17.toml` does not end in .ics\n")
    assert Path("a17.toml").read_bytes() == before


class TestPreviews:
    @pytest.mark.usefixtures("enrolled")
    def test_standard_output_is_never_remembered(self, careplan: Run) -> None:
        done = careplan("export", "a17.toml", "-o", "-", *NOON)
        assert done.code == 0
        assert done.out.startswith("BEGIN:VCALENDAR\r\n")
        assert done.out.endswith("END:VCALENDAR\r\n")
        assert done.err == (
            "a preview: nothing was remembered, do not import it\n"
            "\n"
            "Moved:\n"
            "  walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00\n"
            "      a closed day of the site\n"
        )
        assert names() == ["a17.toml", "site.toml", "walks.toml"]

    @pytest.mark.usefixtures("enrolled")
    def test_another_privacy_than_the_recorded_one_is_a_preview(
        self, careplan: Run
    ) -> None:
        done = careplan("export", "a17.toml", "--privacy", "busy", *NOON)
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith(
            "Error: the enrolment records privacy `discreet` for this calendar; say"
            " --preview or `-o -` to look at another, or change it: `careplan set"
            " ENROLMENT calendars.patient.privacy busy`\n"
        )
        done = careplan("export", "a17.toml", "--privacy", "busy", "--preview", *NOON)
        assert (done.code, done.out) == (0, "out/a17/careplan-preview.ics\n")
        assert not REGISTER.exists()

    @pytest.mark.usefixtures("enrolled")
    def test_the_recorded_privacy_may_be_said(self, careplan: Run) -> None:
        done = careplan("export", "a17.toml", "--privacy", "discreet", *NOON)
        assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")

    @pytest.mark.usefixtures("enrolled")
    def test_a_patients_full_calendar_needs_consent(self, careplan: Run) -> None:
        arguments = ("export", "a17.toml", "--privacy", "full", "-o", "-", *NOON)
        done = careplan(*arguments)
        assert (done.code, done.out) == (1, "")
        assert done.err == NO_CONSENT
        edited("a17.toml", '"discreet"', '"discreet"\nconsent = 2026-03-01')
        done = careplan(*arguments)
        assert (done.code, "SUMMARY:Walking session\r\n" in done.out) == (0, True)


NO_CONSENT = """\
error[consent-missing]: the patient's calendar would say everything, and no consent to that is recorded
  --> a17.toml:12:1
   |
12 | [calendars.patient]
   | ^^^^^^^^^^^^^^^^^^^
   |
   = help: record the day the patient agreed: `consent = YYYY-MM-DD`

1 error in a17.toml; nothing was written
"""  # noqa: E501 - as it is printed


class TestBarePrograms:
    @pytest.mark.usefixtures("folder")
    def test_a_program_gives_a_calendar_without_memory(self, careplan: Run) -> None:
        done = careplan("export", *BARE)
        assert (done.code, done.out) == (0, "careplan.ics\n")
        assert done.err == (
            "5 entries, without memory: this calendar cannot be re-issued\n"
            f"  `careplan enrol walks.toml` begins a plan that can\n{ADVICE}"
        )
        assert names() == ["careplan.ics", "site.toml", "walks.toml"]
        text = Path("careplan.ics").read_text(encoding="utf-8")
        assert {line for line in text.split() if line.startswith("DTSTAMP")} == {
            "DTSTAMP:20260302T000000Z"
        }

    @pytest.mark.usefixtures("folder")
    def test_a_calendar_of_one_entry_has_one_entry(self, careplan: Run) -> None:
        edited("walks.toml", 'every = "1 day"', "day = 1")
        edited("walks.toml", 'on = ["tue", "fri"]', "day = 1")
        done = careplan("export", *BARE, "--role", "coach")
        assert (done.code, done.out) == (0, "careplan-coach.ics\n")
        assert done.err == (
            "1 entry, without memory: this calendar cannot be re-issued\n"
            f"  `careplan enrol walks.toml` begins a plan that can\n{ADVICE}"
        )

    @pytest.mark.usefixtures("folder")
    def test_no_clock_decides_a_byte_of_it(self, careplan: Run) -> None:
        first = careplan("export", *BARE, "-o", "-", *NOON)
        second = careplan("export", *BARE, "-o", "-", *LATER)
        assert first == second

    @pytest.mark.usefixtures("folder")
    def test_it_may_say_everything_for_it_speaks_of_nobody(self, careplan: Run) -> None:
        done = careplan("export", *BARE, "--privacy", "full", "-o", "-")
        assert (done.code, "SUMMARY:Walking session\r\n" in done.out) == (0, True)

    @pytest.mark.usefixtures("folder")
    def test_it_may_come_from_standard_input(self, careplan: Run) -> None:
        text = Path("walks.toml").read_text(encoding="utf-8")
        done = careplan("export", "-", *BARE[1:], "-o", "-", stdin=text)
        assert done.out == careplan("export", *BARE, "-o", "-").out

    @pytest.mark.usefixtures("enrolled")
    def test_an_enrolment_from_standard_input_has_no_register(
        self, careplan: Run
    ) -> None:
        text = Path("a17.toml").read_text(encoding="utf-8")
        done = careplan("export", "-", stdin=text)
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith(
            "Error: an enrolment's register is beside its file; name the file, or say"
            " `-o -`\n"
        )


class TestTheClock:
    @pytest.mark.usefixtures("enrolled")
    def test_source_date_epoch_is_the_time(self, careplan: Run) -> None:
        done = careplan("export", "a17.toml", SOURCE_DATE_EPOCH="1772366400")
        assert done.err.startswith("issue 1 of 2026-03-01 12:00 UTC: 5 new\n")

    @pytest.mark.usefixtures("enrolled")
    def test_what_is_no_time_is_a_usage_error(self, careplan: Run) -> None:
        done = careplan("export", "a17.toml", SOURCE_DATE_EPOCH="noon")
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith(
            "Error: SOURCE_DATE_EPOCH is `noon`; it is a number of seconds since 1970\n"
        )
        done = careplan("export", "a17.toml", SOURCE_DATE_EPOCH="-9999999999")
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith(
            "Error: SOURCE_DATE_EPOCH: `-9999999999` is not in the years 1900 to 2200\n"
        )
        done = careplan("export", "a17.toml", "--now", "2026-03-01T12:00")
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith(
            "`2026-03-01T12:00` is no instant; write 2026-03-02T10:00:00Z\n"
        )

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize(
        "now",
        [
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
            "1899-12-31T23:59:59Z",
            "2201-01-01T00:00:00Z",
        ],
    )
    def test_a_time_of_nobody_is_a_usage_error(self, now: str, careplan: Run) -> None:
        done = careplan("export", "a17.toml", "--now", now)
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith(f"`{now}` is not in the years 1900 to 2200\n")


class TestData:
    @pytest.mark.usefixtures("enrolled")
    def test_dates_that_only_the_site_file_moves_wait_for_a_person(
        self, careplan: Run
    ) -> None:
        careplan("export", "a17.toml", *NOON)
        before = CALENDAR.read_bytes(), REGISTER.read_bytes()
        edited("site.toml", "2026-03-06", "2026-03-10")
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out, done.err) == (3, "", ONLY_DATA)
        assert (CALENDAR.read_bytes(), REGISTER.read_bytes()) == before
        done = careplan("export", "a17.toml", "--accept-data", *LATER)
        assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
        assert done.err.startswith("issue 2 of 2026-03-01 18:00 UTC: 2 moved\n")

    @pytest.mark.usefixtures("enrolled")
    def test_data_that_move_nothing_are_only_remembered(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        before = CALENDAR.read_bytes()
        register = REGISTER.read_bytes()
        edited("site.toml", "2026-03-06", "2026-03-06, 2027-03-06")
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out) == (0, "out/a17/careplan.ics\n")
        assert CALENDAR.read_bytes() == before
        assert REGISTER.read_bytes() != register

    @pytest.mark.usefixtures("enrolled")
    def test_new_zone_data_are_named(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        text = REGISTER.read_text(encoding="utf-8")
        release = text.split('tzdata = "')[1].split('"')[0]
        edited(str(REGISTER), f'tzdata = "{release}"', 'tzdata = "2020a"')
        edited("a17.toml", "start = 2026-03-02", "start = 2026-03-09")
        done = careplan("export", "a17.toml", "--format", "json", *LATER)
        assert (done.code, done.err) == (3, "")
        assert f'"tzdata 2020a is now {release}"' in done.out

    @pytest.mark.usefixtures("enrolled")
    def test_new_zone_data_may_move_the_instant_behind_a_wall_time(
        self, careplan: Run
    ) -> None:
        """The register knows the instant by the digest, so a person looks."""
        careplan("export", "a17.toml", *NOON)
        release, digest = (
            REGISTER.read_text(encoding="utf-8").split(f'{key} = "')[-1].split('"')[0]
            for key in ("tzdata", "digest")
        )
        edited(str(REGISTER), digest, "0" * len(digest))
        assert careplan("export", "a17.toml", "--preview", *LATER).code == 0
        edited(str(REGISTER), f'tzdata = "{release}"', 'tzdata = "2020a"')
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out) == (3, "")
        assert done.err == (
            f"tzdata 2020a is now {release}; that may be all that changes:\n"
            "  changed  opening/walk-4: Fri 13 Mar 2026 10:00\n"
            "nothing was written\n"
            "  `careplan export a17.toml --accept-data` hands these dates out\n"
        )
        done = careplan("export", "a17.toml", "--accept-data", *LATER)
        assert done.err.startswith("issue 2 of 2026-03-01 18:00 UTC: 1 changed\n")

    @pytest.mark.usefixtures("enrolled")
    def test_of_much_that_moved_the_first_are_told(self, careplan: Run) -> None:
        edited("site.toml", '"mon-fri"', '["mon", "wed", "thu"]')
        edited("site.toml", "2026-03-06", "2026-03-04")
        told = careplan("export", "a17.toml", *NOON).err
        assert told == f"issue 1 of 2026-03-01 12:00 UTC: 5 new\n{MUCH}{FIRST}"


MUCH = """
Moved:
  walk-1: Tue 3 Mar 2026 10:00 -> Mon 2 Mar 2026 10:00
      the site is closed on a Tuesday
  walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00
      the site is closed on a Friday
  walk-3: Tue 10 Mar 2026 10:00 -> Mon 9 Mar 2026 10:00
      the site is closed on a Tuesday
  and 1 more, which `careplan show` names
"""

ONLY_DATA = """\
the site file is another; that may be all that changes:
  moved    opening/walk-2: Thu 5 Mar 2026 10:00 -> Fri 6 Mar 10:00
  moved    opening/walk-3: Tue 10 Mar 2026 10:00 -> Mon 9 Mar 10:00
nothing was written
  `careplan export a17.toml --accept-data` hands these dates out
"""


class TestTheRegister:
    @pytest.mark.usefixtures("enrolled")
    def test_a_damaged_register_is_not_guessed_at(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        before = CALENDAR.read_bytes()
        edited(str(REGISTER), "number = 1", "number = 0")
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[damaged-register]: the register ")
        assert CALENDAR.read_bytes() == before

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize(
        "data", [b"\xff", b"[" * 4000, b"a = ", b"a=" + b"1" * 9000]
    )
    def test_a_register_that_is_no_document_is_damaged(
        self, data: bytes, careplan: Run
    ) -> None:
        REGISTER.write_bytes(data)
        done = careplan("export", "a17.toml", *NOON)
        assert (done.code, done.out) == (1, "")
        assert done.err == NO_DOCUMENT

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("sequence = 0", "sequence = 3000000000"),
            ("number = 1", "number = 1000000001"),
            ("stamp = 2026-03-01 12:00:00+00:00", "stamp = 9999-12-31 23:59:59-12:00"),
            ("start = 2026-03-02", "start = 0001-01-01"),
            (
                "changed = 2026-03-01 12:00:00+00:00",
                "changed = 0001-01-01T00:00:00+14:00",
            ),
        ],
    )
    def test_what_cannot_have_been_is_damage(
        self, old: str, new: str, careplan: Run
    ) -> None:
        careplan("export", "a17.toml", *NOON)
        text = REGISTER.read_text(encoding="utf-8")
        assert old in text
        REGISTER.write_text(text.replace(old, new, 1), encoding="utf-8")
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("error[damaged-register]: the register ")

    @pytest.mark.usefixtures("enrolled")
    def test_the_register_of_another_enrolment_is_refused(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        edited("a17.toml", '"6f0c8a52', '"7f0c8a52')
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(
            "error[register-of-another]: `a17.issued.toml` belongs to another"
        )

    @pytest.mark.usefixtures("enrolled")
    def test_a_newer_calendar_is_not_replaced_by_an_older_one(
        self, careplan: Run
    ) -> None:
        """An old copy of the register was put back, say from a backup."""
        careplan("export", "a17.toml", *NOON)
        old = REGISTER.read_bytes()
        edited("a17.toml", "start = 2026-03-02", "start = 2026-03-09")
        careplan("export", "a17.toml", *LATER)
        REGISTER.write_bytes(old)
        edited("a17.toml", "start = 2026-03-09", "start = 2026-03-02")
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out) == (1, "")
        assert done.err == OLDER

    @pytest.mark.usefixtures("enrolled")
    def test_a_crash_before_the_calendar_is_mended_by_the_same_command(
        self, careplan: Run
    ) -> None:
        careplan("export", "a17.toml", *NOON)
        whole = CALENDAR.read_bytes()
        CALENDAR.unlink()
        (CALENDAR.parent / ".careplan.ics.0011aabbccdd.tmp").touch()
        assert careplan("export", "a17.toml", *LATER).code == 0
        assert CALENDAR.read_bytes() == whole
        assert [path.name for path in CALENDAR.parent.iterdir()] == ["careplan.ics"]


NO_DOCUMENT = """\
error[damaged-register]: the register `a17.issued.toml` cannot be trusted: it is not a TOML document
 --> a17.issued.toml
  = help: put back the last good copy
  = help: or move it away and rebuild it: `careplan export` with `--since` and the newest calendar that was handed out

1 error in a17.issued.toml; nothing was written
"""  # noqa: E501 - as it is printed

OLDER = """\
error[older-issue]: `out/a17/careplan.ics` is issue 2, and the register remembers only issue 1
 --> out/a17/careplan.ics
  = help: put back the newest register, from a backup if need be
  = help: or rebuild it: `--since out/a17/careplan.ics` reads the calendar that lies there

1 error in out/a17/careplan.ics; nothing was written
"""  # noqa: E501 - as it is printed


@pytest.mark.usefixtures("enrolled")
def test_a_locked_plan_is_to_be_tried_again(careplan: Run) -> None:
    with files.locked(Path("a17.toml")):
        done = careplan("export", "a17.toml", *NOON)
    assert (done.code, done.out) == (75, "")
    assert done.err == (
        "error[locked]: another careplan command is working on `a17.toml`\n"
        " --> a17.toml\n"
        "  = help: nothing was changed; try again in a moment\n"
        "\n"
        "1 error in a17.toml; nothing was written\n"
    )


@pytest.mark.usefixtures("enrolled")
def test_an_unwritable_target_leaves_no_trace(careplan: Run) -> None:
    Path("out").write_text("a file where a folder should be")
    done = careplan("export", "a17.toml", *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[file-unwritable]: `out/a17/careplan.ics` cannot be written: not a"
        " directory\n"
        " --> out/a17/careplan.ics\n"
        "\n"
        "1 error in out/a17/careplan.ics; nothing was written\n"
    )
    assert not REGISTER.exists()


@pytest.mark.usefixtures("enrolled")
def test_a_changed_program_is_an_error_until_the_plan_is_amended(
    careplan: Run,
) -> None:
    edited("walks.toml", "2 weeks", "3 weeks")
    done = careplan("export", "a17.toml", *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err == PIN


PIN = """\
error[pin-mismatch]: `walks.toml` is no longer what this enrolment was made for
 --> a17.toml:4:1
  |
4 | pin = { version = •••••••, sha256 = ••••••••••••••••••••••••••••••••••••••••••••••••••••••••••••••••…
  | ^^^ made for version 1.0.0
  |
  = help: save the earlier version under another name, OLD, to go on by this one:
  = help: `careplan amend a17.toml --to walks.toml --was OLD`
  = help: or else restore the program as it was
  = help: until then no date of this plan is given

1 error in a17.toml; nothing was written
"""  # noqa: E501 - as it is printed


@pytest.mark.usefixtures("enrolled")
def test_programs_are_told_in_json(careplan: Run) -> None:
    done = careplan("export", "a17.toml", "--role", "coach", "--format", "json", *NOON)
    assert (done.code, done.err) == (0, "")
    told = json.loads(done.out)
    assert told.pop("advice")
    assert told.pop("message").startswith("The calendar is ready, with 4 dates and")
    assert told.pop("changes")[0] == {
        "change": "new",
        "name": "opening/walk-1",
        "before": None,
        "after": "2026-03-03T10:00",
    }
    assert told == {
        "version": 1,
        "written": ["out/a17/careplan-coach.ics"],
        "remembered": True,
        "issue": 1,
        "entries": 4,
    }


class TestWhatWasHandedOut:
    """A calendar on disk is replaced only by a later state of itself."""

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize("start", ["2026-03-02", "2026-03-09"])
    def test_without_its_register_it_stays(self, start: str, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        before = CALENDAR.read_bytes()
        REGISTER.unlink()
        edited("a17.toml", "start = 2026-03-02", f"start = {start}")
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out) == (1, "")
        assert done.err == MISSING
        assert CALENDAR.read_bytes() == before
        assert not REGISTER.exists()
        CALENDAR.unlink()
        assert careplan("export", "a17.toml", *LATER).code == 0

    @pytest.mark.usefixtures("enrolled")
    def test_an_editors_line_ends_do_not_make_it_another_file(
        self, careplan: Run
    ) -> None:
        careplan("export", "a17.toml", *NOON)
        CALENDAR.write_bytes(CALENDAR.read_bytes().replace(b"\r\n", b"\n"))
        register = REGISTER.read_bytes()
        REGISTER.unlink()
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.err) == (1, MISSING)
        REGISTER.write_bytes(register)
        assert careplan("export", "a17.toml", *LATER).code == 0

    @pytest.mark.usefixtures("enrolled")
    def test_an_old_register_does_not_give_a_number_twice(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        old = REGISTER.read_bytes()
        edited("a17.toml", "start = 2026-03-02", "start = 2026-03-09")
        careplan("export", "a17.toml", *LATER)
        before = CALENDAR.read_bytes()
        REGISTER.write_bytes(old)
        edited("a17.toml", "start = 2026-03-09", "start = 2026-03-16")
        done = careplan("export", "a17.toml", *LATER)
        assert (done.code, done.out, done.err) == (1, "", OLDER)
        assert CALENDAR.read_bytes() == before

    @pytest.mark.usefixtures("enrolled")
    def test_another_history_of_the_same_number_is_seen(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        old = REGISTER.read_bytes()
        edited("a17.toml", "start = 2026-03-02", "start = 2026-03-09")
        careplan("export", "a17.toml", *LATER)
        REGISTER.write_bytes(old)
        edited("a17.toml", "start = 2026-03-09", "start = 2026-03-16")
        elsewhere = ("-o", "other.ics", "--now", "2026-03-01T19:00:00Z")
        assert careplan("export", "a17.toml", *elsewhere).code == 0
        done = careplan("export", "a17.toml", "--now", "2026-03-01T20:00:00Z")
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(
            "error[older-issue]: `out/a17/careplan.ics` is an issue 2 that the register"
            " does not remember\n"
        )

    @pytest.mark.usefixtures("enrolled")
    def test_a_crash_after_the_register_is_mended(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        old = CALENDAR.read_bytes()
        edited("a17.toml", "start = 2026-03-02", "start = 2026-03-09")
        careplan("export", "a17.toml", *LATER)
        whole = CALENDAR.read_bytes()
        CALENDAR.write_bytes(old)
        assert careplan("export", "a17.toml", *LATER).code == 0
        assert CALENDAR.read_bytes() == whole

    @pytest.mark.usefixtures("enrolled")
    def test_another_roles_calendar_stays(self, careplan: Run) -> None:
        careplan("export", "a17.toml", "-o", "mine.ics", *NOON)
        careplan("export", "a17.toml", "--role", "coach", *NOON)
        done = careplan("export", "a17.toml", "--role", "coach", "-o", "mine.ics")
        assert (done.code, done.out) == (1, "")
        assert "that the register does not remember\n" in done.err

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize(
        "arguments", [("a17.toml",), BARE, ("a17.toml", "--preview")]
    )
    def test_a_strangers_calendar_stays(
        self, arguments: tuple[str, ...], careplan: Run
    ) -> None:
        Path("notes.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
        done = careplan("export", *arguments, "-o", "notes.ics", *NOON)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(
            "error[file-exists]: `notes.ics` is not a calendar that careplan wrote\n"
        )
        assert Path("notes.ics").stat().st_size == 32
        assert not REGISTER.exists()
        Path("notes.ics").write_bytes(b"")
        for _ in range(2):
            done = careplan("export", *arguments, "-o", "notes.ics", *NOON)
            assert done.code == 0


MISSING = """\
error[register-missing]: `out/a17/careplan.ics` was handed out as issue 1, and `a17.issued.toml` does not remember it
 --> out/a17/careplan.ics
  = help: put back the newest register, from a backup if need be
  = help: or rebuild it: `--since out/a17/careplan.ics` reads the calendar that lies there
  = help: to begin anew instead, move the old calendar away, and have it deleted wherever it was imported

1 error in out/a17/careplan.ics; nothing was written
"""  # noqa: E501 - as it is printed


class TestNamesAtTheShell:
    """A file may have any name, and leftovers any shape."""

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize("name", ["x**y", "x[a]", "[!", "x?"])
    def test_a_name_is_no_pattern(self, name: str, careplan: Run) -> None:
        Path(f"{name}.toml").write_bytes(Path("a17.toml").read_bytes())
        for _ in range(2):
            done = careplan("export", f"{name}.toml", "-o", f"{name}.ics", *NOON)
            assert (done.code, done.out) == (0, f"{name}.ics\n")

    @pytest.mark.usefixtures("enrolled")
    def test_a_leftover_that_stays_is_in_nobodys_way(self, careplan: Run) -> None:
        Path(".a17.issued.toml.0011aabbccdd.tmp").mkdir()
        assert careplan("export", "a17.toml", *NOON).code == 0
        assert REGISTER.exists()

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize("name", ["-", "./-", "x/../-"])
    @pytest.mark.parametrize("key", ["program", "site"])
    def test_a_plan_does_not_read_standard_input(
        self, key: str, name: str, careplan: Run
    ) -> None:
        text = Path("a17.toml").read_text(encoding="utf-8")
        named = {"program": "walks.toml", "site": "site.toml"}[key]
        edited("a17.toml", f'{key} = "{named}"', f'{key} = "{name}"')
        done = careplan("export", "a17.toml", stdin=text)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"error[outside-tree]: `{name}` lies outside of")


class TestCopies:
    """An enrolment has one register, under whatever name it is opened."""

    @pytest.mark.usefixtures("enrolled")
    def test_a_copied_or_renamed_enrolment_begins_no_register(
        self, careplan: Run
    ) -> None:
        careplan("export", "a17.toml", *NOON)
        Path("renamed.toml").write_bytes(Path("a17.toml").read_bytes())
        for command in ("export", "check"):
            done = careplan(command, "renamed.toml")
            assert (done.code, done.out) == (1, "")
            assert done.err.startswith(
                "error[register-of-another]: `a17.issued.toml` is the register of the"
                " same enrolment\n"
            )
        Path("a17.toml").unlink()
        assert careplan("export", "renamed.toml").code == 1
        REGISTER.rename("renamed.issued.toml")
        assert careplan("export", "renamed.toml", *LATER).code == 0

    @pytest.mark.usefixtures("enrolled")
    def test_a_copy_of_the_register_alone_is_a_backup(self, careplan: Run) -> None:
        careplan("export", "a17.toml", *NOON)
        Path("a17-old.issued.toml").write_bytes(REGISTER.read_bytes())
        Path("broken.issued.toml").mkdir()
        assert careplan("export", "a17.toml", *LATER).code == 0
        Path("a17-old.toml").write_bytes(Path("a17.toml").read_bytes())
        assert careplan("export", "a17.toml", *LATER).code == 1

    @pytest.mark.usefixtures("enrolled")
    def test_a_link_is_what_it_leads_to(self, careplan: Run) -> None:
        Path("link.toml").symlink_to("a17.toml")
        assert careplan("export", "link.toml", *NOON).code == 0
        assert CALENDAR.exists()
        assert REGISTER.exists()
        with files.locked(Path("a17.toml")):
            assert careplan("export", "link.toml", *NOON).code == 75
