"""`export --check`: whether what lies on disk is what would be handed out now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run

NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
CHECK = ("export", "a17.toml", "--check", *LATER)
BARE = ("export", "walks.toml", *"--timezone Europe/London --start".split())
CALENDAR = Path("out/a17/careplan.ics")
REGISTER = Path("a17.issued.toml")


def written() -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()
    }


@pytest.mark.usefixtures("enrolled")
def test_a_calendar_that_was_never_written_is_missing(careplan: Run) -> None:
    before = written()
    done = careplan(*CHECK)
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("out/a17/careplan.ics: missing, 5 new\n  new ")
    assert done.out.count("\n") == 6
    assert written() == before


@pytest.mark.usefixtures("enrolled")
def test_what_was_handed_out_last_is_up_to_date(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    before = written()
    done = careplan(*CHECK)
    assert (done.code, done.err) == (0, "")
    assert done.out == "out/a17/careplan.ics: up to date\n"
    assert written() == before


@pytest.mark.usefixtures("enrolled")
def test_what_would_change_is_listed(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    before = written()
    done = careplan(*CHECK)
    assert (done.code, done.err) == (3, "")
    assert done.out == (
        "out/a17/careplan.ics: not up to date, 1 removed\n"
        "  removed  opening/walk-4: Fri 13 Mar 2026 10:00\n"
    )
    assert written() == before


@pytest.mark.usefixtures("enrolled")
def test_what_only_data_would_move_is_not_up_to_date_either(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    text = Path("site.toml").read_text(encoding="utf-8")
    Path("site.toml").write_text(text.replace("03-06", "03-10"), encoding="utf-8")
    done = careplan(*CHECK)
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("out/a17/careplan.ics: not up to date, 2 moved\n")


@pytest.mark.usefixtures("enrolled")
def test_newer_data_that_move_nothing_make_no_calendar_stale(careplan: Run) -> None:
    """Its bytes would be the same, so nobody would get anything new."""
    careplan("export", "a17.toml", *NOON)
    text = Path("site.toml").read_text(encoding="utf-8")
    Path("site.toml").write_text(text + "# the same\n", encoding="utf-8")
    assert careplan(*CHECK).code == 0


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        (b"SUMMARY:Appointment", b"SUMMARY:Walk", "4 other"),
        (b"\r\n", b"\n", "5 new"),
        (b"NAME:Care plan", b"NAME:Walks", "though it says the same"),
    ],
)
def test_an_edited_calendar_is_not_what_would_be_written(
    old: bytes, new: bytes, how: str, careplan: Run
) -> None:
    careplan("export", "a17.toml", "-o", "a.ics", *NOON)
    text = Path("a.ics").read_bytes()
    assert old in text
    CALENDAR.parent.mkdir(parents=True)
    CALENDAR.write_bytes(text.replace(old, new))
    done = careplan(*CHECK)
    assert (done.code, done.err) == (3, "")
    assert done.out == f"out/a17/careplan.ics: not what would be written, {how}\n"


@pytest.mark.usefixtures("enrolled")
def test_a_run_cut_short_leaves_a_stale_calendar(careplan: Run) -> None:
    """The register knows of the change, the calendar does not."""
    careplan("export", "a17.toml", *NOON)
    old = CALENDAR.read_bytes()
    careplan("omit", "a17.toml", "walk-4", *NOON)
    careplan("export", "a17.toml", *LATER)
    CALENDAR.write_bytes(old)
    done = careplan(*CHECK)
    assert (done.code, done.out) == (
        3,
        "out/a17/careplan.ics: not what would be written, 1 other\n",
    )
    CALENDAR.unlink()
    done = careplan(*CHECK)
    assert (done.code, done.out) == (3, "out/a17/careplan.ics: missing\n")


@pytest.mark.usefixtures("enrolled")
def test_programs_are_told_in_json(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    done = careplan(*CHECK, "--format", "json")
    assert (done.code, json.loads(done.out)) == (
        0,
        {
            "version": 1,
            "file": "out/a17/careplan.ics",
            "current": True,
            "because": "up to date",
            "changes": [],
        },
    )
    careplan("omit", "a17.toml", "walk-4", *NOON)
    told = json.loads(careplan(*CHECK, "--format", "json").out)
    assert told["because"] == "not up to date, 1 removed"
    assert [one["name"] for one in told["changes"]] == ["opening/walk-4"]


@pytest.mark.usefixtures("enrolled")
def test_what_export_refuses_is_refused(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    register = REGISTER.read_bytes()
    REGISTER.unlink()
    done = careplan(*CHECK)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[register-missing]: ")
    REGISTER.write_bytes(register[:200])
    assert careplan(*CHECK).code == 1
    REGISTER.write_bytes(register)
    CALENDAR.unlink()
    CALENDAR.mkdir()
    done = careplan(*CHECK)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-unreadable]: ")


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("more", [("-o", "-"), ("--preview",)])
def test_a_preview_is_no_calendar_to_be_checked(
    more: tuple[str, ...], careplan: Run
) -> None:
    done = careplan(*CHECK, *more)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: --check is about the calendar that was handed out\n"
    )


class TestBarePrograms:
    """A calendar without memory can be kept under version control, and checked."""

    @pytest.mark.usefixtures("folder")
    def test_it_is_up_to_date_until_the_program_changes(self, careplan: Run) -> None:
        command = (*BARE, "2026-03-02", "-o", "kept.ics")
        done = careplan(*command, "--check")
        assert (done.code, done.out) == (3, "kept.ics: missing\n")
        careplan(*command)
        before = written()
        done = careplan(*command, "--check")
        assert (done.code, done.out, done.err) == (0, "kept.ics: up to date\n", "")
        assert written() == before
        text = Path("walks.toml").read_text(encoding="utf-8")
        Path("walks.toml").write_text(
            text.replace('["tue", "fri"]', '["tue"]'), encoding="utf-8"
        )
        done = careplan(*command, "--check")
        assert (done.code, done.out) == (
            3,
            "kept.ics: not what would be written, 2 gone, 1 other\n",
        )

    @pytest.mark.usefixtures("folder")
    def test_another_start_is_another_calendar(self, careplan: Run) -> None:
        careplan(*BARE, "2026-03-02")
        done = careplan(*BARE, "2026-03-09", "--check")
        assert (done.code, done.out) == (
            3,
            "careplan.ics: not what would be written, 5 new, 5 gone\n",
        )
