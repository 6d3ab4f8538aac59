"""What is described and never used: an activity, an anchor, a label.

An unused activity is often a misspelt or forgotten rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.branches.gates import requirements, scheduled_activities
from careplan.language.checks.counting import in_program
from careplan.language.checks.places import header, label
from careplan.language.checks.survey import Survey
from careplan.model.anchor import Named
from careplan.model.diagnostic import Diagnostic, Severity


def unscheduled_activities(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of activities that no rule schedules."""
    # A gate that nobody schedules is an error of its own.
    gates = {name for name, _ in requirements(survey)}
    used = scheduled_activities(survey) | gates
    for activity in survey.program.activities:
        if activity.id not in used:
            yield Diagnostic(
                code="unscheduled-activity",
                severity=Severity.WARNING,
                message=f"no rule schedules activity `{activity.id}`",
                primary=header(activity.place),
            )


def unused_anchors(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of named anchors that no rule or phase counts from."""
    bases = [use.expression.base for use in survey.uses]
    used = {base.name for base in bases if isinstance(base, Named)}
    for anchor in survey.program.anchors:
        if anchor.id not in used:
            yield Diagnostic(
                code="unused-anchor",
                severity=Severity.WARNING,
                message=f"nothing counts from anchor `{anchor.id}`",
                primary=header(anchor.place),
            )


def labels_left_over(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of more labels than there can be occurrences to bear them."""
    for rule in survey.rules:
        most = in_program(survey, rule).high
        if most is None or len(rule.labels) <= most:
            continue
        unused = len(rule.labels) - most
        yield Diagnostic(
            code="labels-left-over",
            severity=Severity.WARNING,
            message=f"`{rule.name}` has {len(rule.labels)} labels for"
            f" {most} {'occurrence' if most == 1 else 'occurrences'}:"
            f" the last {'is' if unused == 1 else f'{unused} are'} never used",
            primary=label(rule.place, "labels", most),
        )
