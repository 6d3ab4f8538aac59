"""`enrol` on a terminal: asks for what is missing, at once says what is wrong."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.at_terminal import CTRL_C, CTRL_D, Talk, talk
from tests.cli.running import ENROLMENT_ID, WALKS

HERE = {
    "TZ": "Europe/Dublin",
    "SOURCE_DATE_EPOCH": "1772182800",  # Friday, 27 February 2026, 09:00 UTC
    "NO_COLOR": "1",
}
ENROL = ("enrol", "walks.toml")
# Answers that take what is proposed, up to the file; then no site, and no choices.
USUAL = ("", "", "A17", "", "", "", "")
SURGERY = """
[[schedule]]
activity = "diary"
id = "after"
from = "surgery"

[[schedule]]
activity = "diary"
id = "scanned"
from = "scans[2]"

[anchors.surgery]
title = "The operation"

[anchors.scans]
many = true
optional = true
"""

OPENING = """
Walking back to strength
walks 1.0.0

Enter takes what stands in brackets. Nothing is written before you agree at the
end; Ctrl-C stops.

The person
  Start, a date or a date and a time [2026-03-02]:"""

THE_PERSON = f"""{OPENING}
  Time zone [Europe/Dublin]:
  Alias, what staff calendars show [none]: A17

Files
  New file, the enrolment [a17.toml]:
  Site file, when the clinic is open [every day is open]:

Choices
  Walking session, which 2 weekdays [tue, fri]:
  Walking session, at what time [10:00]:"""


def ask(*answers: str | bytes, options: tuple[str, ...] = (), **here: str) -> Talk:
    return talk([*ENROL, *options], answers, environment=HERE | here)


def enrolment() -> str:
    return Path("a17.toml").read_text(encoding="utf-8")


def nothing_else() -> bool:
    return sorted(path.name for path in Path().iterdir()) == ["site.toml", "walks.toml"]


@pytest.mark.usefixtures("folder")
def test_a_whole_dialogue() -> None:
    """Every answer is checked at once, and asked for again if it is wrong."""
    program = WALKS + SURGERY
    Path("walks.toml").write_text(program, encoding="utf-8")
    talked = ask(
        *("soon", "2026-13-01", "2026-03-09 10:00"),
        *("Europe/Lodnon", "Europe/London"),
        *("A17", "walks.toml", ""),
        *("sit.toml", "site.toml"),
        *("tue", "mon thu tusday", "mon thu"),
        *("9:00", "09:00, 09:00", "09:00"),
        *("", "2026-04-01, 2026-04-02", "2026-04-01 08:00"),
        *("2026-04-02, 2026-05-02",),
        *("Jo Park", "jo@clinic.example", "+44 20 7946 0000", "discret", "busy"),
        *("full", "", "full", "perhaps", "y"),
        *("maybe", "yes"),
        options=("--id", ENROLMENT_ID),
    )
    assert (talked.code, talked.out) == (0, "a17.toml\n")
    assert talked.seen == WHOLE
    assert stat.S_IMODE(Path("a17.toml").stat().st_mode) == 0o600
    assert (
        enrolment()
        == f"""\
# One person's part in a program.  `careplan fields` lists all that can stand here.
id = "{ENROLMENT_ID}"
program = "walks.toml"
pin = {{ version = "1.0.0", sha256 = "{sha256(program.encode()).hexdigest()}" }}
start = 2026-03-09T10:00:00
timezone = "Europe/London"
site = "site.toml"

[person]
alias = "A17"

[team]
coach = {{ name = "Jo Park", email = "jo@clinic.example", phone = "+44 20 7946 0000" }}

[choices.walk]
on = ["mon", "thu"]
at = "09:00"

[anchors]
surgery = 2026-04-01T08:00:00
scans = [2026-04-02, 2026-05-02]

[calendars.patient]
privacy = "full"
consent = 2026-02-27

[calendars.coach]
privacy = "busy"
"""
    )


@pytest.mark.usefixtures("folder")
def test_an_empty_answer_takes_the_proposal_or_leaves_it_out() -> None:
    talked = ask(*USUAL, "", "", "", options=("--id", ENROLMENT_ID))
    assert (talked.code, talked.out) == (0, "a17.toml\n")
    assert talked.seen == (
        f"""{THE_PERSON}

