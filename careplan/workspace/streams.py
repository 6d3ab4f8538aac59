"""Streams: what a role gets, as the enrolment records it or by default."""

from __future__ import annotations

from dataclasses import replace

from careplan.audience.wording import PATIENT
from careplan.calendar.profile import is_supported
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Privacy, Stream, usual_privacy
from careplan.workspace.plan import Plan

# What a calendar that is not full is called, in its file and at the terminal.
NEUTRAL_NAME = "Care plan"


def stream_of(plan: Plan, role: str) -> Stream:
    """Give the stream the enrolment records for a role, or the role's default."""
    for stream in plan.enrolment.streams:
        if stream.role == role:
            return stream
    place = Place(file=plan.enrolment.place.file, path=("calendars",))
    return Stream(role=role, privacy=usual_privacy(role), place=place)


def with_privacy(stream: Stream, privacy: Privacy | None) -> Stream:
    """Give the stream as asked for on the command line."""
    return stream if privacy is None else replace(stream, privacy=privacy)


def stream_problems(plan: Plan, stream: Stream) -> tuple[Diagnostic, ...]:
    """Say why a stream cannot be handed out.

    A bare program speaks of nobody, so nobody has to agree to what it says.
    """
    problems = []
    tells_all = stream.role == PATIENT and stream.privacy is Privacy.FULL
    if tells_all and plan.path is not None and stream.consent is None:
        problems.append(_no_consent(stream))
    return (*problems, *support_problems(stream))


def support_problems(stream: Stream) -> tuple[Diagnostic, ...]:
    """Say it if such calendars are not made yet."""
    return () if is_supported(stream) else (_not_yet(stream),)


def _no_consent(stream: Stream) -> Diagnostic:
    return Diagnostic(
        code="consent-missing",
        message="the patient's calendar would say everything, and no consent to that"
        " is recorded",
        primary=Label(place=stream.place),
        help=("record the day the patient agreed: `consent = YYYY-MM-DD`",),
    )


def _not_yet(stream: Stream) -> Diagnostic:
    return Diagnostic(
        code="not-yet",
        message=f"calendars for `{stream.client}` via `{stream.via}` are not made yet",
        primary=Label(place=stream.place),
        help=('`client = "any"` and `via = "file"` work with every calendar program',),
    )
