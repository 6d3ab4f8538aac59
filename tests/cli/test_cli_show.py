"""`show`, `why`, `fields` and `explain`: what people read at the terminal."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from careplan.calendar.writer import NAME
from careplan.language.catalogue import CODES
from careplan.language.fields.tables import TABLES
from careplan.model.schedule import Occurrence
from careplan.workspace.streams import NEUTRAL_NAME
from tests.cli.running import Run

PLAN = (
    "walks.toml",
    *"--start 2026-03-02 --timezone Europe/London --site site.toml".split(),
)

AGENDA = """\
Walking back to strength
walks 1.0.0, start Mon 2 Mar 2026, times in Europe/London

First weeks, from Mon 2 Mar 2026
    week 1  Mon  2 Mar 2026 20:00  Diary                             diary-1..14
                                   daily until Sun 15 Mar 2026, 14 times
            Tue  3 Mar 2026 10:00  Walking session                        walk-1
 *          Thu  5 Mar 2026 10:00  Walking session                        walk-2
    week 2  Tue 10 Mar 2026 10:00  Walking session                        walk-3
            Fri 13 Mar 2026 10:00  Walking session                        walk-4

 * moved from its nominal date

Moved:
  walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00
      a closed day of the site
"""

NEAR = """\
schedule = [
  { activity = "visit", day = 1 },
  { id = "second", activity = "visit", day = 2 },
  { activity = "note", day = 3, not_before = ["start + 2 days", "start + 5 days"] },
]
[program]
id = "near"
version = "1.0.0"
title = "Near"
[activities.visit]
kind = "session"
title = "Visit"
at = "10:00"
min_gap = "72 h"
[activities.note]
kind = "task"
title = "Note"
"""

CAUSES = """\

Moved:
  second-1: Tue 3 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00
      closer than 72 h to the one on Mon 2 Mar 2026 10:00
  note-1: Wed 4 Mar 2026 -> Sat 7 Mar 2026
      not before `start + 5 days`
"""

MONTH = """\
Walking back to strength
walks 1.0.0, start Mon 2 Mar 2026, times in Europe/London

Mar 2026
 Mon        Tue        Wed        Thu        Fri        Sat        Sun
                                                                    1
  2 .        3 W.       4 .        5 W*.      6 .        7 .        8 .
  9 .       10 W.      11 .       12 .       13 W.      14 .       15 .
 16         17         18         19         20         21         22
 23         24         25         26         27         28         29
 30         31

  . Diary
  W Walking session
  * moved from its nominal date

Moved:
  walk-2: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00
      a closed day of the site
"""

WHY = """\
walk-2 (opening/walk-2): Walking session
Thu 5 Mar 2026 10:00 to 11:00, Europe/London

The rule stands in walks.toml, line 30:
    { activity = "walk", on = ["tue", "fri"] },

How the date was found:
  1. It counts from Mon 2 Mar 2026 (`phase`).
  2. The rule names Fri 6 Mar 2026 10:00.
  3. Fri 6 Mar 2026 10:00 is not possible: a closed day of the site.
  4. So it is on Thu 5 Mar 2026 10:00.
