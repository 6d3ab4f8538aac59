"""`beyond-phase` and `cut-short` of lists: dates a phase or a rule has no room for.

A list of days or offsets is given in full, whatever the `length` of its phase: what
lies beyond runs into the next phase, or the next cycle.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.capacity import without_ends
from careplan.language.checks.distance import MINUTES_A_DAY, Range, shift
from careplan.language.checks.places import label, position_label
from careplan.language.checks.survey import Survey
from careplan.model.amount import Period
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.model.position import AtAnchor, Offsets, Position, StudyDays, Taper
from careplan.model.program import From, Phase, Rule


def slots_beyond_phases(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of days and offsets that lie after the end of their phase."""
    for rule in survey.rules:
        phase = survey.phase_of(rule)
        if phase is None or not rule.counts_from_phase:
            continue
        length = phase.length.days if isinstance(phase.length, Period) else None
        if length is None or not isinstance(rule.anchor, From):
            continue
        gone = shift(rule.anchor.expression)
        beyond = _beyond(rule.position, length, gone)
        if beyond:
            yield _beyond_phase(survey, rule, phase, beyond)


def _beyond(position: Position, length: int, gone: Range | None) -> str:
    """Name the first slot beyond a number of days, as far as days are counted."""
    if gone is None or gone.low != gone.high:
        return ""
    left = length - gone.low // MINUTES_A_DAY
    match position:
        case StudyDays(days=days):
            late = [f"day {day}" for day in days if day > left]
        case Offsets(amounts=amounts):
            late = [
                f"the offset of {amount}"
                for amount in amounts
                if isinstance(amount, Period)
                and amount.days is not None
                and amount.days >= left
            ]
        case _:
            return ""
    return late[0] if late else ""


def _beyond_phase(survey: Survey, rule: Rule, phase: Phase, beyond: str) -> Diagnostic:
    if phase.repeat > 1:
        into = "in the next cycle"
    else:
        into = "after it" if survey.phase_after(phase) is None else "in what follows"
    return Diagnostic(
        code="beyond-phase",
        severity=Severity.WARNING,
        message=f"{beyond} of `{rule.name}` lies beyond phase `{phase.id}`, {into}",
        primary=position_label(rule),
        related=(label(phase.place, "length", note="the phase is over by then"),),
        help=("lengthen the phase, or schedule it in the phase where it happens",),
    )


def counts_over_lists(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a `count` that is more than a rule has slots at all."""
    for rule in survey.rules:
        if not isinstance(rule.position, AtAnchor | Offsets | StudyDays | Taper):
            continue
        most = without_ends(survey, rule).high
        if rule.count is None or most is None or rule.count <= most:
            continue
        yield Diagnostic(
            code="cut-short",
            severity=Severity.WARNING,
            message=f"`{rule.name}` has {most} {_slots(most)}, so its `count` of"
            f" {rule.count} is never reached",
            primary=label(rule.place, "count"),
            related=(position_label(rule, note="gives no more"),)
            if not isinstance(rule.position, AtAnchor)
            else (),
        )


def _slots(number: int) -> str:
    return "slot" if number == 1 else "slots"
