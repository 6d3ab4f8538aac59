"""`when`: on which days one occurrence may be; and branches as a preview shows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ENROLMENT_ID, Run

PLAN = (
    "walks.toml",
    *"--start 2026-03-02 --timezone Europe/London --site site.toml".split(),
)
TOLD = """\
walk-3 (opening/walk-3): Walking session
Tue 10 Mar 2026 10:00, Europe/London

It may be on these days, the best first:
  Tue 10 Mar 2026 10:00: as it is
  Mon 9 Mar 2026 10:00: moves nothing else
  Wed 11 Mar 2026 10:00: moves nothing else
  Thu 12 Mar 2026 10:00: moves nothing else

It may not be on these:
  Fri 6 Mar 2026 10:00: a closed day of the site
  Sat 7 Mar 2026 10:00: the site is closed on a Saturday
  Sun 8 Mar 2026 10:00: the site is closed on a Sunday
"""
GATED = """\
[program]
id = "gated"
version = "1.0.0"
status = "active"
title = "A gate and a choice"

[activities.review]
kind = "evaluation"
title = "Review"
results = { eligible = "opens", ineligible = "closes" }

[activities.visit]
kind = "session"
title = "Visit"

[decisions.response]
question = "Did it help?"
options = ["yes", "no"]
default = "no"

[[schedule]]
activity = "review"

[[schedule]]
activity = "visit"
day = 8
requires = ["review"]
when = { response = "yes" }
"""
BEGIN = ("--start", "2026-03-02", "--timezone", "Europe/London")


@pytest.mark.usefixtures("folder")
def test_the_days_are_listed(careplan: Run) -> None:
    done = careplan("when", PLAN[0], "walk-3", *PLAN[1:])
    assert (done.code, done.out, done.err) == (0, TOLD, "")


@pytest.mark.usefixtures("folder")
def test_what_each_day_would_move_is_told(careplan: Run) -> None:
    with Path("walks.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[activities.note]\nkind = "reminder"\ntitle = "Note"\nat = "20:00"\n'
            '\n[[schedule]]\nactivity = "note"\neach = "walk"\n'
        )
    days = ("--from", "2026-03-09", "--to", "2026-03-09")
    done = careplan("when", PLAN[0], "opening/walk-3", *days, *PLAN[1:])
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(
        "It may be on these days, the best first:\n"
        "  Mon 9 Mar 2026 10:00: moves note-3 to Mon 9 Mar 2026 20:00\n"
    )


@pytest.mark.usefixtures("folder")
def test_no_legal_day_is_code_1(careplan: Run) -> None:
    days = ("--from", "2026-03-07", "--to", "2026-03-08")
    done = careplan("when", PLAN[0], "walk-3", *days, *PLAN[1:])
    assert (done.code, done.err) == (1, "")
    assert done.out.partition("\n\n")[2] == (
        "No day is possible.\n"
        "\n"
        "It may not be on these:\n"
        "  Sat 7 Mar 2026 10:00: the site is closed on a Saturday\n"
        "  Sun 8 Mar 2026 10:00: the site is closed on a Sunday\n"
    )


@pytest.mark.usefixtures("folder")
def test_the_days_are_given_to_programs(careplan: Run) -> None:
    days = ("--from", "2026-03-09", "--to", "2026-03-10", "--format", "json")
    done = careplan("when", PLAN[0], "walk-3", *days, *PLAN[1:])
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == {
        "version": 1,
        "name": "opening/walk-3",
        "running": "walk-3",
        "stands": "2026-03-10T10:00",
        "timezone": "Europe/London",
        "is_over": False,
        "days": [
            {"moment": "2026-03-10T10:00", "legal": True, "because": None, "moves": []},
            {"moment": "2026-03-09T10:00", "legal": True, "because": None, "moves": []},
        ],
    }


CHECKED = """\
[program]
id = "checked"
version = "1.0.0"
status = "active"
title = "A visit and a check-up"

[activities.visit]
kind = "session"
title = "Visit"
at = "10:00"
max_gap = "8 days"

[activities.check]
kind = "session"
title = "Check-up"
at = "08:00"

[[schedule]]
activity = "visit"
every = "1 week"
count = 3