"""


@pytest.mark.usefixtures("enrolled")
def test_a_plan_is_an_enrolment_or_a_program_with_a_start(careplan: Run) -> None:
    for plan in (PLAN, ("a17.toml",)):
        done = careplan("show", *plan)
        assert (done.code, done.out, done.err) == (0, AGENDA, "")


@pytest.mark.usefixtures("folder")
def test_whatever_moved_something_is_named(careplan: Run) -> None:
    """A gap by the first day that was too near, a limit by what was written."""
    Path("near.toml").write_text(NEAR, encoding="utf-8")
    done = careplan("show", "near.toml", *PLAN[1:5])
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(CAUSES)


@pytest.mark.usefixtures("folder")
def test_a_month_is_a_grid(careplan: Run) -> None:
    done = careplan("show", *PLAN, "--format", "month")
    assert (done.code, done.out, done.err) == (0, MONTH, "")


@pytest.mark.usefixtures("folder")
def test_data_keep_their_bytes(careplan: Run) -> None:
    done = careplan("show", *PLAN, "--format", "csv")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\r\n") == done.out.count("\n") == 19
    done = careplan("show", *PLAN, "--format", "json")
    assert len(json.loads(done.out)["occurrences"]) == 18
    done = careplan("show", *PLAN, "--format", "markdown")
    assert done.out.startswith("# Walking back to strength\n\n")


@pytest.mark.usefixtures("enrolled")
def test_a_role_sees_what_its_calendar_says(careplan: Run) -> None:
    done = careplan("show", "a17.toml", "--role", "coach")
    assert (done.code, done.err) == (0, "")
    assert done.out == COACH
    done = careplan("show", "a17.toml", "--role", "nurse")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: the program has no role `nurse`; it can be `patient` or `coach`\n"
    )


COACH = """\
Care plan
start Mon 2 Mar 2026, times in Europe/London
as the calendar for `coach` says it

    week 1  Tue  3 Mar 2026 10:00  A17: Appointment
 *          Thu  5 Mar 2026 10:00  A17: Appointment
    week 2  Tue 10 Mar 2026 10:00  A17: Appointment
            Fri 13 Mar 2026 10:00  A17: Appointment

 * moved from its nominal date

Moved:
  A17: Appointment: Fri 6 Mar 2026 10:00 -> Thu 5 Mar 2026 10:00
"""


@pytest.mark.parametrize("role", ["patient", "companion", "coach", "nurse"])
@pytest.mark.parametrize("style", ["agenda", "month", "json", "csv", "markdown"])
def test_a_discreet_role_reads_no_word_of_the_program(
    role: str, style: str, careplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not its id, title, notice or private terms, nor a phase or an activity."""
    monkeypatch.chdir(Path(__file__).parents[2])
    start = ("--start", "2026-03-02", "--timezone", "Europe/London")
    plan = ("plans/ketamine.toml", *start, "--site", "plans/site.toml")
    done = careplan("show", *plan, "--role", role, "--format", style)
    assert (done.code, done.err) == (0, "")
    program = tomllib.loads(Path(plan[0]).read_text("utf-8"))
    secrets = [*program["program"]["private_terms"], "medicine", "own-doctor", "taper"]
    secrets += [program["program"][key] for key in ("id", "title", "notice")]
    secrets += [phase["id"] for phase in program["phases"]]
    secrets += [f"{name}-" for name in program["activities"]]
    assert [word for word in secrets if word.lower() in done.out.lower()] == []


@pytest.mark.usefixtures("enrolled")
def test_a_role_with_a_full_calendar_reads_the_program(careplan: Run) -> None:
    with Path("a17.toml").open("a", encoding="utf-8") as file:
        file.write('\n[calendars.coach]\nprivacy = "full"\n')
    done = careplan("show", "a17.toml", "--role", "coach")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Walking back to strength\nwalks 1.0.0, start Mon 2 Mar")
    assert "A17: Walking session" in done.out


def test_a_calendar_has_the_same_name_in_its_file_and_at_the_terminal() -> None:
    assert NEUTRAL_NAME == NAME


@pytest.mark.usefixtures("folder")
def test_a_program_needs_a_start_and_a_zone(careplan: Run) -> None:
    for arguments in ((), ("--start", "2026-03-02"), ("--timezone", "Europe/London")):
        done = careplan("show", "walks.toml", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err == (
            "Usage: careplan show [OPTIONS] PLAN\n"
            "Try 'careplan show --help' for help.\n"
            "\n"
            "Error: `walks.toml` is a program: say --start and --timezone, or begin a"
            " person's plan with `careplan enrol walks.toml`\n"
        )


@pytest.mark.usefixtures("enrolled")
def test_an_enrolment_says_itself_how_it_begins(careplan: Run) -> None:
    done = careplan("show", "a17.toml", "--start", "2026-03-02")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: `a17.toml` is an enrolment and says itself how it begins; leave"
        " --start, --timezone, --horizon, --site, --choose, --decide, --anchor, --fact"
        " and --result out\n"
    )


@pytest.mark.usefixtures("folder")
def test_what_is_no_plan_is_a_usage_error(careplan: Run) -> None:
    done = careplan("show", "site.toml")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: `site.toml` is a site file; a plan is an enrolment, or a program with"
        " --start and --timezone\n"
    )


