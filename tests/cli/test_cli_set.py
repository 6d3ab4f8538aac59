"""`set` of the time zone a person lives in, and of what a calendar is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run

NOW = {"SOURCE_DATE_EPOCH": "1773144000"}  # Tuesday, 10 March 2026, 12:00 UTC
ASKS = """\
Usage: careplan set [OPTIONS] ENROLMENT NAME VALUE
Try 'careplan set --help' for help.

Error: say what stays of the times: --keep clock, and 19:00 is 19:00 in the new zone; or --keep instant, and it is when it was, told in the new zone
"""  # noqa: E501 - as it is printed


@pytest.mark.usefixtures("enrolled")
def test_a_zone_is_set_only_with_what_it_keeps(careplan: Run) -> None:
    """Neither is usual, so nobody guesses."""
    asked = careplan(*"set a17.toml timezone America/New_York".split(), **NOW)
    assert (asked.code, asked.out, asked.err) == (2, "", ASKS)
    refused = careplan(*"set a17.toml start 2026-03-09 --keep clock".split(), **NOW)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith("Error: --keep is for `timezone`\n")


@pytest.mark.usefixtures("enrolled")
def test_times_at_their_instants_are_told_in_the_new_zone(careplan: Run) -> None:
    """The site keeps its hours; to say so again is nothing new."""
    arguments = "set a17.toml timezone America/New_York --keep instant".split()
    done = careplan(*arguments, **NOW)
    assert (done.code, done.err) == (0, "next: careplan export a17.toml\n")
    lines = done.out.splitlines()
    assert lines[0] == (
        "entry 1: timezone is America/New_York, times stay at their instants"
    )
    assert [line for line in lines if "walk-4" in line] == [
        "  moved    walk-4: Fri 13 Mar 2026 10:00 Europe/London -> Fri 13 Mar 06:00"
    ]
    assert careplan("show", "a17.toml").out.splitlines()[1] == (
        "walks 1.0.0, start Mon 2 Mar 2026, times in America/New_York"
    )
    again = careplan(*arguments, **NOW)
    assert again.err == "the ledger says so already; nothing was written\n"


@pytest.mark.usefixtures("enrolled")
def test_a_zone_that_is_none_is_said(careplan: Run) -> None:
    """As in the enrolment itself."""
    arguments = "set a17.toml timezone America/Nw_York --keep clock".split()
    refused = careplan(*arguments, **NOW)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "error[unknown-zone]: this is no time zone\n"
        " --> new entry:5:9\n"
        "  |\n"
        "5 | value = •••••••••••••••••\n"
        "  |         ^^^^^^^^^^^^^^^^^\n"
        "  |\n"
        "  = help: did you mean `America/New_York`?\n"
        "\n"
        "1 error in new entry; nothing was written\n"
    )


@pytest.mark.usefixtures("enrolled")
def test_a_calendar_is_another_from_then_on(careplan: Run) -> None:
    """Full only once the consent is recorded; an undone entry does not count."""
    name = "calendars.patient"
    full = ("set", "a17.toml", f"{name}.privacy", "full")
    refused = careplan(*full, **NOW)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("error[consent-missing]")
    consent = careplan("set", "a17.toml", f"{name}.consent", "2026-03-01", **NOW)
    assert consent.out == f"entry 1: {name}.consent is Sun 1 Mar 2026\n"
    done = careplan(*full, **NOW)
    assert (done.code, done.out) == (0, f"entry 2: {name}.privacy is full\n")
    assert careplan(*full, **NOW).err == (
        "the ledger says so already; nothing was written\n"
    )
    for key, value in (("client", "any"), ("via", "feed"), ("reminders", "both")):
        tried = careplan("set", "a17.toml", f"{name}.{key}", value, "--dry-run", **NOW)
        assert tried.code == (0 if value == "any" else 3)
    assert careplan(*"export a17.toml -o walks.ics".split(), **NOW).code == 0
    assert "Walking session" in Path("walks.ics").read_text(encoding="utf-8")
    assert careplan("undo", "a17.toml", "2", **NOW).code == 0
    assert careplan(*"export a17.toml -o walks.ics".split(), **NOW).code == 0
    assert "Walking session" not in Path("walks.ics").read_text(encoding="utf-8")


WRONG = [
    pytest.param("calendars.patient.colour", "red", "unknown-choice", id="no such key"),
    pytest.param("calendars.patient", "busy", "unknown-choice", id="no key"),
    pytest.param("calendars.coch.privacy", "busy", "unknown-role", id="no such role"),
    pytest.param("calendars.patient.client", "netscape", "wrong-word", id="no client"),
]


@pytest.mark.parametrize(("name", "value", "code"), WRONG)
@pytest.mark.usefixtures("enrolled")
def test_what_no_calendar_has_is_refused(
    name: str, value: str, code: str, careplan: Run
) -> None:
    """As in the enrolment's own table."""
    refused = careplan("set", "a17.toml", name, value, **NOW)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"error[{code}]")
