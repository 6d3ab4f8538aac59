"""`export --message`: what whoever has a calendar is told, ready to be pasted."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from careplan.model.enrolment import Client, Via
from careplan.render.importing import IMPORTING
from tests.cli.running import Run

NOON = ("--now", "2026-03-01T12:00:00Z")
LATER = ("--now", "2026-03-01T18:00:00Z")
MESSAGE = Path("tell.txt")
TELL = ("export", "a17.toml", "--message", "tell.txt")
END = """
Issue 2 of the calendar replaces those before it. Delete the calendar that you made \
for it, and import the new file into a new one.
"""


def edited(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def told() -> str:
    return MESSAGE.read_text(encoding="utf-8")


@pytest.mark.usefixtures("enrolled")
def test_a_first_calendar_comes_with_what_to_do_with_it(careplan: Run) -> None:
    assert careplan(*TELL, *NOON).code == 0
    assert told() == (
        "Your calendar is ready, with 4 dates and all reminders.\n"
        "\n"
        "Import the file into a new calendar that you use for nothing else and nobody"
        " else sees.\n"
    )
    assert stat.S_IMODE(MESSAGE.stat().st_mode) == 0o600


@pytest.mark.usefixtures("enrolled")
def test_moved_cancelled_and_new_are_told_in_whole_sentences(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    careplan("move", "a17.toml", "walk-1", "2026-03-04", *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    careplan("add", "a17.toml", "walk", "2026-03-16", *NOON)
    done = careplan(*TELL, *LATER)
    assert done.code == 0
    assert told() == (
        "Your appointment on Tue 3 March, 10:00 is now Wed 4 March, 10:00.\n"
        "Your appointment on Fri 13 March, 10:00 is cancelled.\n"
        f"Your appointment on Mon 16 March, 10:00 is new.\n{END}"
    )
    assert "within 48 hours, tell them directly: opening/walk-1\n" in done.err
    careplan("undo", "a17.toml", "2", *LATER)
    assert careplan(*TELL, *LATER).code == 0
    assert told().startswith(
        "Your appointment on Fri 13 March, 10:00 is to be after all.\n\nIssue 3 of"
    )


@pytest.mark.usefixtures("enrolled")
def test_where_nothing_changed_nobody_is_told_anything(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    done = careplan(*TELL, *LATER)
    assert done.code == 0
    assert "To paste" not in done.err
    assert not MESSAGE.exists()


@pytest.mark.usefixtures("enrolled")
def test_what_is_past_is_no_news(careplan: Run) -> None:
    careplan("export", "a17.toml", *NOON)
    late = ("--now", "2026-03-04T12:00:00Z")
    done = careplan(
        "record", "a17.toml", "walk-1", "done", "--on", "2026-03-03T11:00", *late
    )
    assert done.code == 0, done.err
    done = careplan(*TELL, *late)
    assert "\n  moved    opening/walk-1: " in done.err
    assert not MESSAGE.exists()


@pytest.mark.usefixtures("enrolled")
def test_of_many_changes_the_first_are_told(careplan: Run) -> None:
    edited("walks.toml", "2 weeks", "6 weeks")
    edited("a17.toml", "pin = ", "# pin = ")
    careplan("export", "a17.toml", *NOON)
    careplan("set", "a17.toml", "walk.at", "11:00", *NOON)
    careplan(*TELL, *LATER)
    lines = told().split("\n")
    assert lines[0] == (
        "Your appointment on Tue 3 March, 10:00 is now Tue 3 March, 11:00."
    )
    assert lines[7:10] == [
        "Your appointment on Fri 27 March, 10:00 is now Fri 27 March, 11:00.",
        "And 4 more: the calendar has all of them.",
        "",
    ]


@pytest.mark.usefixtures("enrolled")
def test_standard_output_may_be_the_message(careplan: Run) -> None:
    done = careplan("export", "a17.toml", "--message", "-", *NOON)
    assert done.code == 0
    assert done.out.startswith("Your calendar is ready, ")
    assert done.err.startswith("out/a17/careplan.ics\nissue 1 of ")
    assert "To paste" not in done.err


@pytest.mark.usefixtures("enrolled")
def test_a_calendar_that_says_all_comes_with_a_message_that_does_not(
    careplan: Run,
) -> None:
    edited("a17.toml", '"discreet"', '"full"\nconsent = 2026-03-01')
    edited("a17.toml", 'alias = "A17"', 'alias = "A17"\nname = "Mary Real"')
    careplan("export", "a17.toml", *NOON)
    careplan("omit", "a17.toml", "walk-3", *NOON)
    careplan("move", "a17.toml", "walk-4", "2026-03-12", *NOON)
    careplan(*TELL, *LATER)
    assert told().startswith(
        "Your appointment on Fri 13 March, 10:00 is now Thu 12 March, 10:00.\n"
        "Your appointment on Tue 10 March, 10:00 is cancelled.\n"
    )


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("neutral", "said"), [("Class", "Your Class"), ("With Mary", "Your appointment")]
)
def test_a_neutral_title_is_said_unless_it_gives_something_away(
    neutral: str, said: str, careplan: Run
) -> None:
    edited(
        "walks.toml", 'title = "Walking session"', f'title = "W"\nneutral = "{neutral}"'
    )
    edited("a17.toml", "pin = ", "# pin = ")
    edited("a17.toml", '"discreet"', '"full"\nconsent = 2026-03-01')
    edited("a17.toml", 'alias = "A17"', 'alias = "A17"\nname = "Mary Real"')
    careplan("export", "a17.toml", *NOON)
    careplan("move", "a17.toml", "walk-4", "2026-03-12", *NOON)
    done = careplan(*TELL, *LATER)
    assert done.code == 0, done.err
    assert told().startswith(f"{said} on Fri 13 March, 10:00 is now Thu 12 March, ")


@pytest.mark.usefixtures("enrolled")
def test_staff_are_told_without_the_alias(careplan: Run) -> None:
    careplan("export", "a17.toml", "--role", "coach", *NOON)
    careplan("omit", "a17.toml", "walk-4", *NOON)
    careplan(*TELL, "--role", "coach", *LATER)
    assert told() == f"The appointment on Fri 13 March, 10:00 is cancelled.\n{END}"


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("habit", "A reminder ended.\n"),
        (
            "medication",
            "A reminder ended; take medicines as your clinician says.\n",
        ),
    ],
)
def test_a_medicine_is_never_told_to_be_cancelled(
    kind: str, said: str, careplan: Run
) -> None:
    edited("walks.toml", 'kind = "habit"', f'kind = "{kind}"')
    edited("a17.toml", "pin = ", "# pin = ")
    careplan("export", "a17.toml", *NOON)
    edited("walks.toml", '{ activity = "diary", every = "1 day" },', "")
    assert careplan(*TELL, "--accept-data", *LATER).code == 0
    assert told() == f"{said}{END}"


GATED = """\
[program]
id = "gated"
version = "1.0.0"
status = "active"
title = "Gated"