@pytest.mark.usefixtures("folder")
def test_a_plan_that_cannot_be_dated_shows_nothing(careplan: Run) -> None:
    Path("site.toml").write_text('open = "sun"\n', encoding="utf-8")
    done = careplan("show", *PLAN, "--format", "json")
    assert (done.code, done.out) == (1, "")
    found = json.loads(done.err)["diagnostics"]
    assert [(one["code"], one["count"]) for one in found] == [("no-legal-date", 1)]


@pytest.mark.usefixtures("folder")
def test_what_troubles_every_date_of_a_rule_is_said_once(careplan: Run) -> None:
    Path("site.toml").write_text('hours = "12:00-13:00"\n', encoding="utf-8")
    done = careplan("show", *PLAN)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "error[no-legal-date]: there is no legal date for number 1 of `opening/walk`,"
        " nominally Tue 3 Mar 2026 10:00\n"
    )
    assert done.err.count("error[") == 1
    assert done.err.endswith(
        ": outside the site's hours\n"
        "   = and 3 more of this rule\n"
        "\n"
        "1 error in walks.toml\n"
    )
    done = careplan("show", *PLAN, "--format", "json")
    found = json.loads(done.err)["diagnostics"]
    assert [(one["code"], one["count"]) for one in found] == [("no-legal-date", 4)]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["walk-2", "opening/walk-2"])
def test_a_date_is_explained(name: str, careplan: Run) -> None:
    done = careplan("why", PLAN[0], name, *PLAN[1:])
    assert (done.code, done.out, done.err) == (0, WHY, "")


@pytest.mark.usefixtures("folder")
def test_a_rule_under_a_header_is_shown_whole(careplan: Run) -> None:
    with Path("walks.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[schedule]]\nid = "free"\nactivity = "walk"\nday = 30\nwindow = [\n'
            '  "0 days",\n  "2 days",\n]\n\n# What follows is another matter.\n'
        )
    done = careplan("why", PLAN[0], "free-1", *PLAN[1:])
    done = done if done.code == 0 else careplan("why", PLAN[0], "walk-5", *PLAN[1:])
    assert (done.code, done.err) == (0, "")
    assert done.out.split("\n\n")[1] == (
        "The rule stands in walks.toml, line 34:\n"
        "    [[schedule]]\n"
        '    id = "free"\n'
        '    activity = "walk"\n'
        "    day = 30\n"
        "    window = [\n"
        '    "0 days",\n'
        '    "2 days",\n'
        "    ]"
    )


@pytest.mark.usefixtures("folder")
def test_a_date_is_explained_to_programs(careplan: Run) -> None:
    done = careplan("why", PLAN[0], "walk-2", *PLAN[1:], "--format", "json")
    told = json.loads(done.out)
    assert (done.code, told["rule"]) == (0, "walks.toml, line 30")
    assert [step["kind"] for step in told["steps"]][-1] == "placed"


@pytest.mark.usefixtures("folder")
def test_an_unknown_name_is_a_usage_error(careplan: Run) -> None:
    for name, advice in (
        ("wlak-2", "did you mean walk-2?"),
        ("walk", "did you mean walk-1?"),
        ("opening/walk", "did you mean opening/walk-1?"),
        ("nothing", "`careplan show` lists the names"),
    ):
        done = careplan("why", PLAN[0], name, *PLAN[1:])
        assert (done.code, done.out) == (2, "")
        said = f"Error: nothing in this plan is called `{name}`; {advice}\n"
        assert done.err.endswith(said)


def test_every_code_is_explained(careplan: Run) -> None:
    for code in CODES:
        done = careplan("explain", code)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"{CODES[code].severity}[{code}]: ")
        assert done.out.endswith("\n")


def test_a_code_is_explained_to_programs(careplan: Run) -> None:
    done = careplan("explain", "no-legal-date", "--format", "json")
    told = json.loads(done.out)
    assert (told["version"], told["code"]) == (1, "no-legal-date")


def test_a_code_may_come_as_it_is_printed(careplan: Run) -> None:
    plainly = careplan("explain", "no-legal-date")
    for code in ("error[no-legal-date]", "error[no-legal-date]:"):
        assert careplan("explain", code) == plainly


