"""`careplan verify`: what is wrong with a calendar, and where it is not the plan's."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from careplan.cli import run
from tests.calendar.linted import GOOD, on_disk
from tests.cli.running import Run

NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
CALENDAR = "out/a17/careplan.ics"
AGAINST = ("verify", "handed.ics", "--plan", "a17.toml", *LATER)


@pytest.fixture(autouse=True)
def _in_the_folder(folder: Path) -> None:
    del folder


def strange(*pairs: tuple[str, str]) -> None:
    """Write the good calendar with something else in it."""
    text = GOOD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    Path("strange.ics").write_bytes(on_disk(text))


def handed(*pairs: tuple[str, str]) -> None:
    """Keep what was handed out, with something else in it."""
    text = Path(CALENDAR).read_bytes().decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    Path("handed.ics").write_bytes(text.encode())


def test_a_calendar_with_nothing_wrong(careplan: Run) -> None:
    strange()
    done = careplan("verify", "strange.ics")
    assert (done.code, done.err) == (0, "")
    assert done.out == "strange.ics: no problems\n"


REPORT = """\
error[ics-floating-time]: this time is of no time zone
  --> strange.ics:28:9
   |
28 | DTSTART:•••••••••••••••
   |         ^
   |
   = note: also in line 29
   = help: name its zone with `TZID`, or write it in UTC
   = and 1 more of this rule

error[ics-unescaped]: a comma or semicolon in this text is not escaped
  --> strange.ics:33:9
   |
33 | SUMMARY:•••••••••••••••••••••
   |         ^
   |
   = help: write `\\,` and `\\;`

warning[ics-unused-zone]: no time is in this zone
 --> strange.ics:6:1
  |
6 | BEGIN:VTIMEZONE
  | ^
  |
  = help: leave it out

2 errors and 1 warning in strange.ics
"""


def test_all_that_is_wrong_is_drawn_without_any_text_of_it(careplan: Run) -> None:
    strange(
        (";TZID=Europe/London", ""),
        ("SUMMARY:Appointment\nDESC", "SUMMARY:Dr. Meyer, first time\nDESC"),
    )
    done = careplan("verify", "strange.ics")
    assert (done.code, done.out) == (1, "")
    assert done.err == ordered(REPORT)


def ordered(text: str) -> str:
    """Put the blocks of a report into the order of its lines."""
    *blocks, last = text.split("\n\n")
    return "\n\n".join([blocks[2], blocks[0], blocks[1], last])


def test_warnings_count_only_where_they_are_to(careplan: Run) -> None:
    strange(("SEQUENCE:0\n", ""))
    done = careplan("verify", "strange.ics")
    assert done.code == 0
    assert done.err.startswith("warning[ics-no-sequence]: this event has no")
    assert careplan("verify", "strange.ics", "--strict").code == 1


def test_what_a_client_loses_is_said_if_it_is_named(careplan: Run) -> None:
    strange()
    done = careplan("verify", "strange.ics", "--for", "apple", "--via", "feed")
    assert done.code == 0
    assert "warning[ics-apple-alarm]: Apple removes the alarms of a feed" in done.err
    assert "warning[ics-no-refresh]" in done.err
    assert done.err.endswith("\n2 warnings in strange.ics\n")
    assert careplan("verify", "strange.ics", "--for", "google").code == 1


def test_standard_input_is_read(careplan: Run) -> None:
    done = careplan("verify", "-", stdin=GOOD)
    assert done.code == 1
    assert done.err.startswith(
        "error[ics-line-end]: a line ends with LF alone\n --> <stdin>:1:1\n"
    )
    assert done.err.endswith("\n1 error in <stdin>\n")


def test_records_are_written(careplan: Run) -> None:
    strange(("PRODID:-//example//example//EN\n", ""))
    done = careplan("verify", "strange.ics", "--format", "json")
    assert (done.code, done.err) == (1, "")
    assert json.loads(done.out) == {
        "version": 1,
        "files": ["strange.ics"],
        "passed": False,
        "diagnostics": [
            {
                "code": "ics-no-product",
                "severity": "error",
                "message": "the calendar does not say what wrote it",
                "count": 1,
                "notes": [],
                "help": [],
                "places": [
                    {
                        "file": "strange.ics",
                        "path": "",
                        "primary": True,
                        "note": "",
                        "line": 1,
                        "column": 1,
                        "end_line": 1,
                        "end_column": 2,
                    }
                ],
            }
        ],
    }


def test_a_log_for_code_scanning_is_written(careplan: Run) -> None:
    strange(("SEQUENCE:0\n", ""))
    done = careplan("verify", "strange.ics", "--format", "sarif")
    assert (done.code, done.err) == (0, "")
    (result,) = json.loads(done.out)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("ics-no-sequence", "warning")
    assert result["occurrenceCount"] == 2
    region = {"startLine": 23, "startColumn": 1, "endLine": 23, "endColumn": 2}
    assert result["locations"][0]["physicalLocation"]["region"] == region


def test_a_file_that_is_not_there(careplan: Run) -> None:
    done = careplan("verify", "nothing.ics")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[file-missing]: `nothing.ics` does not exist\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("strange.ics --role coach", "--role is about the plan that --plan names"),
        ("- --plan -", "only one of the two can come from standard input"),
        (
            "strange.ics --plan walks.toml",
            "`walks.toml` is a program; a calendar is compared with an enrolment",
        ),
        ("strange.ics --for lotus", "'lotus' is not one of"),
        ("", "Missing argument 'FILE.ics'"),
    ],
)
def test_wrong_usage(careplan: Run, arguments: str, said: str) -> None:
    strange()
    done = careplan("verify", *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())


@pytest.fixture
def exported(enrolled: Path, careplan: Run) -> None:
    """Hand out a calendar of somebody's plan."""
    del enrolled
    assert careplan("export", "a17.toml", *NOON).code == 0


