"""JSON, CSV and Markdown: what programs and documents take over."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

from careplan.model.schedule import Bounds, Lost, Schedule, State
from careplan.render.document import document
from careplan.render.table import COLUMNS, csv_table, markdown_table
from tests.render.schedules import (
    COURSE,
    MONDAY,
    WALK,
    activity,
    moved,
    occurrence,
    on,
    rule,
    view,
)

WINDOW = Bounds(earliest=on(MONDAY), latest=on(MONDAY, "18:00"))


def test_json_says_everything_and_is_versioned() -> None:
    walk = replace(moved(WALK, 1, MONDAY, "10:00"), bounds=WINDOW)
    told = json.loads(document(view(walk)))
    assert list(told) == [
        "version",
        "program",
        "start",
        "timezone",
        "role",
        "phases",
        "occurrences",
        "left_out",
        "notices",
    ]
    assert told["version"] == 1
    assert told["occurrences"] == [
        {
            "key": "opening:1~1/walk#1.0",
            "name": "opening/walk-1",
            "running": "walk-1",
            "activity": "walk",
            "rule": "walk",
            "kind": "session",
            "phase": "opening",
            "cycle": 1,
            "title": "Walk",
            "state": "planned",
            "timezone": "Europe/London",
            "nominal": "2026-03-03T10:00",
            "placed": "2026-03-02T10:00",
            "actual": None,
            "ends": "2026-03-02T10:00",
            "utc": "2026-03-02T10:00:00Z",
            "window": {"earliest": "2026-03-02", "latest": "2026-03-02T18:00"},
            "moved": True,
            "because": ["a holiday, Good Friday"],
        }
    ]


def test_json_is_safe_on_any_terminal() -> None:
    title = "Walk\x1b[2J \u202eback é"
    text = document(view(occurrence(activity("walk", title), 1, MONDAY)))
    assert text.isascii()
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert json.loads(text)["occurrences"][0]["title"] == title


def test_instants_are_utc_in_summer_too() -> None:
    summer = occurrence(WALK, 1, MONDAY + timedelta(days=120), "10:00")
    whole = occurrence(WALK, 2, MONDAY)
    told = json.loads(document(view(summer, whole)))["occurrences"]
    assert [one["utc"] for one in told] == ["2026-06-30T09:00:00Z", None]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_is_what_rfc_4180_says() -> None:
    quoted = activity("walk", 'Walk, "fast"\nor slow')
    text = csv_table(view(occurrence(quoted, 1, MONDAY, "10:00", bounds=WINDOW)))
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    assert text.endswith("Z\r\n")
    assert '"Walk, ""fast""\nor slow"' in text
    assert rows(text)[1] == [
        *("2026-03-02", "Mon", "10:00", "", 'Walk, "fast"\nor slow', "opening/walk-1"),
        *("opening", "session", "planned", "no", "2026-03-02T10:00"),
        *("2026-03-02", "2026-03-02T18:00", "Europe/London", "2026-03-02T10:00:00Z"),
    ]


def test_a_spreadsheet_runs_no_title() -> None:
    shown = view(occurrence(activity("walk", "=cmd|'/c calc'!A1"), 1, MONDAY))
    assert rows(csv_table(shown))[1][4] == "'=cmd|'/c calc'!A1"


def test_a_period_has_a_last_day() -> None:
    course = occurrence(COURSE, 1, MONDAY, ends=on(MONDAY + timedelta(days=6)))
    row = rows(csv_table(view(course)))[1]
    assert (row[0], row[2], row[3], row[-1]) == ("2026-03-02", "", "2026-03-08", "")


def test_markdown_is_a_table_that_no_title_breaks() -> None:
    title = "Walk | *fast* <b>now</b> `x` [y](z)"
    first = moved(activity("walk", title), 1, MONDAY, "10:00")
    second = occurrence(WALK, 2, MONDAY + timedelta(days=4), state=State.PROVISIONAL)
    course = occurrence(COURSE, 1, MONDAY, ends=on(MONDAY + timedelta(days=6)))
    shown = view(first, second, course)
    lost = Lost(rule=rule(WALK), moment=on(MONDAY), reason="excepted")
    schedule = Schedule(
        occurrences=shown.schedule.occurrences, lost=(lost,), notices=("wait",)
    )
    assert markdown_table(replace(shown, schedule=schedule)) == MARKDOWN


MARKDOWN = r"""# Walking

walks 1.0.0, start Mon 2 Mar 2026, times in Europe/London

| Date | Time | What | Name |  |
|---|---|---|---|---|
| Mon 2 Mar 2026 | 10:00 | Walk \| \*fast\* \<b>now\</b> \`x\` \[y\](z) | walk-1 | moved |
| Fri 6 Mar 2026 |  | Walk | walk-2 | to be confirmed |
| Mon 2 Mar 2026 |  | Course (until Sun 8 Mar 2026) | course-1 |  |

## Moved

- walk-1: Tue 3 Mar 2026 10:00 -> Mon 2 Mar 2026 10:00; a holiday, Good Friday

## Left out

- walk, Mon 2 Mar 2026: excepted

## Notices

- wait
"""  # noqa: E501 - a table is as wide as its cells


def test_a_roles_view_leaves_out_what_the_role_does_not_see() -> None:
    walk, course = moved(WALK, 1, MONDAY, "10:00"), occurrence(COURSE, 1, MONDAY)
    shown = replace(view(walk, course), role="coach", titles={walk.key.text: "Busy"})
    told = json.loads(document(shown))
    assert [(one["title"], one["because"]) for one in told["occurrences"]] == [
        ("Busy", [])
    ]
    assert len(rows(csv_table(shown))) == 2
    assert "Good Friday" not in markdown_table(shown)
