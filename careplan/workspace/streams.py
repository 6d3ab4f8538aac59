"""Streams: what a role gets, as the enrolment records it or by default."""

from __future__ import annotations

from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Stream, usual_privacy
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


def stream_problems(plan: Plan, stream: Stream) -> tuple[Diagnostic, ...]:
    """Say why a stream cannot be handed out.

    A bare program speaks of nobody, so nobody has to agree to what it says.
    """
    if stream.lacks_consent and plan.path is not None:
        return (_no_consent(stream),)
    return ()


def _no_consent(stream: Stream) -> Diagnostic:
    return Diagnostic(
        code="consent-missing",
        message=f"the {stream.role}'s {stream.called} would say everything, and no"
        " consent to that is recorded",
        primary=Label(place=stream.place),
        help=("record the day the patient agreed: `consent = YYYY-MM-DD`",),
    )
