"""The issue that an export is about to make, computed without the command line."""

from __future__ import annotations

from datetime import datetime

from careplan.model.register import Issue
from careplan.workspace.documents import load
from careplan.workspace.exporting import Prepared, prepare
from careplan.workspace.plan import open_enrolment, scheduled
from careplan.workspace.streams import stream_of


def next_issue(enrolment: str, now: str) -> Issue:
    """Make what the patient gets now of the enrolment; nothing is written."""
    return _prepared(enrolment, now).issue


def next_calendar(enrolment: str, now: str) -> Issue:
    """Make the same, less what a feed does not show."""
    return _prepared(enrolment, now).shown


def _prepared(enrolment: str, now: str) -> Prepared:
    loaded, found = load(enrolment)
    assert loaded is not None, found
    dated, found = scheduled(*open_enrolment(loaded))
    assert dated is not None, found
    plan, schedule = dated
    prepared, found = prepare(
        plan,
        schedule,
        stream=stream_of(plan, "patient"),
        target=None,
        remember=False,
        now=datetime.fromisoformat(now),
    )
    assert prepared is not None, found
    return prepared