[[schedule]]
activity = "check"
from = "visit[2]"
offset = "1, 5 days"
counted_from = "previous"
window = ["0 days", "8 days"]
"""
CLOSED = """\
closed = [
  { from = 2026-03-10, to = 2026-03-13 },
  { from = 2026-03-20, to = 2026-03-30 },
]
"""
WHO = f"""\
id = "{ENROLMENT_ID}"
program = "checked.toml"
start = 2026-03-02
timezone = "Europe/London"
site = "site.toml"
"""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "legal"),
    [("visit-2", {8, 9}), ("visit-3", {14, 15, 16, 17}), ("check-1", {14, 15})],
)
def test_the_days_are_those_to_which_move_moves(
    name: str, legal: set[int], careplan: Run
) -> None:
    """No check-up before its visit, no gap too long, a place for what follows."""
    for file, text in (("checked", CHECKED), ("site", CLOSED), ("a17", WHO)):
        Path(f"{file}.toml").write_text(text, encoding="utf-8")
    days = ("--from", "2026-03-06", "--to", "2026-03-18")
    done = careplan("when", "a17.toml", name, *days, "--format", "json")
    listed = {day["moment"]: day["legal"] for day in json.loads(done.out)["days"]}
    assert {int(day[8:10]) for day, may_be in listed.items() if may_be} == legal
    for day, may_be in listed.items():
        tried = ("--dry-run", "--now", "2026-03-01T12:00:00Z")
        done = careplan("move", "a17.toml", name, day, *tried)
        assert done.code == (3 if may_be else 1), (day, done)


@pytest.mark.usefixtures("folder")
def test_what_is_over_is_said_to_be(careplan: Run) -> None:
    Path("a17.toml").write_text(
        f'id = "{ENROLMENT_ID}"\nprogram = "walks.toml"\nstart = 2026-03-02\n'
        'timezone = "Europe/London"\n\n[[ledger]]\nat = 2026-03-04T09:00:00Z\n'
        'verb = "record"\noccurrence = "walk-1"\nresult = "done"\n',
        encoding="utf-8",
    )
    done = careplan("when", "a17.toml", "walk-1")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "walk-1 (opening/walk-1): Walking session\n"
        "Tue 3 Mar 2026 10:00, Europe/London\n"
        "\n"
        "It is over, so it cannot be moved.\n"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("--from", "soon"), "`soon` is no date; write 2026-03-02"),
        (("--from", "2026-03-09", "--to", "2026-03-08"), "--to lies before --from"),
        (
            ("--from", "2026-03-09", "--to", "2027-03-10"),
            "a year is the most that can be tried",
        ),
    ],
)
def test_days_that_are_none_are_usage_errors(
    days: tuple[str, ...], said: str, careplan: Run
) -> None:
    done = careplan("when", PLAN[0], "walk-3", *days, *PLAN[1:])
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"{said}\n")


@pytest.mark.usefixtures("folder")
def test_a_preview_takes_decisions_and_results_for_granted(careplan: Run) -> None:
    Path("gated.toml").write_text(GATED, encoding="utf-8")
    done = careplan("show", "gated.toml", *BEGIN, "--format", "csv")
    assert [line[:10] for line in done.out.splitlines()[1:]] == ["2026-03-02"]
    chosen = ("--decide", "response=yes")
    done = careplan("show", "gated.toml", *BEGIN, *chosen, "--format", "csv")
    states = [line.split(",")[8] for line in done.out.splitlines()[1:]]
    assert states == ["planned", "provisional"]
    opened = ("--result", "review=eligible")
    done = careplan("show", "gated.toml", *BEGIN, *chosen, *opened, "--format", "csv")
    states = [line.split(",")[8] for line in done.out.splitlines()[1:]]
    assert states == ["planned", "planned"]
    closed = ("--result", "review=ineligible")
    done = careplan("show", "gated.toml", *BEGIN, *chosen, *closed)
    assert done.out.endswith(
        "Notices:\n  1 occurrence is cancelled: review was recorded as ineligible\n"
    )


@pytest.mark.usefixtures("folder")
def test_a_preview_takes_a_result_for_that_of_each_parent(careplan: Run) -> None:
    """A companion that depends on what its own parent found is planned too."""
    text = GATED.replace("day = 8", 'each = "review"\noffset = "1 day"')
    text = text.replace('{ response = "yes" }', '{ review = "eligible" }')
    Path("gated.toml").write_text(text, encoding="utf-8")
    for result, dates in (
        ("eligible", ["2026-03-02", "2026-03-03"]),
        ("ineligible", ["2026-03-02"]),
    ):
        wanted = ("--result", f"review={result}", "--format", "csv")
        done = careplan("show", "gated.toml", *BEGIN, *wanted)
        assert [line[:10] for line in done.out.splitlines()[1:]] == dates


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("review", "write ACTIVITY=RESULT: evaluation=eligible"),
        ("visit=done", "no activity `visit` has results; it can be `review`"),
        ("reviw=eligible", "no activity `reviw` has results; did you mean `review`?"),
        (
            "review=elegible",
            "`review` has no result `elegible`; did you mean `eligible`?",
        ),
    ],
)
def test_results_nobody_can_have_are_usage_errors(
    result: str, said: str, careplan: Run
) -> None:
    Path("gated.toml").write_text(GATED, encoding="utf-8")
    done = careplan("show", "gated.toml", *BEGIN, "--result", result)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"{said}\n")


@pytest.mark.usefixtures("folder")
def test_export_names_the_gates_that_are_near(careplan: Run) -> None:
    """Seven days before what waits for it, and not a day sooner."""
    Path("gated.toml").write_text(
        GATED.replace('when = { response = "yes" }', ""), encoding="utf-8"
    )
    told = (
        "Still to be recorded:\n"
        "  the result of review-1 (Mon 2 Mar 2026): visit-1 on Mon 9 Mar 2026 waits\n"
        "      for it\n"
    )
    for now, is_told in (
        ("2026-03-01T12:00:00Z", False),
        ("2026-03-02T12:00:00Z", True),
    ):
        done = careplan("export", "gated.toml", *BEGIN, "-o", "-", "--now", now)
        assert done.code == 0
        assert (told in done.err) is is_told
