"""The command line: parse, call, echo, exit code.

Only Click is loaded here; each command's module is loaded when it is called, so that
`--version`, `--help` and a press of TAB answer at once.  Nothing here computes.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from careplan import __version__
from careplan.cli.boundary import Boundary
from careplan.cli.lazy import HELP, LazyGroup, Listed

COMMANDS = (
    Listed("check", "Say what is wrong with programs, enrolments and other files."),
    Listed("test", "Compare a program's dates with its dated test cases."),
    Listed("enrol", "Start one person's plan: write an enrolment file."),
    Listed("enroll", "Start one person's plan: write an enrolment file.", "enrol"),
    Listed("show", "Show a plan's dates as an agenda, a month grid or data."),
    Listed("export", "Write a plan's calendar, ready to import."),
    Listed("card", "Say how to add a calendar to the program a person has."),
    Listed("publish", "Bring a plan's calendar to a server."),
    Listed("reissue", "Give one occurrence a new identity in a calendar."),
    Listed("why", "Explain how one date was found."),
    Listed("when", "List the days on which one occurrence may be."),
    Listed("record", "Record what became of one occurrence."),
    Listed("move", "Move one occurrence to another date."),
    Listed("omit", "Leave one occurrence out."),
    Listed("pin", "Keep one occurrence where it is."),
    Listed("add", "Let an activity happen once more."),
    Listed("pause", "Let a plan stand still for a while."),
    Listed("begin", "Begin a phase anew, and those after it."),
    Listed("extend", "Let a phase last longer, or plan further ahead."),
    Listed("end", "End a plan early."),
    Listed("decide", "Take a decision that the program asks for."),
    Listed("set", "Give a date, a fact or a choice another value from now on."),
    Listed("amend", "Go on by another version of the program."),
    Listed("undo", "Take back an entry of the ledger."),
    Listed("history", "Tell what was entered in a ledger, and what it changed."),
    Listed("diff", "Compare two plans, or one with what was handed out."),
    Listed("due", "List what is due in one plan, or in a folder of them."),
    Listed("calendar", "Merge for staff what was handed out of a folder of plans."),
    Listed("verify", "Say what is wrong with a calendar file, whoever wrote it."),
    Listed("fields", "List what can stand in the files."),
    Listed("explain", "Explain the code of a diagnostic."),
)


@click.group(
    cls=LazyGroup,
    listed=COMMANDS,
    context_settings={"help_option_names": list(HELP)},
    epilog="Start here: careplan check plans/ketamine.toml",
)
@click.version_option(__version__, message="careplan %(version)s")
def root() -> None:
    """Turn a care programme into one person's calendar.

    A program says what happens and when, for anyone; an enrolment says who starts it
    and on which day.  careplan gives the dates, explains every one of them, and
    writes calendars that stay right when the plan changes.
    """


GROUP: click.Group = root


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line, by default the process's own; give the exit code."""
    with Boundary() as boundary:
        boundary.code = GROUP.main(arguments, "careplan", standalone_mode=False) or 0
        boundary.flush()
    return boundary.code