def test_an_unknown_code_is_a_usage_error(careplan: Run) -> None:
    done = careplan("explain", "no-legal-dat")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: there is no code `no-legal-dat`; did you mean no-legal-date?\n"
    )


def test_every_field_is_listed_and_has_a_page(careplan: Run) -> None:
    everything = careplan("fields")
    assert (everything.code, everything.err) == (0, "")
    assert max(map(len, everything.out.split("\n"))) <= 80
    for table in TABLES:
        for field in table.fields.values():
            assert f"\n  {field.name}" in everything.out
            page = careplan("fields", f"{table.name}.{field.name}")
            assert (page.code, page.err) == (0, "")
            assert page.out.startswith(
                f"{table.name}.{field.name}\n\n  {field.doc[:20]}"
            )


def test_a_key_is_found_in_every_table_that_has_it(careplan: Run) -> None:
    done = careplan("fields", "window", "--format", "json")
    assert (done.code, done.err) == (0, "")
    tables = [(one["table"], one["key"]) for one in json.loads(done.out)["fields"]]
    assert ("rule", "window") in tables
    text = careplan("fields", "timezone").out
    assert "enrolment file.timezone\n" in text
    assert "site.timezone\n" in text


def test_an_unknown_key_is_a_usage_error(careplan: Run) -> None:
    done = careplan("fields", "windw")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: nothing is called `windw`; did you mean window?\n")
    done = careplan("fields", "site.windows")
    assert done.code == 2


def test_a_schema_is_of_a_whole_file(careplan: Run) -> None:
    done = careplan("fields", "--schema", "site")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["title"] == "a site"
    done = careplan("fields", "--schema", "site", "window")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Error: --schema is of a whole file; leave KEY out\n")


def test_what_stays_on_a_closed_day_is_told(
    careplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something counted in hours keeps its hour, and nobody overlooks where it is."""
    monkeypatch.chdir(tmp_path)
    Path("pump.toml").write_text(PUMP, encoding="utf-8")
    Path("week.toml").write_text('open = "mon-fri"\n', encoding="utf-8")
    start = ("--start", "2026-03-02", "--timezone", "Europe/London")
    done = careplan("show", "pump.toml", *start, "--site", "week.toml")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Pump\n"
        "pump 1.0.0, start Mon 2 Mar 2026, times in Europe/London\n"
        "\n"
        "    week 1  Fri  6 Mar 2026 10:00  Dose                                   dose-1\n"  # noqa: E501 - as it is printed
        "            Sat  7 Mar 2026 10:00  Pump off                                off-1\n"  # noqa: E501 - as it is printed
        "\n"
        "On a closed day:\n"
        "  off-1: Sat 7 Mar 2026 10:00\n"
        "      the site is closed on a Saturday\n"
    )


PUMP = """
schedule = [
  { activity = "dose", day = 5 },
  { activity = "off", each = "dose", offset = "24 h" },
]

[program]
id = "pump"
version = "1.0.0"
status = "active"
title = "Pump"

[activities.dose]
kind = "session"
title = "Dose"
at = "10:00"

[activities.off]
kind = "session"
title = "Pump off"
"""


def test_a_long_plan_is_drawn_without_comparing_its_dates(
    careplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of dates are no series: each is a line, and is found at once."""
    monkeypatch.chdir(tmp_path)
    Path("daily.toml").write_text(DAILY, encoding="utf-8")
    compared = 0
    equal = Occurrence.__eq__

    def counted(one: Occurrence, other: object) -> bool:
        nonlocal compared
        compared += 1
        return equal(one, other)

    monkeypatch.setattr(Occurrence, "__eq__", counted)
    start = ("--start", "2026-03-02", "--timezone", "Europe/London")
    done = careplan("show", "daily.toml", *start)
    assert (done.code, done.err) == (0, "")
    assert "walk-1000\n" in done.out
    assert compared < 5_000


DAILY = """\
[program]
id = "daily"
version = "1.0.0"
status = "active"
title = "Daily"

[activities.walk]
kind = "session"
title = "Walk"
at = "20:00"

[[phases]]
id = "opening"
title = "First weeks"
length = "1000 days"
schedule = [{ activity = "walk", every = "1 day" }]
"""
