"""What brings a rule or a phase to an end, and how much room a rule has till then.

A rule is open if its position goes on for ever and it names no end of its own; open
rules stop where their phase ends, and a phase without a length ends with the bounded
rules that count from it.
"""

from __future__ import annotations

from careplan.language.checks.distance import (
    MINUTES_A_DAY,
    NOTHING,
    Range,
    between,
    days,
    minutes,
    shift,
)
from careplan.language.checks.survey import Survey
from careplan.model.amount import DAYS_A_WEEK, Amount
from careplan.model.anchor import Edge, PhaseEdge
from careplan.model.position import Every, Taper
from careplan.model.program import From, Phase, Rule


def enders(phase: Phase) -> tuple[Rule, ...]:
    """List the rules that say where a phase without a length ends."""
    return tuple(
        rule for rule in phase.rules if rule.counts_from_phase and not rule.is_open
    )


def has_end(survey: Survey, phase: Phase) -> bool:
    """Say whether anything ends the phase, so that open rules in it stop there."""
    if phase.length is not None or phase.until is not None or enders(phase):
        return True
    # What follows the last cycle says nothing of the ends of those before it.
    return phase.repeat == 1 and stopped_by(survey, phase) is not None


def stopped_by(survey: Survey, phase: Phase) -> Phase | None:
    """Give the phase after this one if its `from` says where this one ends.

    A `from` that counts from that very end says nothing of it.
    """
    following = survey.phase_after(phase)
    if following is None or following.start is None:
        return None
    own_end = PhaseEdge(phase=phase.id, edge=Edge.END)
    return None if following.start.base == own_end else following


def room(survey: Survey, rule: Rule) -> Range | None:
    """Give the minutes from the rule's anchor to its end; None if nobody can say.

    The upper end is exclusive: a slot that far from the anchor is no longer given.
    """
    phase = survey.phase_of(rule)
    known = [
        end
        for end in (_weeks(rule), _phase_length(rule, phase), _until(rule))
        if end is not None
    ]
    if not known:
        return None
    high = min(end.high for end in known)
    low = min(end.low for end in known)
    if _is_ended_elsewhere(rule, phase, len(known)):
        low = 0
    return Range(low=max(low, 0), high=max(high, 0))


def _weeks(rule: Rule) -> Range | None:
    return None if rule.weeks is None else days(rule.weeks * DAYS_A_WEEK)


def _phase_length(rule: Rule, phase: Phase | None) -> Range | None:
    if phase is None or not rule.counts_from_phase:
        return None
    return _left_of(phase.length, rule)


def _left_of(length: Amount | None, rule: Rule) -> Range | None:
    whole = minutes(length) if length is not None else None
    if whole is None or not isinstance(rule.anchor, From):
        return None
    gone = shift(rule.anchor.expression)
    return None if gone is None else whole - gone


def _until(rule: Rule) -> Range | None:
    if rule.until is None or not isinstance(rule.anchor, From):
        return None
    start = rule.anchor.expression
    gap = between(start, rule.until, top_level=rule.phase is None)
    # Inclusive, by date: the whole day of `until` still counts, whatever its time.
    return None if gap is None else gap + Range(low=1, high=MINUTES_A_DAY)


def _is_ended_elsewhere(rule: Rule, phase: Phase | None, known: int) -> bool:
    """Say whether an end exists whose date depends on more than this rule."""
    said = sum(
        (
            rule.weeks is not None,
            rule.until is not None,
            phase is not None,
        )
    )
    ends_with_phase = phase is not None and phase.until is not None
    return known < said or ends_with_phase or rule.open_ended


def first_slot(rule: Rule) -> Range:
    """Give the distance of the first slot from the anchor, if `first` moves it."""
    if isinstance(rule.position, Every | Taper):
        return minutes(rule.position.first) or NOTHING
    return NOTHING