@pytest.mark.usefixtures("exported")
def test_what_was_handed_out_is_the_plan(careplan: Run) -> None:
    handed()
    done = careplan(*AGAINST)
    assert (done.code, done.err) == (0, "")
    assert done.out == "handed.ics: no problems\n"


@pytest.mark.usefixtures("exported")
def test_the_same_in_another_zone_and_with_other_line_ends_is_the_plan(
    careplan: Run,
) -> None:
    handed(
        ("DTSTART;TZID=Europe/London:20260303T100000", "DTSTART:20260303T100000Z"),
        ("DTEND;TZID=Europe/London:20260303T110000", "DTEND:20260303T110000Z"),
    )
    data = Path("handed.ics").read_bytes().replace(b"\r\n", b"\n")
    Path("handed.ics").write_bytes(data)
    done = careplan(*AGAINST)
    assert done.code == 1
    assert done.err.count("error[") == 1
    assert "error[ics-line-end]" in done.err


def told(err: str) -> list[str]:
    """Give the headings of a report, with the places below them."""
    lines = err.split("\n")
    return [
        f"{heading} @{where.rpartition('.ics')[2]}"
        for heading, where in pairwise(lines)
        if "--> " in where
    ]


@pytest.mark.usefixtures("exported")
def test_what_the_plan_says_otherwise_is_told_by_name(careplan: Run) -> None:
    careplan(*"move a17.toml walk-2 2026-03-09".split(), *LATER)
    careplan(*"omit a17.toml walk-4".split(), *LATER)
    handed()
    done = careplan(*AGAINST)
    assert (done.code, done.out) == (1, "")
    older = (
        "error[ics-other-sequence]: `opening/{}` is in an older state than the plan's"
    )
    assert told(done.err) == [
        f"{older.format('walk-2')} @:68:1",
        (
            "error[ics-other-time]: `opening/walk-2` begins at another time than in the"
            " plan @:69:1"
        ),
        f"{older.format('walk-4')} @:106:1",
        (
            "error[ics-other-status]: `opening/walk-4` is not cancelled, and"
            " the plan says"
            " otherwise @:109:1"
        ),
    ]


OTHER_TIME = """\
error[ics-other-time]: `opening/walk-1` begins at another time than in the plan
  --> handed.ics:50:1
   |
50 | DTSTART;VALUE=DATE:••••••••
   | ^
   |
   = help: the plan says Tue 3 Mar 2026 10:00, and the file Wed 4 Mar 2026

1 error in handed.ics
"""


@pytest.mark.usefixtures("exported")
def test_both_times_are_spelled(careplan: Run) -> None:
    handed(
        (
            "DTSTART;TZID=Europe/London:20260303T100000",
            "DTSTART;VALUE=DATE:20260304",
        ),
        (
            "DTEND;TZID=Europe/London:20260303T110000",
            "DTEND;VALUE=DATE:20260305",
        ),
    )
    done = careplan(*AGAINST)
    assert (done.code, done.out, done.err) == (1, "", OTHER_TIME)


@pytest.mark.usefixtures("exported")
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "TRIGGER:-P1D",
            "TRIGGER:-PT24H",
            (
                "error[ics-other-alarm]: `opening/walk-1` reminds otherwise"
                " than the plan"
                " says @:44:1"
            ),
        ),
        (
            "DTEND;TZID=Europe/London:20260303T110000",
            "DTEND;TZID=Europe/London:20260303T113000",
            (
                "error[ics-other-time]: `opening/walk-1` ends, or repeats, otherwise"
                " than in the plan @:50:1"
            ),
        ),
        (
            "SUMMARY:Appointment",
            "SUMMARY:Walking",
            (
                "error[ics-other-text]: the title of `opening/walk-1` is not the plan's"
                " @:55:1"
            ),
        ),
        (
            "TRANSP:OPAQUE",
            "TRANSP:TRANSPARENT",
            (
                "error[ics-other-status]: `opening/walk-1` is not"
                " `TRANSP:OPAQUE`, as the"
                " plan says @:53:1"
            ),
        ),
        (
            "SEQUENCE:0",
            "SEQUENCE:7",
            (
                "error[ics-other-sequence]: `opening/diary-1` is in another"
                " state than the"
                " plan's @:35:1"
            ),
        ),
        (
            "COUNT=14",
            "COUNT=13",
            (
                "error[ics-other-time]: `opening/diary-1` ends, or repeats, otherwise"
                " than in the plan @:36:1"
            ),
        ),
    ],
)
def test_each_difference_is_told_at_its_line(
    careplan: Run, old: str, new: str, expected: str
) -> None:
    handed((old, new))
    done = careplan(*AGAINST)
    assert done.code == 1
    assert told(done.err) == [expected]


