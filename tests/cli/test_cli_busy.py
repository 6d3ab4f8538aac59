"""`busy`: the person's own calendar, from the file to the dates."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.cli.running import Run

HEAD, END = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"
FRIDAY = (
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Oncology\r\n"
    "DTSTART;TZID=Europe/London:20260313T093000\r\nDURATION:PT45M\r\nEND:VEVENT\r\n"
)
NOON = ("--now", "2026-03-01T12:00:00Z")


def busy(calendar: str | bytes, name: str = "busy.ics") -> None:
    """Put a calendar beside the enrolment, and name it there."""
    data = calendar if isinstance(calendar, bytes) else calendar.encode()
    Path("busy.ics").write_bytes(data)
    text = Path("a17.toml").read_text(encoding="utf-8")
    text = text.replace("[person]\n", f'[person]\nbusy = "{name}"\n')
    assert "busy = " in text
    Path("a17.toml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("enrolled")
def test_a_time_that_is_taken_moves_a_session(careplan: Run) -> None:
    busy(HEAD + FRIDAY + END)
    done = careplan("show", "a17.toml")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(
        "Moved:\n"
        "  walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00\n"
        "      a closed day of the site\n"
        "  walk-4: Fri 13 Mar 2026 10:00 -> Thu 12 Mar 2026 10:00\n"
        "      the person is busy then\n"
    )
    assert careplan("check", "a17.toml").out == "a17.toml: no problems\n"
    said = careplan("why", "a17.toml", "walk-4").out
    assert "Fri 13 Mar 2026 10:00 is not possible: the person is busy then" in said
    for each in (done.out, said):
        assert "Oncology" not in each


@pytest.mark.usefixtures("enrolled")
def test_what_was_handed_out_of_this_plan_is_no_hindrance(careplan: Run) -> None:
    """Who imports the calendar and exports all has the sessions in it."""
    assert careplan("export", "a17.toml", *NOON).code == 0
    issued = Path("out/a17/careplan.ics").read_bytes().decode()
    busy(issued.replace(END, FRIDAY.replace("20260313", "20260310") + END))
    done = careplan("export", "a17.toml", *NOON)
    assert done.code == 0
    assert done.err.startswith(
        "issue 2 of 2026-03-01 12:00 UTC: 1 moved\n"
        "  moved    opening/walk-3: Tue 10 Mar 2026 10:00 -> Mon 9 Mar 10:00\n"
    )
    # Another's sessions of the same program do take time.
    Path("busy.ics").write_bytes(issued.replace("\r\nUID:", "\r\nUID:a").encode())
    found = careplan("show", "a17.toml").out
    assert found.count("the person is busy then") == 3


@pytest.mark.usefixtures("enrolled")
def test_a_damaged_register_leaves_no_date_to_trust(careplan: Run) -> None:
    """Whose appointments are in the calendar cannot be told."""
    busy(HEAD + END)
    Path("a17.issued.toml").write_text("format = 1\n", encoding="utf-8")
    done = careplan("show", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[damaged-register]: ")


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("gone.ics", "file-missing", "`gone.ics` does not exist"),
        (".", "file-unreadable", "`.` cannot be read: is a directory"),
        (
            "../busy.ics",
            "outside-tree",
            "`../busy.ics` lies outside of the folder of the file that names it",
        ),
        (
            "/etc/passwd",
            "outside-tree",
            "`/etc/passwd` lies outside of the folder of the file that names it",
        ),
        (
            "-",
            "outside-tree",
            "`-` lies outside of the folder of the file that names it",
        ),
        (
            "link.ics",
            "outside-tree",
            "`link.ics` lies outside of the folder of the file that names it",
        ),
    ],
)
def test_a_file_that_cannot_be_had(
    name: str, code: str, message: str, careplan: Run
) -> None:
    busy(HEAD + END, name)
    Path("link.ics").symlink_to("/etc/hostname")
    done = careplan("check", "a17.toml")
    assert (done.code, done.out) == (1, "")
    head, where, *_ = done.err.split("\n")
    assert head == f"error[{code}]: {message}"
    assert where.strip().startswith("--> a17.toml:")
    assert "busy = •••" in done.err


@pytest.mark.usefixtures("enrolled")
def test_a_calendar_in_a_folder_below_is_found(careplan: Run) -> None:
    busy("", "mine/busy.ics")
    Path("mine").mkdir()
    Path("mine/busy.ics").write_text(HEAD + FRIDAY + END, encoding="utf-8")
    assert "the person is busy then" in careplan("show", "a17.toml").out


@pytest.mark.usefixtures("enrolled")
def test_twenty_megabytes_are_refused_at_once(careplan: Run) -> None:
    busy(HEAD + END)
    os.truncate("busy.ics", 20_000_000)
    before = time.process_time()
    done = careplan("check", "a17.toml")
    assert time.process_time() - before < 3
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[too-large]: `busy.ics` is larger than 5 MB\n"
        "  --> a17.toml:10:8\n"
        "   |\n"
        "10 | busy = ••••••••••\n"
        "   |        ^^^^^^^^^^\n"
        "   |\n"
        "   = help: export only the calendar that counts, and only the years of the"
        " plan\n"
        "\n"
        "1 error in a17.toml\n"
    )


@pytest.mark.usefixtures("enrolled")
def test_what_is_wrong_in_it_is_told_by_its_line(careplan: Run) -> None:
    """Nothing that stands there is shown, and nothing is written."""
    busy(HEAD + FRIDAY.replace("20260313T", "20260313 ") + END)
    done = careplan("export", "a17.toml", *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[busy-unreadable]: this is no time of any calendar\n"
        " --> busy.ics:6:1\n"
        "  = help: a time looks like `20260302T100000`\n"
        "\n"
        "1 error in busy.ics; nothing was written\n"
    )
    assert not Path("out").exists()


@pytest.mark.usefixtures("folder")
def test_a_case_may_name_a_calendar(careplan: Run) -> None:
    """Relative to the file of cases."""
    Path("busy.ics").write_text(HEAD + FRIDAY + END, encoding="utf-8")
    case = (
        '[[case]]\nname = "a busy Friday"\nstart = 2026-03-02\n'
        'timezone = "Europe/London"\nperson = { busy = "busy.ics" }\n'
        "[case.dates]\n"
        'walk = ["2026-03-03", "2026-03-06", "2026-03-10", "2026-03-12 10:00"]\n'
    )
    diary = ", ".join(f'"2026-03-{day:02}"' for day in range(2, 16))
    text = f"{case}diary = [{diary}]\n"
    Path("walks.cases.toml").write_text(text, encoding="utf-8")
    done = careplan("test", "walks.toml")
    assert (done.code, done.err) == (0, "")
    Path("busy.ics").write_text(HEAD, encoding="utf-8")
    done = careplan("test", "walks.toml")
    assert done.code == 1
    assert done.err == (
        "error[busy-unreadable]: the file ends before this calendar does\n"
        " --> busy.ics:1:1\n"
        "  = help: export the calendar again as an iCalendar file\n"
        "\n"
        "1 error in busy.ics\n"
    )
