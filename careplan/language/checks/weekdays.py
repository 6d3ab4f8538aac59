"""`weekday-never-occurs`: where a rule aims and where it may land.

`on` says where a rule aims, `open` where it may land.  Between them `if_closed`
decides, within the window or else six days; a weekday from which
nothing can be reached is one that never occurs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from careplan.language.checks.cadence import weekdays
from careplan.language.checks.distance import MINUTES_A_DAY, minutes, shift, wall
from careplan.language.checks.places import label, property_label
from careplan.language.checks.survey import Survey
from careplan.model.amount import DAYS_A_WEEK, Duration
from careplan.model.anchor import Fixed
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.position import (
    AtAnchor,
    PatternStep,
    Taper,
    TimesAWeek,
    Weekday,
)
from careplan.model.program import From, IfClosed, Rule, Window

_FULL = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_STAYS = (IfClosed.FAIL, IfClosed.DROP, IfClosed.SLIDE)
_FARTHEST = DAYS_A_WEEK - 1


def weekdays_never_occurring(survey: Survey) -> Iterator[Diagnostic]:
    """Report weekdays a rule names but can never use."""
    for rule in survey.rules:
        for on, where in _aims(rule):
            lost = unreachable(rule, on)
            if lost:
                yield _never(survey, rule, lost, where)
                break
        yield from _fixed_dates(survey, rule)


def unreachable(rule: Rule, on: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    """List the weekdays from which no weekday of the rule's `open` can be reached."""
    allowed = rule.activity.open
    if allowed is None:
        return ()
    steps = _steps(rule)
    return tuple(
        day
        for day in on
        if not any((day + step) % DAYS_A_WEEK in allowed for step in steps)
    )


def _steps(rule: Rule) -> range:
    """Give the days by which a closed slot may move, the slot's own day among them."""
    if rule.if_closed in _STAYS:
        return range(1)
    low = -_FARTHEST if rule.window is None else _side(rule.window, latest=False)
    high = _FARTHEST if rule.window is None else _side(rule.window, latest=True)
    if rule.if_closed is IfClosed.NEXT:
        low = 0
    if rule.if_closed is IfClosed.PREVIOUS:
        high = 0
    return range(min(low, 0), max(high, 0) + 1)


def _side(window: Window, *, latest: bool) -> int:
    """Give one side of the window in whole days, as far as it may reach."""
    amount = window.high if latest else window.low
    known = minutes(amount) if amount is not None else None
    if known is None:
        return _FARTHEST if latest else -_FARTHEST
    far = (known.high if latest else -known.low) // MINUTES_A_DAY
    # A few hours may reach over midnight.
    far += 1 if isinstance(amount, Duration) and known.high else 0
    return min(far, _FARTHEST) if latest else -min(far, _FARTHEST)


def _aims(rule: Rule) -> Iterator[tuple[tuple[Weekday, ...], Label]]:
    """List the weekdays a rule aims at, wherever it names them.

    `not_before` and `align` take the aim elsewhere, so then `on` says nothing.  Days
    that are chosen for the person are chosen among open ones.
    """
    if rule.not_before or rule.align_month or isinstance(rule.position, TimesAWeek):
        return
    if rule.align:
        lost = unreachable(rule, rule.align)
        # Any weekday of `align` may do: only if none does is the rule empty.
        whole = lost if len(lost) == len(rule.align) else ()
        yield whole, label(rule.place, "align")
    elif isinstance(rule.position, Taper):
        for number, step in enumerate(rule.position.steps):
            if isinstance(step, PatternStep):
                yield step.on, label(rule.place, "taper", number, "on")
        yield rule.position.on, label(rule.place, "on")
    elif weekdays(rule):
        yield weekdays(rule), label(rule.place, "on")


def _never(
    survey: Survey, rule: Rule, lost: tuple[Weekday, ...], where: Label
) -> Diagnostic:
    names = " or ".join(_FULL[day] for day in lost)
    related = [property_label(survey, rule, "open", note="the only weekdays it has")]
    if rule.if_closed is not None:
        related.append(label(rule.place, "if_closed", note="what a closed day does"))
    if rule.window is not None and rule.if_closed not in _STAYS:
        related.append(label(rule.place, "window", note="how far it may move"))
    return Diagnostic(
        code="weekday-never-occurs",
        message=f"`{rule.name}` can never happen on {names}, and may not move to a"
        " weekday it is open on",
        primary=where,
        related=tuple(related),
    )


def _fixed_dates(survey: Survey, rule: Rule) -> Iterator[Diagnostic]:
    """Report a rule that stands on one date of the calendar, when that is closed."""
    day = _only_date(rule)
    if day is None or rule.align or rule.align_month or rule.not_before:
        return
    lost = unreachable(rule, (Weekday(day.weekday()),))
    if lost and isinstance(rule.anchor, From):
        yield _never(survey, rule, lost, Label(place=rule.anchor.expression.place))


def _only_date(rule: Rule) -> date | None:
    if not isinstance(rule.position, AtAnchor) or not isinstance(rule.anchor, From):
        return None
    base, gone = rule.anchor.expression.base, shift(rule.anchor.expression)
    if not isinstance(base, Fixed) or gone is None or gone.low != gone.high:
        return None
    try:
        return (wall(base.when) + timedelta(minutes=gone.low)).date()
    except OverflowError:
        return None
