"""Codes of reading: files that are missing, locked or no TOML, and untamed text."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

READING = (
    Code(
        code="file-missing",
        summary="a file that is named is not there",
        explanation="Paths on the command line are taken from where you stand, paths"
        " inside a file from the folder of that file.",
        wrong='program = "plan/ketamine.toml"',
        right='program = "plans/ketamine.toml"',
    ),
    Code(
        code="file-unreadable",
        summary="a file cannot be read",
        explanation="It is a directory, or you may not read it.",
    ),
    Code(
        code="file-unwritable",
        summary="a file cannot be written",
        explanation="You may not write there, or it is a directory. Nothing was"
        " written; the files that were there are as they were.",
    ),
    Code(
        code="disk-full",
        summary="there is no room left to write",
        explanation="Files are replaced whole or not at all, so those that were there"
        " are as they were. Make room, and run the same command again.",
    ),
    Code(
        code="no-cases",
        summary="there are no cases to test",
        explanation="`careplan test` runs the dated cases that stand beside a program,"
        " in a file named after it.",
        wrong="plans/ketamine.toml",
        right="plans/ketamine.toml\nplans/ketamine.cases.toml",
    ),
    Code(
        code="no-enrolments",
        summary="there is no enrolment in a folder",
        explanation="A list over a folder that holds no enrolment would say that"
        " nothing is due, or nothing different, although the folder was the wrong one."
        " Enrolments are looked for below it as well, but not in what is hidden.",
        wrong="careplan due plans/",
        right="careplan due people/",
    ),
    Code(
        code="nothing-to-merge",
        summary="nothing in a folder was handed out to a role",
        explanation="A merged calendar says what `export` handed out of each plan. Of"
        " plans that were never exported for that role it would be empty, and an empty"
        " calendar says that there is nothing to do.",
        wrong="careplan calendar people/ --role coach",
        right="careplan export people/a17.toml --role coach\n"
        "careplan calendar people/ --role coach",
    ),
    Code(
        code="file-exists",
        summary="a file that would be made is there already",
        explanation="`enrol` and `new` never replace a file: an enrolment holds a"
        " person's history. `export` and `calendar` replace only calendars of their"
        " own. Name another file, or move the old one away.",
    ),
    Code(
        code="outside-tree",
        summary="a path leads out of the folder tree",
        explanation="Paths inside a file are relative and stay inside the folder tree"
        " of the plan, also through symbolic links, so that a plan can be handed on"
        " without reading anybody's other files.",
        wrong='program = "../../home/plan.toml"',
        right='program = "plans/ketamine.toml"',
    ),
    Code(
        code="locked",
        summary="somebody else is writing these files just now",
        explanation="Two writers at once could lose an entry of the ledger or give one"
        " number twice. Nothing changed; try again.",
    ),
    Code(
        code="not-utf8",
        summary="a file is not UTF-8 text",
        explanation="TOML files are UTF-8. Save the file as UTF-8 in your editor; a"
        " file from a word processor must be saved as plain text.",
    ),
    Code(
        code="too-large",
        summary="a file is far larger than it should be",
        explanation="A programme or an enrolment is a few kilobytes, and one of more"
        " than 1 MB is not read at all: it is probably not the one you meant. A"
        " person's calendar of busy times may have 5 MB; export the calendar that"
        " counts, and only the years of the plan.",
    ),
    Code(
        code="too-deep",
        summary="brackets or dotted keys are nested too deeply",
        explanation="Nothing in these files needs more than a few levels of lists and"
        " tables. Deeper ones are refused before they are read.",
        wrong="days = [[[[[[[[1]]]]]]]]",
        right="days = [1]",
    ),
    Code(
        code="too-many-problems",
        severity=Severity.NOTE,
        summary="a file has more than a thousand problems",
        explanation="The first thousand are shown. Often one missing quote or bracket"
        " near the top causes all of them.",
    ),
    Code(
        code="syntax",
        summary="the file is not TOML",
        explanation="The place is where reading stopped; the cause is often just"
        " before it: a text without quotes, a quote or bracket that is not closed, a"
        " table or key that stands twice.",
        wrong="title = Ketamine session",
        right='title = "Ketamine session"',
    ),
    Code(
        code="control-character",
        summary="a text holds a character that cannot be seen",
        explanation="Control, escape and direction-changing characters can make text"
        " read otherwise than it is, drive a terminal, or begin a new property in a"
        " calendar file. Line breaks and tabs are allowed in instructions only.",
        wrong=r'title = "Session\u001b[2J"',
        right='title = "Session"',
    ),
)