The team
  Walking coach, name [nobody yet]:

The patient's calendar
  Patient, calendar (full, discreet, busy) [discreet]:

To be written to a17.toml
  program      Walking back to strength, walks 1.0.0
  start        Mon 2 Mar 2026
  time zone    Europe/Dublin
  site         none, every day is open
  alias        A17
  calendars    Patient: discreet
  schedule     18 dates, from Mon 2 Mar 2026 to Sun 15 Mar 2026

  Write it: yes, no or change [yes]:
next: careplan show a17.toml
"""
    )
    assert (
        enrolment()
        == f"""\
# One person's part in a program.  `careplan fields` lists all that can stand here.
id = "{ENROLMENT_ID}"
program = "walks.toml"
pin = {{ version = "1.0.0", sha256 = "{sha256(WALKS.encode()).hexdigest()}" }}
start = 2026-03-02
timezone = "Europe/Dublin"

[person]
alias = "A17"

[calendars.patient]
privacy = "discreet"
"""
    )


@pytest.mark.usefixtures("folder")
def test_what_the_options_say_is_not_asked() -> None:
    talked = ask(
        *("", "", "", "", "", "", ""),
        options=(
            *("-o", "a17.toml", "--timezone", "Europe/London", "--alias", "A17"),
            *("--choose", "walk.on=mon,thu", "--team", "coach.name=Jo Park"),
            *("--privacy", "patient=full", "--consent", "2026-02-20"),
        ),
    )
    assert (talked.code, talked.out) == (0, "a17.toml\n")
    assert (
        talked.seen
        == f"""{OPENING}

Files
  Site file, when the clinic is open [every day is open]:

Choices
  Walking session, at what time [10:00]:

The team
  Walking coach, e-mail [none]:
  Walking coach, phone [none]:
  Walking coach, calendar (full, discreet, busy) [discreet]:

To be written to a17.toml
  program      Walking back to strength, walks 1.0.0
  start        Mon 2 Mar 2026
  time zone    Europe/London
  site         none, every day is open
  alias        A17
  choices      Walking session: mon, thu
  team         Walking coach: Jo Park
  calendars    Patient: full, agreed on Fri 20 Feb 2026
  schedule     18 dates, from Mon 2 Mar 2026 to Sun 15 Mar 2026

  Write it: yes, no or change [yes]:
next: careplan show a17.toml
"""
    )


@pytest.mark.usefixtures("folder")
def test_answers_can_be_changed_at_the_end() -> None:
    """A second round proposes the answers of the first; `-` takes one back."""
    talked = ask(
        *("", "Europe/London", "A17", "", "site.toml", "mon thu", "09:00"),
        *("Jo Park", "", "", "", "full", "y"),
        *("change", "2026-03-09", "", "", "b22.toml", "-", "", "-"),
        *("", "-", "", "", "discreet"),
        "",
        options=("--id", ENROLMENT_ID),
    )
    assert (talked.code, talked.out) == (0, "b22.toml\n")
    _, _, second = talked.seen.partition("[yes]: change\n")
    assert (
        second
        == """
Enter keeps what stands in brackets, `-` takes it back.

The person
  Start, a date or a date and a time [2026-03-02]: 2026-03-09
  Time zone [Europe/London]:
  Alias, what staff calendars show [A17]:

Files
  New file, the enrolment [a17.toml]: b22.toml
  Site file, when the clinic is open [site.toml]: -

Choices
  Walking session, which 2 weekdays [mon, thu]:
  Walking session, at what time [09:00]: -

The team
  Walking coach, name [Jo Park]:
  Walking coach, e-mail [none]: -
  Walking coach, phone [none]:
  Walking coach, calendar (full, discreet, busy) [discreet]:

The patient's calendar
  Patient, calendar (full, discreet, busy) [full]: discreet

To be written to b22.toml
  program      Walking back to strength, walks 1.0.0
  start        Mon 9 Mar 2026
  time zone    Europe/London
  site         none, every day is open
  alias        A17
  choices      Walking session: mon, thu
  team         Walking coach: Jo Park
  calendars    Patient: discreet
  schedule     18 dates, from Mon 9 Mar 2026 to Sun 22 Mar 2026

  Write it: yes, no or change [yes]:
