"""What is said of the people when somebody is enrolled: alias, team, their calendars.

All of it is about somebody, so no error repeats what was said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import wraps

import click

from careplan.cli.given import Given
from careplan.cli.options import day_or_time
from careplan.language.schema.names import ID_PATTERN
from careplan.model.enrolment import Privacy
from careplan.workspace.answers import ALIAS, PATIENT_CONSENT, Said

_MEMBER = ("name", "email", "phone")


def people(function: Callable[..., int]) -> Callable[..., int]:
    """Add the options about people, and put what they say to what is `given`."""

    @wraps(function)
    def gathered(
        *,
        given: Given,
        alias: str | None,
        team: tuple[Said, ...],
        privacies: tuple[Said, ...],
        consent: date | None,
        **rest: object,
    ) -> int:
        given = replace(given, said=(*given.said, *team, *privacies))
        for path, value in ((ALIAS, alias), (PATIENT_CONSENT, consent)):
            given = given if value is None else given.put(path, value)
        return function(given=given, **rest)

    decorated: Callable[..., int] = gathered
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _member(text: str) -> Said:
    """Split `coach.email=jo@clinic.example` into role, key and what is said."""
    left, _, value = text.partition("=")
    role, _, key = left.strip().partition(".")
    if re.fullmatch(ID_PATTERN, role) and key in _MEMBER and value.strip():
        return ("team", role, key), value.strip()
    raise click.BadParameter("write ROLE.name=TEXT, ROLE.email=TEXT or ROLE.phone=TEXT")


def _privacy(text: str) -> Said:
    """Split `patient=discreet` into the role and how much its calendar says."""
    role, _, value = (part.strip() for part in text.partition("="))
    if re.fullmatch(ID_PATTERN, role) and value in tuple(Privacy):
        return ("calendars", role, "privacy"), value
    raise click.BadParameter("write ROLE=full, ROLE=discreet or ROLE=busy")


def _day(text: str) -> date:
    day = day_or_time(text)
    if day is None or isinstance(day, datetime):
        raise click.BadParameter("write a date, such as 2026-03-01")
    return day


_OPTIONS = (
    click.option(
        "--alias", metavar="WORD", help="What staff calendars call the person."
    ),
    click.option(
        "--team",
        multiple=True,
        type=_member,
        metavar="ROLE.KEY=TEXT",
        help="Who plays a role: coach.name=…, coach.email=…, coach.phone=….",
    ),
    click.option(
        "--privacy",
        "privacies",
        multiple=True,
        type=_privacy,
        metavar="ROLE=WORD",
        help="How much a role's calendar says: full, discreet or busy.",
    ),
    click.option(
        "--consent",
        type=_day,
        metavar="DATE",
        help="When the person agreed that their own calendar is full.",
    ),
)
