"""Titles that calendars take only the beginning of: who is told, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from careplan.calendar.contentlines import read
from tests.cli.running import ENROLMENT_ID, Run

pytestmark = pytest.mark.usefixtures("folder")

NOW = ("--now", "2026-03-01T12:00:00Z")
LONG = "x" * 255
PROGRAM = """\
[program]
id = "walks"
version = "1.0.0"
status = "active"
title = "Walks"

[roles]
clinician = "Doctor"
coach = "Walking coach"

[activities.visit]
kind = "evaluation"
title = "Visit"
at = "09:00"
with = ["clinician"]
results = {{ well = "opens" }}

[activities.walk]
kind = "session"
title = "{title}"
at = "10:00"
with = ["clinician", "coach"]

[[schedule]]
activity = "visit"
day = 1

[[phases]]
id = "walking"
requires = ["visit"]
length = "2 weeks"
schedule = [
  {{ activity = "walk", on = ["tue", "fri"], labels = ["up"] }},
  {{ id = "stroll", activity = "walk", on = ["sat"], neutral = "{neutral}" }},
]
"""
ENROLMENT = f"""\
id = "{ENROLMENT_ID}"
program = "walks.toml"
start = 2026-03-02
timezone = "Europe/London"

[person]
alias = "A17"
"""
RESULT = """
[[ledger]]
at = 2026-03-01T09:00:00Z
verb = "record"
occurrence = "visit-1"
result = "well"
on = 2026-03-01T09:00:00
"""


def wrote(title: str, neutral: str, ledger: str = "") -> None:
    """Write a plan whose walks wait for a result, unless the ledger has it."""
    program = PROGRAM.format(title=title, neutral=neutral)
    Path("walks.toml").write_text(program, encoding="utf-8")
    Path("a17.toml").write_text(ENROLMENT + ledger, encoding="utf-8")


def warned(err: str) -> list[str]:
    """Give the lines of what is said of long titles, but for the excerpts."""
    return [
        line.strip()
        for line in err.splitlines()
        if line.startswith(("warning[", "  -->", "   = ", "`"))
    ]


def titles(path: str) -> set[str | None]:
    calendar = read(Path(path).read_bytes())
    return {event.text("SUMMARY") for event in calendar.named("VEVENT")}


ALIAS = "= note: the alias stands before it"
PREFIX = "= note: `To be confirmed:` stands before it"
LABEL = "= note: its label stands behind it"
SHORTER = "= help: make it shorter, so that nothing of it is lost"


def cut(name: str, role: str, size: int) -> str:
    return (
        f"warning[long-title]: the title of `walking/{name}` is cut in the calendar of"
        f" the {role}: it has {size} characters, and calendars take 255"
    )


@pytest.mark.parametrize(
    ("size", "ledger", "expected"),
    [
        (229, "", []),
        (
            230,
            "",
            [
                cut("walk-1", "clinician", 256),
                "--> walks.toml:20:9",
                ALIAS,
                PREFIX,
                LABEL,
                SHORTER,
            ],
        ),
        (246, RESULT, []),
        (
            247,
            RESULT,
            [
                cut("walk-1", "clinician", 256),
                "--> walks.toml:20:9",
                ALIAS,
                LABEL,
                SHORTER,
            ],
        ),
    ],
)
def test_a_title_is_made_longer_by_what_stands_round_it(
    size: int, ledger: str, expected: list[str], careplan: Run
) -> None:
    """An alias and what is not confirmed before it, a label behind it; told once."""
    wrote("x" * size, "Outing", ledger)
    ran = careplan("export", "a17.toml", "--role", "clinician", *NOW)
    assert (ran.code, warned(ran.err)) == (0, expected)


def test_what_is_cut_is_what_is_told(careplan: Run) -> None:
    wrote("Walk", LONG)
    ran = careplan("export", "a17.toml", "--role", "coach", *NOW)
    assert warned(ran.err) == [
        cut("stroll-1", "coach", 277),
        "--> walks.toml:34:63",
        ALIAS,
        PREFIX,
        SHORTER,
    ]
    shown = "A17: To be confirmed: " + "x" * 232 + "…"
    assert titles("out/a17/careplan-coach.ics") == {
        "A17: To be confirmed: Appointment",
        shown,
    }
    assert len(shown) == 255


def test_a_title_that_nobody_reads_there_is_no_warning(careplan: Run) -> None:
    """A discreet calendar says the neutral title, a busy one neither."""
    wrote(LONG, "Outing")
    ran = careplan("export", "a17.toml", "--role", "coach", *NOW)
    # The author is told: with its label it is too long wherever it is said.
    assert warned(ran.err) == ["`careplan check walks.toml` has 1 warning"]
    wrote("Walk", LONG)
    ran = careplan("export", "a17.toml", "--privacy", "busy", "-o", "-", *NOW)
    assert (ran.code, warned(ran.err)) == (0, [])


def test_the_author_is_told_of_the_title_by_itself(careplan: Run) -> None:
    wrote("Walk", f"{LONG}yz")
    ran = careplan("check", "walks.toml")
    assert (ran.code, ran.out) == (0, "")
    assert warned(ran.err) == [
        (
            "warning[long-title]: `neutral` of `walk` has 257 characters, and calendars"
            " take 255"
        ),
        "--> walks.toml:34:318",
        "= help: say in a few words what it is, and the rest in `neutral_instructions`",
    ]
    wrote("Walk", f"{LONG}yz", RESULT)
    ran = careplan("export", "a17.toml", *NOW)
    assert warned(ran.err) == [
        cut("stroll-1", "patient", 257),
        "--> walks.toml:34:63",
        SHORTER,
        "`careplan check walks.toml` has 1 warning",
    ]