next: careplan show b22.toml
"""
    )
    assert sorted(path.name for path in Path().iterdir()) == [
        "b22.toml",
        "site.toml",
        "walks.toml",
    ]


NO_DATES = """

error[no-legal-date]: there is no legal date for number 3 of `opening/walk`,\
 nominally Tue 10 Mar 2026 10:00
  --> walks.toml:30:3
   |
30 |   { activity = "walk", on = ["tue", "fri"] },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: tried Mon 9 Mar 2026: the site is closed on a Monday
   = help: tried Tue 10 Mar 2026: the site is closed on a Tuesday
   = help: tried Wed 11 Mar 2026: the site is closed on a Wednesday
   = help: tried Thu 12 Mar 2026: the site is closed on a Thursday

1 error in walks.toml

  Change the answers [yes]:"""


@pytest.mark.usefixtures("folder")
def test_a_plan_without_dates_can_be_left() -> None:
    """Before the team is asked for, so that nobody types it in vain."""
    Path("site.toml").write_text('open = "sun"\n', encoding="utf-8")
    talked = ask(*USUAL[:4], "site.toml", "", "", "no")
    assert (talked.code, talked.out) == (1, "")
    _, _, end = talked.seen.partition("at what time [10:00]:")
    assert end == f"{NO_DATES} no\nnothing was written\n"
    assert nothing_else()


@pytest.mark.usefixtures("folder")
def test_a_plan_without_dates_can_be_changed() -> None:
    Path("site.toml").write_text('open = "sun"\n', encoding="utf-8")
    talked = ask(
        *USUAL[:4], "site.toml", "", "", "", *USUAL[:2], "", "", "-", *[""] * 5
    )
    assert (talked.code, talked.out) == (0, "a17.toml\n")
    _, _, second = talked.seen.partition("at what time [10:00]:")
    assert second.startswith(f"{NO_DATES}\n\nEnter keeps what stands in brackets,")
    assert "site = " not in enrolment()


@pytest.mark.usefixtures("folder")
def test_people_are_not_forgotten_by_a_round_that_does_not_come_to_them() -> None:
    Path("sundays.toml").write_text('open = "sun"\n', encoding="utf-8")
    talked = ask(
        *(*USUAL, "Jo Park", "", "", "", "", "change"),
        *("", "", "", "", "sundays.toml", "", "", "yes"),
        *("", "", "", "", "-", "", "", "", "", "", "", "", ""),
    )
    assert (talked.code, talked.out) == (0, "a17.toml\n")
    assert talked.seen.count("  Walking coach, name [Jo Park]:\n") == 1
    assert '[team]\ncoach = { name = "Jo Park" }\n' in enrolment()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("answers", "end"),
    [
        ((CTRL_C,), "  Start, a date or a date and a time [2026-03-02]: ^C\n"),
        ((CTRL_D,), "  Start, a date or a date and a time [2026-03-02]:\n"),
        ((*USUAL, CTRL_C), "\nThe team\n  Walking coach, name [nobody yet]: ^C\n"),
        ((*USUAL, "", "", CTRL_D), "\n\n  Write it: yes, no or change [yes]:\n"),
        ((*USUAL, "", "", "no"), "\n\n  Write it: yes, no or change [yes]: no\n\n"),
    ],
)
def test_whoever_breaks_off_leaves_nothing_behind(
    answers: tuple[str, ...], end: str
) -> None:
    talked = ask(*answers)
    assert (talked.code, talked.out) == (130, "")
    assert talked.seen.endswith(f"{end}nothing was written\n")
    assert nothing_else()


@pytest.mark.usefixtures("folder")
def test_a_program_nobody_may_begin_is_refused_before_any_question() -> None:
    Path("walks.toml").write_text(WALKS.replace('"active"', '"draft"'))
    talked = ask()
    assert (talked.code, talked.out) == (1, "")
    assert (
        talked.seen
        == """error[not-active]: nobody is enrolled on a program that is a draft
 --> walks.toml:4:10
  |