@pytest.mark.usefixtures("exported")
def test_what_is_missing_and_what_is_more_is_told(careplan: Run) -> None:
    text = Path(CALENDAR).read_bytes().decode()
    first = text.index("BEGIN:VEVENT", text.index("BEGIN:VEVENT") + 1)
    uid = text.index("UID:", first)
    own = text[uid : uid + len("UID:") + 36]
    handed((own, "UID:7c9f3cce-53d9-54de-a362-e6caed592a02"))
    done = careplan(*AGAINST)
    assert done.code == 1
    assert told(done.err) == [
        (
            "error[ics-missing-event]: `opening/walk-1` of Tue 3 Mar 2026"
            " 10:00 is not in"
            " the file @:1:1"
        ),
        (
            "error[ics-additional-event]: an event is in the file and not in the plan"
            " @:44:1"
        ),
    ]


@pytest.mark.usefixtures("exported")
def test_the_calendar_of_another_is_told_once(careplan: Run) -> None:
    strange()
    done = careplan("verify", "strange.ics", "--plan", "a17.toml", *LATER)
    assert done.code == 1
    assert told(done.err) == [
        "error[ics-other-calendar]: the file holds no event of this plan and role @:1:1"
    ]


@pytest.mark.usefixtures("exported")
@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("DTSTART;TZID=Europe/London:20260303T100000", "DTSTART:3 March", "no time"),
        (
            "DTSTART;TZID=Europe/London:20260303T100000",
            "DTSTART;TZID=Nowhere:20260303T100000",
            "an unknown time",
        ),
        (
            "DTSTART;TZID=Europe/London:20260303T100000",
            "X-START:20260303",
            "no time",
        ),
    ],
)
def test_a_time_that_cannot_be_read_is_another(
    careplan: Run, old: str, new: str, file: str
) -> None:
    handed((old, new))
    done = careplan(*AGAINST)
    assert done.code == 1
    told_time = done.err[done.err.index("error[ics-other-time]") :]
    assert f"10:00, and the file {file}\n" in told_time


@pytest.mark.usefixtures("exported")
def test_a_length_that_comes_to_the_same_end_is_the_plan(careplan: Run) -> None:
    handed(("DTEND;TZID=Europe/London:20260303T110000", "DURATION:PT1H"))
    done = careplan(*AGAINST)
    assert (done.code, done.out) == (0, "")
    assert "warning[ics-length]" in done.err
    assert "1 warning in handed.ics" in done.err


@pytest.mark.usefixtures("exported")
def test_a_rule_that_comes_to_the_same_end_is_the_plan(careplan: Run) -> None:
    handed(("COUNT=14", "UNTIL=20260315T200000Z"))
    assert careplan(*AGAINST).code == 0
    handed(("COUNT=14", "UNTIL=20260314T200000Z"))
    done = careplan(*AGAINST)
    assert done.code == 1
    assert "`opening/diary-1` ends, or repeats, otherwise than in the plan" in done.err


@pytest.mark.usefixtures("exported")
def test_a_rule_that_cannot_be_followed_is_another(careplan: Run) -> None:
    handed(("RRULE:FREQ=DAILY;COUNT=14", "RRULE:FREQ=HOURLY;COUNT=14"))
    done = careplan(*AGAINST)
    assert done.code == 1
    assert "`opening/diary-1` ends, or repeats, otherwise than in the plan" in done.err


@pytest.mark.usefixtures("exported")
def test_another_role_has_another_calendar(careplan: Run) -> None:
    careplan("export", "a17.toml", "--role", "coach", *NOON)
    coach = "out/a17/careplan-coach.ics"
    same = ("verify", coach, "--plan", "a17.toml", *LATER)
    assert careplan(*same, "--role", "coach").code == 0
    assert careplan(*same).code == 1
    done = careplan(*same, "--role", "couch")
    assert done.code == 2
    assert "no role `couch`" in done.err


@pytest.mark.usefixtures("exported")
def test_a_plan_that_cannot_be_read_is_told_beside_the_file(careplan: Run) -> None:
    handed(("SEQUENCE:0", "SEQUENCE:-1"))
    Path("a17.toml").write_text("id = 1\n", encoding="utf-8")
    done = careplan(*AGAINST)
    assert done.code == 1
    assert "a17.toml:1" in done.err
    assert "error[ics-bad-number]" in done.err


def test_it_is_a_command_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(("verify", "--help")) == 0
    assert "curl -s https://example.org/feed.ics | careplan verify -" in (
        capfd.readouterr().out
    )
