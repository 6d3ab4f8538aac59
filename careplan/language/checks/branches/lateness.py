"""`gate-too-late`: gates that are asked for a result after what they should open.

Two rules are compared where both count from one point and their days stand in the
text.  What repeats is left alone: there the result of one time rightly opens the next.
So is what a bound or a weekday may move.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.branches.confirming import gate_of, unconfirmed
from careplan.language.checks.branches.gates import is_free
from careplan.language.checks.distance import MINUTES_A_DAY, between, minutes
from careplan.language.checks.emptiness import first_offset
from careplan.language.checks.places import label, position_label
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.position import AtAnchor, Offsets, StudyDays
from careplan.model.program import From, Phase, Rule


def gates_too_late(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of gates that come after what they open in their own phase.

    A gate that a whole phase requires, and only it schedules, waits for itself.
    """
    stuck = unconfirmed(survey)  # why is told already
    for rule in survey.rules:
        if is_free(rule) or not _is_once(survey.phase_of(rule)):
            continue
        for gate in rule.requires:
            later = survey.meant((gate, False, None))
            if not later or gate_of(gate) in stuck:
                continue
            if all(_is_later(one, rule) for one in later):
                yield _too_late(rule, gate, later[0])


def _is_once(phase: Phase | None) -> bool:
    return phase is None or (phase.repeat == 1 and not phase.optional)


def _is_later(gate: Rule, rule: Rule) -> bool:
    """Say whether the first date of a gate surely lies days after the last of a rule.

    Only in one phase, or outside all: elsewhere the same words mean another point.
    """
    if gate is rule or gate.phase != rule.phase or _may_move(gate) or _may_move(rule):
        return False
    if not (isinstance(gate.anchor, From) and isinstance(rule.anchor, From)):
        return False
    apart = between(
        rule.anchor.expression,
        gate.anchor.expression,
        top_level=rule.phase is None,
    )
    first, last = first_offset(gate), _last_offset(rule)
    if apart is None or first is None or last is None:
        return False
    return apart.low + first >= last + MINUTES_A_DAY


def _may_move(rule: Rule) -> bool:
    moves = rule.not_before or rule.not_after or rule.align or rule.align_month
    return bool(moves) or rule.window is not None


def _last_offset(rule: Rule) -> int | None:
    """Give the most minutes from the anchor to the last slot of a list, if known."""
    match rule.position:
        case AtAnchor():
            return 0
        case StudyDays(days=numbers):
            last = max(numbers)
            return (last - 1 if last > 0 else last) * MINUTES_A_DAY
        case Offsets(amounts=amounts):
            ranges = [minutes(amount) for amount in amounts]
            highs = [known.high for known in ranges if known is not None]
            return max(highs) if len(highs) == len(ranges) else None
        case _:
            return None


def _too_late(rule: Rule, gate: str, later: Rule) -> Diagnostic:
    return Diagnostic(
        code="gate-too-late",
        severity=Severity.WARNING,
        message=f"`{rule.name}` waits for a result of `{gate}`, which comes only after"
        " it",
        primary=label(rule.place, "requires"),
        related=(
            _date_of(rule, "is over by then"),
            _date_of(later, f"`{gate}` is asked here"),
        ),
        help=(f"schedule `{gate}` before it, or let it wait for something earlier",),
    )


def _date_of(rule: Rule, note: str) -> Label:
    """Point at what says when a rule happens: its position, or else its anchor."""
    if isinstance(rule.position, AtAnchor) and isinstance(rule.anchor, From):
        return Label(place=rule.anchor.expression.place, note=note)
    return position_label(rule, note=note)
