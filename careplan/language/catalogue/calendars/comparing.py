"""Codes of what a calendar says otherwise than a plan; see `verify --plan`."""

from __future__ import annotations

from careplan.language.catalogue.code import Code

COMPARING = (
    Code(
        code="ics-other-calendar",
        summary="a calendar holds nothing of the plan",
        explanation="None of its UIDs is one that this enrolment gives this role."
        " Name the calendar of this person, and their role with `--role`.",
    ),
    Code(
        code="ics-missing-event",
        summary="a calendar lacks an event of the plan",
        explanation="Hand the calendar out again: what is missing from a file was"
        " deleted in it, or has come into the plan since.",
    ),
    Code(
        code="ics-additional-event",
        summary="a calendar has an event that the plan does not have",
        explanation="The plan has not handed it out, or no longer does. Somebody's"
        " own appointments belong into another calendar.",
    ),
    Code(
        code="ics-other-time",
        summary="an event is at another time than the plan says",
        explanation="Compared are instants, whatever zone they are written in, and"
        " each date of an event that repeats.",
    ),
    Code(
        code="ics-other-text",
        summary="an event says something else than the plan",
        explanation="Compared are title, description, place and link as this role is"
        " shown them. What they say is not repeated.",
    ),
    Code(
        code="ics-other-alarm",
        summary="an event reminds otherwise than the plan",
        explanation="Compared is how long before its start each alarm rings.",
    ),
    Code(
        code="ics-other-status",
        summary="an event has another state than in the plan",
        explanation="Confirmed, to be confirmed or cancelled, and whether it takes up"
        " time.",
    ),
    Code(
        code="ics-other-sequence",
        summary="an event is not the newest state of itself",
        explanation="`SEQUENCE` rises with each change that is handed out. A lower"
        " one is an older file; a higher one comes from a register that"
        " this enrolment does not have.",
    ),
)
