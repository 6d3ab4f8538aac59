"""Choosing: a rule's position with the weekdays that the person chose laid over it."""

from __future__ import annotations

from dataclasses import replace

from careplan.model.enrolment import Choice
from careplan.model.position import (
    Every,
    FlexibleStep,
    PatternStep,
    Position,
    Taper,
    TaperStep,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)


def chosen_weekdays(position: Position, choices: tuple[Choice, ...]) -> Position:
    """Give the position on the weekdays that were chosen, if any were."""
    chosen = next((choice.on for choice in choices if choice.on is not None), None)
    if chosen is None:
        return position
    match position:
        case WeekdayPattern() | Every():
            return replace(position, on=_replaced(position.on, chosen))
        case TimesAWeek():
            return replace(position, among=chosen)
        case Taper():
            steps = tuple(_chosen_step(step, chosen) for step in position.steps)
            return replace(position, on=_replaced(position.on, chosen), steps=steps)
        case _:
            return position


def _chosen_step(step: TaperStep, chosen: tuple[Weekday, ...]) -> TaperStep:
    match step:
        case PatternStep():
            return replace(step, on=_replaced(step.on, chosen))
        case FlexibleStep():
            return replace(step, among=chosen)
        case _:
            return step


def _replaced(
    on: tuple[Weekday, ...], chosen: tuple[Weekday, ...]
) -> tuple[Weekday, ...]:
    """Replace the rule's weekdays in order; a rule with fewer takes the first ones."""
    return chosen[: len(on)]