4 | status = "draft"
  |          ^^^^^^^
  |
  = help: its author sets `status` to `active` when it may be used

1 error in walks.toml; nothing was written
"""
    )


@pytest.mark.usefixtures("folder")
def test_what_is_doubtful_in_a_program_is_said_once_and_first() -> None:
    text = WALKS.replace("title", "review_by = 2026-01-31\ntitle", 1)
    Path("walks.toml").write_text(text, encoding="utf-8")
    talked = ask(*USUAL, "", "", "")
    assert (talked.code, talked.out) == (0, "a17.toml\n")
    assert talked.seen.startswith(f"""\
warning[review-overdue]: the program was due for review by Sat 31 Jan 2026
 --> walks.toml:5:13
  |
5 | review_by = 2026-01-31
  |             ^^^^^^^^^^
  |
  = help: ask its author whether it still holds

1 warning in walks.toml
{OPENING}""")
    assert talked.seen.count("review-overdue") == 1


@pytest.mark.usefixtures("folder")
def test_nothing_is_asked_where_the_plan_can_begin() -> None:
    talked = ask(
        options=(
            *("-o", "a17.toml", "--start", "2026-03-02"),
            *("--timezone", "Europe/London"),
        )
    )
    assert (talked.code, talked.out) == (0, "a17.toml\n")
    assert talked.seen == "next: careplan show a17.toml\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("zone", ["UTC", ":UTC", "Europe/Nowhere", "GMT0BST"])
def test_a_zone_that_is_no_place_is_not_proposed(zone: str) -> None:
    talked = ask("", "", CTRL_C, TZ=zone)
    assert (
        talked.seen
        == f"""{OPENING}
  Time zone:
    an answer is needed here
  Time zone: ^C
