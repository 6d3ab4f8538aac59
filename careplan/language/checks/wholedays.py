"""Whether what a rule gives is a whole day or has a clock time."""

from __future__ import annotations

from careplan.model.amount import Amount, Duration, Period
from careplan.model.position import AtAnchor, Every, Offsets
from careplan.model.program import Each, Rule


def is_surely_all_day(rule: Rule) -> bool:
    """Say whether no occurrence of the rule can have a clock time.

    A period or `all_day` never has one; otherwise a time may come from the rule, the
    activity, a choice, or hours counted from an anchor.
    """
    activity = rule.activity
    if rule.all_day or isinstance(activity.duration, Period):
        return True
    if rule.at or activity.at or "at" in activity.choose:
        return False
    if isinstance(rule.position, AtAnchor):
        # What sits on its anchor may have the anchor's own time.
        return False
    return not any(isinstance(amount, Duration) for amount in _amounts(rule))


def counts_hours(rule: Rule) -> bool:
    """Say whether offsets in hours or minutes are counted from the rule's anchor."""
    match rule.position:
        case Offsets(amounts=amounts):
            return any(isinstance(amount, Duration) for amount in amounts)
        case Every(interval=Duration()):
            return not (rule.at or rule.activity.at or "at" in rule.activity.choose)
        case _:
            return False


def _amounts(rule: Rule) -> tuple[Amount | None, ...]:
    shifts = () if isinstance(rule.anchor, Each) else rule.anchor.expression.shifts
    match rule.position:
        case Offsets(amounts=amounts):
            return (*amounts, *shifts)
        case Every(interval=interval, first=first):
            return (interval, first, *shifts)
        case _:
            return shifts