[activities.review]
kind = "evaluation"
title = "Review"
at = "09:00"
results = { fit = "opens", "more tests" = "waits" }

[activities.class]
kind = "session"
title = "Class"
at = "18:00"

[[phases]]
id = "one"
length = "1 week"
schedule = [{ activity = "review", day = 1 }]

[[phases]]
id = "two"
length = "1 week"
requires = ["review"]
schedule = [{ activity = "class", day = 3 }]
"""


@pytest.mark.usefixtures("folder")
def test_what_is_confirmed_or_is_no_more_is_told(careplan: Run) -> None:
    Path("gated.toml").write_text(GATED, encoding="utf-8")
    begun = "gated.toml -o a17.toml --start 2026-03-02 --timezone Europe/London"
    assert careplan("enrol", *begun.split(), "--alias", "A17").code == 0
    careplan("export", "a17.toml", *NOON)
    on = ("--now", "2026-03-02T12:00:00Z")
    careplan("record", "a17.toml", "review-1", "done", "--result", "fit", *on)
    done = careplan(*TELL, *on)
    assert "\n  confirmed two/class-1: Wed 11 Mar 2026 18:00\n" in done.err
    assert told() == f"Your appointment on Wed 11 March, 18:00 is confirmed.\n{END}"
    careplan("undo", "a17.toml", *on)
    assert careplan(*TELL, *on).code == 0
    assert told().startswith(
        "Your appointment on Wed 11 March, 18:00 is yet to be confirmed.\n"
    )


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("a17.toml", "--message", "a17.toml"), "`a17.toml` does not end in .txt"),
        (
            ("a17.toml", "--message", "-", "--format", "json"),
            "with --format json the message is in the document",
        ),
        (
            ("a17.toml", "--message", "a.txt", "--preview"),
            "--message is about a calendar that is handed out",
        ),
        (
            ("a17.toml", "--message", "a.txt", "--check"),
            "--message is about a calendar that is handed out",
        ),
    ],
)
def test_wrong_usage_is_said(
    arguments: tuple[str, ...], why: str, careplan: Run
) -> None:
    before = Path("a17.toml").read_bytes()
    done = careplan("export", *arguments, *NOON)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Error: {why}\n")
    assert Path("a17.toml").read_bytes() == before


def test_every_client_is_told_what_to_do_first_and_later() -> None:
    assert set(IMPORTING) == {(client, via) for client in Client for via in Via}
    for one in IMPORTING.values():
        for sentence in (*one.first, one.later, *one.keeps):
            assert sentence.endswith(".")