nothing was written
"""
    )


@pytest.mark.usefixtures("folder")
def test_the_machine_may_name_its_zone_by_a_file() -> None:
    talked = ask("", CTRL_C, TZ=":/usr/share/zoneinfo/Asia/Kathmandu")
    assert "  Time zone [Asia/Kathmandu]: ^C\n" in talked.seen


@pytest.mark.usefixtures("folder")
def test_what_is_no_text_or_holds_hidden_characters_is_asked_again() -> None:
    talked = ask("", "", b"\xff", "A\x1b17", "-", CTRL_D)
    assert (talked.code, talked.out) == (130, "")
    assert (
        talked.seen
        == rf"""{OPENING}
  Time zone [Europe/Dublin]:
  Alias, what staff calendars show [none]: \xff
    what was typed is not UTF-8 text
  Alias, what staff calendars show [none]: A^[17
    `alias` holds an escape character
  Alias, what staff calendars show [none]: -

Files
  New file, the enrolment:
nothing was written
"""
    )


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_there_is_not_proposed() -> None:
    Path("walks-1.toml").write_text("", encoding="utf-8")
    talked = ask("", "", "Walks, 1", CTRL_D)
    assert talked.seen.endswith(
        "Walks, 1\n\nFiles\n  New file, the enrolment:\nnothing was written\n"
    )


def test_files_that_cannot_be_made_or_named_are_refused_at_once(folder: Path) -> None:
    outside = folder.with_name(f"{folder.name}-site.toml")
    outside.write_text('open = "mon"\n', encoding="utf-8")
    Path("elsewhere.toml").symlink_to(outside)
    Path("wrong.toml").write_text('open = "mon"\ncolour = 1\n', encoding="utf-8")
    Path("people").mkdir()
    talked = ask(
        *("", "", "", "no/a.toml", "people/a.toml", "", "-", "a.toml"),
        *("sit.toml", "elsewhere.toml", "wrong.toml", CTRL_D),
    )
    assert (talked.code, talked.out) == (130, "")
    assert (
        talked.seen
        == f"""{OPENING}
  Time zone [Europe/Dublin]:
  Alias, what staff calendars show [none]:

Files
  New file, the enrolment: no/a.toml
    `no/a.toml` cannot be written: no such file or directory
  New file, the enrolment: people/a.toml
    `walks.toml` lies outside of the folder of the file that names it; what a
    file names lies in its own folder or in one below it
  New file, the enrolment:
    an answer is needed here
  New file, the enrolment: -
    an answer is needed here
  New file, the enrolment: a.toml
  Site file, when the clinic is open [every day is open]: sit.toml
    `sit.toml` does not exist
  Site file, when the clinic is open [every day is open]: elsewhere.toml
    `elsewhere.toml` lies outside of the folder of the file that names it; what
    a file names lies in its own folder or in one below it
  Site file, when the clinic is open [every day is open]: wrong.toml
    unknown key `colour` in a site; it can be `open`, `hours`, `holidays`,
    `closed` or `timezone`
  Site file, when the clinic is open [every day is open]:
nothing was written
"""
    )


WHOLE = """\

Walking back to strength
walks 1.0.0

Enter takes what stands in brackets. Nothing is written before you agree at the
end; Ctrl-C stops.

The person
  Start, a date or a date and a time [2026-03-02]: soon
    `soon` is no date; dates look like `2026-03-02` or `2026-03-02 10:00`
  Start, a date or a date and a time [2026-03-02]: 2026-13-01
    `2026-13-01` is not in the calendar
  Start, a date or a date and a time [2026-03-02]: 2026-03-09 10:00
  Time zone [Europe/Dublin]: Europe/Lodnon
    `Europe/Lodnon` is no time zone; did you mean `Europe/London`?
  Time zone [Europe/Dublin]: Europe/London
  Alias, what staff calendars show [none]: A17

Files
  New file, the enrolment [a17.toml]: walks.toml
    `walks.toml` exists already; choose another name, or move the file away
    first
  New file, the enrolment [a17.toml]:
  Site file, when the clinic is open [every day is open]: sit.toml
    `sit.toml` does not exist
  Site file, when the clinic is open [every day is open]: site.toml

Choices
  Walking session, which 2 weekdays [tue, fri]: tue
    1 weekday is chosen for `walk`, which is given on 2
  Walking session, which 2 weekdays [tue, fri]: mon thu tusday
    `tusday` is no weekday; weekdays are mon, tue, wed, thu, fri, sat and sun
  Walking session, which 2 weekdays [tue, fri]: mon thu
  Walking session, at what time [10:00]: 9:00
    `9:00` is no time of day; write `09:00`
  Walking session, at what time [10:00]: 09:00, 09:00
    `at` says the same twice
  Walking session, at what time [10:00]: 09:00

Dates the program counts from
  The operation:
    an answer is needed here
  The operation: 2026-04-01, 2026-04-02
    anchor `surgery` has one date, and 2 are given
  The operation: 2026-04-01 08:00
  scans, one or more dates [none]: 2026-04-02, 2026-05-02

The team
  Walking coach, name [nobody yet]: Jo Park
  Walking coach, e-mail [none]: jo@clinic.example
  Walking coach, phone [none]: +44 20 7946 0000
  Walking coach, calendar (full, discreet, busy) [discreet]: discret
    `discret` is not a privacy; did you mean `discreet`?
  Walking coach, calendar (full, discreet, busy) [discreet]: busy

The patient's calendar
  Patient, calendar (full, discreet, busy) [discreet]: full
  Did the person agree to a calendar that says everything [no]:
    the patient's calendar would say everything, and no consent to that is
    recorded
  Patient, calendar (full, discreet, busy) [discreet]: full
  Did the person agree to a calendar that says everything [no]: perhaps
    yes or no?
  Did the person agree to a calendar that says everything [no]: y

To be written to a17.toml
  program      Walking back to strength, walks 1.0.0
  start        Mon 9 Mar 2026 10:00
  time zone    Europe/London
  site         site.toml
  alias        A17
  choices      Walking session: mon, thu at 09:00
  anchors      The operation: Wed 1 Apr 2026 08:00
               scans: Thu 2 Apr 2026, Sat 2 May 2026
  team         Walking coach: Jo Park, jo@clinic.example, +44 20 7946 0000
  calendars    Patient: full, agreed on Fri 27 Feb 2026
               Walking coach: busy
  schedule     19 dates, from Mon 9 Mar 2026 to Sat 2 May 2026

  Write it: yes, no or change [yes]: maybe
    yes, no or change?
  Write it: yes, no or change [yes]: yes
next: careplan show a17.toml
"""
