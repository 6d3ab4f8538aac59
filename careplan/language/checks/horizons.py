"""`horizon-missing`, `unreachable-phase`, and `open_ended` where it means nothing.

A rule that is open-ended has no end but the horizon of whoever is enrolled.  Where it
has another, or stands where something ends it in any case, one of the two is a slip.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.ends import enders
from careplan.language.checks.places import (
    below,
    header,
    label,
    position_label,
)
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Part, Severity
from careplan.model.enrolment import Enrolment
from careplan.model.program import Phase, Rule

_KEY = "open_ended"
_BEGIN = "say when it begins with `from`, or end what is before it with a `length`"
_ENDS = ("count", "until", "weeks")


def open_ends_ended(survey: Survey) -> Iterator[Diagnostic]:
    """Report `open_ended` beside another end, or where nothing goes on."""
    for rule in survey.rules:
        if not rule.open_ended:
            continue
        ends = [key for key in _ENDS if getattr(rule, key) is not None]
        phase = survey.phase_of(rule)
        if ends:
            yield _clash(rule, ends[0])
        elif not rule.is_endless:
            yield _ended_by_position(rule)
        elif phase is not None and phase.length is not None:
            yield _ended_by_length(rule, phase)


def _clash(rule: Rule, end: str) -> Diagnostic:
    return Diagnostic(
        code="key-clash",
        message=f"`{rule.name}` has an end, and is said to have none but the horizon",
        primary=_key(rule),
        related=(label(rule.place, end, note="ends here"),),
    )


def _ended_by_position(rule: Rule) -> Diagnostic:
    return Diagnostic(
        code="no-effect",
        message=f"`{rule.name}` ends by itself, so it does not go on to the horizon",
        primary=_key(rule),
        related=(position_label(rule, note="gives all its dates"),),
        help=("`on`, `every`, `times_a_week` and an `rrule` without an end go on",),
    )


def _ended_by_length(rule: Rule, phase: Phase) -> Diagnostic:
    return Diagnostic(
        code="no-effect",
        severity=Severity.WARNING,
        message=f"`{rule.name}` ends with its phase, so it does not go on to the"
        " horizon",
        primary=_key(rule),
        related=(label(phase.place, "length", note="ends the phase"),),
        help=("leave `open_ended` out, or leave the `length` out",),
    )


def phases_after_open_ends(survey: Survey) -> Iterator[Diagnostic]:
    """Report phases that follow what goes on to the horizon."""
    for phase in survey.program.phases:
        rule = next((rule for rule in enders(phase) if rule.open_ended), None)
        if rule is None or phase.length is not None or phase.until is not None:
            continue
        following = survey.phase_after(phase)
        if phase.repeat > 1:
            yield _unreachable(rule, f"cycle 2 of `{phase.id}`", phase, "repeat")
        elif following is not None and _follows(following):
            yield _unreachable(rule, f"phase `{following.id}`", following, None)


def _follows(phase: Phase) -> bool:
    return phase.start is None and not phase.optional


def _unreachable(rule: Rule, what: str, phase: Phase, key: str | None) -> Diagnostic:
    return Diagnostic(
        code="unreachable-phase",
        message=f"{what} never begins: `{rule.name}` before it goes on to the"
        " horizon, wherever that is moved",
        primary=header(phase.place) if key is None else label(phase.place, key),
        related=(Label(place=_key(rule).place, note="goes on"),),
        help=(_BEGIN,),
    )


def always_open(survey: Survey) -> tuple[Rule, ...]:
    """List the rules that go on to the horizon whatever is decided.

    One in a branch needs a horizon only where that branch is taken.
    """
    return tuple(
        rule
        for rule in survey.rules
        if rule.open_ended and not rule.when and not _is_branch(survey.phase_of(rule))
    )


def _is_branch(phase: Phase | None) -> bool:
    return phase is not None and (bool(phase.when) or phase.optional)


def horizon_given(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Compare the horizon with what goes on to it."""
    rules = [rule for rule in survey.rules if rule.open_ended]
    horizon = enrolment.horizon
    if horizon is None:
        for rule in always_open(survey)[:1]:
            yield _missing(enrolment, rule)
    elif not rules:
        yield Diagnostic(
            code="no-effect",
            severity=Severity.WARNING,
            message="no rule of the program goes on to a horizon",
            primary=Label(place=below(enrolment.place, "horizon", part=Part.KEY)),
        )


def _missing(enrolment: Enrolment, rule: Rule) -> Diagnostic:
    return Diagnostic(
        code="horizon-missing",
        message=f"`{rule.name}` goes on without an end, and this enrolment does not"
        " say how far to plan it",
        primary=label(enrolment.place, "start"),
        related=(Label(place=_key(rule).place, note="goes on to the horizon"),),
        help=(
            "write `horizon = YYYY-MM-DD`, the last day that is planned for now",
            "or, where a plan begins on the command line, `--horizon YYYY-MM-DD`",
        ),
    )


def _key(rule: Rule) -> Label:
    return Label(place=below(rule.place, _KEY, part=Part.KEY))
